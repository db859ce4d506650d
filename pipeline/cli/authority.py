"""The authority's registers from the command line."""

from __future__ import annotations

COMMANDS = ()
