from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from pipeline.config import REPOSITORY

NOTEBOOKS = sorted((REPOSITORY / "notebooks").glob("*.ipynb"))
SMALLER = {"02_models": "from models import learning\nlearning.TREES = 8"}
"""What is run first here: forests as in the tests of training, whose height no notebook asserts."""


@pytest.mark.filterwarnings("ignore")  # the kernel's own, of libraries we do not call
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_from_top_to_bottom(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    if path.stem in SMALLER:
        notebook.cells.insert(0, nbformat.v4.new_code_cell(SMALLER[path.stem]))
    NotebookClient(notebook, timeout=200, resources={"metadata": {"path": str(REPOSITORY)}}).execute()


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_outputs(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    assert all(not cell.get("outputs") and cell.get("execution_count") is None for cell in notebook.cells)
    assert path.stem[:2].isdigit()


def test_there_are_notebooks_for_the_day_and_for_the_models() -> None:
    assert [path.stem[:2] for path in NOTEBOOKS][:2] == ["01", "02"]
