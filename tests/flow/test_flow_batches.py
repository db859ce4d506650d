"""What travels to a worker arrives as it was."""

from __future__ import annotations

from pipeline.batches import _unpacked, packed
from pipeline.demo.pressday import FACTS_PATH
from pipeline.domain.facts import Facts, load_facts


def test_the_register_arrives_as_it_was() -> None:
    register = load_facts(FACTS_PATH)
    assert len(register) > 20
    assert _unpacked(packed(register)) == register
    assert _unpacked(packed(Facts())) == Facts()
