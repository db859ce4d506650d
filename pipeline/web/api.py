"""The JSON API: reads what the desk reads, for the programs of an agency. Keys are made by `caichinh token add`.

Read only: a decision is a person's. A page ends where `after` of the next one begins; nothing is skipped or told
twice while new records arrive. The contract is ``/api/v1/openapi.json`` (`web.openapi`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import msgspec
from flask import Blueprint, Response, abort, g, request

from pipeline.domain.records import AgencyTag, Decision, Flag, PlaceTag, Sentiment
from pipeline.review.workflow import State
from pipeline.store import audit, cases, listing, tokens
from pipeline.store.access_tables import TokenRow
from pipeline.store.articles import article_from
from pipeline.store.tables import CaseRow, LetterRow, OutcomeRow
from pipeline.store.tokens import Scope
from pipeline.web.api_records import (
    ApiArticle,
    ApiCase,
    ApiLetter,
    ApiOutcome,
    Articles,
    Cases,
    Decisions,
    FactsPage,
    Letters,
)
from pipeline.web.context import db, now
from pipeline.web.openapi import ID, LIMIT, MAX_ID, document
from pipeline.web.problems import problem

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")

SCOPES = {
    "api.articles": Scope.ARTICLES,
    "api.article": Scope.ARTICLES,
    "api.list_cases": Scope.CASES,
    "api.case": Scope.CASES,
    "api.decisions": Scope.DECISIONS,
    "api.decision": Scope.DECISIONS,
    "api.letters": Scope.LETTERS,
    "api.letter": Scope.LETTERS,
    "api.facts": Scope.FACTS,
    "api.fact": Scope.FACTS,
}
"""A route that is not here is not served, the document itself excepted."""
_ENCODER = msgspec.json.Encoder()
Item = TypeVar("Item")


@blueprint.before_request
def check() -> Response | None:
    """Let a request pass whose key is good and has the scope."""
    if request.endpoint == "api.openapi":
        return None
    scope = SCOPES.get(request.endpoint or "")
    if scope is None:
        abort(404)
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    token = _token(secret.strip()) if kind.lower() == "bearer" else None
    if token is None:
        answer = problem(401, "Gửi khóa còn hiệu lực trong tiêu đề “Authorization: Bearer …”.")
        answer.headers["WWW-Authenticate"] = "Bearer"
        return answer
    if not tokens.opens(token, scope):
        return problem(403, f"Khóa này không có quyền “{scope.value}”.")
    g.token = token
    return None


def _token(secret: str) -> TokenRow | None:
    """Return the row of a key of the API; its first use on a day is kept in the audit trail."""
    use = tokens.use(db(), secret, now())
    if use is None or use.token.person_id is not None:
        return None
    token = use.token
    if use.first_today:
        audit.record(
            db(), at=now(), actor=f"token {token.id}", action="api used", detail={"name": token.name}
        )
    return token


def _agency() -> str | None:
    """Return the agency whose records the key opens, None for the whole province."""
    token: TokenRow = g.token
    return token.agency_id


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """Give the contract."""
    return _json(document())


# parameters --------------------------------------------------------------------------------------------------


def _query(*names: str) -> dict[str, str]:
    """Return the parameters of the address; 400 for one that is unknown or stands there twice."""
    for name in request.args:
        if name not in names or len(request.args.getlist(name)) > 1:
            abort(problem(400, f"Tham số “{name}” không có hoặc bị lặp. Có thể dùng: {', '.join(names)}."))
    return request.args.to_dict()


def _number(given: dict[str, str], name: str, *, default: int, low: int, high: int) -> int:
    text = given.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(high)) and low <= int(text) <= high):
        abort(problem(400, f"“{name}” phải là số nguyên từ {low} đến {high}."))
    return int(text)


def _limit(given: dict[str, str]) -> int:
    return _number(given, "limit", default=LIMIT.default, low=LIMIT.low, high=LIMIT.high)


def _after_number(given: dict[str, str]) -> int:
    return _number(given, "after", default=0, low=0, high=MAX_ID)


def _after_text(given: dict[str, str]) -> str:
    after = given.get("after")
    if after is not None and not ID.fullmatch(after):
        abort(problem(400, "“after” phải là mã của bản ghi cuối ở trang trước."))
    return after or ""


def _one(found: list[Item] | tuple[Item, ...]) -> Item:
    """Return the only record; what does not exist or is another agency's is not found."""
    if not found:
        abort(problem(404, "Không có bản ghi này trong phạm vi của khóa."))
    return found[0]


def _known(id_: str) -> str:
    if not ID.fullmatch(id_):
        abort(problem(404, "Không có bản ghi này trong phạm vi của khóa."))
    return id_


def _json(record: object) -> Response:
    return Response(_ENCODER.encode(record), content_type="application/json")


def _page(rows: list[Item], limit: int) -> tuple[tuple[Item, ...], Item | None]:
    """Return what stands on a page of one row more than asked for, and its last row when more follow."""
    return tuple(rows[:limit]), rows[limit - 1] if len(rows) > limit else None


# resources ---------------------------------------------------------------------------------------------------


@blueprint.get("/articles")
def articles() -> Response:
    """Give the articles that are said to be the agency's matter."""
    given = _query("limit", "after")
    limit = _limit(given)
    rows = listing.articles(db(), _agency(), after=_after_text(given), limit=limit + 1)
    items, last = _page([_article(row) for row in rows], limit)
    return _json(Articles(items=items, next=last.id if last else None))


@blueprint.get("/articles/<id_>")
def article(id_: str) -> Response:
    """Give one article."""
    _query()
    rows = listing.articles(db(), _agency(), after="", limit=1, only=_known(id_))
    return _json(_one([_article(row) for row in rows]))


def _article(line: listing.ArticleLine) -> ApiArticle:
    row, version, tagging = line
    text = article_from(version)
    said = msgspec.convert(tagging.record, _Said) if tagging else _Said()
    return ApiArticle(
        id=row.id,
        url=row.url,
        outlet_id=row.outlet_id,
        kind=row.kind,
        version=row.version,
        title=text.title,
        sapo=text.sapo,
        body=text.body,
        author=text.author,
        published_at=text.published_at,
        first_seen_at=row.first_seen_at,
        group=row.group_id,
        event=row.event_id,
        agencies=said.tagged.agencies,
        places=said.tagged.places,
        sentiment=said.tagged.sentiment,
        flags=said.flags,
    )


class _Tags(msgspec.Struct, frozen=True):
    agencies: tuple[AgencyTag, ...] = ()
    places: tuple[PlaceTag, ...] = ()
    sentiment: Sentiment | None = None


class _Said(msgspec.Struct, frozen=True):
    """The part of a stored `FlaggedArticle` that the API tells."""

    tagged: _Tags = _Tags()
    flags: tuple[Flag, ...] = ()


def _numbered(
    rows: Callable[[int, int], list[Item]], key: Callable[[Item], int]
) -> tuple[tuple[Item, ...], int | None]:
    """Return a page of records with a number, given (after, limit)."""
    given = _query("limit", "after")
    limit = _limit(given)
    items, last = _page(rows(_after_number(given), limit + 1), limit)
    return items, key(last) if last else None


@blueprint.get("/cases")
def list_cases() -> Response:
    """Give the cases of the agency."""
    given = _query("limit", "after", "state")
    limit, state = _limit(given), given.get("state")
    if state is not None and state not in set(State):
        abort(problem(400, f"“state” là một trong: {', '.join(State)}."))
    rows = listing.cases(
        db(), _agency(), after=_after_number(given), limit=limit + 1, state=State(state) if state else None
    )
    items, last = _page([_case(row) for row in rows], limit)
    return _json(Cases(items=items, next=last.id if last else None))


@blueprint.get("/cases/<int:number>")
def case(number: int) -> Response:
    """Give one case."""
    _query()
    found = listing.cases(db(), _agency(), after=number - 1, limit=1)
    return _json(_one([_case(row) for row in found if row.id == number]))


def _case(row: CaseRow) -> ApiCase:
    return ApiCase(
        id=row.id,
        agency_id=row.agency_id,
        article_id=row.article_id,
        group=row.group_id,
        state=row.state,
        verdict=row.verdict,
        priority=row.priority,
        reason=row.reason,
        note=row.note,
        opened_at=row.opened_at,
        decided_at=row.decided_at,
    )


@blueprint.get("/decisions")
def decisions() -> Response:
    """Give the decisions in force."""

    def rows(after: int, limit: int) -> list[Decision]:
        return _decisions(listing.decisions(db(), _agency(), after=after, limit=limit))

    items, following = _numbered(rows, lambda found: found.case_id)
    return _json(Decisions(items=items, next=following))


@blueprint.get("/decisions/<int:number>")
def decision(number: int) -> Response:
    """Give the decision in force on one case."""
    _query()
    found = listing.decisions(db(), _agency(), after=number - 1, limit=1)
    return _json(_one(_decisions([row for row in found if row[0].id == number])))


def _decisions(rows: Sequence[tuple[CaseRow, str]]) -> list[Decision]:
    marked = cases.passages_of(db(), [row.id for row, _login in rows])
    return [_decision(row, login, marked[row.id]) for row, login in rows]


def _decision(row: CaseRow, login: str, marked: list[cases.Marked]) -> Decision:
    assert row.verdict is not None
    assert row.decided_at is not None
    return Decision(
        case_id=row.id,
        agency_id=row.agency_id,
        verdict=row.verdict,
        passages=tuple(passage for _article, passage in marked),
        note=row.note,
        decided_by=login,
        decided_at=row.decided_at,
    )


@blueprint.get("/letters")
def letters() -> Response:
    """Give the letters of the agency."""

    def rows(after: int, limit: int) -> list[ApiLetter]:
        return _letters(listing.letters(db(), _agency(), after=after, limit=limit))

    items, following = _numbered(rows, lambda found: found.id)
    return _json(Letters(items=items, next=following))


@blueprint.get("/letters/<int:number>")
def letter(number: int) -> Response:
    """Give one letter."""
    _query()
    found = listing.letters(db(), _agency(), after=number - 1, limit=1)
    return _json(_one(_letters([row for row in found if row[0].id == number])))


def _letters(rows: Sequence[tuple[LetterRow, str]]) -> list[ApiLetter]:
    outcomes = cases.outcomes(db(), [row.id for row, _agency_id in rows])
    return [_letter(row, agency_id, outcomes[row.id]) for row, agency_id in rows]


def _letter(row: LetterRow, agency_id: str, outcomes: list[OutcomeRow]) -> ApiLetter:
    asked = cases.request_of(row)
    return ApiLetter(
        id=row.id,
        case_id=row.case_id,
        agency_id=agency_id,
        article_id=row.article_id,
        kind=row.kind,
        outlet=asked.work.outlet,
        passages=asked.passages,
        drafted_at=row.drafted_at,
        approved_at=row.approved_at,
        number=row.number,
        sent_at=row.sent_at,
        received_at=row.received_at,
        outcomes=tuple(ApiOutcome(kind=outcome.kind, seen_at=outcome.seen_at) for outcome in outcomes),
    )


@blueprint.get("/facts")
def facts() -> Response:
    """Give the official facts of the agency."""
    given = _query("limit", "after")
    limit = _limit(given)
    found = listing.facts(db(), _agency(), after=_after_text(given), limit=limit + 1)
    items, last = _page(found, limit)
    return _json(FactsPage(items=items, next=last.fact_id if last else None))


@blueprint.get("/facts/<id_>")
def fact(id_: str) -> Response:
    """Give one official fact."""
    _query()
    return _json(_one(listing.facts(db(), _agency(), after="", limit=1, only=_known(id_))))
