"""How wide a line of Times New Roman is, for rules whose length the decree ties to the line above them."""

from __future__ import annotations

import unicodedata

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_REGULAR_WIDTHS = (
    "722 667 667 722 611 556 722 722 333 389 722 611 889 722 722 556 722 667 556 611 722 722 944 722 722 611 "
    "444 500 444 500 444 333 500 500 278 278 500 278 778 500 500 500 500 333 389 278 500 500 722 500 500 444"
)
_BOLD_WIDTHS = (
    "722 667 722 722 667 611 778 778 389 500 778 667 944 722 778 611 778 722 556 667 722 722 1000 722 722 667 "
    "500 556 444 556 444 333 500 556 278 333 556 278 833 556 500 556 556 444 389 333 556 500 722 500 500 444"
)
_REGULAR, _BOLD = (
    dict(zip(_LETTERS, map(int, widths.split()), strict=True)) for widths in (_REGULAR_WIDTHS, _BOLD_WIDTHS)
)
_OTHERS = {" ": 250, ",": 250, ".": 250, "-": 333, "/": 278, ":": 278, ";": 278, "(": 333, ")": 333}
_MM_PER_POINT = 25.4 / 72


def text_width(text: str, points: float, *, bold: bool) -> float:
    """Return the width of a line in millimetres (advance widths of the Times metrics; marks add none)."""
    table = _BOLD if bold else _REGULAR
    units = 0
    for char in text:
        base = unicodedata.normalize("NFD", char)[0].replace("Đ", "D").replace("đ", "d")
        units += table.get(base) or _OTHERS.get(base, 500)
    return units / 1000 * points * _MM_PER_POINT
