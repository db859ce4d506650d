"""What a command found is told by the status of the process, for scripts that call it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline import cli


@pytest.mark.parametrize(
    ("arguments", "status"), [(["why", "no-address"], 1), (["--version"], 0), (["no-such-command"], 2)]
)
def test_the_status_of_a_command_is_the_status_of_the_process(
    arguments: list[str], status: int, tmp_path: Path, migrated: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAICHINH_HOME", str(tmp_path))
    shutil.copy(migrated, tmp_path / "caichinh.db")
    monkeypatch.setattr("sys.argv", ["caichinh", *arguments])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == status
