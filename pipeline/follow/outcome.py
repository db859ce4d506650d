"""What a re-fetch of a contested page shows, and what several of them settle.

A blocked or unreadable page is never taken for a removed one, and nothing is said before two fetches agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from urllib.parse import urlsplit

from pipeline.domain.records import Article, ArticleKind, ContestedPassage, Outcome, OutcomeKind
from pipeline.domain.text import fold
from pipeline.follow import notice
from pipeline.follow.standing import nearest, share_standing, stands

GONE = frozenset({404, 410})
_GONE_WORDS = re.compile(
    r"(?:bai viet|trang|noi dung|tin bai|duong dan)[^.\n]{0,40}(?:khong ton tai|khong tim thay|da (?:bi |duoc )?(?:go|xoa|an))"
)
SHORT = 600
"""Characters of a page that says no more than that an article is gone."""
SAME_TEXT = 0.5
"""Least share of the other sentences that must still stand for a text to be the one that was archived."""


def compare(
    before: Article,
    after: Article | None,
    *,
    status: int,
    passages: Sequence[ContestedPassage],
    seen_at: datetime,
    notices: Sequence[Article] = (),
) -> Outcome:
    """Return what became of a page.

    Args:
        before: the article as archived, in which the passages stand.
        after: what the page holds now; None when it could not be fetched.
        status: HTTP status of the re-fetch, 0 when there was no answer.
        passages: the contested passages.
        seen_at: time of the re-fetch, aware.
        notices: other new pages of the outlet that may be a correction notice.
    """
    readable = after if after is not None and after.kind is ArticleKind.ARTICLE else None
    told = (
        notice.in_page(before, readable, passages)
        if readable and _is_same(before, readable, passages)
        else None
    )
    other = notice.elsewhere(before, notices, passages)
    found = min((one for one in (told, other) if one), key=lambda one: len(one.missing), default=None)
    if found:
        kind = OutcomeKind.CORRECTION_INCOMPLETE if found.missing else OutcomeKind.CORRECTED
        return Outcome(
            url=before.url,
            kind=kind,
            seen_at=seen_at,
            before=tuple(passage.quote for passage in passages),
            after=(found.text,),
            missing=found.missing,
        )
    if status in GONE or (after is not None and _says_gone(after, passages)):
        return _plain(before, OutcomeKind.REMOVED, seen_at, passages)
    if readable is None or not _is_same(before, readable, passages):
        return _plain(before, OutcomeKind.NOT_COMPARABLE, seen_at, ())
    text = notice.whole(readable)
    changed = [passage for passage in passages if not stands(passage.quote, text)]
    if not changed:
        return _plain(before, OutcomeKind.UNCHANGED, seen_at, ())
    return Outcome(
        url=before.url,
        kind=OutcomeKind.SILENT_EDIT,
        seen_at=seen_at,
        before=tuple(passage.quote for passage in changed),
        after=tuple(nearest(passage.quote, text) for passage in changed),
    )


def _plain(
    before: Article, kind: OutcomeKind, seen_at: datetime, passages: Sequence[ContestedPassage]
) -> Outcome:
    quotes = tuple(passage.quote for passage in passages)
    return Outcome(url=before.url, kind=kind, seen_at=seen_at, before=quotes)


def _is_same(before: Article, after: Article, passages: Sequence[ContestedPassage]) -> bool:
    """Tell whether a page still holds the text that was archived, however much was put around it.

    A page cut off by a paywall, or another article at the same address, cannot be compared.
    """
    if _is_front(after.url) and not _is_front(before.url):
        return False
    text = notice.whole(after)
    if all(stands(passage.quote, text) for passage in passages):
        return True
    rest = notice.whole(before)
    for passage in passages:
        rest = rest.replace(passage.quote, "\n")
    return share_standing(rest, text) >= SAME_TEXT


def _is_front(url: str) -> bool:
    return urlsplit(url).path in {"", "/"}


def _says_gone(after: Article, passages: Sequence[ContestedPassage]) -> bool:
    """Tell whether a page that is served as found says that the article is no more."""
    text = notice.whole(after).strip()
    if after.kind is ArticleKind.BLOCKED or len(text) > SHORT or any(stands(p.quote, text) for p in passages):
        return False
    return _GONE_WORDS.search(fold(text)) is not None


def settled(looks: Iterable[Outcome]) -> Outcome | None:
    """Return what looks in the order of time settle: the last outcome that two looks in a row agreed on.

    Looks that could compare nothing are passed over. "Unchanged" needs no second look before anything happened.
    None when nothing was settled yet.
    """
    standing: Outcome | None = None
    doubted: Outcome | None = None
    for look in looks:
        if look.kind is OutcomeKind.NOT_COMPARABLE:
            continue
        if (
            (standing is not None and _alike(look, standing))
            or (standing is None and look.kind is OutcomeKind.UNCHANGED)
            or (doubted is not None and _alike(look, doubted))
        ):
            standing, doubted = look, None
        else:
            doubted = look
    return standing


def confirmed(looks: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """Return what looks in the order of time settled one after the other, each as it was first seen.

    The first sight counts for a newspaper that was in time; the second look only confirms it. Where no look could
    ever compare, the last of them stands.
    """
    looks = tuple(looks)
    if looks and all(look.kind is OutcomeKind.NOT_COMPARABLE for look in looks):
        return looks[-1:]
    found: list[Outcome] = []
    doubted: Outcome | None = None
    for look in looks:
        if look.kind is OutcomeKind.NOT_COMPARABLE:
            continue
        if found and _alike(look, found[-1]):
            doubted = None
        elif not found and look.kind is OutcomeKind.UNCHANGED:
            found.append(look)
            doubted = None
        elif doubted is not None and _alike(look, doubted):
            found.append(doubted)
            doubted = None
        else:
            doubted = look
    return tuple(found)


def is_unconfirmed(looks: Sequence[Outcome]) -> bool:
    """Tell whether the last look that could compare awaits a second one that agrees."""
    comparable = [look for look in looks if look.kind is not OutcomeKind.NOT_COMPARABLE]
    standing = settled(looks)
    return bool(comparable) and (standing is None or not _alike(comparable[-1], standing))


def _alike(one: Outcome, other: Outcome) -> bool:
    return (one.kind, one.missing) == (other.kind, other.missing)
