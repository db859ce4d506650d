"""The public list of spokespersons on disk, for the province's portal to carry."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from pipeline.domain.agencies import Agencies
from pipeline.domain.authority import PROVINCE
from pipeline.report.publication import SCHEMA, publish
from pipeline.store import authority, figures

STEM = "nguoi-phat-ngon"


def write_public_list(session: Session, folder: Path, agencies: Agencies, on: date) -> Path:
    """Write page, JSON, its schema and CSV into `folder`, and return the path of the page.

    Each file is replaced in one step, so that the portal never reads a half-written one.
    """
    published = publish(
        authority.speakers_by_agency(session),
        duty=figures.duty(agencies, on),
        name_of=agencies.name,
        province=agencies.name(PROVINCE),
        on=on,
    )
    folder.mkdir(parents=True, exist_ok=True)
    contents = {
        "html": published.html,
        "json": published.json,
        "csv": published.csv,
        "schema.json": SCHEMA.read_bytes(),
    }
    for ending, content in contents.items():
        path = folder / f"{STEM}.{ending}"
        fresh = path.with_name(f".{path.name}.new")
        fresh.write_bytes(content)
        fresh.replace(path)
    return folder / f"{STEM}.html"
