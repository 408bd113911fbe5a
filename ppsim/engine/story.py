"""A case compiled, played one pure step at a time.

Everything here is a function of the story and a state. A step makes a new state; nothing is ever
changed. Answers are remembered by the few bits they depend on, so that a step already taken once
costs a dictionary look-up.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ppsim.engine.conditions import Condition, compile_condition, history_read
from ppsim.engine.effects import EffectsCompiler
from ppsim.engine.graph import Group, scene_groups
from ppsim.engine.layout import Layout, Value, lay_out
from ppsim.engine.program import SceneProgram, compile_scene
from ppsim.engine.values import ChoiceView, NotOffered, SceneView, Spoken, State
from ppsim.format.case import Case

_new = tuple.__new__


def compile_case(case: Case, case_hash: str = "") -> Story:
    """Compile a validated case.

    Args:
        case: a case the loader has passed: its names are known and its expressions parse.
        case_hash: sha256 of the canonical case, hex; carried along for attempts and reports.

    Raises:
        ValueError: something the loader would have refused.
        KeyError: a name the loader would have refused.
    """
    groups = scene_groups(case)
    flagged = frozenset(
        scene_id
        for group in groups
        if group.loops
        for scene_id in group.scenes
        if (scene := case.scenes[scene_id]).choices or scene.notice or scene.content_notes
    )
    layout = lay_out(case, history_read(case), flagged)
    effects = EffectsCompiler(layout)
    programs = {
        scene_id: compile_scene(case, scene_id, layout, effects, scene_id in flagged)
        for scene_id in case.scenes
    }
    return Story(case, case_hash, layout, programs, groups)


class Story:
    """A compiled case. Immutable from outside; what it remembers is bounded."""

    __slots__ = ("_layout", "_programs", "case", "case_hash", "groups", "programs", "start")

    def __init__(
        self,
        case: Case,
        case_hash: str,
        layout: Layout,
        programs: dict[str, SceneProgram],
        groups: tuple[Group, ...],
    ) -> None:
        self.case = case
        self.case_hash = case_hash
        self.start = State(case.start, layout.start)
        self.programs: Mapping[str, SceneProgram] = MappingProxyType(programs)
        """The compiled scenes, for the walk."""
        self.groups = groups
        """The scenes in groups that can lead to each other, each after those it leads to."""
        self._layout = layout
        self._programs = programs

    def scene(self, state: State) -> SceneView:
        """The frame of the scene a state stands in."""
        return self._programs[state.scene].view

    def lines(self, state: State) -> tuple[Spoken, ...]:
        """The scene's text, with the lines whose conditions hold on arrival."""
        script = self._programs[state.scene].text
        return script.heard[state.bits & script.mask]

    def offers(self, state: State) -> tuple[ChoiceView, ...]:
        """What is on offer, in the author's order.

        Guards applied; in a hub only what has not been taken; a fallback only where nothing else
        is. Empty in passages and endings, and in a hub that is exhausted.
        """
        program = self._programs[state.scene]
        return program.offers[state.bits & program.offer_mask]

    def step(self, state: State, choice_id: str) -> State:
        """Take a choice: its effects, then history, then the way on.

        Raises:
            NotOffered: it is not on offer in this state.
        """
        move = self._programs[state.scene].moves.get(choice_id)
        bits = state.bits
        if move is not None:
            arrival = move.arrive[bits & move.mask]
            if arrival.scene:
                return _new(State, (arrival.scene, bits + arrival.shift))
        raise NotOffered(f"{state.scene}/{choice_id} is not on offer here")

    def consequence(self, state: State, choice_id: str) -> tuple[Spoken, ...]:
        """What the choice sets off at once, judged on the state after its effects.

        Raises:
            NotOffered: it is not on offer in this state.
        """
        program = self._programs[state.scene]
        move = program.moves.get(choice_id)
        bits = state.bits
        if move is not None:
            arrival = move.arrive[bits & move.mask]
            if arrival.scene:
                script = program.then[choice_id]
                return script.heard[(bits + arrival.shift) & script.mask]
        raise NotOffered(f"{state.scene}/{choice_id} is not on offer here")

    def can_leave(self, state: State) -> bool:
        """Whether the scene can be gone on from without a choice.

        A passage always; a hub once its ``min`` are taken, or where nothing in it is left.
        """
        out = self._programs[state.scene].out
        return out is not None and out.arrive[state.bits & out.mask].scene != ""

    def leave(self, state: State) -> State:
        """Leave a hub, or go on from a passage.

        Raises:
            NotOffered: the scene is neither, or too little of the hub has been taken.
        """
        out = self._programs[state.scene].out
        bits = state.bits
        if out is not None:
            arrival = out.arrive[bits & out.mask]
            if arrival.scene:
                return _new(State, (arrival.scene, bits + arrival.shift))
        raise NotOffered(f"{state.scene} cannot be left without a choice here")

    go_on = leave

    def first_visit(self, state: State) -> bool:
        """Whether the scene has not been completed before in this attempt."""
        return not state.bits & self._programs[state.scene].visited

    def condition(self, *texts: str) -> Condition:
        """Guards that the case itself uses, as one condition over the bits of its states.

        Raises:
            ValueError, KeyError: it reads something that no guard of the case reads.
        """
        return compile_condition(texts, self._layout)

    def values(self, state: State) -> dict[str, Value]:
        """The declared variables, as an author would write them."""
        return {name: v.value(state.bits) for name, v in self._layout.variables.items()}

    def state_at(self, scene: str, values: Mapping[str, Value] | None = None) -> State:
        """A state to try a scene from: nothing has been played, variables as declared or given.

        Raises:
            KeyError: no such scene or variable.
            ValueError: a value the variable cannot hold.
        """
        if scene not in self._programs:
            raise KeyError(scene)
        bits = self._layout.start
        for name, value in (values or {}).items():
            held = self._layout.variables[name]
            bits = held.field.put(bits, held.index_of(value))
        return State(scene, bits)
