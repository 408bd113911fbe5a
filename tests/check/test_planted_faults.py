"""Faults planted in the shipped cases are found, by the code one would expect, where they are.

Each fault is one edit of a case's text, as a slip of the hand would make it; seeded, so that the
same faults are planted each time. A table of detection rates is no part of this.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from example_pages import ROOT, RUBRIC, check_text
from yaml_maker import write

from ppsim.format.load import load_case

CASES = sorted((ROOT / "vignettes").glob("*.yaml"))
EACH = 4
"""Faults of each kind in each case."""


@dataclass(frozen=True)
class Planted:
    """A case with a fault: the codes that may say so, and the lines they may stand at."""

    text: str
    codes: frozenset[str]
    lines: frozenset[int]


Plant = Callable[[list[str], random.Random], Planted | None]


def planted(lines: list[str], codes: str, *at: int) -> Planted:
    """``at`` counts from 0."""
    where = frozenset(n + 1 for n in at)
    return Planted("\n".join(lines), frozenset(codes.split()), where)


def matching(lines: list[str], pattern: str) -> list[int]:
    return [n for n, line in enumerate(lines) if re.search(pattern, line)]


def scene_lines(lines: list[str]) -> dict[str, int]:
    start = lines.index("scenes:")
    found = {}
    for n in range(start, len(lines)):
        match = re.fullmatch(r"  ([a-z][\w-]*):", lines[n])
        if match:
            found[match[1]] = n
    return found


def broken_target(lines: list[str], rng: random.Random) -> Planted:
    n = rng.choice(matching(lines, r"^    next: [a-z][\w-]*$"))
    lines[n] += "x"
    return planted(lines, "PP300", n)


def typo_in_speaker(lines: list[str], rng: random.Random) -> Planted:
    n = rng.choice(matching(lines, r"^      - [a-z]{3,}: [A-Z]"))
    lines[n] = re.sub(r"- ([a-z]{2})([a-z]+):", r"- \1q\2:", lines[n])
    return planted(lines, "PP302", n)


def duplicate_choice(lines: list[str], rng: random.Random) -> Planted | None:
    ids = matching(lines, r"^      - id: ")
    n = rng.randrange(1, len(ids))
    between = lines[ids[n - 1] : ids[n]]
    if any(re.match(r"  [a-z]", line) for line in between):
        return None
    lines[ids[n]] = lines[ids[n - 1]]
    return planted(lines, "PP213", ids[n])


def impossible_guard(lines: list[str], rng: random.Random) -> Planted | None:
    ids = matching(lines, r"^      - id: ")
    n = rng.choice(ids)
    name = _number(lines)
    if name is None or any("        if:" in line for line in lines[n : n + 8]):
        return None
    lines.insert(n + 1, f"        if: {name} > 90")
    return planted(lines, "PP711", n + 1)


def always_true_guard(lines: list[str], rng: random.Random) -> Planted | None:
    n = rng.choice(matching(lines, r"^      - id: "))
    name = _number(lines)
    if name is None or any("        if:" in line for line in lines[n : n + 8]):
        return None
    lines.insert(n + 1, f"        if: {name} < 90")
    return planted(lines, "PP712", n + 1)


def _number(lines: list[str]) -> str | None:
    for line in lines:
        match = re.match(r"  ([a-z_]+): \{start: \d", line)
        if match:
            return match[1]
    return None


def cut_edge(lines: list[str], rng: random.Random) -> Planted | None:
    """The only way to a scene is led past it."""
    scenes = scene_lines(lines)
    whole = "\n".join(lines)
    edges = matching(lines, r"^    next: [a-z][\w-]*$")
    single = []
    for n in edges:
        target = lines[n].split(": ")[1]
        named = len(re.findall(rf"(?:next|go): {target}\b", whole))
        if named == 1 and f"start: {target}" not in whole and f'"{target}' not in whole:
            single.append((n, target))
    if not single:
        return None
    n, target = rng.choice(single)
    after = [m for m in edges if m > scenes[target]]
    if not after:
        return None
    lines[n] = lines[after[0]]
    return planted(lines, "PP704 PP705", scenes[target])


def removed_ending(lines: list[str], rng: random.Random) -> Planted:
    """An ending that leads back to itself."""
    n = rng.choice(matching(lines, r"^    ending: "))
    scene = max((at, name) for name, at in scene_lines(lines).items() if at < n)
    lines[n] = f"    next: {scene[1]}"
    recap = next((m for m in range(n, min(n + 40, len(lines))) if "    recap: " in lines[m]), n)
    return planted(lines, "PP706 PP219 PP225", scene[0], recap, n)


def unread_variable(lines: list[str], rng: random.Random) -> Planted:
    n = lines.index("variables:") + 1
    lines.insert(n, f"  extra{rng.randrange(9)}: false")
    return planted(lines, "PP702", n)


def cut_because(lines: list[str], rng: random.Random) -> Planted | None:
    n = rng.choice(matching(lines, r"^        because: [A-Z]"))
    own = max(m for m in matching(lines, r"^      - id: ") if m < n)
    del lines[n]
    while n < len(lines) and lines[n].startswith("         "):
        del lines[n]
    return planted(lines, "PP951", own)


def cut_codes(lines: list[str], rng: random.Random) -> Planted | None:
    n = rng.choice(matching(lines, r"^        codes: \["))
    own = max(m for m in matching(lines, r"^      - id: ") if m < n)
    del lines[n]
    return planted(lines, "PP801", own)


def same_words(lines: list[str], rng: random.Random) -> Planted | None:
    says = matching(lines, r"^        say: [A-Z]")
    k = rng.randrange(1, len(says))
    if any(re.match(r"  [a-z]", line) for line in lines[says[k - 1] : says[k]]):
        return None
    lines[says[k]] = lines[says[k - 1]]
    return planted(lines, "PP923", says[k])


def ledger_gap(lines: list[str], rng: random.Random) -> Planted | None:
    at = matching(lines, r"tells: \{decision: (?:disclosed|partial).* type: \w+, ")
    if not at:
        return None
    n = rng.choice(at)
    lines[n] = re.sub(r"type: \w+, ", "", lines[n])
    return planted(lines, "PP805", n)


def contact(lines: list[str], rng: random.Random) -> Planted:
    n = rng.choice(matching(lines, r"^      - [A-Z][^:\"#]*\.$"))
    lines[n] = lines[n][:-1] + " on 07911 204817."
    return planted(lines, "PP953", n)


def code_in_prose(lines: list[str], rng: random.Random) -> Planted:
    n = rng.choice(matching(lines, r"^      - inner: [A-Z][^:\"#]*\.$"))
    lines[n] = lines[n][:-1] + ", which is SAR.RESCUE."
    return planted(lines, "PP924", n)


def lone_cast(lines: list[str], rng: random.Random) -> Planted:
    n = lines.index("cast:") + 1
    lines.insert(n, "  quirin: {name: Quirin, role: family}")
    return planted(lines, "PP701", n)


FAULTS: tuple[Plant, ...] = (
    broken_target,
    typo_in_speaker,
    duplicate_choice,
    impossible_guard,
    always_true_guard,
    cut_edge,
    removed_ending,
    unread_variable,
    cut_because,
    cut_codes,
    same_words,
    ledger_gap,
    contact,
    code_in_prose,
    lone_cast,
)


def some(path: Path, plant: Plant) -> Iterator[Planted]:
    """Up to ``EACH`` different faults of a kind."""
    seen = set()
    for seed in range(20):
        rng = random.Random(f"{path.stem} {plant.__name__} {seed}")
        made = plant(path.read_text(encoding="utf-8").split("\n"), rng)
        if made is not None and made.text not in seen:
            seen.add(made.text)
            yield made
        if len(seen) == EACH:
            return


@pytest.mark.parametrize("plant", FAULTS, ids=lambda plant: plant.__name__)
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_planted_fault_is_found_where_it_is(path: Path, plant: Plant) -> None:
    for fault in some(path, plant):
        found = [(f.code, f.span.line if f.span else 0) for f in check_text(fault.text)]
        assert any(code in fault.codes and line in fault.lines for code, line in found), (
            sorted(fault.codes),
            sorted(fault.lines),
            found,
        )


@pytest.mark.parametrize("plant", FAULTS, ids=lambda plant: plant.__name__)
def test_each_kind_of_fault_is_planted_somewhere(plant: Plant) -> None:
    assert any(True for path in CASES for _ in some(path, plant))


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_another_way_of_writing_the_same_gives_no_new_finding(path: Path, seed: int) -> None:
    text = path.read_text(encoding="utf-8")
    document = load_case(text, path.name, RUBRIC).document
    assert document is not None
    written = write(document.data, random.Random(f"{path.stem} {seed}"))
    allowed = {f.code for f in check_text(text)} | set(re.findall(r"allow (PP\d{3})", text))
    assert {f.code for f in check_text(written)} <= allowed
