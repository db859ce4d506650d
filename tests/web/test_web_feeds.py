"""Private calendar and news: what they say, to whom, and that a key can be taken away."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import feedparser
import pytest
from flask import Flask
from icalendar import Calendar
from sqlalchemy.orm import Session

from pipeline.domain.dates import VIETNAM
from pipeline.store import clocks, following, people
from pipeline.store.tables import CaseRow, LetterRow, PersonRow, VersionRow

SignIn = Callable[[str], Any]
FIGURE = {
    "flag": "1",
    "flag-1-problem": "Số ca mắc không đúng.",
    "flag-1-truth": "Có 1.254 ca mắc.",
    "flag-1-source": "Báo cáo số 11/BC-SYT ngày 20/11/2026 của Sở Y tế",
}


def addresses(visitor: Any) -> tuple[str, str]:  # noqa: ANN401  the visitor of conftest
    page = visitor.post("/tai-khoan/lich").text
    ics, atom = re.findall(r'value="http://localhost(/[^"]+\.(?:ics|atom))"', page)
    return ics, atom


@pytest.fixture
def received(sign_in: SignIn, stored: Session) -> LetterRow:
    """Return a letter of case 1 to a daily, whose receipt was proved this morning."""
    officer, head, clerk = sign_in("truc"), sign_in("truong"), sign_in("vanthu")
    officer.act("/vu-viec/1/ket-luan", verdict="false", **FIGURE)
    officer.act("/vu-viec/1/du-thao", article="tin-1")
    assert head.act("/van-ban/1/duyet").status_code == 302
    assert clerk.act("/van-ban/1/gui", number="12/SYT-VP", sent_at="2026-11-23T06:00").status_code == 302
    assert (
        clerk.act("/van-ban/1/da-nhan", received_at="2026-11-23T07:00", proof="Giấy báo phát").status_code
        == 302
    )
    return stored.get_one(LetterRow, 1)


def events(client: Any, address: str) -> list[Any]:  # noqa: ANN401
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.content_type == "text/calendar; charset=utf-8"
    return list(Calendar.from_ical(answer.data).walk("VEVENT"))


def test_a_deadline_is_an_all_day_event_with_a_reminder_the_day_before(
    app: Flask, sign_in: SignIn, received: LetterRow
) -> None:
    ics, _atom = addresses(sign_in("truc"))
    (event,) = events(app.test_client(), ics)
    assert isinstance(event.decoded("DTSTART"), date)
    assert not isinstance(event.decoded("DTSTART"), datetime)
    assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(days=1)
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == ("van-ban-1@caichinh", 0, "CONFIRMED")
    (alarm,) = event.walk("VALARM")
    assert alarm["TRIGGER"].dt == timedelta(days=-1)


def test_a_changed_deadline_raises_the_sequence_and_an_ended_one_is_cancelled(
    app: Flask, sign_in: SignIn, received: LetterRow, stored: Session
) -> None:
    ics, _atom = addresses(sign_in("truc"))
    client = app.test_client()
    (first,) = events(client, ics)
    (same,) = events(client, ics)
    assert same["SEQUENCE"] == first["SEQUENCE"] == 0
    (clock,) = (row for row in clocks.of_case(stored, 1) if row.letter_id == received.id)
    head = stored.query(PersonRow).filter_by(login="truong").one()
    clocks.extend(stored, clock, 3, "Tòa soạn đề nghị", actor=head, now=clock.started_at)
    stored.commit()
    (moved,) = events(client, ics)
    assert (moved["UID"], moved["SEQUENCE"]) == (first["UID"], 1)
    assert moved.decoded("DTSTART") > first.decoded("DTSTART")
    stored.get_one(CaseRow, 1).state = "closed"
    stored.commit()
    (gone,) = events(client, ics)
    assert (gone["UID"], gone["SEQUENCE"], gone["STATUS"]) == (first["UID"], 2, "CANCELLED")
    assert gone.walk("VALARM") == []


def test_a_pause_and_an_extension_count_on_the_letter_its_reminders_and_in_the_calendar(
    app: Flask, sign_in: SignIn, received: LetterRow, stored: Session
) -> None:
    officer = sign_in("truc")
    ics, _atom = addresses(officer)
    before = officer.get("/van-ban/1").text
    (clock,) = (row for row in clocks.of_case(stored, 1) if row.letter_id == received.id)
    head = stored.query(PersonRow).filter_by(login="truong").one()
    clocks.extend(stored, clock, 3, "Tòa soạn đề nghị", actor=head, now=clock.started_at)
    assert clock.due_at is not None
    due = clock.due_at
    clocks.pause(stored, clock, "Chờ xác minh thêm", actor=head, now=clock.started_at)
    stored.commit()
    assert events(app.test_client(), ics) == []  # never told, and no date while it stands still
    page = officer.get("/van-ban/1").text
    assert "Đang tạm dừng" in page
    assert "Đã quá hạn" not in page
    assert following.remind(stored, due + timedelta(days=30)) == 0
    clocks.resume(stored, clock, actor=head, now=clock.started_at)
    stored.commit()
    (event,) = events(app.test_client(), ics)
    assert event.decoded("DTSTART") == due.astimezone(VIETNAM).date()
    page = officer.get("/van-ban/1").text
    assert f"{due.astimezone(VIETNAM):%d/%m/%Y}" in page
    assert "Gia hạn thêm 3 ngày" in page
    assert "Gia hạn thêm" not in before
    assert following.remind(stored, due + timedelta(days=1)) == 1


def test_news_are_those_of_the_own_agency(app: Flask, sign_in: SignIn, stored: Session) -> None:
    title = "Tít có <b>thẻ</b> & ký tự \x0b lạ"
    stored.query(VersionRow).filter_by(article_id="bao-1").one().title = title
    stored.commit()
    client = app.test_client()
    links = {}
    for login in ("truc", "giaoduc", "quanly"):
        answer = client.get(addresses(sign_in(login))[1])
        feed = feedparser.parse(answer.data)
        assert not feed.bozo
        links[login] = [entry.link.rpartition("/")[2] for entry in feed.entries]
    assert links == {"truc": ["4", "3", "2", "1"], "giaoduc": ["5"], "quanly": ["5", "4", "3", "2", "1"]}
    own = client.get(addresses(sign_in("truc"))[1]).text
    assert "&lt;b&gt;thẻ&lt;/b&gt; &amp; ký tự lạ" in own


def test_an_unchanged_feed_is_not_sent_again(app: Flask, sign_in: SignIn) -> None:
    _ics, atom = addresses(sign_in("truc"))
    client = app.test_client()
    first = client.get(atom)
    again = client.get(atom, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_a_new_key_a_revoked_key_and_a_closed_account_end_the_old_address(
    app: Flask, sign_in: SignIn, stored: Session
) -> None:
    visitor, client = sign_in("truc"), app.test_client()
    old, _atom = addresses(visitor)
    new, _atom = addresses(visitor)
    assert [client.get(address).status_code for address in (old, new)] == [404, 200]
    visitor.post("/tai-khoan/lich/huy")
    assert client.get(new).status_code == 404
    last, atom = addresses(visitor)
    people.deactivate(stored, stored.query(PersonRow).filter_by(login="truc").one())
    stored.commit()
    assert [client.get(address).status_code for address in (last, atom)] == [404, 404]


def test_a_feed_follows_the_person_to_another_agency(app: Flask, sign_in: SignIn, stored: Session) -> None:
    _ics, atom = addresses(sign_in("truc"))
    stored.query(PersonRow).filter_by(login="truc").one().agency_id = "qn-gddt"
    stored.commit()
    feed = feedparser.parse(app.test_client().get(atom).data)
    assert [entry.link.rpartition("/")[2] for entry in feed.entries] == ["5"]
