"""A document as the checks see it: lines with the form in effect, sections with their page form."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.office.styles import Form, Shape


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in one form."""

    text: str
    form: Form


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn rule: its length in millimetres (None: not told) and whether it begins right of the page's middle."""

    length: float | None
    right: bool | None = None
    solid: bool = True
    """One unbroken stroke."""


@dataclass(slots=True, kw_only=True)
class Line:
    """One line or paragraph with its form. `cell` is (table, row, column) where it stands in a table."""

    pieces: list[Piece]
    shape: Shape
    section: int
    cell: tuple[int, int, int] | None = None
    width: float = 0.0
    """Millimetres between the margins or the walls of the cell."""
    column: int | None = None
    """Which of the columns of a line that is parted by tabs, None for a whole line."""
    boxed: bool = False
    """In a text box."""
    listed: bool = False
    rules: list[Rule] = field(default_factory=list)
    """Rules under this line, or over it when it is empty."""
    picture: bool = False

    @property
    def text(self) -> str:
        """Return what is read, capitals where the form makes them, without white space at the ends."""
        return self.raw.replace("\u00a0", " ").strip()

    @property
    def raw(self) -> str:
        """Return what is read with its white space."""
        return "".join(piece.text.upper() if piece.form.caps else piece.text for piece in self.pieces)

    @property
    def written(self) -> list[Piece]:
        """Return the pieces that show something."""
        return [piece for piece in self.pieces if piece.text.strip()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Page form of a section, lengths in millimetres."""

    width: float
    height: float
    margins: dict[str, float]
    """Those of the first page, the gutter added to the side it takes."""
    mirrored: bool
    """Left and right change places on even pages."""
    title_page: bool
    number_start: int | None
    number_format: str
    header: tuple[Line, ...]
    """Lines of the header from the second page on that hold the page number."""
    header_words: str
    """What is written beside the number."""
    footer_numbered: bool
    first_numbered: bool
    """The first page shows the page number, or a digit typed in its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A document that was read."""

    lines: tuple[Line, ...]
    sections: tuple[Section, ...]
