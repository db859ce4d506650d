"""500 letters for 500 outlets: time per letter and memory, beside the bare library calls that cannot be avoided."""

from __future__ import annotations

import importlib.util
import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
from table import key

from pipeline.letter import compose, render
from pipeline.office import check

LETTERS = 500
_spec = importlib.util.spec_from_file_location(
    "letters_conftest", Path(__file__).parent.parent / "letter" / "conftest.py"
)
assert _spec
assert _spec.loader
made = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(made)


def bare(content: bytes) -> None:
    """Open and save the finished document: the least that any program does that writes a DOCX."""
    docx.Document(BytesIO(content)).save(BytesIO())


def timed(name: str, step: Callable[[int], object]) -> float:
    times = []
    for number in range(LETTERS):
        started = time.process_time()
        step(number)
        times.append(time.process_time() - started)
    middle = statistics.median(times) * 1000
    print(f"{name:<44}{middle:>10.2f}{sum(times):>10.1f}")
    return middle


def memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


plain = made.make_request()
requests = [
    replace(
        plain, work=replace(plain.work, outlet=f"Báo số {number}", outlet_address=f"Báo điện tử số {number}")
    )
    for number in range(LETTERS)
]
contents = [render(compose(requests[0]))]
before = memory()
print(f"{LETTERS} letters for {LETTERS} outlets{'ms median':>29}{'s in all':>10}")
baseline = timed("open and save one (python-docx alone)", lambda _number: bare(contents[0]))
timed("words", lambda number: compose(requests[number]))
letter = timed("words and DOCX", lambda number: render(compose(requests[number])))
timed("check against the decree", lambda _number: check(contents[0]))
key("a letter to python-docx alone", f"{letter / baseline:.1f} x")
key(f"memory, {memory() - before:.0f} MB more than before the first of {LETTERS}", f"{memory():.0f} MB")
