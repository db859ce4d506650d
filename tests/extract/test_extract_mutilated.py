"""What is read depends on what a page shows, not on the names in its markup."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from pipeline.domain.records import ArticleKind
from pipeline.extract import extract


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


mutilate = _load(Path(__file__).with_name("mutilate.py"))
outlets = _load(Path(__file__).with_name("outlets.py"))


def test_invented_pages_keep_their_text_when_all_names_are_lost() -> None:
    lost, foreign, titles, times = 0, 0, 0, 0
    for sample in outlets.SAMPLES.values():
        page = dict(mutilate.mutilations(sample.html))["names"]
        read = extract(page, url="https://thu.example/nong-nghiep/ho-can-1.html", outlet="Báo Thử")
        paragraphs = read.body.split("\n\n")
        lost += sum(text not in paragraphs for text in sample.text)
        foreign += sum(any(noise in text for noise in outlets.NOISE) for text in paragraphs)
        titles += read.title == sample.title
        times += read.published_at == sample.time
    count = len(outlets.SAMPLES)
    assert titles == count
    assert times >= 0.9 * count
    assert lost <= 0.05 * sum(len(sample.text) for sample in outlets.SAMPLES.values())
    assert foreign <= 0.1 * count


@pytest.mark.outside_data
def test_real_pages_keep_their_figures_when_mutilated(shared: Path) -> None:
    folder = shared / "data/press/html"
    score = _load(folder / "reference/score.py")
    rows = []
    for path in sorted((folder / "reference").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if gold.get("kind") == "article":
            source = (folder / gold["file"]).read_text(encoding="utf-8")
            for _, page in mutilate.mutilations(source):
                read = extract(page, url=gold["url"])
                fields = {name: getattr(read, name) for name in ("title", "sapo", "body", "author", "kind")}
                rows.append(score.one(gold, fields | {"published_at": str(read.published_at)}))
    mean = {
        name: sum(row[name] for row in rows) / len(rows)
        for name in ("title", "sapo", "time", "kind", "auth", "f")
    }
    assert mean["kind"] == 1
    assert min(mean["title"], mean["time"]) >= 0.97
    assert mean["sapo"] >= 0.9
    assert mean["auth"] >= 0.9
    assert mean["f"] >= 0.98
    assert sum(row["leak"] for row in rows) <= 2


@pytest.mark.outside_data
def test_real_lists_stay_lists_when_mutilated(shared: Path) -> None:
    folder = shared / "data/press/html"
    for name in json.loads((folder / "reference/listings.json").read_text(encoding="utf-8")):
        source = (folder / name).read_text(encoding="utf-8", errors="replace")
        found = re.search(r"""rel=["']?canonical["']?[^>]*href=["']?([^"' >]+)""", source)
        for way, page in mutilate.mutilations(source):
            assert extract(page, url=found[1] if found else "").kind is ArticleKind.LISTING, (name, way)
