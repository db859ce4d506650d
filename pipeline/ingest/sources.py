"""What to watch: `feeds.yaml`, typed and checked, errors with the file and the path in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import msgspec

from pipeline.domain.errors import ConfigError
from pipeline.domain.records import Medium


class Level(StrEnum):
    """Whom an outlet belongs to."""

    NATIONAL = "national"
    MINISTRY = "ministry"
    PROVINCIAL = "provincial"
    AGGREGATOR = "aggregator"


class Status(StrEnum):
    """How sure it is that a feed address works."""

    VERIFIED = "verified"
    """Another project's recorded test had entries."""
    OFFICIAL_LIST = "official_list"
    """On the outlet's own list of feeds."""
    LISTED = "listed"
    """In somebody's working code."""
    GUESSED = "guessed"
    """By analogy; never enabled before somebody has seen it work."""


class Feed(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One feed of an outlet."""

    url: str
    section: str = ""
    status: Status = Status.LISTED
    enabled: bool = True
    note: str = ""


class GoverningBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Whom an outlet belongs to (cơ quan chủ quản): the next addressee when the newspaper does not put it right."""

    name: str
    source: str
    certainty: Literal["seen", "memory"]
    """`memory`: to be checked before a letter goes there."""


class Outlet(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A press outlet. `domains` are host names, with a port only where it is not the usual one."""

    id: str
    name: str
    domains: tuple[str, ...]
    level: Level
    medium: Medium
    feeds: tuple[Feed, ...]
    address: str = ""
    """Who letters go to: full name of the press agency; the name of the outlet when empty."""
    governing_body: GoverningBody | None = None
    """None when it is not known: the screen asks for it."""
    organ_code: str = ""
    """Mã định danh on the document axis; empty when not known."""
    day_first: bool | None = None
    """The outlet's order of day and month, where it differs from the general rule of `domain.dates`."""

    @property
    def addressee(self) -> str:
        """Return the name that stands after "Kính gửi:"."""
        return self.address or self.name


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    outlets: tuple[Outlet, ...]


class Sources:
    """The outlets of a `feeds.yaml`."""

    def __init__(self, outlets: Iterable[Outlet]) -> None:
        self.outlets = tuple(outlets)
        self._by_id = {outlet.id: outlet for outlet in self.outlets}
        self._by_domain = {domain: outlet for outlet in self.outlets for domain in outlet.domains}

    def outlet(self, outlet_id: str) -> Outlet:
        """Return the outlet with this id.

        Raises:
            KeyError: no such outlet.
        """
        return self._by_id[outlet_id]

    def of_url(self, url: str) -> Outlet | None:
        """Return the outlet a page belongs to by its host: `m.`, `www.` and other sub-domains included."""
        host = urlsplit(url).netloc.lower().rpartition("@")[2]
        while host:
            if host in self._by_domain:
                return self._by_domain[host]
            host = host.partition(".")[2]
        return None

    def enabled(self) -> list[tuple[Outlet, Feed]]:
        """Return the feeds to poll, in the order of the file."""
        return [(outlet, feed) for outlet in self.outlets for feed in outlet.feeds if feed.enabled]


def load_sources(path: Path) -> Sources:
    """Read and check a `feeds.yaml`.

    Raises:
        ConfigError: the file cannot be read or says something impossible; file and path in it are named.
    """
    try:
        file = msgspec.yaml.decode(path.read_bytes(), type=_File)
    except msgspec.ValidationError as error:
        problem, _, place = str(error).partition(" - at ")
        raise ConfigError(f"{path}: {place.strip('`') or '$'}", f"{problem}.") from error
    except (OSError, UnicodeDecodeError, msgspec.DecodeError) as error:
        raise ConfigError(
            str(path), f"cannot be read ({error}).", "CAICHINH_FEEDS names the file."
        ) from error
    _check_unique(path, "outlet id", [outlet.id for outlet in file.outlets])
    _check_unique(path, "domain", [domain for outlet in file.outlets for domain in outlet.domains])
    _check_unique(path, "feed URL", [feed.url for outlet in file.outlets for feed in outlet.feeds])
    for number, outlet in enumerate(file.outlets):
        for position, feed in enumerate(outlet.feeds):
            _check_feed(f"{path}: $.outlets[{number}].feeds[{position}]", feed)
    return Sources(file.outlets)


def _check_unique(path: Path, what: str, values: list[str]) -> None:
    twice = sorted(value for value, count in Counter(values).items() if count > 1)
    if twice:
        raise ConfigError(str(path), f"{what} stands twice: {', '.join(twice)}.", "Remove one of them.")


def _check_feed(place: str, feed: Feed) -> None:
    parts = urlsplit(feed.url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ConfigError(f"{place}.url", f"{feed.url!r} is not an http or https address.")
    if feed.enabled and feed.status is Status.GUESSED:
        raise ConfigError(
            f"{place}.enabled", "a guessed feed is enabled.", "See it work, then change its status."
        )
