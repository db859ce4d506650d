"""Checks of the text (box 6): grounds, paragraphs, headings, points, the closing mark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.office import layout
from pipeline.office.components import Components
from pipeline.office.deviation import Deviation, deviation, styled
from pipeline.office.layout import BOXES
from pipeline.office.page import Line

_SHORT = 80
"""Characters of a line that may stand alone, such as a heading: its alignment is free."""
_ALPHABET = "abcdđeghiklmnopqrstuvxy"
_POINT = re.compile(r"^([a-zđ])\) ")
_ROMAN = re.compile(r"^(?:[IVX]+)\. \S")
_CHAPTER = re.compile(r"^(?:Phần|Chương|PHẦN|CHƯƠNG) (\S+)")


def check(parts: Components) -> Iterator[Deviation]:
    """Return the deviations of the text."""
    yield from _grounds(parts.grounds)
    if not parts.body:
        if parts.recipients is not None or parts.greeting:
            yield deviation("ô 6", "Nội dung", "không có nội dung văn bản.")
        return
    texts = [line for line in parts.body if line.text]
    if not texts[-1].text.endswith(layout.BODY_END):
        yield deviation("ô 6", "Nội dung", "chưa kết thúc bằng “./.”.")
    early = next((line for line in texts[:-1] if line.text.endswith(layout.BODY_END)), None)
    if early is not None:
        yield deviation("ô 6", _where(early), "“./.” chỉ đặt ở cuối nội dung văn bản.")
    for place, line in enumerate(texts):
        if line.cell is None:
            yield from _paragraph(line, texts[place - 1] if place else None)
        yield from styled(line, BOXES["Nội dung"])
        yield from _heading(line)
    yield from _order_of_points(texts)


def _where(line: Line) -> str:
    return f"“{line.text[:40]}”"


def _grounds(lines: list[Line]) -> Iterator[Deviation]:
    box = BOXES["Căn cứ ban hành"]
    for place, line in enumerate(lines):
        yield from styled(line, box)
        end = "." if place == len(lines) - 1 else ";"
        if not line.text.endswith(end):
            name = "chấm" if end == "." else "chấm phẩy"
            yield deviation("ô 6", box.name, f"“{line.text[-30:]}” phải kết thúc bằng dấu {name}.")


def _paragraph(line: Line, before: Line | None) -> Iterator[Deviation]:
    shape, where = line.shape, _where(line)
    if shape.align == "center" or line.column is not None:
        return
    long = len(line.text) >= _SHORT
    if long and shape.align != "justify" and not re.search(r"\S{60}", line.text):
        yield deviation("ô 6", where, "nội dung phải canh đều hai lề.")
    if long and not _indented(line):
        yield deviation("ô 6", where, f"thụt đầu dòng {shape.first:.1f} mm, phải là 10 hoặc 12,7 mm.")
    yield from _line_spacing(line)
    if long:
        between = max(shape.before + shape.after, shape.before + (before.shape.after if before else 0.0))
        if between < 5.9:
            yield deviation("ô 6", where, f"khoảng cách đoạn {between:g} pt, tối thiểu 6 pt.")
        if all(piece.form.italic for piece in line.written):
            yield deviation("ô 6", where, "nội dung phải dùng kiểu chữ đứng.")
        if len(line.text) >= 2.5 * _SHORT and all(piece.form.bold for piece in line.written):
            yield deviation("ô 6", where, "nội dung không in đậm.")


def _indented(line: Line) -> bool:
    shape = line.shape
    begins = [shape.first]
    if line.listed or shape.first < 0 or re.match(r"[-+•]\s|\d+[.)]\s|[a-zđ]\)\s", line.text):
        begins.append(shape.left + shape.first)
        begins.append(shape.left)
    if line.raw.startswith("\t"):
        return True
    return any(abs(begin - wanted) <= 0.5 for begin in begins for wanted in (10.0, 12.7))


def _line_spacing(line: Line) -> Iterator[Deviation]:
    shape = line.shape
    size = max((piece.form.size for piece in line.written), default=14.0)
    if not shape.exact:
        wrong = not 0.99 <= shape.line <= 1.51
        told = f"{shape.line:g} dòng"
    else:
        low = 0.0 if shape.exact == "atLeast" else size
        wrong, told = not low <= shape.line <= 1.75 * size, f"{shape.line:g} pt"
    if wrong:
        yield deviation("ô 6", _where(line), f"giãn dòng {told}, phải từ đơn đến 1,5 dòng.")


def _heading(line: Line) -> Iterator[Deviation]:
    bold = all(piece.form.bold for piece in line.written)
    if _ROMAN.match(line.text) and len(line.text) < 2 * _SHORT:
        if not line.text.isupper():
            yield deviation("ô 6", _where(line), "tiêu đề mục (I., II.) phải bằng chữ in hoa.")
        if not bold:
            yield deviation("ô 6", _where(line), "tiêu đề mục (I., II.) phải in đậm.")
    chapter = _CHAPTER.match(line.text)
    if chapter and len(line.text) < _SHORT:
        if not re.fullmatch(r"[IVX]+[.:]?", chapter[1]):
            yield deviation("ô 6", _where(line), "phần, chương phải đánh số bằng chữ số La Mã.")
        if line.shape.align != "center" or not bold:
            yield deviation("ô 6", _where(line), "phần, chương phải canh giữa, in đậm.")


def _order_of_points(lines: list[Line]) -> Iterator[Deviation]:
    """Check that points follow the Vietnamese alphabet: a, b, c, d, đ, e, g."""
    last = ""
    for line in lines:
        found = _POINT.match(line.text)
        if not found:
            continue
        letter = found[1]
        wanted = _ALPHABET[_ALPHABET.index(last) + 1] if last and last != _ALPHABET[-1] else "a"
        if letter not in {wanted, "a"}:
            yield deviation(
                "ô 6", _where(line), f"điểm “{letter})” sai thứ tự chữ cái tiếng Việt, phải là “{wanted})”."
            )
        last = letter if letter in _ALPHABET else wanted
