"""What reads wrong easily on pages of provincial papers, portals and old systems is read as readers take it."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from pipeline.domain.records import ArticleKind
from pipeline.extract import extract

_SPEC = importlib.util.spec_from_file_location("provincial", Path(__file__).with_name("provincial.py"))
assert _SPEC
assert _SPEC.loader
provincial = importlib.util.module_from_spec(_SPEC)
sys.modules["provincial"] = provincial
_SPEC.loader.exec_module(provincial)


@pytest.mark.parametrize("name", provincial.SAMPLES)
def test_what_reads_wrong_easily_is_read_as_readers_take_it(name: str) -> None:
    sample = provincial.SAMPLES[name]
    read = extract(
        sample.html.encode(),
        url="https://cao-nguyen.example/xa-hoi/tram-bom-hong-46-ho-mua-nuoc-1.html",
        outlet=provincial.SITE,
    )
    shown = f"{read.title} {read.sapo} {read.body} {read.author} {read.original_source}"
    assert not [noise for noise in provincial.NOISE if noise in shown]
    assert read.kind is ArticleKind.ARTICLE
    assert read.title == sample.title
    assert read.sapo == sample.sapo
    assert tuple(read.body.split("\n\n")) == sample.text
    assert read.author == sample.author
    assert read.published_at == sample.time
    assert read.original_source == sample.source
