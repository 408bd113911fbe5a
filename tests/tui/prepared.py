"""An attempt at Tomasz that stands at a certain place, written to the journal before the app is."""

from __future__ import annotations

from ppsim.catalogue.reading import read_case
from ppsim.engine.events import Choose, Event, Noticed, Reasoned
from ppsim.store.journal import Journal
from ppsim.store.material import material
from ppsim.store.sitting import Sitting
from ppsim.tui.app import PpsimApp

WAY: tuple[Event, ...] = (
    Choose("ten-to-nine", "notes"),
    Choose("ten-to-nine", "sit"),
    Choose("the-hour", "ask"),
    Reasoned("the-hour", "ask", "open", 7),
    Choose("the-question", "turn"),
    Noticed("idris", {"hurry": 3}),
    Choose("idris", "half-past"),
)
HUB, DECISION, WHY, ANNOUNCED, CHECK_IN, SUPERVISION, ENDED = 0, 2, 3, 4, 5, 6, 7
"""How many events lead there."""


def prepare(app: PpsimApp, events: int) -> None:
    """Play the first ``events`` events of the way; the library then offers to go on."""
    playable = read_case(app.opening.cases[0] / "tomasz.yaml").playable
    assert playable is not None
    with Journal(app.opening.journal) as journal:
        mode, profile, seed = "practice", app.profile, app.opening.seed or 0
        made = material(*playable)
        with Sitting.begin(journal, made, profile=profile, seed=seed, mode=mode) as sitting:
            for event in WAY[:events]:
                sitting.do(event)
