"""Which line of a document is which component (ô) of the official layout, told by its words and its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.domain.text import fold
from pipeline.office.page import Line, Page


@dataclass(slots=True, kw_only=True)
class Components:
    """The components that were found; None or empty when there is none."""

    nation: Line | None = None
    motto: Line | None = None
    agency: list[Line] = field(default_factory=list)
    """All lines above the number on its side, governing body first."""
    number: Line | None = None
    date: Line | None = None
    subject: list[Line] = field(default_factory=list)
    kind: Line | None = None
    title: list[Line] = field(default_factory=list)
    """Trích yếu under the kind of a named document."""
    greeting: list[Line] = field(default_factory=list)
    grounds: list[Line] = field(default_factory=list)
    """Căn cứ in paragraphs of their own."""
    body: list[Line] = field(default_factory=list)
    recipients: Line | None = None
    copies: list[Line] = field(default_factory=list)
    authority: list[Line] = field(default_factory=list)
    signed: Line | None = None
    gap: bool = True
    """There is room for the signature."""
    annexes: list[int] = field(default_factory=list)
    """Places in `lines` where annexes begin."""
    lines: list[Line] = field(default_factory=list)
    """All lines in reading order, empty ones too."""

    @property
    def is_letter(self) -> bool:
        """Tell whether it is a công văn: it has no name of a kind."""
        return self.kind is None


_KINDS = (
    "bao cao|to trinh|thong bao|ke hoach|quyet dinh|nghi quyet|chi thi|huong dan|chuong trinh|phuong an|de an|bien ban"
    "|quy che|quy dinh|thong cao|ket luan|giay moi|giay uy quyen|cong dien|cong van"
)
_NATION = re.compile(r"cong hoa xa hoi")
_MOTTO = re.compile(r"doc lap\b")
_NUMBER = re.compile(r"so ?:|so +[\d./]*/[a-z]")
_DATE = re.compile(r"[^,]{2,40},? *(?:ngay .*thang .*nam\b.{0,8}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4})$")
_SUBJECT = re.compile(r"v/v")
_KIND = re.compile(rf"(?:{_KINDS})$")
_GREETING = re.compile(r"kinh gui")
_RECIPIENTS = re.compile(r"noi nhan\b")
_KEPT = re.compile(r"[-–+•]?\s*luu\b")
_GROUND = re.compile(r"(?:can cu|theo de nghi|xet de nghi|thuc hien)\b")
_ANNEX = re.compile(r"phu luc(?: (?:[ivx]+|\d+))?[.:]?$")
DRAFT = re.compile(r"du thao\b.{0,12}$")


def find(page: Page) -> Components:
    """Return the components of a document."""
    lines = list(page.lines)
    parts = Components(lines=lines)
    folded = [fold(line.text) for line in lines]
    end = next((place for place, text in enumerate(folded) if _ANNEX.match(text)), len(lines))
    parts.annexes = [place for place, text in enumerate(folded) if _ANNEX.match(text)]
    places = _marks(folded[:end])
    for name in ("nation", "motto", "number", "date", "kind", "recipients"):
        if name in places:
            setattr(parts, name, lines[places[name]])
    _head(parts, places, folded)
    start = _greeting(parts, places, folded, end)
    _body(parts, start, places.get("recipients", _signature_start(lines, end)), folded)
    if "recipients" in places:
        _foot(parts, places["recipients"], end, folded)
    return parts


def _marks(folded: list[str]) -> dict[str, int]:
    marks = {
        "nation": _NATION,
        "motto": _MOTTO,
        "number": _NUMBER,
        "date": _DATE,
        "subject": _SUBJECT,
        "kind": _KIND,
        "greeting": _GREETING,
        "recipients": _RECIPIENTS,
    }
    found: dict[str, int] = {}
    for place, text in enumerate(folded):
        for name, mark in marks.items():
            if mark.match(text):
                found.setdefault(name, place)
                break
    head_end = min((found[name] for name in ("greeting", "recipients") if name in found), default=len(folded))
    for name in ("nation", "motto", "number", "date", "subject"):
        if found.get(name, 0) > head_end:
            del found[name]
    if "kind" in found and found["kind"] > found.get("recipients", len(folded)):
        del found["kind"]
    return found


def _same_side(one: Line, other: Line) -> bool:
    if one.cell and other.cell:
        return (one.cell[0], one.cell[2]) == (other.cell[0], other.cell[2])
    return one.cell is None and other.cell is None and (one.column or 0) == (other.column or 0)


def _head(parts: Components, places: dict[str, int], folded: list[str]) -> None:
    parts.agency = _above_number(parts, places, folded)
    subject, kind = places.get("subject"), places.get("kind")
    if subject is not None:
        parts.subject = [parts.lines[subject]]
        for place in range(subject + 1, len(parts.lines)):
            line = parts.lines[place]
            ended = not line.text or line.cell is None or not _same_side(line, parts.lines[subject])
            if ended or DRAFT.match(folded[place]) or place in places.values():
                break
            parts.subject.append(line)
    if kind is not None:
        for line in parts.lines[kind + 1 : kind + 6]:
            if not line.text or line.shape.align != "center":
                break
            parts.title.append(line)


_AFTER_AGENCY = ("number", "date", "subject", "kind", "greeting", "recipients")


def _above_number(parts: Components, places: dict[str, int], folded: list[str]) -> list[Line]:
    """Return the names of agencies: what stands above the number in its column, or before all else without one."""
    lines, anchor = parts.lines, parts.number
    taken = {places[name] for name in ("nation", "motto", "date") if name in places}
    stop = places.get("number", min((places[name] for name in _AFTER_AGENCY if name in places), default=0))
    found = []
    for place, line in enumerate(lines[:stop]):
        typed = not re.search(r"\w", line.text.replace("_", ""))  # empty, or a rule of typed strokes
        if typed or place in taken or line.column == 1 or DRAFT.match(folded[place]):
            continue
        if line.cell is not None:
            beside = anchor is not None and anchor.cell is not None and not _same_row_side(line, anchor)
            with_nation = parts.nation is not None and _same_side(line, parts.nation)
            if beside or (anchor is None and with_nation):
                continue
        found.append(line)
    return found


def _same_row_side(one: Line, other: Line) -> bool:
    return one.cell is not None and other.cell is not None and one.cell[2] == other.cell[2]


def _greeting(parts: Components, places: dict[str, int], folded: list[str], end: int) -> int:
    """Find the addressees and return the place after them."""
    lines, start = parts.lines, places.get("greeting")
    if start is None:
        heads = [places[name] for name in ("number", "date", "subject", "kind") if name in places]
        return max(heads, default=-1) + 1 + len(parts.title)
    parts.greeting, place = [lines[start]], start + 1
    while place < end:
        text = folded[place]
        if (
            text
            and not re.match(r"[-–•+]\s*\S", text)
            and not _continues(parts.greeting[-1], lines[place], lines[start])
        ):
            break
        if text:
            parts.greeting.append(lines[place])
        elif (
            parts.greeting[-1].text.endswith((".", ":")) is False and not _dashed_next(folded, place)
        ) or not _dashed_next(folded, place):
            break
        place += 1
    return place


def _dashed_next(folded: list[str], place: int) -> bool:
    following = next((text for text in folded[place : place + 3] if text), "")
    return re.match(r"[-–•+]\s*\S", following) is not None


def _continues(last: Line, line: Line, greeting: Line) -> bool:
    """Tell whether a line without dash is another addressee: indented as deep as the list, or in its table."""
    if greeting.cell and line.cell:
        return greeting.cell[0] == line.cell[0]
    deep = line.shape.left + min(0.0, line.shape.first)
    return last.text.endswith(";") and line.cell is None and (deep > 25 or line.raw.startswith("\t\t"))


def _signature_start(lines: list[Line], end: int) -> int:
    """Return where the foot begins in a document without "Nơi nhận": at the last table."""
    tables = [line.cell[0] for line in lines[:end] if line.cell]
    if not tables:
        return end
    last = max(tables)
    return next(place for place, line in enumerate(lines) if line.cell and line.cell[0] == last)


def _body(parts: Components, start: int, stop: int, folded: list[str]) -> None:
    inside = [place for place in range(start, stop) if parts.lines[place].text]
    free = [place for place in inside if parts.lines[place].cell is None]
    if not free:
        free = inside
    ground = [place for place in free if _GROUND.match(folded[place])]
    leading: list[int] = []
    for place in free:
        if place not in ground:
            break
        leading.append(place)
    texts = [parts.lines[place] for place in leading]
    recital = (
        len(texts) > 1
        or any(line.text.endswith(";") for line in texts)
        or any(all(piece.form.italic for piece in line.written) for line in texts)
    )
    if recital and len(texts) < len(free):
        parts.grounds = texts
        free = free[len(leading) :]
    parts.body = [parts.lines[place] for place in free]


def _foot(parts: Components, start: int, end: int, folded: list[str]) -> None:
    lines = parts.lines
    head = lines[start]
    left: list[Line] = []
    right: list[Line] = []
    for place in range(start + 1, end):
        line = lines[place]
        if head.cell is not None and (line.cell is None or line.cell[0] != head.cell[0]):
            break
        if head.cell is not None:
            (left if _column(line) == _column(head) else right).append(line)
        else:
            dashed = re.match(r"[-–•+]|luu\b", folded[place]) is not None
            (left if dashed or (line.column == 0) else right).append(line)
    parts.copies = [line for line in left if line.text]
    written = [place for place, line in enumerate(right) if line.text]
    if not written:
        return
    last = right[written[-1]].text
    nameless = last.isupper() and _AUTHORITY.search(last) is not None
    authority = written if nameless else written[:-1]
    parts.authority = [right[place] for place in authority]
    names = [] if nameless else written[-1:]
    if names:
        parts.signed = right[names[-1]]
        above = authority[-1] if authority else -1
        between = right[above + 1 : names[-1]]
        room = parts.signed.shape.before + (right[above].shape.after if authority else 0)
        parts.gap = bool(between) or room >= 24 or any(line.picture for line in right)


_AUTHORITY = re.compile(
    r"CHỦ TỊCH|GIÁM ĐỐC|TRƯỞNG|CHÁNH|CỤC|ỦY BAN|UỶ BAN|VIÊN|THANH TRA|TỔNG BIÊN TẬP|BỘ |THỨ|SỞ|CHỈ HUY|THƯ KÝ|BÍ THƯ|PHÓ|HIỆU|HỘI ĐỒNG|KT|TM|TL|TUQ|CHỨC VỤ"
)


def _column(line: Line) -> int:
    return line.cell[2] if line.cell else -1
