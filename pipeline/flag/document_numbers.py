"""The numbers of official documents in a text: `62/2026/QĐ-UBND`, or `Quyết định số 95` without what is behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.flag.guarded import Guarded

_NUMBER = re.compile(
    r"(?<![\w/])(?P<number>\d{1,5}[a-z]?)(?:/(?P<year>(?:19|20)\d\d))?/(?P<symbol>[^\W\d_][\w&]*(?:-[^\W\d_][\w&]*)*)"
)
KINDS = {
    "nghị quyết": "NQ",
    "quyết định": "QĐ",
    "chỉ thị": "CT",
    "kế hoạch": "KH",
    "kết luận": "KL",
    "thông báo": "TB",
    "báo cáo": "BC",
}
_BARE = Guarded(
    rf"(?<!\w)(?P<kind>{'|'.join(KINDS)})(?: thanh tra)? (?:số )?(?P<number>\d{{1,5}})(?= (?:ngày|của|năm|về|quy|ban|phê)|,? (?:ký|ban hành|do)|[).]?$)"
)
"""`Quyết định số 95 ngày 20/12/2025`: a number without the symbol behind it."""
_FROM_ABOVE = re.compile(
    r"(?: ngày [\d/.-]+)? (?:của|do) (?:bộ|thủ tướng|chính phủ|quốc hội|trung ương|ban (?:bí thư|chấp hành)|ủy ban thường vụ|tỉnh ủy|thanh tra chính phủ|kiểm toán)"
)


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A document number in a text: `62/2026/QĐ-UBND` has number 62, year 2026, symbol QĐ-UBND."""

    start: int
    end: int
    text: str
    number: str
    year: str
    symbol: str


def read_numbers(text: str) -> list[DocumentNumber]:
    """Return the document numbers of a text, in order; `12/8/2026` and `km/giờ` are none."""
    return [
        DocumentNumber(
            m.start(), m.end(), m.group(), m["number"].lstrip("0"), m["year"] or "", m["symbol"].upper()
        )
        for m in (_NUMBER.finditer(text) if "/" in text else ())
        if m["symbol"][:2].isupper()
    ]


def read_bare_numbers(small: str) -> list[DocumentNumber]:
    """Return the numbers told with the kind of document alone, the symbol being that of the kind (`QĐ`).

    Those of ministries and the party are left out: the register has none.
    """
    return [
        DocumentNumber(m.start("number"), m.end(), m["number"], m["number"].lstrip("0"), "", KINDS[m["kind"]])
        for m in _BARE.finditer(small)
        if not _FROM_ABOVE.match(small, m.end())
    ]


def same_symbol(stated: DocumentNumber, official: DocumentNumber) -> bool:
    """Tell whether the symbols are the same, as far as the text tells one."""
    return stated.symbol == official.symbol or stated.symbol == official.symbol.partition("-")[0]


def is_same(stated: DocumentNumber, official: DocumentNumber) -> bool:
    """Tell whether two numbers are of one document, as far as the text tells its symbol."""
    return stated.number == official.number and same_symbol(stated, official)
