"""The desk in English by switch (see docs/decisions/0036): Vietnamese texts of the templates are the keys.

A template is compiled once for each language. In the English one, every text, label or placeholder that the catalogue
knows stands in English already: nobody has to mark it, and a page looks nothing up. What comes from people,
newspapers or registers never passes through here. Labels that code hands to a template are looked up where the
template says so (filter `said`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from contextvars import ContextVar
from datetime import timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import msgspec
from flask import Blueprint, Flask, redirect, request
from flask.templating import Environment
from jinja2 import Template
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import escape
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
    """Puts English in the place of the known texts of a template."""

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        """Yield the tokens of a template in English."""
        inside = False  # of an HTML tag that goes on behind an expression of the template
        for token in stream:
            if token.type == "data":
                yield Token(token.lineno, "data", _in_english(token.value, inside=inside))
                inside = token.value.rfind("<") > token.value.rfind(">") or (
                    inside and ">" not in token.value
                )
            elif token.type == "string":
                yield Token(token.lineno, "string", catalogue().get(token.value, token.value))
            else:
                yield token


class Bilingual(Environment):
    """The templates of the desk, each in the language of the request."""

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002  the name that Jinja gives it
    ) -> Template:
        """Return a template in the language of the request."""
        if language() == "en" and not self.overlayed:
            return self._english.get_template(name, parent, globals)
        return super().get_template(name, parent, globals)

    @cached_property
    def _english(self) -> Environment:
        # compiled otherwise from the same source, which is all that a cache of bytecode would know them by
        return self.overlay(extensions=[Translating], bytecode_cache=None)


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


def _in_english(html: str, *, inside: bool) -> str:
    known = catalogue()
    return "".join(
        str(escape(known[text])) if is_read and text in known else text
        for text, is_read in segments(html, inside=inside)
    )


def compile_templates(app: Flask) -> None:
    """Compile every template in both languages."""
    for name in app.jinja_env.list_templates(extensions=["html"]):
        for chosen in ("en", "vi"):
            _language.set(chosen)
            app.jinja_env.get_template(name)


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
    """Let the templates speak both languages, and what refuses a request too: call it before those who may.

    `app` was told to make its templates `Bilingual`.
    """

    def begin() -> None:
        _language.set("en" if request.cookies.get(COOKIE) == "en" else "vi")

    def end(_error: BaseException | None) -> None:
        _language.set("vi")

    app.before_request(begin)
    app.teardown_request(end)
    app.jinja_env.globals.update(said=said, language=language)
    app.jinja_env.filters["said"] = said
