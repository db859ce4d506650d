"""How the house runs here: environment variables, read once into a frozen `Settings`.

What to watch is in `feeds.yaml`, what is officially known in the facts register; secrets come from the
environment or from a file only its owner can read. Nothing is read at import time.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipeline.domain.errors import ConfigError

REPOSITORY = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where things are and how far they may go. Paths are absolute."""

    home: Path
    """Everything that is written: database, archive, documents (`CAICHINH_HOME`)."""
    database_url: str
    """SQLAlchemy URL (`CAICHINH_DATABASE_URL`); SQLite in `home` by default."""
    feeds: Path
    """What to watch (`CAICHINH_FEEDS`)."""
    facts: Path | None
    """Facts register as CSV (`CAICHINH_FACTS`); None when the province has none yet."""
    offices: Path | None
    """Signatories and spokespersons as CSV (`CAICHINH_OFFICES`)."""
    models: Path
    """Trained models (`CAICHINH_MODELS`)."""
    contact: str
    """E-mail or URL that the User-Agent shows to newspapers (`CAICHINH_CONTACT`)."""
    fixed_now: datetime | None
    """A clock that stands still, for the demo day (`CAICHINH_NOW`, ISO 8601 with zone)."""
    min_interval_s: float
    """Least time between two requests to one host, in seconds (`CAICHINH_MIN_INTERVAL`, 1)."""
    allow_loopback: bool
    """Let the fetcher reach 127.0.0.1, for the demo day and tests (`CAICHINH_ALLOW_LOOPBACK=1`)."""
    metrics_token: str = ""
    """Bearer token that opens `/metrics` (`CAICHINH_METRICS_TOKEN`); empty: there is no such page."""

    @property
    def archive(self) -> Path:
        """Return the folder of raw captures."""
        return self.home / "archive"

    @property
    def documents(self) -> Path:
        """Return the folder of digests, letters and reports."""
        return self.home / "documents"

    def now(self) -> datetime:
        """Return the time of the house, aware, in UTC."""
        return self.fixed_now or datetime.now(UTC)

    def secret_key(self) -> str:
        """Return the key that signs sessions of the desk; made once, in a file only its owner can read."""
        from_environment = os.environ.get("CAICHINH_SECRET_KEY")
        if from_environment:
            return from_environment
        path = self.home / "secret_key"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(48), encoding="ascii")
        return path.read_text(encoding="ascii")


def load_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read `Settings` from environment variables.

    Raises:
        ConfigError: a variable holds what cannot be used; the message names it.
    """
    home = Path(environ.get("CAICHINH_HOME", "var")).resolve()
    return Settings(
        home=home,
        database_url=environ.get("CAICHINH_DATABASE_URL", f"sqlite:///{home / 'caichinh.db'}"),
        feeds=_file(environ, "CAICHINH_FEEDS") or REPOSITORY / "feeds.yaml",
        facts=_file(environ, "CAICHINH_FACTS"),
        offices=_file(environ, "CAICHINH_OFFICES"),
        models=_file(environ, "CAICHINH_MODELS") or REPOSITORY / "models",
        contact=environ.get("CAICHINH_CONTACT", ""),
        fixed_now=_moment(environ, "CAICHINH_NOW"),
        min_interval_s=_seconds(environ, "CAICHINH_MIN_INTERVAL", default=1.0),
        allow_loopback=environ.get("CAICHINH_ALLOW_LOOPBACK", "") == "1",
        metrics_token=environ.get("CAICHINH_METRICS_TOKEN", ""),
    )


def _file(environ: Mapping[str, str], name: str) -> Path | None:
    value = environ.get(name)
    if not value:
        return None
    path = Path(value).resolve()
    if not path.exists():
        raise ConfigError(name, f"{value} does not exist.", "Correct the path or unset the variable.")
    return path


def _seconds(environ: Mapping[str, str], name: str, *, default: float) -> float:
    value = environ.get(name, "")
    try:
        return float(value) if value else default
    except ValueError:
        raise ConfigError(name, f"{value!r} is not a number of seconds.") from None


def _moment(environ: Mapping[str, str], name: str) -> datetime | None:
    value = environ.get(name)
    if not value:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError as error:
        raise ConfigError(
            name, f"{value!r} is not an ISO 8601 time.", "Example: 2026-11-21T07:30+07:00."
        ) from error
    if moment.tzinfo is None:
        raise ConfigError(name, f"{value!r} has no zone.", "Example: 2026-11-21T07:30+07:00.")
    return moment.astimezone(UTC)
