"""Lets the tests beside this file import what they share (`made_facts`)."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
