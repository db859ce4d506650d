"""A correction notice: is there one, is it about this work, and has it the three items of the law?

Luật Báo chí 2016 Điều 42.4; NĐ 237/2026/NĐ-CP Điều 19.2: its title, the work with section and date, the false
information with the corrected one. Điều 42.3 and 19.1: its place, for online press a section of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from pipeline.domain.records import Article, ContestedPassage
from pipeline.domain.text import clean_line, fold
from pipeline.follow.standing import likeness

_HEADING = re.compile(
    r"(?:thong tin )?(?:cai chinh|dinh chinh)[,;]?\s*(?:va\s*)?xin loi|thong tin (?:cai|dinh) chinh|loi (?:cai|dinh) chinh"
    r"|toa soan (?:xin |chan thanh )*(?:loi|cai chinh|dinh chinh)|(?:^|\n)\s*(?:xin )?(?:cai|dinh) chinh\b"
)
_TITLE = re.compile(r"thong tin cai chinh, xin loi")
_DATE = re.compile(r"\d{1,2}\s*[/.-]\s*\d{1,2}(?:\s*[/.-]\s*\d{4})?|ngay \d{1,2} thang \d{1,2}")
_PLACE = re.compile(r"cai chinh|dinh chinh|xin loi|phan hoi")
NOTICE_LENGTH = 2500
"""Characters after its heading that belong to a notice."""
TITLE_MISSING = "tiêu đề “Thông tin cải chính, xin lỗi”"
WORK_MISSING = "tên tác phẩm, ngày, tháng, năm đăng"
FACTS_MISSING = "thông tin sai đã đăng và thông tin đã được cải chính"
PLACE_WRONG = "vị trí: chuyên mục riêng tại trang chủ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A correction notice with what the law asks and it lacks."""

    text: str
    url: str
    missing: tuple[str, ...]


def speaks_of_correction(title: str) -> bool:
    """Tell whether a headline announces a correction; which work it is about shows its text."""
    return (
        _HEADING.search(f"\n{fold(title)}") is not None
        or re.search(r"\bcai chinh\b|\bdinh chinh\b|\bxin loi\b", fold(title)) is not None
    )


def in_page(before: Article, after: Article, passages: Sequence[ContestedPassage]) -> Notice | None:
    """Return the notice that the contested page itself bears and did not bear before."""
    text, old = whole(after), fold(whole(before))
    folded = fold(text)
    for match in _HEADING.finditer(folded):
        if match.group().strip() not in old:
            told = text[match.start() : match.start() + NOTICE_LENGTH].strip()
            return Notice(text=clean_line(told), url=after.url, missing=_missing(told, before, passages))
    return None


def elsewhere(
    before: Article, candidates: Sequence[Article], passages: Sequence[ContestedPassage]
) -> Notice | None:
    """Return the best notice among other pages of the outlet, None when none of them is about this work."""
    found = []
    for page in candidates:
        text = whole(page)
        if not speaks_of_correction(page.title) and not _HEADING.search(fold(text)):
            continue
        if not _is_about(text, before, passages):
            continue
        missing = _missing(text, before, passages)
        if not _PLACE.search(fold(f"{page.section} {urlsplit(page.url).path.replace('-', ' ')}")):
            missing = (*missing, PLACE_WRONG)
        found.append(Notice(text=clean_line(text), url=page.url, missing=missing))
    return min(found, key=lambda notice: len(notice.missing), default=None)


def whole(article: Article) -> str:
    """Return all that is read of an article."""
    return f"{article.title}\n{article.sapo}\n{article.body}"


def _is_about(text: str, before: Article, passages: Sequence[ContestedPassage]) -> bool:
    named = before.url in text or likeness(before.title, text) >= 0.8
    return named or any(likeness(passage.quote, text) >= 0.75 for passage in passages)


def _missing(notice: str, before: Article, passages: Sequence[ContestedPassage]) -> tuple[str, ...]:
    folded = fold(notice)
    missing = []
    if not _TITLE.search(folded):
        missing.append(TITLE_MISSING)
    if likeness(before.title, notice) < 0.7 or not _DATE.search(folded):
        missing.append(WORK_MISSING)
    if not all(_told(passage, notice) for passage in passages):
        missing.append(FACTS_MISSING)
    return tuple(missing)


def _told(passage: ContestedPassage, notice: str) -> bool:
    """Tell whether a notice tells both what was false and what is true of a passage, by the figures and words of each."""
    facts = [evidence.statement for evidence in passage.evidence if evidence.statement]
    false_told = likeness(passage.quote, notice) >= 0.5
    own = _figures(passage.quote) - {figure for fact in facts for figure in _figures(fact)}
    if own and not own & _figures(notice):
        false_told = False
    true_told = not facts or any(
        _figures(fact) <= _figures(notice) and likeness(fact, notice) >= 0.4 for fact in facts
    )
    return false_told and true_told


def _figures(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:[.,]\d+)*", text))
