"""Fixtures that several areas share: a fresh migrated database, the data beside the checkout."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session, sessionmaker

from pipeline.store.session import open_engine, open_sessions, upgrade


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[sa.Engine]:
    """Return an engine on a fresh SQLite database brought to the newest schema by the migrations."""
    engine = open_engine(f"sqlite:///{tmp_path / 'test.db'}")
    upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def sessions(engine: sa.Engine) -> sessionmaker[Session]:
    """Return the session factory of a fresh database."""
    return open_sessions(engine)


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of outside material; skip where it is missing, as it never ships."""
    folder = Path(os.environ.get("CAICHINH_SHARED", Path(__file__).resolve().parents[2] / "shared"))
    if not folder.is_dir():
        pytest.skip("outside material is not beside the checkout (CAICHINH_SHARED)")
    return folder
