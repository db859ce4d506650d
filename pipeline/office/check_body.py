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
        if _underlined(line):
            yield deviation("ô 6", _where(line), "nội dung không gạch chân.")
        yield from _mark(line)
    yield from _order_of_points(texts)
    yield from _order_of_numbers(texts)


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
    if line.column is not None:
        return
    long = len(line.text) >= _SHORT
    yield from _sides(line, long=long)
    if shape.align == "center":
        return
    yield from _line_spacing(line)
    if long:
        between = max(shape.before + shape.after, shape.before + (before.shape.after if before else 0.0))
        if between < 5.9:
            yield deviation("ô 6", where, f"khoảng cách đoạn {between:g} pt, tối thiểu 6 pt.")
        if all(piece.form.italic for piece in line.written):
            yield deviation("ô 6", where, "nội dung phải dùng kiểu chữ đứng.")
        if len(line.text) >= 2.5 * _SHORT and all(piece.form.bold for piece in line.written):
            yield deviation("ô 6", where, "nội dung không in đậm.")


def _sides(line: Line, *, long: bool) -> Iterator[Deviation]:
    """Check that a paragraph is justified and reaches from margin to margin, its first line apart."""
    shape, where = line.shape, _where(line)
    if not long:
        return
    ragged = shape.align != "justify" and not re.search(r"\S{60}", line.text)
    titled = shape.align == "center" and all(piece.form.bold or piece.form.italic for piece in line.written)
    if ragged and not titled:
        yield deviation("ô 6", where, "nội dung phải canh đều hai lề.")
    if shape.align == "center":
        return
    if not _indented(line):
        yield deviation("ô 6", where, f"thụt đầu dòng {shape.first:.1f} mm, phải là 10 hoặc 12,7 mm.")
    if not line.listed and shape.first > 0 and (shape.left > 1 or shape.right > 1):
        sides = f"trái {shape.left:.1f} mm, phải {shape.right:.1f} mm"
        yield deviation("ô 6", where, f"thụt cả đoạn ({sides}), nội dung phải trải hết hai lề.")


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


def _underlined(line: Line) -> bool:
    """Tell whether words are underlined; addresses of pages and mail are so by habit."""
    link = re.compile(r"@|://|www\.")
    return any(piece.form.underline and not link.search(piece.text) for piece in line.written)


def _mark(line: Line) -> Iterator[Deviation]:
    """Check how articles, khoản and points are numbered: ``Điều 1.``, ``1.``, ``a)``."""
    text = line.text
    if re.match(r"(?:Điều|ĐIỀU) (?:[IVX]+\b|\d+[^\d\s.,;a-zđ])", text):
        yield deviation("ô 6", _where(line), "điều phải đánh số bằng chữ số Ả Rập, sau số có dấu chấm.")
    elif re.match(r"\d{1,2}\) ", text):
        yield deviation("ô 6", _where(line), "khoản đánh số Ả Rập, sau số là dấu chấm (“1.”).")
    elif re.match(r"[a-zđ]\. \S", text):
        yield deviation("ô 6", _where(line), "điểm dùng chữ cái, sau chữ là dấu đóng ngoặc đơn (“a)”).")
    elif re.match(r"[A-ZĐ]\) ", text):
        yield deviation(
            "ô 6", _where(line), "điểm dùng chữ cái in thường, sau chữ là dấu đóng ngoặc đơn (“a)”)."
        )


_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def _order_of_numbers(lines: list[Line]) -> Iterator[Deviation]:
    """Check that typed numbers of mục and khoản follow each other; numbers that Word counts are not seen."""
    last = {"mục": 0, "khoản": 0}
    for line in lines:
        if line.listed:
            return
        roman, arabic = re.match(r"([IVX]+)\. \S", line.text), re.match(r"(\d{1,2})\. \S", line.text)
        if roman and roman[1] in _ROMANS:
            what, number, told = "mục", _ROMANS.index(roman[1]) + 1, roman[1]
            last["khoản"] = 0
        elif arabic:
            what, number, told = "khoản", int(arabic[1]), arabic[1]
        else:
            continue
        if last[what] and number not in {1, last[what] + 1}:
            yield deviation("ô 6", _where(line), f"{what} “{told}.” không nối tiếp {what} trước.")
        last[what] = number


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
