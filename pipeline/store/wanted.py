"""Which cases a list shows: its filters, and the parts of a statement that say them.

A statement is built once for all lists with the same filters (`Shape`) and executed with their values: building it
costs a page more than the database does.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from pipeline.review.workflow import State
from pipeline.store import clocks
from pipeline.store.desk_tables import VerificationRow
from pipeline.store.search import READ, Hits, Way
from pipeline.store.tables import ArticleRow, CaseRow, table

Columns = tuple[sa.ColumnElement[Any], ...]
Keys = sa.Select[*tuple[Any, ...]]
_CASE = table(CaseRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Which filters a list sets, without their values: the statements of a shape are built once and kept."""

    states: tuple[State, ...]
    own: bool
    outlet: bool
    few: bool
    mine: bool
    late: bool
    hits: Way | None

    @property
    def conditions(self) -> list[sa.ColumnElement[bool]]:
        """Return what a case must fulfil."""
        found: list[sa.ColumnElement[bool]] = [clocks.in_states(self.states)]
        if self.own:
            found.append(_CASE.c.agency_id == sa.bindparam("agency"))
        if self.outlet:
            article = table(ArticleRow)
            own = sa.select(article.c.group_id).where(article.c.outlet_id == sa.bindparam("outlet"))
            found.append(
                _CASE.c.group_id.in_(own)
                if self.few
                else own.where(article.c.group_id == _CASE.c.group_id).correlate(_CASE).exists()
            )
        if self.mine:
            given = table(VerificationRow).c
            mine = sa.select(given.case_id).where(given.assignee_id == sa.bindparam("assignee"))
            found.append(_CASE.c.id.in_(mine))
        if self.late:
            found.append(clocks.IS_LATE)
        return found

    @property
    def columns(self) -> Columns:
        """Return what orders the list, downwards; the last one is the id of the case."""
        if self.hits is not None:
            near = self.hits.near
            return (READ if near is None or self.hits.read is not None else near.selected_columns[0],)
        return (_CASE.c.priority, _CASE.c.id)

    @property
    def keys(self) -> Keys:
        """Return the query for `columns`, in the order of the list.

        A search is walked from its newest hit down, each hit asked for its case: with a limit it ends early, however
        broad the term.
        """
        return self._ordered(sa.desc)

    @property
    def keys_below(self) -> Keys:
        """Return the query for `columns` of what stands below the case whose place is given (`Wanted.at`)."""
        return self._ordered(sa.desc, operator.lt)

    @property
    def keys_above(self) -> Keys:
        """Return the query for `columns` of what stands above that case, from it upwards."""
        return self._ordered(sa.asc, operator.gt)

    def _ordered(
        self,
        way: Callable[[sa.ColumnElement[Any]], sa.UnaryExpression[Any]],
        beyond: Callable[[sa.Tuple, sa.Tuple], sa.ColumnElement[bool]] | None = None,
    ) -> Keys:
        columns = [way(column) for column in self.columns]
        if self.hits is None:
            found = sa.select(*self.columns).where(*self.conditions).order_by(*columns)
            return found if beyond is None else found.where(beyond(sa.tuple_(*self.columns), self._here))
        near = sa.select(_CASE.c.id) if self.hits.near is None else self.hits.near
        key = near.selected_columns[0]
        if not key.compare(_CASE.c.id):
            near = near.join(_CASE, _CASE.c.id == key)
        near = near.where(*self.conditions)
        if beyond is not None:  # said where the cases are walked, so that they are walked from there
            near = near.where(beyond(sa.tuple_(key), self._here))
        if self.hits.read is not None:  # a text is read when its case is the next: in the order of the list
            return self.hits.among(near.order_by(way(key))).order_by(*columns)
        return near.order_by(*columns)

    @property
    def below(self) -> sa.ColumnElement[bool]:
        """Return the condition for standing below the case whose place is given (`Wanted.at`)."""
        return sa.tuple_(*self.columns) < self._here

    @property
    def above(self) -> sa.ColumnElement[bool]:
        """Return the condition for standing above that case."""
        return sa.tuple_(*self.columns) > self._here

    @property
    def _here(self) -> sa.Tuple:
        here_id = sa.bindparam("here_id", type_=sa.Integer())
        if self.hits is not None:
            return sa.tuple_(here_id)
        return sa.tuple_(sa.bindparam("here_priority", type_=sa.Float()), here_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which cases a list shows. Best priority first; what was searched for, newest first."""

    agency_id: str | None
    """None for all agencies."""
    states: tuple[State, ...]
    outlet_id: str | None = None
    few: bool = False
    """The outlet has so few articles (`has_few`) that the list is found faster from them than from the cases."""
    assignee_id: int | None = None
    late_at: datetime | None = None
    """Only cases with a clock that ran out before this time."""
    hits: Hits | None = None
    """Only cases that a search found (`search.answer`)."""

    @property
    def shape(self) -> Shape:
        """Return which filters are set."""
        return Shape(
            states=self.states,
            own=self.agency_id is not None,
            outlet=self.outlet_id is not None,
            few=self.few,
            mine=self.assignee_id is not None,
            late=self.late_at is not None,
            hits=self.hits.way if self.hits is not None else None,
        )

    @property
    def values(self) -> dict[str, Any]:
        """Return what the statements of the shape are executed with."""
        found = {
            "agency": self.agency_id,
            "outlet": self.outlet_id,
            "assignee": self.assignee_id,
            "now": self.late_at,
        }
        set_ = {name: value for name, value in found.items() if value is not None}
        return set_ if self.hits is None else {**self.hits.values, **set_}

    @property
    def is_narrowed(self) -> bool:
        """Tell whether more than agency and state choose the cases, so that no index alone counts them."""
        narrowing = (self.outlet_id, self.assignee_id, self.late_at, self.hits)
        return any(found is not None for found in narrowing)

    def key(self, case: CaseRow) -> tuple[Any, ...]:
        """Return where a case stands in the order of the list."""
        return (case.id,) if self.hits is not None else (case.priority, case.id)

    def at(self, case: CaseRow) -> dict[str, Any]:
        """Return the values, with the place of a case for `Shape.below` and `Shape.above`."""
        here: dict[str, Any] = {"here_id": case.id}
        if self.hits is None:
            here["here_priority"] = case.priority
        return self.values | here
