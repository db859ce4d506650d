"""Claims of the press that no fact of the register covers, per agency, each one click from the form of a new fact."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

from flask import Blueprint, render_template, request, url_for

from pipeline.domain.facts import FactKind, Facts, is_sound
from pipeline.domain.places import load_places
from pipeline.flag import NeededFact, needs_a_fact
from pipeline.store import facts, needed
from pipeline.web.context import db, desk, now, own_agency

blueprint = Blueprint("needed", __name__)

DAYS, ARTICLES, MOST = 30, 60, 15


@blueprint.get("/so-lieu/can-bo-sung")
def show() -> str:
    """List the claims of the last 30 days in the field of one agency: the person's own, else the one asked for."""
    agency_id = own_agency() or request.args.get("co-quan", "")
    articles = needed.recent(db(), agency_id, since=now() - timedelta(days=DAYS), most=ARTICLES)
    found = needs_a_fact(
        articles, facts=Facts(tuple(filter(is_sound, facts.current(db())))), places=load_places(), most=MOST
    )
    titles = {item.tagged.article.id: item.tagged.article.title for item in articles}
    return render_template(
        "facts_needed.html",
        needed=[
            (
                one,
                titles[one.article_id],
                _form_of(one, confirmed=False),
                _form_of(one, confirmed=True) if one.number else "",
            )
            for one in found
        ],
        agency_id=agency_id,
        may_choose=own_agency() is None,
        agencies=sorted(agency.id for agency in desk().agencies.alive(now().date())),
        days=DAYS,
    )


def _form_of(one: NeededFact, *, confirmed: bool) -> str:
    """Return the address of the form with what the article says; with its number too where that is confirmed."""
    return url_for(
        "facts.add",
        kind=FactKind.FIGURE.value,
        agency_id=one.agency_id,
        subject=one.sentence,
        fact_id=f"{one.agency_id}-{sha256(f'{one.article_id}|{one.start}|{one.value}'.encode()).hexdigest()[:8]}",
        place=one.place,
        value=one.number if confirmed else "",
        unit=one.unit,
        period_from=one.period_from,
        period_to=one.period_to,
        note=f"Báo nêu: {one.value}",
    )
