"""How long what is kept: one register of rules, one line per kind of record (thời hạn lưu trữ).

The rules that ship stand in `profile/retention.csv`; a province names its own file in the settings. What belongs to a
case, a letter or a figure of a report has no end here: its disposal is decided by people, under the law on archives.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from pipeline.domain.dates import VIETNAM
from pipeline.domain.registers import PROFILE, Row, read_register

SHIPPED = PROFILE / "retention.csv"
_COLUMNS = ("matter", "keep", "name", "basis", "certainty")
_ALWAYS = "always"
_LENGTH = re.compile(r"([1-9]\d{0,3}) (day|month|year)s?")


class Matter(StrEnum):
    """What a rule is about."""

    PAGE_WITHOUT_ARTICLE = "page_without_article"
    PAGE_WITHOUT_AGENCY = "page_without_agency"
    TEXT_WITHOUT_AGENCY = "text_without_agency"
    SESSION = "session"
    PRESENCE = "presence"
    ACCESS_KEY = "access_key"
    RECOVERY_CODE = "recovery_code"
    MAIL_SENT = "mail_sent"
    AUDIT = "audit"
    CASE = "case"
    REPORT = "report"
    REGISTER = "register"


NEVER_REMOVED = frozenset({Matter.AUDIT, Matter.CASE, Matter.REPORT, Matter.REGISTER})
"""Kept whatever a file says: for these a rule may only say so."""
_LEAST_DAYS = {
    Matter.PAGE_WITHOUT_ARTICLE: 31,
    Matter.PAGE_WITHOUT_AGENCY: 366,
    Matter.TEXT_WITHOUT_AGENCY: 366,
    Matter.MAIL_SENT: 31,
}
"""An article may still join a story, or a matter become a case, in the weeks after; a digest is sent once a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One line of the register."""

    matter: Matter
    keep: str
    """As written: ``24 months``, ``1 day``, ``always``."""
    name: str
    """Vietnamese."""
    basis: str
    """Vietnamese: why so long."""
    certainty: str

    def before(self, now: datetime) -> datetime | None:
        """Return the moment before which records are past their time, None when they are always kept.

        Months are those of the calendar in Vietnam; the last day of a shorter month stands for a later one.
        """
        found = _LENGTH.fullmatch(self.keep)
        if found is None:
            return None
        count, unit = int(found[1]), found[2]
        if unit == "day":
            return now - timedelta(days=count)
        return _months_before(now.astimezone(VIETNAM), count * (12 if unit == "year" else 1))


def _months_before(moment: datetime, months: int) -> datetime:
    place = moment.year * 12 + moment.month - 1 - months
    for day in range(moment.day, moment.day - 4, -1):
        try:
            return moment.replace(year=place // 12, month=place % 12 + 1, day=day)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def load_rules(path: Path = SHIPPED) -> tuple[Rule, ...]:
    """Read the register; every matter must stand there once.

    Raises:
        ConfigError, RowError: the file or a line cannot be used; the message names it.
    """
    rules: dict[Matter, Rule] = {}
    last = 1
    for row in read_register(path, _COLUMNS):
        rule, last = _rule(row), row.line
        if rule.matter in rules:
            raise row.error("matter", f"{rule.matter} stands here twice.")
        rules[rule.matter] = rule
    missing = [matter for matter in Matter if matter not in rules]
    if missing:
        raise Row(path, last, {}).error("matter", f"missing: {', '.join(missing)}.")
    return tuple(rules[matter] for matter in Matter)


def _rule(row: Row) -> Rule:
    word = row.required("matter")
    if word not in set(Matter):
        raise row.error("matter", f"{word!r} is none of {', '.join(Matter)}.")
    matter, keep = Matter(word), row.required("keep")
    if keep != _ALWAYS:
        if _LENGTH.fullmatch(keep) is None:
            raise row.error("keep", f"{keep!r} is no length; write `24 months`, `1 day` or `always`.")
        if matter in NEVER_REMOVED:
            raise row.error("keep", f"{matter} is never removed by this program; write `always`.")
    rule = Rule(
        matter=matter,
        keep=keep,
        name=row.required("name"),
        basis=row.required("basis"),
        certainty=row.required("certainty"),
    )
    _refuse_too_short(row, rule)
    return rule


def _refuse_too_short(row: Row, rule: Rule) -> None:
    moment = datetime(2025, 1, 1, tzinfo=VIETNAM)
    before, least = rule.before(moment), _LEAST_DAYS.get(rule.matter, 1)
    if before is not None and moment - before < timedelta(days=least):
        raise row.error("keep", f"{rule.keep!r} is too short; at least {least} days.")
