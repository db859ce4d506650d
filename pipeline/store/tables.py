"""The tables, in the order of the flow. Times are stored in UTC; text is NFC.

A row never repeats what another row can tell. Ids of articles are the natural keys of their URLs, ids of
agencies and facts those of the registers; only what the house itself creates (cases, letters, people) is numbered.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, ClassVar, cast

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from pipeline.domain.records import ArticleKind, LetterKind, Medium, OutcomeKind, Tone, Verdict
from pipeline.review.workflow import Role, State

Json = dict[str, Any] | list[Any]


class UtcDateTime(sa.types.TypeDecorator[datetime]):
    """An aware time, stored in UTC; a naive one is refused."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002
        """Turn an aware time into naive UTC for the driver."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"time without zone: {value!r}")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002
        """Turn stored UTC into an aware time."""
        return value.replace(tzinfo=UTC) if value is not None else None


def words(enum: type[StrEnum]) -> sa.Enum:
    """Return the column type for the words of an enumeration."""
    return sa.Enum(
        enum,
        native_enum=False,
        length=32,
        create_constraint=False,
        values_callable=lambda members: [member.value for member in members],
    )


class Base(DeclarativeBase):
    """Base of all tables; constraint names follow one convention so that migrations can name them."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime(),
        date: sa.Date(),
        Json: sa.JSON(),
        ArticleKind: words(ArticleKind),
        Tone: words(Tone),
        Verdict: words(Verdict),
        State: words(State),
        Role: words(Role),
        LetterKind: words(LetterKind),
        OutcomeKind: words(OutcomeKind),
        Medium: words(Medium),
    }


def table(row: type[Base]) -> sa.Table:
    """Return the table of a class: for what is only read, without a unit of work watching over each row."""
    return cast("sa.Table", row.__table__)


# ingest ------------------------------------------------------------------------------------------------------


class FeedRow(Base):
    """What is known of a feed between polls. `health` is `ingest.health.FeedState` as JSON."""

    __tablename__ = "feed"
    url: Mapped[str] = mapped_column(primary_key=True)
    outlet_id: Mapped[str]
    etag: Mapped[str | None]
    last_modified: Mapped[str | None]
    body_sha256: Mapped[str | None]
    polled_at: Mapped[datetime | None]
    health: Mapped[Json]


class CaptureRow(Base):
    """A response as received; the bytes rest in the archive under `sha256`.

    `id` is made from address, time and digest, so that a capture has the same number however often a run was broken
    off before it was kept. `record_sha256` is the digest of the file in the archive.
    """

    __tablename__ = "capture"
    id: Mapped[int] = mapped_column(primary_key=True)
    url: Mapped[str] = mapped_column(index=True)
    final_url: Mapped[str]
    fetched_at: Mapped[datetime]
    status: Mapped[int]
    headers: Mapped[Json]
    sha256: Mapped[str]
    record_sha256: Mapped[str | None]


class EntryRow(Base):
    """An item announced by a feed. `failure` says why its page could not be had, `tries` how often it was tried.

    `next_try` is when it is tried again; a page that was tried and has none is no longer asked for.
    """

    __tablename__ = "entry"
    article_id: Mapped[str] = mapped_column(primary_key=True)
    url: Mapped[str]
    feed_url: Mapped[str] = mapped_column(index=True)
    outlet_id: Mapped[str]
    title: Mapped[str]
    summary: Mapped[str]
    author: Mapped[str | None]
    published_at: Mapped[datetime | None]
    published_raw: Mapped[str]
    first_seen_at: Mapped[datetime]
    capture_id: Mapped[int | None] = mapped_column(sa.ForeignKey("capture.id"), index=True)
    failure: Mapped[str | None]
    tries: Mapped[int] = mapped_column(default=0)
    next_try: Mapped[datetime | None]


# extract -----------------------------------------------------------------------------------------------------


class ArticleRow(Base):
    """An article and its current version. `group_id` and `event_id` are set when it is grouped."""

    __tablename__ = "article"
    __table_args__ = (sa.Index("ix_article_copies", "group_id", "outlet_id"),)
    id: Mapped[str] = mapped_column(primary_key=True)
    url: Mapped[str] = mapped_column(unique=True)
    outlet_id: Mapped[str] = mapped_column(index=True)
    kind: Mapped[ArticleKind]
    first_seen_at: Mapped[datetime] = mapped_column(index=True)
    published_at: Mapped[datetime | None] = mapped_column(index=True)
    version: Mapped[int]
    group_id: Mapped[str | None]
    event_id: Mapped[str | None] = mapped_column(index=True)


class VersionRow(Base):
    """One text of an article, never changed after it was written, at most emptied by rule (`store.retention`).

    `record` is `records.Article` as JSON.
    """

    __tablename__ = "article_version"
    article_id: Mapped[str] = mapped_column(sa.ForeignKey("article.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    capture_id: Mapped[int] = mapped_column(sa.ForeignKey("capture.id"), index=True)
    seen_at: Mapped[datetime]
    title: Mapped[str]
    text_sha256: Mapped[str]
    record: Mapped[Json]


# tag and flag ------------------------------------------------------------------------------------------------


class TaggingRow(Base):
    """What the machine says of one version. `record` is `records.FlaggedArticle` without its article, as JSON."""

    __tablename__ = "tagging"
    article_id: Mapped[str] = mapped_column(sa.ForeignKey("article.id"), primary_key=True)
    version: Mapped[int]
    tone: Mapped[Tone]
    attention: Mapped[float]
    priority: Mapped[float] = mapped_column(index=True)
    flags_said: Mapped[int]
    has_agency: Mapped[bool]
    """An agency of the province is said to be responsible."""
    record: Mapped[Json]


class ArticleAgencyRow(Base):
    """An agency said to be responsible for an article; `rank` 0 is the primary one."""

    __tablename__ = "article_agency"
    __table_args__ = (sa.Index("ix_article_agency_listing", "agency_id", "article_id"),)
    article_id: Mapped[str] = mapped_column(sa.ForeignKey("article.id"), primary_key=True)
    agency_id: Mapped[str] = mapped_column(primary_key=True, index=True)
    rank: Mapped[int]
    score: Mapped[float]


# facts -------------------------------------------------------------------------------------------------------


class FactRow(Base):
    """One version of an official fact; `record` is `domain.facts.Fact` as JSON. A correction is a new version."""

    __tablename__ = "fact"
    fact_id: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[str] = mapped_column(index=True)
    since: Mapped[datetime]
    retired: Mapped[bool] = mapped_column(default=False)
    record: Mapped[Json]


# review ------------------------------------------------------------------------------------------------------


class CaseRow(Base):
    """One matter of one agency: a text with all its copies. `lock` counts changes, for people who work at once."""

    __tablename__ = "press_case"
    __table_args__ = (
        sa.UniqueConstraint("group_id", "agency_id"),
        sa.Index("ix_press_case_queue", "agency_id", "state", "priority", "id"),
        sa.Index("ix_press_case_province", "state", "priority", "id"),
        sa.Index("ix_press_case_listing", "agency_id", "id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[str]
    agency_id: Mapped[str]
    article_id: Mapped[str] = mapped_column(sa.ForeignKey("article.id"), index=True)
    """The member shown first: the one with the highest priority."""
    state: Mapped[State]
    verdict: Mapped[Verdict | None]
    priority: Mapped[float]
    reason: Mapped[str]
    """The first flag's reason, one line for the queue."""
    note: Mapped[str]
    """Grounds of the decision, or the result at the close."""
    opened_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    decided_version: Mapped[int | None]
    """Version of the article that the decision was about."""
    told_version: Mapped[int | None]
    """Newest version whose change was told after the decision; None when none was."""
    lock: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": lock}  # noqa: RUF012  SQLAlchemy's own way to say it


class PassageRow(Base):
    """A contested passage of a case, marked by a person; `record` is `records.ContestedPassage` as JSON."""

    __tablename__ = "passage"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("press_case.id"), index=True)
    article_id: Mapped[str] = mapped_column(sa.ForeignKey("article.id"))
    record: Mapped[Json]


class LetterRow(Base):
    """A letter of a case to one outlet. The text as approved is kept; a new draft is a new row."""

    __tablename__ = "letter"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("press_case.id"), index=True)
    article_id: Mapped[str] = mapped_column(sa.ForeignKey("article.id"))
    kind: Mapped[LetterKind]
    request: Mapped[Json]
    drafted_at: Mapped[datetime]
    drafted_by: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    approved_at: Mapped[datetime | None]
    approved_by: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    number: Mapped[str | None]
    sent_at: Mapped[datetime | None]
    received_at: Mapped[datetime | None]
    """Proved receipt: the newspaper's clock starts here."""


class OutcomeRow(Base):
    """What a re-fetch of a contested page showed; `record` is `records.Outcome` as JSON."""

    __tablename__ = "outcome"
    __table_args__ = (sa.UniqueConstraint("letter_id", "seen_at"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(sa.ForeignKey("letter.id"), index=True)
    article_id: Mapped[str] = mapped_column(sa.ForeignKey("article.id"))
    capture_id: Mapped[int | None] = mapped_column(sa.ForeignKey("capture.id"))
    kind: Mapped[OutcomeKind]
    seen_at: Mapped[datetime]
    record: Mapped[Json]


# people ------------------------------------------------------------------------------------------------------


class PersonRow(Base):
    """Someone who may sign in, with one role for one agency (none for the press authority and the operator)."""

    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(unique=True)
    full_name: Mapped[str]
    password_hash: Mapped[str]
    role: Mapped[Role]
    agency_id: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=True)
    failed_sign_ins: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
    session_number: Mapped[int] = mapped_column(default=1)
    """Raised to sign the person out everywhere."""


class OfficeRow(Base):
    """What a letter needs of its sender: symbol, place, who signs, who speaks, from when to when."""

    __tablename__ = "office"
    agency_id: Mapped[str] = mapped_column(primary_key=True)
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    valid_to: Mapped[date | None]
    symbol: Mapped[str]
    place: Mapped[str]
    signatory_authority: Mapped[str]
    signatory_name: Mapped[str]
    contact_name: Mapped[str]
    contact_post: Mapped[str]
    contact_phone: Mapped[str]
    contact_email: Mapped[str]


class AuditRow(Base):
    """Who saw, decided, changed or exported what. Append-only, each row hashed over the one before."""

    __tablename__ = "audit"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str]
    """Login, or `daily` for the batch job."""
    action: Mapped[str]
    case_id: Mapped[int | None] = mapped_column(index=True)
    detail: Mapped[Json]
    previous_hash: Mapped[str]
    hash: Mapped[str]


class RunRow(Base):
    """One run of the daily job, with its counts per stage."""

    __tablename__ = "run"
    id: Mapped[int] = mapped_column(primary_key=True)
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    counts: Mapped[Json]
