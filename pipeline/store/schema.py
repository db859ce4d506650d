"""All tables together: whoever wants the whole schema (migrations, backup) asks here, so that none is missed."""

from __future__ import annotations

from pipeline.store import (
    access_tables,
    authority_tables,
    desk_tables,
    flag_tables,
    ingest_tables,
    letters_tables,
    retention_tables,
)
from pipeline.store.tables import Base

METADATA = Base.metadata
MODULES = (
    access_tables,
    authority_tables,
    desk_tables,
    flag_tables,
    ingest_tables,
    letters_tables,
    retention_tables,
)
"""Modules that declare tables beside `tables`; loading them is what puts their tables into `METADATA`."""
