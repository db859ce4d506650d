"""Which of the candidates is the first to send an article to: a choice among all of an article's, fields and areas.

The forests weigh each candidate by itself. Only here do departments and People's Committees stand against each other,
with what the guide of the labels says of the first one: who is named in the headline, whose staff the matter is about,
and that finance and home affairs are mostly second.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

import numpy as np

from pipeline.domain.records import Field
from pipeline.tag.cues import Cue
from pipeline.tag.features import FloatArray
from pipeline.tag.reading import Reading

PRIMARY_FEATURES = (
    "responsible", "leading", "area", "in_title", "in_head", "staff_in_head", "staff", "committee", "police", "support",
    "misconduct_area", "misconduct_of_officials_area", "misconduct_police",
)  # fmt: skip
_WITHIN = 60
"""Characters before a name in which its staff is spoken of."""
_STAFF = re.compile(
    r"\b(?:giám đốc|sếp|lãnh đạo|cán bộ|nhân viên|công chức|viên chức|trưởng phòng|phó phòng|chủ tịch|trưởng ban|hạt trưởng|"
    r"thủ quỹ|kế toán|trưởng|hiệu trưởng|chuyên viên|đại úy|thượng úy|trung úy|chiến sĩ|thanh tra viên|kiểm lâm viên|bí thư)"
    r"\b[^.;:!?\n]{0,40}$"
)
_SUPPORT = ("noivu", "taichinh")
_MISCONDUCT = [list(Cue).index(cue) for cue in (Cue.SANCTION, Cue.WRONGDOING)]
_OFFICIALS = list(Cue).index(Cue.OFFICIAL)
"""Places of these cues of headline and sapo: the body whose staff is in the wrong comes before the police that report it."""


def primary_features(
    reading: Reading, ids: Sequence[str], areas: Sequence[bool], odds: FloatArray
) -> FloatArray:
    """Return `PRIMARY_FEATURES` of the candidates of one article.

    Args:
        reading: the article.
        ids: its candidates.
        areas: which of them are People's Committees of areas.
        odds: log-odds of each to be responsible, and to be the first.
    """
    named = _named(reading)
    misconduct = bool(reading.cues[_MISCONDUCT].sum())
    of_officials = misconduct and bool(reading.cues[_OFFICIALS])
    rows = []
    for agency_id, area in zip(ids, areas, strict=True):
        fields = [field for field, _ in named.get(agency_id, ())]
        is_police = agency_id.endswith("-congan")
        staff = [field for field, of_staff in named.get(agency_id, ()) if of_staff]
        rows.append(
            (
                area,
                Field.TITLE in fields,
                any(field is not Field.BODY for field in fields),
                any(field is not Field.BODY for field in staff),
                len(staff),
                agency_id.endswith("-ubnd"),
                is_police,
                agency_id.endswith(_SUPPORT),
                misconduct and area,
                of_officials and area,
                misconduct and is_police,
            )
        )
    own = np.array(rows, dtype=np.float64).reshape(len(ids), len(PRIMARY_FEATURES) - 2)
    return np.hstack([odds, own])


def _named(reading: Reading) -> dict[str, list[tuple[Field, bool]]]:
    """Return where each agency or its area is named, and whether its staff is spoken of there."""
    named: defaultdict[str, list[tuple[Field, bool]]] = defaultdict(list)

    @cache  # one name stands for several agencies
    def of_staff(field: Field, start: int) -> bool:
        return bool(_STAFF.search(reading.article.text(field)[max(0, start - _WITHIN) : start].lower()))

    for mention in reading.mentions:
        named[mention.agency_id].append((mention.field, of_staff(mention.field, mention.start)))
    for agency_id, _, tags in reading.areas:
        named[agency_id].extend((tag.field, of_staff(tag.field, tag.start)) for tag in tags)
    return named
