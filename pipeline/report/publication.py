"""The public list of spokespersons: one page, one JSON, one CSV that the province's portal can carry.

Source: NĐ 244/2026/NĐ-CP Điều 3.3 (name, post, phone, official e-mail; the province publishes and updates the
list). Only active entries; pure, so that the same register gives the same files.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipeline.domain.authority import ROLE_LABELS, Speaker
from pipeline.domain.dates import VIETNAM

SCHEMA = Path(__file__).parent / "nguoi-phat-ngon.schema.json"
COLUMNS = (
    "agency_id",
    "agency",
    "role",
    "full_name",
    "post",
    "phone",
    "email",
    "decision",
    "decision_date",
    "valid_from",
    "valid_to",
    "scope",
    "updated",
)
_PHONE = re.compile(r"\+[\d .()-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The files of the public list."""

    html: bytes
    json: bytes
    csv: bytes


def publish(
    speakers: Mapping[str, Sequence[Speaker]],
    *,
    duty: Sequence[str],
    name_of: Callable[[str], str],
    province: str,
    on: date,
) -> Published:
    """Return the public list as of a day.

    Args:
        speakers: all entries by agency.
        duty: agencies that must have a spokesperson, in the order of the list.
        name_of: name of an agency by its id.
        province: who publishes.
        on: the day; who is not active on it is left out.
    """
    entries = [
        _entry(speaker, name_of)
        for agency_id in duty
        for speaker in sorted(
            speakers.get(agency_id, ()), key=lambda found: (found.role != "head", found.role, found.id)
        )
        if speaker.is_active(on)
    ]
    missing = [
        name_of(agency_id)
        for agency_id in duty
        if not any(x.is_active(on) for x in speakers.get(agency_id, ()))
    ]
    document = {
        "province": province,
        "as_of": on.isoformat(),
        "entries": entries,
        "without_spokesperson": missing,
    }
    return Published(
        html=_page(document),
        json=(json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode(),
        csv=_csv(entries),
    )


def _entry(speaker: Speaker, name_of: Callable[[str], str]) -> dict[str, Any]:
    signed = speaker.decision_at.astimezone(VIETNAM).date()
    updated = max(signed, speaker.posted_at.astimezone(VIETNAM).date()) if speaker.posted_at else signed
    return {
        "agency_id": speaker.agency_id,
        "agency": name_of(speaker.agency_id),
        "role": speaker.role.value,
        "full_name": speaker.full_name,
        "post": speaker.post,
        "phone": speaker.phone,
        "email": speaker.email,
        "decision": speaker.decision_no,
        "decision_date": signed.isoformat(),
        "valid_from": speaker.valid_from.isoformat(),
        "valid_to": speaker.valid_to.isoformat() if speaker.valid_to else None,
        "scope": speaker.scope,
        "updated": updated.isoformat(),
    }


def _day(value: str | None) -> str:
    return f"{date.fromisoformat(value):%d/%m/%Y}" if value else ""


_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.filters["day"] = _day


def _page(document: Mapping[str, Any]) -> bytes:
    groups = [
        (name, list(entries))
        for name, entries in groupby(document["entries"], key=lambda entry: entry["agency"])
    ]
    labels = {role.value: label for role, label in ROLE_LABELS.items()}
    page = _TEMPLATES.get_template("speakers.html.jinja")
    return page.render(document=document, groups=groups, labels=labels).encode()


def _csv(entries: Sequence[Mapping[str, Any]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for entry in entries:
        writer.writerow([_harmless(entry[column]) for column in COLUMNS])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _harmless(value: str | None) -> str:
    """Return a cell that no spreadsheet takes for a formula; a phone number with its + stays."""
    text = value or ""
    if text.startswith(("=", "+", "-", "@", "\t", "\r")) and not _PHONE.fullmatch(text):
        return f"'{text}"
    return text
