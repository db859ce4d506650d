"""The morning digest by mail: one letter per person and day, never one per event. The only user of `smtplib`.

What waits, what falls due, which sources are silent, with a link to each. Plain text: it reads the same in every
program, and nothing a newspaper wrote can become markup or a header.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import urlsplit

import structlog
from sqlalchemy.orm import Session

from pipeline.config import MailServer
from pipeline.domain.calendar import Calendar
from pipeline.domain.dates import VIETNAM, printed
from pipeline.domain.errors import CaiChinhError
from pipeline.domain.text import clean_line
from pipeline.house import House
from pipeline.review.workflow import WAITING
from pipeline.store import calendar as calendars
from pipeline.store import cases, clocks, dues, mailing
from pipeline.store.dues import Due
from pipeline.store.tables import PersonRow
from pipeline.store.troubles import Trouble, troubles

MORNING = time(7, 30)
"""When the day's letter may leave, in Vietnam."""
LONGEST = 20
"""Cases listed in one letter; the rest are counted."""
TIMEOUT_S = 20.0
_LOG = structlog.get_logger()


class MailError(CaiChinhError):
    """The mail server cannot be reached or refuses us."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One waiting case of a digest."""

    case_id: int
    agency_name: str
    title: str
    outlet: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Morning:
    """What one person reads at 07:30."""

    cases: tuple[Waiting, ...]
    total: int
    dues: tuple[Due, ...]
    troubles: tuple[Trouble, ...]


def send_digests(house: House, now: datetime) -> dict[str, int]:
    """Send today's digest to everybody who wants it and has not had it; return counts.

    Nothing leaves before 07:30, without a mail server, or a second time. On a day off only those get a letter for
    whom something waits; on a working day its absence would be read as "nothing works".

    Raises:
        MailError: the server cannot be reached or refuses us; who was left out is served by the next run.
    """
    local, server = now.astimezone(VIETNAM), house.settings.mail
    counts = {"mails sent": 0, "mails failed": 0}
    if server is None or local.time() < MORNING:
        return counts
    with house.sessions() as session:
        waiting = [(row[0].id, row[1]) for row in mailing.due(session, local.date(), now)]
    if not waiting:
        return counts
    with _open(server) as connection:
        for person_id, email in waiting:
            outcome = _send(house, connection, person_id, email, now)
            if outcome:
                counts[outcome] += 1
    return counts


def unsent(session: Session, now: datetime) -> int:
    """Return how many people wait for today's digest although its hour has come."""
    local = now.astimezone(VIETNAM)
    return len(mailing.due(session, local.date(), now)) if local.time() >= MORNING else 0


def _send(house: House, connection: smtplib.SMTP, person_id: int, email: str, now: datetime) -> str:
    """Send one person's digest and return which count it belongs to, empty when there was nothing to send.

    The day is claimed first and in its own transaction, so that of two runs at once one sends.
    """
    day = now.astimezone(VIETNAM).date()
    assert house.settings.mail is not None
    with house.sessions.begin() as session:
        person = session.get_one(PersonRow, person_id)
        morning, days = gather(house, session, person, now), calendars.current(session)
        idle = not (morning.total or morning.dues or days.is_working(day))
        if idle or not mailing.claim(session, person, day, now):
            return ""
    message = compose(
        morning,
        person=person,
        email=email,
        sender=house.settings.mail.sender,
        desk_url=house.settings.desk_url,
        calendar=days,
        now=now,
    )
    try:
        connection.send_message(message)
    except smtplib.SMTPServerDisconnected as error:
        _give_back(house, person_id, day)
        raise MailError(f"the mail server broke off: {error}") from error
    except smtplib.SMTPException as error:
        _give_back(house, person_id, day)
        _LOG.warning("digest refused", login=person.login, problem=str(error))
        return "mails failed"
    with house.sessions.begin() as session:
        mailing.sent(session, person_id, day, message_id=message["Message-ID"], at=now)
    return "mails sent"


def _give_back(house: House, person_id: int, day: date) -> None:
    with house.sessions.begin() as session:
        mailing.unclaim(session, person_id, day)


def gather(house: House, session: Session, person: PersonRow, now: datetime) -> Morning:
    """Return what waits for a person, as far as the person may see it."""
    agency_id = cases.seen_agency(cases.actor_of(person))
    day = now.astimezone(VIETNAM).date()
    clocks.start_received(session)
    soon = calendars.current(session).add_working_days(day, 1)[0]
    rows = cases.queue(session, agency_id=agency_id, limit=LONGEST)
    counted = cases.counts(session, agency_id)
    return Morning(
        cases=tuple(
            Waiting(
                case_id=case.id,
                agency_name=house.agencies.name(case.agency_id),
                title=version.title,
                outlet=house.sources.outlet(article.outlet_id).name,
                reason=case.reason,
            )
            for case, version, article in rows
        ),
        total=sum(counted.get(state, 0) for state in WAITING),
        dues=tuple(due for due in dues.open_dues(session, agency_id) if due.day <= soon),
        troubles=tuple(troubles(session, now)),
    )


def compose(
    morning: Morning,
    *,
    person: PersonRow,
    email: str,
    sender: str,
    desk_url: str,
    calendar: Calendar,
    now: datetime,
) -> EmailMessage:
    """Return the letter. Headers take only what is ours: a date, a count, a checked address."""
    day = now.astimezone(VIETNAM).date()
    message = EmailMessage(policy=SMTP)
    message["Subject"] = (
        f"Bản tin báo chí {day:%d/%m/%Y}: {morning.total} vụ việc cần xem, {len(morning.dues)} thời hạn"
    )
    message["From"] = Address("Cải Chính", addr_spec=sender)
    message["To"] = Address(clean_line(person.full_name), addr_spec=email)
    message["Date"] = now
    host = urlsplit(desk_url).hostname or "caichinh"
    message["Message-ID"] = f"<bantin.{day.isoformat()}.{person.id}@{host}>"
    message["Auto-Submitted"] = "auto-generated"  # no vacation answers (RFC 3834)
    message.set_content("\n".join(_lines(morning, desk_url, calendar, day, now)), cte="quoted-printable")
    return message


def _lines(morning: Morning, desk_url: str, calendar: Calendar, day: date, now: datetime) -> Iterable[str]:
    yield f"BẢN TIN BÁO CHÍ SÁNG {calendar.describe(day)}"
    yield f"Lập lúc {printed(now)}. Hệ thống chỉ nêu dấu hiệu; cơ quan xác minh và kết luận."
    yield ""
    if morning.dues:
        yield "THỜI HẠN"
        for due in morning.dues:
            yield f"- {_when(due.day, day)}: {clean_line(due.title)}"
            yield f"  {desk_url}/vu-viec/{due.case_id}"
        yield ""
    yield f"CẦN XEM: {morning.total} VỤ VIỆC" if morning.total else "Không có vụ việc nào cần xem."
    for number, case in enumerate(morning.cases, start=1):
        yield f"{number}. {clean_line(case.title)}"
        yield f"   {clean_line(case.outlet)} | {clean_line(case.agency_name)}"
        yield f"   {clean_line(case.reason)}"
        yield f"   {desk_url}/vu-viec/{case.case_id}"
    if morning.total > len(morning.cases):
        yield f"... và {morning.total - len(morning.cases)} vụ việc khác: {desk_url}/vu-viec"
    if morning.troubles:
        yield ""
        yield "NGUỒN TIN CÓ TRỤC TRẶC (tin của các báo này có thể bị bỏ sót)"
        for trouble in morning.troubles:
            yield f"- {clean_line(trouble.url)}: {clean_line(trouble.text)}"
    yield ""
    yield f"Đổi hoặc bỏ địa chỉ nhận thư: {desk_url}/tai-khoan"


def _when(due: date, today: date) -> str:
    if due < today:
        return f"QUÁ HẠN từ {due:%d/%m/%Y}"
    return f"HẾT HẠN HÔM NAY {due:%d/%m/%Y}" if due == today else f"Hết hạn {due:%d/%m/%Y}"


def _open(server: MailServer) -> smtplib.SMTP:
    """Return a connection, encrypted and signed in as the settings say."""
    try:
        if server.security == "tls":
            context = ssl.create_default_context()
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=TIMEOUT_S, context=context
            )
        else:
            connection = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT_S)
        if server.security == "starttls":
            connection.starttls(context=ssl.create_default_context())
        if server.user:
            connection.login(server.user, server.password)
    except (OSError, smtplib.SMTPException) as error:
        raise MailError(f"mail server {server.host}:{server.port}: {error}") from error
    return connection
