"""The desk in English by switch (see docs/decisions/0036): Vietnamese texts of the templates are the keys.

While a template is compiled, every text, label or placeholder in it that the catalogue knows becomes a look-up by
the language of the request; nobody has to mark it. What comes from people, newspapers or registers never passes
through here. Labels that code hands to a template are looked up where the template says so (filter `said`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextvars import ContextVar
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from flask import Blueprint, Flask, redirect, request
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from werkzeug.wrappers import Response

from pipeline.web.auth import safe_next

blueprint = Blueprint("english", __name__)

COOKIE = "caichinh-lang"
_language: ContextVar[str] = ContextVar("language", default="vi")
"""Of the request in hand: a page asks for it hundreds of times."""
_ATTRIBUTE = re.compile(r'((?:aria-label|placeholder)=")([^"]+)')
_TEXT = re.compile(r"<[^>]*>|<[^>]*$|[^<]+")


@cache
def catalogue() -> Mapping[str, str]:
    """Return English by Vietnamese."""
    return msgspec.yaml.decode(
        (Path(__file__).parent / "english.yaml").read_text(encoding="utf-8"), type=dict[str, str]
    )


def language() -> str:
    """Return the language that this browser chose: `vi` or `en`."""
    return _language.get()


def said(text: str, place: str = "") -> str:
    """Return a text of the desk in the language of the request; one that nobody translated as it stands.

    `place` tells apart what is one word in Vietnamese and two in English ("Hoãn": the list, the action).
    """
    if language() == "vi":
        return text
    known = catalogue()
    if f"{text} ({place})" in known:
        return known[f"{text} ({place})"]
    if text in known:
        return known[text]
    for pattern, english in _patterns():
        if found := pattern.fullmatch(text):
            return english.format(**{name: _part(value) for name, value in found.groupdict().items()})
    return text


def _part(text: str) -> str:
    """Return a label in English that stands inside a message, there perhaps in small letters."""
    if said(text) != text:
        return said(text)
    capital = text[:1].upper() + text[1:]
    label = said(capital)
    return text if label == capital else label[:1].lower() + label[1:]


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the texts of the catalogue that hold something in braces, the most telling first."""
    made = []
    for vietnamese, english in catalogue().items():
        parts = re.split(r"\{(\w+)\}", vietnamese)
        if len(parts) > 1:
            pattern = "".join(
                f"(?P<{part}>.+)" if at % 2 else re.escape(part) for at, part in enumerate(parts)
            )
            made.append((sum(map(len, parts[::2])), re.compile(pattern, re.DOTALL), english))
    return tuple((pattern, english) for _, pattern, english in sorted(made, key=lambda one: -one[0]))


class Labels(dict[Any, str]):
    """Labels by what they name, read in the language of the request."""

    def __getitem__(self, key: Any) -> str:  # noqa: ANN401  the key of any enumeration
        """Return the label of `key`."""
        return said(super().__getitem__(key))

    def get(self, key: Any, default: Any = None) -> Any:  # noqa: ANN401
        """Return the label of `key`, `default` when there is none."""
        found = super().get(key)
        return default if found is None else said(found)

    def items(self) -> Any:  # noqa: ANN401
        """Return keys with their labels."""
        return [(key, self[key]) for key in self]


class Translating(Extension):
    """Lets known texts of a template be looked up when it is shown."""

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        """Yield the tokens of a template with look-ups in place of known texts."""
        inside = False  # of an HTML tag that goes on behind an expression of the template
        for token in stream:
            if token.type == "data":
                yield from _looked_up(token, inside=inside)
                inside = token.value.rfind("<") > token.value.rfind(">") or (
                    inside and ">" not in token.value
                )
            elif token.type == "string" and token.value in catalogue():
                yield from _call(token.lineno, token.value)
            else:
                yield token


def segments(text: str, *, inside: bool = False) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of a stretch of HTML and whether each is a text that a person reads."""
    if inside:
        head, closing, text = text.partition(">")
        yield from _attributes(head + closing)
    for piece in _TEXT.findall(text):
        if piece.startswith("<"):
            yield from _attributes(piece)
        else:
            start, end = len(piece) - len(piece.lstrip()), len(piece.rstrip())
            yield piece[:start], False
            yield piece[start:end], end > start
            yield piece[max(start, end) :], False


def _attributes(tag: str) -> Iterator[tuple[str, bool]]:
    at = 0
    for found in _ATTRIBUTE.finditer(tag):
        value = found[2]
        yield tag[at : found.start(2)], False
        yield value.rstrip(), True
        yield value[len(value.rstrip()) :], False
        at = found.end()
    yield tag[at:], False


def _looked_up(token: Token, *, inside: bool) -> Iterator[Token]:
    for text, is_read in segments(token.value, inside=inside):
        if is_read and text in catalogue():
            yield Token(token.lineno, "variable_begin", None)  # type: ignore[arg-type]
            yield from _call(token.lineno, text)
            yield Token(token.lineno, "variable_end", None)  # type: ignore[arg-type]
        elif text:
            yield Token(token.lineno, "data", text)


def _call(line: int, text: str) -> Iterator[Token]:
    for kind, value in (("name", "said"), ("lparen", "("), ("string", text), ("rparen", ")")):
        yield Token(line, kind, value)


@blueprint.post("/ngon-ngu")
def switch() -> Response:
    """Keep the language for a year and go back to the page."""
    answer = redirect(safe_next(request.form.get("next", "")) or "/")
    chosen = "en" if request.form.get("lang") == "en" else "vi"
    answer.set_cookie(
        COOKIE, chosen, max_age=timedelta(days=365), secure=request.is_secure, httponly=True, samesite="Lax"
    )
    return answer


def init(app: Flask) -> None:
    """Let the templates speak both languages, and what refuses a request too: call it before those who may."""

    def begin() -> None:
        _language.set("en" if request.cookies.get(COOKIE) == "en" else "vi")

    def end(_error: BaseException | None) -> None:
        _language.set("vi")

    app.before_request(begin)
    app.teardown_request(end)
    app.jinja_env.add_extension(Translating)
    app.jinja_env.globals.update(said=said, language=language)
    app.jinja_env.filters["said"] = said
