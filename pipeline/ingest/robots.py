"""What hosts ask of robots, read with Protego (wildcards, fractional delays, the group for us)."""

from __future__ import annotations

from protego import Protego

from pipeline.domain.errors import FeedError
from pipeline.domain.records import FailureKind

MAX_DELAY_S = 30.0
"""A larger Crawl-delay is cut: a feed of 30 items must be read within the morning."""

MAX_ROBOTS = 512 * 1024
"""Bytes that are read of a robots.txt (RFC 9309, 2.5 asks for 500 kibibytes)."""
_TRY_LATER = 429


class Robots:
    """Rules by host, learned once per run."""

    def __init__(self, user_agent: str) -> None:
        self._user_agent = user_agent
        self._rules: dict[str, Protego | None] = {}
        """None where everything is allowed, which need not be asked again for each address."""
        self._failed: dict[str, FeedError] = {}

    def knows(self, host: str) -> bool:
        """Tell whether the rules of `host` were asked for; they are asked for once."""
        return host in self._rules or host in self._failed

    def fail(self, host: str, failure: FeedError) -> None:
        """Remember that the rules of `host` cannot be had now: it is left alone for this run."""
        self._failed[host] = failure

    def learn(self, host: str, status: int, body: bytes) -> None:
        """Read the robots.txt of `host`. Without one (4xx) all is allowed.

        Raises:
            FeedError: SERVER_ERROR; the host cannot say what it allows now, so we come back later (RFC 9309, 2.3.1.4).
        """
        if status >= 500 or status == _TRY_LATER:
            problem = f"robots.txt cannot be read now: the server answered {status}."
            raise FeedError(f"{host}/robots.txt", FailureKind.SERVER_ERROR, problem)
        text = _text(body).strip() if status == 200 else ""
        self._rules[host] = Protego.parse(text) if text else None

    def delay(self, host: str) -> float:
        """Return the seconds that `host` asks for between two requests."""
        rules = self._rules.get(host)
        return min(float(rules.crawl_delay(self._user_agent) or 0), MAX_DELAY_S) if rules else 0.0

    def check(self, host: str, url: str) -> None:
        """Refuse what `host` forbids.

        Raises:
            FeedError: REFUSED, or the failure that kept us from reading the rules.
        """
        if host in self._failed:
            raise FeedError(url, self._failed[host].kind, self._failed[host].problem)
        rules = self._rules[host]
        if rules and not rules.can_fetch(url, self._user_agent):
            raise FeedError(url, FailureKind.REFUSED, "robots.txt of the outlet forbids it.")


def _text(body: bytes) -> str:
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return body.decode("utf-16", "replace")
    return body.decode("utf-8-sig", "replace")
