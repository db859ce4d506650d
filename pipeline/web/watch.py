"""For machines that watch: is the desk alive (`/song`), and its numbers for Prometheus (`/metrics`, with a token)."""

from __future__ import annotations

import hmac
from collections.abc import Iterator

import sqlalchemy as sa
from flask import Blueprint, Response, abort, request
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

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
    registry.register(_Families(gauges(db(), now())))
    return Response(generate_latest(registry), content_type=_TEXT)


class _Families(Collector):
    """One reading as metric families."""

    def __init__(self, reading: Gauges) -> None:
        self._reading = reading

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
        ):
            yield GaugeMetricFamily(f"caichinh_{name}", text, value=value)
        cases = GaugeMetricFamily("caichinh_cases", "Cases by state", labels=["state"])
        for state, count in sorted(reading.cases.items()):
            cases.add_metric([state], count)
        yield cases
        if reading.last_run_ended:
            yield GaugeMetricFamily(
                "caichinh_daily_ended_timestamp_seconds",
                "When the daily job last ended (Unix time)",
                value=reading.last_run_ended.timestamp(),
            )
