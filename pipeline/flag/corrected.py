"""F-12: a copy of a text still carries what was corrected elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.domain.records import Flag, Signal
from pipeline.domain.text import fold
from pipeline.flag.reading import Reading, Sentence


def find_corrected_copy(reading: Reading, passages: Sequence[str] | None) -> list[Flag]:
    """Return an F-12 flag when an article belongs to a corrected text and still carries a corrected passage.

    `passages` are the passages that were corrected, empty when they are not known; None when nothing was.
    """
    if passages is None:
        return []
    kept = [s for s in reading.sentences if any(_contains(s, passage) for passage in passages)]
    if passages and not kept:
        return []
    sentence = kept[0] if kept else next(iter(reading.sentences), None)
    if sentence is None:
        return []
    return [
        Flag(
            signal=Signal.CORRECTED_COPY,
            field=sentence.field,
            start=sentence.start,
            end=sentence.end,
            sentence=sentence.text,
            reason="Bài đăng lại nội dung đã được cải chính ở báo khác.",
            score=0.9 if kept else 0.7,
        )
    ]


def _contains(sentence: Sentence, passage: str) -> bool:
    one, other = fold(sentence.text), fold(" ".join(passage.split()))
    return bool(other) and (other in one or (len(one) > 20 and one in other))
