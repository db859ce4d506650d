"""Labelled and unlabelled articles for training, from a data folder or from the seed corpus written by us."""

from __future__ import annotations

import html
import json
import lzma
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from models.elsewhere import Exchange
from pipeline.domain.dates import VIETNAM
from pipeline.domain.errors import ConfigError
from pipeline.domain.places import load_places
from pipeline.domain.records import Article, Tone
from pipeline.tag.families import field_class, known_labels

SEED = Path(__file__).resolve().parent / "seed"
UNDATED = date(2017, 6, 1)
"""Day of articles without a date: the outside corpora are of 2017."""
LABELS = Path(__file__).resolve().parent / "labels" / "elsewhere.jsonl"
"""Our labels of articles about other provinces; their texts come with the data."""
ITEMS_FROM = "2026-08-01"
"""Day taken for feed items of July and August 2026."""
SHORTEST = 80
"""Characters under which a text teaches nothing."""
SUMMARY = 600
"""Characters kept of a feed summary."""
_TAG = re.compile(r"<[^>]+>")
_PROVINCES = ("Quảng Ngãi", "Kon Tum")
HOMES = ("Kon Tum", "Quảng Ngãi", "Quảng Ngãi")
"""Names given to articles about other provinces in turn, about as often as the labelled ones bear them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """An article with what people said of it."""

    article: Article
    agencies: tuple[str, ...]
    """Primary first; empty in the set about other provinces."""
    fields: dict[str, bool | None]
    """Per class of `families.CLASSES`; None: cannot be told."""
    relevant: bool
    """An authority (of our provinces, or of the article's own) is responsible."""
    tone: Tone
    attention: bool
    attention_code: str | None
    agency_voice: bool
    typical: bool
    """Its attention teaches too: not where articles were chosen for their fields (docs/decisions/0045)."""
    group: str
    """Articles of one event share it: they are never on both sides of a test."""
    names_its_province: bool = True
    """False for an article about another province whose name could not be exchanged for one of ours."""
    first_field: str | None = None
    """Class of the field that comes first, of an article about another province."""

    @property
    def on(self) -> date:
        """Return the day of publication in Vietnam."""
        published = self.article.published_at
        return published.astimezone(VIETNAM).date() if published else UNDATED


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """All that training needs."""

    ours: tuple[Labelled, ...]
    """About our provinces, or none of theirs."""
    local: tuple[Labelled, ...]
    """Short local press, written by us: it teaches beside `ours` and is never measured on."""
    elsewhere: tuple[Labelled, ...]
    """About other provinces, read as if about ours: fields and tone, no agencies."""
    unlabelled: tuple[Article, ...]
    """Free of our provinces, so that nothing of an evaluation set is in it."""


def load_corpus(data: Path | None, *, dev: bool = True) -> Corpus:
    """Read the corpus in folder `data` (layout: models/DATA_CARD.md); the seed corpus for None.

    Args:
        data: the folder.
        dev: let the development articles teach too; the shipped models learn from them, the figures of the cards
            come from models that did not.

    Raises:
        ConfigError: a file is missing or cannot be read.
    """
    local = load_labelled(SEED / "local.jsonl")
    if data is None:
        ours = load_labelled(SEED / "articles.jsonl")
        return Corpus(ours=ours, local=local, elsewhere=(), unlabelled=())
    names = ("train", "dev") if dev else ("train",)
    ours = tuple(item for name in names for item in load_labelled(data / "gold" / "agency" / f"{name}.jsonl"))
    rows = _raw_rows(data)
    labels = [*read_lines(data / "gold" / "tone" / "train.jsonl"), *_with_texts(read_lines(LABELS), rows)]
    exchange = Exchange(load_places())
    return Corpus(
        ours=ours,
        local=local,
        elsewhere=tuple(
            _elsewhere(row, exchange, HOMES[place % len(HOMES)]) for place, row in enumerate(labels)
        ),
        unlabelled=tuple(_unlabelled([row for source in rows.values() for row in source.values()])),
    )


def _raw_rows(data: Path) -> dict[str, dict[str, dict[str, Any]]]:
    """Return the raw articles of each corpus by their key."""
    baomoi = read_lines(data / "nlp" / "baomoi2017_no_kontum.jsonl.xz")
    items = read_lines(data / "press" / "rss_items_2026.jsonl.xz")
    return {
        "baomoi2017": {str(row["id"]): row for row in baomoi},
        "rss_items_2026": {row["link"]: _item(row) for row in items},
    }


def _item(row: dict[str, Any]) -> dict[str, Any]:
    """Return a feed item as an article of headline and summary."""
    summary = html.unescape(_TAG.sub(" ", row.get("summary") or ""))
    return {
        "id": row["link"],
        "title": row["title"].strip(),
        "sapo": " ".join(summary.split())[:SUMMARY],
        "body": "",
        "published_at": ITEMS_FROM,
    }


def _with_texts(
    labels: Sequence[dict[str, Any]], rows: dict[str, dict[str, dict[str, Any]]]
) -> Iterator[dict[str, Any]]:
    """Yield our labels with the texts they speak of.

    Raises:
        ConfigError: the data has no such text.
    """
    for label in labels:
        text = rows[label["source"]].get(label["key"])
        if text is None:
            raise ConfigError(str(LABELS), f"{label['key']!r} is not in {label['source']}.", "")
        yield {**text, **label, "agency_voice": False}


def load_labelled(path: Path) -> tuple[Labelled, ...]:
    """Read articles labelled with agencies of the register, tone and attention."""
    return tuple(_ours(row) for row in read_lines(path))


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Read JSON Lines, plain or `.xz`.

    Raises:
        ConfigError: the file is missing or no JSON Lines.
    """
    try:
        with (lzma.open if path.suffix == ".xz" else open)(path, "rt", encoding="utf-8") as lines:
            return [json.loads(line) for line in lines]
    except (OSError, ValueError, lzma.LZMAError) as error:
        raise ConfigError(
            str(path), f"cannot be read ({error}).", "See models/DATA_CARD.md for the layout."
        ) from error


def article_of(row: dict[str, Any]) -> Article:
    """Return the article of a row; a bare date is taken as noon in Vietnam."""
    raw = row.get("published_at")
    published = None
    if raw:
        published = datetime.fromisoformat(raw if "T" in raw else f"{raw}T12:00")
        published = published if published.tzinfo else published.replace(tzinfo=VIETNAM)
    return Article(
        id=str(row["id"]),
        url=row.get("url") or "",
        outlet=row.get("outlet") or "",
        title=row.get("title") or "",
        sapo=row.get("sapo") or "",
        body=row.get("body") or "",
        published_at=published,
    )


def _ours(row: dict[str, Any]) -> Labelled:
    article = article_of(row)
    on = article.published_at.astimezone(VIETNAM).date() if article.published_at else UNDATED
    classes = [name for name in (field_class(agency_id, on) for agency_id in row["agencies"]) if name]
    return Labelled(
        article=article,
        agencies=tuple(row["agencies"]),
        fields=known_labels(classes, on),
        relevant=bool(row["agencies"]),
        **_judged(row),
    )


_FIELD_NAMES = {"quansu": "bchqs", "bienphong": "bdbp", "dantoc": "bandantoc"}


def _elsewhere(row: dict[str, Any], exchange: Exchange, home: str) -> Labelled:
    article = article_of(row)
    exchanged = exchange.as_ours(article, home)
    on = article.published_at.astimezone(VIETNAM).date() if article.published_at else UNDATED
    names = [_FIELD_NAMES.get(name, name) for name in row["fields"] if name != "haiquan"]
    classes = [name for name in (field_class(f"x-{name}", on) for name in names) if name]
    fields = known_labels(classes, on)
    # There `ubnd` is a committee of any level, and foresters count as agriculture.
    fields |= {"ubnd": None if fields["ubnd"] else False}
    fields |= {"kiemlam": None} if fields["nnptnt"] else {}
    return Labelled(
        article=exchanged or article,
        agencies=(),
        fields=fields,
        relevant=bool(row["fields"]),
        names_its_province=exchanged is not None,
        first_field=classes[0] if classes else None,
        **_judged(row),
    )


def _judged(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "tone": Tone(row["sentiment"]),
        "attention": bool(row["needs_attention"]),
        "attention_code": row.get("attention_code"),
        "agency_voice": bool(row["agency_voice"]),
        "typical": row.get("chosen_for") != "fields",
        "group": str(row.get("event_group") or row["id"]),
    }


def _unlabelled(rows: Sequence[dict[str, Any]]) -> Iterator[Article]:
    """Yield articles that do not name our provinces, one per headline."""
    seen: set[str] = set()
    for row in rows:
        text = f"{row['title']} {row['sapo']} {row['body']}"
        if len(text) > SHORTEST and row["title"] not in seen and not any(name in text for name in _PROVINCES):
            seen.add(row["title"])
            yield article_of(row)
