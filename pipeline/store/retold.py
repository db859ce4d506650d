"""What changed in an article, in one Vietnamese line for the queue and the history."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.domain.versions import Change, ChangeKind

_ORDER = (ChangeKind.FIGURE, ChangeKind.HEADLINE, ChangeKind.SAPO, ChangeKind.BODY, ChangeKind.COSMETIC)
_WORDS = {
    ChangeKind.FIGURE: "số liệu",
    ChangeKind.HEADLINE: "tít",
    ChangeKind.SAPO: "sa-pô",
    ChangeKind.BODY: "nội dung",
    ChangeKind.COSMETIC: "dấu câu, chữ hoa",
}
_LONGEST = 160


def said(found: Sequence[Change]) -> str:
    """Return the weightiest change with both texts and how many there are beside it."""
    if not found:
        return "chỉ thay đổi ngoài nội dung bài."
    first = min(found, key=lambda change: _ORDER.index(change.kind))
    what = _WORDS[first.kind]
    if not first.before:
        text = f"{what}, thêm “{_short(first.after)}”"
    elif not first.after:
        text = f"{what}, bỏ “{_short(first.before)}”"
    else:
        text = f"{what}, “{_short(first.before)}” thành “{_short(first.after)}”"
    return text + (f" (và {len(found) - 1} chỗ khác)" if len(found) > 1 else "") + "."


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + "…"
