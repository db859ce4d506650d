"""`make bench`: all benches one after the other, then the figures that have a bar in one table.

    python tests/bench/table.py [AREA]      (letters, desk, ...; all)

Each bench prints its own tables; what `key` prints of them is told again at the end. Status 1 when a bench ends with
another status than 0.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

MARK = "* "


def key(what: str, figure: str, bar: str = "") -> None:
    """Print a figure that the table at the end repeats, and what is asked of it."""
    print(f"{MARK}{what:<82}{figure:>12}   {bar and f'bar {bar}'}".rstrip(), flush=True)


def main() -> None:
    """Run the benches, pass on what they print, print the table."""
    area = sys.argv[1] if len(sys.argv) > 1 else "*"
    kept, status = [], 0
    for path in sorted(Path(__file__).parent.glob(f"bench_{area}.py")):
        head = f"== {path.stem.removeprefix('bench_')}"
        print(head, flush=True)
        kept.append(head)
        with subprocess.Popen([sys.executable, path], stdout=subprocess.PIPE, text=True) as bench:
            assert bench.stdout
            for line in bench.stdout:
                print(line, end="", flush=True)
                kept += [line.rstrip()] if line.startswith(MARK) else []
        if bench.returncode:
            kept.append(f"{MARK}ended with status {bench.returncode}")
            status = 1
    print("\n" + "\n".join(kept))
    sys.exit(status)


if __name__ == "__main__":
    main()
