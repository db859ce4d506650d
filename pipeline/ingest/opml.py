"""Lists of feeds in the form that feed readers exchange (OPML 2.0), both ways.

A folder is an outlet, an outline with `xmlUrl` one of its feeds. What OPML has no word for travels in attributes of
our own name space, so that what was exported comes back the same; without them an outlet is made from what is there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar
from urllib.parse import urlsplit

from lxml import etree

from pipeline.domain.errors import ConfigError
from pipeline.domain.records import Medium
from pipeline.domain.text import clean_line, fold
from pipeline.ingest.sources import Feed, GoverningBody, Level, Outlet, Status
from pipeline.ingest.urls import http_link

Word = TypeVar("Word", Level, Medium, Status)
_OURS = "urn:caichinh:feeds"
_MOST_BYTES = 8 * 1024 * 1024


def to_opml(outlets: Iterable[Outlet], *, title: str) -> bytes:
    """Return the outlets as an OPML document in UTF-8."""
    root = etree.Element("opml", {"version": "2.0"}, nsmap={"cc": _OURS})
    etree.SubElement(etree.SubElement(root, "head"), "title").text = title
    body = etree.SubElement(root, "body")
    for outlet in outlets:
        folder = etree.SubElement(body, "outline", {"text": outlet.name, "title": outlet.name})
        _say(folder, id=outlet.id, domains=" ".join(outlet.domains), level=outlet.level.value)
        _say(folder, medium=outlet.medium.value, address=outlet.address)
        if owner := outlet.governing_body:
            _say(folder, body_name=owner.name, body_source=owner.source, body_certainty=owner.certainty)
        _say(folder, organ_code=outlet.organ_code)
        _say(folder, day_first="" if outlet.day_first is None else str(outlet.day_first).lower())
        for feed in outlet.feeds:
            text = feed.section or outlet.name
            line = etree.SubElement(folder, "outline", {"type": "rss", "text": text, "xmlUrl": feed.url})
            _say(line, section=feed.section, status=feed.status.value, note=feed.note)
            _say(line, enabled=str(feed.enabled).lower())
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written


def _say(element: etree._Element, **facts: str) -> None:
    for name, value in facts.items():
        if value:
            element.set(f"{{{_OURS}}}{name}", value)


def from_opml(data: bytes, *, path: str) -> tuple[Outlet, ...]:
    """Return the outlets of an OPML document; feeds of unknown status are not enabled before somebody saw them work.

    Args:
        data: the document.
        path: its name, for errors.

    Raises:
        ConfigError: it is no OPML, or names no feed; the message says what to do.
    """
    if len(data) > _MOST_BYTES:
        raise ConfigError(path, "is larger than 8 MB.", "Export the list again.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ConfigError(path, f"is no XML ({error}).", "Export the list as OPML.") from error
    if root is None or _tag(root) != "opml":
        raise ConfigError(path, "is no OPML document.", "Export the list as OPML.")
    found: defaultdict[str, list[etree._Element]] = defaultdict(list)
    folders: dict[str, etree._Element] = {}
    for line in root.iter("outline"):
        url = http_link("", line.get("xmlUrl") or line.get("xmlurl") or "")
        if url:
            folder = line.getparent()
            key = (folder.get(f"{{{_OURS}}}id") if folder is not None else None) or _host(url)
            found[key].append(line)
            if folder is not None:
                folders.setdefault(key, folder)
    for folder in root.iter("outline"):
        own = folder.get(f"{{{_OURS}}}id")
        if own and own not in folders:  # an outlet without a feed: its pages are handed in
            found[own], folders[own] = [], folder
    if not found:
        raise ConfigError(path, "names no feed.", "An outline needs an xmlUrl with an http or https address.")
    return tuple(_outlet(key, folders.get(key), lines) for key, lines in found.items())


def _outlet(key: str, folder: etree._Element | None, lines: list[etree._Element]) -> Outlet:
    feeds = {feed.url: feed for feed in map(_feed, lines)}
    ours = _facts(folder)
    hosts = dict.fromkeys(_host(url) for url in feeds)
    is_folder = folder is not None and _tag(folder) == "outline"
    name = clean_line((folder.get("text") if is_folder and folder is not None else None) or "")
    return Outlet(
        id=ours.get("id") or _slug(key),
        name=name
        if ours.get("id") and name
        else clean_line(lines[0].get("text") or "" if lines else "") or key,
        domains=tuple((ours.get("domains") or "").split()) or tuple(hosts),
        level=_word(Level, ours.get("level"), Level.NATIONAL),
        medium=_word(Medium, ours.get("medium"), Medium.ONLINE),
        feeds=tuple(feeds.values()),
        address=ours.get("address", ""),
        governing_body=_governing_body(ours),
        organ_code=ours.get("organ_code", ""),
        day_first={"true": True, "false": False}.get(ours.get("day_first", "")),
    )


def _governing_body(ours: dict[str, str]) -> GoverningBody | None:
    if not ours.get("body_name"):
        return None
    seen = ours.get("body_certainty") == "seen"
    return GoverningBody(
        name=ours["body_name"], source=ours.get("body_source", ""), certainty="seen" if seen else "memory"
    )


def _feed(line: etree._Element) -> Feed:
    ours = _facts(line)
    status = _word(Status, ours.get("status"), Status.GUESSED)
    return Feed(
        url=http_link("", line.get("xmlUrl") or line.get("xmlurl") or "") or "",
        section=ours.get("section", "") if ours else clean_line(line.get("text") or ""),
        status=status,
        enabled=ours.get("enabled") != "false" and status is not Status.GUESSED,
        note=ours.get("note", ""),
    )


def _facts(element: etree._Element | None) -> dict[str, str]:
    """Return what our own attributes say."""
    if element is None:
        return {}
    prefix = f"{{{_OURS}}}"
    return {
        str(name).removeprefix(prefix): str(value)
        for name, value in element.attrib.items()
        if str(name).startswith(prefix)
    }


def _word(words: type[Word], value: str | None, otherwise: Word) -> Word:
    try:
        return words(value or "")
    except ValueError:
        return otherwise


def _tag(element: etree._Element) -> str:
    """Return the name of an element without prefix, in small letters; damaged documents have impossible ones."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2].lower()


def _host(url: str) -> str:
    return re.sub(r"^(?:www|m)\.", "", urlsplit(url).netloc.lower())


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-") or "bao"
