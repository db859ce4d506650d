"""What the registers find in an article, before any model: province, agencies, places, words, keywords."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np

from pipeline.domain.agencies import AREA_KINDS, Agencies, Agency
from pipeline.domain.dating import MERGED_DEPARTMENTS, Dating
from pipeline.domain.places import Places
from pipeline.domain.records import Article, Field, PlaceTag
from pipeline.tag import cues, guide, matters
from pipeline.tag.cues import WIDTH as CUES
from pipeline.tag.cues import count_cues
from pipeline.tag.families import COLUMN, field_class
from pipeline.tag.features import FloatArray, Found, Names, Words, words_of
from pipeline.tag.matters import count_matters
from pipeline.tag.mentions import AgencyMention, MentionReader
from pipeline.tag.places import PlaceReader, areas
from pipeline.tag.province import Province, ProvinceReader

_BEFORE_MERGERS = date(2017, 1, 1)
_PROVINCES = ("Quảng Ngãi", "Kon Tum")
_NAME = re.compile("|".join(_PROVINCES))
_ORIGIN = re.compile(r"\b(?:trú|ngụ|quê|thường trú|tạm trú|hộ khẩu|gốc|người)\b[^.;:!?\n]{0,40}$")
"""Before a province that is the home of a person: by itself it makes no matter of the province."""
_END = re.compile(r"\w\s?[-–]\s?$|\b(?:từ|giữa)\s[^.;:!?\n]{0,40}?\b(?:đến|tới|và|vào|ra)\s(?:[Tt]ỉnh )?$")
_START = re.compile(r"\b(?:từ|giữa) (?:[Tt]ỉnh )?$")
_ONWARD = re.compile(r"\s?[-–]\s?[A-ZĐ]")
_ON_TO = re.compile(r"\s(?:đến|tới|và|vào|ra)\b")
"""Around a province that is the end of a road or of a stretch of the country: the label guide counts neither as its
matter."""
_AROUND = 60
"""Characters before a province that tell what it is there for."""
_VAGUE = {"chủ tịch", "ubnd", "lãnh đạo tỉnh"}
"""Names of the register that mean nothing once the province is taken from them."""
PLACE = "place"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An article with what the registers say of it on its day."""

    article: Article
    on: date
    province: Province
    mentions: tuple[AgencyMention, ...]
    places: tuple[PlaceTag, ...]
    areas: tuple[tuple[str, float, tuple[PlaceTag, ...]], ...]
    """Agencies of the areas with weight and their places in reading order, heaviest first."""
    words: Words
    head_keywords: frozenset[str]
    body_keywords: frozenset[str]
    cues: FloatArray
    """Cues of headline and sapo, then of the body."""
    head_matters: FloatArray
    """Words of the matter per class of field, in headline and sapo."""
    body_matters: FloatArray
    head_thoughts: FloatArray
    """Pairs of words that speak for each class of field (`guide`), in headline and sapo."""
    lead_thoughts: FloatArray
    """The same in headline, sapo and the beginning of the body."""
    decides: bool
    """Headline or sapo has the province itself decide."""


class ArticleReader:
    """The registers compiled for reading articles."""

    def __init__(self, agencies: Agencies, places: Places) -> None:
        self.agencies = agencies
        self.places = places
        self._dating = Dating(agencies, places)
        self._provinces = ProvinceReader(places)
        self._mentions = MentionReader(agencies, self._provinces)
        self._places = PlaceReader(places, self._provinces)
        self._names = Names(field_names(agencies))
        keywords = {field.name: field.name for agency in agencies for field in agency.fields}
        self._phrases = Names(keywords, cues.PHRASES, matters.PHRASES, guide.PHRASES)

    def read(self, article: Article, today: date) -> Reading:
        """Return the `Reading` of an article on its day in Vietnam; without a date, on the day that `Dating` tells."""
        on = self._dating.day(article, today)
        province = self._provinces.read(article, on)
        places = self._places.read(article, province, on)
        words = words_of(article, self._names)
        merged = on >= MERGED_DEPARTMENTS
        head, body = (_Heard(*self._phrases.find_all(part)) for part in (words.head, words.body))
        in_head = guide.groups_of(head.thoughts)
        in_lead = in_head | guide.groups_in_lead(words.body, body.thoughts)
        return Reading(
            article=article,
            on=on,
            province=province,
            mentions=self._mentions.read(article, province, on),
            places=places,
            areas=tuple(areas(places, self.places, on)),
            words=words,
            head_keywords=frozenset(label for _, _, label in head.keywords),
            body_keywords=frozenset(label for _, _, label in body.keywords),
            cues=np.concatenate((count_cues(words.head, head.cues), count_cues(words.body, body.cues))),
            head_matters=count_matters(head.matters),
            body_matters=count_matters(body.matters),
            head_thoughts=guide.thought_of(in_head, merged=merged),
            lead_thoughts=guide.thought_of(in_lead, merged=merged),
            decides=guide.decides(article.title, article.sapo),
        )


class _Heard(NamedTuple):
    """What of each list of phrases stands in a part of an article."""

    keywords: Found
    cues: Found
    matters: Found
    thoughts: Found


def field_names(agencies: Agencies) -> dict[str, str]:
    """Return names of agencies without their province, each with its field, and the provinces themselves.

    The article models see these as names of a field, not as words, so that they learn the matter and not the
    name, and learn it from any province.
    """
    labels = dict.fromkeys(_PROVINCES, PLACE)
    for agency in agencies:
        field = _lasting_field(agency)
        for name in agency.names:
            for province in _PROVINCES:
                name = name.removesuffix(province).removesuffix(" tỉnh ")  # noqa: PLW2901
            name = name.strip()  # noqa: PLW2901
            if field and name.lower() not in _VAGUE:
                labels.setdefault(name, field)
    return labels


def _lasting_field(agency: Agency) -> str | None:
    if agency.kind in AREA_KINDS:
        return None
    return field_class(agency.id, _BEFORE_MERGERS)


ARTICLE_FEATURES = (
    "share", "hits", "share_over_half", "share_over_80", "no_province", "province_in_title", "province_in_sapo", "province_in_body",
    "place_in_head", "places", "areas", "mentions", "mention_in_head", "no_body", "title_share", "qualified_mention",
    "origin", "route", "others_in_title", "others_in_sapo", "other_first", "local_outlet",
)  # fmt: skip
DENSE_WIDTH = 4 * len(COLUMN) + 2 * CUES + len(ARTICLE_FEATURES)
_HEAD_MATTER, _BODY_MATTER = 0.7, 0.35
"""Say of the words of the matter against the rest of a model; chosen by cross-validation on the training set."""


def dense_features(reading: Reading) -> FloatArray:
    """Return of one article: fields named, cues, words of the matter (each of head, then body), `ARTICLE_FEATURES`."""
    named = np.zeros(2 * len(COLUMN))
    for part, labels in enumerate((reading.words.head_names, reading.words.body_names)):
        for label in labels:
            if label != PLACE:
                named[part * len(COLUMN) + COLUMN[label]] += 1
    matters = (_HEAD_MATTER * np.log1p(reading.head_matters), _BODY_MATTER * np.log1p(reading.body_matters))
    return np.concatenate((np.log1p(named), np.log1p(reading.cues), *matters, province_features(reading)))


def province_features(reading: Reading) -> FloatArray:
    """Return `ARTICLE_FEATURES`: how far the article is about our provinces by its names."""
    article, province = reading.article, reading.province
    title, sapo, body = (
        sum(text.count(name) for name in _PROVINCES) for text in (article.title, article.sapo, article.body)
    )
    origins, routes = map(
        sum, zip(*(_origins_and_routes(article.text(field)) for field in Field), strict=True)
    )
    return np.array(
        [
            province.share,
            np.log1p(province.hits),
            province.share > 0.5,
            province.share > 0.8,
            province.share == 0,
            title > 0,
            sapo > 0,
            np.log1p(body),
            any(tag.field is not Field.BODY for tag in reading.places),
            np.log1p(len(reading.places)),
            bool(reading.areas),
            np.log1p(len(reading.mentions)),
            any(mention.field is not Field.BODY for mention in reading.mentions),
            not article.body,
            (title > 0) * province.share,
            any(mention.qualified for mention in reading.mentions),
            origins / max(1, title + sapo + body),
            min(1.0, routes / max(1, title + sapo + body)),
            min(2, province.others_in_title),
            min(2, province.others_in_sapo),
            province.other_first,
            province.is_local,
        ],
        dtype=np.float64,
    )


def _origins_and_routes(text: str) -> tuple[int, int]:
    """Return how often our provinces are the home of a person, and the end of a road or stretch, in a text."""
    origins = routes = 0
    for name in _NAME.finditer(text):
        before, after = text[max(0, name.start() - _AROUND) : name.start()], text[name.end() : name.end() + 6]
        origins += bool(_ORIGIN.search(before.lower()))
        routes += bool(
            _ONWARD.match(after) or _END.search(before) or (_ON_TO.match(after) and _START.search(before))
        )
    return origins, routes
