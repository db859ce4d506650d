"""The demo press day on loopback: one HTTP server per outlet, each on its own port of 127.0.0.1."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from pipeline.demo.pages import Resource, article_path, build_site
from pipeline.demo.pressday import DemoEdit, DemoOutlet, PressDay, load_press_day

LOOPBACK = "127.0.0.1"
BASE_PORT = 8720
"""Where `make run` serves the day: article ids are made from addresses, so a second run needs the same ports."""
_NOT_FOUND = Resource(status=404, body="Không tìm thấy trang.".encode())


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedRequest:
    """One request as the outlet saw it. Header names are lower case."""

    outlet: str
    path: str
    status: int
    headers: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedOutlet:
    """An outlet and where it is served."""

    outlet: DemoOutlet
    base_url: str
    """Without a final slash."""

    @property
    def key(self) -> str:
        """Return the key of the outlet."""
        return self.outlet.key

    @property
    def name(self) -> str:
        """Return the name of the outlet."""
        return self.outlet.name

    @property
    def feed_urls(self) -> tuple[str, ...]:
        """Return the addresses of its feeds, the main one first."""
        return tuple(self.base_url + feed.path for feed in self.outlet.feeds)


class _OutletServer(ThreadingHTTPServer):
    """Serves the site of one outlet; `site` is replaced as a whole when pages change."""

    daemon_threads = True

    def __init__(self, port: int, outlet: DemoOutlet, log: list[LoggedRequest]) -> None:
        super().__init__((LOOPBACK, port), _Handler)
        self.outlet = outlet
        self.log = log
        self.site: dict[str, Resource] = {}

    @property
    def base_url(self) -> str:
        return f"http://{LOOPBACK}:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: _OutletServer
    protocol_version = "HTTP/1.1"
    server_version = "nginx"
    sys_version = ""

    def do_GET(self) -> None:
        """Answer with the resource of the path, without its query."""
        resource = self.server.site.get(self.path.partition("?")[0], _NOT_FOUND)
        validators = self.server.outlet.validators and resource.status == 200
        if validators and _is_fresh(
            self.headers.get("If-None-Match"), self.headers.get("If-Modified-Since"), resource
        ):
            self._answer(Resource(status=304), b"", {})
            return
        headers = _validator_headers(resource) if validators else {}
        body = resource.body
        if self.server.outlet.gzip and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body)
            headers["Content-Encoding"] = "gzip"
        self._answer(resource, body, headers)

    do_HEAD = do_GET  # noqa: N815 - the name the base class calls

    def _answer(self, resource: Resource, body: bytes, headers: dict[str, str]) -> None:
        self.server.log.append(
            LoggedRequest(
                outlet=self.server.outlet.key,
                path=self.path,
                status=resource.status,
                headers={name.lower(): value for name, value in self.headers.items()},
            )
        )
        self.send_response(resource.status)
        if resource.location:
            headers["Location"] = resource.location
        if resource.status != 304:
            headers |= {"Content-Type": resource.content_type, "Content-Length": str(len(body))}
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Keep the terminal quiet; requests are in the log list."""


@dataclass(slots=True, kw_only=True)
class RunningDay:
    """The press day while it is served."""

    day: PressDay
    outlets: tuple[ServedOutlet, ...]
    requests: list[LoggedRequest] = field(default_factory=list)
    """Every request answered so far, oldest first."""
    _servers: list[_OutletServer] = field(default_factory=list)

    def publish(self, edits: tuple[DemoEdit, ...]) -> None:
        """Put the pages up again with these edits made (`day.second_day`), at the same addresses."""
        bases = {server.outlet.key: server.base_url for server in self._servers}
        for server in self._servers:
            server.site = build_site(self.day, server.outlet, bases, edits)

    def url(self, article_id: str) -> str:
        """Return the address of an article.

        Raises:
            KeyError: no such article.
        """
        article = self.day.article(article_id)
        server = next(server for server in self._servers if server.outlet.key == article.outlet)
        return server.base_url + article_path(server.outlet, article)


@contextmanager
def serve_press_day(edits: tuple[DemoEdit, ...] = (), base_port: int = 0) -> Iterator[RunningDay]:
    """Serve the press day until the block ends.

    Outlets take `base_port`, `base_port` + 1, ... in the order of ``outlets.yaml``; 0 lets the system choose.

    Raises:
        OSError: a port is taken.
    """
    day = load_press_day()
    log: list[LoggedRequest] = []
    servers: list[_OutletServer] = []
    with ExitStack() as stack:
        for place, outlet in enumerate(day.outlets):
            server = _OutletServer(base_port and base_port + place, outlet, log)
            stack.callback(server.server_close)
            servers.append(server)
        served = tuple(ServedOutlet(outlet=server.outlet, base_url=server.base_url) for server in servers)
        running = RunningDay(day=day, outlets=served, requests=log, _servers=servers)
        running.publish(edits)
        for server in servers:
            Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
            stack.callback(server.shutdown)
        yield running


def _validator_headers(resource: Resource) -> dict[str, str]:
    headers = {"ETag": resource.etag}
    if resource.last_modified:
        headers["Last-Modified"] = _http_date(resource.last_modified)
    return headers


def _is_fresh(tag: str | None, since: str | None, resource: Resource) -> bool:
    """Tell whether the client's copy is current; the tag decides when both are sent (RFC 9110, 13.2.2)."""
    if tag is not None:
        return tag == resource.etag
    return resource.last_modified is not None and since == _http_date(resource.last_modified)


def _http_date(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC), usegmt=True)
