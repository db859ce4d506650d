"""What a day leaves behind, by natural keys: for days that were disturbed and must end like others."""

from __future__ import annotations

import sqlalchemy as sa

from pipeline.config import Settings
from pipeline.store import audit
from pipeline.store.archive import Archive
from pipeline.store.session import open_engine, open_sessions
from pipeline.store.tables import ArticleRow, CaptureRow, CaseRow, EntryRow, TaggingRow, VersionRow

_QUERIES = {
    "entries": sa.select(EntryRow.article_id, EntryRow.title, EntryRow.failure),
    "captures": sa.select(CaptureRow.url, CaptureRow.status, CaptureRow.sha256).distinct(),
    "versions": sa.select(VersionRow.article_id, VersionRow.number, VersionRow.text_sha256),
    "groups": sa.select(ArticleRow.id, ArticleRow.group_id, ArticleRow.event_id),
    "tags": sa.select(TaggingRow.article_id, TaggingRow.priority, TaggingRow.flags_said),
    "cases": sa.select(CaseRow.group_id, CaseRow.agency_id, CaseRow.state, CaseRow.reason),
}


def left_behind(settings: Settings) -> dict[str, list[str]]:
    """Return what the day left; the archive holds every capture, and the audit trail is whole."""
    engine, archive = open_engine(settings.database_url), Archive(settings.archive)
    with open_sessions(engine)() as session:
        assert audit.first_broken(session) is None
        for digest in session.scalars(sa.select(CaptureRow.sha256)):
            archive.get(digest)
        left = {
            name: sorted(str(tuple(row)) for row in session.execute(query))
            for name, query in _QUERIES.items()
        }
    engine.dispose()
    return left
