"""The application factory of the review desk."""

from __future__ import annotations

from flask import Flask
from flask_bootstrap import Bootstrap5

from pipeline.config import Settings
from pipeline.domain.agencies import load_agencies
from pipeline.domain.calendar import load_calendar
from pipeline.ingest.sources import load_sources
from pipeline.store.session import open_engine, open_sessions
from pipeline.web import (
    access,
    auth,
    context,
    decision,
    errors,
    facts,
    item,
    letters,
    precision,
    queue,
    security,
    words,
)


def create_app(settings: Settings) -> Flask:
    """Return the desk for a migrated database.

    Reads the agency register and ``settings.feeds`` (names and addresses of the outlets).

    Raises:
        ConfigError: a register cannot be used.
    """
    app = Flask(__name__)
    app.secret_key = settings.secret_key()
    app.config["BOOTSTRAP_SERVE_LOCAL"] = True
    app.extensions["desk"] = context.Desk(
        settings=settings,
        sessions=open_sessions(open_engine(settings.database_url)),
        agencies=load_agencies(),
        calendar=load_calendar(),
        outlets={outlet.id: outlet for outlet in load_sources(settings.feeds).outlets},
    )
    Bootstrap5(app)
    context.init(app)
    security.init(app)
    auth.init(app)
    app.before_request(access.gate)
    errors.init(app)
    words.init(app)
    for blueprint in (
        queue.blueprint,
        item.blueprint,
        decision.blueprint,
        letters.blueprint,
        facts.blueprint,
        precision.blueprint,
    ):
        app.register_blueprint(blueprint)
    return app
