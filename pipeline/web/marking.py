"""From the decision form to contested passages: what was ticked or named by number, with its grounds. Pure."""

from __future__ import annotations

from dataclasses import replace

from werkzeug.datastructures import MultiDict

from pipeline.domain.errors import TransitionError
from pipeline.domain.records import ContestedPassage, Evidence
from pipeline.domain.text import clean_line
from pipeline.web.item import Reading
from pipeline.web.marks import numbered

Form = MultiDict[str, str]


def passages_of(form: Form, read: Reading) -> list[ContestedPassage]:
    """Return what the form marks: flags that were ticked and sentences by number, one passage for each span.

    Raises:
        TransitionError: a mark is incomplete; the text says which and what is missing.
    """
    found: dict[tuple[str, int, int], ContestedPassage] = {}
    for passage in (*_ticked(form, read), *_own(form, read)):
        key = (passage.field, passage.start, passage.end)
        known = found.get(key)
        found[key] = passage if known is None else _joined(known, passage)
    return list(found.values())


def _joined(first: ContestedPassage, second: ContestedPassage) -> ContestedPassage:
    return replace(
        first, problem=f"{first.problem} {second.problem}", evidence=(*first.evidence, *second.evidence)
    )


def _ticked(form: Form, read: Reading) -> list[ContestedPassage]:
    ticked = set(form.getlist("flag"))
    return [
        ContestedPassage(
            field=doubt.flag.field,
            start=doubt.flag.start,
            end=doubt.flag.end,
            quote=doubt.flag.sentence,
            problem=_required(form, f"flag-{doubt.number}-problem", f"Dấu hiệu {doubt.number}"),
            evidence=_evidence(
                form.get(f"flag-{doubt.number}-truth", ""),
                form.get(f"flag-{doubt.number}-source", ""),
                f"Dấu hiệu {doubt.number}",
                doubt.flag.fact_id,
            ),
        )
        for doubt in read.doubts
        if str(doubt.number) in ticked
    ]


def _required(form: Form, name: str, what: str) -> str:
    text = clean_line(form.get(name, ""))
    if not text:
        raise TransitionError(f"{what}: cần ghi điểm sai hoặc thiếu.")
    return text


def _own(form: Form, read: Reading) -> list[ContestedPassage]:
    """Return the sentences that the officer named by number; rows left empty are passed over."""
    rows = zip(*(form.getlist(name) for name in ("number", "problem", "truth", "source")), strict=False)
    by_number = {
        str(sentence.number): sentence
        for paragraph in numbered(read.stored.article, [])
        for sentence in paragraph.sentences
    }
    passages = []
    for number, problem, truth, source in rows:
        if not any(map(clean_line, (number, problem, truth, source))):
            continue
        sentence = by_number.get(number.strip())
        if sentence is None:
            raise TransitionError(f"Bài báo không có câu số “{number}”. Số của câu đứng ở đầu mỗi câu.")
        if not clean_line(problem):
            raise TransitionError(f"Câu {number}: cần ghi điểm sai hoặc thiếu.")
        passages.append(
            ContestedPassage(
                field=sentence.field,
                start=sentence.start,
                end=sentence.end,
                quote=sentence.text,
                problem=clean_line(problem),
                evidence=_evidence(truth, source, f"Câu {number}", None),
            )
        )
    return passages


def _evidence(truth: str, source: str, what: str, fact_id: str | None) -> tuple[Evidence, ...]:
    """Return the ground of a passage: the fact with its document, both or neither."""
    truth, source = clean_line(truth), clean_line(source)
    if not truth and not source:
        return ()
    if not truth or not source:
        raise TransitionError(f"{what}: căn cứ phải có cả thông tin đúng và văn bản nguồn.")
    return (Evidence(statement=truth, source_doc=source, fact_id=fact_id),)
