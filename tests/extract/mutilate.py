"""Pages made harder: names of classes lost, elements exchanged, metadata taken out. What readers see stays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import blake2b

import lxml.html
from lxml.html import HtmlElement

_PARSER = lxml.html.HTMLParser(encoding="utf-8")
_EXCHANGED = {
    "article": "div", "section": "div", "main": "div", "aside": "div", "h2": "div", "h3": "div", "header": "div",
    "footer": "div", "nav": "div", "time": "span", "figure": "div", "figcaption": "p",
}  # fmt: skip
_TOLD = {"description", "author", "pubdate", "lastmod", "article:author", "dable:author"}


def mutilations(source: str) -> Iterator[tuple[str, bytes]]:
    """Yield (name, page) for each way to make a page harder, and for all of them together."""
    ways = {"names": _no_names, "elements": _other_elements, "linked data": _no_linked_data, "meta": _no_meta}
    for name, way in ways.items():
        root = lxml.html.document_fromstring(source.encode(), parser=_PARSER)
        way(root)
        yield name, _page(root)
    root = lxml.html.document_fromstring(source.encode(), parser=_PARSER)
    for name in ("names", "linked data", "meta"):
        ways[name](root)
    yield "names, linked data, meta", _page(root)


def _page(root: HtmlElement) -> bytes:
    return bytes(lxml.html.tostring(root, encoding="utf-8", doctype="<!doctype html>"))


def _no_names(root: HtmlElement) -> None:
    for element in root.iter():
        if isinstance(element.tag, str):
            for name in ("class", "id"):
                if element.get(name):
                    element.set(
                        name,
                        re.sub(r"\S+", lambda found: _other_name(found.group()), element.get(name) or ""),
                    )
            for name in ("data-role", "data-field", "itemprop", "type"):
                if element.tag not in {"script", "meta"}:
                    element.attrib.pop(name, None)


def _other_name(name: str) -> str:
    return "".join("bcdfghjkmz"[byte % 10] for byte in blake2b(name.encode(), digest_size=6).digest())


def _other_elements(root: HtmlElement) -> None:
    for element in root.iter():
        if element.tag in _EXCHANGED:
            element.tag = _EXCHANGED[element.tag]


def _no_linked_data(root: HtmlElement) -> None:
    for script in list(root.iter("script")):
        if "ld+json" in (script.get("type") or ""):
            script.drop_tree()


def _no_meta(root: HtmlElement) -> None:
    for meta in list(root.iter("meta")):
        if meta.get("property") or meta.get("itemprop") or (meta.get("name") or "").lower() in _TOLD:
            meta.drop_tree()
