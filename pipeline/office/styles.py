"""The form that is in effect: document defaults, table style, paragraph style, character style, direct formatting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import ns
from lxml import etree

qn = cache(ns.qn)
"""The qualified name of a tag (``w:p``): a page asks for a few dozen, thousands of times."""

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_TWIPS_PER_MM = 1440 / 25.4
REGULAR = "Times New Roman"
AUTO_SPACING = 14.0
"""Points that Word puts for "automatic" spacing before and after."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The form of characters. Sizes in points."""

    font: str = REGULAR
    """For Latin letters, Vietnamese ones among them; Times New Roman is what an empty document falls back to."""
    other_fonts: tuple[str, ...] = ()
    """Named for other scripts."""
    size: float = 10.0
    bold: bool = False
    italic: bool = False
    caps: bool = False
    underline: bool = False
    hidden: bool = False
    struck: bool = False
    highlighted: bool = False
    """A colour lies behind the letters."""
    color: str = ""
    """Six hexadecimal digits; empty for automatic."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The form of a paragraph. Indents in millimetres, spacing in points."""

    align: str = "left"
    left: float = 0.0
    right: float = 0.0
    first: float = 0.0
    """First line against the others; negative when it hangs."""
    before: float = 0.0
    after: float = 0.0
    line: float = 1.0
    """Lines when `exact` is empty, points otherwise."""
    exact: str = ""
    """``exact`` or ``atLeast``."""


_TOGGLES = (
    ("w:b", "bold"),
    ("w:i", "italic"),
    ("w:caps", "caps"),
    ("w:vanish", "hidden"),
    ("w:strike", "struck"),
    ("w:dstrike", "struck"),
)


class Styles:
    """The styles of a document."""

    def __init__(self, document: Document) -> None:
        root = _root(document, RT.STYLES)
        self._theme = _theme_fonts(document)
        self._by_id = (
            {node.get(qn("w:styleId")): node for node in root.iter(qn("w:style"))} if root is not None else {}
        )
        self._defaults = {
            node.get(qn("w:type")): node.get(qn("w:styleId"))
            for node in self._by_id.values()
            if node.get(qn("w:default")) in {"1", "true", "on"}
        }
        self._numbering = _numbering(document)
        self._named: dict[tuple[str | None, str | None], tuple[Form, Shape]] = {}
        self._base = Form()
        self._base_shape = Shape()
        if root is not None:
            self._base = self._form(
                root.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}"), self._base
            )
            self._base_shape = _shape(
                root.find(f"{qn('w:docDefaults')}/{qn('w:pPrDefault')}/{qn('w:pPr')}"), self._base_shape
            )

    def paragraph(self, properties: etree._Element | None, table_style: str | None) -> tuple[Form, Shape]:
        """Return the form of a paragraph's text before its runs speak, and its shape."""
        named = _val(properties, "w:pStyle") or self._defaults.get("paragraph")
        if (table_style, named) not in self._named:
            self._named[table_style, named] = self._of_styles(table_style, named)
        form, shape = self._named[table_style, named]
        numbered = properties.find(qn("w:numPr")) if properties is not None else None
        if numbered is not None:
            level = self._numbering.get((_val(numbered, "w:numId") or "", _val(numbered, "w:ilvl") or "0"))
            shape = _shape(level, shape)
        return form, _shape(properties, shape)

    def _of_styles(self, *style_ids: str | None) -> tuple[Form, Shape]:
        """Return what styles say, each over the one before."""
        form, shape = self._base, self._base_shape
        for style in (style for style_id in style_ids for style in self._chain(style_id)):
            form = self._form(style.find(qn("w:rPr")), form)
            shape = _shape(style.find(qn("w:pPr")), shape)
        return form, shape

    def run(self, properties: etree._Element | None, base: Form) -> Form:
        """Return the form of a run."""
        form = base
        for style in self._chain(_val(properties, "w:rStyle")):
            form = self._form(style.find(qn("w:rPr")), form)
        return self._form(properties, form)

    def _chain(self, style_id: str | None) -> Iterator[etree._Element]:
        """Yield a style and those it is based on, the farthest first."""
        found: list[etree._Element] = []
        node = self._by_id.get(style_id)
        while node is not None and node not in found:
            found.append(node)
            node = self._by_id.get(_val(node, "w:basedOn"))
        yield from reversed(found)

    def _form(self, node: etree._Element | None, form: Form) -> Form:
        if node is None:
            return form
        fonts = node.find(qn("w:rFonts"))
        changes: dict[str, object] = {}
        if fonts is not None:
            named = [self._font(fonts, name) for name in ("ascii", "hAnsi")]
            wrong = [name for name in named if name and name != REGULAR]
            if any(named):
                changes["font"] = (wrong or [name for name in named if name])[0]
            changes["other_fonts"] = tuple(
                name for script in ("cs", "eastAsia") if (name := fonts.get(qn(f"w:{script}")))
            )
        if size := _val(node, "w:sz"):
            changes["size"] = _number(size) / 2
        for tag, name in _TOGGLES:
            toggle = node.find(qn(tag))
            if toggle is not None:
                changes[name] = toggle.get(qn("w:val")) not in {"0", "false", "off"}
        if underline := _val(node, "w:u"):
            changes["underline"] = underline != "none"
        if behind := _val(node, "w:highlight"):
            changes["highlighted"] = behind not in {"none", "white"}
        color = node.find(qn("w:color"))
        if color is not None:
            value = (color.get(qn("w:val")) or "").upper()
            theme = color.get(qn("w:themeColor"))
            themed = theme.upper() if theme and theme not in {"text1", "dark1", "none"} else ""
            changes["color"] = themed if value in {"", "AUTO"} else value
        return replace(form, **changes) if changes else form  # type: ignore[arg-type]

    def _font(self, fonts: etree._Element, name: str) -> str:
        theme = fonts.get(qn(f"w:{name}Theme"))
        if theme:
            return self._theme.get("major" if theme.startswith("major") else "minor", "")
        return (fonts.get(qn(f"w:{name}")) or "").partition(";")[0].strip()


def _root(document: Document, kind: str) -> etree._Element | None:
    """Return the XML of a part that the document refers to, None when it has none or the part is no XML."""
    relation = next((found for found in document.part.rels.values() if found.reltype == kind), None)
    if relation is None or relation.is_external:
        return None
    try:
        return etree.fromstring(
            relation.target_part.blob, etree.XMLParser(resolve_entities=False, no_network=True)
        )
    except etree.XMLSyntaxError:
        return None


def _theme_fonts(document: Document) -> dict[str, str]:
    root = _root(document, RT.THEME)
    if root is None:
        return {}
    found = {}
    for name in ("major", "minor"):
        latin = root.find(f".//{{{_A}}}{name}Font/{{{_A}}}latin")
        if latin is not None:
            found[name] = latin.get("typeface", "")
    return found


def _numbering(document: Document) -> dict[tuple[str, str], etree._Element]:
    """Return the paragraph form of each level of each list."""
    root = _root(document, RT.NUMBERING)
    if root is None:
        return {}
    levels = {
        (abstract.get(qn("w:abstractNumId")), level.get(qn("w:ilvl")) or "0"): level.find(qn("w:pPr"))
        for abstract in root.iter(qn("w:abstractNum"))
        for level in abstract.iter(qn("w:lvl"))
    }
    return {
        (number.get(qn("w:numId")) or "", level): form
        for number in root.iter(qn("w:num"))
        for (abstract, level), form in levels.items()
        if abstract == _val(number, "w:abstractNumId") and form is not None
    }


def _val(node: etree._Element | None, tag: str) -> str | None:
    found = node.find(qn(tag)) if node is not None else None
    value: str | None = found.get(qn("w:val")) if found is not None else None
    return value


def _number(value: str | None) -> float:
    try:
        return float(value or 0)
    except ValueError:
        return 0.0


_ALIGN = {"both": "justify", "distribute": "justify", "start": "left", "end": "right"}


def _shape(node: etree._Element | None, shape: Shape) -> Shape:
    if node is None:
        return shape
    changes: dict[str, object] = {}
    if align := _val(node, "w:jc"):
        changes["align"] = _ALIGN.get(align, align)
    indent = node.find(qn("w:ind"))
    if indent is not None:
        for name, attributes in (("left", ("left", "start")), ("right", ("right", "end"))):
            for attribute in attributes:
                if (value := indent.get(qn(f"w:{attribute}"))) is not None:
                    changes[name] = _number(value) / _TWIPS_PER_MM
        if (value := indent.get(qn("w:firstLine"))) is not None:
            changes["first"] = _number(value) / _TWIPS_PER_MM
        if (value := indent.get(qn("w:hanging"))) is not None and _number(value):
            changes["first"] = -_number(value) / _TWIPS_PER_MM
    spacing = node.find(qn("w:spacing"))
    if spacing is not None:
        changes |= _spacing(spacing)
    return replace(shape, **changes) if changes else shape  # type: ignore[arg-type]


def _spacing(spacing: etree._Element) -> dict[str, object]:
    changes: dict[str, object] = {}
    for name in ("before", "after"):
        if (value := spacing.get(qn(f"w:{name}"))) is not None:
            changes[name] = _number(value) / 20
        if spacing.get(qn(f"w:{name}Autospacing")) in {"1", "true", "on"}:
            changes[name] = AUTO_SPACING
    if (value := spacing.get(qn("w:line"))) is not None:
        kind = spacing.get(qn("w:lineRule")) or "auto"
        changes["exact"] = "" if kind == "auto" else kind
        changes["line"] = _number(value) / (240 if kind == "auto" else 20)
    return changes
