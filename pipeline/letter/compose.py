"""The words of a letter: from a request to paragraphs, with what stands against sending it."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from pipeline.domain.dates import VIETNAM
from pipeline.domain.deadlines import DeadlineKind, DueKind, Regime, publication_limit, regime_on
from pipeline.domain.errors import BlockedLetterError
from pipeline.domain.records import (
    Article,
    ContestedPassage,
    Evidence,
    Field,
    Letter,
    LetterKind,
    LetterRequest,
    Medium,
)
from pipeline.domain.text import clean_line
from pipeline.office.builder import long_date

LONGEST_QUOTE = 1200
"""Characters of a quotation: the contested passage, not the article."""
LONGEST_IN_SUBJECT = 60
"""Characters of the name of an outlet that the subject has room for: a trích yếu is short."""
LONGEST_ADDRESS = 40
"""Signs of an address that the opening has room for: a longer one tears the justified line before it apart."""
OLD = timedelta(days=180)
_FIELDS = {Field.TITLE: " ở đầu đề", Field.SAPO: " ở phần dẫn (sapo)", Field.BODY: ""}
_POINTS = "abcdđegh"
_DATED = re.compile(r"\b([0-9]{1,2})(?:/| tháng )([0-9]{1,2})(?:/| năm )([0-9]{4})\b")
"""A day as documents write it: 05/10/2026, ngày 05 tháng 10 năm 2026."""


@cache
def _texts() -> dict[str, Any]:
    content = (Path(__file__).parent / "texts.yaml").read_bytes()
    texts: dict[str, Any] = msgspec.yaml.decode(content)
    return texts


def compose(request: LetterRequest, *, archived: Article | None = None) -> Letter:
    """Return the letter for a request.

    Args:
        request: what the letter is about.
        archived: the article as kept, to check that every quotation stands in it; unchecked when None.
    """
    regime = regime_on(request.on)
    return Letter(
        request=request,
        subject=_subject(request),
        paragraphs=tuple(_paragraphs(request, regime)),
        blockers=tuple(_blockers(request, archived)),
        warnings=tuple(_warnings(request)),
    )


def check_may_leave(letter: Letter) -> None:
    """Refuse the final form of a letter while something stands against it: whatever carries the letter asks this first.

    Raises:
        BlockedLetterError: the request asks for the final form and something stands against it.
    """
    if letter.request.final and letter.blockers:
        raise BlockedLetterError(letter.blockers)


def _subject(request: LetterRequest) -> str:
    outlet = clean_line(request.work.outlet)
    form = "subject" if len(outlet) <= LONGEST_IN_SUBJECT else "subject_short"
    return str(_texts()[form][request.kind].format(outlet=outlet))


def _paragraphs(request: LetterRequest, regime: Regime) -> list[str]:
    texts, kind = _texts(), request.kind
    agency, outlet = spoken(request.agency_name), clean_line(request.work.outlet)
    found = texts["found"][kind].format(
        agency=agency, short=_short(agency), piece=texts["piece"][request.work.medium]
    )
    lines = [f"{_opening(request)} {found}"]
    for number, passage in enumerate(request.passages, start=1):
        lines += _passage(request, passage, number if len(request.passages) > 1 else 0)
    if request.round > 1:
        lines.append(texts["again"].format(round=request.round, agency=agency))
    basis = texts["basis"][regime][kind]
    lines.append(texts["request"][kind].format(basis=basis, agency=agency, outlet=outlet))
    lines += [
        f"{letter}) {point}" for letter, point in zip(_POINTS, _points(request, regime, agency), strict=False)
    ]
    lines.append(texts["annex"])
    contact = _contact(request)
    if contact:
        lines.append(contact)
    lines.append(texts["closing"].format(agency=agency, outlet=outlet))
    return lines


def _opening(request: LetterRequest) -> str:
    work, texts = request.work, _texts()
    details = [
        f"chuyên mục {section}" if (section := clean_line(work.section)) else "",
        clean_line(work.issue),
        f"tác giả {author}" if (author := clean_line(work.author or "")) else "",
        _address(clean_line(work.url)),
    ]
    shown = "; ".join(detail for detail in details if detail)
    fields = {
        "outlet": clean_line(work.outlet),
        "published": texts["published"][work.medium],
        "title": quoted(work.title),
        "details": f" ({shown})" if shown else "",
    }
    if work.published_at is None:
        return str(texts["opening_undated"].format(**fields))
    moment = work.published_at.astimezone(VIETNAM)
    timed = work.medium in {Medium.ONLINE, Medium.RADIO, Medium.TV}
    day = long_date(moment.date()).removeprefix("ngày ")
    day += f", lúc {moment:%H} giờ {moment:%M} phút" if timed else ""
    return str(texts["opening"].format(day=day, **fields))


def _address(url: str) -> str:
    """Return where the work stands on the web; a long address stands in the annex, which has it in any case."""
    if not url:
        return ""
    return f"địa chỉ {url}" if len(url) <= LONGEST_ADDRESS else "địa chỉ trên mạng nêu tại Phụ lục"


def _passage(request: LetterRequest, passage: ContestedPassage, number: int) -> list[str]:
    texts = _texts()
    lines = [
        texts["passage"].format(
            number=f"{number}. " if number else "",
            verb=texts["verb"][request.work.medium],
            where=_FIELDS[passage.field],
            quote=quoted(passage.quote),
        )
    ]
    if clean_line(passage.problem):
        lines.append(texts["passage_problem"][request.kind].format(problem=sentence(passage.problem)))
    for evidence in passage.evidence:
        if clean_line(evidence.statement):
            lines.append(texts["passage_fact"].format(statement=sentence(evidence.statement)))
        if clean_line(evidence.source_doc):
            lines.append(texts["passage_source"].format(source=clean_line(evidence.source_doc).rstrip(".")))
    return lines


def quoted(text: str) -> str:
    """Return a quotation without its own outer marks, cut at a word when it is longer than a passage should be."""
    quote = clean_line(text)
    if len(quote) > LONGEST_QUOTE:
        quote = quote[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " […]"
    quote = quote.rstrip(".")
    if quote.startswith(("“", '"')) and quote.endswith(("”", '"')):
        quote = quote[1:-1]
    return quote.replace("“", "‘").replace("”", "’")


def sentence(text: str) -> str:
    """Return a text as a sentence: a capital first, a mark at its end."""
    line = clean_line(text)
    line = line[:1].upper() + line[1:]
    return line if line.endswith((".", "!", "?", "…")) else f"{line}."


def _points(request: LetterRequest, regime: Regime, agency: str) -> list[str]:
    """Return what the newspaper is asked to do: contents, place, time, as the law in force has them."""
    texts, medium = _texts(), request.work.medium
    fields = {
        "agency": agency,
        "verb": texts["verb"][medium],
        "work": texts["work"][medium],
        "place": texts["place"][regime][medium],
        "time": _time(request, regime),
    }
    return [str(point).format(**fields) for point in texts["points"][request.kind][regime]]


def _time(request: LetterRequest, regime: Regime) -> str:
    """Return the newspaper's time as the law in force puts it: `ngay`, the nearest issue, or a number of days."""
    kind = DeadlineKind.CORRECTION if request.kind is LetterKind.CORRECTION else DeadlineKind.RESPONSE
    medium = request.work.medium
    limit = publication_limit(kind, medium, regime)
    texts = _texts()["time"]
    time = (
        texts["days"].format(days=f"{limit.amount:02}")
        if limit.kind is DueKind.DATE
        else str(texts[limit.kind])
    )
    if medium is Medium.MAGAZINE_OVER_30D and limit.kind is not DueKind.NONE:
        return str(texts["answer_first"].format(time=time))
    return str(time)


def _contact(request: LetterRequest) -> str:
    contact = request.contact
    if contact is None:
        return ""
    phone, email = clean_line(contact.phone), clean_line(contact.email)
    return str(
        _texts()["contact"].format(
            name=clean_line(contact.full_name),
            post=f", {clean_line(contact.post)}" if clean_line(contact.post) else "",
            phone=f", điện thoại {phone}" if phone else "",
            email=f", thư điện tử {email}" if email else "",
        )
    )


def _short(agency: str) -> str:
    """Return how an agency speaks of itself after its name was written once: Sở, Ủy ban, Công an tỉnh."""
    committee = re.match(r"Ủy ban nhân dân (tỉnh|xã|phường|đặc khu|huyện|thành phố)\b", agency)
    if committee:
        return committee[1]
    for word in ("Sở", "Ban", "Chi cục", "Thanh tra", "Công an tỉnh"):
        if agency.startswith(word):
            return word
    return "cơ quan"


def spoken(agency: str) -> str:
    """Return a name as sentences have it: the abbreviation of the committee is for heads and lists."""
    return re.sub(r"^UBND\b", "Ủy ban nhân dân", clean_line(agency))


def _blockers(request: LetterRequest, archived: Article | None) -> list[str]:
    """Return why the letter may not leave as final (Luật Báo chí 2016 Điều 43.1; NĐ 244/2026/NĐ-CP Điều 7.6: "căn cứ")."""
    passages = request.passages
    bare = sum(not any(_tells(evidence) for evidence in passage.evidence) for passage in passages)
    unnamed = any(
        not clean_line(evidence.source_doc) for passage in passages for evidence in passage.evidence
    )
    conditions = (
        (not passages, "Chưa đánh dấu nội dung nào của bài báo."),
        (bare, f"Còn {bare} nội dung chưa có căn cứ (văn bản, số liệu chính thức)."),
        (unnamed, "Có căn cứ chưa ghi tên văn bản, số, ngày."),
        (request.signatory is None, "Chưa có người ký còn hiệu lực vào ngày ban hành."),
        (not request.symbol, "Chưa có ký hiệu văn bản của cơ quan."),
        (not request.place, "Chưa có địa danh của cơ quan ban hành."),
        (
            not clean_line(request.work.title) or not clean_line(request.work.outlet),
            "Chưa có tên tác phẩm hoặc tên cơ quan báo chí.",
        ),
        (_undelegated(request), "Ký thừa ủy quyền (TUQ.) nhưng chưa ghi giấy ủy quyền số, ngày nào."),
    )
    found = [reason for stands, reason in conditions if stands]
    return [*found, *_not_archived(passages, archived), *request.obstacles]


def _tells(evidence: Evidence) -> bool:
    return bool(clean_line(evidence.statement) or clean_line(evidence.source_doc))


def _undelegated(request: LetterRequest) -> bool:
    """Tell whether somebody signs by delegation that nobody can show (NĐ 30/2020/NĐ-CP Điều 13.3)."""
    signatory = request.signatory
    if signatory is None or signatory.delegation.strip():
        return False
    return any(line.strip().upper().startswith("TUQ") for line in signatory.authority)


def _not_archived(passages: tuple[ContestedPassage, ...], archived: Article | None) -> list[str]:
    if archived is None:
        return []
    return [
        f"Không tìm thấy trong bài đã lưu: “{clean_line(passage.quote)[:80]}”."
        for passage in passages
        if archived.text(passage.field)[passage.start : passage.end] != passage.quote
    ]


def _proved_later(request: LetterRequest) -> bool:
    """Tell whether a document that is named as proof bears a date after that of the letter."""
    sources = [
        clean_line(evidence.source_doc) for passage in request.passages for evidence in passage.evidence
    ]
    dates = (tuple(map(int, found)) for source in sources for found in _DATED.findall(source))
    on = request.on
    return any((year, month, day) > (on.year, on.month, on.day) for day, month, year in dates)


def _warnings(request: LetterRequest) -> list[str]:
    work = request.work
    published = work.published_at.astimezone(VIETNAM).date() if work.published_at else None
    conditions = (
        (published is None, "Chưa rõ ngày đăng của tác phẩm."),
        (published is not None and request.on - published > OLD, "Bài báo đã đăng hơn 6 tháng."),
        (published is not None and published > request.on, "Ngày đăng của tác phẩm ở sau ngày văn bản."),
        (_proved_later(request), "Có căn cứ đề ngày sau ngày văn bản."),
        (request.contact is None, "Chưa có người phát ngôn để cơ quan báo chí liên hệ."),
        (
            clean_line(request.agency_name) in map(clean_line, request.also_to),
            "Cơ quan ban hành cũng đứng trong danh sách kính gửi.",
        ),
        (not work.capture_sha256, "Chưa có bản lưu của bài báo."),
        (not work.outlet_address.strip(), "Chưa có tên đầy đủ của cơ quan báo chí, đang dùng tên của trang."),
        (
            any(not clean_line(passage.problem) for passage in request.passages),
            "Có nội dung chưa nêu sai hoặc thiếu ở điểm nào.",
        ),
        (
            any(len(clean_line(passage.quote)) > LONGEST_QUOTE for passage in request.passages),
            f"Có trích dẫn dài hơn {LONGEST_QUOTE} ký tự, trong văn bản được rút gọn bằng “[…]”.",
        ),
    )
    return [note for stands, note in conditions if stands]
