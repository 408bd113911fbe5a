"""What a check is handed: the case as written, as compiled, and every state a play can reach."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from ppsim.check.lines import Prose, prose
from ppsim.engine.story import Story, compile_case
from ppsim.engine.values import State
from ppsim.explore.liveness import live_bits
from ppsim.explore.policies.items import Item, item_of
from ppsim.explore.random_play import RandomPlay
from ppsim.explore.states import Block, StateGraph, find_states
from ppsim.explore.walk import BUDGET, Walk
from ppsim.explore.witness import Path
from ppsim.format.case import Case, Choice, Scene
from ppsim.format.diagnostics import Diagnostic, Rule, Span
from ppsim.format.places import Document, Part
from ppsim.format.source import Findings, Marked, Source
from scoring.rubric import Rubric

LINES_BUDGET = 50_000
"""States, told apart by what is said, after which nothing is made of the lines."""
STEPS_SHOWN = 12
"""Moves of a way through the case that a finding repeats."""

Step = str | int


class Subject:
    """One case under check. All of it is worked out once, when first asked for."""

    def __init__(
        self,
        case: Case,
        rubric: Rubric,
        source: Source,
        document: Document,
        budget: int = BUDGET,
    ) -> None:
        self.case = case
        self.rubric = rubric
        self.source = source
        self.document = document
        self.budget = budget

    # ---- the case in play

    @cached_property
    def story(self) -> Story:
        """The case compiled."""
        return compile_case(self.case)

    @cached_property
    def states(self) -> StateGraph:
        """All reachable states, as ``walk`` has them, and nothing worked out from them."""
        return find_states(self.story, self.budget)

    @cached_property
    def walk(self) -> Walk:
        """All reachable states, told apart by what can still matter to the way and the score."""
        return Walk(self.story, self.rubric, self.states, self.budget)

    @cached_property
    def spoken(self) -> StateGraph | None:
        """All reachable states, told apart by what is said as well; ``None`` if too many."""
        if live_bits(self.story, lines=True) == live_bits(self.story):
            found = self.states
        else:
            found = find_states(self.story, min(LINES_BUDGET, self.budget), lines=True)
        return found if found.complete else None

    @cached_property
    def random_play(self) -> RandomPlay | None:
        """What happens to a player who picks at random; ``None`` where the walk was bounded.

        Over ``spoken`` where that is whole: the chances are the same, and words are told apart.
        """
        graph = self.spoken or self.states
        return RandomPlay(graph) if graph.complete else None

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every decision with the options it most likely offers; none where the walk was bounded.

        Likely means under a player who picks at random, exactly.
        """
        if self.random_play is None:
            return ()
        found = []
        for index, scene in enumerate(self.random_play.graph.scenes):
            likely = self.random_play.likeliest(
                index, [b for b in scene.blocks if b.first_visit and len(b.offers) > 1]
            )
            if likely is not None:
                bits = list(scene.index)[likely.rows[0]]
                item = item_of(self.story, self.rubric, State(scene.id, bits))
                if item is not None:
                    found.append(item)
        return tuple(found)

    @cached_property
    def pieces(self) -> tuple[Prose, ...]:
        """Everything a player can read while playing, in the order of the file."""
        return tuple(prose(self.case, self.document))

    @cached_property
    def text(self) -> str:
        """The same as one text, a piece a line."""
        return "\n".join(piece.words for piece in self.pieces)

    def blocks(self) -> Iterator[tuple[str, Block]]:
        """Every block of states with its scene's id."""
        for scene in self.walk.graph.scenes:
            for block in scene.blocks:
                yield scene.id, block

    def reached(self, scene: str) -> bool:
        """Whether some play comes to the scene, as far as the walk got."""
        graph = self.walk.graph
        return bool(graph.scenes[graph.order[scene]].index)

    # ---- the case as written

    def decisions(self) -> Iterator[tuple[str, Scene]]:
        """The scenes in which something is decided, in the order of the file."""
        for name, scene in self.case.scenes.items():
            if scene.choices and scene.hub is None:
                yield name, scene

    def options(self) -> Iterator[tuple[str, Scene, int, Choice]]:
        """Every option of every decision: scene, its model, index, option."""
        for name, scene in self.decisions():
            for index, choice in enumerate(scene.choices):
                yield name, scene, index, choice

    def part(self, *path: Step) -> Part:
        """The place of a value in the file, or of what is nearest above it."""
        return self.document.part(path)

    def key(self, *path: Step) -> Marked:
        """The place of a key in the file."""
        return self.document.key(path)

    def within(self, at: Part, found: str) -> Span | Part:
        """The place of some words of a text, where its first line holds them as they are."""
        span = self.source.span_of(at)
        column = self.source.line(span.line).find(found, span.column - 1)
        if column < 0:
            return at
        return Span(span.line, column + 1, span.line, column + 1 + len(found))

    def finding(
        self, rule: Rule, at: Span | Marked | None, hint: str | None = None, /, **fields: object
    ) -> Diagnostic:
        """One finding of ``rule``; ``fields`` fill its templates."""
        findings = Findings(self.source)
        findings.add(rule, at, hint, **fields)
        return next(iter(findings))


def way(path: Path) -> str:
    """A way through the case in words: ``room/say-so, hall, desk/wait``."""
    steps = [f"{m.scene}/{m.choice}" if m.choice is not None else m.scene for m in path]
    if len(steps) > STEPS_SHOWN:
        steps = ["...", *steps[-STEPS_SHOWN:]]
    return ", ".join(steps) or "at the very start"


def named(names: list[str], most: int = 6) -> str:
    """Names in a row, the first few where they are many."""
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more} more" if more > 0 else "")
