"""Old articles by their addresses: read, tagged and flagged, and nobody's case."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from pipeline.backfill import announce, backfill
from pipeline.cli import archive, caichinh
from pipeline.demo.pressday import MORNING_AFTER, PageKind
from pipeline.demo.server import RunningDay
from pipeline.flow import tag_and_flag
from pipeline.house import House
from pipeline.store.tables import CaseRow, TaggingRow


def count(house: House, table: type[CaseRow | TaggingRow]) -> int:
    with house.sessions() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(table)) or 0


def test_a_year_is_filled_in_without_a_case(
    tmp_path: Path,
    running: RunningDay,
    build: Callable[..., House],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    house = build(tmp_path / "home", running)
    old = [one for one in running.day.articles if one.kind is PageKind.ARTICLE][:12]
    lines = [running.url(one.id) for one in old]
    keys, refused = announce(house, [*lines, "", "https://elsewhere.example/1.html", lines[0]], MORNING_AFTER)
    assert len(keys) == 12
    assert [(one.line, one.text) for one in refused] == [(14, "https://elsewhere.example/1.html")]
    counts = backfill(house, keys, MORNING_AFTER)
    assert counts["pages fetched"] == counts["articles"] == counts["tagged"] == count(house, TaggingRow) == 12
    assert counts["flagged"] > 0
    assert tag_and_flag(house, MORNING_AFTER)["tagged"] == 0  # nor does the day take them for news
    assert count(house, CaseRow) == 0

    listed = tmp_path / "year.txt"
    listed.write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr(archive, "load_settings", lambda: house.settings)
    again = CliRunner().invoke(caichinh, ["archive", "backfill", str(listed)])
    assert again.exit_code == 0, again.output
    assert "tagged                  0" in again.output
    listed.write_text("https://elsewhere.example/1.html\n", encoding="utf-8")
    wrong = CliRunner().invoke(caichinh, ["archive", "backfill", str(listed)])
    assert wrong.exit_code == 1
    assert "year.txt:1: https://elsewhere.example/1.html" in wrong.output
