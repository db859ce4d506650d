"""Charts of reports as PNG for paper: grey bars with their numbers, the same bytes for the same chart."""

from __future__ import annotations

import textwrap
from io import BytesIO

from pipeline.domain.records import Chart

_SHADES = ("#3b3b3b", "#a8a8a8")
_HATCHES = ("", "///")
_FONT = "DejaVu Serif"
"""Comes with the library and has all Vietnamese letters, so that charts look alike on every machine."""
WIDTH_INCHES, ROW_INCHES, DPI = 6.3, 0.42, 160


def png(chart: Chart) -> bytes:
    """Return a chart as PNG: bars from left to right, first label on top, each with its number."""
    # A second of loading and tens of MB, for the few processes that draw; all others import this module too.
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415

    rows = len(chart.labels)
    figure = Figure(
        figsize=(WIDTH_INCHES, 0.9 + ROW_INCHES * rows * max(1, len(chart.series) * 0.75)), dpi=DPI
    )
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0.36, 0.14, 0.58, 0.8))
    height = 0.8 / len(chart.series)
    for place, (name, values) in enumerate(chart.series):
        at = [row + (place - (len(chart.series) - 1) / 2) * height for row in range(rows)]
        bars = axes.barh(
            at,
            values,
            height,
            color=_SHADES[place % 2],
            edgecolor="black",
            linewidth=0.6,
            hatch=_HATCHES[place % 2],
            label=name,
        )
        axes.bar_label(bars, padding=3, fontsize=9, fontname=_FONT)
    axes.set_yticks(
        range(rows), [textwrap.fill(label, 26) for label in chart.labels], fontsize=9, fontname=_FONT
    )
    axes.invert_yaxis()
    axes.margins(x=0.12)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.tick_params(axis="x", labelsize=8)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    if len(chart.series) > 1:
        axes.legend(
            prop={"family": _FONT, "size": 9},
            frameon=False,
            loc="upper center",
            bbox_to_anchor=(0.4, -0.06),
            ncol=2,
        )
    out = BytesIO()
    figure.savefig(out, format="png", metadata={"Software": None})
    return out.getvalue()


def in_words(chart: Chart) -> str:
    """Return what a chart shows, for those who cannot see it."""
    parts = [
        f"{label}: " + ", ".join(f"{name.lower()} {values[place]}" for name, values in chart.series)
        for place, label in enumerate(chart.labels)
    ]
    return f"{chart.title}. " + "; ".join(parts) + "."
