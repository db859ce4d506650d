"""Run `caichinh flag` on articles with planted conflicts and print every bar.

Usage: `python tests/bench/score_flags.py FOLDER [NAME [FOLDER NAME ...]]`. FOLDER holds `facts.csv` and `NAME.jsonl` (default `dev`),
an article a line with its truth under `gold`, which the command is not given; those in `tests/flag/unseen` are such folders
(docs/decisions/0052). Several are flagged one by one and counted together. Whether a conflict is found is counted by (article, fact), where the author names a second fact that
tells it as well by either; a flag of any other pair is false.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.domain.records import SAID

REGISTER = frozenset({"F-1", "F-2", "F-4", "F-9", "E-1"})
WHOLE = {
    "F-5": "no_agency_voice",
    "F-6": "anonymous_only",
    "F-8": "headline_mismatch",
    "F-10": "accusation_before_verdict",
}
Row = Mapping[str, Any]


def flagged(rows: Sequence[Row], facts: Path) -> list[Row]:
    """Return the answer of the command, an article a line in the order given, without the truth in its input."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        told = ({key: value for key, value in row.items() if key != "gold"} for row in rows)
        path.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in told), encoding="utf-8")
        command = [Path(sys.executable).with_name("caichinh"), "flag", path, "--facts", facts]
        answer = subprocess.run(command, check=True, capture_output=True, text=True)
    return [json.loads(line) for line in answer.stdout.splitlines()]


def said(item: Row, signals: frozenset[str]) -> list[Row]:
    """Return the flags of an article that are sure enough to be shown."""
    return [one for one in item["flags"] if one["signal"] in signals and one["score"] >= SAID]


def against_register(rows: Sequence[Row], items: Sequence[Row]) -> None:
    hits = false = planted = clean = clean_flagged = 0
    mentions, told = defaultdict[str, int](int), defaultdict[str, int](int)
    for row, item in zip(rows, items, strict=True):
        flags = said(item, REGISTER)
        wanted = {one["fact_id"] for one in row["gold"]["conflicts"]}
        same = {
            other: one["fact_id"] for one in row["gold"]["conflicts"] for other in one.get("alt_fact_ids", ())
        }
        got = {same.get(one["fact_id"], one["fact_id"]) for one in flags}
        planted, hits, false = planted + len(wanted), hits + len(wanted & got), false + len(got - wanted)
        if not wanted:
            clean, clean_flagged = clean + 1, clean_flagged + bool(got)
        pairs = {(one["fact_id"], one["sentence"]) for one in flags}
        for kind in ("consistent", "distractors"):
            mentions[kind] += len(row["gold"][kind])
            told[kind] += sum((one["fact_id"], one["sentence"]) in pairs for one in row["gold"][kind])
    line("planted conflicts: recall", hits, planted, ">= .85")
    line("planted conflicts: precision", hits, hits + false, ">= .90")
    line("articles without conflict flagged", clean_flagged, clean, "<= .05")
    line("consistent mentions flagged", told["consistent"], mentions["consistent"], "<= .03")
    line("near misses flagged", told["distractors"], mentions["distractors"], "<= .03")


def whole_articles(rows: Sequence[Row], items: Sequence[Row]) -> None:
    for signal, key in WHOLE.items():
        pairs = [
            (bool(row["gold"][key]), bool(said(item, frozenset({signal}))))
            for row, item in zip(rows, items, strict=True)
        ]
        hits, wrong = pairs.count((True, True)), pairs.count((True, False)) + pairs.count((False, True))
        line(f"{signal}: F1", 2 * hits, 2 * hits + wrong, ">= .75")


def syndicated(rows: Sequence[Row], items: Sequence[Row]) -> None:
    """Count groups of copies in which one outlet differs in a figure or a day: X-1 on that article and no other."""
    odd = [
        row["gold"].get(
            "x1",
            bool(row["gold"]["group"])
            and any(one["signal"] in {"F-1", "E-1"} for one in row["gold"]["conflicts"]),
        )
        for row in rows
    ]
    got = [bool(said(item, frozenset({"X-1"}))) for item in items]
    pairs = list(zip(odd, got, strict=True))
    line("X-1: planted found", pairs.count((True, True)), sum(odd), "all")
    line("X-1: invented", pairs.count((False, True)), len(pairs) - sum(odd), "none")


def line(what: str, part: int, whole: int, bar: str) -> None:
    print(f"{what:36} {part / whole if whole else float('nan'):7.3f}  {part:4} of {whole:4}  {bar}")


def main() -> None:
    given = [*sys.argv[1:], "dev"] if len(sys.argv) == 2 else sys.argv[1:]
    rows: list[Row] = []
    items: list[Row] = []
    for folder, name in zip(map(Path, given[::2]), given[1::2], strict=True):
        some = [
            json.loads(text) for text in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        ]
        rows.extend(some)
        items.extend(flagged(some, folder / "facts.csv"))
    against_register(rows, items)
    whole_articles(rows, items)
    syndicated(rows, items)


if __name__ == "__main__":
    main()
