"""A line of the log is one line, whoever wrote the words in it: a newspaper, a mail server, a visitor, a colleague."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator

import pytest
import structlog
from _pytest.logging import LogCaptureHandler
from flask import Flask

from pipeline import logs
from pipeline.logs import line

INJECTED = {
    "newline": 'Giá dừa\n{"event": "stage ended"}',
    "carriage return": "Giá dừa\rđã xóa",
    "line separator": "Giá dừa\u2028{}\u2029{}\u0085{}\x0b\x0c\x1c\x1e",
    "terminal colour": "\x1b[31mGiá dừa\x1b[0m",
    "terminal title": "\x1b]0;chiếm tiêu đề\x07",
    "eight-bit escape": "\x9b2J\x90q",
    "backspaces": "an toàn\b\b\b\b\b\bnguy hiểm",
    "right to left": "hóa đơn \u202efdp.exe\u2066\u200f",
    "format string": "%s %n %(password)s {0.__class__} {settings.secret_key}",
    "nul": "a\x00b",
    "lone surrogate": "a\ud800b",
    "end of JSON": '"}\n{"level": "critical"',
    "long": "x" * 1_000_000,
}


@pytest.fixture
def log(capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[[], list[dict[str, object]]]]:
    """Set the log up and return what reads the lines written since the last look."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    logs.set_up()

    def read() -> list[dict[str, object]]:
        written = capsys.readouterr().err
        for handler in root.handlers:
            if isinstance(handler, LogCaptureHandler):
                handler.reset()  # its text goes with the result of the test, which cannot carry lone surrogates
        assert all(sign == "\n" or sign.isprintable() for sign in written)
        assert written.isascii() or all(ord(sign) not in range(0x7F, 0xA0) for sign in written)
        return [json.loads(one) for one in written.splitlines()]

    yield read
    structlog.reset_defaults()
    root.handlers, root.level = handlers, level


@pytest.mark.parametrize("words", INJECTED.values(), ids=list(INJECTED))
@pytest.mark.parametrize("place", ["title", "url", "login", "mail"])
def test_no_word_begins_a_line_of_its_own(
    log: Callable[[], list[dict[str, object]]], words: str, place: str
) -> None:
    given = {
        "title": words,
        "url": f"https://bao.example/{words}",
        "login": words,
        "mail": f"550 5.1.1 <{words}>: rejected",
    }[place]
    with structlog.contextvars.bound_contextvars(run=7):
        structlog.get_logger().warning("digest refused", **{place: given})
        logging.getLogger("flask").error("Exception on %s", given)
    first, second = log()
    assert first["run"] == second["run"] == 7
    assert first["event"] == "digest refused"
    assert first[place] == given[: logs.LONGEST]
    assert str(second["event"]).startswith("Exception on ")


def test_a_crash_of_a_page_is_one_line_with_its_traceback(
    log: Callable[[], list[dict[str, object]]],
) -> None:
    app = Flask("crashes")

    @app.get("/<words>")
    def crash(words: str) -> str:
        raise ValueError(words)

    app.test_client().get("/a%0A%7B%22event%22:%20%22stage%20ended%22%7D%1B%5B31m")
    (only,) = log()
    assert "Traceback" in str(only["exception"])
    assert only["level"] == "error"


def test_a_name_of_a_value_is_no_way_in_either() -> None:
    told = line({"event": "x", "a\nb\x1b": 1})
    assert told.isprintable()
    assert json.loads(told) == {"event": "x", "a\nb\x1b": 1}
