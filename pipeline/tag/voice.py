"""Does an agency of the province speak in the article."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.domain.records import AgencyRole, AgencyTag
from pipeline.tag.reading import Reading


def speaks(reading: Reading, agencies: Sequence[AgencyTag]) -> bool:
    """Tell whether an agency of the province, or a committee of its areas, is quoted or its document cited.

    Only where agencies were tagged: a quoted authority of another province is no voice of ours.
    """
    return bool(agencies) and any(mention.role is AgencyRole.QUOTED for mention in reading.mentions)
