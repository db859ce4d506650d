"""What hosts ask of robots, read with Protego (wildcards, fractional delays, the group for us)."""

from __future__ import annotations

from protego import Protego

from pipeline.domain.errors import FeedError
from pipeline.domain.records import FailureKind

MAX_DELAY_S = 30.0
"""A larger Crawl-delay is cut: a feed of 30 items must be read within the morning."""


class Robots:
    """Rules by host, learned once per run."""

    def __init__(self, user_agent: str) -> None:
        self._user_agent = user_agent
        self._rules: dict[str, Protego] = {}

    def knows(self, host: str) -> bool:
        """Tell whether the rules of `host` were read."""
        return host in self._rules

    def learn(self, host: str, status: int, body: bytes) -> None:
        """Read the robots.txt of `host`. Without one (4xx) all is allowed; 0 means it was learned meanwhile.

        Raises:
            FeedError: SERVER_ERROR; the host cannot say what it allows now, so we come back later (RFC 9309, 2.3.1.4).
        """
        if status == 0:
            return
        if status >= 500:
            raise FeedError(f"{host}/robots.txt", FailureKind.SERVER_ERROR, f"the server answered {status}.")
        text = body.decode("utf-8-sig", "replace") if status == 200 else ""
        self._rules[host] = Protego.parse(text)

    def delay(self, host: str) -> float:
        """Return the seconds that `host` asks for between two requests."""
        rules = self._rules.get(host)
        asked = rules.crawl_delay(self._user_agent) if rules else None
        return min(float(asked or 0), MAX_DELAY_S)

    def check(self, host: str, url: str) -> None:
        """Refuse what `host` forbids.

        Raises:
            FeedError: REFUSED.
        """
        if not self._rules[host].can_fetch(url, self._user_agent):
            raise FeedError(url, FailureKind.REFUSED, "robots.txt of the outlet forbids it.")
