"""Invented news days of any size: pages of some tens of KB put into a house as if they had just been fetched.

Each article is put together anew from sentences of the demo press day and of the authors' sets, so that two of them are
no more alike than two of a real day; one in twenty is the reprint of the article before it, and one in five concerns our
provinces. The others are put together from what their authors found nothing wrong with, begin with the name of another
province and bear the names of its places instead of ours. Around the text stand menus, lists and widgets in the markups of
the extraction tests.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from html import escape
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "extract"))

from outlets import MENU, furniture  # type: ignore[import-not-found]
from province import Province

from pipeline.config import Settings, load_settings
from pipeline.demo.pressday import FACTS_PATH, load_press_day
from pipeline.domain.facts import load_facts
from pipeline.domain.places import PlaceKind, load_places, spellings
from pipeline.domain.records import Capture, FeedEntry
from pipeline.domain.text import sentences
from pipeline.ingest.urls import article_id
from pipeline.store import facts, ingested
from pipeline.store.archive import Archive
from pipeline.store.session import open_engine, open_sessions, upgrade

NOW = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
OUTLETS = 20
REPRINTS = 20
"""One article in so many is a reprint."""
CONCERNED = 5
"""One text in so many concerns our provinces: national outlets hardly name them (112 of the 14,449 items that their feeds
announced in July and August 2026), the provinces' own papers write of little else."""
WIDGETS = 5
"""How often the lists beside the article are repeated: a page is about 45 KB."""
PARAGRAPHS, LENGTH, HEADLINE = 8, 4, 10
"""Paragraphs with the lead, sentences of each, words of a headline: some 2,300 characters."""
AT_ONCE = 500
_WEEKS_AGO = """UPDATE article
    SET first_seen_at = strftime('%Y-%m-%d %H:%M:%f000', first_seen_at, (-7 * substr(id, instr(id, '-') + 1)) || ' days'),
        published_at = strftime('%Y-%m-%d %H:%M:%f000', published_at, (-7 * substr(id, instr(id, '-') + 1)) || ' days')
    WHERE id LIKE '%-%'"""
"""The copies of the province's articles, numbered from 1, lie as many weeks back: the last week alone may have stories
that go on."""
UNSEEN = Path(__file__).resolve().parents[1] / "flag" / "unseen"
AUTHORS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
    "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth", "twentyfirst",
    "twentysecond",
)  # fmt: skip
"""Whose sentences are drawn: one more set would make another day, with which no figure could be compared."""


def _sentences() -> tuple[list[str], list[str]]:
    """Return all sentences that were written for tests and demo, some thousands, and those that nothing is wrong with.

    Both in an order that stays.
    """
    texts = [text for article in load_press_day().articles for text in article.body]
    right: set[str] = set()
    sets = (path for name in AUTHORS for path in UNSEEN.glob(f"{name}/*.jsonl") if path.stem != "kept")
    for path in sets:
        for line in path.read_text(encoding="utf-8").splitlines():
            article = json.loads(line)
            texts.append(article["body"])
            if not any(article["gold"][mark] for mark in _MARKS):
                right |= _parted(article["body"]) - {one["sentence"] for one in article["gold"]["conflicts"]}
    return sorted(set().union(*map(_parted, texts))), sorted(right)


def _parted(text: str) -> set[str]:
    return {text[start:end].strip() for start, end in sentences(text)}


_MARKS = ("accusation_before_verdict", "anonymous_only", "headline_mismatch", "no_agency_voice")
"""What authors of the sets say of a whole article."""
_ELSEWHERE = (
    "Diễn Châu", "Yên Thành", "Nghi Lộc", "Quỳ Hợp", "Đức Trọng", "Di Linh", "Cam Lâm", "Đồng Xoài", "Gò Dầu", "Cái Bè", "Long Hồ",
    "Thới Bình", "Ba Bể", "Lục Ngạn", "Hữu Lũng", "Cao Lộc", "Mộc Châu", "Tam Đường", "Bắc Quang", "Ninh Giang",
)  # fmt: skip
"""Places of other provinces, to stand where the sentences name ours."""
_LANDMARKS = (
    "Dung Quất", "Sa Huỳnh", "Trà Khúc", "Lý Sơn", "Sa Kỳ", "Thạch Nham", "Thiên Ấn", "Măng Đen", "Đăk Bla", "Chư Mom Ray",
)  # fmt: skip
HOME = "Quảng Ngãi"
_PROVINCES = (HOME, "Kon Tum", "Kontum")
_PLACES = load_places()


@cache
def _ours() -> re.Pattern[str]:
    """Return what finds our names in a text, the longest first."""
    places = (place for place in _PLACES if place.kind is not PlaceKind.PROVINCE)
    names = {form for place in places for form in spellings(place.name)} | {*_PROVINCES, *_LANDMARKS}
    longest = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b")


def _elsewhere(text: str, shift: int) -> str:
    """Return a text with the names of another province and its places instead of ours; which, `shift` tells."""

    def other(match: re.Match[str]) -> str:
        if match[0] in _PROVINCES:
            return _PLACES.others[shift % len(_PLACES.others)].names[0]
        return _ELSEWHERE[(sum(map(ord, match[0])) + shift) % len(_ELSEWHERE)]

    return _ours().sub(other, text)


def _drawn(said: list[str], drawn: random.Random) -> Iterator[str]:
    """Yield a headline and the paragraphs of an article."""
    words = drawn.choice(said).split()
    start = drawn.randrange(max(1, len(words) - HEADLINE))
    yield " ".join(words[start : start + HEADLINE])
    for _ in range(PARAGRAPHS):
        yield " ".join(drawn.sample(said, LENGTH))


def pages(count: int, concerned: int = CONCERNED) -> Iterator[tuple[str, FeedEntry, bytes]]:
    """Yield outlet id, announced entry and page of each article; the same for the same count.

    One text in `concerned` is about our provinces.
    """
    (said, right), beside = _sentences(), furniture() * WIDGETS
    texts: list[str] = []
    drawn = random.Random(9)  # noqa: S311  no secret
    for number in range(count):
        if number % REPRINTS or not texts:
            ours = not drawn.randrange(concerned)
            title, *texts = _drawn(said if ours else right, drawn)
            if not ours:
                title, *texts = (
                    _elsewhere(text, number)
                    for text in (f"{HOME}: {title}", f"({HOME}) - {texts[0]}", *texts[1:])
                )
            title = f"{title} ({number})"
        outlet = f"bao-{number % OUTLETS}"
        at = NOW - timedelta(seconds=number % 80_000)
        url = f"https://{outlet}.example/{title[:1].lower()}-{number}.html"
        sapo, *body = texts
        content = (
            f"<article><h1>{escape(title)}</h1><time datetime='{at.isoformat()}'>{at:%d/%m/%Y %H:%M}</time>"
            f"<h2 class='sapo'>{escape(sapo)}</h2><div class='detail-content'>"
            + "".join(f"<p>{escape(text)}</p>" for text in body)
            + "</div></article>"
        )
        page = (
            f"<!DOCTYPE html><html lang='vi'><head><meta charset='utf-8'><title>{escape(title)}</title>"
            f"<meta property='og:title' content='{escape(title)}'></head><body>{MENU}"
            f"<div class='wrapper'>{content}</div>{beside}</body></html>"
        )
        entry = FeedEntry(
            id=article_id(url),
            url=url,
            title=title,
            summary=sapo,
            published_at=at,
            feed_url=f"https://{outlet}.example/rss",
        )
        yield outlet, entry, page.encode()


def prepare(
    home: Path, count: int, database_url: str = "", *, archive: int = 0, concerned: int = CONCERNED
) -> Settings:
    """Return the settings of a house in `home` in which `count` fetched pages wait to be read, see `pages`.

    On SQLite the house may have an `archive` of so many thousands of articles, one in twenty with a case: those of
    `province.py`, ten thousand a week.
    """
    home.mkdir(parents=True, exist_ok=True)
    settings = settled(home, database_url)
    outlets = "".join(
        f"  - {{id: bao-{one}, name: Báo {one}, level: provincial, domains: ['bao-{one}.example'],"
        f" medium: online, feeds: [{{url: 'https://bao-{one}.example/rss', enabled: false}}]}}\n"
        for one in range(OUTLETS)
    )
    settings.feeds.write_text(f"outlets:\n{outlets}", encoding="utf-8")
    engine = open_engine(settings.database_url)
    upgrade(engine)
    if archive:
        engine.dispose()  # it is built without a journal, by one connection alone
        # A process of its own: what it needs of memory would count for the house otherwise.
        building = get_context("spawn").Process(target=_fill, args=(settings.database_url, archive))
        building.start()
        building.join()
        assert building.exitcode == 0
    sessions, records = open_sessions(engine), Archive(settings.archive)
    with sessions.begin() as session:
        facts.import_facts(session, load_facts(FACTS_PATH), now=NOW)
    waiting: list[tuple[str, FeedEntry, bytes]] = []
    for page in pages(count, concerned):
        waiting.append(page)
        if len(waiting) == AT_ONCE:
            _keep(sessions, records, waiting)
            waiting = []
    _keep(sessions, records, waiting)
    engine.dispose()
    return settings


def settled(home: Path, database_url: str = "") -> Settings:
    """Return the settings of the house that `prepare` built in `home`, or of a copy of it."""
    given = {"CAICHINH_HOME": str(home)} | ({"CAICHINH_DATABASE_URL": database_url} if database_url else {})
    return replace(load_settings(given), feeds=home / "feeds.yaml", fixed_now=NOW)


def _fill(database_url: str, archive: int) -> None:
    engine = open_engine(database_url)
    Province(archive, archive // 20).write(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql(_WEEKS_AGO)
    engine.dispose()


def _keep(sessions: object, archive: Archive, waiting: list[tuple[str, FeedEntry, bytes]]) -> None:
    captures = [
        Capture(url=entry.url, final_url=entry.url, fetched_at=NOW, status=200, headers=(), body=body,
                sha256=hashlib.sha256(body).hexdigest())
        for _outlet, entry, body in waiting
    ]  # fmt: skip
    records = archive.put_all(captures)
    with sessions.begin() as session:  # type: ignore[attr-defined]
        rows = ingested.add_captures(session, list(zip(captures, records, strict=True)))
        for (outlet, entry, _body), row in zip(waiting, rows, strict=True):
            ingested.add_entries(session, [(entry.id, entry)], outlet_id=outlet, seen_at=NOW)
            ingested.entries(session, [entry.id])[entry.id].capture_id = row.id
