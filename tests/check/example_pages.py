"""The pages under docs/checks, and the whole files their examples are pieces of."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ppsim.check.run import findings
from ppsim.cli.commands.check import findings as findings_of
from ppsim.engine.story import compile_case
from ppsim.format.diagnostics import Diagnostic
from ppsim.format.load import load_case, load_rubric
from ppsim.scripts.read import read_script
from ppsim.scripts.run import run as run_script
from scoring.rubric import Rubric

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs" / "checks"
LONGER = "# the longer case"
WHOLE = "# the whole file\n"
A_RUBRIC = "# a rubric"
A_SCRIPT = "# a play script"
_KEY = re.compile(r"^[a-z_]+:", re.MULTILINE)
_SCENE = re.compile(r"^  [a-z][\w-]*:", re.MULTILINE)
_EXAMPLE = re.compile(r"```yaml\n(.*?)```|^Made by the tests: (.+)\.$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Example:
    """One example: the text of a piece, or words that say how the file is made."""

    text: str
    made: bool


@dataclass(frozen=True)
class Page:
    """One page: its heading and its examples, as they stand there."""

    code: str
    title: str
    severity: str
    bad: tuple[Example, ...]
    good: tuple[Example, ...]


def read_page(path: Path) -> Page:
    text = path.read_text(encoding="utf-8")
    head = re.match(r"# (P[PT]\d{3}): (.+)\n\n\*(\w+) · [^*]+\*\n", text)
    assert head, f"{path.name} has no heading"
    parts = re.split(r"^## ", text, flags=re.MULTILINE)
    assert any(part.startswith("Why it matters\n") for part in parts)

    def examples(name: str) -> tuple[Example, ...]:
        for part in parts:
            if part.startswith(f"{name}\n"):
                found = _EXAMPLE.finditer(part)
                return tuple(Example(m[1] or m[2], m[2] is not None) for m in found)
        return ()

    return Page(head[1], head[2], head[3], examples("Bad"), examples("Good"))


def whole(example: str) -> str:
    """The whole file an example stands for: the small one, its keys replaced by the example's.

    Of the longer case single scenes are replaced.
    """
    if example.startswith(WHOLE):
        return example.removeprefix(WHOLE)
    if example.startswith(A_SCRIPT):
        return example
    longer = example.startswith(LONGER)
    base = _base("rubric" if example.startswith(A_RUBRIC) else "long" if longer else "short")
    blocks, given = _blocks(base, _KEY), _blocks(example, _KEY)
    if longer and "scenes:" in given:
        scenes = _blocks(blocks["scenes:"], _SCENE) | _blocks(given["scenes:"], _SCENE)
        given["scenes:"] = "".join(scenes.values())
    merged = blocks | given
    last = merged.pop("scenes:", "")
    return "".join(merged.values()) + last


def _base(name: str) -> str:
    return (PAGES / f"{name}.yaml").read_text(encoding="utf-8")


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


def _with(more: str) -> Callable[[Path], bytes | None]:
    return lambda path: (_base("short") + more).encode()


def _line(length: int) -> Callable[[Path], bytes | None]:
    return lambda path: _base("short").replace("He takes his coat.", "a" * length).encode()


MADE: dict[str, Callable[[Path], bytes | None]] = {
    "a path at which there is nothing": lambda path: None,
    "the small case as it is": _with(""),
    "the small case with café, saved as Latin-1": lambda path: (
        _base("short").replace("coat", "café").encode("latin-1")
    ),
    "the small case with café, saved as UTF-8": lambda path: (
        _base("short").replace("coat", "café").encode()
    ),
    "the small case, saved as rich text": lambda path: (
        b"{\\rtf1\\ansi\\f0 " + _base("short").replace("\n", "\\par\n").encode() + b"}"
    ),
    "the small case with 2049 KiB of comments below it": _with(f"# {'-' * 1021}\n" * 2049),
    "the small case with 20 KiB of comments below it": _with(f"# {'-' * 1021}\n" * 20),
    "the small case with one line of 20,001 letters": _line(20_001),
    "the small case with one line of 2,000 letters": _line(2_000),
    "the small case with 201 keys that the format does not know": _with(
        "".join(f"zz{n}: 1\n" for n in range(201))
    ),
    "the small case with 3 keys that the format does not know": _with(
        "".join(f"zz{n}: 1\n" for n in range(3))
    ),
}
"""What a page says where its example can be no piece of a file -> the bytes of the file."""


def found_in(example: Example, folder: Path) -> tuple[Diagnostic, ...]:
    """Everything that is found in the file an example stands for."""
    path = folder / "case.yaml"
    path.unlink(missing_ok=True)
    if example.made:
        data = MADE[example.text](path)
        if data is not None:
            path.write_bytes(data)
    elif example.text.startswith(A_SCRIPT):
        return _played(example.text)
    else:
        path.write_text(whole(example.text), encoding="utf-8")
    return findings_of(path)


def _played(text: str) -> tuple[Diagnostic, ...]:
    """What a script's reading finds, and where it fails on the small case."""
    script, found, lines = read_script(text, "script.yaml")
    if script is None:
        return found
    case = load_case(_base("short"), "case.yaml", RUBRIC).value
    assert case is not None
    failure = run_script(script, compile_case(case), RUBRIC, lines).failure
    return (*found, *([failure] if failure else []))


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
