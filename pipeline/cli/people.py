"""Commands for who may come in: accounts, keys for programs, the audit trail, the digest by mail."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import click
from sqlalchemy.orm import Session

from pipeline.config import Settings, load_settings
from pipeline.domain.agencies import load_agencies
from pipeline.domain.errors import ConfigError
from pipeline.house import open_house
from pipeline.mail import send_digests
from pipeline.review.workflow import Role
from pipeline.store import audit, people, second_factor, sign_ins, tokens
from pipeline.store.access_tables import TokenRow
from pipeline.store.people import PersonError
from pipeline.store.session import open_engine, open_sessions
from pipeline.store.tables import PersonRow
from pipeline.store.tokens import API_SCOPES, Scope


@contextmanager
def _written(action: str, **detail: object) -> Iterator[tuple[Settings, Session]]:
    """Give the settings and a session; what was done is committed with its audit event."""
    settings = load_settings()
    with open_sessions(open_engine(settings.database_url)).begin() as session:
        yield settings, session
        audit.record(session, at=settings.now(), actor="operator", action=action, detail=detail)


def _person(session: Session, login: str) -> PersonRow:
    row = people.by_login(session, login)
    if row is None:
        raise PersonError(f"Login {login!r} is unknown or closed; `caichinh user list` shows all.")
    return row


@click.group()
def user() -> None:
    """Look after accounts of the desk."""


@user.command("add")
@click.argument("login")
@click.option("--name", required=True, help="Full name, as the desk shows it.")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option(
    "--agency", "agency_id", help="Register id, such as qn-yte; needed for officer, head and clerk."
)
@click.password_option(help=f"At least {people.MIN_PASSWORD} characters; asked for when not given.")
def user_add(login: str, name: str, role: str, agency_id: str | None, password: str) -> None:
    """Make an account. LOGIN is what the person types to sign in."""
    if agency_id is not None:
        load_agencies().get(agency_id)
    with _written("add account", login=login, role=role, agency=agency_id) as (_settings, session):
        people.add_person(
            session, login=login, full_name=name, password=password, role=Role(role), agency_id=agency_id
        )
    click.echo(f"{login} may sign in as {role}.")


@user.command("list")
def user_list() -> None:
    """Show all accounts: login, role, agency, whether open, whether with a second step."""
    with open_sessions(open_engine(load_settings().database_url))() as session:
        for row in people.everybody(session):
            state = "open" if row.active else "closed"
            second = "two steps" if second_factor.is_on(session, row) else "one step"
            click.echo(f"{row.login:<20} {row.role.value:<10} {row.agency_id or '-':<12} {state:<7} {second}")


@user.command("reset")
@click.argument("login")
@click.option("--second-step", is_flag=True, help="Turn the second step off too (the telephone is lost).")
@click.password_option(help=f"At least {people.MIN_PASSWORD} characters; asked for when not given.")
def user_reset(login: str, *, second_step: bool, password: str) -> None:
    """Give LOGIN a new password, lift a lock, and end all its sessions."""
    with _written("reset account", login=login, second_step=second_step) as (settings, session):
        row = _person(session, login)
        people.set_password(session, row, password)
        sign_ins.end_all(session, row, settings.now())
        if second_step:
            second_factor.turn_off(session, row)
    click.echo(f"{login} has a new password; all sessions ended.")


@user.command("deactivate")
@click.argument("login")
def user_deactivate(login: str) -> None:
    """Close an account: no sign-in, no mail, no feed. What the person did stays under the name."""
    with _written("close account", login=login) as (settings, session):
        row = _person(session, login)
        sign_ins.end_all(session, row, settings.now())
        people.deactivate(session, row)
    click.echo(f"{login} is closed.")


@user.command("link")
@click.argument("login")
@click.option("--subject", required=True, help="What the sign-in service calls the person (claim `sub`).")
def user_link(login: str, subject: str) -> None:
    """Let LOGIN sign in through the service of CAICHINH_OIDC_ISSUER."""
    with _written("link account", login=login, subject=subject) as (settings, session):
        if settings.oidc is None:
            raise ConfigError("CAICHINH_OIDC_ISSUER", "is not set.", "Name the sign-in service first.")
        people.link(session, _person(session, login), settings.oidc.issuer, subject)
    click.echo(f"{login} may sign in through the service.")


@click.group("token")
def token_group() -> None:
    """Look after keys of the JSON API."""


@token_group.command("add")
@click.argument("name")
@click.option("--agency", "agency_id", help="Register id, such as qn-yte.")
@click.option("--whole-province", is_flag=True, help="Instead of --agency: the records of every agency.")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    required=True,
    type=click.Choice([scope.value for scope in API_SCOPES]),
)
@click.option(
    "--days", type=click.IntRange(1, 3650), default=365, show_default=True, help="How long it is good."
)
def token_add(
    name: str, agency_id: str | None, *, whole_province: bool, scopes: tuple[str, ...], days: int
) -> None:
    """Make a key and print it this once. NAME says who uses it."""
    if (agency_id is None) != whole_province:
        raise click.UsageError("Give --agency or --whole-province, one of the two.")
    if agency_id is not None:
        load_agencies().get(agency_id)
    with _written("add token", name=name, agency=agency_id, scopes=list(scopes)) as (settings, session):
        row, secret = tokens.issue(
            session,
            name=name,
            scopes=[Scope(scope) for scope in scopes],
            agency_id=agency_id,
            now=settings.now(),
            lifetime=timedelta(days=days),
        )
        number = row.id
    click.echo(f"Token {number}, shown only now: {secret}")


@token_group.command("list")
def token_list() -> None:
    """Show all keys, never the secrets: number, agency, scopes, last use, state, name."""
    settings = load_settings()
    with open_sessions(open_engine(settings.database_url))() as session:
        for row in tokens.all_tokens(session):
            state = "revoked" if row.revoked_at else "good"
            if row.expires_at and row.expires_at <= settings.now():
                state = "expired"
            used = row.last_used_on.isoformat() if row.last_used_on else "never"
            click.echo(
                f"{row.id:>4} {row.agency_id or '-':<12} {row.scopes:<40} {used:<11} {state:<8} {row.name}"
            )


@token_group.command("revoke")
@click.argument("number", type=int)
def token_revoke(number: int) -> None:
    """Make key NUMBER worthless from now on."""
    with _written("revoke token", token=number) as (settings, session):
        row = session.get(TokenRow, number)
        if row is None:
            raise PersonError(f"There is no token {number}; `caichinh token list` shows all.")
        tokens.revoke(session, row, settings.now())
    click.echo(f"Token {number} is revoked.")


@click.group("audit")
def audit_group() -> None:
    """Look after the audit trail."""


@audit_group.command("verify")
@click.option(
    "--root", "roots", multiple=True, help="A root printed in a report: it must still stand in the trail."
)
def audit_verify(roots: tuple[str, ...]) -> None:
    """Check the chain of hashes and every root noted beside the database; name what is broken (status 1)."""
    settings = load_settings()
    with open_sessions(open_engine(settings.database_url))() as session:
        broken = audit.first_broken(session)
        lost = audit.lost_anchors(session, settings.audit_anchors)
        missing = [root for root in roots if not audit.holds(session, root)]
        newest = audit.root(session)
    if broken is not None:
        click.echo(f"The audit trail is broken at row {broken}: it was changed outside the program.")
    if lost:
        click.echo(
            f"The trail no longer holds the root of {lost[0]}: what was written until then was cut off."
        )
    for root in missing:
        click.echo(f"The trail does not hold the root {root}.")
    if broken is not None or lost or missing:
        raise click.exceptions.Exit(1)
    click.echo(f"The audit trail is whole; its root is {newest}.")


@click.group("mail")
def mail_group() -> None:
    """Look after the digest by mail."""


@mail_group.command("digest")
def mail_digest() -> None:
    """Send today's digest to everybody who wants it and has not had it, from 07:30 on; for a timer."""
    settings = load_settings()
    if settings.mail is None:
        raise ConfigError("CAICHINH_SMTP_HOST", "is not set.", "Name the mail server; see `caichinh --help`.")
    house = open_house(settings)
    counts = send_digests(house, settings.now())
    for name, count in counts.items():
        click.echo(f"{name:<18}{count:>7}")
    if counts["mails failed"]:
        raise click.exceptions.Exit(1)


COMMANDS = (user, token_group, audit_group, mail_group)
