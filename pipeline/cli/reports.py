"""The reports of the press authority: weekly, quarterly, yearly, as DOCX and as sheets."""

from __future__ import annotations

import click

from pipeline.config import load_settings
from pipeline.domain.agencies import load_agencies
from pipeline.ingest.sources import load_sources
from pipeline.report.periods import week_of
from pipeline.report.workbook import report_workbook
from pipeline.reports import Registry, file_stem, issue, make_report, report_document
from pipeline.store import calendar as calendars
from pipeline.store.session import open_engine, open_sessions, upgrade


@click.command("report")
@click.option(
    "--week", metavar="YYYY-Wnn|now", help="Ends on that week's Thursday, 15:00; `now` is the running one."
)
@click.option("--quarter", metavar="YYYY-Qn", help="Such as 2026-Q4.")
@click.option("--year", metavar="YYYY", help="From 15/12 of the year before to 14/12.")
def report_command(week: str | None, quarter: str | None, year: str | None) -> None:
    """Write a report of the press authority (DOCX) with the lists behind its figures (XLSX) and print where they are.

    The same data and version give the same bytes. What differs from the last report of the same period with
    other figures is named in it.
    """
    given = [key for key in (week, quarter, year) if key]
    if len(given) != 1:
        raise click.UsageError("Give one of --week, --quarter, --year.")
    settings, key = load_settings(), given[0].upper()
    if week != "now":
        _check_kind(key, week=bool(week), quarter=bool(quarter))
    outlets = {outlet.id: outlet for outlet in load_sources(settings.feeds).outlets}
    engine = open_engine(settings.database_url)
    upgrade(engine)
    with open_sessions(engine).begin() as session:
        calendar = calendars.current(session)
        if week == "now":
            key = week_of(settings.now(), calendar).key
        registry = Registry(agencies=load_agencies(), calendar=calendar, outlets=outlets)
        report = make_report(session, key, registry)
        document = report_document(session, report, registry)
        issue(session, report, actor="operator", now=settings.now())
    settings.documents.mkdir(parents=True, exist_ok=True)
    for ending, content in (("docx", document), ("xlsx", report_workbook(report))):
        path = settings.documents / f"{file_stem(report)}.{ending}"
        path.write_bytes(content)
        click.echo(path)


def _check_kind(key: str, *, week: bool, quarter: bool) -> None:
    """Refuse a key of another kind of period than its option, such as ``--quarter 2026``."""
    kind = "week" if "-W" in key else "quarter" if "-Q" in key else "year"
    asked = "week" if week else "quarter" if quarter else "year"
    if kind != asked:
        example = {"week": "2026-W48", "quarter": "2026-Q4", "year": "2026"}[asked]
        raise click.BadParameter(f"{key!r} is no {asked}; write {example}.", param_hint=f"--{asked}")


COMMANDS = (report_command,)
"""Commands of this module."""
