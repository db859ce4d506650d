"""Every address an outlet of the demo day answers, with the bytes it answers with."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipeline.demo.dates import us_date, weekday
from pipeline.demo.feeds import content_type, render_feed
from pipeline.demo.pressday import (
    SECOND_DAY,
    TEMPLATES,
    DemoArticle,
    DemoEdit,
    DemoFeed,
    DemoOutlet,
    EditKind,
    FeedFailure,
    PageKind,
    PressDay,
    edit_text,
)

HTML = "text/html; charset=utf-8"
_BARE_HTML = "text/html"
_PAGE_TEMPLATES = {PageKind.CHALLENGE: "challenge", PageKind.LISTING: "listing", PageKind.SCRIPT: "script"}
_GARBAGE = (
    b"<<rss><chanel><itm>\x00\x01 Warning: mysqli_connect(): (HY000/2002) in /index.php on line 12 </rss"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """What one path answers."""

    status: int = 200
    content_type: str = HTML
    body: bytes = b""
    last_modified: datetime | None = None
    location: str = ""

    @property
    def etag(self) -> str:
        """Return the entity tag of the body."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:16]}"'


def article_path(outlet: DemoOutlet, article: DemoArticle) -> str:
    """Return the path of an article on its outlet's server."""
    return outlet.article_path.format(
        section=article.section,
        slug=article.slug,
        number=article.number,
        month=f"{article.time:%Y%m}",
        hash=hashlib.sha256(article.id.encode()).hexdigest()[:8],
    )


def build_site(
    day: PressDay, outlet: DemoOutlet, bases: Mapping[str, str], edits: tuple[DemoEdit, ...] = ()
) -> dict[str, Resource]:
    """Return path -> resource for one outlet.

    `bases` gives the address of every outlet by key, without a final slash; `edits` are those of the second day.
    """
    articles = day.of_outlet(outlet.key)
    changed = {edit.article: edit for edit in edits}
    site: dict[str, Resource] = {}
    for article in articles:
        path = article_path(outlet, article)
        site[path] = _page(day, outlet, article, bases, changed.get(article.id))
        if article.moved_from:
            site[article.moved_from] = Resource(status=301, location=path)
    for feed in outlet.feeds:
        site[feed.path] = _feed(outlet, feed, articles, bases[outlet.key])
    if outlet.robots:
        site["/robots.txt"] = Resource(content_type="text/plain; charset=utf-8", body=outlet.robots.encode())
    site["/"] = Resource(
        body=_render("listing", outlet=outlet, links=_links(outlet, articles), heading="Trang chủ")
    )
    return site


def _feed(outlet: DemoOutlet, feed: DemoFeed, articles: tuple[DemoArticle, ...], base: str) -> Resource:
    if feed.failure is FeedFailure.NOT_FOUND:
        return Resource(status=404, body="Không tìm thấy trang.".encode())
    if feed.failure is FeedFailure.CHALLENGE:
        return Resource(content_type=_BARE_HTML, body=_render("challenge", outlet=outlet))
    if feed.failure is FeedFailure.GARBAGE:
        return Resource(content_type="application/xml", body=_GARBAGE)
    if feed.failure is FeedFailure.REDIRECT_LOOP:
        return Resource(status=302, location=feed.path)
    listed = [article for article in articles if not feed.sections or article.section in feed.sections]
    addresses = [(article, article.moved_from or article_path(outlet, article)) for article in listed]
    return Resource(
        content_type=content_type(feed),
        body=render_feed(outlet, feed, addresses, base),
        last_modified=listed[0].time if listed else None,
    )


def _page(
    day: PressDay, outlet: DemoOutlet, article: DemoArticle, bases: Mapping[str, str], edit: DemoEdit | None
) -> Resource:
    if edit is not None and edit.kind is EditKind.REMOVED:
        return Resource(status=edit.status, body="Bài viết không còn tồn tại.".encode())
    if article.kind is PageKind.FORBIDDEN:
        return Resource(status=403, body=b"<h1>403 Forbidden</h1>")
    shown = edit_text(article, edit.edits) if edit else article
    changed_at = SECOND_DAY if edit else article.time
    body = _render(
        _PAGE_TEMPLATES.get(article.kind, outlet.template),
        outlet=outlet,
        article=shown,
        section=day.sections[article.section],
        modified=changed_at,
        heading=article.title,
        links=_links(outlet, day.of_outlet(outlet.key)),
        url=bases[outlet.key] + article_path(outlet, article),
        origin=_origin(day, article, bases),
        notice=edit.notice if edit else "",
    )
    return Resource(body=body, last_modified=changed_at)


def _origin(day: PressDay, article: DemoArticle, bases: Mapping[str, str]) -> tuple[str, str] | None:
    """Return name and address of the original of a reprint."""
    if not article.reprint_of:
        return None
    original = day.article(article.reprint_of)
    source = next(outlet for outlet in day.outlets if outlet.key == original.outlet)
    return source.name, bases[source.key] + article_path(source, original)


def _links(outlet: DemoOutlet, articles: tuple[DemoArticle, ...]) -> list[tuple[str, str, str]]:
    """Return (path, title, sapo) of the articles of a listing."""
    return [
        (article_path(outlet, article), article.title, article.sapo)
        for article in articles
        if article.kind is PageKind.ARTICLE
    ]


def _environment() -> Environment:
    environment = Environment(
        autoescape=True, loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters.update(weekday=weekday, us_date=us_date)
    environment.globals["hour"] = timedelta(hours=1)
    return environment


_ENVIRONMENT = _environment()


def _render(template: str, **values: object) -> bytes:
    return _ENVIRONMENT.get_template(f"{template}.html.jinja").render(**values).encode()
