"""The records that flow through the house, one per arrow, in the order of the flow.

All are frozen. Times are aware (`datetime` with zone); UTC inside, Asia/Ho_Chi_Minh where an official reads.
Offsets are Unicode code points into the named field of the article as given, `end` exclusive.
Scores are calibrated probabilities between 0 and 1; at or above `SAID` a score counts as said.
`msgspec.to_builtins` of a record is its JSON form (DESIGN: every stage runs alone on JSON Lines).
Imports nothing of ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

SAID = 0.5
"""Scores at or above this count as said (agencies, attention, flags)."""


class Field(StrEnum):
    """The parts of an article that evidence can point into."""

    TITLE = "title"
    SAPO = "sapo"
    BODY = "body"


# 1 ingest ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One item of a feed, as announced by the newspaper."""

    id: str
    """The feed's own identifier, else the URL."""
    url: str
    title: str
    summary: str
    """Plain text; in the Vietnamese press this is usually the sapo."""
    published_at: datetime | None
    """None when the date is missing or cannot be known."""
    author: str | None = None
    published_raw: str = ""
    """The date exactly as the feed wrote it."""
    feed_url: str = ""


class FailureKind(StrEnum):
    """Why a feed or page gave nothing, named as what it is."""

    NOT_FOUND = "not_found"
    REFUSED = "refused"
    """401, 403, 451, or robots.txt forbids."""
    RATE_LIMITED = "rate_limited"
    SERVER_ERROR = "server_error"
    TIMEOUT = "timeout"
    CONNECTION = "connection"
    TLS = "tls"
    REDIRECT_LOOP = "redirect_loop"
    MOVED_DOMAIN = "moved_domain"
    PRIVATE_ADDRESS = "private_address"
    TOO_LARGE = "too_large"
    CHALLENGE = "challenge"
    """200 with a JavaScript or captcha page instead of content."""
    NOT_A_FEED = "not_a_feed"
    """HTML or something else where a feed was expected."""
    BROKEN_FEED = "broken_feed"
    """A feed in which no entry could be read."""
    EMPTY_FEED = "empty_feed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """Whom a response came from, as far as the connection shows; empty where it does not."""

    peer: str
    """IP address of the server."""
    protocol: str = ""
    """Version of TLS, such as ``TLSv1.3``."""
    cipher: str = ""
    certificate_sha256: str = ""
    """Hex digest of the server's certificate (DER)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """A page or feed exactly as received, kept before anything reads it."""

    url: str
    """As asked for."""
    final_url: str
    """After redirects."""
    fetched_at: datetime
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    """Content-Encoding removed, otherwise as received."""
    sha256: str
    """Hex digest of `body`."""
    encoded: bytes | None = None
    """The body with its Content-Encoding, as received; None when it had none."""
    status_line: str = ""
    """Version, status and reason as received, such as ``HTTP/1.1 200 OK``; empty for what was not fetched by HTTP."""
    connection: Connection | None = None


# 2 extract ---------------------------------------------------------------------------------------------------


class ArticleKind(StrEnum):
    """What a page turned out to be. Only ARTICLE goes on; the others are named, never dropped."""

    ARTICLE = "article"
    LISTING = "listing"
    BLOCKED = "blocked"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A press article as readers saw it. `id` is the natural key given by the caller or made from the URL."""

    id: str
    url: str
    outlet: str = ""
    """Name of the outlet by its domain or the feed list, never from page metadata."""
    title: str = ""
    """The visible headline (h1)."""
    sapo: str = ""
    """Lead paragraph (sapo)."""
    body: str = ""
    """Paragraphs separated by a blank line, without the sapo."""
    author: str | None = None
    """Persons only, several joined by '; '."""
    published_at: datetime | None = None
    modified_at: datetime | None = None
    kind: ArticleKind = ArticleKind.ARTICLE
    section: str = ""
    original_source: str = ""
    """The outlet a reprint was taken from: it is the addressee of a letter."""
    original_url: str = ""
    captions: tuple[str, ...] = ()
    published_raw: str = ""
    """The date as printed, and where it was found, for the reviewer."""
    canonical_url: str = ""
    """Where the page itself says that it belongs; empty when it does not say."""

    def text(self, field: Field) -> str:
        """Return the text of one field."""
        return {Field.TITLE: self.title, Field.SAPO: self.sapo, Field.BODY: self.body}[field]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A passage of an article."""

    field: Field
    start: int
    end: int


# 3 group -----------------------------------------------------------------------------------------------------


class StoryKind(StrEnum):
    """How the members of a story hang together."""

    REPRINT = "reprint"
    """One text in several outlets."""
    EVENT = "event"
    """Different texts about one happening."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles that belong together, oldest first. A single article is a story of one."""

    id: str
    kind: StoryKind
    article_ids: tuple[str, ...]


# 4 tag -------------------------------------------------------------------------------------------------------


class AgencyRole(StrEnum):
    """What an agency does in an article."""

    RESPONSIBLE = "responsible"
    QUOTED = "quoted"
    MENTIONED = "mentioned"


class Tone(StrEnum):
    """How the article reflects on the work of the province's agencies, not whether the event is sad."""

    NEGATIVE = "negative"
    NEUTRAL = "neutral"
    POSITIVE = "positive"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyTag:
    """An agency (register id) responsible for the matter, alive on the day of publication."""

    id: str
    score: float
    evidence: tuple[Span, ...] = ()
    role: AgencyRole = AgencyRole.RESPONSIBLE
    also_in: str = ""
    """Id of another report of the event that names it and so raised `score`; empty when the text speaks for itself."""
    tone: Tone = Tone.NEUTRAL
    """How the article reflects on the work of this agency, which may be another one than the one criticised or praised."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceTag:
    """A commune, old commune, old district or province named in the text."""

    id: str
    name: str
    field: Field
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentiment:
    """Tone with the probability of that label."""

    label: Tone
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """Should a press officer look? `reasons` are Vietnamese sentences."""

    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TaggedArticle:
    """An article with its agencies (best first), places, tone and attention."""

    article: Article
    agencies: tuple[AgencyTag, ...]
    places: tuple[PlaceTag, ...]
    sentiment: Sentiment
    attention: Attention
    agency_voice: bool = False
    """An agency of the province is quoted, or its statement or document cited."""


# 5 flag ------------------------------------------------------------------------------------------------------


class Signal(StrEnum):
    """Codes of the signals; the Vietnamese names and citations are in `domain/labels.py`."""

    FIGURE = "F-1"
    PERSON = "F-2"
    OUTDATED_UNIT = "F-4"
    NO_OFFICIAL_VOICE = "F-5"
    ANONYMOUS_ONLY = "F-6"
    HEADLINE = "F-8"
    DOCUMENT = "F-9"
    VERDICT = "F-10"
    CORRECTED_COPY = "F-12"
    OUTLETS_DISAGREE = "X-1"
    EVENT = "E-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """One reason to doubt one passage, with the official fact beside it. A flag never decides."""

    signal: Signal
    field: Field
    start: int
    end: int
    """Span of `sentence`."""
    sentence: str
    """Verbatim passage of the field."""
    reason: str
    """Vietnamese, for the officer."""
    score: float
    fact_id: str | None = None
    stated: str | None = None
    official: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FlaggedArticle:
    """A tagged article with its flags and its place in the queue."""

    tagged: TaggedArticle
    flags: tuple[Flag, ...]
    priority: float
    """0..1, orders the queue."""
    group: str = ""
    """Same id: copies of one text."""
    event: str = ""
    """Same id: reports of one event."""


# 6 review ----------------------------------------------------------------------------------------------------


class Verdict(StrEnum):
    """What the agency concluded after verification (labels in `domain/labels.py`)."""

    ACCURATE = "accurate"
    ACCURATE_ACT = "accurate_act"
    INCOMPLETE = "incomplete"
    FALSE = "false"
    OTHER_AGENCY = "other_agency"
    NOT_DISCLOSABLE = "not_disclosable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A ground (căn cứ): the official fact with its document."""

    statement: str
    """The true fact in one Vietnamese sentence."""
    source_doc: str
    """Document type, number, date, body."""
    fact_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestedPassage:
    """A passage as published, what is wrong with it, and the grounds."""

    field: Field
    start: int
    end: int
    quote: str
    problem: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided about one case."""

    case_id: int
    agency_id: str
    verdict: Verdict
    passages: tuple[ContestedPassage, ...]
    note: str
    decided_by: str
    decided_at: datetime


# 7 letter ----------------------------------------------------------------------------------------------------


class LetterKind(StrEnum):
    """The two letters of the press law, never merged."""

    RESPONSE = "response"
    """Đề nghị đăng, phát ý kiến phản hồi."""
    CORRECTION = "correction"
    """Yêu cầu cải chính, xin lỗi."""


class Medium(StrEnum):
    """Kind of press product; the law has another clock for each."""

    ONLINE = "online"
    DAILY = "daily"
    WEEKLY = "weekly"
    MAGAZINE = "magazine"
    MAGAZINE_OVER_30D = "magazine_over_30d"
    RADIO = "radio"
    TV = "tv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """The press work a letter is about, as published by one outlet."""

    outlet: str
    outlet_address: str
    """Where letters go: full name of the press agency."""
    medium: Medium
    title: str
    section: str
    url: str
    published_at: datetime | None
    author: str | None
    capture_sha256: str
    captured_at: datetime | None
    outlet_code: str = ""
    """Mã định danh of the press agency on the document axis; empty when not known."""
    issue: str = ""
    """Number of a print issue, or the programme and hour of a broadcast."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """Who signs, with which authority (``GIÁM ĐỐC``, ``KT. GIÁM ĐỐC`` + ``PHÓ GIÁM ĐỐC``)."""

    authority: tuple[str, ...]
    """Lines of the block above the name."""
    full_name: str
    delegation: str = ""
    """The written delegation behind TUQ., with number and date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """The spokesperson named in the letter."""

    full_name: str
    post: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceFile:
    """A file kept as evidence in a case, as the annex of a letter lists it."""

    name: str
    sha256: str
    added_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRequest:
    """All that a letter needs; the letter stage turns it into a document."""

    kind: LetterKind
    agency_id: str
    agency_name: str
    parent_name: str
    """Governing body printed above the name of the agency; empty for a provincial People's Committee."""
    symbol: str
    """What follows the slash of the number, e.g. ``SYT-VP``."""
    place: str
    """Địa danh of the date line."""
    work: Work
    passages: tuple[ContestedPassage, ...]
    signatory: Signatory | None
    contact: Contact | None
    on: date
    """Day of drafting; it picks the legal regime."""
    organ_code: str = ""
    """Mã định danh of the agency on the document axis; empty when not known."""
    also_to: tuple[str, ...] = ()
    """Further addressees when the matter goes up: governing body of the newspaper, press authority."""
    round: int = 1
    """Which letter on the same passages this is."""
    files: tuple[EvidenceFile, ...] = ()
    """Files of the verification, oldest first."""
    obstacles: tuple[str, ...] = ()
    """Reasons against its leaving that the registers gave on the day, in Vietnamese."""
    final: bool = False
    """False prints DỰ THẢO; True is refused while a blocker stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A drafted letter."""

    request: LetterRequest
    subject: str
    """Trích yếu, after "V/v"."""
    paragraphs: tuple[str, ...]
    """The text between the addressee and the signature."""
    blockers: tuple[str, ...]
    """Reasons in Vietnamese why it may not leave as final; empty when it may."""
    warnings: tuple[str, ...] = ()


# 8 follow ----------------------------------------------------------------------------------------------------


class OutcomeKind(StrEnum):
    """What became of a contested page."""

    CORRECTED = "corrected"
    CORRECTION_INCOMPLETE = "correction_incomplete"
    SILENT_EDIT = "silent_edit"
    REMOVED = "removed"
    UNCHANGED = "unchanged"
    NOT_COMPARABLE = "not_comparable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a re-fetch of one page showed, with the passages before and after."""

    url: str
    kind: OutcomeKind
    seen_at: datetime
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    """Items the law asks of a correction and the page lacks, in Vietnamese."""


# 9 report ----------------------------------------------------------------------------------------------------


Cell = str | int | date | datetime | None
"""A cell of a list: times are aware."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number of a report with the records behind it."""

    code: str
    label: str
    record_ids: tuple[str, ...]
    kind: str = ""
    """Key of the list in which the records stand."""
    previous: int | None = None
    """The same figure of the period before; None where nothing is compared."""

    @property
    def value(self) -> int:
        """Return how many records are counted."""
        return len(self.record_ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTable:
    """A table of a report: Vietnamese headings and rows; a number is a figure of its own."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str | Figure, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Bars, one group per label. The same numbers stand in a table beside it."""

    title: str
    labels: tuple[str, ...]
    series: tuple[tuple[str, tuple[int, ...]], ...]
    """Name and one value per label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordList:
    """The records that figures count, by id."""

    kind: str
    title: str
    headings: tuple[str, ...]
    rows: Mapping[str, tuple[Cell, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChange:
    """A figure that differs from the last issue of the same report."""

    label: str
    before: int | None
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a report: figures, then charts, then tables."""

    title: str
    figures: tuple[Figure, ...] = ()
    charts: tuple[Chart, ...] = ()
    tables: tuple[ReportTable, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report over a period. It knows no clock: the same data and version give the same report."""

    kind: str
    """`week`, `quarter` or `year`."""
    period: str
    """Key of the period, such as ``2026-Q4``."""
    title: str
    agency_name: str
    window: str
    """The data window in words, both ends named."""
    as_of: datetime
    """Time of the newest change of the data."""
    sections: tuple[Section, ...]
    lists: tuple[RecordList, ...]
    audit_root: str
    """Hash of the newest change in the audit trail."""
    version: str
    """Of the program."""
    remarks: str = ""
    """Difficulties and proposals, as people wrote them."""
    changes: tuple[FigureChange, ...] | None = None
    """What differs from the last issue with other figures; None when there was none."""

    def figures(self) -> dict[str, Figure]:
        """Return every figure, those inside tables included, by code."""
        found: dict[str, Figure] = {}
        for section in self.sections:
            found |= {figure.code: figure for figure in section.figures}
            for table in section.tables:
                for row in table.rows:
                    found |= {cell.code: cell for cell in row if isinstance(cell, Figure)}
        return found
