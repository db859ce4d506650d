"""The order of the queue: how much doubt there is, then tone, attention, copies and age.

Negative tone alone never makes a flag (criticism is lawful); it only moves an article within the queue. An
article without flags stays below `UNFLAGGED`, whatever its tone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from pipeline.domain.records import SAID, Flag, FlaggedArticle, Sentiment, Signal, TaggedArticle, Tone

UNFLAGGED = 0.3
_WEIGHTS = {
    Signal.FIGURE: 1.0,
    Signal.PERSON: 0.8,
    Signal.OUTDATED_UNIT: 0.6,
    Signal.NO_OFFICIAL_VOICE: 0.6,
    Signal.ANONYMOUS_ONLY: 0.6,
    Signal.HEADLINE: 0.8,
    Signal.DOCUMENT: 0.9,
    Signal.VERDICT: 0.9,
    Signal.CORRECTED_COPY: 1.0,
    Signal.OUTLETS_DISAGREE: 0.7,
    Signal.EVENT: 0.8,
}
"""How much one sure flag of a signal says that somebody has to act today."""
_TONE, _ATTENTION, _COPIES, _FRESH = 0.1, 0.1, 0.06, 0.04
_MANY_COPIES = 5
_OLD_DAYS = 14


_TRUSTED, _PRIOR = 0.8, 10
"""Share of right flags at which a weight stays as it was set, and how many judgements that belief is worth."""
_LEAST_WEIGHT = 0.1


def refit(judged: Mapping[Signal, tuple[int, int]]) -> dict[Signal, float]:
    """Return a weight per signal from how often reviewers called its flags (right, wrong).

    The set weight is scaled by the share of right flags over the trusted share, drawn towards it while few were
    judged. More right flags never lower a weight; no weight leaves 0.1..1.
    """
    fitted = {}
    for signal, weight in _WEIGHTS.items():
        right, wrong = judged.get(signal, (0, 0))
        share = (right + _PRIOR * _TRUSTED) / (right + wrong + _PRIOR)
        fitted[signal] = min(1.0, max(_LEAST_WEIGHT, weight * share / _TRUSTED))
    return fitted


def doubt(flags: Sequence[Flag], weights: Mapping[Signal, float] | None = None) -> float:
    """Return the joint weight of the flags (0..1); it grows with every flag and every score."""
    calm = 1.0
    known = _WEIGHTS | dict(weights or {})
    for flag in flags:
        calm *= 1 - 0.9 * known[flag.signal] * flag.score
    return 1 - calm


def priority(
    tagged: TaggedArticle,
    flags: Sequence[Flag],
    *,
    copies: int,
    age_days: int,
    weights: Mapping[Signal, float] | None = None,
) -> float:
    """Return the place in the queue (0..1).

    It never falls when a flag gets surer or is added, when tone is more negative, attention higher, copies more,
    or the article younger.

    Args:
        tagged: the article with tone and attention.
        flags: its flags.
        copies: how many articles carry the same text, this one included.
        age_days: days since publication.
        weights: of signals, fitted to what reviewers said; those set here where none was fitted.
    """
    rest = (
        _TONE * _negativity(tagged.sentiment)
        + _ATTENTION * tagged.attention.score
        + _COPIES * min(1.0, (copies - 1) / (_MANY_COPIES - 1))
        + _FRESH * max(0.0, 1 - age_days / _OLD_DAYS)
    )
    return round((1 - UNFLAGGED) * doubt(flags, weights) + min(UNFLAGGED, rest), 4)


def explain_priority(item: FlaggedArticle, *, copies: int, today: date) -> str:
    """Return one Vietnamese sentence that says why an article stands where it does."""
    said = sorted({flag.signal.value for flag in item.flags if flag.score >= SAID})
    parts = [
        f"{len([f for f in item.flags if f.score >= SAID])} dấu hiệu ({', '.join(said)})"
        if said
        else "không có dấu hiệu sai lệch"
    ]
    if item.tagged.sentiment.label is Tone.NEGATIVE:
        parts.append("giọng bài phê phán")
    if item.tagged.attention.score >= SAID:
        parts.append("nội dung cần chú ý")
    if copies > 1:
        parts.append(f"{copies} báo cùng đăng")
    published = item.tagged.article.published_at
    if published is not None:
        days = max(0, (today - published.date()).days)
        parts.append("đăng hôm nay" if days == 0 else f"đăng cách đây {days} ngày")
    return f"Mức ưu tiên {round(item.priority * 100)}/100: {', '.join(parts)}."


def _negativity(sentiment: Sentiment) -> float:
    return sentiment.score if sentiment.label is Tone.NEGATIVE else 0.0
