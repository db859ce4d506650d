"""The outlets, articles and second-day edits of the demo press day, read from the bundled YAML.

Reprints are stored as the edits made to their original, as an editor would see them; `load_press_day` writes
them out in full.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import msgspec
import yaml

from pipeline.domain.dates import VIETNAM
from pipeline.domain.errors import ConfigError
from pipeline.domain.records import Medium
from pipeline.ingest.sources import Level

FOLDER = Path(__file__).with_name("pressday")
FACTS_PATH = FOLDER / "facts.csv"
"""The facts register of the demo province, columns as in DESIGN 4.3."""
TEMPLATES = Path(__file__).with_name("templates")
MORNING_AFTER = datetime(2026, 11, 21, 7, 30, tzinfo=VIETNAM)
"""When the duty officer opens the digest of the day: the clock of the demo run."""
SECOND_DAY = datetime(2026, 11, 24, 9, 0, tzinfo=VIETNAM)
"""When the outlets changed their pages, see `PressDay.second_day`."""

_Read = TypeVar("_Read")


class DateStyle(StrEnum):
    """The ways feeds print a date, all met in the Vietnamese press."""

    RFC822 = "rfc822"
    RFC822_UTC = "rfc822_utc"
    TWO_DIGIT_YEAR = "two_digit_year"
    SHORT_ZONE = "short_zone"
    """``+07``"""
    GMT7 = "gmt7"
    """``GMT+7``"""
    US_NARROW_SPACE = "us_narrow_space"
    """``11/20/2026 6:50:00<U+202F>PM``, local time, no zone."""
    DAY_FIRST = "day_first"
    """``20/11/2026 18:50``, local time, no zone."""
    VIETNAMESE = "vietnamese"
    """``Thứ Sáu, 20/11/2026 - 18:50``"""
    ISO = "iso"


class Quirk(StrEnum):
    """What else feeds do."""

    CDATA_ENTITIES = "cdata_entities"
    """Titles in CDATA whose letters are HTML entities all the same."""
    IMAGE_SUMMARY = "image_summary"
    """The summary is HTML: a picture in a link, then the text."""
    RELATIVE_LINKS = "relative_links"
    DOUBLED_HOST = "doubled_host"
    GUID_NOT_PERMALINK = "guid_not_permalink"
    BARE_AMPERSAND = "bare_ampersand"
    """Not well-formed: ``&`` as such in the links."""
    TRUNCATED = "truncated"
    """Not well-formed: the file stops inside its last item."""
    BOM = "bom"
    """A byte order mark and an empty line before the XML declaration."""
    TEXT_HTML = "text_html"
    NFD_TITLES = "nfd_titles"
    ZERO_WIDTH = "zero_width"
    """U+200B inside titles."""
    UPDATE_PERIOD_ALWAYS = "update_period_always"
    DATE_MISSING = "date_missing"
    """The oldest item has no date."""


class FeedFailure(StrEnum):
    """Feeds that give nothing, each in its own way."""

    NONE = "none"
    NOT_FOUND = "not_found"
    CHALLENGE = "challenge"
    EMPTY = "empty"
    GARBAGE = "garbage"
    REDIRECT_LOOP = "redirect_loop"


class PageKind(StrEnum):
    """What a page of the day is."""

    ARTICLE = "article"
    LISTING = "listing"
    CHALLENGE = "challenge"
    """200 with a script instead of the article."""
    FORBIDDEN = "forbidden"
    SCRIPT = "script"
    """The body is empty and filled by a script."""


class EditKind(StrEnum):
    """What an outlet did to a page on the second day."""

    CORRECTED = "corrected"
    SILENT = "silent"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoFeed:
    """One feed of an outlet. An empty `sections` takes every article."""

    path: str
    title: str
    format: str = "rss"
    dates: DateStyle = DateStyle.RFC822
    quirks: tuple[Quirk, ...] = ()
    sections: tuple[str, ...] = ()
    failure: FeedFailure = FeedFailure.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoOutlet:
    """An invented newspaper: who it is, how its pages look, how its server behaves."""

    key: str
    name: str
    host: str
    """The name it would have on the Internet, under `.example`; on loopback it has a port instead."""
    agency: str
    """Full name of the press agency, whom letters address."""
    address: str
    medium: Medium
    level: Level = Level.NATIONAL
    template: str = ""
    article_path: str = "/{section}/{slug}-{number}.html"
    feeds: tuple[DemoFeed, ...]
    gzip: bool = False
    validators: bool = False
    """Sends ETag and Last-Modified and answers 304."""
    robots: str = ""
    """Content of robots.txt; empty: 404."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextEdit:
    """Words replaced in every field of an article where they stand."""

    find: str
    put: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoArticle:
    """An article as its newsroom has it."""

    id: str
    slug: str
    section: str
    time: datetime
    title: str = ""
    sapo: str = ""
    body: tuple[str, ...] = ()
    author: str = ""
    short_title: str = ""
    """og:title where it differs from the headline."""
    captions: tuple[str, ...] = ()
    kind: PageKind = PageKind.ARTICLE
    moved_from: str = ""
    """Path that the feed still names and that answers 301."""
    reprint_of: str = ""
    edits: tuple[TextEdit, ...] = ()
    append: tuple[str, ...] = ()
    """Paragraphs the reprinting outlet adds."""
    drop: tuple[int, ...] = ()
    """Paragraphs of the original it leaves out, counted from 0."""
    outlet: str = ""
    """Key of the outlet, set from the file name."""

    @property
    def number(self) -> str:
        """Return the digits in the article's address: the minute of publication and the number in the id."""
        return f"{self.time:%y%m%d%H%M}{self.id.rpartition('-')[2]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoEdit:
    """What became of one article on the second day."""

    article: str
    kind: EditKind
    edits: tuple[TextEdit, ...] = ()
    notice: str = ""
    """The published correction, for `EditKind.CORRECTED`."""
    status: int = 410
    """HTTP status, for `EditKind.REMOVED`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PressDay:
    """The whole day."""

    outlets: tuple[DemoOutlet, ...]
    articles: tuple[DemoArticle, ...]
    second_day: tuple[DemoEdit, ...]
    sections: dict[str, str]
    """Names of the sections by the word in the address."""

    def article(self, article_id: str) -> DemoArticle:
        """Return one article by id.

        Raises:
            KeyError: no such article.
        """
        for article in self.articles:
            if article.id == article_id:
                return article
        raise KeyError(article_id)

    def of_outlet(self, key: str) -> tuple[DemoArticle, ...]:
        """Return the articles of one outlet, newest first as feeds list them."""
        mine = (article for article in self.articles if article.outlet == key)
        return tuple(sorted(mine, key=lambda article: article.time, reverse=True))


def load_press_day() -> PressDay:
    """Read the bundled day, reprints written out in full.

    Raises:
        ConfigError: a file does not have the expected shape, or an edit finds nothing to change.
    """
    outlets = read_yaml(FOLDER / "outlets.yaml", tuple[DemoOutlet, ...])
    articles: list[DemoArticle] = []
    for outlet in outlets:
        path = FOLDER / f"{outlet.key}.yaml"
        if path.exists():
            own = read_yaml(path, tuple[DemoArticle, ...])
            articles.extend(replace(article, outlet=outlet.key) for article in own)
    originals = {article.id: article for article in articles}
    return PressDay(
        outlets=outlets,
        articles=tuple(_written_out(article, originals) for article in articles),
        second_day=read_yaml(FOLDER / "second_day.yaml", tuple[DemoEdit, ...]),
        sections=read_yaml(FOLDER / "sections.yaml", dict[str, str]),
    )


def read_yaml(path: Path, shape: type[_Read]) -> _Read:
    """Read a YAML file into `shape`.

    Raises:
        ConfigError: the file is not YAML or not of that shape.
    """
    try:
        return msgspec.yaml.decode(path.read_bytes(), type=shape)
    except (msgspec.MsgspecError, yaml.YAMLError) as error:
        raise ConfigError(path.name, str(error)) from error


def _written_out(article: DemoArticle, originals: dict[str, DemoArticle]) -> DemoArticle:
    if not article.reprint_of:
        return article
    origin = originals[article.reprint_of]
    kept = tuple(text for place, text in enumerate(origin.body) if place not in article.drop)
    copied = replace(article, title=article.title or origin.title, sapo=origin.sapo, body=kept)
    edited = edit_text(copied, article.edits)
    return replace(edited, body=edited.body + article.append)


def edit_text(article: DemoArticle, edits: tuple[TextEdit, ...]) -> DemoArticle:
    """Return `article` with every edit made in title, sapo and body.

    Raises:
        ConfigError: an edit finds nothing to change.
    """
    for edit in edits:
        if edit.find not in "\n".join((article.title, article.sapo, *article.body)):
            raise ConfigError(article.id, f"the words to change are not in the text: {edit.find!r}.")
        article = replace(
            article,
            title=article.title.replace(edit.find, edit.put),
            sapo=article.sapo.replace(edit.find, edit.put),
            body=tuple(paragraph.replace(edit.find, edit.put) for paragraph in article.body),
        )
    return article
