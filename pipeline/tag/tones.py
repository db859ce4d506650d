"""On whom criticism or praise falls: the tone of an article told for each of its agencies."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from pipeline.domain.records import SAID, AgencyRole, AgencyTag, Field, Tone
from pipeline.domain.text import sentences
from pipeline.tag.cues import Cue, count_cues
from pipeline.tag.features import syllables
from pipeline.tag.reading import Reading

_CUES = {
    Tone.NEGATIVE: (Cue.COMPLAINT, Cue.SANCTION, Cue.WRONGDOING, Cue.NEGLECT, Cue.DECAY),
    Tone.POSITIVE: (Cue.PRAISE, Cue.RESCUE, Cue.HELP, Cue.ACHIEVEMENT),
}
_PLACES = {tone: [list(Cue).index(cue) for cue in cues] for tone, cues in _CUES.items()}


def with_tones(reading: Reading, tags: Sequence[AgencyTag], tone: Tone) -> tuple[AgencyTag, ...]:
    """Return the tags of an article of this tone, each with the tone towards its agency.

    The first agency is the one whose matter it is: it bears the tone of the article. Another one does where a sentence
    names it with words of criticism (of praise), other than as the one that speaks: who orders a check of somebody else's
    works is not criticised. Agencies that are not said stay neutral.
    """
    said = [tag for tag in tags if tag.score >= SAID]
    if tone is Tone.NEUTRAL or not said:
        return tuple(tags)
    meant = {said[0].id}
    if len(said) > 1:
        meant |= _named_with(reading, tone)
    return tuple(replace(tag, tone=tone) if tag in said and tag.id in meant else tag for tag in tags)


def _named_with(reading: Reading, tone: Tone) -> set[str]:
    """Return the agencies that a sentence with a cue of the tone names, not as speakers."""
    named: dict[Field, list[tuple[int, str]]] = {field: [] for field in Field}
    for mention in reading.mentions:
        if mention.role is not AgencyRole.QUOTED:
            named[mention.field].append((mention.start, mention.agency_id))
    for agency_id, _, tags in reading.areas:
        for place in tags:
            named[place.field].append((place.start, agency_id))
    meant: set[str] = set()
    for field, found in named.items():
        text, places = reading.article.text(field), sorted(found)
        for start, end in sentences(text) if places else ():
            first, last = bisect_left(places, (start, "")), bisect_left(places, (end, ""))
            here = {agency_id for _, agency_id in places[first:last]}
            if here - meant and count_cues(syllables(text[start:end]))[_PLACES[tone]].any():
                meant |= here
    return meant
