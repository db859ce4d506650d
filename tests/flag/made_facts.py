"""Facts as tests of the signals make them up."""

from __future__ import annotations

from datetime import date

from pipeline.domain.facts import Fact, FactKind

Days = tuple[date, date]
NINE_MONTHS: Days = (date(2026, 1, 1), date(2026, 9, 30))


def figure(
    name: str,
    subject: str,
    aliases: str,
    value: str,
    unit: str,
    period: Days = NINE_MONTHS,
    place: str = "tỉnh Quảng Ngãi",
    **more: str,
) -> Fact:
    """Return a figure, of the province and of nine months unless told otherwise; aliases are parted by `;`."""
    return Fact(
        fact_id=name,
        kind=FactKind.FIGURE,
        agency_id="qn-ubnd",
        subject=subject,
        aliases=tuple(aliases.split(";")),
        place=place,
        period_from=period[0],
        period_to=period[1],
        value=value,
        unit=unit,
        **more,
    )
