"""Training on the seed corpus alone: it works, it is the same every time, and corrections change it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from models import learning
from models.before_after import compare, table
from models.corpus import SEED, UNDATED, load_corpus, load_labelled
from models.train import LABELLED, NAMES, UNLABELLED, train
from pipeline.domain.agencies import load_agencies
from pipeline.domain.model_file import METRICS
from pipeline.domain.places import load_places
from pipeline.tag import load_tagger


@pytest.fixture(scope="module", autouse=True)
def small_trainings() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(learning, "TREES", 8)
        patch.setattr(learning, "FOLDS", 2)
        yield


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("models")
    train(load_corpus(None), out)
    return out


def test_the_seed_corpus_teaches_models_that_tag(trained: Path) -> None:
    tagger = load_tagger(trained, load_agencies(), load_places())
    items = load_labelled(SEED / "articles.jsonl")
    tagged = tagger.tag([item.article for item in items], today=UNDATED)
    assert sum(bool(result.agencies) for result in tagged) > len(items) / 3


def test_the_same_corpus_gives_the_same_files(trained: Path, tmp_path: Path) -> None:
    train(load_corpus(None), tmp_path, UNLABELLED)
    train(load_corpus(None), tmp_path, LABELLED)
    for name in NAMES:
        assert (tmp_path / name / METRICS).read_bytes() == (trained / name / METRICS).read_bytes()


def test_corrections_are_taught_and_compared(trained: Path) -> None:
    corpus = load_corpus(None)
    items = corpus.ours
    measured, taught = items[:10], items[10:30]
    quarter = corpus.local[::4]  # two trainings are compared: each may be small
    before = replace(corpus, ours=items[30:], local=quarter)
    figures = compare(before, taught, measured, trained)
    assert set(figures) >= {"agency_f1", "primary"}
    assert "agency_f1" in table(figures)
