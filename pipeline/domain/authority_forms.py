"""The registers of the authority as forms: one list of fields for the page, for XLSX and for the checks of a line.

`authority_lines` turns what a person typed, or a cell of a sheet, into a line of a register.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pipeline.domain.authority import (
    ATTENDANCE_LABELS,
    BASIS_LABELS,
    EVENT_LABELS,
    REQUEST_LABELS,
    ROLE_LABELS,
    Course,
    Incident,
    MatterReport,
    OutletAnswer,
    PressEvent,
    PressRequest,
    Seat,
    Speaker,
)
from pipeline.domain.errors import CaiChinhError


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
