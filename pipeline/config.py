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
class MailServer:
    """The server that takes the digest (`CAICHINH_SMTP_HOST`, `_PORT`, `_USER`, `_PASSWORD`, `_SECURITY`)."""

    host: str
    port: int
    user: str
    password: str
    security: str
    """`starttls` (default, port 587), `tls` (port 465) or `none` (a relay on the same machine, port 25)."""
    sender: str
    """Address in From (`CAICHINH_MAIL_FROM`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInService:
    """The province's own sign-in by OpenID Connect (`CAICHINH_OIDC_ISSUER`, `_CLIENT_ID`, `_CLIENT_SECRET`)."""

    issuer: str
    client_id: str
    client_secret: str
    name: str
    """What the button says (`CAICHINH_OIDC_NAME`)."""


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
    retention: Path | None = None
    """Rules of retention as CSV (`CAICHINH_RETENTION`); None: those that ship."""
    metrics_token: str = ""
    """Bearer token that opens `/metrics` (`CAICHINH_METRICS_TOKEN`); empty: there is no such page."""
    desk_url: str = "http://127.0.0.1:8016"
    """Where people open the desk, for links in mail and calendars (`CAICHINH_DESK_URL`)."""
    mail: MailServer | None = None
    """None: no digest leaves by mail."""
    oidc: SignInService | None = None
    """None: people sign in with the passwords of the desk alone."""

    @property
    def archive(self) -> Path:
        """Return the folder of raw captures."""
        return self.home / "archive"

    @property
    def documents(self) -> Path:
        """Return the folder of digests, letters and reports."""
        return self.home / "documents"

    @property
    def audit_anchors(self) -> Path:
        """Return the file of audit roots; copy it to where the database's keeper cannot write."""
        return self.home / "audit-roots.txt"

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
        feeds=Path(
            environ.get("CAICHINH_FEEDS") or REPOSITORY / "feeds.yaml"
        ).resolve(),  # read by who needs it
        facts=_file(environ, "CAICHINH_FACTS"),
        offices=_file(environ, "CAICHINH_OFFICES"),
        models=_file(environ, "CAICHINH_MODELS") or REPOSITORY / "models",
        contact=environ.get("CAICHINH_CONTACT", ""),
        fixed_now=_moment(environ, "CAICHINH_NOW"),
        min_interval_s=_seconds(environ, "CAICHINH_MIN_INTERVAL", default=1.0),
        allow_loopback=environ.get("CAICHINH_ALLOW_LOOPBACK", "") == "1",
        retention=_file(environ, "CAICHINH_RETENTION"),
        metrics_token=environ.get("CAICHINH_METRICS_TOKEN", ""),
        desk_url=environ.get("CAICHINH_DESK_URL", "http://127.0.0.1:8016").rstrip("/"),
        mail=_mail(environ),
        oidc=_oidc(environ),
    )


_PORTS = {"starttls": 587, "tls": 465, "none": 25}


def _mail(environ: Mapping[str, str]) -> MailServer | None:
    host = environ.get("CAICHINH_SMTP_HOST")
    if not host:
        return None
    security = environ.get("CAICHINH_SMTP_SECURITY", "starttls")
    if security not in _PORTS:
        raise ConfigError("CAICHINH_SMTP_SECURITY", f"{security!r} is none of starttls, tls, none.")
    port, user = environ.get("CAICHINH_SMTP_PORT", ""), environ.get("CAICHINH_SMTP_USER", "")
    if port and not port.isdigit():
        raise ConfigError("CAICHINH_SMTP_PORT", f"{port!r} is no port number.")
    sender = environ.get("CAICHINH_MAIL_FROM", "")
    if "@" not in sender or not sender.isprintable():
        raise ConfigError("CAICHINH_MAIL_FROM", f"{sender!r} is no address.", "Example: baochi@tinh.example")
    if user and security == "none":
        raise ConfigError(
            "CAICHINH_SMTP_USER", "a password would travel in the clear.", "Use starttls or tls."
        )
    return MailServer(
        host=host,
        port=int(port) if port else _PORTS[security],
        user=user,
        password=environ.get("CAICHINH_SMTP_PASSWORD", ""),
        security=security,
        sender=sender,
    )


def _oidc(environ: Mapping[str, str]) -> SignInService | None:
    issuer = environ.get("CAICHINH_OIDC_ISSUER", "").rstrip("/")
    if not issuer:
        return None
    if not issuer.startswith(("https://", "http://127.0.0.1:", "http://localhost:")):
        raise ConfigError("CAICHINH_OIDC_ISSUER", f"{issuer!r} is not reached over https.")
    client_id = environ.get("CAICHINH_OIDC_CLIENT_ID", "")
    if not client_id:
        raise ConfigError("CAICHINH_OIDC_CLIENT_ID", "is missing beside the issuer.")
    return SignInService(
        issuer=issuer,
        client_id=client_id,
        client_secret=environ.get("CAICHINH_OIDC_CLIENT_SECRET", ""),
        name=environ.get("CAICHINH_OIDC_NAME", "Đăng nhập một lần của tỉnh"),
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
