"""The quarterly report of the press authority to the People's Committee: figures and lists.

Contents follow the order (công văn 1304/UBND-KGVX of 14/06/2016) and Kon Tum's own practice: what the press raised,
who verified it, what was concluded, what was sent, what the newspapers did, who is late.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pipeline.domain.records import Figure, LetterKind, OutcomeKind, Report, ReportTable, Tone, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleLine:
    """An article of the province in the period."""

    id: str
    outlet: str
    tone: Tone
    flagged: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """A case opened in the period."""

    id: str
    agency: str
    title: str
    outlet: str
    verdict: Verdict | None
    closed: bool
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterLine:
    """A letter sent in the period, with the newest outcome."""

    id: str
    outlet: str
    kind: LetterKind
    outcome: OutcomeKind | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarter:
    """What the store knows of a quarter, both days included."""

    first: date
    last: date
    articles: tuple[ArticleLine, ...]
    cases: tuple[CaseLine, ...]
    letters: tuple[LetterLine, ...]
    audit_root: str


def quarterly(data: Quarter, *, agency_name: str, made_at: datetime) -> Report:
    """Return the report of a quarter; every figure names the records it counts."""
    number = (data.last.month - 1) // 3 + 1
    roman = ("I", "II", "III", "IV")[number - 1]
    return Report(
        title=f"Công tác theo dõi, phản hồi thông tin báo chí quý {roman} năm {data.last.year}",
        agency_name=agency_name,
        period_from=data.first,
        period_to=data.last,
        made_at=made_at,
        figures=(*_articles(data.articles), *_cases(data.cases), *_letters(data.letters)),
        tables=(_by_outlet(data), _by_agency(data.cases), _notable(data.cases)),
        audit_root=data.audit_root,
    )


def _figure(code: str, label: str, ids: Iterable[str]) -> Figure:
    records = tuple(ids)
    return Figure(code=code, label=label, value=len(records), record_ids=records)


def _articles(lines: Sequence[ArticleLine]) -> list[Figure]:
    tones = {Tone.POSITIVE: "tích cực", Tone.NEUTRAL: "trung tính", Tone.NEGATIVE: "phản ánh, phê bình"}
    return [
        _figure("A1", "Tin, bài về tỉnh đã thu thập", (line.id for line in lines)),
        *(
            _figure(
                f"A2.{tone}", f"Trong đó: sắc thái {label}", (line.id for line in lines if line.tone is tone)
            )
            for tone, label in tones.items()
        ),
        _figure("A3", "Tin, bài có dấu hiệu cần kiểm tra", (line.id for line in lines if line.flagged)),
    ]


def _cases(lines: Sequence[CaseLine]) -> list[Figure]:
    verdicts = {
        Verdict.ACCURATE: "thông tin chính xác",
        Verdict.ACCURATE_ACT: "thông tin chính xác, phải xử lý hoặc trả lời",
        Verdict.INCOMPLETE: "thông tin chưa đầy đủ",
        Verdict.FALSE: "thông tin sai sự thật",
        Verdict.OTHER_AGENCY: "chuyển cơ quan khác",
        Verdict.NOT_DISCLOSABLE: "chưa được cung cấp thông tin",
    }
    return [
        _figure("B1", "Vụ việc giao cơ quan xác minh", (line.id for line in lines)),
        _figure("B2", "Vụ việc đã kết luận", (line.id for line in lines if line.verdict)),
        *(
            _figure(
                f"B2.{verdict}", f"Trong đó: {label}", (line.id for line in lines if line.verdict is verdict)
            )
            for verdict, label in verdicts.items()
        ),
        _figure("B3", "Vụ việc đã kết thúc, có kết quả", (line.id for line in lines if line.closed)),
    ]


def _letters(lines: Sequence[LetterLine]) -> list[Figure]:
    outcomes = {
        OutcomeKind.CORRECTED: "đã cải chính đầy đủ",
        OutcomeKind.CORRECTION_INCOMPLETE: "cải chính chưa đầy đủ",
        OutcomeKind.SILENT_EDIT: "sửa nội dung, không cải chính",
        OutcomeKind.REMOVED: "gỡ bài",
        OutcomeKind.UNCHANGED: "chưa thay đổi",
        OutcomeKind.NOT_COMPARABLE: "chưa so sánh được",
    }

    def of(kind: LetterKind) -> Iterable[str]:
        return (line.id for line in lines if line.kind is kind)

    return [
        _figure("C1", "Văn bản đề nghị đăng, phát ý kiến phản hồi đã gửi", of(LetterKind.RESPONSE)),
        _figure("C2", "Văn bản yêu cầu cải chính, xin lỗi đã gửi", of(LetterKind.CORRECTION)),
        *(
            _figure(f"C3.{kind}", f"Kết quả: {label}", (line.id for line in lines if line.outcome is kind))
            for kind, label in outcomes.items()
        ),
        _figure(
            "C3.none",
            "Kết quả: chưa có lần kiểm tra lại",
            (line.id for line in lines if line.outcome is None),
        ),
    ]


def _by_outlet(data: Quarter) -> ReportTable:
    def count(lines: Iterable[str]) -> Counter[str]:
        return Counter(lines)

    articles = count(line.outlet for line in data.articles)
    flagged = count(line.outlet for line in data.articles if line.flagged)
    letters = count(line.outlet for line in data.letters)
    corrected = count(line.outlet for line in data.letters if line.outcome is OutcomeKind.CORRECTED)
    return ReportTable(
        title="Theo cơ quan báo chí",
        headings=("Cơ quan báo chí", "Tin, bài", "Có dấu hiệu", "Văn bản đã gửi", "Đã cải chính"),
        rows=tuple(
            (outlet, *(str(counter[outlet]) for counter in (articles, flagged, letters, corrected)))
            for outlet in sorted(articles | letters)
        ),
    )


def _by_agency(lines: Sequence[CaseLine]) -> ReportTable:
    def row(agency: str, matches: Sequence[Callable[[CaseLine], bool]]) -> tuple[str, ...]:
        own = [line for line in lines if line.agency == agency]
        return (agency, *(str(sum(match(line) for line in own)) for match in matches))

    columns: tuple[Callable[[CaseLine], bool], ...] = (
        lambda _line: True,
        lambda line: line.verdict is None,
        lambda line: line.verdict in {Verdict.INCOMPLETE, Verdict.FALSE},
        lambda line: line.closed,
    )
    return ReportTable(
        title="Theo cơ quan chịu trách nhiệm",
        headings=("Cơ quan", "Vụ việc", "Chưa kết luận", "Chưa đầy đủ hoặc sai", "Đã kết thúc"),
        rows=tuple(row(agency, columns) for agency in sorted({line.agency for line in lines})),
    )


def _notable(lines: Sequence[CaseLine]) -> ReportTable:
    wrong = [line for line in lines if line.verdict in {Verdict.INCOMPLETE, Verdict.FALSE}]
    return ReportTable(
        title="Vụ việc có thông tin sai hoặc chưa đầy đủ",
        headings=("Tên tác phẩm", "Cơ quan báo chí", "Cơ quan xử lý", "Kết quả"),
        rows=tuple((line.title, line.outlet, line.agency, line.result or "Đang xử lý") for line in wrong),
    )
