"""JSON Lines in, JSON Lines out: one object a line, unknown keys passed through."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from pipeline.domain.dates import VIETNAM
from pipeline.domain.errors import RowError
from pipeline.domain.records import Article, Field
from pipeline.domain.text import legacy_encoding

_ARTICLE_KEYS = frozenset(Article.__dataclass_fields__)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of input: the object as given and the article in it."""

    given: dict[str, Any]
    article: Article


def read_articles(source: Path | None) -> Iterator[Line]:
    """Yield the articles of a JSON Lines file, or of standard input when `source` is None.

    Missing keys are allowed, null counts as missing; a time without zone is Vietnamese time, a day without time
    is taken at noon (the stages ask for the day alone); an article without id gets the number of its line.

    Raises:
        RowError: a line is not an object, or a key has the wrong type; line and key are named.
    """
    name = str(source) if source else "standard input"
    with source.open("rb") if source else nullcontext(sys.stdin.buffer) as stream:
        for number, raw in enumerate(stream, start=1):
            if raw.strip():
                yield _line(name, number, raw)


def _line(name: str, number: int, raw: bytes) -> Line:
    try:
        given = msgspec.json.decode(raw, type=dict[str, Any])
    except msgspec.DecodeError as error:
        raise RowError(name, number, "", f"not a JSON object ({error}).") from error
    known = {key: value for key, value in given.items() if key in _ARTICLE_KEYS and value is not None}
    known.setdefault("id", str(number))
    known.setdefault("url", "")
    if _DAY.fullmatch(str(known.get("published_at"))):
        known["published_at"] += "T12:00:00"
    try:
        article = msgspec.convert(known, Article)
    except msgspec.ValidationError as error:
        raise RowError(name, number, str(error).rpartition("$.")[2].strip("`"), str(error)) from error
    for field in Field:
        encoding = legacy_encoding(article.text(field))
        if encoding:
            raise RowError(
                name, number, field.value, f"is typed in {encoding}; convert the text to Unicode first."
            )
    return Line(given=given, article=_with_zone(article))


def _with_zone(article: Article) -> Article:
    published = article.published_at
    if published is not None and published.tzinfo is None:
        return replace(article, published_at=published.replace(tzinfo=VIETNAM))
    return article


def write(objects: Iterable[object]) -> None:
    """Print each object as one line of JSON in UTF-8."""
    encoder = msgspec.json.Encoder()
    for item in objects:
        sys.stdout.buffer.write(encoder.encode(item) + b"\n")
    sys.stdout.buffer.flush()
