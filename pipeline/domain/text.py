"""Vietnamese text at the border and folded for comparison.

All text that enters the house passes `clean`; look-ups compare on `fold`, whose result keeps one character per
character of its input, so that a match in folded text has the same offsets as in the text given.
Imports nothing of ours.
"""

from __future__ import annotations

import html
import re
import sys
import unicodedata
from functools import lru_cache

import numpy as np
import numpy.typing as npt

ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_UNSEEN = re.compile(f"[{ZERO_WIDTH}\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_NOT_PLAIN = re.compile(f"[{ZERO_WIDTH}\x00-\x08\x0b\x0c\x0e-\x1f\x7fÐð]")
_SPACES = re.compile(r"[^\S\n]{2,}|[^\S\n ]")
"""White space that is not one space already."""
_LETTERS = {"Ð": "Đ", "ð": "đ"}


def clean(text: str) -> str:
    """Return `text` in NFC, without invisible or control characters, Latin Eth read as Vietnamese Đ.

    Line breaks stay; runs of other white space become one space.
    """
    text = _letters(text.replace("\r\n", "\n").replace("\r", "\n"))
    if "  " in text or not _is_printable(text):
        text = _SPACES.sub(" ", text)
    return "\n".join(map(str.strip, text.split("\n"))).strip()


def _is_printable(text: str) -> bool:
    """Tell whether a text has no invisible or control character and no white space but spaces and line breaks.

    Most texts have none: to be told so costs a twentieth of looking for them.
    """
    return text.replace("\n", "").isprintable()


def _letters(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    if not _is_printable(text):
        text = _UNSEEN.sub("", text)
    for wrong, right in _LETTERS.items():
        text = text.replace(wrong, right)
    return text


def grouped(number: int) -> str:
    """Return a whole number as officials write it, `1.260.000`."""
    return f"{number:,}".replace(",", ".")


def clean_line(text: str) -> str:
    """Return `clean(text)` on one line, HTML entities that feeds escape twice resolved once more."""
    return " ".join(_letters(html.unescape(text)).split())


def _fold_table() -> npt.NDArray[np.uint32]:
    """Return the bare small letter of every precomposed Latin letter by its code, and every other code itself."""
    table: dict[int, str] = {}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii() and base.isalpha():
            table[code] = base.lower()
    for letter in "ĐđÐð":
        table[ord(letter)] = "d"
    for code in range(ord("A"), ord("Z") + 1):
        table[code] = chr(code).lower()
    for space in "\u00a0\u2007\u2009\u202f\n\t\r":
        table[ord(space)] = " "
    for mark in "\u2018\u2019\u02bc\u0060\u00b4":
        table[ord(mark)] = "'"
    for dash in "\u2010\u2011\u2012\u2013\u2014\u2212":
        table[ord(dash)] = "-"
    codes = np.arange(sys.maxunicode + 1, dtype=np.uint32)
    codes[list(table)] = [ord(letter) for letter in table.values()]
    return codes


_FOLD = _fold_table()


@lru_cache(maxsize=256)
def fold(text: str) -> str:
    """Return `text` in small letters without marks, đ as d, apostrophes, dashes and spaces unified.

    The result has exactly as many code points as the input (give NFC text, see `clean`).
    Different words may fold alike (`những`, `nhung`): use it to find candidates, then compare the text itself.
    The last results are kept, as every register is looked up in the same text.
    """
    # Twenty times as fast as str.translate on Vietnamese.
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    folded: bytes = _FOLD[codes].astype("<u4", copy=False).tobytes()
    return folded.decode("utf-32-le", "surrogatepass")


# New tone placement (hoà) to the placement of the dictionaries (hòa), as text compared by machine needs one.
_TONE_PAIRS = {
    new: old
    for vowels, marked in (("oa", "òóỏõọ"), ("oe", "òóỏõọ"), ("uy", "ùúủũụ"))
    for new, old in zip(
        (
            unicodedata.normalize("NFC", vowels[0] + vowels[1] + tone)
            for tone in ("\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
        ),
        (mark + vowels[1] for mark in marked),
        strict=True,
    )
}
# Begins with a class of letters, so that all other letters are passed over without trying anything.
_TONE_PATTERN = re.compile(
    r"[oOuU](?<![qQ]\w)(?:"
    + "|".join(
        f"(?<=[{first}{first.upper()}])[{''.join(seconds)}{''.join(seconds).upper()}]"
        for first in ("o", "u")
        if (seconds := sorted(new[1] for new in _TONE_PAIRS if new[0] == first))
    )
    + r")(?!\w)"
)


def unify_tone(text: str) -> str:
    """Return `text` with tone marks on the first vowel of open oa, oe, uy (hòa, khỏe, thủy). Length is kept."""

    def moved(match: re.Match[str]) -> str:
        found = match.group()
        plain = _TONE_PAIRS[found.lower()]
        return "".join(new.upper() if was.isupper() else new for new, was in zip(plain, found, strict=True))

    return _TONE_PATTERN.sub(moved, text)


_MARKED = re.compile("[À-ỹ]")


def marks_missing(text: str) -> bool:
    """Tell whether `text` is Vietnamese typed without marks (at least 40 letters and none of them marked)."""
    if _MARKED.search(text):
        return False
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 40 and all(char.isascii() for char in letters)


# Titles, units of place and initials that end in a full stop without ending the sentence.
_ABBREVIATION = re.compile(
    r"\b(?:TP|Tp|TX|Tx|TT|Tt|Th\.S|ThS|Ths|TS|PGS|GS|BS|KS|LS|Mr|Ms|Dr|NXB|tr|[A-ZĐ])\.$"
)
_LONGEST = len("Th.S.")
_ROMAN = re.compile(r"\b(?:kỳ|quý|thứ|hạng|loại|khóa|cấp|tầng|đợt|giai đoạn|khu vực|vùng) [IVX]\.$")
_LONGEST_ROMAN = len("giai đoạn I.") + 1
"""`trong học kỳ I.`: a number, no initial, so that the sentence ends."""
_SENTENCE_END = re.compile(r"[.!?…]+[\"”’»)\]]*(?=\s+[\"“‘«(\[–-]*\s*[A-ZÀ-ỸĐ0-9])|\n+")


def sentences(text: str) -> list[tuple[int, int]]:
    """Return (start, end) of each sentence of `text`, in order, white space outside.

    A full stop after an abbreviation (`TP.`, `TX.`, an initial) ends nothing; a closing quotation mark stays
    with its sentence; a line break always ends one.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        end = match.end()
        ends_line = match.group().startswith("\n")
        if text[end - 1] == "." and _is_abbreviation(text, start, end):
            continue
        _append_trimmed(spans, text, start, match.start() if ends_line else end)
        start = end
    _append_trimmed(spans, text, start, len(text))
    return spans


def _is_abbreviation(text: str, start: int, end: int) -> bool:
    """Tell whether the full stop before `end` ends a short form in the sentence from `start`, no Roman number."""
    short = _ABBREVIATION.search(text, max(start, end - _LONGEST), end)
    return bool(short) and not _ROMAN.search(text, max(start, end - _LONGEST_ROMAN), end)


def _append_trimmed(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))


_TCVN3 = re.compile("[A-Za-z\u00d0\u00ae]?[\u00b5-\u00b9\u00bb-\u00be\u00a8-\u00ae](?=[A-Za-z ,.]|$)")
_VNI = re.compile(
    "(?<=[AEIOUYaeiouy])(?!(?<=[Oo])[áàãéè]|(?<=[Uu])[áàãâéèê]|(?<=[Ii])[áàãâéê]|(?<=[Yy])ê)"
    "[\u00f8\u00f9\u00fb\u00fa\u00ef\u00e2\u00e1\u00e0\u00e5\u00e3\u00e4\u00ea\u00eb\u00e9\u00e8\u00fc\u00d8\u00d9]"
)
"""A vowel and the sign typed behind it; not the vowels that Unicode writes so as well (`xoài`, `quê`, `giây`, `tiên`)."""
_UNICODE_ONLY = re.compile("[\u1ea0-\u1ef9\u0103\u0102\u01a1\u01a0\u01b0\u01af\u0111\u0110]")
_LEGACY_SHARE = 0.2
"""Share of syllables with signs of an old encoding from which a text is in it."""


def legacy_encoding(text: str) -> str | None:
    """Return the name of the 8-bit Vietnamese encoding a text was typed in (TCVN3, VNI), None when in none.

    Letters that only Unicode has rule both out; so do texts of fewer than five syllables, which cannot tell.
    """
    syllables = text.split()
    if len(syllables) < 5 or _UNICODE_ONLY.search(unicodedata.normalize("NFC", text)):
        return None
    for name, signs in (("TCVN3", _TCVN3), ("VNI", _VNI)):
        if sum(bool(signs.search(syllable)) for syllable in syllables) >= _LEGACY_SHARE * len(syllables):
            return name
    return None


_VIETNAMESE = frozenset(
    unicodedata.normalize("NFC", letter + tone)
    for letter in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
) | {"đ", "Đ"}


def is_utf8(body: bytes) -> bool:
    """Tell whether bytes are a text in UTF-8."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def is_vietnamese(text: str) -> bool:
    """Tell whether the letters beyond ASCII are those of Vietnamese; bytes of another encoding give few of them."""
    foreign = [character for character in text if character.isalpha() and not character.isascii()]
    return sum(character in _VIETNAMESE for character in foreign) > 0.95 * max(len(foreign), 1)


def is_plain(text: str) -> bool:
    """Tell whether `text` is its own shadow: in NFC, nothing invisible, no Latin Eth."""
    return unicodedata.is_normalized("NFC", text) and not _NOT_PLAIN.search(text)


def shadow(text: str) -> tuple[str, list[int]]:
    """Return `text` as the registers are written, and the place in `text` of each of its characters and of the end.

    Marks typed apart are joined to their letters, invisible characters left out, Latin Eth read as Đ; so what is
    found in the shadow can be shown in the text as given.
    """
    kept: list[str] = []
    places: list[int] = []
    for match in _CLUSTER.finditer(text):
        start, end = match.span()
        if match["plain"] and unicodedata.is_normalized("NFC", match["plain"]):
            kept.append(match["plain"])
            places.extend(range(start, end))
            continue
        step = 1 if match["plain"] else end - start
        for place in range(start, end, step):
            joined = _letters(text[place : place + step])
            kept.append(joined)
            places.extend([place] * len(joined))
    places.append(len(text))
    return "".join(kept), places


_CLUSTER = re.compile(
    f"(?P<plain>[^\u0300-\u036f{ZERO_WIDTH}\x00-\x08\x0b\x0c\x0e-\x1f\x7fÐð]+(?![\u0300-\u036f]))"
    "|[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]+",
    re.DOTALL,
)
"""A run of letters as the registers have them, or one letter with the marks typed after it."""
