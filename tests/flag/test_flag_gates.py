"""Cheap tests before costly patterns: what they pass over the pattern would not have found."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline.domain.records import Article
from pipeline.flag import contrasts, grievance, sourcing, verdict
from pipeline.flag.guarded import Guarded
from pipeline.flag.reading import Sentence, read_article

FRESH = Path(__file__).with_name("fresh")


@pytest.fixture(scope="module")
def told() -> list[Sentence]:
    """Return every line of the fresh sets, sentence by sentence."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(FRESH.glob("*.txt")))
    article = Article(id="a", url="https://bao.example/a", title="", body=text)
    return list(read_article(article, date(2026, 10, 20)).sentences)


@pytest.mark.parametrize(
    ("pattern", "gate"),
    [(sourcing._ANONYMOUS, sourcing._ANONYMOUS_WORDS), (verdict._PENDING, verdict._PENDING_WORDS)],
)
def test_every_match_has_a_word_of_its_gate(
    told: list[Sentence], pattern: Guarded, gate: frozenset[str]
) -> None:
    found = [s for s in told if pattern.search(s.small)]
    assert len(found) > 10
    assert [s.text for s in found if gate.isdisjoint(s.tokens)] == []


@pytest.mark.parametrize("name", sorted(grievance._CUES.keys() - {"figures"}))
def test_every_complaint_begins_with_a_word_of_its_openings(told: list[Sentence], name: str) -> None:
    cue = grievance._CUES[name][1]
    found = [
        s for s in told if cue.search(grievance._QUOTED.sub(" ", s.small) if name == "tale" else s.small)
    ]
    assert found
    assert [s.text for s in found if name not in grievance._kinds_of(s.small)] == []


def test_every_opposite_begins_with_a_word_of_its_openings(told: list[Sentence]) -> None:
    sides = [side for pair in contrasts._OPPOSITES for side in pair]
    found = [(side, s) for side in sides for s in told if side.pattern.search(s.small)]
    assert len(found) > 100
    assert [(side.pattern.pattern, s.text) for side, s in found if not side.is_said(s.small, s.tokens)] == []
