from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.records import Article, Field, Flag, Signal
from pipeline.web.marks import numbered, said_flags

TEXT = "Câu một. Câu hai dài hơn.\n\nCâu ba."


def flag(start: int, end: int, text: str = TEXT, score: float = 0.9) -> Flag:
    return Flag(
        signal=Signal.FIGURE,
        field=Field.BODY,
        start=start,
        end=end,
        sentence=text[start:end],
        reason="Lý do.",
        score=score,
    )


def article(body: str = TEXT) -> Article:
    return Article(id="a", url="https://bao.example/a", title="Tít báo", sapo="Sapo.", body=body)


def test_sentences_are_numbered_through_title_sapo_and_body() -> None:
    paragraphs = numbered(article(), [])
    assert [[sentence.number for sentence in paragraph.sentences] for paragraph in paragraphs] == [
        [1],
        [2],
        [3, 4],
        [5],
    ]


def test_a_flagged_sentence_is_marked_once_with_its_number() -> None:
    start = TEXT.index("Câu hai")
    paragraphs = numbered(article(), [flag(start, start + len("Câu hai dài hơn."))])
    marked = [
        piece
        for paragraph in paragraphs
        for item in paragraph.sentences
        for piece in item.pieces
        if piece.flags
    ]
    assert [(piece.text, piece.flags, piece.opens) for piece in marked] == [("Câu hai dài hơn.", (1,), (1,))]


def test_a_flag_over_two_sentences_has_one_anchor() -> None:
    paragraphs = numbered(article(), [flag(0, TEXT.index("\n"))])
    marked = [
        piece
        for paragraph in paragraphs
        for item in paragraph.sentences
        for piece in item.pieces
        if piece.flags
    ]
    assert [piece.opens for piece in marked] == [(1,), ()]


def test_a_flag_of_an_older_text_marks_nothing() -> None:
    old = flag(0, 8, text="Đã khác. Câu hai dài hơn.")
    paragraphs = numbered(article(), [old])
    assert not any(
        piece.flags for paragraph in paragraphs for item in paragraph.sentences for piece in item.pieces
    )


def test_only_what_counts_as_said_is_shown_in_the_order_of_the_text() -> None:
    shown = said_flags([flag(9, 25), flag(0, 8), flag(27, 34, score=0.4)])
    assert [found.start for found in shown] == [0, 9]


@given(st.text(alphabet="Aa á.!?\n–“”1", max_size=80), st.data())
def test_pieces_give_back_every_sentence_whatever_the_flags(body: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(body)))
    end = data.draw(st.integers(start, len(body)))
    for paragraph in numbered(article(body), [flag(start, end, body)]):
        for sentence in paragraph.sentences:
            assert sentence.text == article(body).text(sentence.field)[sentence.start : sentence.end]
