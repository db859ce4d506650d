"""Extraction side by side in one run: milliseconds of CPU a page and what is right, against public extractors.

The pages are those of the tests (invented texts in the markups of many systems); where the outside material lies
beside the checkout (CAICHINH_SHARED) its real pages with hand-made references are measured too. Words of the body
count as in its scorer. The others are installed with `pip install caichinh[bench]`; a missing one is named.

    python tests/bench/bench_extract.py
"""

from __future__ import annotations

import collections
import importlib
import importlib.util
import json
import os
import re
import statistics
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

from table import key

from pipeline.domain.text import clean_line
from pipeline.extract import extract

ROUNDS = 3
Reader = Callable[[bytes, str], tuple[str, str]]
"""Bytes and address of a page to (title, body)."""


@dataclass(frozen=True)
class Page:
    """A page with what is to be read from it; `body` holds the lead too, as most extractors count it as text."""

    html: bytes
    url: str
    title: str
    sapo: str
    body: str


@dataclass
class Figures:
    """What one extractor showed."""

    seconds: list[float] = field(default_factory=list)
    f1: list[float] = field(default_factory=list)
    titles: int = 0
    errors: int = 0


def main() -> None:
    """Print one table per set of pages."""
    warnings.simplefilter("ignore")
    readers = dict(_readers())
    for name, pages in _sets():
        print(f"\n{name}: {len(pages)} pages, {ROUNDS} interleaved rounds, CPU time of this process")
        _table(_measure(readers, pages), len(pages))


def _measure(readers: dict[str, Reader], pages: list[Page]) -> dict[str, Figures]:
    figures = {name: Figures() for name in readers}
    for number in range(ROUNDS):
        rounds = dict.fromkeys(readers, 0.0)
        for page in pages:
            for name, reader in readers.items():
                started = time.process_time()
                try:
                    title, body = reader(page.html, page.url)
                except Exception:  # noqa: BLE001  an extractor that fails on a page is counted, not fatal
                    title, body, failed = "", "", 1
                else:
                    failed = 0
                rounds[name] += time.process_time() - started
                if number == 0:
                    figures[name].errors += failed
                    figures[name].titles += clean_line(title) == page.title
                    figures[name].f1.append(_best_f1(body, page))
        for name, seconds in rounds.items():
            figures[name].seconds.append(seconds)
    return figures


def _table(figures: dict[str, Figures], pages: int) -> None:
    base = statistics.median(figures["trafilatura, default + metadata"].seconds)
    print(f"{'extractor':34} {'ms/page':>8} {'speed':>7} {'body F1':>8} {'title':>7} {'errors':>7}")
    for name, found in figures.items():
        seconds = statistics.median(found.seconds)
        print(
            f"{name:34} {1000 * seconds / pages:8.2f} {base / seconds:6.2f}x {statistics.mean(found.f1):8.3f} "
            f"{found.titles:>3}/{pages:<3} {found.errors:7}"
        )
    ours = figures["caichinh"]
    for name, found in figures.items():
        if name != "caichinh":
            ratio = statistics.median(ours.seconds) / statistics.median(found.seconds)
            quality = f"F1 {statistics.mean(ours.f1):.3f} to {statistics.mean(found.f1):.3f}"
            key(f"extraction to {name}, {pages} pages ({quality})", f"{ratio:.2f} of time")


def _best_f1(body: str, page: Page) -> float:
    """Return the F1 of the words; an extractor may count the lead as text or leave it out."""
    return max(_f1(body, page.body), _f1(body, f"{page.sapo}\n{page.body}"))


def _f1(got: str, wanted: str) -> float:
    one, other = (
        collections.Counter(re.findall(r"\w+", clean_line(text).casefold())) for text in (got, wanted)
    )
    common = sum((one & other).values())
    return 2 * common / (sum(one.values()) + sum(other.values())) if common else 0.0


def _readers() -> Iterator[tuple[str, Reader]]:
    yield "caichinh", _caichinh
    trafilatura = importlib.import_module("trafilatura")
    yield (
        "trafilatura, default + metadata",
        lambda html, url: _of_document(trafilatura.bare_extraction(html, url=url, with_metadata=True)),
    )
    yield (
        "trafilatura, fast + metadata",
        lambda html, url: _of_document(
            trafilatura.bare_extraction(html, url=url, with_metadata=True, fast=True, include_comments=False)
        ),
    )
    others: dict[str, tuple[str, Callable[[ModuleType], Reader]]] = {
        "newspaper4k": ("newspaper", _newspaper),
        "readability-lxml": ("readability", _readability),
        "goose3": ("goose3", _goose),
        "resiliparse": ("resiliparse.extract.html2text", _resiliparse),
    }
    for name, (module, make) in others.items():
        if _is_installed(module):
            yield name, make(importlib.import_module(module))
        else:
            print(f"{name}: not installed (pip install caichinh[bench])")


def _is_installed(module: str) -> bool:
    try:
        importlib.import_module(module)
    except ImportError:
        return False
    return True


def _caichinh(html: bytes, url: str) -> tuple[str, str]:
    article = extract(html, url=url)
    return article.title, article.body


def _of_document(document: object) -> tuple[str, str]:
    return getattr(document, "title", None) or "", getattr(document, "text", None) or ""


def _newspaper(module: ModuleType) -> Reader:
    def read(html: bytes, url: str) -> tuple[str, str]:
        article = module.Article(url, language="vi", fetch_images=False)
        article.download(input_html=html.decode("utf-8", "replace"))
        article.parse()
        return article.title, article.text

    return read


def _readability(module: ModuleType) -> Reader:
    html_parser = importlib.import_module("lxml.html")

    def read(html: bytes, url: str) -> tuple[str, str]:
        document = module.Document(html.decode("utf-8", "replace"), url=url)
        return document.short_title(), html_parser.fromstring(document.summary()).text_content()

    return read


def _goose(module: ModuleType) -> Reader:
    goose = module.Goose(
        {"enable_image_fetching": False, "use_meta_language": False, "target_language": "vi"}
    )

    def read(html: bytes, url: str) -> tuple[str, str]:
        article = goose.extract(raw_html=html.decode("utf-8", "replace"))
        return article.title, article.cleaned_text

    return read


def _resiliparse(module: ModuleType) -> Reader:
    def read(html: bytes, _: str) -> tuple[str, str]:
        return "", module.extract_plain_text(html.decode("utf-8", "replace"), main_content=True)

    return read


def _sets() -> Iterator[tuple[str, list[Page]]]:
    tests = Path(__file__).resolve().parents[1] / "extract"
    samples = _load(tests / "outlets.py").SAMPLES.values()
    url = "https://thu.example/nong-nghiep/ho-can-1.html"
    yield (
        "invented pages",
        [Page(one.html.encode(), url, one.title, one.sapo, "\n".join(one.text)) for one in samples],
    )
    shared = Path(os.environ.get("CAICHINH_SHARED", Path(__file__).resolve().parents[3] / "shared"))
    folder = shared / "data/press/html"
    if not folder.is_dir():
        print("real pages: outside material is not beside the checkout (CAICHINH_SHARED)")
        return
    real = []
    for path in sorted((folder / "reference").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if gold.get("kind") == "article":
            html = (folder / gold["file"]).read_bytes()
            real.append(
                Page(html, gold["url"], gold["title"], gold["sapo"], "\n".join(gold["body_paragraphs"]))
            )
    yield "real pages", real


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
