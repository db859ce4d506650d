"""Freshly invented sentences and articles: the bars of acceptance on all sets (see the heads of the files)."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

RECALL, FALSE, F1 = 0.90, 0.03, 0.75


def _cases() -> ModuleType:
    path = Path(__file__).with_name("fresh_cases.py")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


FRESH = _cases()


@pytest.mark.parametrize("name", FRESH.NAMES)
def test_conflicts_are_found_and_agreeing_sentences_left_alone(name: str) -> None:
    recall, false, wrong = FRESH.against_register(name)
    assert recall >= RECALL, wrong
    assert false <= FALSE, wrong


@pytest.mark.parametrize("name", FRESH.WHOLE_NAMES)
def test_whole_article_signals_hold_on_all_sets(name: str) -> None:
    f1, wrong = FRESH.whole_articles(name)
    assert min(f1.values()) >= F1, wrong
