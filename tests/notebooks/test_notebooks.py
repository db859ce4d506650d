from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.config import REPOSITORY

NOTEBOOKS = sorted((REPOSITORY / "notebooks").glob("*.ipynb"))
SMALLER = {
    "02_models": """
from dataclasses import replace
from models import corpus, learning
learning.TREES, learning.FOLDS, seed = 8, 2, corpus.load_corpus(None)
corpus.load_corpus = lambda data: replace(seed, local=seed.local[::4])
"""
}
"""What is run first here: trainings as small as in the tests of training; no notebook asserts their size."""


@pytest.mark.filterwarnings("ignore")  # the kernel's own, of libraries we do not call
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_from_top_to_bottom(path: Path) -> None:
    import nbformat  # noqa: PLC0415  both take seconds to load, in the process that runs this test
    from nbclient import NotebookClient  # noqa: PLC0415

    notebook = nbformat.read(path, as_version=4)
    if path.stem in SMALLER:
        notebook.cells.insert(0, nbformat.v4.new_code_cell(SMALLER[path.stem]))
    NotebookClient(notebook, timeout=200, resources={"metadata": {"path": str(REPOSITORY)}}).execute()


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_outputs(path: Path) -> None:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    assert notebook["nbformat"] == 4
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert code
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)
    assert path.stem[:2].isdigit()


def test_there_are_notebooks_for_the_day_and_for_the_models() -> None:
    assert [path.stem[:2] for path in NOTEBOOKS][:2] == ["01", "02"]
