"""A case's text with the place of everything in it, and edits that know the line they make."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any

from ppsim.check.run import findings
from ppsim.format.diagnostics import Diagnostic
from ppsim.format.load import load_case, load_rubric
from ppsim.format.places import ListPlace, MappingPlace, Part

ROOT = Path(__file__).parents[2]
CASES = sorted((ROOT / "vignettes").glob("*.yaml"))

Step = str | int


def _core() -> Any:
    path = ROOT / "scoring" / "rubrics" / "ppsim-core.yaml"
    return load_rubric(path.read_bytes(), path.name).value


RUBRIC = _core()


def check(text: str) -> tuple[Diagnostic, ...]:
    """All findings about a case in a text, as ``ppsim check`` would give them."""
    return findings(load_case(text, "case.yaml", RUBRIC), RUBRIC)


@dataclass(frozen=True)
class Planted:
    """A case with a fault: what was done, and which codes may say so at which lines."""

    kind: str
    text: str
    codes: frozenset[str]
    lines: frozenset[int]
    """Counted from 1; none where the fault is no one place's."""

    def found(self) -> bool:
        """Whether one of the codes stands at one of the lines."""
        return any(
            f.code in self.codes and (not self.lines or (f.span and f.span.line in self.lines))
            for f in check(self.text)
        )


class Manuscript:
    """A case file that loads, and where each of its values stands."""

    def __init__(self, text: str) -> None:
        loaded = load_case(text, "case.yaml", RUBRIC)
        assert loaded.value is not None, loaded.diagnostics
        assert loaded.document is not None
        self.text = text
        self.case = loaded.value
        self.document = loaded.document
        self.data: dict[str, Any] = loaded.document.data

    @cached_property
    def starts(self) -> list[int]:
        """The offset at which each line begins."""
        return [0, *(m.end() for m in re.finditer("\n", self.text)), len(self.text) + 1]

    @cached_property
    def baseline(self) -> Counter[str]:
        """How often each code is found in the text as it is."""
        return Counter(f.code for f in check(self.text))

    # ---- where things stand

    def span(self, *path: Step) -> tuple[int, int]:
        """The offsets at which a scalar begins and ends, its quotation marks included."""
        part = self.document.part(path)
        start, end = part.start_mark, part.end_mark
        return self.starts[start.line] + start.column, self.starts[end.line] + end.column

    def source(self, *path: Step) -> str:
        """A scalar as written."""
        return self.text[slice(*self.span(*path))]

    def line(self, *path: Step) -> int:
        """The line of a value, from 1."""
        return self.document.part(path).start_mark.line + 1

    def key_line(self, *path: Step) -> int:
        """The line of a key, from 1."""
        return self.document.key(path).start_mark.line + 1

    def key_span(self, *path: Step) -> tuple[int, int]:
        """The offsets of a key."""
        key = self.document.key(path)
        start, end = key.start_mark, key.end_mark
        return self.starts[start.line] + start.column, self.starts[end.line] + end.column

    def last_line(self, *path: Step) -> int:
        """The last line of a value, comments after it left out; from 1."""
        return _last_line(self.document.part(path)) + 1

    def own_lines(self, *path: Step) -> bool:
        """Whether a key begins its line, so that it can be cut or followed by another."""
        start = self.key_span(*path)[0]
        return not self.text[self.starts[self.key_line(*path) - 1] : start].strip()

    def flow(self, *path: Step) -> bool:
        """Whether a list or mapping is written in brackets."""
        part = self.document.part(path)
        return isinstance(part, ListPlace | MappingPlace) and part.flow

    # ---- edits

    def edited(self, span: tuple[int, int], new: str) -> str:
        """The text with a span replaced."""
        return self.text[: span[0]] + new + self.text[span[1] :]

    def without_lines(self, first: int, last: int) -> str:
        """The text without lines, both counted from 1 and left out."""
        return self.text[: self.starts[first - 1]] + self.text[self.starts[last] :]

    def without(self, *path: Step) -> str | None:
        """The text without a key and its value; ``None`` where they share a line with others."""
        if not self.own_lines(*path):
            return None
        return self.without_lines(self.key_line(*path), self.last_line(*path))

    def with_key(self, written: str, *path: Step) -> tuple[str, int]:
        """The text with a key under another in the same mapping, and the line it stands at."""
        indent = self.document.key(path).start_mark.column
        at = self.last_line(*path)
        start = self.starts[at]
        return f"{self.text[:start]}{' ' * indent}{written}\n{self.text[start:]}", at + 1

    # ---- what there is

    def scenes(self, kind: Callable[[dict[str, Any]], bool] = lambda _: True) -> list[str]:
        """The ids of scenes whose data is of a kind."""
        return [name for name, scene in self.data["scenes"].items() if kind(scene)]

    def decisions(self) -> list[str]:
        """Scenes with choices that are no hub."""
        return self.scenes(lambda scene: "choices" in scene and "hub" not in scene)

    def choices(self) -> Iterator[tuple[Step, ...]]:
        """The path of every choice of a decision."""
        for name in self.decisions():
            for index in range(len(self.data["scenes"][name]["choices"])):
                yield "scenes", name, "choices", index

    def get(self, *path: Step) -> Any:
        """The data at a path; ``None`` where there is none."""
        here: Any = self.data
        for step in path:
            try:
                here = here[step]
            except (KeyError, IndexError, TypeError):
                return None
        return here

    def scalars(self, *names: str) -> list[tuple[Step, ...]]:
        """The paths of all text under keys of these names, in lists or not, anywhere."""
        return [p for p in self.paths() if any(s in names for s in p[-2:]) and _is_text(self, p)]

    def paths(self) -> Iterator[tuple[Step, ...]]:
        """The path of every value that is neither a list nor a mapping."""
        yield from _paths(self.data, ())

    def targets(self) -> list[tuple[Step, ...]]:
        """The paths of all names of scenes that something leads to."""
        return [p for p in self.scalars("next", "go") if p[-1] in ("next", "go")] + [("start",)]


def _is_text(manuscript: Manuscript, path: tuple[Step, ...]) -> bool:
    return isinstance(manuscript.get(*path), str)


def _paths(data: Any, above: tuple[Step, ...]) -> Iterator[tuple[Step, ...]]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _paths(value, (*above, key))
    elif isinstance(data, tuple):
        for index, value in enumerate(data):
            yield from _paths(value, (*above, index))
    else:
        yield above


def _last_line(part: Part) -> int:
    below: list[Part] = []
    if isinstance(part, MappingPlace) and not part.flow:
        below = list(part.parts.values())
    elif isinstance(part, ListPlace) and not part.flow:
        below = part.parts
    if below:
        return max(_last_line(each) for each in below)
    end = part.end_mark
    return end.line - (end.column == 0 and end.line > part.start_mark.line)


def misspelt(word: str, rng: Random, known: Any = ()) -> str:
    """The word with a letter doubled, dropped or changed places, as a hand slips."""
    while True:
        at = rng.randrange(1, len(word) - 1)
        slips = (
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1 :],
            word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :],
        )
        slip = rng.choice(slips)
        if slip != word and slip not in known and slip.strip("-_.") == slip:
            return slip


def mark_free(m: Manuscript) -> set[int]:
    """Lines before which a remark can stand: within no text that goes over several lines."""
    inside: set[int] = set()
    for path in m.paths():
        part = m.document.part(path)
        inside |= set(range(part.start_mark.line + 2, part.end_mark.line + 2))
    return set(range(1, len(m.starts))) - inside
