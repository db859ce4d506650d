from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.config import REPOSITORY
from pipeline.domain.errors import ConfigError
from pipeline.ingest.sources import Status, load_sources

GOOD = """outlets:
  - id: bao
    name: Báo
    domains: [bao.example]
    level: national
    medium: online
    feeds:
      - {url: "https://bao.example/rss", section: Thời sự, status: listed}
"""


def write(path: Path, text: str) -> Path:
    file = path / "feeds.yaml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (("medium: online", "medium: onlien"), "$.outlets[0].medium"),
        (("section: Thời sự", "secton: Thời sự"), "$.outlets[0].feeds[0]"),
        (("https://bao.example/rss", "javascript:x"), "$.outlets[0].feeds[0].url"),
        (("status: listed", "status: guessed"), "$.outlets[0].feeds[0].enabled"),
        (("    level: national\n", ""), "$.outlets[0]"),
        (("outlets:", "outlet:"), "$"),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, change: tuple[str, str], place: str) -> None:
    with pytest.raises(ConfigError) as error:
        load_sources(write(tmp_path, GOOD.replace(*change)))
    assert place in str(error.value)
    assert "feeds.yaml" in str(error.value)


def test_an_address_that_stands_twice_is_refused(tmp_path: Path) -> None:
    line = GOOD.splitlines()[-1]
    with pytest.raises(ConfigError, match="stands twice"):
        load_sources(write(tmp_path, GOOD + line + "\n"))


@pytest.mark.parametrize("host", ["bao.example", "www.bao.example", "m.bao.example"])
def test_an_outlet_is_known_by_its_host(tmp_path: Path, host: str) -> None:
    found = load_sources(write(tmp_path, GOOD)).of_url(f"https://{host}/a.html")
    assert found is not None
    assert found.id == "bao"


def test_a_host_that_only_ends_alike_is_unknown(tmp_path: Path) -> None:
    assert load_sources(write(tmp_path, GOOD)).of_url("https://xbao.example/a") is None


def test_the_shipped_list_watches_thirty_outlets_and_a_hundred_feeds() -> None:
    sources = load_sources(REPOSITORY / "feeds.yaml")
    assert len(sources.outlets) >= 30
    assert len(sources.enabled()) >= 100
    assert all(feed.status is not Status.GUESSED for _outlet, feed in sources.enabled())
