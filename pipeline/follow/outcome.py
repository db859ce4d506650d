"""What a re-fetch of a contested page shows.

A correction must carry three items (Luật Báo chí 2016 Điều 42.4; NĐ 237/2026/NĐ-CP Điều 19.2): its title, the
work with section and date, and the false information with the corrected one. A blocked or unreadable page is
never taken for a removed one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from pipeline.domain.records import Article, ArticleKind, ContestedPassage, Outcome, OutcomeKind
from pipeline.domain.text import clean_line, fold
from pipeline.domain.versions import folded_words

GONE = frozenset({404, 410})
_NOTICE = re.compile(
    r"(?:thong tin )?(?:cai chinh|dinh chinh)[,;]?\s*(?:va\s*)?xin loi|thong tin cai chinh|loi cai chinh|toa soan xin (?:loi|cai chinh)"
)
_TITLE = re.compile(r"thong tin cai chinh, xin loi")
_DATE = re.compile(r"\d{1,2}\s*[/.-]\s*\d{1,2}(?:\s*[/.-]\s*\d{4})?|ngay \d{1,2} thang \d{1,2}")
NOTICE_LENGTH = 2500
"""Characters after its heading that belong to a notice."""
TITLE_MISSING = "tiêu đề “Thông tin cải chính, xin lỗi”"
WORK_MISSING = "tên tác phẩm, ngày, tháng, năm đăng"
FACTS_MISSING = "thông tin sai đã đăng và thông tin đã được cải chính"


def compare(
    before: Article,
    after: Article | None,
    *,
    status: int,
    passages: Sequence[ContestedPassage],
    seen_at: datetime,
) -> Outcome:
    """Return what became of a page.

    Args:
        before: the article as archived, in which the passages stand.
        after: what the page holds now; None when it could not be fetched.
        status: HTTP status of the re-fetch, 0 when there was no answer.
        passages: the contested passages.
        seen_at: time of the re-fetch, aware.
    """
    if status in GONE:
        return _outcome(before, OutcomeKind.REMOVED, seen_at)
    if after is None or after.kind is not ArticleKind.ARTICLE:
        return _outcome(before, OutcomeKind.NOT_COMPARABLE, seen_at)
    text = _whole(after)
    notice = _notice(text, _whole(before))
    if notice:
        missing = _missing(notice, before, passages)
        kind = OutcomeKind.CORRECTION_INCOMPLETE if missing else OutcomeKind.CORRECTED
        return Outcome(
            url=before.url,
            kind=kind,
            seen_at=seen_at,
            before=tuple(passage.quote for passage in passages),
            after=(clean_line(notice),),
            missing=missing,
        )
    changed = [passage for passage in passages if not _stands(passage.quote, text)]
    if changed:
        return Outcome(
            url=before.url,
            kind=OutcomeKind.SILENT_EDIT,
            seen_at=seen_at,
            before=tuple(passage.quote for passage in changed),
            after=tuple(_nearest(passage.quote, text) for passage in changed),
        )
    return _outcome(before, OutcomeKind.UNCHANGED, seen_at)


def _outcome(before: Article, kind: OutcomeKind, seen_at: datetime) -> Outcome:
    return Outcome(url=before.url, kind=kind, seen_at=seen_at)


def _whole(article: Article) -> str:
    return f"{article.title}\n{article.sapo}\n{article.body}"


def _stands(quote: str, text: str) -> bool:
    """Tell whether a sentence still stands word for word; spaces, marks of punctuation and capitals may differ."""
    return " ".join(folded_words(quote)) in " ".join(folded_words(text))


def _notice(text: str, before: str) -> str:
    """Return the correction notice that the page did not have before, empty when there is none."""
    folded = fold(text)
    for match in _NOTICE.finditer(folded):
        heading = folded[match.start() : match.end()]
        if heading not in fold(before):
            return text[match.start() : match.start() + NOTICE_LENGTH]
    return ""


def _missing(notice: str, before: Article, passages: Sequence[ContestedPassage]) -> tuple[str, ...]:
    folded = fold(notice)
    words = set(folded_words(before.title))
    named = len(words & set(folded_words(notice))) >= 0.7 * len(words)
    missing = []
    if not _TITLE.search(folded):
        missing.append(TITLE_MISSING)
    if not named or not _DATE.search(folded):
        missing.append(WORK_MISSING)
    if not all(_told(passage, notice) for passage in passages):
        missing.append(FACTS_MISSING)
    return tuple(missing)


def _told(passage: ContestedPassage, notice: str) -> bool:
    """Tell whether a notice tells both what was false and what is true of a passage, by the figures and words of each."""
    false_told = _share(passage.quote, notice) >= 0.5
    facts = [evidence.statement for evidence in passage.evidence if evidence.statement]
    true_told = not facts or any(
        _figures(fact) <= _figures(notice) and _share(fact, notice) >= 0.4 for fact in facts
    )
    return false_told and true_told


def _share(text: str, notice: str) -> float:
    words = set(folded_words(text))
    return len(words & set(folded_words(notice))) / len(words) if words else 0.0


def _figures(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:[.,]\d+)*", text))


def _nearest(quote: str, text: str) -> str:
    """Return the sentence of the new text that says most of what the contested one said, empty when none does."""
    best = max(re.split(r"(?<=[.!?])\s+|\n+", text), key=lambda part: _share(quote, part), default="")
    return clean_line(best) if _share(quote, best) >= 0.5 else ""
