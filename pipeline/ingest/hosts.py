"""Politeness towards one host at a time: one request at once, a pause after each, a rest when the host asks for it.

The pause counts from the end of an answer, so that the host's own log can never show two requests closer together.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable

LONGEST_WAIT_S = 60.0
"""A host that asks to be left alone for longer is left alone for this run."""


class RestingError(Exception):
    """The host asked not to be called for another `wait_s` seconds."""

    def __init__(self, wait_s: float) -> None:
        self.wait_s = wait_s
        super().__init__(wait_s)


class Hosts:
    """Turns by host.

    Args:
        pause_s: gives the seconds between two requests to a host.
        at_once: most requests under way to all hosts together.
    """

    def __init__(self, pause_s: Callable[[str], float], at_once: int) -> None:
        self._pause_s = pause_s
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._next: dict[str, float] = {}
        self._slots = asyncio.Semaphore(at_once)

    async def take_turn(self, host: str) -> float:
        """Wait for our turn at `host` and return the time of the loop; `end_turn` gives the turn back.

        Raises:
            RestingError: the host asked for a longer rest than a run can wait.
        """
        lock = self._locks[host]
        await lock.acquire()
        wait_s = self._next.get(host, 0.0) - self._now()
        if wait_s > LONGEST_WAIT_S:
            lock.release()
            raise RestingError(wait_s)
        try:
            if wait_s > 0:
                await asyncio.sleep(wait_s)
            await self._slots.acquire()
        except BaseException:
            lock.release()
            raise
        return self._now()

    def end_turn(self, host: str) -> float:
        """Give our turn at `host` back, the next one comes after the pause; return the time of the loop."""
        now = self._now()
        self._next[host] = max(self._next.get(host, 0.0), now + self._pause_s(host))
        self._slots.release()
        self._locks[host].release()
        return now

    def rest(self, host: str, wait_s: float) -> None:
        """Leave `host` alone for `wait_s` seconds."""
        self._next[host] = max(self._next.get(host, 0.0), self._now() + wait_s)

    def _now(self) -> float:
        return asyncio.get_running_loop().time()
