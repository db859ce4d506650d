"""The error types with which a verification concludes, and what the machine's signals suggest.

House taxonomy for reviewers. E8, E9 and E14 mislead rather than state what is false: they carry a response, and a
correction only when something false was proved as well (Luật Báo chí 2025 Điều 34, 36).
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from pipeline.domain.records import Signal


class Mistake(StrEnum):
    """What kind of error a press text contains."""

    FIGURE = "E1"
    PLACE = "E2"
    PERSON = "E3"
    AGENCY = "E4"
    TIME = "E5"
    QUOTE = "E6"
    DOCUMENT = "E7"
    HEADLINE = "E8"
    ONE_SIDED = "E9"
    IMAGE = "E10"
    VERDICT = "E11"
    UNVERIFIED = "E12"
    COPIED = "E13"
    CONTEXT = "E14"


MISTAKE_LABELS = {
    Mistake.FIGURE: "Sai số liệu",
    Mistake.PLACE: "Sai địa danh",
    Mistake.PERSON: "Sai tên, chức danh người",
    Mistake.AGENCY: "Sai tên cơ quan, thẩm quyền",
    Mistake.TIME: "Sai thời gian, sự việc đã cũ",
    Mistake.QUOTE: "Trích dẫn sai hoặc bịa đặt",
    Mistake.DOCUMENT: "Dẫn sai văn bản pháp luật",
    Mistake.HEADLINE: "Tít không khớp nội dung",
    Mistake.ONE_SIDED: "Một chiều, thiếu ý kiến cơ quan",
    Mistake.IMAGE: "Ảnh, video sai",
    Mistake.VERDICT: "Quy kết khi chưa có kết luận, bản án",
    Mistake.UNVERIFIED: "Suy diễn, không kiểm chứng",
    Mistake.COPIED: "Đăng lại tin sai của báo khác",
    Mistake.CONTEXT: "Thiếu bối cảnh",
}
MISLEADING = frozenset({Mistake.HEADLINE, Mistake.ONE_SIDED, Mistake.CONTEXT})
"""Alone they are ground for a response, not for a correction."""

_SUGGESTED = {
    Signal.FIGURE: Mistake.FIGURE,
    Signal.PERSON: Mistake.PERSON,
    Signal.OUTDATED_UNIT: Mistake.AGENCY,
    Signal.NO_OFFICIAL_VOICE: Mistake.ONE_SIDED,
    Signal.ANONYMOUS_ONLY: Mistake.UNVERIFIED,
    Signal.HEADLINE: Mistake.HEADLINE,
    Signal.DOCUMENT: Mistake.DOCUMENT,
    Signal.VERDICT: Mistake.VERDICT,
    Signal.CORRECTED_COPY: Mistake.COPIED,
    Signal.OUTLETS_DISAGREE: Mistake.FIGURE,
    Signal.EVENT: Mistake.TIME,
}


def suggested(signals: Iterable[Signal]) -> tuple[Mistake, ...]:
    """Return the error types that fit these signals, in the order of the taxonomy."""
    found = {_SUGGESTED[signal] for signal in signals}
    return tuple(mistake for mistake in Mistake if mistake in found)
