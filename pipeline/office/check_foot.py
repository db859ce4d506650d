"""Checks of the foot: signature block (box 7), recipients (9b)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.office import layout
from pipeline.office.components import Components
from pipeline.office.deviation import Deviation, centred, deviation, styled
from pipeline.office.layout import BOXES
from pipeline.office.page import Line

_ABBREVIATED = re.compile(r"^(T\.?M|K\.?T|Q|T\.?L|T\.?U\.?Q)\b(.*)$")


def check(parts: Components) -> Iterator[Deviation]:
    """Return the deviations of the foot."""
    if parts.recipients is not None:
        yield from _authority(parts)
        yield from _name(parts)
    yield from _recipients(parts)


def _authority(parts: Components) -> Iterator[Deviation]:
    box = BOXES["Chức vụ người ký"]
    lines = parts.authority
    if not lines:
        yield deviation("ô 7a", box.name, "không có quyền hạn, chức vụ của người ký.")
        return
    for line in lines:
        yield from styled(line, box)
        yield from centred(line, box)
        if not line.text.isupper():
            yield deviation("ô 7a", line.text, "quyền hạn, chức vụ của người ký phải bằng chữ in hoa.")
    texts = [line.text for line in lines]
    for place, text in enumerate(texts):
        after = texts[place + 1] if place + 1 < len(texts) else ""
        yield from _form(text, after, parts)
    deputy = next((place for place, text in enumerate(texts) if re.match(r"(?:CẤP )?PHÓ\b", text)), None)
    if deputy is not None and not any(re.match(r"K\.?T\b", text) for text in texts[:deputy]):
        yield deviation(
            "ô 7a", texts[deputy], "cấp phó ký thay phải có “KT.” trước chức vụ của người đứng đầu."
        )


def _form(text: str, after: str, parts: Components) -> Iterator[Deviation]:
    found = _ABBREVIATED.match(text)
    if not found:
        return
    if not re.match(r"^(?:TM|KT|Q|TL|TUQ)\. \S", text):
        yield deviation("ô 7a", text, "sau chữ viết tắt thẩm quyền phải có dấu chấm và một dấu cách.")
    short = found[1].replace(".", "")
    issuing = " ".join(line.text for line in parts.agency).upper()
    if short == "TM" and (
        not re.search(r"ỦY BAN|UỶ BAN|HỘI ĐỒNG|BAN CHỈ ĐẠO|BAN CHẤP HÀNH|BAN THƯỜNG VỤ|TỔ |ĐOÀN", text)
        or re.search(r"(?:^| )SỞ ", issuing)
    ):
        yield deviation("ô 7a", text, "“TM.” chỉ dùng khi tập thể (Ủy ban nhân dân) là cơ quan ban hành.")
    if short == "KT" and not layout.DEPUTY.search(after):
        yield deviation("ô 7a", text, "dưới “KT.” phải là chức vụ của người ký thay (cấp phó).")
    if short in {"TM", "TL", "TUQ"} and not after:
        yield deviation("ô 7a", text, f"dưới “{short}.” phải là chức vụ của người ký.")


def _name(parts: Components) -> Iterator[Deviation]:
    box = BOXES["Họ và tên người ký"]
    line = parts.signed
    if line is None:
        if parts.authority:
            yield deviation("ô 7b", box.name, "không có họ và tên của người ký.")
        return
    yield from styled(line, box)
    yield from centred(line, box)
    if line.text.isupper() and " " in line.text:
        yield deviation("ô 7b", line.text, "họ và tên người ký phải bằng chữ in thường.")
    if layout.ACADEMIC.match(line.text):
        yield deviation("ô 7b", line.text, "trước họ tên người ký không ghi học hàm, học vị.")
    elif re.match(r"(?:Ông|Bà|Đồng chí|Đ/c)\b", line.text):
        yield deviation("ô 7b", line.text, "chỉ ghi họ và tên, không ghi cách xưng hô phía trước.")
    if not parts.gap:
        yield deviation("ô 7c", "Chữ ký", "không có khoảng trống để ký giữa chức vụ và họ tên.")


def _copy(line: Line, *, last: bool) -> Iterator[Deviation]:
    """Check one line of the list under "Nơi nhận"."""
    box = BOXES["Danh sách nơi nhận"]
    yield from styled(line, box)
    if line.column is None and line.shape.align in {"center", "right"}:
        yield deviation("ô 9b", box.name, f"“{line.text}” phải sát lề trái.")
    wrong_end = not line.text.endswith((";", ".") if last else ";")
    if not re.match(r"- \S", line.text) or wrong_end:
        yield deviation(
            "ô 9b",
            line.text,
            "mỗi nơi nhận bắt đầu bằng “- ”, kết thúc bằng dấu chấm phẩy, dòng cuối dấu chấm.",
        )


def _recipients(parts: Components) -> Iterator[Deviation]:
    box, list_box = BOXES["Nơi nhận"], BOXES["Danh sách nơi nhận"]
    head = parts.recipients
    if head is None:
        yield deviation("ô 9b", box.name, "không có phần “Nơi nhận:”.")
        return
    if head.text != "Nơi nhận:":
        yield deviation("ô 9b", box.name, "phải viết “Nơi nhận:” trên một dòng riêng.")
    yield from styled(head, box)
    if head.column is None and head.shape.align in {"center", "right"}:
        yield deviation("ô 9b", box.name, "phải sát lề trái.")
    copies = parts.copies
    kept = next((line for line in copies if re.match(r"[-–+•]?\s*Lưu\b", line.text)), None)
    for line in copies:
        yield from _copy(line, last=line is copies[-1])
    if kept is None:
        yield deviation("ô 9b", list_box.name, "thiếu dòng “- Lưu: VT, ...”.")
    elif not layout.KEPT.match(kept.text):
        yield deviation(
            "ô 9b",
            list_box.name,
            f"viết “{kept.text}”, phải là “- Lưu: VT, <đơn vị>.” (dấu phẩy sau VT).",
        )
    elif kept is not copies[-1]:
        yield deviation("ô 9b", list_box.name, "“- Lưu: VT, ...” phải là dòng cuối.")
    if (
        parts.is_letter
        and copies
        and not re.match(r"- Như (?:trên|[Kk]ính gửi)", copies[0].text)
        and copies[0] is not kept
    ):
        yield deviation("ô 9b", list_box.name, "dòng đầu của công văn phải là “- Như trên;”.")
