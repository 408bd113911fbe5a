"""What of a state can still matter, scene by scene: the rest is dropped before states are counted.

A plain backward data-flow analysis over the compiled moves. Two states that agree on the live
bits of their scene have the same offers, the same ways on and the same scores for ever after, so
the walk keeps one of them.
"""

from __future__ import annotations

from collections.abc import Mapping

from ppsim.engine.program import SceneProgram
from ppsim.engine.story import Story


def live_bits(story: Story, *, lines: bool = False) -> dict[str, int]:
    """For each scene, the bits that something in it or after it still reads.

    Args:
        story: the compiled case.
        lines: whether what is merely said counts as reading. Without it, states that differ only
            in words fall together; with it, every text that can be heard keeps its state.
    """
    programs = story.programs
    live: dict[str, int] = {}
    for group in story.groups:
        for scene in group.scenes:
            live[scene] = _here(programs[scene], lines)
        changed = True
        while changed:
            changed = False
            for scene in group.scenes:
                mask = live[scene] | _carried(programs[scene], live)
                changed = changed or (group.loops and mask != live[scene])
                live[scene] = mask
    return live


def _here(program: SceneProgram, lines: bool) -> int:
    """What the scene itself reads on arrival."""
    mask = program.text.mask if lines else 0
    if len(program.choices) > 1:
        mask |= program.visited
    for move in program.exits:
        effects = move.effects
        mask |= move.guard.mask | effects.reads | (move.ways.mask & ~effects.clears)
        if lines and move.id in program.then:
            mask |= program.then[move.id].mask & ~effects.clears
    return mask


def _carried(program: SceneProgram, live: Mapping[str, int]) -> int:
    """What it passes on unread to the scenes after it."""
    mask = 0
    for move in program.exits:
        for target in move.targets:
            mask |= live[target] & ~move.effects.clears
    return mask
