"""Checks of the head: boxes 1 to 5 and the addressees (9a)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from pipeline.domain.text import fold
from pipeline.office import layout
from pipeline.office.components import Components
from pipeline.office.deviation import Deviation, centred, deviation, styled
from pipeline.office.layout import BOXES
from pipeline.office.metrics import text_width
from pipeline.office.page import Line, Rule


def check(parts: Components) -> Iterator[Deviation]:
    """Return the deviations of the head."""
    yield from _nation(parts)
    yield from _motto(parts)
    yield from _agency(parts)
    yield from _number(parts)
    yield from _date(parts)
    if parts.kind is not None:
        yield from _named(parts)
    else:
        yield from _subject(parts)
    yield from _urgency(parts)
    yield from _greeting(parts)


def _nation(parts: Components) -> Iterator[Deviation]:
    line, box = parts.nation, BOXES["Quốc hiệu"]
    if line is None:
        yield deviation("ô 1", box.name, "không có Quốc hiệu.")
        return
    if line.text.replace("HOÀ", "HÒA") != layout.NATION:
        yield deviation("ô 1", box.name, f"viết “{line.text}”, phải là “{layout.NATION}”.")
    yield from styled(line, box)
    yield from centred(line, box)
    first = next((found for found in parts.agency if found.cell), None)
    if line.cell and first and first.cell and line.cell[0] == first.cell[0] and line.cell[2] < first.cell[2]:
        yield deviation("ô 1", box.name, "phải ở phía trên, bên phải trang đầu; tên cơ quan ở bên trái.")


def _motto(parts: Components) -> Iterator[Deviation]:
    line, box = parts.motto, BOXES["Tiêu ngữ"]
    if line is None:
        yield deviation("ô 1", box.name, "không có Tiêu ngữ.")
        return
    if line.text != layout.MOTTO:
        yield deviation(
            "ô 1", box.name, f"viết “{line.text}”, phải là “{layout.MOTTO}” (gạch nối có cách chữ)."
        )
    yield from styled(line, box)
    yield from centred(line, box)
    if any(piece.form.underline for piece in line.written):
        yield deviation("ô 1", box.name, "đường kẻ phải là nét vẽ riêng, không gạch chân chữ.")
        return
    rules = _rules_under(parts, line, right=True)
    if not rules:
        yield deviation("ô 1", box.name, "không có đường kẻ ngang, nét liền phía dưới.")
        return
    if not any(rule.solid for rule in rules):
        yield deviation("ô 1", box.name, "đường kẻ phía dưới phải là một nét liền.")
    width = _width([line])
    if not any(_fits(rule, width, 0.7, 1.75) for rule in rules):
        yield deviation(
            "ô 1",
            box.name,
            f"đường kẻ dài {rules[0].length or 0:.0f} mm, phải bằng độ dài dòng chữ ({width:.0f} mm).",
        )


def _width(lines: Iterable[Line]) -> float:
    """Return the width of the widest printed line in millimetres, as far as it fits its column."""
    widths = []
    for line in lines:
        wide = sum(text_width(piece.text, piece.form.size, bold=piece.form.bold) for piece in line.written)
        widths.append(min(wide, line.width) if line.width and line.column is None else wide)
    return max(widths, default=0.0)


def _fits(rule: Rule, width: float, low: float, high: float) -> bool:
    return rule.length is None or not width or low * width <= rule.length <= high * width


def _rules_under(parts: Components, line: Line, *, right: bool) -> list[Rule]:
    """Return the rules between a line and the next text of its column; of drawn ones those on its side of the page."""
    lines = parts.lines
    place = next(number for number, found in enumerate(lines) if found is line)
    found = list(line.rules)
    for other in lines[place + 1 :]:
        if other.cell and line.cell:
            beside = (other.cell[0], other.cell[2]) != (line.cell[0], line.cell[2])
            if beside:
                continue
        if other.text and not (line.column is not None and other.column not in {None, line.column}):
            break
        found += other.rules
    if found and not any(rule.right is not None for rule in found):
        return found
    # Drawn lines hang on any paragraph of the head: what counts is where they are drawn.
    end = next(
        (number for number, other in enumerate(lines) if fold(other.text).startswith("kinh gui")), len(lines)
    )
    head = [rule for other in lines[:end] for rule in other.rules]
    drawn = [rule for rule in head if rule.right is not None]
    placed = [rule for rule in drawn if rule.right is right]
    if found or placed:
        return [rule for rule in found if rule.right in {None, right}] or placed or found
    return drawn[1:] if not right else drawn[:1]


_BODY_OF_STATE = re.compile(
    r"(?:UBND|ỦY BAN|UỶ BAN|HỘI ĐỒNG|HĐND|SỞ|BAN|BỘ|TỔNG CỤC|CỤC|CHI CỤC|VĂN PHÒNG|THANH TRA|CÔNG AN|TRUNG TÂM|PHÒNG|VIỆN"
    r"|TRƯỜNG|BỆNH VIỆN|ĐẢNG|TỈNH ỦY|KHO BẠC|THUẾ|BẢO HIỂM|TÒA ÁN|VIỆN KIỂM SÁT|CHÍNH PHỦ|QUỐC HỘI|LIÊN ĐOÀN|HỘI)\b"
)
_CONTINUED = re.compile(r"(?:,|\bVÀ|\bCỦA|\bCHO|-)$")


def _names(lines: list[Line]) -> list[list[Line]]:
    """Return the lines grouped to names: a name may take several lines."""
    names: list[list[Line]] = []
    for line in lines:
        text = line.text.upper()
        last = names[-1][-1].text.upper() if names else ""
        begins = bool(_BODY_OF_STATE.match(text)) and not _CONTINUED.search(last)
        weight_changes = (
            bool(names)
            and not _bold(names[-1][-1])
            and _bold(line)
            and not re.match(r"TỈNH|THÀNH PHỐ|XÃ|PHƯỜNG|ĐẶC KHU", text)
        )
        if not names or begins or weight_changes:
            names.append([line])
        else:
            names[-1].append(line)
    return names


def _bold(line: Line) -> bool:
    return bool(line.written) and all(piece.form.bold for piece in line.written)


def _agency(parts: Components) -> Iterator[Deviation]:
    issuing_box, parent_box = BOXES["Tên cơ quan ban hành"], BOXES["Tên cơ quan chủ quản"]
    if not parts.agency:
        yield deviation("ô 2", issuing_box.name, "không có tên cơ quan ban hành văn bản.")
        return
    names = _names(parts.agency)
    for box, group in [*((parent_box, name) for name in names[:-1]), (issuing_box, names[-1])]:
        for line in group:
            yield from styled(line, box)
            yield from centred(line, box)
            if line.text != line.text.upper():
                yield deviation("ô 2", box.name, f"viết “{line.text}”, phải bằng chữ in hoa.")
    if len(names) == 1 and names[0][0].text.upper().startswith("SỞ "):
        yield deviation("ô 2", parent_box.name, "không có tên cơ quan chủ quản trực tiếp phía trên tên sở.")
    if any(piece.form.underline for line in names[-1] for piece in line.written):
        yield deviation("ô 2", issuing_box.name, "đường kẻ phải là nét vẽ riêng, không gạch chân chữ.")
        return
    rules = _rules_under(parts, names[-1][-1], right=False)
    if not rules:
        yield deviation("ô 2", issuing_box.name, "không có đường kẻ ngang, nét liền phía dưới.")
        return
    if not any(rule.solid for rule in rules):
        yield deviation("ô 2", issuing_box.name, "đường kẻ phía dưới phải là một nét liền.")
    width = _width(names[-1])
    column = names[-1][-1].width if names[-1][-1].cell else 0.0
    within = any(rule.length and rule.length <= min(0.5 * column, 1.3 * width) for rule in rules)
    if not within and not any(_fits(rule, width, 0.25, 0.7) for rule in rules):
        yield deviation(
            "ô 2",
            issuing_box.name,
            f"đường kẻ dài {rules[0].length or 0:.0f} mm, phải bằng 1/3 đến 1/2 độ dài dòng chữ ({width:.0f} mm).",
        )


def _number(parts: Components) -> Iterator[Deviation]:
    line, box = parts.number, BOXES["Số, ký hiệu"]
    if line is None:
        yield deviation("ô 3", box.name, "không có số, ký hiệu.")
        return
    text = re.sub(r"\s+", " ", line.text)
    if not text.startswith("Số:"):
        yield deviation("ô 3", box.name, f"viết “{text}”; phải viết “Số:” với dấu hai chấm liền sau.")
    elif re.search(r"\d\s+/|/\s|\w\s+[-–]|[-–]\s+\w", text):
        yield deviation("ô 3", box.name, f"viết “{text}”; không cách chữ quanh dấu “/” và “-”.")
    elif re.match(r"Số: ?\d/", text):
        yield deviation("ô 3", box.name, f"viết “{text}”; số dưới 10 phải có số 0 phía trước.")
    elif re.match(r"Số: ?0\d{2,}/", text):
        yield deviation("ô 3", box.name, f"viết “{text}”; số từ 10 trở lên không có số 0 phía trước.")
    elif re.search(r"/CV\b", text):
        yield deviation("ô 3", box.name, f"viết “{text}”; ký hiệu công văn không ghi chữ viết tắt “CV”.")
    elif not (layout.NUMBER if parts.is_letter else layout.NUMBER_NAMED).match(text):
        form = "Số: .../CƠ QUAN-ĐƠN VỊ" if parts.is_letter else "Số: .../LOẠI-CƠ QUAN"
        yield deviation("ô 3", box.name, f"viết “{text}”, không đúng dạng “{form}”, chữ in hoa.")
    elif parts.kind is not None and fold(parts.kind.text) == "bao cao" and "/BC-" not in text:
        yield deviation("ô 3", box.name, f"viết “{text}”; ký hiệu báo cáo phải bắt đầu bằng “BC-”.")
    yield from styled(line, box)
    yield from centred(line, box)


def _date(parts: Components) -> Iterator[Deviation]:
    line, box = parts.date, BOXES["Địa danh, ngày tháng"]
    if line is None:
        yield deviation("ô 4", box.name, "không có địa danh và ngày, tháng, năm.")
        return
    text = line.text
    if "," not in text:
        yield deviation("ô 4", box.name, f"viết “{text}”; sau địa danh phải có dấu phẩy.")
    elif not layout.DATE.match(text):
        yield deviation(
            "ô 4",
            box.name,
            f"viết “{text}”; phải viết “Địa danh, ngày ... tháng ... năm ...”, "
            "ngày dưới 10 và tháng 1, 2 có số 0 phía trước, tháng khác không có.",
        )
    elif not _exists(text):
        yield deviation("ô 4", box.name, f"viết “{text}”; ngày này không có trong lịch.")
    place = text.partition(",")[0].strip()
    if place and (place[0].islower() or (place.isupper() and len(place) > 3)):
        yield deviation("ô 4", box.name, f"địa danh “{place}” phải viết hoa chữ cái đầu của các âm tiết.")
    elif re.match(r"(?:Tỉnh|TP\.?|T\.) ?\w", place):
        yield deviation(
            "ô 4", box.name, f"địa danh “{place}”; chỉ ghi tên của đơn vị hành chính, không viết tắt."
        )
    yield from styled(line, box)
    yield from centred(line, box)


def _exists(text: str) -> bool:
    found = re.search(r"ngày (\d+) tháng (\d+) năm (\d+)", text)
    if not found:
        return True
    day, month, year = (int(part) for part in found.groups())
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _subject(parts: Components) -> Iterator[Deviation]:
    box = BOXES["Trích yếu công văn"]
    if not parts.subject:
        yield deviation("ô 5b", box.name, "không có trích yếu “V/v ...” dưới số, ký hiệu.")
        return
    first = parts.subject[0]
    if not layout.SUBJECT.match(first.text):
        yield deviation("ô 5b", box.name, "phải viết “V/v”, một dấu cách rồi đến nội dung.")
    if re.search(r"[.;]$", parts.subject[-1].text):
        yield deviation("ô 5b", box.name, "cuối trích yếu không có dấu chấm câu.")
    for line in parts.subject:
        yield from styled(line, box)
        yield from centred(line, box)
    if parts.number is not None and first.column is None:
        places = [parts.lines.index(found) for found in (parts.number, first)]
        between = [
            other
            for other in parts.lines[places[0] + 1 : places[1]]
            if not other.text and other.cell == first.cell
        ]
        room = first.shape.before + parts.number.shape.after + 12 * len(between)
        if room < 5.5 and parts.number.cell == first.cell:
            yield deviation("ô 5b", box.name, f"cách số, ký hiệu {room:g} pt, phải là 6 pt.")
    if any(line.rules for line in parts.subject):
        yield deviation("ô 5b", box.name, "dưới trích yếu công văn không có đường kẻ.")


def _named(parts: Components) -> Iterator[Deviation]:
    kind, box, title_box = parts.kind, BOXES["Tên loại văn bản"], BOXES["Trích yếu báo cáo"]
    assert kind is not None
    if fold(kind.text) == "cong van":
        yield deviation("ô 5a", box.name, "công văn không ghi tên loại; trích yếu đặt dưới số, ký hiệu.")
        return
    yield from styled(kind, box)
    yield from centred(kind, box)
    if kind.text != kind.text.upper():
        yield deviation("ô 5a", box.name, f"viết “{kind.text}”, phải bằng chữ in hoa.")
    if parts.subject:
        yield deviation(
            "ô 5a", title_box.name, "văn bản có tên loại không dùng “V/v”, trích yếu đặt dưới tên loại."
        )
    if not parts.title:
        yield deviation("ô 5a", title_box.name, "không có trích yếu canh giữa dưới tên loại.")
        return
    for line in parts.title:
        yield from styled(line, title_box)
        if line.text.isupper():
            yield deviation("ô 5a", title_box.name, "phải bằng chữ in thường.")
    yield from _title_rule(parts)


def _title_rule(parts: Components) -> Iterator[Deviation]:
    title_box = BOXES["Trích yếu báo cáo"]
    last = parts.lines.index(parts.title[-1])
    rules = list(parts.title[-1].rules)
    for other in parts.lines[last + 1 :]:
        if other.text:
            break
        rules += other.rules
    if not rules:
        yield deviation("ô 5a", title_box.name, "không có đường kẻ ngang, nét liền phía dưới.")
    elif not any(_fits(rule, _width(parts.title), 0.2, 0.75) for rule in rules):
        yield deviation("ô 5a", title_box.name, "đường kẻ phải bằng 1/3 đến 1/2 độ dài dòng chữ.")


def _urgency(parts: Components) -> Iterator[Deviation]:
    box = BOXES["Mức độ khẩn"]
    end = parts.lines.index(parts.greeting[0]) if parts.greeting else len(parts.lines)
    for line in parts.lines[:end]:
        if fold(line.text) in {"khan", "thuong khan", "hoa toc"}:
            yield from styled(line, box)
            if not line.text.isupper():
                yield deviation(f"ô {box.number}", box.name, "phải bằng chữ in hoa.")


def _greeting(parts: Components) -> Iterator[Deviation]:
    box = BOXES["Kính gửi"]
    if not parts.greeting:
        if parts.is_letter:
            yield deviation("ô 9a", box.name, "không có nơi nhận để giải quyết (“Kính gửi: ...”).")
        return
    first, others = parts.greeting[0], parts.greeting[1:]
    for line in parts.greeting:
        yield from styled(line, box)
    if not first.text.startswith("Kính gửi:"):
        yield deviation("ô 9a", box.name, "phải viết “Kính gửi:” với dấu hai chấm liền sau.")
        return
    named = first.text.removeprefix("Kính gửi:").strip()
    if parts.greeting[-1].text.endswith("./."):
        yield deviation("ô 9a", box.name, "“./.” chỉ đặt ở cuối nội dung văn bản.")
    entries = [named, *(line.text for line in others)] if named else [line.text for line in others]
    if not entries:
        yield deviation("ô 9a", box.name, "sau “Kính gửi:” chưa có tên nơi nhận.")
    elif len(entries) == 1:
        if re.search(r";\s*\S", entries[0]):
            yield deviation(
                "ô 9a", box.name, "từ hai nơi nhận trở lên, mỗi nơi một dòng, đầu dòng có gạch đầu dòng."
            )
        elif not named:
            yield deviation("ô 9a", box.name, "một nơi nhận thì viết trên cùng dòng với “Kính gửi:”.")
    else:
        yield from _several(entries, others)


def _several(entries: list[str], others: list[Line]) -> Iterator[Deviation]:
    where = "Kính gửi"
    if any(not re.match(r"- \S", text) for text in entries):
        yield deviation("ô 9a", where, "mỗi nơi nhận một dòng, bắt đầu bằng gạch đầu dòng “- ”.")
    if any(not text.endswith(";") for text in entries[:-1]):
        yield deviation("ô 9a", where, "cuối mỗi dòng nơi nhận có dấu chấm phẩy.")
    if not entries[-1].endswith("."):
        yield deviation("ô 9a", where, "cuối dòng nơi nhận cuối cùng có dấu chấm.")
    depths = [
        line.shape.left + line.shape.first
        for line in others
        if line.column is None and not line.raw.startswith("\t")
    ]
    if depths and max(depths) - min(depths) > 3:
        yield deviation("ô 9a", where, "các gạch đầu dòng phải thẳng hàng dưới dấu hai chấm.")
