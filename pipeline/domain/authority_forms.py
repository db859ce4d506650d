"""The registers of the authority as forms: one list of fields for the page, for XLSX and for the checks of a line.

A field turns what a person typed, or a cell of a sheet, into a value, or tells in Vietnamese what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from pipeline.domain.agencies import Agencies
from pipeline.domain.authority import (
    ATTENDANCE_LABELS,
    BASIS_LABELS,
    EVENT_LABELS,
    REQUEST_LABELS,
    ROLE_LABELS,
    Course,
    Incident,
    Line,
    MatterReport,
    OutletAnswer,
    PressEvent,
    PressRequest,
    Seat,
    Speaker,
)
from pipeline.domain.dates import VIETNAM
from pipeline.domain.errors import CaiChinhError
from pipeline.domain.text import clean, clean_line, fold

LONGEST = 2000
_YES = frozenset({"1", "x", "co", "true", "on", "yes"})
_NO = frozenset({"", "0", "khong", "false", "no"})
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class Kind(StrEnum):
    """What a field holds."""

    TEXT = "text"
    LONG = "long"
    EMAIL = "email"
    DAY = "day"
    MOMENT = "moment"
    CHOICE = "choice"
    FLAG = "flag"
    NUMBER = "number"
    AGENCY = "agency"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One field of a register."""

    name: str
    label: str
    kind: Kind = Kind.TEXT
    required: bool = False
    choices: Mapping[StrEnum, str] | None = None
    hint: str = ""


class FieldError(CaiChinhError):
    """What was entered cannot be used; `problems` are Vietnamese sentences by field name (empty: the line)."""

    def __init__(self, problems: dict[str, str]) -> None:
        self.problems = problems
        super().__init__(" ".join(problems.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """A register: its name in addresses and files, its record, its fields, what tells two lines apart."""

    key: str
    title: str
    record: type[Any]
    fields: tuple[FormField, ...]
    identity: tuple[str, ...]
    order: str
    """The field a list is sorted by, newest first."""


def _field(
    name: str, label: str, kind: Kind = Kind.TEXT, hint: str = "", *, required: bool = False
) -> FormField:
    return FormField(name=name, label=label, kind=kind, required=required, hint=hint)


def _choice(name: str, label: str, choices: Mapping[Any, str]) -> FormField:
    return FormField(name=name, label=label, kind=Kind.CHOICE, required=True, choices=choices)


_AGENCY = _field("agency_id", "Cơ quan", Kind.AGENCY, required=True)

REGISTERS = {
    found.key: found
    for found in (
        Register(
            key="nguoi-phat-ngon",
            title="Người phát ngôn",
            record=Speaker,
            identity=("agency_id", "role", "full_name", "decision_no"),
            order="valid_from",
            fields=(
                _AGENCY,
                _choice("role", "Tư cách phát ngôn", ROLE_LABELS),
                _field("full_name", "Họ và tên", required=True),
                _field("post", "Chức vụ", required=True),
                _field("phone", "Điện thoại", required=True),
                _field("email", "Thư điện tử công vụ", Kind.EMAIL, required=True),
                _field("decision_no", "Số quyết định, văn bản ủy quyền", required=True),
                _field("decision_at", "Thời điểm ký", Kind.MOMENT, required=True),
                _field("valid_from", "Từ ngày", Kind.DAY, required=True),
                _field("valid_to", "Đến hết ngày", Kind.DAY, "Bắt buộc khi ủy quyền."),
                _field("scope", "Nội dung được ủy quyền", Kind.TEXT, "Bắt buộc khi ủy quyền."),
                _field("delegated_by", "Người ký ủy quyền", Kind.TEXT, "Bắt buộc khi ủy quyền."),
                _field(
                    "signing",
                    "Chức danh ở khối chữ ký",
                    Kind.TEXT,
                    "Ví dụ: KT. GIÁM ĐỐC;PHÓ GIÁM ĐỐC. Để trống nếu không ký văn bản.",
                ),
                _field("posted_at", "Thời điểm công bố trên cổng thông tin", Kind.MOMENT),
            ),
        ),
        Register(
            key="hop-bao",
            title="Họp báo, giao ban báo chí",
            record=PressEvent,
            identity=("agency_id", "kind", "held_on", "title"),
            order="held_on",
            fields=(
                _AGENCY,
                _choice("kind", "Hình thức", EVENT_LABELS),
                _field("held_on", "Ngày", Kind.DAY, required=True),
                _field("title", "Nội dung", required=True),
                _field("regular", "Định kỳ hằng quý", Kind.FLAG),
                _field("proactive", "Cơ quan chủ động tham dự", Kind.FLAG),
                _field("speaker", "Người phát ngôn, cung cấp thông tin"),
                _field("place", "Địa điểm"),
            ),
        ),
        Register(
            key="yeu-cau-bao-chi",
            title="Yêu cầu của báo chí",
            record=PressRequest,
            identity=("agency_id", "outlet", "subject", "received_at"),
            order="received_at",
            fields=(
                _AGENCY,
                _choice("kind", "Loại yêu cầu", REQUEST_LABELS),
                _field("outlet", "Cơ quan báo chí", required=True),
                _field("subject", "Nội dung yêu cầu", required=True),
                _field("received_at", "Thời điểm nhận", Kind.MOMENT, required=True),
                _field("answered_at", "Thời điểm trả lời", Kind.MOMENT),
                _field("answer", "Số văn bản hoặc hình thức trả lời"),
                _field("refusal", "Lý do từ chối cung cấp (nếu có)"),
            ),
        ),
        Register(
            key="phat-ngon-dot-xuat",
            title="Vụ việc phát ngôn đột xuất",
            record=Incident,
            identity=("agency_id", "title", "noticed_at"),
            order="noticed_at",
            fields=(
                _AGENCY,
                _choice("basis", "Căn cứ", BASIS_LABELS),
                _field("title", "Vụ việc", required=True),
                _field("noticed_at", "Thời điểm tiếp nhận, phát hiện", Kind.MOMENT, required=True),
                _field("first_statement_at", "Thời điểm phát ngôn đầu tiên", Kind.MOMENT),
                _field("statement", "Hình thức, nơi đăng"),
            ),
        ),
        Register(
            key="tap-huan",
            title="Lớp tập huấn",
            record=Course,
            identity=("title", "planned_on"),
            order="planned_on",
            fields=(
                _field("title", "Tên lớp", required=True),
                _field("planned_on", "Ngày dự kiến", Kind.DAY, required=True),
                _field("held_on", "Ngày tổ chức", Kind.DAY),
                _field("hours", "Thời lượng (giờ)", Kind.NUMBER),
                _field("place", "Địa điểm"),
                _field("content", "Nội dung", Kind.LONG),
            ),
        ),
        Register(
            key="hoc-vien",
            title="Giấy mời, học viên tập huấn",
            record=Seat,
            identity=("course_id", "agency_id", "full_name"),
            order="invited_on",
            fields=(
                _field(
                    "course_id",
                    "Mã lớp",
                    Kind.NUMBER,
                    "Số thứ tự của lớp trong sổ lớp tập huấn.",
                    required=True,
                ),
                _AGENCY,
                _field("full_name", "Họ và tên", required=True),
                _field("post", "Chức vụ"),
                _field("invited_on", "Ngày mời", Kind.DAY, required=True),
                _choice("attendance", "Tham dự", ATTENDANCE_LABELS),
                _field("certificate_no", "Số giấy chứng nhận"),
            ),
        ),
        Register(
            key="bao-cao-vu-viec",
            title="Báo cáo của cơ quan về vụ việc báo chí nêu",
            record=MatterReport,
            identity=("agency_id", "case_id", "reported_at"),
            order="reported_at",
            fields=(
                _AGENCY,
                _field("case_id", "Mã vụ việc", Kind.NUMBER, required=True),
                _field("reported_at", "Thời điểm báo cáo", Kind.MOMENT, required=True),
                _field("text", "Kết quả kiểm tra, xử lý", Kind.LONG, required=True),
            ),
        ),
        Register(
            key="bao-chi-tra-loi",
            title="Trả lời của cơ quan báo chí",
            record=OutletAnswer,
            identity=("letter_id", "answered_at"),
            order="answered_at",
            fields=(
                _AGENCY,
                _field("letter_id", "Mã văn bản đã gửi", Kind.NUMBER, required=True),
                _field("answered_at", "Thời điểm trả lời", Kind.MOMENT, required=True),
                _field("refused", "Từ chối đăng", Kind.FLAG),
                _field("document", "Số văn bản trả lời"),
            ),
        ),
    )
}
BY_RECORD = {register.record: register for register in REGISTERS.values()}


def read_line(register: Register, given: Mapping[str, Any], agencies: Agencies, *, line_id: int = 0) -> Any:  # noqa: ANN401  one of `Line`, by the register
    """Return the record that typed or imported values make.

    Args:
        register: which register.
        given: values by field name: strings of a form, or cells of a sheet.
        agencies: an agency may be named by id or by its name.
        line_id: number of the line that is changed, 0 for a new one.

    Raises:
        FieldError: a value cannot be used; every problem is named.
    """
    values: dict[str, Any] = {"id": line_id}
    problems: dict[str, str] = {}
    for field in register.fields:
        try:
            value = _read(field, given.get(field.name), agencies)
        except ValueError as error:
            problems[field.name] = f"{field.label}: {error}"
            continue
        if field.required and value in {None, ""}:
            problems[field.name] = f"{field.label}: không được để trống."
        values[field.name] = value
    if problems:
        raise FieldError(problems)
    defaults = {
        item.name: item.default
        for item in fields(register.record)
        if item.default is not MISSING and values.get(item.name) is None
    }
    return register.record(**(values | defaults))


def _read(field: FormField, value: object, agencies: Agencies) -> object:
    if isinstance(value, str):
        value = clean(value) if field.kind is Kind.LONG else clean_line(value)
        if len(value) > LONGEST:
            raise ValueError(f"dài quá {LONGEST} ký tự.")
    if field.kind is Kind.FLAG:
        return _flag(value)
    if value is None or value == "":
        return "" if field.kind in {Kind.TEXT, Kind.LONG, Kind.EMAIL} else None
    read = _READERS.get(field.kind)
    if read is not None:
        return read(value)
    if field.kind is Kind.CHOICE:
        return _choose(field, str(value))
    if field.kind is Kind.AGENCY:
        return _agency(str(value), agencies)
    return _plain(value)


def _plain(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _flag(value: object) -> bool:
    word = fold(_plain(value)) if value is not None else ""
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise ValueError(f"“{value}” không rõ; ghi “x” hoặc để trống.")


def _number(value: object) -> int:
    text = _plain(value)
    if not (text.isascii() and text.isdigit()) or len(text) > 9:
        raise ValueError(f"“{value}” không phải số nguyên.")
    return int(text)


def _choose(field: FormField, value: str) -> StrEnum:
    for choice, label in (field.choices or {}).items():
        if value == choice.value or fold(value) == fold(label):
            return choice
    allowed = "; ".join((field.choices or {}).values())
    raise ValueError(f"“{value}” không có trong danh mục ({allowed}).")


def _agency(value: str, agencies: Agencies) -> str:
    if value in agencies:
        return value
    wanted = fold(value).replace("uy ban nhan dan", "ubnd")
    found = [
        agency.id for agency in agencies if fold(agency.name).replace("uy ban nhan dan", "ubnd") == wanted
    ]
    if len(found) == 1:
        return found[0]
    exact = [agency.id for agency in agencies if agency.name == value]
    if len(exact) == 1:
        return exact[0]
    raise ValueError(f"“{value}” không có trong danh mục cơ quan.")


def read_day(value: object) -> date:
    """Return a day from a cell or from text such as ``23/11/2026`` or ``2026-11-23``.

    Raises:
        ValueError: it is none; the sentence is Vietnamese.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(str(value), form).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    raise ValueError(f"“{value}” không phải là ngày; ghi dạng 23/11/2026.")


def read_moment(value: object) -> datetime:
    """Return a time of Vietnam from a cell or from text such as ``23/11/2026 07:30``.

    Raises:
        ValueError: it is none; the sentence is Vietnamese.
    """
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=VIETNAM)
    if isinstance(value, date):
        return datetime.combine(value, time(), VIETNAM)
    for form in ("%d/%m/%Y %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%H:%M %d/%m/%Y"):
        try:
            return datetime.strptime(str(value), form).replace(tzinfo=VIETNAM)
        except ValueError:
            continue
    raise ValueError(f"“{value}” không phải là ngày, giờ; ghi dạng 23/11/2026 07:30.")


def _email(value: object) -> str:
    if not _EMAIL.fullmatch(str(value)):
        raise ValueError(f"“{value}” không phải địa chỉ thư điện tử.")
    return str(value)


_READERS: dict[Kind, Callable[[object], object]] = {
    Kind.DAY: read_day,
    Kind.MOMENT: read_moment,
    Kind.NUMBER: _number,
    Kind.EMAIL: _email,
}


def shown(field: FormField, line: Line, agencies: Agencies) -> str | int | date | datetime | None:
    """Return a value as a person reads it: labels for codes, names for agencies, times of Vietnam."""
    value = getattr(line, field.name)
    if field.kind is Kind.AGENCY:
        return agencies.name(value)
    if field.kind is Kind.CHOICE and field.choices:
        return field.choices[value]
    if field.kind is Kind.FLAG:
        return "x" if value else ""
    if isinstance(value, datetime):
        return value.astimezone(VIETNAM)
    return value  # type: ignore[no-any-return]


def headings(register: Register) -> Sequence[str]:
    """Return the headings of the register's sheet."""
    return [field.label for field in register.fields]
