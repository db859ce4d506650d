"""The quarterly report of the press authority to the People's Committee.

Contents follow the order (công văn 1304/UBND-KGVX of 14/06/2016) and Kon Tum's own practice: who speaks, what the
press raised, who verified it, what was concluded and sent, what the newspapers did, who is late.
"""

from __future__ import annotations

from pipeline.domain.records import Report, Section
from pipeline.report.lines import PeriodData
from pipeline.report.parts import (
    Frame,
    agencies_list,
    articles_list,
    cases_list,
    compared,
    letters_list,
    register_lists,
)
from pipeline.report.precision import signals_section
from pipeline.report.quarter_duties import (
    course_figures,
    event_figures,
    incident_figures,
    reporting_section,
    request_figures,
    speaker_figures,
)
from pipeline.report.quarter_matters import matters_section, notable_table, overdue_table
from pipeline.report.quarter_press import letters_section, press_section


def quarterly(data: PeriodData, before: PeriodData | None, frame: Frame) -> Report:
    """Return the report of a quarter, each figure beside that of the quarter before."""
    sections = _sections(data, frame)
    if before is not None:
        values = {item.code: item.value for part in _sections(before, frame) for item in part.figures}
        sections = list(compared(sections, values))
    as_of = min(data.as_of, data.window.end)
    return Report(
        kind="quarter",
        period=data.window.key,
        title=f"Công tác theo dõi, phản hồi thông tin báo chí {data.window.name}",
        agency_name=frame.agency_name,
        window=data.window.words(),
        as_of=data.as_of,
        sections=tuple(sections),
        lists=(
            articles_list(data.articles, frame),
            cases_list(data.cases, frame),
            letters_list(data.letters, frame, data.as_of),
            agencies_list(
                (*data.duty, *(line.agency_id for line in data.cases)), data.registers.speakers, frame, as_of
            ),
            *register_lists(data.registers, frame),
        ),
        audit_root=data.audit_root,
        version=frame.version,
        remarks=frame.remarks,
    )


def _sections(data: PeriodData, frame: Frame) -> list[Section]:
    return [
        Section(
            title="Người phát ngôn, họp báo, tập huấn",
            figures=(*speaker_figures(data), *event_figures(data), *course_figures(data)),
        ),
        Section(
            title="Trả lời báo chí, phát ngôn đột xuất",
            figures=(*request_figures(data, frame), *incident_figures(data, frame)),
        ),
        press_section(data, frame),
        matters_section(data, frame),
        signals_section(data),
        letters_section(data, frame),
        Section(
            title="Vụ việc tiêu biểu, vụ việc quá hạn",
            tables=(notable_table(data.cases, frame), overdue_table(data, frame)),
        ),
        reporting_section(data, frame),
    ]
