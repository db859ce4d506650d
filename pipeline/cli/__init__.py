"""The command line `caichinh`: one command per stage, the daily job, the desk, registers and accounts.

Exit status: 0 done; 1 the thing checked is not in order (letter, facts, feeds); 2 input or settings cannot be used;
3 the machine failed (disk, database): nothing is lost, and the same command goes on once it is mended.
"""

from __future__ import annotations

import sys

import click
from sqlalchemy.exc import DBAPIError

from pipeline import logs
from pipeline.cli import (
    archive,
    authority,
    day,
    demo,
    facts,
    feeds,
    learning,
    letters,
    operate,
    people,
    registers,
    reports,
    retention,
    stages,
    versions,
)
from pipeline.domain.errors import CaiChinhError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="caichinh")
def caichinh() -> None:
    """Cải Chính: find inaccurate press coverage of a province and have it put right.

    \b
    Every day:   caichinh daily           poll, read, tag, flag, open cases, write the digest
                 caichinh desk            the review desk in the browser
    Once:        caichinh db upgrade, caichinh user add, caichinh facts import, caichinh offices import
    Now and then: caichinh feeds status, caichinh archive verify, caichinh why URL, caichinh intake url|text|scan
    One stage:   caichinh feed | extract | tag | flag   (JSON Lines in, JSON Lines out)
    Operator:    caichinh doctor, backup, restore, export, retention
    To try it:   caichinh demo run, caichinh demo desk

    \b
    Settings are environment variables:
      CAICHINH_HOME            where everything is written (./var)
      CAICHINH_DATABASE_URL    SQLAlchemy URL (SQLite in CAICHINH_HOME)
      CAICHINH_FEEDS           what to watch (feeds.yaml of the repository)
      CAICHINH_MODELS          trained models (models/ of the repository)
      CAICHINH_CONTACT         e-mail or address shown to newspapers in the User-Agent
      CAICHINH_SECRET_KEY      key that signs sessions of the desk (made in CAICHINH_HOME when unset)
      CAICHINH_DESK_URL        where people open the desk, for links in mail (http://127.0.0.1:8016)
      CAICHINH_SMTP_HOST       mail server of the digest; _PORT, _USER, _PASSWORD, _SECURITY (starttls|tls|none)
      CAICHINH_MAIL_FROM       sender of the digest
      CAICHINH_OIDC_ISSUER     sign-in service of the province; _CLIENT_ID, _CLIENT_SECRET, _NAME
    """  # noqa: D301  click reads the backspace as "keep these lines"
    logs.set_up()


for module in (
    stages,
    letters,
    day,
    reports,
    registers,
    facts,
    authority,
    people,
    feeds,
    learning,
    archive,
    versions,
    operate,
    retention,
    demo,
):
    for command in module.COMMANDS:
        caichinh.add_command(command)


def main() -> None:
    """Run the command line; a known error is one line on standard error, status 2 or 3."""
    try:
        status = caichinh(standalone_mode=False)  # click returns what `Exit` carries
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        sys.exit(130)
    except CaiChinhError as error:
        click.echo(f"caichinh: {error}", err=True)
        sys.exit(2)
    except (OSError, DBAPIError) as error:
        said = error.orig if isinstance(error, DBAPIError) else error
        click.echo(
            f"caichinh: the machine failed: {str(said).strip()}. What was done until then is kept; run "
            "`caichinh doctor`, mend what it names, and give the same command again.",
            err=True,
        )
        sys.exit(3)
    if isinstance(status, int):
        sys.exit(status)
