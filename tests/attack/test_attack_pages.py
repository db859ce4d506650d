"""Stored and reflected script: the pages as a browser reads them hold no element and no attribute of an attacker."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

import html5lib
import pytest
import sqlalchemy as sa
from icalendar import Calendar
from lxml import etree, html

from pipeline.store.tables import Base

Target = Any
KEPT = frozenset(
    [
        "id",
        "url",
        "feed_url",
        "agency_id",
        "outlet_id",
        "article_id",
        "group_id",
        "event_id",
        "login",
        "password_hash",
        "hash",
        "previous_hash",
        "sha256",
        "record_sha256",
        "text_sha256",
        "fact_id",
        "session_number",
        "kind",
        "role",
        "signal",
        "field",
        "query",
        "scopes",
        "status_line",
        "content_type",
        "uid",
        "key",
        "body_sha256",
        "audit_root",
        "version",
        "period",
    ]
)
"""Columns and keys that hold names of ours, digests or keys; all other text is somebody else's."""
WORDS_OF_OURS = frozenset(
    [
        "label",
        "mistakes",
        "mistake",
        "tone",
        "failure",
        "regime",
        "certainty",
        "due_kind",
        "verdict",
        "medium",
        "state",
        "unit_kind",
    ]
)
PARAMETERS = [
    "q",
    "co-quan",
    "bao",
    "cua-toi",
    "qua-han",
    "ds",
    "sau",
    "trang",
    "tim",
    "url",
    "next",
    "quy",
    "nam",
    "sap",
    "ban",
    "lock",
    "fact_id",
    "subject",
    "value",
    "note",
    "unit",
    "source_doc",
    "position",
    "aliases",
    "period_from",
    "agency_id",
    "full_name",
    "title",
    "loc",
]
FIELDS = [
    "comment",
    "question",
    "unit",
    "answer",
    "due",
    "name",
    "login",
    "password",
    "code",
    "email",
    "text",
    "reason",
    "outlet",
    "medium",
    "day",
    "hour",
    "issue",
    "verdict",
    "flag-1-problem",
    "assignee",
    "until",
    "ground",
    "remarks",
    "post",
    "phone",
    "decision_no",
]


def spoiled(value: Any, mark: str, key: str = "") -> Any:  # noqa: ANN401  JSON
    """Return JSON in which every text of somebody else ends in the hostile text."""
    if isinstance(value, dict):
        return {name: spoiled(inner, mark, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [spoiled(inner, mark, key) for inner in value]
    is_time = isinstance(value, str) and re.match(r"\d{4}-\d\d-\d\d", value) is not None
    if (
        not isinstance(value, str)
        or key in KEPT | WORDS_OF_OURS
        or is_time
        or key.endswith(("_at", "_from", "_to"))
    ):
        return value
    return f"{value} {mark}"


@pytest.fixture(scope="module")
def spoiled_target(target: Target) -> Target:
    """Return the desk with the hostile text at the end of every text of the database that is not a word of ours."""
    with target.app.extensions["desk"].sessions.begin() as session:
        for table in Base.metadata.tables.values():
            if table.name in {
                "audit",
                "sign_in",
                "identity",
                "alembic_version",
                "register_change",
                "calendar_day",
            }:
                continue
            columns = [
                column
                for column in table.columns
                if not column.primary_key
                and not column.foreign_keys
                and column.name not in KEPT | WORDS_OF_OURS
                and type(column.type) in {sa.String, sa.Text, sa.JSON}
            ]
            keys = list(table.primary_key.columns)
            for row in session.execute(sa.select(table)).mappings().all():
                changed = {
                    column.name: spoiled(row[column.name], target.hostile, column.name)
                    for column in columns
                    if row[column.name]
                }
                if changed:
                    session.execute(
                        sa.update(table).where(*(key == row[key.name] for key in keys)).values(changed)
                    )
    return target


def wrong_in(page: str, mark: str) -> list[str]:
    """Return elements and attributes of the attacker in a page, as a browser's parser finds them."""
    found = ["template"] if "1337" in page else []
    tree = (
        html5lib.parse(page, namespaceHTMLElements=False) if mark in page else html.document_fromstring(page)
    )
    for element in tree.iter():  # html5lib costs twenty times as much: only where the attacker has a word
        if not isinstance(element.tag, str):
            found += ["comment"] * (mark in (element.text or ""))
            continue
        has_code = element.tag in {"script", "style"} and (element.text or "").strip()
        if mark in element.tag or has_code:
            found.append(element.tag)
        found += [
            f"{element.tag} {name}={value[:80]}"
            for name, value in element.attrib.items()
            if is_wrong(element.tag, name, value, mark)
        ]
    return found


def is_wrong(tag: str, name: str, value: str, mark: str) -> bool:
    """Tell whether an attribute runs something, or leads where the attacker wants."""
    if name.startswith("on") or name in {"style", "srcdoc"} or mark in name:
        return True
    if name not in {"href", "src", "action", "formaction"}:
        return False
    scheme = urlsplit("".join(value.split())).scheme.lower()
    if tag == "img" and scheme == "data" and mark not in value:
        return False  # the picture of the key for an authenticator
    is_known = scheme in {"", "http", "https", "mailto", "tel", "urn"}
    return not is_known or (name != "href" and mark in value.partition("?")[0])


PEOPLE = ("truc", "truong", "vanthu", "quanly", "quantri", "lanhdao")


@pytest.mark.parametrize("login", PEOPLE)
def test_no_stored_text_becomes_markup_on_any_page(spoiled_target: Target, login: str) -> None:
    visitor, carrying, wrong = spoiled_target.as_(login), 0, {}
    for rule in spoiled_target.routes("GET"):
        for extra in spoiled_target.pages_of(rule):
            answer = visitor.get(spoiled_target.address(rule, **extra))
            assert answer.status_code < 500, (rule, answer.text[-400:])
            if answer.mimetype != "text/html" or answer.status_code >= 300:
                continue
            if found := wrong_in(answer.text, spoiled_target.mark):
                wrong[rule.rule, *extra.values()] = found
            carrying += spoiled_target.mark in answer.text
    assert wrong == {}
    assert carrying >= 5  # the text is there, as text


def test_no_word_of_an_address_becomes_markup(target: Target) -> None:
    query = dict.fromkeys(PARAMETERS, target.hostile)
    for visitor in (target.as_("truc"), target.as_("quanly")):
        for rule in target.routes("GET"):
            for given in (query, {"q": target.hostile}, {"next": target.hostile, "url": target.hostile}):
                answer = visitor.client.get(target.address(rule), query_string=given)
                assert answer.status_code < 500, rule
                if answer.mimetype == "text/html":
                    assert wrong_in(answer.text, target.mark) == [], (rule, given.keys())


def test_no_field_of_a_refused_form_becomes_markup(target: Target) -> None:
    for login in ("truc", "quanly", "quantri"):
        visitor = target.as_(login)
        token = visitor.token("/tai-khoan")
        for rule in target.routes("POST"):
            if "sign_out" in rule.endpoint or rule.endpoint == "account.new_feeds":
                continue
            form = dict.fromkeys([*PARAMETERS, *FIELDS], target.hostile) | {"csrf_token": token}
            answer = visitor.client.post(target.address(rule), data=form)
            assert answer.status_code < 500, (rule, answer.text[-400:])
            if answer.mimetype == "text/html" and answer.status_code != 302:
                assert wrong_in(answer.text, target.mark) == [], rule


def test_errors_do_not_repeat_an_address_as_markup(target: Target) -> None:
    for path in (f"/{target.hostile}", f"/vu-viec/{target.hostile}", f"/so-bo/{target.hostile}"):
        answer = target.as_("truc").client.get(path)
        assert answer.status_code == 404
        assert wrong_in(answer.text, target.mark) == []


def test_programs_get_json_and_never_a_page(spoiled_target: Target) -> None:
    client = spoiled_target.app.test_client()
    for path in ("/api/v1/cases", f"/api/v1/{spoiled_target.hostile}"):
        answer = client.get(path)
        assert answer.mimetype in {"application/problem+json", "application/json"}


def test_a_private_feed_and_calendar_hold_the_text_as_text(spoiled_target: Target) -> None:
    page = spoiled_target.as_("truong").post("/tai-khoan/lich").text
    ics, atom = re.search(r"/lich/[\w-]+\.ics", page), re.search(r"/tin/[\w-]+\.atom", page)
    assert ics
    assert atom
    client = spoiled_target.app.test_client()
    tree = etree.fromstring(client.get(atom[0]).data)
    assert {etree.QName(element).namespace for element in tree.iter()} == {"http://www.w3.org/2005/Atom"}
    assert {link.get("href")[:17] for link in tree.iter("{*}link")} == {"http://localhost/"}
    calendar = Calendar.from_ical(client.get(ics[0]).data)
    assert {component.name for component in calendar.walk()} <= {"VCALENDAR", "VEVENT", "VALARM"}
