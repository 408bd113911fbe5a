"""Swaps as typed: ``SCENE/OPTION=CODE``, or ``SCENE/OPTION=SCENE/OPTION`` to exchange codes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ppsim.explore.policies.what_if import Swap
from ppsim.format.case import Coded

_OPTION = r"(?:(?P<case>[^:/=]+):)?(?P<scene>[^:/=]+)/(?P<choice>[^:/=]+)"
_SWAP = re.compile(rf"{_OPTION}=(?P<to>.*)")
_OTHER = re.compile(r"(?P<scene>[^:/=,]+)/(?P<choice>[^:/=,]+)")
_CODED = re.compile(r"(?P<code>[A-Z][A-Z0-9]*\.[A-Z][A-Z0-9]*)(?P<half>:0?\.5)?(?::1)?")


@dataclass(frozen=True, slots=True)
class TypedSwap:
    """A swap, and the case it is meant for, where several have such a scene."""

    typed: str
    case: str | None
    swap: Swap


def swap(text: str) -> TypedSwap:
    """A swap as typed: codes parted by commas, ``CODE:0.5`` for one in part, ``none`` for none.

    Raises:
        ValueError: it is none; the message says what one is.
    """
    match = _SWAP.fullmatch(text.strip())
    if match is None:
        raise ValueError(
            "a swap is SCENE/OPTION=CODE (several parted by commas; none for none) or "
            "SCENE/OPTION=SCENE/OPTION"
        )
    scene, choice = match["scene"], match["choice"]
    other = _OTHER.fullmatch(match["to"])
    if other is not None:
        made = Swap(scene, choice, other=(other["scene"], other["choice"]))
    else:
        made = Swap(scene, choice, codes=_codes(match["to"]))
    return TypedSwap(text.strip(), match["case"], made)


def _codes(text: str) -> tuple[Coded, ...]:
    if text == "none":
        return ()
    found = []
    for part in text.split(","):
        match = _CODED.fullmatch(part.strip())
        if match is None:
            raise ValueError(f"{part.strip() or 'nothing'} is no code")
        found.append(Coded(code=match["code"], intensity=0.5 if match["half"] else 1.0))
    return tuple(found)
