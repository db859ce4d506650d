"""On whom criticism or praise falls: the tone of an article told for each of its agencies."""

from __future__ import annotations

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
    named = [
        (mention.field, mention.start, mention.agency_id)
        for mention in reading.mentions
        if mention.role is not AgencyRole.QUOTED
    ]
    named += [
        (place.field, place.start, agency_id) for agency_id, _, found in reading.areas for place in found
    ]
    meant: set[str] = set()
    for field in Field:
        text = reading.article.text(field)
        for start, end in sentences(text) if any(where is field for where, *_ in named) else ():
            here = {agency_id for where, at, agency_id in named if where is field and start <= at < end}
            if here - meant and count_cues(syllables(text[start:end]))[_PLACES[tone]].any():
                meant |= here
    return meant
