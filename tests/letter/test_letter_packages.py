"""What travels beside the document: the page as WACZ, the package of the document axis, differences of versions."""

from __future__ import annotations

import base64
import hashlib
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from xml.etree import ElementTree as ET

import docx
import pytest
from warcio.archiveiterator import ArchiveIterator

from pipeline.domain.records import Capture, EvidenceFile, LetterRequest
from pipeline.domain.warc import read_record
from pipeline.letter import Attachment, compose, differences, edxml, missing_codes, render, wacz
from pipeline.letter.edxml import NAMESPACE
from pipeline.letter.evidence import surt
from pipeline.office import check

Make = Callable[..., LetterRequest]
AT = datetime(2026, 11, 21, 0, 30, tzinfo=UTC)


def capture(url: str, body: bytes) -> Capture:
    return Capture(
        url=url,
        final_url=url,
        fetched_at=AT,
        status=200,
        headers=(("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "gzip"), ("ETag", '"x"')),
        body=body,
        sha256=hashlib.sha256(body).hexdigest(),
    )


@pytest.fixture(scope="module")
def package() -> zipfile.ZipFile:
    pages = [
        capture("https://vanly.example/a?b=1", "Bài 1.524 ca".encode()),
        capture("https://vanly.example/c", b"2"),
    ]
    content = wacz([(page, "Sốt xuất huyết") for page in pages], title="Vụ 1", made_at=AT)
    assert content == wacz([(page, "Sốt xuất huyết") for page in pages], title="Vụ 1", made_at=AT)
    return zipfile.ZipFile(BytesIO(content))


def test_a_wacz_names_all_its_files_with_their_digests(package: zipfile.ZipFile) -> None:
    described = json.loads(package.read("datapackage.json"))
    assert (described["profile"], described["wacz_version"]) == ("data-package", "1.1.1")
    for resource in described["resources"]:
        held = package.read(resource["path"])
        assert resource["hash"] == f"sha256:{hashlib.sha256(held).hexdigest()}"
        assert resource["bytes"] == len(held)
    digest = json.loads(package.read("datapackage-digest.json"))
    assert digest["hash"] == f"sha256:{hashlib.sha256(package.read('datapackage.json')).hexdigest()}"
    assert package.getinfo("archive/data.warc.gz").compress_type == zipfile.ZIP_STORED


def test_the_index_leads_to_each_page_as_received(package: zipfile.ZipFile) -> None:
    warc = package.read("archive/data.warc.gz")
    lines = package.read("indexes/index.cdx").decode().splitlines()
    assert lines == sorted(lines)
    bodies = []
    for line in lines:
        key, stamp, described = line.split(" ", 2)
        entry = json.loads(described)
        assert (key, stamp) == (surt(entry["url"]), "20261121003000")
        start = int(entry["offset"])
        record = next(iter(ArchiveIterator(BytesIO(warc[start : start + int(entry["length"])]))))
        assert record.rec_headers.get_header("WARC-Target-URI") == entry["url"]
        assert record.http_headers.get_header("Content-Encoding") is None
        assert record.rec_headers.get_header("WARC-Payload-Digest") == entry["digest"]
        assert read_record(warc[start : start + int(entry["length"])])[1] is not None  # all its digests hold
        bodies.append(record.content_stream().read().decode())
    assert bodies == ["Bài 1.524 ca", "2"]
    pages = [json.loads(line) for line in package.read("pages/pages.jsonl").decode().splitlines()]
    assert pages[0]["format"] == "json-pages-1.0"
    assert pages[1]["ts"] == "2026-11-21T00:30:00Z"


def test_the_order_of_an_index_turns_the_host_around() -> None:
    assert surt("https://www.Bao.VanLy.example:8443/A?x=1") == "example,vanly,bao:8443)/a?x=1"


def find(root: ET.Element, path: str) -> str:
    node = root.find("/".join(f"{{{NAMESPACE}}}{name}" for name in path.split("/")))
    assert node is not None, path
    return node.text or ""


def test_the_package_of_the_axis_carries_the_letter(request_with: Make) -> None:
    letter = compose(request_with(also_to=("Sở Văn hóa, Thể thao và Du lịch",)))
    content = render(letter)
    file = Attachment(name="cong-van.docx", content_type="x", content=content, description="Công văn")
    root = ET.fromstring(edxml(letter, [file], made_at=AT, number="17/SYT-VP", issued_on=date(2026, 11, 21)))  # noqa: S314  our own
    head = "edXMLEnvelope/edXMLHeader/MessageHeader"
    assert root.tag == f"{{{NAMESPACE}}}edXML"
    assert find(root, f"{head}/Code/CodeNumber") == "17"
    assert find(root, f"{head}/Code/CodeNotation") == "SYT-VP"
    assert find(root, f"{head}/PromulgationInfo/PromulgationDate") == "2026/11/21"
    assert find(root, f"{head}/DocumentType/TypeName") == "Công văn"
    assert find(root, f"{head}/Subject").startswith("V/v yêu cầu cải chính")
    assert find(root, f"{head}/SignerInfo/Position") == "PHÓ GIÁM ĐỐC"
    assert len(root.findall(f".//{{{NAMESPACE}}}To")) == 2
    sent = base64.b64decode(find(root, "AttachmentEncoded/Attachment/ContentTransferEncoded"))
    assert docx.Document(BytesIO(sent)).paragraphs
    assert find(root, "edXMLEnvelope/edXMLBody/edXMLManifest/Reference/ContentId") == "cid:1"


def test_hostile_text_gives_a_package_that_parses(request_with: Make) -> None:
    letter = compose(request_with(work_outlet="a\x00<b>&\u202e]]>", place="\x1f", agency_name="<x>"))
    assert ET.fromstring(edxml(letter, [], made_at=AT)) is not None  # noqa: S314  our own


def test_what_changed_between_two_versions_is_told_paragraph_by_paragraph(request_with: Make) -> None:
    old = request_with()
    passage = replace(old.passages[0], problem="Số ca nêu trong bài là số lũy kế hai năm.")
    new = replace(old, passages=(passage,), contact=None)
    found = differences(compose(old), compose(new))
    assert [(bool(change.before), bool(change.after)) for change in found] == [(True, True), (True, False)]
    assert found[0].after == "Nội dung chưa đúng: Số ca nêu trong bài là số lũy kế hai năm."
    assert "liên hệ" in found[1].before
    assert differences(compose(old), compose(old)) == ()


def test_a_package_says_whose_code_it_lacks(request_with: Make) -> None:
    bare = compose(request_with(also_to=("Tỉnh ủy Sao Biển",)))
    package = edxml(bare, [], made_at=AT).decode()
    for name in ("Sở Y tế tỉnh Quảng Ngãi", "Báo điện tử Vạn Lý", "Tỉnh ủy Sao Biển"):
        assert f"<!--Chưa có mã định danh (QĐ 20/2020/QĐ-TTg) của {name}.-->" in package
    known = compose(request_with(organ_code="000.00.07.H00", work_outlet_code="H01.02"))
    assert missing_codes(known) == ()
    package = edxml(known, [], made_at=AT).decode()
    assert "<!--" not in package
    assert package.count("000.00.07.H00") == 2
    assert package.count("H01.02") == 1


def test_the_annex_lists_the_files_of_the_verification(request_with: Make) -> None:
    kept = EvidenceFile(
        name="bien-ban.pdf", sha256="ab" * 32, added_at=datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    )
    content = render(compose(request_with(files=(kept,))))
    rows = [[cell.text for cell in row.cells] for row in docx.Document(BytesIO(content)).tables[-1].rows]
    assert rows == [
        ["Tên tệp", "Ngày lưu", "Mã băm SHA-256"],
        ["bien-ban.pdf", "21/11/2026", f"{'ab' * 16}\n{'ab' * 16}"],
    ]
    assert check(content) == ()
