"""The `feeds.yaml` of the demo press day, for the ports it is served on."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

import msgspec

from pipeline.demo.pressday import FeedFailure
from pipeline.demo.server import ServedOutlet
from pipeline.ingest.sources import Feed, Outlet, Status


def demo_feeds_yaml(served: Iterable[ServedOutlet]) -> str:
    """Return a `feeds.yaml` in the format of the repository's own, naming the outlets where they are served."""
    outlets = [_outlet(one) for one in served]
    return msgspec.yaml.encode({"outlets": outlets}).decode()


def _outlet(served: ServedOutlet) -> Outlet:
    outlet = served.outlet
    feeds = tuple(
        Feed(
            url=url,
            section=feed.title,
            status=Status.VERIFIED if feed.failure is FeedFailure.NONE else Status.LISTED,
        )
        for url, feed in zip(served.feed_urls, outlet.feeds, strict=True)
    )
    return Outlet(
        id=outlet.key,
        name=outlet.name,
        domains=(urlsplit(served.base_url).netloc, outlet.host),
        level=outlet.level,
        medium=outlet.medium,
        feeds=feeds,
        address=outlet.agency,
    )
