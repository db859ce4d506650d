"""The letters that are looked at as page images keep the layout, say nothing twice and name each addressee once."""

from __future__ import annotations

import importlib.util
import sys
from io import BytesIO
from pathlib import Path
from types import ModuleType

import docx
import pytest

from pipeline.letter import addressees, compose, recipients
from pipeline.office import check


def _matrix() -> ModuleType:
    spec = importlib.util.spec_from_file_location("letter_matrix", Path(__file__).with_name("matrix.py"))
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


matrix = _matrix()
CHOSEN = {cell.name: cell for cell in matrix.chosen()}


def test_the_chosen_letters_meet_every_pair_of_values() -> None:
    whole, chosen = list(matrix.cells()), list(CHOSEN.values())
    names = ("kind", "regime", "sender", "addressees", "passages", "long")
    for first in names:
        for second in names:
            wanted = {(getattr(cell, first), getattr(cell, second)) for cell in whole}
            assert wanted == {(getattr(cell, first), getattr(cell, second)) for cell in chosen}


@pytest.mark.parametrize("name", CHOSEN)
def test_a_letter_of_the_matrix_does_not_deviate(name: str) -> None:
    cell = CHOSEN[name]
    for issued in (True, False):
        assert [str(found) for found in check(matrix.docx_of(cell, issued=issued))] == []


@pytest.mark.parametrize("name", CHOSEN)
def test_no_paragraph_and_no_addressee_stands_twice(name: str) -> None:
    request = matrix.request_of(CHOSEN[name])
    letter = compose(request)
    assert letter.blockers == ()
    assert len(set(letter.paragraphs)) == len(letter.paragraphs)
    assert len(letter.subject) <= 130
    copies = " ".join(recipients(request))
    assert not [to for to in addressees(request) if to in copies]


def test_a_line_that_announces_others_is_kept_with_them() -> None:
    for cell in CHOSEN.values():
        document = docx.Document(BytesIO(matrix.docx_of(cell)))
        announcing = [found for found in document.paragraphs if found.text.endswith(":")]
        assert announcing
        assert all(found.paragraph_format.keep_with_next for found in announcing)
