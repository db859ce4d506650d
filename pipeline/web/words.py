"""Times, labels and links as officials read them: filters and names for the templates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, cast
from urllib.parse import urlsplit

from flask import Flask

from pipeline.domain.calendar import WEEKDAYS
from pipeline.domain.citation import cited
from pipeline.domain.clock import DUTY_LABELS, OWN_DUTIES, Duty
from pipeline.domain.dates import VIETNAM, printed
from pipeline.domain.deadlines import Deadline, DueKind
from pipeline.domain.facts import official_text
from pipeline.domain.labels import FIELD_LABELS, LETTER_LABELS, OUTCOME_LABELS, SIGNAL_LABELS, TONE_LABELS
from pipeline.domain.mistakes import MISLEADING, MISTAKE_LABELS, Mistake
from pipeline.domain.text import grouped
from pipeline.review.attachments import ACCEPTED
from pipeline.review.workflow import ACTION_LABELS, ROLE_LABELS, STATE_LABELS, WITH_LETTER, Action, State
from pipeline.store.cases import request_of
from pipeline.store.desk import COUNTED
from pipeline.store.tables import AuditRow, CaseRow, LetterRow
from pipeline.web.access import can, may_ever
from pipeline.web.choices import BY_VERDICT, CHOICES
from pipeline.web.context import desk, now
from pipeline.web.english import Labels

EVENT_LABELS = {action.value: label for action, label in ACTION_LABELS.items()} | {
    "open": "Hệ thống mở vụ việc",
    "mark": "Đánh dấu câu bị phản ánh",
    "unmark": "Bỏ các câu đã đánh dấu lần trước",
    "text changed": "Bài báo thay đổi nội dung",
    "handed back": "Cơ quan khác chuyển lại",
    "outcome": "Kết quả kiểm tra lại bài báo",
    "export": "Tải văn bản, tệp",
    "taken back": "Cơ quan khác lấy lại vụ việc",
    "assign": "Phân công xác minh",
    "ask": "Đề nghị đơn vị cung cấp thông tin",
    "answer": "Đơn vị trả lời",
    "comment": "Ý kiến",
    "attach": "Lưu tệp làm căn cứ",
    "clock started": "Bắt đầu tính thời hạn",
    "clock paused": "Tạm dừng thời hạn",
    "clock resumed": "Tiếp tục tính thời hạn",
    "clock extended": "Gia hạn",
    "clock done": "Hoàn thành trong thời hạn",
    "clock recomputed": "Tính lại thời hạn do lịch làm việc thay đổi",
    "press answer": "Cơ quan báo chí trả lời",
    "answer read": "Đã đọc văn bản trả lời",
    "reminder": "Nhắc: quá hạn chưa thực hiện",
    "intake": "Nhập bài bằng tay",
    "judge flag": "Đánh giá dấu hiệu",
}


def day(value: date | datetime | None) -> str:
    """Return a day as ``23/11/2026`` in Vietnam."""
    if isinstance(value, datetime):
        value = value.astimezone(VIETNAM).date()
    return f"{value:%d/%m/%Y}" if value else ""


def long_day(value: datetime) -> str:
    """Return a day as letters write it, ``ngày 05 tháng 02 năm 2026`` (NĐ 30/2020/NĐ-CP: months 1 and 2 with a zero)."""
    local = value.astimezone(VIETNAM)
    month = f"{local.month:02}" if local.month < 3 else str(local.month)
    return f"ngày {local.day:02} tháng {month} năm {local.year}"


def iso(value: datetime) -> str:
    """Return a time in ISO 8601 with the zone of Vietnam, for machines that read the page."""
    return value.astimezone(VIETNAM).isoformat(timespec="minutes")


def web_address(url: str | None) -> str:
    """Return `url` when it is http or https and may stand in a link, else an empty string."""
    try:
        return url if url and urlsplit(url).scheme in {"http", "https"} else ""
    except ValueError:  # not an address at all, such as an unclosed [
        return ""


def counted(number: int) -> str:
    """Return a count that ends at `COUNTED`, ``1.000+`` for all beyond."""
    return grouped(number) if number <= COUNTED else f"{grouped(COUNTED)}+"


def urgency(priority: float) -> str:
    """Return the word for a priority; the number itself only orders the queue."""
    if priority >= 0.7:
        return "Cao"
    return "Vừa" if priority >= 0.4 else "Thấp"


def urgency_class(priority: float) -> str:
    """Return the style of a priority."""
    return {"Cao": "rank-high", "Vừa": "rank-middle", "Thấp": "rank-low"}[urgency(priority)]


def event_detail(event: AuditRow) -> str:
    """Return what an event of the history tells beside its name, empty when nothing."""
    detail = cast("dict[str, Any]", event.detail)
    parts = [*_decided(detail), *_dated(detail)]
    if detail.get("quote"):
        parts.append(f"“{detail['quote']}”")
    if detail.get("kind"):
        parts.append(_kind_label(detail["kind"]))
    parts.extend(str(detail[name]) for name in _TOLD if detail.get(name))
    return "\n".join(parts)


def _decided(detail: dict[str, Any]) -> Iterator[str]:
    if verdict := BY_VERDICT.get(detail.get("verdict", "")):
        yield verdict.label
    if detail.get("mistakes"):
        yield "; ".join(f"{code} {MISTAKE_LABELS[Mistake(code)]}" for code in detail["mistakes"])
    if detail.get("to"):
        yield f"Chuyển đến: {agency_name(detail['to'])}"
    if detail.get("from"):
        yield f"Từ: {agency_name(detail['from'])}"


def _dated(detail: dict[str, Any]) -> Iterator[str]:
    if detail.get("duty"):
        yield DUTY_LABELS[Duty(detail["duty"])]
    if "old_due" in detail:
        yield f"Hạn cũ: {_moment(detail['old_due'])}; hạn mới: {_moment(detail['due'])}"
    elif detail.get("due"):
        yield f"Hết hạn: {_moment(detail['due'])}"
    if detail.get("until"):
        yield f"Đến ngày {day(date.fromisoformat(detail['until']))}"
    if detail.get("due_day"):
        yield f"Trả lời trước hết ngày {day(date.fromisoformat(detail['due_day']))}"
    if detail.get("received_at"):
        yield f"Nhận lúc {_moment(detail['received_at'])}"


_TOLD = (
    "change",
    "person",
    "unit",
    "question",
    "answer",
    "comment",
    "file",
    "reason",
    "note",
    "number",
    "remarks",
    "result",
)
"""Details that are told as they stand."""


def _moment(value: str | None) -> str:
    return printed(datetime.fromisoformat(value)) if value else "chưa xác định"


def _kind_label(kind: str) -> str:
    labels = {found.value: label for found, label in (*LETTER_LABELS.items(), *OUTCOME_LABELS.items())}
    return labels.get(kind, kind)


def agency_name(agency_id: str) -> str:
    """Return the name of an agency, its id when the register does not know it."""
    return desk().agencies.name(agency_id)


def outlet_name(outlet_id: str) -> str:
    """Return the name of an outlet, its id when it is no longer watched."""
    outlet = desk().outlets.get(outlet_id)
    return outlet.name if outlet else outlet_id


def letter_status(letter: LetterRow, case: CaseRow) -> str:
    """Return where a current letter of a case stands."""
    if letter.received_at:
        return "Cơ quan báo chí đã nhận"
    if letter.sent_at:
        return f"Đã gửi, số {letter.number}"
    if letter.approved_at:
        return "Đã duyệt, chờ văn thư"
    return "Dự thảo, chờ duyệt" if case.state is State.DRAFTED else "Đã trả lại, chờ dự thảo lại"


def due_text(deadline: Deadline) -> str:
    """Return when the newspaper must have acted, as the law puts it."""
    if deadline.due is not None:
        return f"Chậm nhất {deadline.due:%H:%M ngày %d/%m/%Y}"
    return {
        DueKind.IMMEDIATE: "Ngay khi nhận được văn bản",
        DueKind.NEXT_ISSUE: "Trong số ra gần nhất",
    }.get(deadline.kind, "Chưa thấy quy định về thời hạn")


def addressee(letter: LetterRow) -> str:
    """Return the outlet a letter goes to."""
    return request_of(letter).work.outlet


def init(app: Flask) -> None:
    """Give the templates their filters and names."""
    app.jinja_env.filters.update(
        moment=printed,
        day=day,
        weekday=lambda value: WEEKDAYS[value.weekday()],
        cited=cited,
        sentence=lambda text: text[:1].upper() + text[1:],
        long_day=long_day,
        iso=iso,
        official=official_text,
        grouped=grouped,
        counted=counted,
        web_address=web_address,
        urgency=urgency,
        urgency_class=urgency_class,
    )
    app.jinja_env.globals.update(
        ROLE_LABELS=Labels(ROLE_LABELS),
        STATE_LABELS=Labels(STATE_LABELS),
        TONE_LABELS=Labels(TONE_LABELS),
        FIELD_LABELS=Labels(FIELD_LABELS),
        EVENT_LABELS=Labels(EVENT_LABELS),
        SIGNAL_LABELS=Labels(SIGNAL_LABELS),
        LETTER_LABELS=Labels(LETTER_LABELS),
        OUTCOME_LABELS=Labels(OUTCOME_LABELS),
        DUTY_LABELS=Labels(DUTY_LABELS),
        OWN_DUTIES=OWN_DUTIES,
        MISTAKE_LABELS=Labels(MISTAKE_LABELS),
        MISLEADING=MISLEADING,
        ACCEPTED=ACCEPTED,
        WITH_LETTER=WITH_LETTER,
        Action=Action,
        agency_name=agency_name,
        outlet_name=outlet_name,
        addressee=addressee,
        due_text=due_text,
        letter_status=letter_status,
        event_detail=event_detail,
        choice_of={choice.verdict: choice for choice in CHOICES},
        clock=now,
        can=can,
        may_ever=may_ever,
    )
