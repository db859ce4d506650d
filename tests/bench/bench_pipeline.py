"""The whole pipeline against its own parts, against naive defaults, and on two processes: ratios in one run.

    python tests/bench/bench_pipeline.py [PAGES]     (200)

Pages are invented (newsday.py), read from the archive and kept in SQLite; fetching is left out. CPU is that of this
process; each round runs all candidates in turn, the order changing, and of each stage its best round counts, for what else
the machine does only adds. One round before the first is not counted: it fills the caches that both share.

Counted as the bare calls: `extract`, `group`, `Tagger.tag`, `inform` and `flag`, on the same pages with the same models,
registers and batches as in the pipeline, from pages in memory to records in memory. Counted as the pipeline: the same, and
reading and checking the archive, reading and writing the database, opening cases with their clocks, full text and audit.

What the pipeline adds depends on how many articles open a case, so that share is printed. The bar is for a day of which one
text in five concerns the provinces (newsday.CONCERNED); beside it stands a day that concerns nobody else.

The naive pipeline is trafilatura's bare_extraction with metadata and underthesea's word_tokenize, pos_tag, ner, sentiment
and classify, each with its defaults, as many would join them; what cannot run here (a model that is not on the machine) is
named and left out, in our disfavour.
"""

from __future__ import annotations

import contextlib
import gc
import io
import os
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from pathlib import Path

import psutil
import sqlalchemy as sa
import trafilatura
from bench_scale import Watch
from newsday import CONCERNED, NOW, pages, prepare
from table import key
from threadpoolctl import threadpool_limits

from pipeline.cli.day import open_executor
from pipeline.domain.records import Article
from pipeline.extract import extract
from pipeline.flag import flag
from pipeline.flow import BATCH, group_articles, read_pages, tag_and_flag
from pipeline.group import group
from pipeline.house import House, open_house
from pipeline.store import articles
from pipeline.store.tables import CaseRow
from pipeline.tag.together import inform

ROUNDS = 6
STAGES = ("read", "group", "tag and flag")
PAGES, PAIRS = 1000, 5
"""For the comparison of one process with two: enough that no worker waits long for the other at the end."""
NAIVE_PAGES = 8
"""Naive recognition of names takes more than a second an article."""
STEPS = ("word_tokenize", "pos_tag", "ner", "sentiment", "classify")


Laps = dict[str, float]
"""Milliseconds of CPU per article, by stage."""


def main() -> None:
    """Print the table."""
    warnings.simplefilter("ignore")
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    given = list(pages(count))
    size = statistics.mean(len(page) for _outlet, _entry, page in given) / 1024
    print(f"{count} pages of {size:.0f} KB, {ROUNDS} rounds, milliseconds of CPU per article, one core\n")
    with tempfile.TemporaryDirectory(prefix="caichinh-pipeline-") as folder, threadpool_limits(1):
        home = Path(folder)
        for concerned in (CONCERNED, 1):
            # In a process of its own: what other runs have left in memory would count for this one.
            alone = get_context("spawn").Process(target=processes, args=(home, concerned))
            alone.start()
            alone.join()
        ours = against_parts(home, count, CONCERNED)
        against_parts(home, count, 1)
        naive = naive_cost(given[:NAIVE_PAGES])
    print(
        f"\n{'naive defaults':42}{sum(naive.values()):9.1f}   "
        + ", ".join(f"{k} {v:.0f}" for k, v in naive.items())
    )
    key("pipeline to naive defaults", f"{ours / sum(naive.values()):.3f}", "0.35")


def against_parts(home: Path, count: int, concerned: int) -> float:
    """Print the pipeline beside the bare calls for a day; return what an article costs the pipeline."""
    given = list(pages(count, concerned))
    rounds: dict[str, list[Laps]] = {"pipeline": [], "bare": []}
    for number in range(ROUNDS + 1):
        house = open_house(prepare(home / f"parts-{concerned}-{number}", count, concerned=concerned))
        runs = [
            ("pipeline", lambda house=house: day(house)),
            ("bare", lambda house=house: calls(house, given)),
        ]
        for name, work in runs if number % 2 else reversed(runs):
            gc.collect()
            rounds[name].append(work())
        with house.sessions() as session:
            opened = session.scalar(sa.select(sa.func.count(sa.distinct(CaseRow.article_id))))
        house.sessions.kw["bind"].dispose()
    whole, bare = (
        {stage: min(laps[stage] for laps in rounds[name][1:]) for stage in STAGES} for name in rounds
    )
    ours, parts = sum(whole.values()), sum(bare.values())
    told = f"1 text in {concerned} ours, {opened} articles with a case"
    print(f"\n{told:42}{'pipeline':>9}{'bare':>9}")
    for stage in STAGES:
        print(f"{stage:42}{whole[stage]:9.2f}{bare[stage]:9.2f}")
    print(f"{'together':42}{ours:9.2f}{parts:9.2f}")
    key(
        f"orchestration over the bare calls, 1 text in {concerned} ours",
        f"{100 * (ours / parts - 1):.1f} %",
        "10 %" if concerned == CONCERNED else "",
    )
    return ours


def cost(work: Callable[[], object], count: int) -> float:
    """Return milliseconds of CPU of this process per article."""
    begun = time.process_time()
    work()
    return 1000 * (time.process_time() - begun) / count


def day(house: House) -> Laps:
    """Read, group, tag and flag all that waits."""
    with house.sessions() as session:
        count = len(articles.awaiting_extraction(session))
    stages = (lambda: read_pages(house), lambda: group_articles(house), lambda: tag_and_flag(house, NOW))
    return {name: cost(stage, count) for name, stage in zip(STAGES, stages, strict=True)}


def calls(house: House, given: list) -> Laps:  # type: ignore[type-arg]
    """Call the stages one after the other on the same pages, with nothing between them."""
    articles: list[Article] = []
    groups: dict[str, tuple[str, str]] = {}

    def read() -> None:
        articles.extend(
            extract(body, url=entry.url, outlet=house.sources.outlet(outlet).name, feed_entry=entry)
            for outlet, entry, body in given
        )

    def join() -> None:
        groups.update(group(articles, known=()))

    def judge() -> None:
        for start in range(0, len(articles), BATCH):
            some = articles[start : start + BATCH]
            ids = {article.id: groups[article.id] for article in some}
            events = {key: event for key, (_group, event) in ids.items()}
            tagged = inform(house.tagger.tag(some, today=NOW.date()), events, {})
            flag(
                tagged,
                facts=house.facts,
                agencies=house.agencies,
                places=house.places,
                groups=ids,
                today=NOW.date(),
            )

    return {name: cost(stage, len(given)) for name, stage in zip(STAGES, (read, join, judge), strict=True)}


def naive_cost(given: list) -> dict[str, float]:  # type: ignore[type-arg]
    """Return milliseconds of CPU per article of each naive step that runs here."""
    import underthesea  # noqa: PLC0415  its memory is not to be counted as ours

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


def processes(home: Path, concerned: int) -> None:
    """Print for a day wall time and memory of the job alone (`--workers 1`) beside two workers, from pages to cases.

    Memory is seen in a run of its own, the first, for a day's job begins with an empty process: to look at all that
    three processes share costs time that the two cores do not have to spare.
    """
    with at_work(home / f"{concerned}-seen", concerned, 2) as house, Watch() as watch:
        day(house)
    taken: dict[int, list[float]] = {1: [], 2: []}
    spent: dict[int, list[float]] = {1: [], 2: []}
    for number in range(PAIRS):
        for workers in (2, 1):
            with at_work(home / f"{concerned}-{workers}-{number}", concerned, workers) as house:
                begun, before = time.monotonic(), cpu_of_all()
                day(house)
                taken[workers].append(time.monotonic() - begun)
                spent[workers].append(cpu_of_all() - before)
    one, two = statistics.median(taken[1]), statistics.median(taken[2])
    ratio = statistics.median(alone / both for alone, both in zip(taken[1], taken[2], strict=True))
    print(
        f"\n{PAGES:,} pages, 1 text in {concerned} ours, {PAIRS} pairs; load of the machine {os.getloadavg()[0]:.1f}, which times below include"
    )
    print(f"{PAGES / one:.1f} articles/s without workers, {PAGES / two:.1f} with two")
    key(f"two workers to none (wall), 1 text in {concerned} ours", f"{ratio:.2f} x", "1.8")
    more = statistics.median(both / alone for alone, both in zip(spent[1], spent[2], strict=True))
    print(f"{'CPU of all processes, two workers to none':42}{more:8.2f}x")
    key("memory with two workers (PSS)", f"{watch.peak_mb:.0f} MB", "600 MB")
    for name, count, bar in (("province day", 5_000, 5), ("nation day", 100_000, 60)):
        key(f"{name} of {count:,}, extrapolated", f"{count * two / PAGES / 60:.1f} min", f"{bar} min")


@contextlib.contextmanager
def at_work(home: Path, concerned: int, workers: int) -> Iterator[House]:
    """Yield a house with a day's pages that wait, and its workers."""
    settings = prepare(home, PAGES, concerned=concerned)
    gc.collect()
    with open_executor(workers, None) as executor:
        house = open_house(settings, executor=executor)
        yield house
        house.sessions.kw["bind"].dispose()


def cpu_of_all() -> float:
    """Return the seconds of CPU that this process and its living descendants have had."""
    me = psutil.Process()
    return sum(sum(process.cpu_times()[:2]) for process in (me, *me.children(recursive=True)))


if __name__ == "__main__":
    main()
