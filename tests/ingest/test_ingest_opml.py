from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from pipeline.config import REPOSITORY
from pipeline.domain.errors import ConfigError
from pipeline.domain.records import Medium
from pipeline.ingest.opml import from_opml, to_opml
from pipeline.ingest.sources import Level, Outlet, Status, load_sources


def test_our_own_list_comes_back_the_same() -> None:
    outlets = load_sources(REPOSITORY / "feeds.yaml").outlets
    assert from_opml(to_opml(outlets, title="x"), path="x.opml") == outlets


FOREIGN = """<?xml version="1.0"?><opml version="1.0"><body>
<outline text="Tin tức"><outline text="Báo Một" type="rss" xmlUrl="https://www.mot.example/rss/tin.rss"/>
<outline text="Báo Một thể thao" type="rss" xmlUrl="https://www.mot.example/rss/the-thao.rss"/></outline>
<outline text="Báo Hai" xmlUrl="http://hai.example/feed"/><outline text="Xấu" xmlUrl="javascript:alert(1)"/>
</body></opml>"""


def test_a_list_of_another_program_is_taken_but_not_switched_on(tmp_path: Path) -> None:
    outlets = from_opml(FOREIGN.encode(), path="x.opml")
    assert [(outlet.name, len(outlet.feeds)) for outlet in outlets] == [("Báo Một", 2), ("Báo Hai", 1)]
    assert outlets[0].domains == ("mot.example",)
    assert all(
        feed.status is Status.GUESSED and not feed.enabled for outlet in outlets for feed in outlet.feeds
    )
    file = tmp_path / "feeds.yaml"
    file.write_bytes(msgspec.yaml.encode({"outlets": msgspec.to_builtins(outlets)}))
    assert load_sources(file).outlets == outlets


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "no XML"),
        (b"<html/>", "no OPML"),
        (b"<opml><body/></opml>", "names no feed"),
        (b'<!DOCTYPE o [<!ENTITY x SYSTEM "file:///etc/hostname">]><opml><body>&x;</body></opml>', "no feed"),
    ],
)
def test_what_is_no_list_is_refused_by_name(data: bytes, problem: str) -> None:
    with pytest.raises(ConfigError, match=problem):
        from_opml(data, path="x.opml")


def test_an_outlet_without_feeds_is_carried_along() -> None:
    printed = Outlet(
        id="bao-in",
        name="Báo In",
        domains=("in.example",),
        level=Level.PROVINCIAL,
        medium=Medium.DAILY,
        feeds=(),
    )
    outlets = (*load_sources(REPOSITORY / "feeds.yaml").outlets, printed)
    assert from_opml(to_opml(outlets, title="x"), path="x.opml") == outlets
