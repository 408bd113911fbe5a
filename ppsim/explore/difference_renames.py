"""Scenes and options that go by another id in a new version, recognised by what they say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ppsim.explore.policies.wording import words
from ppsim.format.case import Case, Choice, Line, Scene
from ppsim.format.expression import And, Chose, Compare, Expr, Not, Or, Seen, unparse
from ppsim.format.expression_parser import parse

ALIKE = 0.6
"""Dice's coefficient of the words of two texts, from which on they are held to be one renamed."""


@dataclass(frozen=True, slots=True)
class Renames:
    """Probable renames, from the old version to the new."""

    scenes: Mapping[str, str]
    """Old scene id -> new."""
    choices: Mapping[tuple[str, str], str]
    """Old scene and choice id -> new choice id."""

    def scene(self, scene_id: str) -> str:
        """What a scene of the old version is called in the new."""
        return self.scenes.get(scene_id, scene_id)

    def choice(self, scene_id: str, choice_id: str) -> str:
        """What a choice of the old version (under its old scene) is called in the new."""
        return self.choices.get((scene_id, choice_id), choice_id)

    def condition(self, text: str) -> str:
        """A condition of the old version with the new names, in its one spelling."""
        return unparse(self._named(parse(text)))

    def _named(self, expr: Expr) -> Expr:
        match expr:
            case Or(parts):
                return Or(tuple(map(self._named, parts)))
            case And(parts):
                return And(tuple(map(self._named, parts)))
            case Not(part):
                return Not(self._named(part))
            case Compare(op, left, right):
                return Compare(op, self._named(left), self._named(right))
            case Seen(scene):
                return Seen(self.scene(scene))
            case Chose(scene, choice):
                return Chose(self.scene(scene), self.choice(scene, choice))
            case _:
                return expr


def find_renames(old: Case, new: Case) -> Renames:
    """The probable renames between two versions; what keeps its id is never one of them."""
    scenes = _pairs(
        {name: _scene_words(s) for name, s in old.scenes.items() if name not in new.scenes},
        {name: _scene_words(s) for name, s in new.scenes.items() if name not in old.scenes},
    )
    choices: dict[tuple[str, str], str] = {}
    for name, scene in old.scenes.items():
        other = new.scenes.get(scenes.get(name, name))
        if other is None:
            continue
        kept = {c.id for c in scene.choices} & {c.id for c in other.choices}
        found = _pairs(
            {c.id: _choice_words(c) for c in scene.choices if c.id not in kept},
            {c.id: _choice_words(c) for c in other.choices if c.id not in kept},
        )
        choices.update({(name, was): now for was, now in found.items()})
    return Renames(scenes, choices)


def _pairs(old: Mapping[str, Counter[str]], new: Mapping[str, Counter[str]]) -> dict[str, str]:
    """Old name -> new, each used once: the same words first, then the most alike."""
    found: dict[str, str] = {}
    waiting: dict[frozenset[tuple[str, int]], list[str]] = {}
    for name, said in new.items():
        waiting.setdefault(frozenset(said.items()), []).append(name)
    for name, said in old.items():
        equal = waiting.get(frozenset(said.items()))
        if said and equal:
            found[name] = equal.pop(0)
    taken = set(found.values())
    rest = {name: said for name, said in old.items() if name not in found}
    free = {name: said for name, said in new.items() if name not in taken}
    for _, _, _, was, now in sorted(_alike(rest, free)):
        if was not in found and now not in taken:
            found[was] = now
            taken.add(now)
    return {was: found[was] for was in old if was in found}


def _alike(
    old: Mapping[str, Counter[str]], new: Mapping[str, Counter[str]]
) -> Iterator[tuple[float, int, int, str, str]]:
    """The pairs that are alike enough: how unlike they are, their places, their names."""
    holds: dict[str, list[tuple[int, int]]] = {}
    totals = [said.total() for said in new.values()]
    names = list(new)
    for m, said in enumerate(new.values()):
        for word, count in said.items():
            holds.setdefault(word, []).append((m, count))
    for n, (was, said) in enumerate(old.items()):
        shared = [0] * len(names)
        for word, count in said.items():
            for m, other in holds.get(word, ()):
                shared[m] += min(count, other)
        total = said.total()
        for m, both in enumerate(shared):
            if both and 2 * both >= ALIKE * (total + totals[m]):
                yield -2 * both / (total + totals[m]), n, m, was, names[m]


def _scene_words(scene: Scene) -> Counter[str]:
    texts = [scene.ask or "", scene.time or "", scene.recap or "", *_lines(scene.text)]
    found = Counter(w for text in texts for w in words(text))
    for choice in scene.choices:
        found += _choice_words(choice)
    return found


def _choice_words(choice: Choice) -> Counter[str]:
    texts = (choice.words, choice.because or "", choice.recap or "", *_lines(choice.then))
    return Counter(w for text in texts for w in words(text))


def _lines(lines: Iterable[Line]) -> Iterable[str]:
    return (line.words for line in lines)
