"""The texts of one article over time, and what changed between them."""

from __future__ import annotations

from itertools import pairwise

import click

from pipeline.config import load_settings
from pipeline.domain.dates import printed
from pipeline.domain.errors import CaiChinhError
from pipeline.domain.versions import changes, heaviest
from pipeline.ingest.urls import article_id
from pipeline.store import articles
from pipeline.store.session import open_engine, open_sessions


@click.command("versions")
@click.argument("url")
def versions_command(url: str) -> None:
    """Show how the text of the article at URL changed: headline, sapo, figure, body or cosmetic, sentence by sentence."""
    sessions = open_sessions(open_engine(load_settings().database_url))
    with sessions() as session:
        texts = articles.texts(session, article_id(url))
    if not texts:
        raise CaiChinhError(
            f"{url}: no text of this address is archived; caichinh daily collects what the feeds announce."
        )
    click.echo(f"{printed(texts[0].seen_at)}  version 1  {texts[0].article.title}")
    for older, newer in pairwise(texts):
        found = changes(older.article, newer.article)
        click.echo(
            f"{printed(newer.seen_at)}  version {newer.number}  {heaviest(found) or 'no change of text'}"
        )
        for change in found:
            click.echo(f"  {change.kind} ({change.field})")
            click.echo(
                "".join(
                    f"    {mark} {text}\n"
                    for mark, text in (("-", change.before), ("+", change.after))
                    if text
                ),
                nl=False,
            )


COMMANDS = (versions_command,)
