"""How scenes, options and what was done are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ppsim.engine.prompts import Arrived, Chosen
from ppsim.engine.values import ChoiceView, SceneView
from scoring.record import Phase

PHASES: Mapping[Phase, str] = {
    "therapy": "In the room",
    "between": "Between sessions",
    "supervision": "In supervision",
    "own_therapy": "In your own therapy",
}
INNER_VOICE = "Inner voice"

_ABOVE = {
    "say": "You can say{to}:",
    "do": "You can:",
    "think": "You can think:",
}
_DID = {
    "say": "You say{to}: {words}",
    "do": "You choose: {words}",
    "think": "You think: {words}",
}


def label(scene: Arrived | SceneView) -> str:
    """A scene in a few words: its clock line, or else its phase."""
    return scene.time or (PHASES[scene.phase] if scene.phase else "")


def did(chosen: Chosen | ChoiceView) -> str:
    """What the trainee did, as a line of the transcript."""
    to = f" to {chosen.to_name}" if chosen.aside and chosen.to_name else ""
    return _DID[chosen.mode].format(to=to, words=marked(chosen.mode, chosen.words))


def marked(mode: str, words: str) -> str:
    """The words of an option, in quotes where they are spoken."""
    return f'"{words}"' if mode == "say" else words


def options(offers: Iterable[ChoiceView], more: Sequence[str] = ()) -> tuple[str, tuple[str, ...]]:
    """What stands above a list of options (or nothing), and its rows; ``more`` comes after them.

    Where all are of one kind that kind is said once, above; else each says its own.
    """
    offers = tuple(offers)
    kinds = {(offer.mode, offer.to_name if offer.aside else None) for offer in offers}
    if len(kinds) == 1 and not more:
        mode, to = kinds.pop()
        above = _ABOVE[mode].format(to=f" to {to}" if to else "")
        return above, tuple(marked(offer.mode, offer.words) for offer in offers)
    return "", (*map(_whole, offers), *more)


def _whole(offer: ChoiceView) -> str:
    if offer.mode == "say":
        to = f" to {offer.to_name}" if offer.aside and offer.to_name else ""
        return f"Say{to}: {marked(offer.mode, offer.words)}"
    return f"Think: {offer.words}" if offer.mode == "think" else offer.words
