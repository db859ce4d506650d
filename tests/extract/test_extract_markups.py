"""An article reads the same in whatever markup it comes."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from pipeline.domain.records import ArticleKind
from pipeline.extract import extract

_SPEC = importlib.util.spec_from_file_location("markups", Path(__file__).with_name("markups.py"))
assert _SPEC
assert _SPEC.loader
markups = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(markups)


@pytest.mark.parametrize("name", markups.MARKUPS)
def test_an_article_is_the_same_in_every_markup(name: str) -> None:
    read = extract(
        markups.MARKUPS[name].encode(), url="https://thu.example/xa-hoi/cau-treo-1.html", outlet="Báo Thử"
    )
    assert read.kind is ArticleKind.ARTICLE
    assert read.title == markups.TITLE
    assert re.sub(r"^\(Báo Thử\) - ", "", read.sapo) == markups.SAPO
    assert read.body.split("\n\n") == list(markups.PARAGRAPHS)
    assert read.author == markups.AUTHOR
    assert read.published_at == markups.TIME
    assert not any(noise in f"{read.title} {read.sapo} {read.body}" for noise in markups.NOISE)
