"""What is said where somebody stops: nothing is lost, there are people, and three ways on."""

from __future__ import annotations

from collections.abc import Sequence

WAYS = (
    "Leave it for now, and go on another time.",
    "End it here, and read what there is to say so far.",
    "Go on playing.",
)


def said(resources: Sequence[str]) -> tuple[str, ...]:
    """The paragraphs above the ways; ``resources`` are kinds of help that are near."""
    return (
        "You can stop here. Whatever you do now, what you did so far is kept.",
        "If this came too near, there are people to turn to:",
        *resources,
    )
