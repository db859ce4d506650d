"""A quarter played out day by day on the real services, with the truth counted by hand beside every step.

Each scenario says in plain codes what it must count for, week by week and in quarter and year. Nothing here asks
the queries or the report stage; only agencies' names are taken from the register. Invented outlets and people.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from pipeline.domain import records
from pipeline.domain.authority import (
    Attendance,
    Basis,
    Course,
    EventKind,
    Incident,
    MatterReport,
    OutletAnswer,
    PressEvent,
    PressRequest,
    RequestKind,
    Seat,
    Speaker,
    SpeakerRole,
)
from pipeline.domain.records import (
    AgencyTag,
    Article,
    ArticleKind,
    Attention,
    Capture,
    ContestedPassage,
    Evidence,
    Field,
    Flag,
    FlaggedArticle,
    LetterKind,
    LetterRequest,
    Medium,
    Outcome,
    OutcomeKind,
    Sentiment,
    Signal,
    TaggedArticle,
    Tone,
    Verdict,
    Work,
)
from pipeline.review.cases import CaseOpening
from pipeline.review.workflow import Action, Role
from pipeline.store import articles, authority, cases, following, ingested, letters, taggings
from pipeline.store.tables import CaseRow, LetterRow, PersonRow

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
PROFILE = Path(records.__file__).parent / "profile" / "agencies.csv"
QUARTER, EARLIER, YEAR = "2026-Q4", "2026-Q3", "2026"
CUTS = {41 + number: date(2026, 10, 8) + timedelta(days=7 * number) for number in range(13)}
"""Thursday of each ISO week of the quarter, counted on from 08/10/2026."""
LAST_WEEK = 53
OUTLETS = {"bao": Medium.ONLINE, "nhat": Medium.DAILY, "tuan": Medium.WEEKLY}
NAMES = {"bao": "Báo Ví dụ", "nhat": "Nhật báo Mẫu", "tuan": "Tuần báo Mẫu"}
SENTENCE = "Toàn xã có 1.524 hộ chưa được cấp nước sạch trong mùa khô năm nay."
SAPO = "Người dân vùng cao phản ánh công trình cấp nước xuống cấp đã nhiều năm mà chưa được sửa chữa."
BODY = f"{SENTENCE} Nhiều hộ phải đi lấy nước cách nhà hơn một giờ đi bộ."
RESULT = "Cơ quan đã kiểm tra thực địa, yêu cầu nhà thầu khắc phục xong trước ngày 30."


def at(day: date, hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=ZONE)


def duty_agencies() -> list[str]:
    """Return the agencies alive at the end of 2026 that are no mere units, read straight from the file."""
    with PROFILE.open(encoding="utf-8") as file:
        return [
            row["id"]
            for row in csv.DictReader(file)
            if row["kind"] != "unit"
            and (not row["valid_from"] or row["valid_from"] <= "2026-12-31")
            and (not row["valid_to"] or row["valid_to"] >= "2026-12-31")
        ]


@dataclass
class Truth:
    """What each report must count: report, code, ids."""

    ids: defaultdict[str, defaultdict[str, set[str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(set))
    )

    def add(self, report: str, codes: str, record_id: object) -> None:
        for code in codes.split():
            self.ids[report][code].add(str(record_id))


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """What happens to a matter; times are (days from the Thursday of its week, hour, minute, second)."""

    opened: tuple[int, ...]
    steps: tuple[tuple[tuple[int, ...], str], ...] = ()
    quarter: str
    weeks: tuple[str, ...]
    """Codes in the week it is raised in, the one after, and so on."""
    then: str = ""
    """Codes in every later week."""
    outlet: str = "bao"
    signals: tuple[Signal, ...] = ()
    letter: str = ""
    """Codes that its letter counts for."""
    first_week: int = 0
    """1 when what is raised falls into the week after that Thursday."""


F1, F5 = Signal.FIGURE, Signal.NO_OFFICIAL_VOICE
MON, TUE, WED, FRI = -3, -2, -1, 1
LETTER = (((WED, 9), "decide false"), ((WED, 10), "draft"), ((WED, 11), "approve"), ((FRI, 8), "send"))
FALSE_WEEKS = ("W1 W3 W5", "W2 W3 W5")
SCENARIOS = {
    "accurate": Scenario(
        opened=(MON, 9),
        steps=(((WED, 9), "decide accurate"),),
        quarter="B1 B2 B2.accurate B3",
        weeks=("W1 W3 W4",),
        signals=(F1,),
    ),
    "acted and closed": Scenario(
        opened=(TUE, 23, 30),
        steps=(((WED, 9), "decide accurate_act"), ((4, 9), "close")),
        quarter="B1 B2 B2.accurate_act B3",
        weeks=("W1 W3 W5", "W2 W3 W4"),
        signals=(F5,),
    ),
    "never touched": Scenario(
        opened=(MON, 9), quarter="B1 B4 I1", weeks=("W1 W5 W6",), then="W2 W5 W6", signals=(F1, F5)
    ),
    "untouched since Wednesday": Scenario(
        opened=(WED, 0), quarter="B1 B4 I1", weeks=("W1 W5", "W2 W5 W6"), then="W2 W5 W6"
    ),
    "last second of the week": Scenario(
        opened=(0, 14, 59, 59),
        steps=(((4, 9), "decide accurate"),),
        quarter="B1 B2 B2.accurate B3",
        weeks=("W1 W5", "W2 W3 W4"),
    ),
    "first second of the next": Scenario(
        opened=(0, 15, 0, 0),
        steps=(((4, 9), "decide accurate"),),
        quarter="B1 B2 B2.accurate B3",
        weeks=("W1 W3 W4",),
        first_week=1,
    ),
    "decided one second late": Scenario(
        opened=(MON, 9),
        steps=(((0, 15, 0, 0), "decide accurate"),),
        quarter="B1 B2 B2.accurate B3 I2",
        weeks=("W1 W5 W6", "W2 W3 W4 W7"),
        signals=(F5,),
    ),
    "decided in the last second": Scenario(
        opened=(MON, 9),
        steps=(((0, 14, 59, 59), "decide accurate"),),
        quarter="B1 B2 B2.accurate B3",
        weeks=("W1 W3 W4",),
    ),
    "only restated": Scenario(
        opened=(MON, 9),
        steps=(((WED, 9), "restate"),),
        quarter="B1 B4 I3",
        weeks=("W1 W5 W8", "W2 W5"),
        then="W2 W5",
    ),
    "restated, then told": Scenario(
        opened=(MON, 9),
        steps=(((WED, 9), "restate"), ((4, 9), "tell")),
        quarter="B1 B4",
        weeks=("W1 W5 W8", "W2 W5"),
        then="W2 W5",
    ),
    "not disclosable": Scenario(
        opened=(MON, 9),
        steps=(((WED, 9), "decide not_disclosable"),),
        quarter="B1 B2 B2.not_disclosable",
        weeks=("W1 W3 W5", "W2 W3 W5"),
        then="W2 W3 W5",
    ),
    "reopened": Scenario(
        opened=(MON, 9),
        steps=(((WED, 9), "decide accurate"), ((FRI, 9), "reopen")),
        quarter="B1 B4",
        weeks=("W1 W3 W4", "W2 W5"),
        then="W2 W5",
    ),
    "handed over": Scenario(
        opened=(MON, 9),
        steps=(((WED, 9), "hand over"),),
        quarter="B1 B2 B2.other_agency B3",
        weeks=("W1 W3 W4",),
    ),
    "corrected in time": Scenario(
        opened=(MON, 9),
        # received on Friday: two days end on Sunday, moved to Monday
        steps=(*LETTER, ((FRI, 9), "receive"), ((4, 23, 59), "corrected"), ((5, 9), "close")),
        quarter="B1 B2 B2.false B3",
        weeks=("W1 W3 W5", "W2 W3 W4"),
        outlet="nhat",
        signals=(F1,),
        letter="C2 C3.in_time C4.corrected",
    ),
    "corrected too late": Scenario(
        opened=(MON, 9),
        steps=(*LETTER, ((FRI, 9), "receive"), ((5, 0, 0, 1), "correction_incomplete")),
        quarter="B1 B2 B2.false",
        weeks=FALSE_WEEKS,
        then="W2 W3 W5",
        outlet="nhat",
        signals=(F1,),
        letter="C2 C3.late C4.correction_incomplete",
    ),
    "corrected at once": Scenario(
        opened=(MON, 9),
        steps=(*LETTER, ((FRI, 9), "receive"), ((FRI, 20), "corrected")),
        quarter="B1 B2 B2.false",
        weeks=FALSE_WEEKS,
        then="W2 W3 W5",
        letter="C2 C3.no_limit C4.corrected",
    ),
    "refused": Scenario(
        opened=(MON, 9),
        steps=(*LETTER, ((FRI, 9), "receive"), ((4, 9), "refuse"), ((5, 9), "unchanged")),
        quarter="B1 B2 B2.false",
        weeks=FALSE_WEEKS,
        then="W2 W3 W5",
        outlet="nhat",
        letter="C2 C3.refused C4.unchanged",
    ),
    "removed": Scenario(
        opened=(MON, 9),
        steps=(*LETTER, ((FRI, 9), "receive"), ((4, 9), "removed")),
        quarter="B1 B2 B2.false",
        weeks=FALSE_WEEKS,
        then="W2 W3 W5",
        letter="C2 C3.removed C4.removed",
    ),
    "edited in silence": Scenario(
        opened=(MON, 9),
        steps=(*LETTER, ((FRI, 9), "receive"), ((4, 9), "silent_edit")),
        quarter="B1 B2 B2.false",
        weeks=FALSE_WEEKS,
        then="W2 W3 W5",
        letter="C2 C3.silent C4.silent_edit",
    ),
    "no answer": Scenario(
        opened=(MON, 9),
        steps=(*LETTER, ((FRI, 9), "receive"), ((9, 9), "unchanged")),
        quarter="B1 B2 B2.false",
        weeks=FALSE_WEEKS,
        then="W2 W3 W5",
        outlet="nhat",
        letter="C2 C3.overdue C4.unchanged",
    ),
    "false, sent, never received": Scenario(
        opened=(MON, 9),
        steps=LETTER,
        quarter="B1 B2 B2.false",
        weeks=FALSE_WEEKS,
        then="W2 W3 W5",
        outlet="tuan",
        letter="C2 C3.waiting C4.none",
    ),
    "false, no letter": Scenario(
        opened=(MON, 9),
        steps=(((WED, 9), "decide false"),),
        quarter="B1 B2 B2.false",
        weeks=FALSE_WEEKS,
        then="W2 W3 W5",
        signals=(F1,),
    ),
    "reply not comparable": Scenario(
        opened=(MON, 9),
        steps=(
            ((WED, 9), "decide incomplete"),
            ((WED, 10), "draft"),
            ((WED, 11), "approve"),
            ((FRI, 8), "send"),
            ((FRI, 9), "receive"),
            ((4, 9), "not_comparable"),
        ),
        quarter="B1 B2 B2.incomplete",
        weeks=FALSE_WEEKS,
        then="W2 W3 W5",
        outlet="tuan",
        signals=(F5,),
        letter="C1 C3.waiting C4.not_comparable",
    ),
}
AGENCY_CODES = {"B1": "M1", "B2.incomplete": "M3", "B2.false": "M3", "B3": "M4", "B4": "M5"}


@dataclass
class Play:
    """The quarter as it is played: what is to happen, and what must be counted."""

    session: Session
    truth: Truth = field(default_factory=Truth)
    todo: list[tuple[datetime, Callable[[datetime], None]]] = field(default_factory=list)
    people: dict[tuple[str, Role], PersonRow] = field(default_factory=dict)
    articles: int = 0

    def later(self, moment: datetime, act: Callable[[datetime], None]) -> None:
        self.todo.append((moment, act))

    def run(self) -> None:
        """Let everything happen in the order of time."""
        for moment, act in sorted(self.todo, key=lambda item: item[0]):
            act(moment)
        self.session.flush()

    def person(self, agency_id: str, role: Role) -> PersonRow:
        key = (agency_id, role)
        if key not in self.people:
            login = f"{role.value}.{agency_id}"
            row = PersonRow(login=login, full_name=login, password_hash="", role=role, agency_id=agency_id)
            self.session.add(row)
            self.session.flush()
            self.people[key] = row
        return self.people[key]

    # articles

    def article(
        self,
        outlet: str,
        published: datetime | None,
        *,
        seen: datetime,
        agency_id: str = "",
        tone: Tone = Tone.NEUTRAL,
        signals: tuple[Signal, ...] = (),
        kind: ArticleKind = ArticleKind.ARTICLE,
    ) -> str:
        self.articles += 1
        key = f"bai-{self.articles:04}"
        url = f"https://{outlet}.example/{key}"
        capture = ingested.add_capture(
            self.session,
            Capture(
                url=url, final_url=url, fetched_at=seen, status=200, headers=(), body=b"x", sha256="ab" * 32
            ),
        )
        item = Article(
            id=key,
            url=url,
            outlet=NAMES[outlet],
            title=f"Thiếu nước sạch ở vùng cao, bài {self.articles}",
            sapo=SAPO,
            body=BODY,
            published_at=published,
            kind=kind,
        )
        articles.save_article(self.session, item, outlet_id=outlet, capture_id=capture.id, seen_at=seen)
        flags = tuple(
            Flag(
                signal=signal,
                field=Field.BODY,
                start=0,
                end=len(SENTENCE),
                sentence=SENTENCE,
                reason="Khác.",
                score=0.9,
            )
            for signal in signals
        )
        # a flag that is not said must never count
        doubt = Flag(
            signal=Signal.VERDICT,
            field=Field.BODY,
            start=0,
            end=5,
            sentence=BODY[:5],
            reason="Ngờ.",
            score=0.2,
        )
        tagged = TaggedArticle(
            article=item,
            agencies=(AgencyTag(id=agency_id, score=0.9),) if agency_id else (),
            places=(),
            sentiment=Sentiment(label=tone, score=0.9),
            attention=Attention(score=0.5),
        )
        taggings.save_flagged(
            self.session, [FlaggedArticle(tagged=tagged, flags=(*flags, doubt), priority=0.5)], {key: 1}
        )
        return key

    def count_article(
        self, report: str, key: str, outlet: str, tone: Tone, agency_id: str, *, flagged: bool
    ) -> None:
        for code in ("A1", f"A2.{tone}", f"L1.{agency_id or '-'}", f"L2.{tone}.{agency_id or '-'}"):
            self.truth.ids[report][code].add(key)
        self.truth.ids[report][f"P1.{NAMES[outlet]}"].add(key)
        if flagged:
            self.truth.ids[report]["A3"].add(key)
            self.truth.ids[report][f"P2.{NAMES[outlet]}"].add(key)

    # matters

    def matter(
        self, scenario: Scenario, agency_id: str, week: int, other: str, *, report: str = QUARTER
    ) -> None:
        """Plan a matter with all that happens to it."""
        cut = CUTS[week]

        def when(offset: tuple[int, ...]) -> datetime:
            days, *clock = offset
            return at(cut + timedelta(days=days), *clock)

        tone = Tone.NEGATIVE if scenario.signals else Tone.POSITIVE
        state: dict[str, int] = {}

        def open_it(now: datetime) -> None:
            key = self.article(
                scenario.outlet,
                now - timedelta(hours=1),
                seen=now,
                agency_id=agency_id,
                tone=tone,
                signals=scenario.signals,
            )
            self.count_article(report, key, scenario.outlet, tone, agency_id, flagged=bool(scenario.signals))
            state["case"] = self.open_case(key, agency_id, now)
            self.count_case(scenario, state["case"], agency_id, week + scenario.first_week, report)

        self.later(when(scenario.opened), open_it)
        for moment, step in scenario.steps:
            self.later(
                when(moment),
                lambda now, step=step: self.step(step, state, scenario, agency_id, other, week, now, report),
            )

    def open_case(self, article_id: str, agency_id: str, now: datetime) -> int:
        opening = CaseOpening(
            group_id=article_id, agency_id=agency_id, article_id=article_id, priority=0.5, reason="Cần xem."
        )
        cases.open_cases(self.session, [opening], now=now)
        return self.session.query(CaseRow.id).filter_by(group_id=article_id, agency_id=agency_id).one()[0]

    def count_case(self, scenario: Scenario, case_id: int, agency_id: str, week: int, report: str) -> None:
        add = self.truth.add
        add(report, scenario.quarter, case_id)
        codes = scenario.quarter.split()
        for code in codes:
            if code in AGENCY_CODES:
                add(report, f"{AGENCY_CODES[code]}.{agency_id}", case_id)
            if code in {"I1", "I2", "I3"}:
                add(report, f"{code}.a", agency_id)
        if "B2" not in codes:
            add(report, f"M2.{agency_id}", case_id)
        self.count_signals(scenario, codes, case_id, report)
        for number in range(week, LAST_WEEK + 1):
            place = number - week
            told = scenario.weeks[place] if place < len(scenario.weeks) else scenario.then
            add(f"2026-W{number}", told, case_id)
            for code in told.split():
                if code in {"W6", "W7", "W8"}:
                    add(f"2026-W{number}", f"{code}.a", agency_id)
                    add(f"2026-W{number}", f"{code}.{agency_id}", case_id)

    def count_signals(self, scenario: Scenario, codes: list[str], case_id: int, report: str) -> None:
        if not scenario.signals:
            return
        add = self.truth.add
        add(report, "D1" + (" D2" if "B2" in codes else ""), case_id)
        right = bool({"B2.accurate", "B2.accurate_act"} & set(codes))
        wrong = bool({"B2.false", "B2.incomplete"} & set(codes))
        add(report, ("D3" if right else "") + ("D4" if wrong else ""), case_id)
        for signal in scenario.signals:
            add(report, f"S1.{signal}", case_id)
            if right or wrong:
                add(report, f"S2.{signal}", case_id)
            if wrong:
                add(report, f"S3.{signal}", case_id)

    def step(
        self,
        step: str,
        state: dict[str, int],
        scenario: Scenario,
        agency_id: str,
        other: str,
        week: int,
        now: datetime,
        report: str,
    ) -> None:
        session = self.session
        case = session.get_one(CaseRow, state["case"])
        officer, head, clerk = (
            self.person(agency_id, role) for role in (Role.OFFICER, Role.HEAD, Role.CLERK)
        )
        kind, _, rest = step.partition(" ")
        letter = session.get(LetterRow, state.get("letter", 0))
        if kind == "decide":
            verdict = Verdict(rest)
            if verdict in {Verdict.FALSE, Verdict.INCOMPLETE}:
                cases.mark(session, case, case.article_id, PASSAGE, actor=cases.actor_of(officer), now=now)
            note = (
                "" if verdict is Verdict.FALSE else "Đã đối chiếu hồ sơ công trình, số liệu của xã là đúng."
            )
            cases.decide_case(session, case, verdict, actor=officer, note=note, now=now)
            if verdict is Verdict.FALSE:
                self.count_false(case.id, agency_id, now)
        elif step == "hand over":
            cases.decide_case(
                session, case, Verdict.OTHER_AGENCY, actor=officer, note="", now=now, other_agency_id=other
            )
            there = session.query(CaseRow.id).filter_by(group_id=case.group_id, agency_id=other).one()[0]
            self.count_case(SCENARIOS["untouched since Wednesday"], there, other, week, report)
        elif step == "reopen":
            cases.move(session, case, Action.REOPEN, actor=officer, now=now, detail={})
        elif step == "close":
            cases.close(session, case, RESULT, actor=officer, now=now)
        elif step in {"restate", "tell"}:
            text = SAPO if step == "restate" else RESULT
            line = MatterReport(agency_id=agency_id, case_id=case.id, reported_at=now, text=text)
            authority.keep(session, line, actor=officer.login, now=now)
        elif step == "draft":
            wanted = LetterKind.CORRECTION if case.verdict is Verdict.FALSE else LetterKind.RESPONSE
            row = cases.add_letter(
                session,
                case,
                case.article_id,
                letter_request(case, wanted, scenario.outlet, now),
                actor=officer,
                now=now,
            )
            state["letter"] = row.id
        else:
            assert letter is not None
            self.letter_step(step, letter, case, scenario, head, clerk, now, report)

    def letter_step(
        self,
        step: str,
        letter: LetterRow,
        case: CaseRow,
        scenario: Scenario,
        head: PersonRow,
        clerk: PersonRow,
        now: datetime,
        report: str,
    ) -> None:
        session = self.session
        if step == "approve":
            letters.approve(session, case, letter, actor=head, now=now)
        elif step == "send":
            letters.send(session, case, letter, number=f"{letter.id}/CV", sent_at=now, actor=clerk, now=now)
            self.truth.add(report, scenario.letter, letter.id)
            self.truth.ids[report][f"P3.{NAMES[scenario.outlet]}"].add(str(letter.id))
            if "C4.correct" in scenario.letter:
                self.truth.ids[report][f"P4.{NAMES[scenario.outlet]}"].add(str(letter.id))
            if "C2" in scenario.letter:
                self.count_demanded(case, clerk.agency_id or "")
        elif step == "receive":
            letters.receipt(
                session, case, letter, received_at=now, proof="Giấy báo phát", actor=clerk, now=now
            )
        elif step == "refuse":
            answer = OutletAnswer(
                agency_id=case.agency_id, letter_id=letter.id, answered_at=now, refused=True
            )
            authority.keep(session, answer, actor=clerk.login, now=now)
        else:
            for seen_at in (now, now + timedelta(microseconds=1)):  # a second look confirms the first
                look = Outcome(url="", kind=OutcomeKind(step), seen_at=seen_at)
                following.add_look(session, letter, look, None)

    def count_false(self, case_id: int, agency_id: str, now: datetime) -> None:
        """Count line 6 of the year: decided from 15/12/2025 to the last second of 14/12/2026."""
        if now < datetime(2026, 12, 15, tzinfo=ZONE):
            self.truth.add(YEAR, f"Y6.b Y6.b.{agency_id}", case_id)

    def count_demanded(self, case: CaseRow, agency_id: str) -> None:
        assert case.decided_at is not None
        if case.decided_at < datetime(2026, 12, 15, tzinfo=ZONE):
            self.truth.add(YEAR, f"Y6.a Y6.a.{agency_id}", case.id)

    # registers

    def remark(self, now: datetime) -> None:
        text = "Đề nghị bổ sung biên chế."
        authority.keep_remark(self.session, "quarter", QUARTER, text, actor="quanly", now=now)

    def keep(self, line: object, codes: dict[str, str], *, each: bool = True) -> None:
        """Keep a line of a register now; `codes` by report, also counted for its agency in the year."""
        number = authority.keep(self.session, line, actor="quanly", now=START)  # type: ignore[arg-type]
        for report, names in codes.items():
            self.truth.add(report, names, number)
            if report == YEAR and each:
                for name in names.split():
                    self.truth.add(report, f"{name}.{line.agency_id}", number)  # type: ignore[attr-defined]


START = datetime(2025, 12, 1, tzinfo=ZONE)
PASSAGE = ContestedPassage(
    field=Field.BODY,
    start=0,
    end=len(SENTENCE),
    quote=SENTENCE,
    problem="Sai số hộ.",
    evidence=(Evidence(statement="Có 1.254 hộ.", source_doc="Báo cáo số 01/BC-UBND"),),
)


def letter_request(case: CaseRow, kind: LetterKind, outlet: str, now: datetime) -> LetterRequest:
    return LetterRequest(
        kind=kind,
        agency_id=case.agency_id,
        agency_name="Cơ quan",
        parent_name="",
        symbol="CV",
        place="Quảng Ngãi",
        work=Work(
            outlet=NAMES[outlet],
            outlet_address=NAMES[outlet],
            medium=OUTLETS[outlet],
            title="Bài",
            section="",
            url="",
            published_at=None,
            author=None,
            capture_sha256="ab" * 32,
            captured_at=None,
        ),
        passages=(PASSAGE,),
        signatory=None,
        contact=None,
        on=now.date(),
    )


def play(session: Session, matters: int = 310) -> Truth:
    """Play the quarter and return what must be counted."""
    stage = Play(session)
    agencies = duty_agencies()
    assert len(agencies) >= 42
    chosen = agencies[:42]
    scenarios = list(SCENARIOS.values())
    for number in range(matters):
        scenario = scenarios[number % len(scenarios)]
        agency_id = chosen[(number * 5 + number // 42) % 42]
        other = chosen[(number * 5 + number // 42 + 1) % 42]
        stage.matter(scenario, agency_id, 42 + number % 8, other)
    _edges(stage, chosen)
    _press(stage, chosen)
    _registers(stage, agencies)
    _trainings(stage, agencies)
    stage.run()
    return stage.truth


def _edges(stage: Play, chosen: list[str]) -> None:
    """Matters on the first and last second of quarter and year."""
    plain = "B1 B4 I1"
    first = at(date(2026, 10, 1), 0)
    untouched = SCENARIOS["never touched"]

    def raised(report: str, weeks: dict[int, str], codes: str = plain) -> Callable[[datetime], None]:
        def act(now: datetime) -> None:
            key = stage.article("bao", now, seen=now, agency_id=chosen[0])
            stage.count_article(report, key, "bao", Tone.NEUTRAL, chosen[0], flagged=False)
            case_id = stage.open_case(key, chosen[0], now)
            stage.truth.add(report, f"{codes} M1.{chosen[0]} M2.{chosen[0]} M5.{chosen[0]}", case_id)
            stage.truth.add(report, "I1.a", chosen[0])
            for week in range(41, LAST_WEEK + 1):
                told = weeks.get(week, untouched.then)
                stage.truth.add(f"2026-W{week}", told, case_id)
                if "W6" in told:
                    stage.truth.add(f"2026-W{week}", "W6.a", chosen[0])
                    stage.truth.add(f"2026-W{week}", f"W6.{chosen[0]}", case_id)

        return act

    # Wednesday 30/09 in the last second: the quarter before, due on 08/10 like Thursday's own
    stage.later(first - timedelta(seconds=1), raised(EARLIER, {}))
    stage.later(first, raised(QUARTER, {}))
    for offset, counted in ((-1, True), (0, False)):
        moment = datetime(2026, 12, 15, tzinfo=ZONE) + timedelta(seconds=offset)
        _false_on_the_edge(stage, chosen[1], moment, counted=counted)
    # the newest change of the data: after the quarter, after every deadline
    stage.later(datetime(2027, 1, 8, 9, tzinfo=ZONE), stage.remark)


def _false_on_the_edge(stage: Play, agency_id: str, moment: datetime, *, counted: bool) -> None:
    """A matter raised on Monday 14/12 at 9:00, found false on the last second of the year or the first of the next."""
    state: dict[str, int] = {}

    def open_it(now: datetime) -> None:
        key = stage.article("bao", now, seen=now, agency_id=agency_id)
        stage.count_article(QUARTER, key, "bao", Tone.NEUTRAL, agency_id, flagged=False)
        state["case"] = stage.open_case(key, agency_id, now)
        stage.truth.add(QUARTER, f"B1 B2 B2.false M1.{agency_id} M3.{agency_id}", state["case"])
        for week in (51, 52, 53):
            stage.truth.add(f"2026-W{week}", ("W1" if week == 51 else "W2") + " W3 W5", state["case"])

    def decide(now: datetime) -> None:
        case = stage.session.get_one(CaseRow, state["case"])
        officer = stage.person(agency_id, Role.OFFICER)
        cases.mark(stage.session, case, case.article_id, PASSAGE, actor=cases.actor_of(officer), now=now)
        cases.decide_case(stage.session, case, Verdict.FALSE, actor=officer, note="", now=now)
        if counted:
            stage.truth.add(YEAR, f"Y6.b Y6.b.{agency_id}", case.id)

    stage.later(at(date(2026, 12, 14), 9), open_it)
    stage.later(moment, decide)


def _press(stage: Play, chosen: list[str]) -> None:
    """Articles without a case, on every edge of what a quarter counts."""
    inside, outside = at(date(2026, 11, 2), 8), at(date(2026, 9, 30), 23, 59, 59)
    last = datetime(2027, 1, 1, tzinfo=ZONE) - timedelta(seconds=1)

    def one(
        published: datetime | None, seen: datetime, report: str, agency_id: str = chosen[3], **more: object
    ) -> None:
        tone = more.pop("tone", Tone.NEUTRAL)
        key = stage.article("tuan", published, seen=seen, agency_id=agency_id, tone=tone, **more)  # type: ignore[arg-type]
        if report:
            stage.count_article(report, key, "tuan", tone, agency_id, flagged="signals" in more)  # type: ignore[arg-type]

    one(at(date(2026, 10, 1), 0), inside, QUARTER)
    one(outside, inside, EARLIER)
    one(last, last, QUARTER, tone=Tone.POSITIVE)
    one(last + timedelta(seconds=1), last, "")
    one(None, inside, QUARTER, tone=Tone.NEGATIVE)  # no time of its own: when it was first seen
    one(None, outside, EARLIER)
    one(inside, inside, "", agency_id="")  # not about the province
    one(inside, inside, QUARTER, agency_id="", signals=(Signal.OUTDATED_UNIT,))  # flagged, no agency
    one(inside, inside, "", kind=ArticleKind.LISTING)
    for _ in range(40):
        one(inside, inside, QUARTER)


def _registers(stage: Play, agencies: list[str]) -> None:
    _speakers(stage, agencies)
    a, b = agencies[5], agencies[6]

    def event(kind: EventKind, day: date, codes: dict[str, str], agency_id: str = a, **more: bool) -> None:
        title = f"Buổi {kind} {day} {len(codes)} {more}"
        stage.keep(PressEvent(agency_id=agency_id, kind=kind, held_on=day, title=title, **more), codes)

    conference, briefing = EventKind.PRESS_CONFERENCE, EventKind.BRIEFING
    event(conference, date(2025, 12, 14), {})
    event(conference, date(2025, 12, 15), {YEAR: "Y1"})
    event(conference, date(2026, 9, 30), {YEAR: "Y1", EARLIER: "F1"})
    event(conference, date(2026, 10, 1), {YEAR: "Y1", QUARTER: "F1"}, regular=True)
    event(conference, date(2026, 12, 14), {YEAR: "Y1", QUARTER: "F1"}, b)
    event(conference, date(2026, 12, 15), {QUARTER: "F1"}, b)
    event(conference, date(2026, 12, 31), {QUARTER: "F1"})
    event(conference, date(2027, 1, 1), {})
    stage.truth.add(QUARTER, "F4", "qn-ubnd")  # departments held all four: the province itself held none
    event(briefing, date(2026, 11, 5), {YEAR: "Y2", QUARTER: "F2 F3"}, proactive=True)
    event(briefing, date(2026, 11, 5), {QUARTER: "F2"}, b)
    _requests(stage, a, b)
    _incidents(stage, a, b)


def _requests(stage: Play, a: str, b: str) -> None:
    both = "Y3.b"

    def request(
        kind: RequestKind,
        received: datetime,
        answered: datetime | None,
        codes: dict[str, str],
        agency_id: str = a,
    ) -> None:
        subject = f"Hỏi {kind} {received} {answered}"
        line = PressRequest(
            agency_id=agency_id,
            kind=kind,
            outlet="Báo Ví dụ",
            subject=subject,
            received_at=received,
            answered_at=answered,
        )
        stage.keep(line, codes)

    direct, forwarded, question = RequestKind.ANSWER_PRESS, RequestKind.ANSWER_FORWARDED, RequestKind.QUESTION
    # 05/10 + 30 days: Wednesday 04/11, to its last second
    start = at(date(2026, 10, 5), 16)
    request(direct, start, at(date(2026, 11, 4), 23, 59, 59), {YEAR: f"{both} Y3.a", QUARTER: "G1 G2"})
    request(direct, start, at(date(2026, 11, 5), 0), {YEAR: f"{both} Y3.a", QUARTER: "G1 G2 G3"})
    request(direct, start, None, {YEAR: both, QUARTER: "G1 G4"}, b)
    # 09/11 + 15 working days, 24/11 being a holiday: Tuesday 01/12
    start = at(date(2026, 11, 9), 8)
    request(forwarded, start, at(date(2026, 12, 1), 23, 59, 59), {YEAR: f"{both} Y3.a", QUARTER: "G1 G2"}, b)
    request(forwarded, start, at(date(2026, 12, 2), 0), {YEAR: f"{both} Y3.a", QUARTER: "G1 G2 G3"}, b)
    request(question, start, None, {YEAR: both, QUARTER: "G1"})
    # edges of the windows
    request(question, at(date(2026, 9, 30), 23, 59, 59), None, {YEAR: both, EARLIER: "G1"})
    request(question, at(date(2026, 10, 1), 0), None, {YEAR: both, QUARTER: "G1"})
    request(question, at(date(2026, 12, 14), 23, 59, 59), None, {YEAR: both, QUARTER: "G1"})
    request(question, at(date(2026, 12, 15), 0), None, {QUARTER: "G1"})
    # 20/12 + 30 days lie after the newest change of the data
    request(direct, at(date(2026, 12, 20), 8), None, {QUARTER: "G1"})


def _incidents(stage: Play, a: str, b: str) -> None:
    saturday = at(date(2026, 11, 21), 22)
    day = timedelta(hours=24)

    def incident(
        basis: Basis, noticed: datetime, said: datetime | None, codes: dict[str, str], agency_id: str = a
    ) -> None:
        line = Incident(
            agency_id=agency_id,
            basis=basis,
            title=f"Sự cố {basis} {noticed} {said}",
            noticed_at=noticed,
            first_statement_at=said,
        )
        stage.keep(line, codes)

    incident(Basis.IMPORTANT, saturday, saturday + day, {YEAR: "Y4.a Y4.b Y5.a Y5.b", QUARTER: "H1 H2 H3 H4"})
    late = saturday + day + timedelta(seconds=1)
    incident(Basis.DIVIDED, saturday, late, {YEAR: "Y4.a Y4.b Y5.b", QUARTER: "H1 H2 H3"}, b)
    incident(Basis.IMPORTANT, saturday, None, {YEAR: "Y4.b Y5.b", QUARTER: "H1 H3"})
    incident(Basis.WIDE, saturday, saturday + 3 * day, {YEAR: "Y4.a Y4.b", QUARTER: "H1 H2"})
    incident(Basis.ASKED, saturday, None, {YEAR: "Y4.b", QUARTER: "H1"}, b)
    incident(Basis.ASKED, at(date(2025, 12, 14), 23, 59, 59), None, {})
    incident(Basis.ASKED, at(date(2025, 12, 15), 0), None, {YEAR: "Y4.b"})


def _speakers(stage: Play, agencies: list[str]) -> None:
    """Who speaks: every way in which an agency can stand on the last day of the quarter."""
    signed, posted = at(date(2026, 7, 2), 8), at(date(2026, 7, 2), 20)

    def speaker(agency_id: str, **more: object) -> None:
        values: dict[str, object] = {
            "agency_id": agency_id,
            "role": SpeakerRole.HEAD,
            "full_name": f"Người Nói {agency_id}",
            "post": "Thủ trưởng",
            "phone": "0255.000.000",
            "email": "phatngon@quangngai.example",
            "decision_no": "01/QĐ",
            "decision_at": signed,
            "valid_from": date(2026, 7, 2),
            "posted_at": posted,
        } | more
        authority.keep(stage.session, Speaker(**values), actor="quanly", now=START)  # type: ignore[arg-type]

    delegation = {
        "role": SpeakerRole.DELEGATE,
        "scope": "Một vụ việc",
        "valid_to": date(2027, 1, 31),
        "delegated_by": "Thủ trưởng",
    }
    patterns: tuple[tuple[str, tuple[dict[str, object], ...]], ...] = (
        ("E2", ({},)),
        ("E2", ({"valid_to": date(2026, 12, 31)},)),
        ("E4", ({"valid_to": date(2026, 12, 30)},)),
        ("E5", ({"posted_at": None},)),
        ("E5", ({"posted_at": at(date(2027, 1, 2), 8)},)),
        ("E3", (delegation,)),
        ("E3", ({"valid_from": date(2027, 1, 1)},)),
        ("E2", ({"valid_to": date(2026, 10, 1)}, {"role": SpeakerRole.REGULAR, "full_name": "Người Mới"})),
    )
    for place, agency_id in enumerate(agencies):
        stage.truth.add(QUARTER, "E1", agency_id)
        if place >= 40:
            stage.truth.add(QUARTER, "E3", agency_id)
            continue
        code, lines = patterns[place % len(patterns)]
        for line in lines:
            speaker(agency_id, **line)
        stage.truth.add(QUARTER, code, agency_id)


def _trainings(stage: Play, agencies: list[str]) -> None:
    def course(held: date | None, codes: dict[str, str]) -> int:
        line = Course(title=f"Tập huấn {held}", planned_on=date(2026, 10, 1), held_on=held)
        number = authority.keep(stage.session, line, actor="quanly", now=START)
        for report, names in codes.items():
            stage.truth.add(report, names, number)
        return number

    first = course(date(2026, 10, 1), {QUARTER: "K1"})
    course(date(2026, 12, 31), {QUARTER: "K1"})
    course(date(2026, 9, 30), {EARLIER: "K1"})
    course(None, {})
    for place, agency_id in enumerate(agencies):
        attendance = (Attendance.ATTENDED, Attendance.ABSENT, Attendance.INVITED)[place % 3]
        if place < 30:
            seat = Seat(
                course_id=first,
                agency_id=agency_id,
                full_name="Học Viên",
                invited_on=date(2026, 9, 1),
                attendance=attendance,
            )
            authority.keep(stage.session, seat, actor="quanly", now=START)
        if place >= 30 or attendance is not Attendance.ATTENDED:
            stage.truth.add(QUARTER, "K2", agency_id)
