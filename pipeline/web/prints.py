"""What a printed list or case is known by: a hash of its content, printed on it.

Printing the same list or case again, unchanged, gives the same code; the audit root beside it tells when it stood so.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from flask import Flask

from pipeline.domain.records import ContestedPassage
from pipeline.store.desk_tables import EvidenceFileRow
from pipeline.store.tables import AuditRow, CaseRow

if TYPE_CHECKING:
    from pipeline.store.desk import Version
    from pipeline.web.queue import Shown


def code(content: Any) -> str:  # noqa: ANN401  anything that JSON holds, times as ISO 8601
    """Return the SHA-256 of `content` as canonical JSON, in hexadecimal."""
    written = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(written.encode()).hexdigest()


def list_code(rows: Iterable[Shown]) -> str:
    """Return the code of a printed list: its cases in order, each with what its row says."""
    return code(
        [
            [
                row.line.case_id,
                row.line.lock,
                row.line.agency_id,
                row.line.state,
                row.line.reason,
                row.line.title,
                row.line.outlet_id,
                row.line.published_at,
                row.quote,
                row.line.copies,
                row.due.text if row.due else None,
                row.line.until,
            ]
            for row in rows
        ]
    )


def case_code(
    case: CaseRow,
    text: Version,
    marked: Iterable[ContestedPassage],
    files: Iterable[EvidenceFileRow],
    events: Sequence[AuditRow],
) -> str:
    """Return the code of a printed case: the text shown, its evidence by hash, and all that was done so far."""
    return code(
        [
            [case.id, case.agency_id, case.state, case.verdict, case.decided_at, case.reason, case.note],
            [text.article.url, text.number, text.capture.sha256],
            [
                [
                    passage.quote,
                    passage.problem,
                    [(one.statement, one.source_doc) for one in passage.evidence],
                ]
                for passage in marked
            ],
            [(file.name, file.sha256) for file in files],
            [event.hash for event in events],
        ]
    )


def init(app: Flask) -> None:
    """Let the templates print the codes."""
    app.jinja_env.globals.update(list_code=list_code, case_code=case_code)
