from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.demo.feedlist import demo_feeds_yaml
from pipeline.demo.server import serve_press_day
from pipeline.ingest.sources import Level, load_sources


def test_the_feed_list_is_what_the_house_reads(tmp_path: Path) -> None:
    path = tmp_path / "feeds.yaml"
    with serve_press_day() as running:
        path.write_text(demo_feeds_yaml(running.outlets), encoding="utf-8")
    sources = load_sources(path)
    assert [url for one in running.outlets for url in one.feed_urls] == [
        feed.url for _, feed in sources.enabled()
    ]
    aggregator = sources.of_url(running.url("dt-01"))
    assert aggregator is not None
    assert (aggregator.name, aggregator.level) == ("Dòng Thời Sự", Level.AGGREGATOR)
    assert sources.outlet("van-ly").addressee == "Tòa soạn Vạn Lý Online"


def test_a_taken_port_is_loud() -> None:
    with serve_press_day() as free:
        taken = int(free.outlets[0].base_url.rpartition(":")[2])
        with pytest.raises(OSError, match="in use"), serve_press_day(base_port=taken):
            pass
