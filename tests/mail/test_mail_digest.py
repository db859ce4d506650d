"""The morning letter, over a real SMTP server on loopback."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope
from sqlalchemy.orm import Session, sessionmaker

from pipeline import mail
from pipeline.config import MailServer, load_settings
from pipeline.domain.agencies import load_agencies
from pipeline.domain.calendar import load_calendar
from pipeline.domain.errors import ConfigError
from pipeline.domain.records import Article, Capture, FeedEntry
from pipeline.house import House
from pipeline.mail import MailError, compose, send_digests
from pipeline.review.cases import CaseOpening
from pipeline.review.workflow import Role
from pipeline.store import articles, cases, ingested, mailing, people
from pipeline.store.access_tables import MailRow
from pipeline.store.dues import Due
from pipeline.store.tables import PersonRow

MORNING = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)  # 07:30 on a Monday in Vietnam
TITLE = "Dịch bệnh tăng nhanh\r\nBcc: ai.do@khac.example\r\n\r\n<script>alert(1)</script>"


@dataclass
class Postbox:
    """Takes letters; refuses those to `refused`."""

    letters: list[EmailMessage] = field(default_factory=list)
    refused: str = ""

    async def handle_RCPT(  # noqa: N802  the library's name
        self, _server: object, _session: object, envelope: Envelope, address: str, _options: object
    ) -> str:
        if address == self.refused:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, _server: object, _session: object, envelope: Envelope
    ) -> str:
        message = message_from_bytes(bytes(envelope.content or b""), policy=policy.default)
        assert envelope.rcpt_tos == [address.addr_spec for address in message["To"].addresses]
        self.letters.append(cast("EmailMessage", message))
        return "250 OK"


@pytest.fixture
def postbox() -> Iterator[tuple[Postbox, int]]:
    box = Postbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield box, port
    controller.stop()


def keep_case(session: Session, number: int, agency_id: str) -> None:
    url = f"https://bao.example/{number}"
    article = Article(id=f"a{number}", url=url, title=f"{TITLE} {number}", body="Nội dung.")
    entry = FeedEntry(id=url, url=url, title=article.title, summary="", published_at=MORNING)
    ingested.add_entries(session, [(article.id, entry)], outlet_id="bao", seen_at=MORNING)
    capture = Capture(
        url=url, final_url=url, fetched_at=MORNING, status=200, headers=(), body=b"x", sha256="ab" * 32
    )
    row = ingested.add_capture(session, capture)
    articles.save_article(session, article, outlet_id="bao", capture_id=row.id, seen_at=MORNING)
    opening = CaseOpening(
        group_id=article.id, agency_id=agency_id, article_id=article.id, priority=0.5, reason="Số liệu khác."
    )
    cases.open_cases(session, [opening], now=MORNING)


@pytest.fixture
def house(sessions: sessionmaker[Session], postbox: tuple[Postbox, int], tmp_path: Path) -> House:
    """Return what the mail shell asks of a house: settings, store, agencies, calendar, names of outlets."""
    with sessions.begin() as session:
        for login, role, agency_id in (
            ("yte", Role.OFFICER, "qn-yte"),
            ("giaoduc", Role.OFFICER, "qn-gddt"),
            ("quanly", Role.AUTHORITY, None),
            ("khong", Role.CLERK, "qn-yte"),
        ):
            row = people.add_person(
                session,
                login=login,
                full_name=f"Người, {login}",
                password="m" * 12,
                role=role,
                agency_id=agency_id,
            )
            if login != "khong":
                mailing.set_address(session, row, f"{login}@tinh.example")
        for number in range(3):
            keep_case(session, number, "qn-yte")
    settings = replace(
        load_settings({"CAICHINH_HOME": str(tmp_path)}),
        mail=MailServer(
            host="127.0.0.1",
            port=postbox[1],
            user="",
            password="",
            security="none",
            sender="baochi@tinh.example",
        ),
    )
    outlets = SimpleNamespace(outlet=lambda _id: SimpleNamespace(name="Báo Ví dụ"))
    return cast(
        "House",
        SimpleNamespace(
            settings=settings,
            sessions=sessions,
            agencies=load_agencies(),
            sources=outlets,
        ),
    )


def text(letter: EmailMessage) -> str:
    return str(letter.get_content())


def test_one_letter_each_with_what_the_person_may_see(house: House, postbox: tuple[Postbox, int]) -> None:
    assert send_digests(house, MORNING) == {"mails sent": 3, "mails failed": 0}
    letters = {letter["To"].addresses[0].username: letter for letter in postbox[0].letters}
    assert set(letters) == {"yte", "giaoduc", "quanly"}
    assert "CẦN XEM: 3 VỤ VIỆC" in text(letters["yte"])
    assert "CẦN XEM: 3 VỤ VIỆC" in text(letters["quanly"])
    assert "Không có vụ việc nào cần xem." in text(letters["giaoduc"])
    assert "Dịch bệnh" not in text(letters["giaoduc"])
    assert letters["yte"]["Subject"] == "Bản tin báo chí 23/11/2026: 3 vụ việc cần xem, 0 thời hạn"


def test_a_second_run_sends_nothing_and_the_next_working_day_again(
    house: House, postbox: tuple[Postbox, int]
) -> None:
    send_digests(house, MORNING)
    assert send_digests(house, MORNING + timedelta(hours=3))["mails sent"] == 0
    assert len(postbox[0].letters) == 3
    assert send_digests(house, MORNING + timedelta(days=2))["mails sent"] == 3  # the 24th is a day off


def test_nothing_leaves_before_half_past_seven(house: House, postbox: tuple[Postbox, int]) -> None:
    assert send_digests(house, MORNING - timedelta(minutes=1))["mails sent"] == 0
    assert postbox[0].letters == []


def test_on_a_day_off_only_those_get_a_letter_for_whom_something_waits(
    house: House, postbox: tuple[Postbox, int]
) -> None:
    assert send_digests(house, MORNING - timedelta(days=1))["mails sent"] == 2
    assert {letter["To"].addresses[0].username for letter in postbox[0].letters} == {"yte", "quanly"}


def test_what_a_newspaper_wrote_never_becomes_a_header_or_a_line_of_its_own(
    house: House, postbox: tuple[Postbox, int]
) -> None:
    send_digests(house, MORNING)
    for letter in postbox[0].letters:
        assert letter["Bcc"] is None
        assert not letter.is_multipart()
        assert letter.get_content_type() == "text/plain"
        assert not any(line.startswith(("Bcc:", "<script")) for line in text(letter).splitlines())


def test_one_mailbox_that_is_refused_does_not_hold_up_the_others(
    house: House, postbox: tuple[Postbox, int]
) -> None:
    postbox[0].refused = "yte@tinh.example"
    assert send_digests(house, MORNING) == {"mails sent": 2, "mails failed": 1}
    postbox[0].refused = ""
    assert send_digests(house, MORNING) == {"mails sent": 1, "mails failed": 0}


def test_a_server_that_is_away_is_named_and_the_next_run_sends(
    house: House, postbox: tuple[Postbox, int]
) -> None:
    assert house.settings.mail is not None
    away = replace(house.settings, mail=replace(house.settings.mail, port=1))
    with pytest.raises(MailError, match=r"127\.0\.0\.1:1"):
        send_digests(cast("House", SimpleNamespace(**{**vars(house), "settings": away})), MORNING)
    assert send_digests(house, MORNING)["mails sent"] == 3


def test_a_claim_of_a_run_that_died_is_taken_over_later(
    house: House, sessions: sessionmaker[Session]
) -> None:
    with sessions.begin() as session:
        person = session.query(PersonRow).filter_by(login="yte").one()
        assert mailing.claim(session, person, date(2026, 11, 23), MORNING)
    assert send_digests(house, MORNING + timedelta(minutes=1))["mails sent"] == 2
    assert send_digests(house, MORNING + timedelta(minutes=16))["mails sent"] == 1
    with sessions() as session:
        assert session.query(MailRow).filter_by(sent_at=None).count() == 0


def test_a_deadline_is_told_before_on_and_after_its_day(house: House) -> None:
    days = (date(2026, 11, 20), date(2026, 11, 23), date(2026, 11, 24))
    dues = tuple(
        Due(uid=str(day), agency_id="qn-yte", case_id=1, day=day, title="Hết hạn Báo Ví dụ", text="")
        for day in days
    )
    with house.sessions() as session:
        person = session.query(PersonRow).filter_by(login="yte").one()
        letter = compose(
            mail.Morning(cases=(), total=0, dues=dues, troubles=()),
            person=person,
            email="yte@tinh.example",
            sender="baochi@tinh.example",
            desk_url="https://baochi.tinh.example",
            calendar=load_calendar(),
            now=MORNING,
        )
    body = text(letter)
    for said in ("QUÁ HẠN từ 20/11/2026", "HẾT HẠN HÔM NAY 23/11/2026", "Hết hạn 24/11/2026"):
        assert said in body
    assert letter["Message-ID"] == f"<bantin.2026-11-23.{person.id}@baochi.tinh.example>"


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"CAICHINH_SMTP_SECURITY": "ssl"}, "CAICHINH_SMTP_SECURITY"),
        ({"CAICHINH_SMTP_PORT": "x"}, "CAICHINH_SMTP_PORT"),
        ({"CAICHINH_MAIL_FROM": "a@b.example\r\nBcc: c@d.example"}, "CAICHINH_MAIL_FROM"),
        ({"CAICHINH_SMTP_USER": "a", "CAICHINH_SMTP_SECURITY": "none"}, "CAICHINH_SMTP_USER"),
    ],
)
def test_settings_of_mail_that_cannot_be_used_are_named(changed: dict[str, str], named: str) -> None:
    good = {"CAICHINH_SMTP_HOST": "smtp.tinh.example", "CAICHINH_MAIL_FROM": "baochi@tinh.example"}
    assert load_settings(good).mail is not None
    with pytest.raises(ConfigError, match=named):
        load_settings(good | changed)
