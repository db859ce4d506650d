"""The application factory of the review desk."""

from __future__ import annotations

import gc

from flask import Flask
from flask_bootstrap import Bootstrap5

from pipeline.config import Settings
from pipeline.domain.agencies import load_agencies
from pipeline.ingest.sources import load_sources
from pipeline.store.session import open_engine, open_sessions
from pipeline.web import (
    access,
    account,
    api,
    auth,
    bulk,
    casework,
    clocks,
    condition,
    context,
    decision,
    english,
    errors,
    facts,
    feeds,
    filters,
    intake,
    item,
    letters,
    navigation,
    needed,
    oidc,
    precision,
    prints,
    queue,
    security,
    sources,
    watch,
    why,
    words,
    workdays,
)
from pipeline.web.authority import overview, registers, reports

SCREENS = (
    queue,
    filters,
    item,
    decision,
    bulk,
    casework,
    clocks,
    letters,
    workdays,
    facts,
    needed,
    precision,
    account,
    english,
    sources,
    condition,
    why,
    intake,
    registers,
    reports,
    overview,
    api,
    feeds,
    watch,
)
"""Modules with a blueprint each."""


def create_app(settings: Settings) -> Flask:
    """Return the desk for a migrated database.

    Reads the agency register and ``settings.feeds`` (names and addresses of the outlets).

    Raises:
        ConfigError: a register cannot be used.
    """
    app = Flask(__name__)
    app.jinja_environment = english.Bilingual
    app.secret_key = settings.secret_key()
    app.config["BOOTSTRAP_SERVE_LOCAL"] = True
    app.extensions["desk"] = context.Desk(
        settings=settings,
        sessions=open_sessions(open_engine(settings.database_url)),
        agencies=load_agencies(),
        outlets={outlet.id: outlet for outlet in load_sources(settings.feeds).outlets},
    )
    Bootstrap5(app)
    english.init(app)
    context.init(app)
    security.init(app, settings.desk_url)
    auth.init(app)
    app.before_request(access.gate)
    errors.init(app)
    words.init(app)
    navigation.init(app)
    prints.init(app)
    oidc.init(app, settings.oidc)
    for screen in SCREENS:
        app.register_blueprint(screen.blueprint)
    return app


def warm_up(app: Flask) -> None:
    """Do before the first page what no page should wait for: compile the templates, sort out what is here to stay.

    Registers and compiled templates live as long as the process; told so, the collector of garbage no longer walks
    through them in the middle of a page.
    """
    english.compile_templates(app)
    gc.collect()
    gc.freeze()
