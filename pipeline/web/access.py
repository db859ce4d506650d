"""Who may do what: one table of routes and roles, one way to a case or a letter.

A route that is not in `ACCESS` is not served. A case of another agency does not exist for the asker (404); an
action that the person's role never takes is refused (403); one that does not fit the state of the case, or was
begun on an older state of it, conflicts (409).
"""

from __future__ import annotations

from enum import Enum

from flask import abort, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from pipeline.review.workflow import Action, Role, State, may_act, may_see
from pipeline.store import cases
from pipeline.store.tables import CaseRow, LetterRow
from pipeline.web.context import actor, db, own_agency


class Open(Enum):
    """Routes that ask for no signed-in person."""

    PUBLIC = "public"
    """Anybody."""
    BY_KEY = "by key"
    """Programs: the key they send is checked by the route's own module (`web.api`, `web.feeds`)."""


EVERYONE = frozenset(Role)
PUBLIC, BY_KEY = Open.PUBLIC, Open.BY_KEY
_DECIDERS = frozenset({Role.OFFICER, Role.HEAD})
_HEAD = frozenset({Role.HEAD})
_CLERK = frozenset({Role.CLERK})
_OPERATOR = frozenset({Role.OPERATOR})
_INTAKE = EVERYONE - {Role.READER}
"""Who may hand in what no feed announced: all but those who only look."""
_AUTHORITY = frozenset({Role.AUTHORITY})
_KEEPERS = frozenset({Role.OFFICER, Role.HEAD, Role.AUTHORITY})
_WATCHERS = frozenset({Role.AUTHORITY, Role.READER, Role.OPERATOR})
"""Who may see figures of the whole province; a reader of one agency may not (`gate`)."""
_FACT_KEEPERS = frozenset({Role.OFFICER, Role.HEAD, Role.OPERATOR})

ACCESS: dict[str, frozenset[Role] | Open] = {
    "static": PUBLIC,
    "bootstrap.static": PUBLIC,
    "watch.alive": PUBLIC,
    "watch.metrics": PUBLIC,  # opened by a token of its own
    "auth.sign_in": PUBLIC,
    "auth.second_step": PUBLIC,
    "english.switch": PUBLIC,
    "auth.sign_out": EVERYONE,
    "oidc.start": PUBLIC,
    "oidc.callback": PUBLIC,
    "account.show": EVERYONE,
    "account.change_password": EVERYONE,
    "account.sign_out_everywhere": EVERYONE,
    "account.second_step": EVERYONE,
    "account.second_step_on": EVERYONE,
    "account.second_step_off": EVERYONE,
    "account.mail_address": EVERYONE,
    "account.new_feeds": EVERYONE,
    "account.revoke_feeds": EVERYONE,
    "feeds.calendar": BY_KEY,
    "feeds.atom": BY_KEY,
    "api.openapi": PUBLIC,
    "api.articles": BY_KEY,
    "api.article": BY_KEY,
    "api.list_cases": BY_KEY,
    "api.case": BY_KEY,
    "api.decisions": BY_KEY,
    "api.decision": BY_KEY,
    "api.letters": BY_KEY,
    "api.letter": BY_KEY,
    "api.facts": BY_KEY,
    "api.fact": BY_KEY,
    "queue.home": EVERYONE,
    "queue.cases": EVERYONE,
    "item.show": EVERYONE,
    "decision.verify": _DECIDERS,
    "decision.decide": _DECIDERS,
    "decision.reopen": _DECIDERS,
    "decision.close": _DECIDERS,
    "decision.snooze": _DECIDERS,
    "decision.wake": _DECIDERS,
    "bulk.apply": _DECIDERS,
    "bulk.undo": _DECIDERS,
    "filters.save": EVERYONE,
    "filters.forget": EVERYONE,
    "casework.assign": _DECIDERS,
    "casework.ask": _DECIDERS,
    "casework.answer": _DECIDERS,
    "casework.attach": _DECIDERS,
    "casework.comment": _DECIDERS,
    "casework.download": EVERYONE,
    "casework.present": EVERYONE,
    "clocks.start": _DECIDERS,
    "clocks.step": _DECIDERS,
    "workdays.show": EVERYONE,
    "workdays.enter": _OPERATOR,
    "workdays.take_back": _OPERATOR,
    "letters.draft": _DECIDERS,
    "letters.show": EVERYONE,
    "letters.document": EVERYONE,
    "letters.approve": _HEAD,
    "letters.give_back": _HEAD,
    "letters.send": _CLERK,
    "letters.receipt": _CLERK,
    "sources.show": EVERYONE,
    "condition.show": _OPERATOR,
    "why.show": EVERYONE,
    "intake.show": _INTAKE,
    "intake.address": _INTAKE,
    "intake.printed": _INTAKE,
    "registers.home": EVERYONE,
    "registers.listing": EVERYONE,
    "registers.export": EVERYONE,
    "registers.line": EVERYONE,
    "registers.new": _KEEPERS,
    "registers.keep": _KEEPERS,
    "registers.bring_in": _KEEPERS,
    "registers.certificate": _WATCHERS,
    "reports.home": _WATCHERS,
    "reports.show": _WATCHERS,
    "reports.figure": _WATCHERS,
    "reports.file": _WATCHERS,
    "reports.remark": _AUTHORITY,
    "reports.issue": _AUTHORITY,
    "overview.dashboard": _WATCHERS,
    "overview.board": _WATCHERS,
    "overview.reminder": _AUTHORITY,
    "letters.answer": _DECIDERS | _CLERK,
    "letters.read_answers": _DECIDERS | _CLERK,
    "facts.register": EVERYONE,
    "facts.show": EVERYONE,
    "facts.contradicting": EVERYONE,
    "facts.add": _FACT_KEEPERS,
    "facts.save": _FACT_KEEPERS,
    "facts.retire": _FACT_KEEPERS,
    "facts.intake": _FACT_KEEPERS,
    "needed.show": _FACT_KEEPERS,
    "precision.show": EVERYONE,
    "precision.judge": _DECIDERS,
}


class StaleFormError(Exception):
    """The form was opened on an older state of the case; nothing was written."""

    def __init__(self, case_id: int) -> None:
        self.case_id = case_id
        super().__init__(case_id)


def gate() -> Response | None:
    """Let a request pass, or send it to the sign-in page. Runs before every view."""
    if request.endpoint is None:
        return None  # no such address: the router answers 404
    roles = ACCESS.get(request.endpoint)
    if roles is None:
        abort(404)
    if isinstance(roles, Open):
        return None
    if not current_user.is_authenticated:
        target = request.full_path.rstrip("?") if request.method == "GET" else None
        return redirect(url_for("auth.sign_in", next=target))
    if not may_open(request.endpoint):
        abort(403)
    return None


def may_open(endpoint: str) -> bool:
    """Tell whether the person who is signed in may use a route at all; a reader of one agency sees no province-wide page."""
    roles = ACCESS[endpoint]
    if isinstance(roles, Open):
        return True
    return actor().role in roles and not (roles is _WATCHERS and own_agency() is not None)


def visible_case(case_id: int) -> CaseRow:
    """Return a case that the person may see; 404 otherwise."""
    case = cases.by_id(db(), case_id)
    if case is None or not may_see(actor(), case.agency_id):
        abort(404)
    return case


def case_for(case_id: int, action: Action) -> CaseRow:
    """Return a case for `action`, as the form in hand saw it: 404, 403, 409 otherwise.

    Whether the state of the case allows the action is the services' to say.
    """
    case = visible_case(case_id)
    if not may_ever(case, action):
        abort(403)
    if request.form.get("lock", type=int) != case.lock:
        raise StaleFormError(case.id)
    return case


def may_ever(case: CaseRow, action: Action) -> bool:
    """Tell whether `action` is this person's to take on the case in any of its states."""
    return any(may_act(actor(), case.agency_id, state, action) for state in State)


def can(case: CaseRow, action: Action) -> bool:
    """Tell whether the person may take `action` on the case as it stands now."""
    return may_act(actor(), case.agency_id, case.state, action)


def visible_letter(letter_id: int) -> tuple[LetterRow, CaseRow]:
    """Return a letter with its case when the person may see them; 404 otherwise."""
    letter = db().get(LetterRow, letter_id)
    if letter is None:
        abort(404)
    return letter, visible_case(letter.case_id)


def letter_for(letter_id: int, action: Action) -> tuple[LetterRow, CaseRow]:
    """Return a letter with its case for `action`: 404, 403, 409 otherwise."""
    letter, case = visible_letter(letter_id)
    return letter, case_for(case.id, action)
