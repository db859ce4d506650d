"""Two thousand letters over all fields: none may deviate from the official layout. Prints one line; status 1 if any does."""

from __future__ import annotations

import importlib.util
import sys
import time
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings

from pipeline.letter import compose, render
from pipeline.office import check

LETTERS = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
_spec = importlib.util.spec_from_file_location(
    "letters_strategies", Path(__file__).parent.parent / "letter" / "letters.py"
)
assert _spec
assert _spec.loader
letters = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(letters)
found: list[str] = []
made = 0


@settings(
    max_examples=LETTERS,
    deadline=None,
    database=None,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
@given(request=letters.requests(), issued=letters.ISSUED)
def every_letter(request: object, issued: tuple[int, object] | None) -> None:
    global made  # noqa: PLW0603  a script that counts
    made += 1
    letter = compose(request)
    number, on = (f"{issued[0]:02}/{request.symbol}", issued[1]) if issued else ("", None)
    found.extend(str(deviation) for deviation in check(render(letter, number=number, issued_on=on)))


started = time.process_time()
every_letter()
print(f"{made} letters generated, {len(found)} deviations, {time.process_time() - started:.0f} s CPU")
for text in dict.fromkeys(found):
    print(text)
sys.exit(bool(found))
