"""The short version of `tests/bench/soak_day.py`: two hours of a small press, two officers at the desk."""

from __future__ import annotations

import importlib.util
import multiprocessing
import shutil
import sys
from pathlib import Path

from pipeline.config import load_settings
from pipeline.house import own_tagger


def test_a_compressed_day_loses_nothing(tmp_path: Path, migrated: Path) -> None:
    path = Path(__file__).parents[1] / "bench" / "soak_day.py"
    spec = importlib.util.spec_from_file_location("soak_day", path)
    assert spec is not None
    assert spec.loader is not None
    soak = importlib.util.module_from_spec(spec)
    sys.modules["soak_day"] = soak  # dataclasses look their module up
    spec.loader.exec_module(soak)
    url = f"sqlite:///{tmp_path / 'caichinh.db'}"
    shutil.copy(migrated, tmp_path / "caichinh.db")
    own_tagger(load_settings({}).models)  # once, for both daily jobs
    seen = soak.run(
        tmp_path,
        url,
        feeds=6,  # the fifth is ill
        officers=2,
        hours=2,
        seconds=4,
        pause=0.05,
        stored=0,
        context=multiprocessing.get_context("fork"),
    )
    assert seen.amiss == []
    assert seen.read == seen.published == 10
    assert len(seen.runs) == 2
    assert sum(seen.tally.decided.values()) > 0
