"""A letter as `.edxml` package of the national document axis: QCVN 102:2016/BTTTT, document inside as base64.

The signature is left to the office's own tool. Names of elements are those of the standard, its misspelling
"Bussiness" included.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from xml.etree import ElementTree as ET

from pipeline.domain.dates import VIETNAM
from pipeline.domain.records import Letter
from pipeline.domain.text import clean_line
from pipeline.letter.compose import check_may_leave
from pipeline.letter.document import addressees
from pipeline.office.builder import printable

NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
NEW, REPLACED = "0", "3"
"""BussinessDocType: a new document, one that replaces another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file of the package."""

    name: str
    content_type: str
    content: bytes
    description: str


def edxml(
    letter: Letter,
    attachments: Iterable[Attachment],
    *,
    made_at: datetime,
    number: str = "",
    issued_on: date | None = None,
) -> bytes:
    """Return the package.

    Args:
        letter: the letter.
        attachments: DOCX first, then PDF and annexes.
        made_at: time in the trace header, aware.
        number: as the clerk gave it, such as ``17/SYT-VP``; empty for a draft.
        issued_on: date of issue.

    Raises:
        BlockedLetterError: the request asks for the final form and something stands against it.
    """
    check_may_leave(letter)
    ET.register_namespace("edXML", NAMESPACE)
    files = tuple(attachments)
    root = ET.Element(_tag("edXML"))
    for missing in missing_codes(letter):
        root.append(ET.Comment(printable(missing).replace("--", "- -")))
    envelope = _add(root, "edXMLEnvelope")
    header = _add(envelope, "edXMLHeader")
    _message(_add(header, "MessageHeader"), letter, number, issued_on, len(files))
    trace = _add(header, "TraceHeaderList")
    _fill(_add(trace, "TraceHeader"), {"OrganId": letter.request.organ_code, "Timestamp": _stamp(made_at)})
    _fill(
        _add(trace, "Bussiness"),
        {
            "BussinessDocType": NEW if letter.request.round == 1 else REPLACED,
            "BussinessDocReason": "",
            "Paper": "0",
        },
    )
    manifest = _add(_add(envelope, "edXMLBody"), "edXMLManifest")
    encoded = _add(root, "AttachmentEncoded")
    for place, file in enumerate(files, start=1):
        described = {
            "ContentId": f"cid:{place}",
            "ContentType": file.content_type,
            "Description": file.description,
            "AttachmentName": file.name,
        }
        _fill(_add(manifest, "Reference"), described)
        attachment = _add(encoded, "Attachment")
        _fill(
            attachment,
            {
                "ContentType": file.content_type,
                "ContentId": f"cid:{place}",
                "Description": file.description,
                "ContentTransferEncoded": base64.b64encode(file.content).decode(),
                "AttachmentName": file.name,
            },
        )
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def missing_codes(letter: Letter) -> tuple[str, ...]:
    """Return in Vietnamese whose mã định danh the package lacks: the axis delivers by code, not by name."""
    request = letter.request
    names = addressees(request)
    without = [] if request.organ_code else [clean_line(request.agency_name)]
    without += names[bool(request.work.outlet_code) :]
    return tuple(f"Chưa có mã định danh (QĐ 20/2020/QĐ-TTg) của {name}." for name in without)


def _message(node: ET.Element, letter: Letter, number: str, issued_on: date | None, attachments: int) -> None:
    request = letter.request
    contact, signatory = request.contact, request.signatory
    _fill(
        _add(node, "From"),
        {
            "OrganId": request.organ_code,
            "OrganizationInCharge": request.parent_name,
            "OrganName": request.agency_name,
            "OrganAdd": "",
            "Email": contact.email if contact else "",
            "Telephone": contact.phone if contact else "",
            "Fax": "",
            "Website": "",
        },
    )
    for place, name in enumerate(addressees(request)):
        code = request.work.outlet_code if place == 0 else ""  # codes of governing bodies are not kept
        _fill(_add(node, "To"), {"OrganId": code, "OrganName": name})
    code, _, notation = number.partition("/")
    day = f"{issued_on:%Y/%m/%d}" if issued_on else ""
    _fill(node, {"DocumentId": ",".join(part for part in ("", day, number) if part)})
    _fill(_add(node, "Code"), {"CodeNumber": code, "CodeNotation": notation or request.symbol})
    _fill(_add(node, "PromulgationInfo"), {"Place": request.place, "PromulgationDate": day})
    _fill(_add(node, "DocumentType"), {"Type": "2", "TypeDetail": "", "TypeName": "Công văn"})
    _fill(
        node,
        {"Subject": f"V/v {letter.subject}", "Content": letter.paragraphs[0] if letter.paragraphs else ""},
    )
    lines = signatory.authority if signatory else ()
    _fill(
        _add(node, "SignerInfo"),
        {
            "Competence": "; ".join(lines[:-1]),
            "Position": lines[-1] if lines else "",
            "FullName": signatory.full_name if signatory else "",
        },
    )
    _fill(node, {"DueDate": ""})
    _fill(
        _add(node, "OtherInfo"),
        {"Priority": "0", "SphereOfPromulgation": "", "TyperNotation": "", "PromulgationAmount": "1"},
    )
    other = node[-1]
    _fill(other, {"PageAmount": "", "Direction": "", "Appendixes": str(max(0, attachments - 1))})
    _fill(node, {"SteeringType": "0"})


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _add(parent: ET.Element, name: str) -> ET.Element:
    return ET.SubElement(parent, _tag(name))


def _fill(parent: ET.Element, values: Mapping[str, str]) -> None:
    for name, value in values.items():
        long = name == "ContentTransferEncoded"
        _add(parent, name).text = value if long else printable(clean_line(value))


def _stamp(moment: datetime) -> str:
    return f"{moment.astimezone(VIETNAM):%Y/%m/%d %H:%M:%S}"
