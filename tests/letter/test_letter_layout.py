"""Every letter that the fields can make keeps the official layout and reads back whole."""

from __future__ import annotations

import importlib.util
import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from types import ModuleType

import docx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.domain.records import LetterRequest
from pipeline.letter import compose, render
from pipeline.office import check


def _strategies() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "letters_strategies", Path(__file__).with_name("letters.py")
    )
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


letters = _strategies()


@settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(request=letters.requests(), issued=letters.ISSUED)
def test_no_generated_letter_deviates(request: LetterRequest, issued: tuple[int, date] | None) -> None:
    letter = compose(request)
    assert letter.blockers == ()
    number, on = (f"{issued[0]:02}/{request.symbol}", issued[1]) if issued else ("", None)
    content = render(letter, number=number, issued_on=on)
    assert [str(deviation) for deviation in check(content)] == []
    text = "\n".join(paragraph.text for paragraph in docx.Document(BytesIO(content)).paragraphs)
    assert not re.search(r"\bNone\b|\{\w*\}|\(\s*\)", text)


@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(
    text=st.text(max_size=60) | st.sampled_from(["\u202e" * 50, "]]>" * 50, "\x00\x0b\x1f", "dài " * 2500])
)
def test_any_text_in_any_field_gives_a_file_that_opens(text: str) -> None:
    base = BASE
    passage = replace(
        base.passages[0],
        quote=text,
        problem=text,
        evidence=(replace(base.passages[0].evidence[0], statement=text, source_doc=text),),
    )
    hostile = replace(
        base,
        agency_name=text,
        parent_name=text,
        symbol=text,
        place=text,
        passages=(passage,),
        also_to=(text,),
        work=replace(
            base.work,
            outlet=text,
            outlet_address=text,
            title=text,
            section=text,
            url=text,
            author=text,
            issue=text,
        ),
    )
    content = render(compose(hostile), number=text)
    assert docx.Document(BytesIO(content)).tables
    check(content)


BASE = letters.LetterRequest(
    kind=letters.LetterKind.CORRECTION,
    agency_id="qn-yte",
    agency_name="Sở Y tế",
    parent_name="UBND tỉnh",
    symbol="SYT-VP",
    place="Quảng Ngãi",
    work=letters.Work(
        outlet="Báo Vạn Lý",
        outlet_address="",
        medium=letters.Medium.ONLINE,
        title="Một bài",
        section="",
        url="",
        published_at=None,
        author=None,
        capture_sha256="",
        captured_at=None,
    ),
    passages=(
        letters.ContestedPassage(
            field=letters.Field.BODY,
            start=0,
            end=1,
            quote="Câu.",
            problem="",
            evidence=(letters.Evidence(statement="Đúng.", source_doc="Báo cáo"),),
        ),
    ),
    signatory=letters.Signatory(authority=("GIÁM ĐỐC",), full_name="Lê An"),
    contact=None,
    on=date(2026, 11, 21),
)
