"""An article reads the same in the systems of many outlets, whatever furniture stands around and inside it."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path

import pytest

from pipeline.domain.records import ArticleKind
from pipeline.extract import extract

_SPEC = importlib.util.spec_from_file_location("outlets", Path(__file__).with_name("outlets.py"))
assert _SPEC
assert _SPEC.loader
outlets = importlib.util.module_from_spec(_SPEC)
sys.modules["outlets"] = outlets
_SPEC.loader.exec_module(outlets)


@pytest.mark.parametrize("name", outlets.SAMPLES)
def test_an_article_is_read_as_its_readers_take_it(name: str) -> None:
    sample = outlets.SAMPLES[name]
    read = extract(
        sample.html.encode(), url="https://thu.example/nong-nghiep/ho-can-1.html", outlet="Báo Thử"
    )
    assert read.kind is ArticleKind.ARTICLE
    assert read.title == sample.title
    assert read.sapo == sample.sapo
    assert (
        tuple(text for text in read.body.split("\n\n") if not re.fullmatch(r"\d{1,2}:\d\d", text))
        == sample.text
    )
    assert read.author == sample.author
    assert read.published_at == sample.time
    assert (read.original_source, read.original_url) == (sample.source, sample.source_url)
    assert not [noise for noise in outlets.NOISE if noise in f"{read.title} {read.sapo} {read.body}"]
