"""The whole pipeline against its own parts, against naive defaults, and on two processes: ratios in one run.

    python tests/bench/bench_pipeline.py [PAGES]     (200)

Pages are invented (newsday.py), read from the archive and kept in SQLite; fetching is left out. CPU is that of this
process, each round all candidates in turn, medians of the rounds. The naive pipeline is trafilatura's bare_extraction
with metadata and underthesea's word_tokenize, pos_tag, ner, sentiment and classify, each with its defaults, as many would
join them; what cannot run here (a model that is not on the machine) is named and left out, in our disfavour.
"""

from __future__ import annotations

import contextlib
import io
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

import trafilatura
import underthesea
from bench_scale import Watch, _warm
from newsday import NOW, pages, prepare
from threadpoolctl import threadpool_limits

from pipeline.domain.records import Article
from pipeline.extract import extract
from pipeline.flag import flag
from pipeline.flow import group_articles, read_pages, tag_and_flag
from pipeline.group import group
from pipeline.house import House, open_house

ROUNDS = 3
NAIVE_PAGES = 8
"""Naive recognition of names takes more than a second an article."""
STEPS = ("word_tokenize", "pos_tag", "ner", "sentiment", "classify")


def main() -> None:
    """Print the table."""
    warnings.simplefilter("ignore")
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    given = list(pages(count))
    size = statistics.mean(len(page) for _outlet, _entry, page in given) / 1024
    print(f"{count} pages of {size:.0f} KB, {ROUNDS} rounds, milliseconds of CPU per article, one core\n")
    with tempfile.TemporaryDirectory(prefix="caichinh-pipeline-") as folder, threadpool_limits(1):
        home = Path(folder)
        open_house(prepare(home / "warm", 8)).tagger.tag([], today=NOW.date())
        whole, bare = [], []
        for number in range(ROUNDS):
            house = open_house(prepare(home / f"whole-{number}", count))
            whole.append(cost(lambda house=house: day(house), count))
            bare.append(
                cost(lambda house=house: calls(house, [page for _o, _e, page in given], given), count)
            )
        ours, parts = statistics.median(whole), statistics.median(bare)
        naive = naive_cost(given[:NAIVE_PAGES])
        print(f"{'pipeline, from archive to queue':42}{ours:9.1f}")
        print(f"{'bare calls of the stages':42}{parts:9.1f}")
        print(
            f"{'naive defaults':42}{sum(naive.values()):9.1f}   "
            + ", ".join(f"{k} {v:.0f}" for k, v in naive.items())
        )
        print(f"\n{'orchestration over the bare calls':42}{100 * (ours / parts - 1):8.1f}%   (bar: 10 %)")
        print(f"{'pipeline to naive defaults':42}{ours / sum(naive.values()):9.3f}   (bar: 0.35)")
        processes(home, count)


def cost(work: Callable[[], object], count: int) -> float:
    """Return milliseconds of CPU of this process per article."""
    begun = time.process_time()
    work()
    return 1000 * (time.process_time() - begun) / count


def day(house: House) -> None:
    """Read, group, tag and flag all that waits."""
    read_pages(house)
    group_articles(house)
    tag_and_flag(house, NOW)
    house.sessions.kw["bind"].dispose()


def calls(house: House, bodies: list[bytes], given: list) -> list:  # type: ignore[type-arg]
    """Call the stages one after the other on the same pages, with nothing between them."""
    articles: list[Article] = [
        extract(body, url=entry.url, outlet="Báo", feed_entry=entry)
        for body, (_outlet, entry, _page) in zip(bodies, given, strict=True)
    ]
    groups = group(articles, known=())
    tagged = house.tagger.tag(articles, today=NOW.date())
    return flag(
        tagged,
        facts=house.facts,
        agencies=house.agencies,
        places=house.places,
        groups=groups,
        today=NOW.date(),
    )


def naive_cost(given: list) -> dict[str, float]:  # type: ignore[type-arg]
    """Return milliseconds of CPU per article of each naive step that runs here."""
    found = {}
    texts = []

    def read() -> None:
        for _outlet, entry, page in given:
            document = trafilatura.bare_extraction(page, url=entry.url, with_metadata=True)
            texts.append((document.text if document else "") or entry.summary)

    found["trafilatura"] = cost(read, len(given))
    for name in STEPS:
        step = getattr(underthesea, name, None)
        try:
            with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
                step("Sở Y tế tỉnh Quảng Ngãi.")  # loads its model
                found[name] = cost(lambda step=step: [step(text) for text in texts], len(given))
        except (Exception, SystemExit) as error:  # noqa: BLE001  a model that is missing here is named
            print(f"left out: underthesea.{name} ({type(error).__name__})")
    return found


def processes(home: Path, count: int) -> None:
    """Print wall time and memory of one worker process beside two."""
    taken: dict[int, list[float]] = {1: [], 2: []}
    peak = 0.0
    for number in range(ROUNDS):
        for workers in (1, 2):
            house = open_house(prepare(home / f"{workers}-{number}", count))
            with ProcessPoolExecutor(workers) as pool:
                list(pool.map(_warm, range(4 * workers)))
                with Watch() as watch:
                    begun = time.monotonic()
                    day(replace(house, executor=pool))
                    taken[workers].append(time.monotonic() - begun)
            peak = max(peak, watch.peak_mb) if workers == 2 else peak
    one, two = statistics.median(taken[1]), statistics.median(taken[2])
    print(
        f"{'two processes to one (wall)':42}{one / two:8.2f}x   (bar: 1.8; {count / one:.1f} and {count / two:.1f} articles/s)"
    )
    print(f"{'memory with two workers, MB (PSS)':42}{peak:9.0f}   (bar: 600)")
    for name, articles, bar in (("province day", 5_000, 5), ("nation day", 100_000, 60)):
        print(
            f"{name + f' of {articles:,}, extrapolated, minutes':42}{articles * two / count / 60:9.1f}   (bar: {bar})"
        )


if __name__ == "__main__":
    main()
