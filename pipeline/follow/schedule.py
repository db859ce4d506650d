"""When a contested page is looked at again: often at first, then less and less; soon after a look that saw a change."""

from __future__ import annotations

from datetime import datetime, timedelta

LOOKS = tuple(
    timedelta(hours=hours) for hours in (1, 6, 24, 3 * 24, 7 * 24, 14 * 24, 30 * 24, 60 * 24, 90 * 24)
)
"""Time from sending to each look. Electronic press must keep content 03 months (NĐ 237/2026/NĐ-CP Điều 16.1)."""
CONFIRM = timedelta(hours=1)
"""From a look that saw a change to the look that confirms it."""


def is_due(
    sent_at: datetime, looked_at: datetime | None, now: datetime, *, unconfirmed: bool = False
) -> bool:
    """Tell whether a look is due: one of the looks lies between the last one and now, or a change awaits its second."""
    if unconfirmed and looked_at is not None and looked_at + CONFIRM <= now:
        return True
    last = looked_at or sent_at
    return any(last < sent_at + look <= now for look in LOOKS)
