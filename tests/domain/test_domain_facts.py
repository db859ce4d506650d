"""The facts register: reading, writing, contradictions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.domain.errors import RowError
from pipeline.domain.facts import (
    COLUMNS,
    Fact,
    FactKind,
    Facts,
    contradictions,
    dump_facts,
    load_facts,
    official_text,
    read_decimal,
)

FIGURE = Fact(
    fact_id="Z1",
    kind=FactKind.FIGURE,
    agency_id="qn-yte",
    subject="Số ca mắc cúm A quý I năm 2026",
    aliases=("ca cúm A", "bệnh nhân cúm A"),
    place="tỉnh Quảng Ngãi",
    period_from=date(2026, 1, 1),
    period_to=date(2026, 3, 31),
    value="2.417",
    unit="ca",
    source_doc="Báo cáo số 7/BC-SYT ngày 02/4/2026",
    note='Trong đó "nặng" 31 ca',
)
HOLDER = Fact(
    fact_id="Z2",
    kind=FactKind.ROSTER,
    agency_id="qn-yte",
    subject="Giám đốc Sở Y tế tỉnh Quảng Ngãi",
    period_from=date(2025, 7, 1),
    value="Lý Văn Thử",
    position="Giám đốc Sở Y tế",
)


def write(path: Path, *rows: str) -> Path:
    path.write_text("\n".join((",".join(COLUMNS), *rows)) + "\n", encoding="utf-8")
    return path


def fact_of(kind: FactKind, value: str, unit: str = "") -> Fact:
    return Fact(fact_id="f", kind=kind, agency_id="qn-yte", subject="x", value=value, unit=unit)


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        (fact_of(FactKind.FIGURE, "1260000", "lượt"), "1.260.000 lượt"),
        (fact_of(FactKind.FIGURE, "1.254", "ca"), "1.254 ca"),
        (fact_of(FactKind.FIGURE, "94,6", "%"), "94,6%"),
        (fact_of(FactKind.FIGURE, "-1.200,5", "tỷ đồng"), "-1.200,5 tỷ đồng"),
        (fact_of(FactKind.EVENT, "2026-09-05"), "05/09/2026"),
        (fact_of(FactKind.ROSTER, "Nguyễn Văn Mẫu"), "Nguyễn Văn Mẫu"),
    ],
)
def test_values_are_written_as_officials_do(fact: Fact, text: str) -> None:
    assert official_text(fact) == text


def test_what_is_written_is_read_back_unchanged(tmp_path: Path) -> None:
    facts = Facts((FIGURE, HOLDER))
    dump_facts(facts, tmp_path / "facts.csv")
    assert load_facts(tmp_path / "facts.csv") == facts


@pytest.mark.parametrize(
    ("row", "line", "field"),
    [
        (",figure,qn-yte,Số ca,,,,,12,ca,,,", 2, "fact_id"),
        ("Z1,number,qn-yte,Số ca,,,,,12,ca,,,", 2, "kind"),
        ("Z1,figure,qn-yte,,,,,,12,ca,,,", 2, "subject"),
        ("Z1,figure,qn-yte,Số ca,,,31/12/2025,,12,ca,,,", 2, "period_from"),
        ("Z1,figure,qn-yte,Số ca,,,2026-02-01,2026-01-01,12,ca,,,", 2, "period_to"),
        ("Z1,figure,qn-yte,Số ca,,,,,mười hai,ca,,,", 2, "value"),
        ("Z1,figure,qn-yte,Số ca,,,,,12,,,,", 2, "unit"),
        ("Z1,event,qn-yte,Lễ khởi công,,,,,8/8/2026,,,,", 2, "value"),
        ("Z1,roster,qn-yte,Giám đốc,,,,,Lý Văn Thử,,,,", 2, "position"),
        ("Z1,figure,qn-yte,Số ca,,,,,12,ca,,,,thừa", 2, "note"),
    ],
)
def test_a_wrong_cell_is_named_with_its_line(tmp_path: Path, row: str, line: int, field: str) -> None:
    with pytest.raises(RowError) as caught:
        load_facts(write(tmp_path / "facts.csv", row))
    assert (caught.value.line, caught.value.field) == (line, field)


def test_an_id_may_stand_once(tmp_path: Path) -> None:
    row = "Z1,figure,qn-yte,Số ca,,,,,12,ca,,,"
    with pytest.raises(RowError) as caught:
        load_facts(write(tmp_path / "facts.csv", row, "Z2" + row[2:], row))
    assert (caught.value.line, caught.value.field) == (4, "fact_id")


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    path = tmp_path / "facts.csv"
    path.write_text("fact_id,kind\nZ1,figure\n", encoding="utf-8")
    with pytest.raises(RowError) as caught:
        load_facts(path)
    assert caught.value.field == "agency_id"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1254", "1254"),
        ("91,6", "91.6"),
        ("1.254", "1254"),
        ("4.120.000", "4120000"),
        ("2.31", "2.31"),
        ("-0,5", "-0.5"),
    ],
)
def test_numbers_are_read_as_vietnamese_write_them(text: str, number: str) -> None:
    assert read_decimal(text) == Decimal(number)


@pytest.mark.parametrize(
    ("second", "contradicts"),
    [
        (replace(FIGURE, fact_id="Z9", value="2.471"), True),
        (replace(FIGURE, fact_id="Z9", value="2417"), False),
        (replace(FIGURE, fact_id="Z9", value="900", period_to=date(2026, 2, 28)), False),
        (replace(FIGURE, fact_id="Z9", value="900", place="xã Trà Bồng"), False),
    ],
)
def test_figures_contradict_for_the_same_place_and_period_only(second: Fact, contradicts: bool) -> None:
    assert bool(contradictions([FIGURE, second])) is contradicts


@pytest.mark.parametrize(
    ("second", "contradicts"),
    [
        (replace(HOLDER, fact_id="Z9", value="Vũ Thị Mẫu"), True),
        (
            replace(
                HOLDER,
                fact_id="Z9",
                value="Vũ Thị Mẫu",
                period_from=date(2020, 1, 1),
                period_to=date(2025, 6, 30),
            ),
            False,
        ),
        (replace(HOLDER, fact_id="Z9", agency_id="qn-gddt", value="Vũ Thị Mẫu"), False),
    ],
)
def test_two_holders_contradict_on_the_same_day_only(second: Fact, contradicts: bool) -> None:
    assert bool(contradictions([HOLDER, second])) is contradicts


def test_deputies_may_be_several() -> None:
    deputy = replace(HOLDER, subject="Phó Giám đốc Sở Y tế", position="Phó Giám đốc Sở Y tế")
    assert not contradictions([deputy, replace(deputy, fact_id="Z9", value="Vũ Thị Mẫu")])


def test_a_fact_knows_its_days() -> None:
    assert FIGURE.stated_on == date(2026, 4, 2)
    assert FIGURE.holds_on(date(2026, 3, 31))
    assert not FIGURE.holds_on(date(2026, 4, 1))
    assert HOLDER.holds_on(date(2030, 1, 1))
