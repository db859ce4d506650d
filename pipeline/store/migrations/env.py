"""Alembic's entry: runs migrations on the connection that `store.session.upgrade` hands over."""

from __future__ import annotations

from typing import Literal

import sqlalchemy as sa
from alembic import context
from alembic.autogenerate.api import AutogenContext

from pipeline.store import flag_tables  # noqa: F401  its tables belong to the metadata
from pipeline.store.tables import Base, UtcDateTime


def render_item(kind: str, item: object, _context: AutogenContext) -> str | Literal[False]:
    """Write our own types as SQLAlchemy's, so that a migration never imports the house."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime()"
    if kind == "type" and isinstance(item, sa.Enum):
        return "sa.String(length=32)"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    render_item=render_item,
    compare_type=False,
)
with context.begin_transaction():
    context.run_migrations()
