"""Rules of law as official documents cite them.

Clocks and deadlines name their rule in short (``NĐ 237/2026 Đ.19.3.a``); an official reads ``điểm a khoản 3 Điều 19
Nghị định số 237/2026/NĐ-CP``.
"""

from __future__ import annotations

import re

_SHORT = re.compile(
    r"(?P<kind>Luật|NĐ|BLDS) (?P<number>[\d/]+) Đ\.(?P<places>\d[\d.a-zđ]*(?:, \d[\d.a-zđ]*)*)"
)
_NAMES = {"Luật": "Luật số {}/QH13", "NĐ": "Nghị định số {}/NĐ-CP", "BLDS": "Bộ luật Dân sự năm {}"}


def cited(rule: str) -> str:
    """Return a rule with its citations spelled out; what is no citation stands as it is."""
    return _SHORT.sub(_spelled, rule)


def _spelled(found: re.Match[str]) -> str:
    places = ", ".join(_place(place) for place in found["places"].split(", "))
    return f"{places} {_NAMES[found['kind']].format(found['number'])}"


def _place(place: str) -> str:
    """Return ``điểm a khoản 3 Điều 19`` for ``19.3.a``."""
    article, *inner = place.split(".")
    words = [f"{word} {number}" for word, number in zip(("khoản", "điểm"), inner, strict=False)]
    return " ".join([*reversed(words), f"Điều {article}"])
