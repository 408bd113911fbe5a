"""The order in which a case is read as a book, and what each scene and option is called there.

A scene comes after all that lead to it, where there is no loop; of several ways on, the one with
most decisions that every play meets (the spine) is read first, then the author's order. Endings
stand last, and before them what nothing leads to.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property

from ppsim.engine.graph import components, scene_graph
from ppsim.format.case import Case
from ppsim.report.proof_model import Ref


def reading_order(case: Case, spine: Collection[str] = ()) -> tuple[str, ...]:
    """Every scene of the case once, in the order it is read; endings last.

    Args:
        case: the case.
        spine: decisions that every play meets.
    """
    graph = scene_graph(case)
    ahead = _spine_ahead(graph, spine)

    def least_first(scene: str) -> list[str]:
        last_first = graph[scene][::-1]
        return sorted(last_first, key=lambda target: len(ahead[target]))

    groups = components([case.start], least_first)
    read = [scene for group in reversed(groups) for scene in group]
    rest = [scene for scene in case.scenes if scene not in set(read)]
    told = [*read, *rest]
    last = [scene for scene in told if case.scenes[scene].ending is not None]
    return (*(scene for scene in told if case.scenes[scene].ending is None), *last)


def _spine_ahead(
    graph: Mapping[str, tuple[str, ...]], spine: Collection[str]
) -> dict[str, frozenset[str]]:
    """The decisions of the spine that can still come, from each scene on."""
    ahead: dict[str, frozenset[str]] = {}
    for group in components(graph, graph.__getitem__):
        found = {scene for scene in group if scene in spine}
        for scene in group:
            for target in graph[scene]:
                found |= ahead.get(target, frozenset())
        ahead.update(dict.fromkeys(group, frozenset(found)))
    return ahead


def letter(index: int) -> str:
    """``a`` to ``z``, then ``aa``, ``ab`` ..."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


def title_of(scene_id: str) -> str:
    """A scene's id as a title: ``the-empty-chair`` is "The empty chair"."""
    words = scene_id.replace("-", " ").replace("_", " ").strip() or scene_id
    return words[:1].upper() + words[1:]


class Names:
    """What scenes, options and variables are called in one proof."""

    def __init__(self, case: Case, order: tuple[str, ...]) -> None:
        self.case = case
        self.order = order
        self.number = {scene: n for n, scene in enumerate(order, 1)}

    def scene(self, scene_id: str) -> Ref:
        """A scene by its number: "12"."""
        return Ref(str(self.number[scene_id]), self.anchor(scene_id))

    def titled(self, scene_id: str) -> Ref:
        """A scene by number and title: "12, The empty chair"."""
        label = f"{self.number[scene_id]}, {title_of(scene_id)}"
        return Ref(label, self.anchor(scene_id))

    def option(self, scene_id: str, choice_id: str) -> Ref:
        """An option by number and letter: "5b"."""
        label = f"{self.number[scene_id]}{self._letters[scene_id, choice_id]}"
        return Ref(label, f"s{label}")

    def letter(self, scene_id: str, choice_id: str) -> str:
        """The option's letter."""
        return self._letters[scene_id, choice_id]

    def anchor(self, scene_id: str) -> str:
        """Where the scene stands in the document."""
        return f"s{self.number[scene_id]}"

    def variable(self, name: str) -> str:
        """A variable by its author's label, in quotes, or else by its name."""
        label = self.case.variables[name].label
        return f"\u201c{label}\u201d" if label else name.replace("-", " ").replace("_", " ")

    @cached_property
    def _letters(self) -> dict[tuple[str, str], str]:
        return {
            (scene_id, choice.id): letter(n)
            for scene_id, scene in self.case.scenes.items()
            for n, choice in enumerate(scene.choices)
        }
