"""Places of the province named in an article, homonyms resolved by their context."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from pipeline.domain.matcher import Match, NameMatcher
from pipeline.domain.places import Place, PlaceKind, Places, spellings
from pipeline.domain.records import Article, Field, PlaceTag
from pipeline.domain.text import fold
from pipeline.tag.province import OTHER, Province, ProvinceReader

_TYPE_BEFORE = re.compile(
    r"(?:\b(?P<word>xã|phường|thị trấn|đặc khu|huyện|thị xã|thành phố|tỉnh|ubnd|ủy ban nhân dân|công an|trường\b[^,.;]{0,25}|"
    r"trạm y tế|đảng ủy|chủ tịch|địa bàn|vùng cao|cao nguyên|khu du lịch)|\b(?P<short>tp|tx|tt|h|x|p)\.)\s*(?:xã |phường |huyện )?$"
)
"""In small letters."""
_FORMS = {
    "xã": {"xã"},
    "phường": {"phường"},
    "thị trấn": {"thị trấn"},
    "đặc khu": {"đặc khu", "huyện"},
    "huyện": {"huyện"},
    "thị xã": {"thị xã"},
    "thành phố": {"thành phố"},
    "tỉnh": {"tỉnh"},
    "tp": {"thành phố"},
    "tx": {"thị xã"},
    "tt": {"thị trấn"},
    "h": {"huyện"},
    "x": {"xã"},
    "p": {"phường"},
}
_TYPE_WITHIN = 45
"""Characters before a name in which the word of its level begins."""
_PARENT_WITHIN = 40
"""Characters after a name in which its district tells two places of one name apart."""
_WORD_BEFORE = 64
"""Characters before a name in which the word before it is looked for."""
_ORDER = {PlaceKind.COMMUNE: 0, PlaceKind.DISTRICT: 1, PlaceKind.OLD_COMMUNE: 2, PlaceKind.PROVINCE: 3}


class PlaceReader:
    """The gazetteer compiled for reading."""

    def __init__(self, places: Places, provinces: ProvinceReader) -> None:
        self._places = places
        self._provinces = provinces
        self._matcher = NameMatcher((form, place.id) for place in places for form in spellings(place.name))

    def read(self, article: Article, province: Province, on: date) -> tuple[PlaceTag, ...]:
        """Return the places of our provinces named in an article dated `on`, in reading order.

        A bare name counts when the article is about our province and the name is not also a street or a person;
        a name with the word of its level counts unless another province stands beside it.
        """
        tags = []
        for field in Field:
            text = article.text(field)
            for match in self._matcher.find(text):
                place = self._resolve(match, text, province, on)
                if place is not None:
                    tags.append(
                        PlaceTag(id=place.id, name=place.name, field=field, start=match.start, end=match.end)
                    )
        return tuple(tags)

    def _resolve(self, match: Match, text: str, province: Province, on: date) -> Place | None:
        candidates = [self._places.get(key) for key in match.keys]
        if not text[match.start].isupper() or self._provinces.beside(text, match.end) == OTHER:
            return None
        near = text[max(0, match.start - _TYPE_WITHIN - 1) : match.start].lower()
        before = _TYPE_BEFORE.search(near, max(0, len(near) - _TYPE_WITHIN))
        word = before["word"] or before["short"] if before else ""
        typed = [place for place in candidates if place.type in _FORMS.get(word, set())]
        if typed:
            candidates = typed
        elif word in _FORMS or not self._may_stand_alone(candidates, text, match, province, typed=bool(word)):
            return None
        if all(place.kind is PlaceKind.PROVINCE for place in candidates):
            return candidates[0]
        if province.id is None or province.share < 0.34:
            return None
        if len(candidates) == 1:
            return candidates[0]
        after = fold(text[match.end : match.end + _PARENT_WITHIN])
        return min(
            candidates,
            key=lambda place: (not place.is_alive(on), _ORDER[place.kind], not self._is_within(place, after)),
        )

    def _is_within(self, place: Place, after: str) -> bool:
        """Tell whether the text after a name goes on with the district that the place belongs to."""
        return fold(self._places.get(place.parent).name) in after if place.parent else False

    def _may_stand_alone(
        self, candidates: list[Place], text: str, match: Match, province: Province, *, typed: bool
    ) -> bool:
        """Tell whether a name without the word of its level is the place: not part of a longer name, not a street."""
        if any(place.kind is PlaceKind.PROVINCE for place in candidates):
            return True
        if province.id is None or province.share < 0.5:
            return False
        if typed:
            return True
        head = text[max(0, match.start - _WORD_BEFORE) : match.start].rstrip(" ")
        tail = text[match.end : match.end + 2]
        if head[-1:].isalpha() and head.split()[-1][:1].isupper() and not head.endswith((".", "!", "?")):
            return False
        if len(tail) == 2 and tail[0] == " " and tail[1].isupper():
            return False
        kinds = {place.kind for place in candidates}
        return kinds != {PlaceKind.OLD_COMMUNE} or len(text[match.start : match.end].split()) > 2


def areas(
    tags: tuple[PlaceTag, ...], places: Places, on: date
) -> Iterator[tuple[str, float, tuple[PlaceTag, ...]]]:
    """Yield (agency of the area, weight, its places): communes of today, before 01/07/2025 districts; heaviest first."""
    weights: dict[str, float] = {}
    found: dict[str, list[PlaceTag]] = {}
    for tag in tags:
        if places.get(tag.id).kind is PlaceKind.PROVINCE:
            continue
        living = places.living(tag.id, on)
        for place in living:
            weight = {Field.TITLE: 3.0, Field.SAPO: 2.0, Field.BODY: 1.0}[tag.field] / len(living)
            weights[place.agency_id] = weights.get(place.agency_id, 0.0) + weight
            found.setdefault(place.agency_id, []).append(tag)
    for agency_id, weight in sorted(weights.items(), key=lambda item: -item[1]):
        yield agency_id, weight, tuple(found[agency_id])
