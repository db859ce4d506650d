"""The house keeps its own rules: text, names, lock file, size."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from pathlib import Path

import pytest

from pipeline.config import REPOSITORY

TEXT = {
    ".py",
    ".md",
    ".yaml",
    ".yml",
    ".csv",
    ".toml",
    ".txt",
    ".html",
    ".jinja",
    ".css",
    ".js",
    ".json",
    ".ipynb",
}


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=REPOSITORY, capture_output=True, text=True, check=False
    ).stdout
    return [REPOSITORY / name for name in listed.split("\n") if name]


FILES = [path for path in tracked() if path.suffix in TEXT and path.exists()]


@pytest.mark.skipif(not FILES, reason="this is no git checkout")
def test_every_text_is_nfc_in_utf8() -> None:
    wrong = [path for path in FILES if not unicodedata.is_normalized("NFC", path.read_text(encoding="utf-8"))]
    assert wrong == []


def test_the_lock_file_is_hashed_and_names_no_address() -> None:
    lock = (REPOSITORY / "requirements.txt").read_text(encoding="utf-8")
    assert "://" not in lock
    assert all("--hash=sha256:" in block for block in re.split(r"\n(?=\S)", lock.strip()) if "==" in block)


@pytest.mark.skipif(not FILES, reason="this is no git checkout")
def test_no_machine_path_stands_in_a_file() -> None:
    pattern = re.compile(r"(?<![\w.])/(?:home|root|work|tmp/\w)[/\w]")
    allowed = {"requirements.txt"}
    found = [
        f"{path.relative_to(REPOSITORY)}: {match.group()}"
        for path in FILES
        if path.name not in allowed and path.suffix in {".py", ".md", ".yaml", ".toml", ".ipynb"}
        for match in pattern.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_stages_stay_apart() -> None:
    from importlinter.cli import lint_imports  # noqa: PLC0415  slow to load, only this test wants it

    assert lint_imports(config_filename=str(REPOSITORY / "pyproject.toml"), no_cache=True) == 0
