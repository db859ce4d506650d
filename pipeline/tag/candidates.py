"""Every agency that could be responsible for an article, each with the grounds for and against it as numbers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from math import log1p

import numpy as np
import numpy.typing as npt

from pipeline.domain.agencies import AREA_KINDS, Agencies
from pipeline.domain.dating import MERGED_DEPARTMENTS
from pipeline.domain.places import MERGER
from pipeline.domain.records import AgencyRole, Field, PlaceTag
from pipeline.tag.cues import Cue
from pipeline.tag.families import CLASSES, COLUMN, JOINED
from pipeline.tag.features import FloatArray
from pipeline.tag.mentions import AgencyMention
from pipeline.tag.offices import Office, offices
from pipeline.tag.reading import Reading

FIELD_FEATURES = (
    "field", "margin", "first", "second", "third", "relevance", "relevant_and_field", "in_head", "in_title", "in_body",
    "quoted", "charged", "qualified", "outdated", "named", "share_of_names", "keywords_head", "keywords_body", "province_share",
    "other_province", "names", "no_body", "after_mergers", "position", "misconduct_in_title", "relevance_if_field",
    "matter_head", "matter_body", "matter_share_head", "matter_share_body", "matter_first", "matter_second", "matter_gap",
    "spoken_of_head", "spoken_of_body", "spoken_of_share", "rank", "fields_likely", "best_field", "areas", "special",
    "thoughts_head", "thoughts_lead", "province_decides", "rival_named",
    *(f"is_{name}" for name in CLASSES),
)  # fmt: skip
AREA_FEATURES = (
    "relevance", "province_share", "weight", "share", "first", "second", "third", "later", "in_title", "in_head", "no_place",
    "named", "named_in_head", "names", "areas", "after_merger", "position", "part_of_successors", "province_town", "no_body",
    "places_in_head", "relevance_if_head", "part_after_merger", "origin", "in_lead", "listed", "tags",
)  # fmt: skip
LIKELY = -5.5
"""Log-odds of its field from which an agency that the text never speaks of is still a candidate."""
_LEAD = 400
"""Characters of the body that still tell what it is about."""
_NEAR = 60
"""Characters between two places of one enumeration."""
_ORIGIN = re.compile(r"\b(?:trú|ngụ|quê|thường trú|tạm trú|hộ khẩu|sống|sinh ra|gốc|người)\b[^.;:!?]{0,30}$")
"""Words in small letters that make a place the home of a person, not the scene of the matter."""
_ORIGIN_WITHIN = 40
"""Characters before a place in which such a word begins."""
_ONE_HOT = np.eye(len(CLASSES))
_MISCONDUCT = [list(Cue).index(cue) for cue in (Cue.SANCTION, Cue.WRONGDOING)]
"""Places of these cues of headline and sapo: of the staff of a body named in the title, that body is responsible."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Agencies of one article with a row of features each."""

    ids: tuple[str, ...]
    features: FloatArray


def field_candidates(
    reading: Reading, agencies: Agencies, fields: FloatArray, relevance: float
) -> Candidates:
    """Return the agencies of fields that lived on the article's day, in its province or named in it.

    Args:
        reading: the article.
        agencies: the register.
        fields: log-odds per class of `CLASSES`.
        relevance: log-odds that the matter concerns the province's agencies at all.
    """
    named: dict[str, list[AgencyMention]] = defaultdict(list)
    for mention in reading.mentions:
        named[mention.agency_id].append(mention)
    spoken_of = _spoken_of(reading)
    likely = (fields > LIKELY) | spoken_of.any(axis=0) | (reading.head_matters > 0)
    living = [
        office
        for office in offices(agencies, reading.on)
        if office.agency.id in named
        or (office.agency.province == reading.province.id and likely[office.column])
    ]
    living = _with_ground(living, named, reading.head_keywords | reading.body_keywords)
    if not living:
        return Candidates((), np.zeros((0, len(FIELD_FEATURES))))
    columns = np.array([office.column for office in living])
    article = _ArticleGrounds(
        scores=fields[columns],
        relevance=relevance,
        names=sum(map(len, named.values())),
        areas=len(reading.areas),
    )
    head, body = spoken_of[:, columns]
    features = np.concatenate(
        [
            article.of_fields(),
            [_grounds(reading, office, named.get(office.agency.id, []), article.names) for office in living],
            ((article.scores > -1.0) * relevance)[:, np.newaxis],
            _matters(reading, columns),
            _beside_each_other(np.log1p(head), np.log1p(body), body / max(1.0, spoken_of[1].sum())),
            article.beside(),
            [[office.is_special] for office in living],
            _thoughts(reading, living, named),
            _ONE_HOT[columns],
        ],
        axis=1,
    )
    return Candidates(tuple(office.agency.id for office in living), features)


def _with_ground(living: Sequence[Office], named: Container[str], keywords: AbstractSet[str]) -> list[Office]:
    """Return the offices without those whose field another one has as well and of whom the text tells nothing of their own.

    Two boards of economic zones, foresters and a national park: their field does not tell which of them it is. Where the
    text tells nothing of any of them, all stay.
    """
    of_class: defaultdict[int, list[Office]] = defaultdict(list)
    for office in living:
        of_class[office.column].append(office)

    def has_ground(office: Office) -> bool:
        others = (other.keywords for other in of_class[office.column] if other is not office)
        own = office.keywords.difference(*others)
        return office.agency.id in named or not own.isdisjoint(keywords)

    def is_meant(office: Office) -> bool:
        rivals = of_class[office.column]
        if len(rivals) == 1 or not office.is_special or has_ground(office):
            return True
        return all(rival.is_special and not has_ground(rival) for rival in rivals)

    return [office for office in living if is_meant(office)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _ArticleGrounds:
    """What all candidates of one article share."""

    scores: FloatArray
    """Log-odds of the field of each candidate."""
    relevance: float
    names: int
    areas: int

    def of_fields(self) -> FloatArray:
        """Return the features of each candidate's field beside the others."""
        scores, ranks = self.scores, self._ranks()
        second, best = np.sort(np.append(scores, (-12.0, -12.0)))[-2:]
        rivals = np.where(np.arange(len(scores)) == scores.argmax(), second, best)
        return _beside_each_other(
            scores,
            scores - rivals,
            ranks == 0,
            ranks == 1,
            ranks == 2,
            np.full(len(scores), self.relevance),
            np.minimum(self.relevance, scores + 2.0),
        )

    def beside(self) -> FloatArray:
        """Return of each candidate rank, how many fields are likely, the best chance, how many areas are named."""
        chances = 1.0 / (1.0 + np.exp(-self.scores))
        shared = (chances.sum(), chances.max(), np.log1p(self.areas))
        return _beside_each_other(self._ranks(), *(np.full(len(self.scores), one) for one in shared))

    def _ranks(self) -> npt.NDArray[np.intp]:
        return np.asarray((self.scores[:, np.newaxis] < self.scores).sum(axis=1), dtype=np.intp)


def _beside_each_other(*columns: npt.ArrayLike) -> FloatArray:
    """Return columns as a table: what `np.column_stack` does, in a third of its time where they are short."""
    return np.array(columns, dtype=np.float64).T


def _spoken_of(reading: Reading) -> FloatArray:
    """Return how often each class is spoken of by name or organ, with or without a province: head, then body."""
    counts = [[0.0] * len(CLASSES), [0.0] * len(CLASSES)]
    for count, labels in zip(counts, (reading.words.head_names, reading.words.body_names), strict=True):
        for label in labels:
            if label in COLUMN:
                count[COLUMN[label]] += 1
        for joined, parts in _JOINED_COLUMNS:
            count[joined] += sum(count[part] for part in parts)
    return np.array(counts)


_JOINED_COLUMNS = [(COLUMN[joined], [COLUMN[part] for part in parts]) for joined, parts in JOINED.items()]


def _matters(reading: Reading, columns: npt.NDArray[np.int64]) -> FloatArray:
    """Return how much of the matter each candidate's field has, beside the other candidates."""
    head, body = reading.head_matters[columns], reading.body_matters[columns]
    weight = 3.0 * head + np.log1p(body)
    ranks = np.argsort(np.argsort(-weight, kind="stable"), kind="stable")
    return _beside_each_other(
        np.log1p(head),
        np.log1p(body),
        head / (head.sum() + 1.0),
        body / (body.sum() + 3.0),
        ranks == 0,
        ranks == 1,
        weight - weight.max(),
    )


def _thoughts(reading: Reading, living: Sequence[Office], named: Mapping[str, object]) -> FloatArray:
    """Return the pairs of words that speak for each candidate, and whether another one of its class is named instead."""
    columns = [office.column for office in living]
    spoken = {office.column for office in living if office.agency.id in named}
    return _beside_each_other(
        reading.head_thoughts[columns],
        reading.lead_thoughts[columns],
        [reading.decides and office.agency.id.endswith("-ubnd") for office in living],
        [office.column in spoken and office.agency.id not in named for office in living],
    )


def _grounds(reading: Reading, office: Office, mentions: list[AgencyMention], names: int) -> list[float]:
    """Return the features that come from the registers: mentions, keywords, province."""
    own, position = _of_mentions(mentions, len(reading.article.body) + 1) if mentions else _UNNAMED
    return [
        *own,
        len(mentions) / (names + 1),
        log1p(len(office.keywords & reading.head_keywords)),
        log1p(len(office.keywords & reading.body_keywords)),
        reading.province.share,
        office.agency.province != reading.province.id,
        log1p(names),
        not reading.article.body,
        reading.on >= MERGED_DEPARTMENTS,
        position,
        own[1] and bool(reading.cues[_MISCONDUCT].sum()),
    ]


def _of_mentions(mentions: Sequence[AgencyMention], length: int) -> tuple[tuple[float, ...], float]:
    """Return how an agency is named, and where first in a body of this length."""
    body = [mention for mention in mentions if mention.field is Field.BODY]
    own = (
        len(body) < len(mentions),
        any(mention.field is Field.TITLE for mention in mentions),
        log1p(len(body)),
        any(mention.role is AgencyRole.QUOTED for mention in mentions),
        any(mention.role is AgencyRole.RESPONSIBLE for mention in mentions),
        any(mention.qualified for mention in mentions),
        any(mention.is_outdated for mention in mentions),
        bool(mentions),
    )
    return own, min((mention.start for mention in body), default=length) / length


_UNNAMED = _of_mentions((), 1)
"""Of most candidates."""


def area_candidates(reading: Reading, agencies: Agencies, relevance: float) -> Candidates:
    """Return the People's Committees of the areas named in the article, heaviest first."""
    named: dict[str, list[AgencyMention]] = defaultdict(list)
    for mention in reading.mentions:
        if agencies.get(mention.agency_id).kind in AREA_KINDS:
            named[mention.agency_id].append(mention)
    places = {agency_id: (weight, tags) for agency_id, weight, tags in reading.areas}
    ids = tuple(dict.fromkeys((*places, *named)))
    total = sum(weight for weight, _ in places.values()) + 1e-9
    after = reading.on >= MERGER
    in_head = len({tag.id for tag in reading.places if tag.field is not Field.BODY})
    rows = []
    for rank, agency_id in enumerate(ids):
        weight, tags = places.get(agency_id, (0.0, ()))
        first = tags[0] if tags else None
        mentions = named.get(agency_id, [])
        head = first is not None and first.field is not Field.BODY
        rows.append(
            [
                relevance,
                reading.province.share,
                np.log1p(weight),
                weight / total,
                rank == 0,
                rank == 1,
                rank == 2,
                rank > 2,
                first is not None and first.field is Field.TITLE,
                head,
                first is None,
                bool(mentions),
                any(mention.field is not Field.BODY for mention in mentions),
                np.log1p(len(mentions)),
                np.log(len(ids)),
                after,
                first.start / (len(reading.article.body) + 1) if first is not None and not head else 0.0,
                weight < 1.0,
                agency_id.partition("-ubnd-")[2].startswith("tp"),
                not reading.article.body,
                in_head,
                head * relevance,
                after and weight < 1.0,
                *_of_places(reading, tags),
            ]
        )
    return Candidates(ids, np.array(rows, dtype=np.float64).reshape(len(ids), len(AREA_FEATURES)))


def _is_origin(text: str, start: int) -> bool:
    """Tell whether the place that begins at `start` is the home of a person."""
    near = text[max(0, start - _ORIGIN_WITHIN - 1) : start].lower()
    return _ORIGIN.search(near, max(0, len(near) - _ORIGIN_WITHIN)) is not None


def _of_places(reading: Reading, tags: Sequence[PlaceTag]) -> list[float]:
    """Return how the places of an area stand in the text: as an origin, in the lead, in an enumeration; how many."""
    if not tags:
        return [0.0, 0.0, 0.0, 0.0]
    origins = sum(_is_origin(reading.article.text(tag.field), tag.start) for tag in tags)
    lead = any(tag.field is not Field.BODY or tag.start < _LEAD for tag in tags)
    return [origins / len(tags), lead, len(_listed(reading, tags)), np.log1p(len(tags))]


def _listed(reading: Reading, tags: Sequence[PlaceTag]) -> set[str]:
    """Return the other places that stand near one of these."""
    found: set[str] = set()
    for field in {tag.field for tag in tags}:
        places = sorted((place.start, place.id) for place in reading.places if place.field is field)
        for tag in tags:
            if tag.field is field:
                first = bisect_left(places, (tag.start - _NEAR + 1, ""))
                last = bisect_left(places, (tag.start + _NEAR, ""))
                found.update(place for _, place in places[first:last] if place != tag.id)
    return found
