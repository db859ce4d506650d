"""Fields of management as classes that outlive mergers, and the class of an agency on a day.

Two provinces have the same set of departments, so a classifier learns fields (health, police), not agencies.
On 01/03/2025 departments merged (Nghị định 45/2025/NĐ-CP): a department that took over the field of another one
is a class of its own from that day, and articles from before the merger teach it too.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pipeline.domain.dating import MERGED_DEPARTMENTS

FIELDS = (
    "ubnd", "vpubnd", "noivu", "tuphap", "taichinh", "khdt", "congthuong", "nnptnt", "tnmt", "gtvt", "xaydung", "ttt", "khcn",
    "ldtbxh", "vhttdl", "gddt", "yte", "ngoaivu", "thanhtra", "bandantoc", "congan", "bchqs", "bdbp", "thue", "bhxh", "qltt",
    "kiemlam", "vks", "toaan", "bqlkkt",
)  # fmt: skip
"""Fields as they were before the mergers."""
JOINED = {
    "nnmt": ("nnptnt", "tnmt"),
    "xaydung+": ("xaydung", "gtvt"),
    "taichinh+": ("taichinh", "khdt"),
    "noivu+": ("noivu",),
    "khcn+": ("khcn",),
    "congthuong+": ("congthuong", "qltt"),
    "dttg": ("bandantoc",),
}
"""Class after the mergers, with the earlier fields that went into it whole."""
_SPLIT = {"ldtbxh": ("noivu+",), "ttt": ("khcn+",)}
"""Fields that were divided: whether their matters are the new class cannot be told from the label."""
CLASSES = (*FIELDS, *JOINED)
COLUMN = {name: column for column, name in enumerate(CLASSES)}
_SAME = {"bqldq": "bqlkkt", "bqlkkt-kt": "bqlkkt", "vqgcmr": "kiemlam"}


def field_class(agency_id: str, on: date) -> str | None:
    """Return the class of an agency on a day; None for a People's Committee of an area."""
    family = agency_id.partition("-")[2]
    family = _SAME.get(family, family)
    if on >= MERGED_DEPARTMENTS and f"{family}+" in JOINED:
        return f"{family}+"
    return family if family in COLUMN else None


def known_labels(classes: Iterable[str], on: date) -> dict[str, bool | None]:
    """Return for every class whether an article dated `on` with these labels belongs to it; None: cannot be told."""
    named = set(classes)
    labels: dict[str, bool | None] = {name: name in named for name in CLASSES}
    if on >= MERGED_DEPARTMENTS:
        for joined, parts in JOINED.items():
            if labels[joined]:
                labels |= dict.fromkeys(parts)
        if labels["noivu+"]:
            labels["ldtbxh"] = None
        return labels
    for joined, parts in JOINED.items():
        labels[joined] = any(labels[part] for part in parts)
    for divided, heirs in _SPLIT.items():
        if labels[divided]:
            labels |= {heir: True if labels[heir] else None for heir in heirs}
    return labels
