"""Rules of a document: borders of paragraphs and cells, drawn lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docx.oxml.ns import qn
from lxml import etree

from pipeline.office.page import Rule

_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_VML = "urn:schemas-microsoft-com:vml"
_EMU_PER_MM = 36000


def ruled(borders: etree._Element | None, side: str) -> str:
    """Return how a border of a paragraph or cell is drawn, such as ``single``; empty when there is none."""
    border = borders.find(qn(f"w:{side}")) if borders is not None else None
    value = border.get(qn("w:val")) if border is not None else None
    return "" if value in {None, "nil", "none"} else str(value)


def drawn_rules(node: etree._Element) -> Iterator[Rule]:
    """Yield the horizontal lines of a drawing: DrawingML lines and connectors, VML lines."""
    for holder in node.iter(f"{{{_WP}}}anchor", f"{{{_WP}}}inline"):
        geometry = [shape.get("prst") for shape in holder.iter(f"{{{_A}}}prstGeom")]
        extent = holder.find(f"{{{_WP}}}extent")
        if extent is None or not geometry:
            continue
        wide, high = (float(extent.get(side, 0)) / _EMU_PER_MM for side in ("cx", "cy"))
        flat = wide > 4 and high < 1.5
        drawn = any(name in {"line", "straightConnector1"} for name in geometry)
        if wide > 4 and (drawn or (geometry == ["rect"] and flat)):
            yield Rule(wide, _begins_right(holder))
    for line in node.iter(f"{{{_VML}}}line"):
        yield Rule(_vml_length(line))
    for shape in node.iter(f"{{{_VML}}}shape", f"{{{_VML}}}rect"):
        if next(shape.iter(qn("w:txbxContent")), None) is None and re.search(
            r"(?:^|;)height:\s*0?(?:\.\d+)?(?:pt|;|$)", shape.get("style", "")
        ):
            yield Rule(None)


def _begins_right(anchor: etree._Element) -> bool | None:
    offset = anchor.find(f"{{{_WP}}}positionH/{{{_WP}}}posOffset")
    if offset is None or not (offset.text or "").lstrip("-").isdigit():
        return None
    return float(offset.text or 0) / _EMU_PER_MM > 62


def _vml_length(line: etree._Element) -> float | None:
    ends = [
        re.match(r"(-?[\d.]+)(pt|mm|cm|in)?", line.get(name, "").split(",")[0]) for name in ("from", "to")
    ]
    if not ends[0] or not ends[1]:
        return None
    scale = {"pt": 25.4 / 72, "mm": 1.0, "cm": 10.0, "in": 25.4, None: 25.4 / 72}
    first, last = (float(end[1]) * scale[end[2]] for end in ends if end)
    return abs(last - first) or None
