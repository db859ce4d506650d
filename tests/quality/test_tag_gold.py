"""The shipped models hold the figures they were shipped with, and the files are those that were measured."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from models.corpus import SEED, UNDATED, load_labelled
from models.evaluate import MODELS, measure
from pipeline.house import own_tagger

FLOORS = json.loads((MODELS / "floors.json").read_text(encoding="utf-8"))


def held(path: Path, floors: dict[str, float]) -> list[str]:
    """Return the figures of a labelled file that are under their floors."""
    items = load_labelled(path)
    figures = measure(items, own_tagger(MODELS).tag([item.article for item in items], today=UNDATED))
    return [
        f"{name}: {figures[name]:.3f}"
        for name, floor in floors.items()
        if (figures[name] > floor if name.endswith("_error") else figures[name] < floor)
    ]


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_seed_corpus_is_the_one_of_the_floors_and_they_hold() -> None:
    path = SEED / "articles.jsonl"
    assert digest(path) == FLOORS["seed"]["sha256"]
    assert not held(path, FLOORS["seed"]["floors"])


@pytest.mark.outside_data
def test_the_outside_corpora_are_those_the_models_learned_from(shared: Path) -> None:
    for name, expected in FLOORS["corpora"].items():
        assert digest(shared / "data" / name) == expected, name


def test_figures_of_unseen_articles_stand_beside_the_models() -> None:
    measured = json.loads((MODELS / "measured.json").read_text(encoding="utf-8"))
    for name, floor in FLOORS["unseen"]["floors"].items():
        figure = measured["dev_without_dev"][name]
        assert figure <= floor if name.endswith("_error") else figure >= floor, name
