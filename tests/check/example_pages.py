"""The pages under docs/checks, and the whole cases their examples are pieces of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from ppsim.check.run import findings
from ppsim.format.diagnostics import Diagnostic
from ppsim.format.load import load_case, load_rubric
from scoring.rubric import Rubric

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs" / "checks"
LONGER = "# the longer case"
_KEY = re.compile(r"^[a-z_]+:", re.MULTILINE)
_SCENE = re.compile(r"^  [a-z][\w-]*:", re.MULTILINE)


@dataclass(frozen=True)
class Page:
    """One page: its heading and its examples, as they stand there."""

    code: str
    title: str
    severity: str
    bad: tuple[str, ...]
    good: tuple[str, ...]


def read_page(path: Path) -> Page:
    text = path.read_text(encoding="utf-8")
    head = re.match(r"# (PP\d{3}): (.+)\n\n\*(\w+) · [^*]+\*\n", text)
    assert head, f"{path.name} has no heading"
    parts = re.split(r"^## ", text, flags=re.MULTILINE)
    assert any(part.startswith("Why it matters\n") for part in parts)

    def examples(name: str) -> tuple[str, ...]:
        for part in parts:
            if part.startswith(f"{name}\n"):
                return tuple(re.findall(r"```yaml\n(.*?)```", part, re.DOTALL))
        return ()

    return Page(head[1], head[2], head[3], examples("Bad"), examples("Good"))


def whole(example: str) -> str:
    """The whole case an example stands for: the small one, its keys replaced by the example's.

    Of the longer case single scenes are replaced.
    """
    if example.startswith("ppsim:"):
        return example
    longer = example.startswith(LONGER)
    base = (PAGES / ("long.yaml" if longer else "short.yaml")).read_text(encoding="utf-8")
    blocks, given = _blocks(base, _KEY), _blocks(example, _KEY)
    if longer and "scenes:" in given:
        scenes = _blocks(blocks["scenes:"], _SCENE) | _blocks(given["scenes:"], _SCENE)
        given["scenes:"] = "".join(scenes.values())
    merged = blocks | given
    return "".join(merged[key] for key in merged if key != "scenes:") + merged["scenes:"]


def _blocks(text: str, start: re.Pattern[str]) -> dict[str, str]:
    """The text cut before each key; comments go with the key below them."""
    found: dict[str, str] = {}
    name, lines, waiting = "", [], []
    for line in text.splitlines(keepends=True):
        if line.lstrip().startswith("#"):
            waiting.append(line)
            continue
        match = start.match(line)
        if match:
            found[name] = found.get(name, "") + "".join(lines)
            name, lines = match[0].strip(), []
        lines += [*waiting, line]
        waiting = []
    found[name] = found.get(name, "") + "".join([*lines, *waiting])
    return found


def core() -> Rubric:
    path = ROOT / "scoring" / "rubrics" / "ppsim-core.yaml"
    rubric = load_rubric(path.read_bytes(), path.name).value
    assert rubric is not None
    return rubric


RUBRIC = core()


def check_text(text: str, **settings: object) -> tuple[Diagnostic, ...]:
    """All findings about a whole case in a text."""
    loaded = load_case(text, "case.yaml", RUBRIC)
    return findings(loaded, RUBRIC, **settings)  # type: ignore[arg-type]
