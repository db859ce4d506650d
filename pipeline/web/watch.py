"""For machines that watch: is the desk alive (`/song`), and its numbers for Prometheus (`/metrics`, with a token)."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from datetime import datetime

import sqlalchemy as sa
from flask import Blueprint, Response, abort, request
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from pipeline.backup import last_backup
from pipeline.doctor import free_bytes
from pipeline.mail import unsent
from pipeline.store.gauges import Gauges, gauges
from pipeline.web.context import db, desk, now

blueprint = Blueprint("watch", __name__)
_TEXT = "text/plain; version=0.0.4; charset=utf-8"


@blueprint.get("/song")
def alive() -> tuple[str, int]:
    """Answer 200 when the database answers, 503 otherwise; tells nothing else."""
    try:
        db().execute(sa.select(1))
    except sa.exc.SQLAlchemyError:
        return "không kết nối được cơ sở dữ liệu\n", 503
    return "tốt\n", 200


@blueprint.get("/metrics")
def metrics() -> Response:
    """Return the gauges to whoever shows the token of `CAICHINH_METRICS_TOKEN`; without a token set there is no page."""
    token = desk().settings.metrics_token
    if not token:
        abort(404)
    shown = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not hmac.compare_digest(shown.encode(), token.encode()):
        abort(403)
    registry = CollectorRegistry()
    settings = desk().settings
    registry.register(
        _Families(
            gauges(db(), now()),
            disk_free=free_bytes(settings),
            backed_up=last_backup(settings),
            mail_unsent=unsent(db(), now()) if settings.mail else 0,
        )
    )
    return Response(generate_latest(registry), content_type=_TEXT)


class _Families(Collector):
    """One reading as metric families."""

    def __init__(
        self, reading: Gauges, *, disk_free: int, backed_up: datetime | None, mail_unsent: int
    ) -> None:
        self._reading = reading
        self._disk_free, self._backed_up, self._mail_unsent = disk_free, backed_up, mail_unsent

    def collect(self) -> Iterator[Metric]:
        """Yield each family."""
        reading = self._reading
        for name, text, value in (
            ("articles", "Articles in the store", reading.articles),
            ("letters_sent", "Letters that went out", reading.letters_sent),
            ("pages_waiting", "Announced pages not fetched yet", reading.pages_waiting),
            ("pages_failed", "Announced pages no longer asked for", reading.pages_failed),
            ("feeds", "Feeds that were polled", reading.feeds),
            ("feeds_in_trouble", "Feeds that fail or are silent", reading.feeds_in_trouble),
            ("disk_free_bytes", "Free bytes on the disk of the home", self._disk_free),
            ("mail_unsent", "Digests of today that have not left", self._mail_unsent),
        ):
            yield GaugeMetricFamily(f"caichinh_{name}", text, value=value)
        cases = GaugeMetricFamily("caichinh_cases", "Cases by state", labels=["state"])
        for state, count in sorted(reading.cases.items()):
            cases.add_metric([state], count)
        yield cases
        for name, text, moment in (
            ("daily_ended", "When the daily job last ended (Unix time)", reading.last_run_ended),
            ("backup", "When the last backup was made (Unix time)", self._backed_up),
        ):
            if moment:
                yield GaugeMetricFamily(f"caichinh_{name}_timestamp_seconds", text, value=moment.timestamp())
