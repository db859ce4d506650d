"""The log: one JSON object a line on standard error, whatever a newspaper, a mail server or a visitor puts into it.

Every line of a daily run bears the number of the run (`run`). Libraries that log through the standard library come
out the same way. On a terminal, where progress bars stand, only warnings are told.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import traceback
from datetime import UTC, datetime
from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger

_UNSEEN = re.compile(
    "[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb]"
)
"""What JSON lets stand though a terminal obeys it, a viewer breaks lines at it, or a reader is misled by it."""
LONGEST = 4000
"""Characters of one value; a page that comes as an error message shall not fill the disk."""


def line(event: EventDict) -> str:
    """Return an event as one line of JSON without any character that is not seen."""
    values = {str(name)[:LONGEST]: _short(value) for name, value in event.items()}
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(values, ensure_ascii=False))


def _short(value: object) -> object:
    if isinstance(value, bool | int | float) or value is None:
        return value
    return str(value)[:LONGEST]


def set_up() -> None:
    """Let structlog and the standard library write lines of JSON to standard error."""
    level = logging.WARNING if sys.stderr.isatty() else logging.INFO
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.format_exc_info,
            _stamped,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=lambda *_args: _StandardError(),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(handlers=[_Lines()], level=logging.WARNING, force=True)
    # The server warns of each request that waits its turn: thousands of lines in a busy minute.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)


class _StandardError:
    """Writes to what standard error is now; tests and services exchange it."""

    def msg(self, text: str) -> None:
        sys.stderr.write(text + "\n")

    debug = info = warning = error = critical = msg


def _stamped(_logger: WrappedLogger, _method: str, event: EventDict) -> str:
    return line({"at": datetime.now(UTC).isoformat(timespec="milliseconds"), **event})


class _Lines(logging.Handler):
    """Records of the standard library, as lines."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record; its traceback is a value of the line."""
        event: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            **structlog.contextvars.get_contextvars(),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
        }
        if record.exc_info:
            event["exception"] = "".join(traceback.format_exception(*record.exc_info))
        sys.stderr.write(line(event) + "\n")
