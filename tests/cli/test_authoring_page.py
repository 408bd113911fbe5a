"""docs/authoring.md is followed step by step: its commands answer what it says.

``python tests/cli/test_authoring_page.py`` writes the answers anew; read the diff.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from command_shell import Shell

from ppsim.catalogue.reading import read_case
from ppsim.scripts.read import ECHO, KEYS, STEPS, read_script
from ppsim.scripts.run import run
from ppsim.store.material import material

PAGE = Path(__file__).parents[2] / "docs" / "authoring.md"
BLOCK = re.compile(
    r"```(?P<kind>console|diff|yaml)\n(?P<body>.*?)```"
    r"|<!-- (?P<what>draft|scripts) of examples/(?P<name>\S+) -->",
    re.DOTALL,
)
EXAMPLES = PAGE.parent / "examples"
MOST = 30
"""Lines of an answer that the page shows; of a longer one its start."""


def followed(folder: Path) -> Iterator[tuple[re.Match[str], str]]:
    """Each block of commands, and what it should say."""
    env = os.environ | {"PPSIM_HOME": str(folder / "home"), "PYTHONPATH": str(PAGE.parents[1])}
    env = {k: v for k, v in env.items() if k not in ("PPSIM_CASES", "PPSIM_PROFILE")}
    blocks = list(BLOCK.finditer(PAGE.read_text("utf-8")))
    current = folder / "none.yaml"
    for n, block in enumerate(blocks):
        kind, body = block["kind"], block["body"]
        if block["what"] == "draft":
            later = [b["body"] for b in blocks[n:] if b["kind"] == "diff"]
            draft(current, EXAMPLES / block["name"], later)
        elif block["what"] == "scripts":
            shutil.copytree(EXAMPLES / block["name"], folder / block["name"])
        elif kind == "diff":
            edit(current, *sides(body))
        elif kind == "console":
            if begun := re.search(r"ppsim new --title \"(.*?)\"", body):
                current = folder / f"{begun[1].lower().replace(' ', '-')}.yaml"
            answers = [line[1:].strip() for line in body.split("\n") if line.startswith(">")]
            told = ""
            for line in body.split("\n"):
                if line.startswith("$ ppsim "):
                    told += f"{line}\n{answer(folder, env, line, answers)}"
            yield block, told


def answer(folder: Path, env: dict[str, str], line: str, answers: list[str]) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "ppsim", *shlex.split(line)[2:]],
        input="".join(f"{text}\n" for text in answers),
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        env=env,
        check=False,
    )
    told = (done.stdout + done.stderr).split("\n")
    if answers:
        inputs = [n for n, text in enumerate(told) if text.startswith(">")]
        told = [*told[: inputs[len(answers) - 1] + 1], "[...]", *told[-2:]]
    elif len(told) > MOST:
        told = [*told[:MOST], "[...]", ""]
    return "\n".join(text.rstrip() for text in told)


def sides(diff: str) -> tuple[str, str]:
    rows = diff.strip("\n").split("\n")
    old = "".join(f"{row[1:]}\n" for row in rows if row.startswith("-"))
    new = "".join(f"{row[1:]}\n" for row in rows if row.startswith("+"))
    return old, new


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), "utf-8")


def draft(path: Path, example: Path, diffs: list[str]) -> None:
    """The example as it was before the edits that the page shows."""
    assert path.exists(), "ppsim new has begun it"
    shutil.copyfile(example, path)
    for diff in reversed(diffs):
        old, new = sides(diff)
        edit(path, new, old)


@dataclass(frozen=True)
class Followed:
    """The page followed once, in a folder of its own."""

    folder: Path
    said: tuple[tuple[str, str], ...]
    """Of each block of commands what the page says and what was said."""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Followed:
    folder = tmp_path_factory.mktemp("page")
    return Followed(folder, tuple((block["body"], told) for block, told in followed(folder)))


def test_every_command_of_the_page_answers_what_the_page_says(page: Followed) -> None:
    for body, told in page.said:
        assert body.split("\n") == told.split("\n")
    assert len(page.said) >= 12
    made = page.folder / "the-jar.yaml"
    assert made.read_bytes() == (EXAMPLES / "the-jar.yaml").read_bytes()


def test_the_script_on_the_page_passes_on_the_case_of_the_page(page: Followed) -> None:
    (text,) = (b["body"] for b in BLOCK.finditer(PAGE.read_text("utf-8")) if b["kind"] == "yaml")
    script, findings, _ = read_script(text, "page.yaml")
    assert script is not None, findings
    playable = read_case(page.folder / "the-last-bus.yaml").playable
    assert playable is not None
    made = material(*playable)
    assert run(script, made.story, made.rubric).failure is None


def test_every_key_of_a_script_is_on_the_page() -> None:
    page = PAGE.read_text("utf-8")
    for key in (*KEYS, *STEPS, *ECHO):
        assert f"`{key}" in page or f"{key}:" in page, key


@pytest.mark.parametrize(
    ("name", "scenes", "scripts"), [("the-jar", 12, 3), ("the-spare-key", 11, 5)]
)
def test_an_example_checks_clean_is_laid_out_and_its_scripts_leave_nothing_out(
    shell: Shell, name: str, scenes: int, scripts: int
) -> None:
    example = EXAMPLES / f"{name}.yaml"
    playable = read_case(example).playable
    assert playable is not None
    assert len(playable[0].value.scenes if playable[0].value else ()) == scenes
    assert shell("check", example) == 0
    plays = sorted((EXAMPLES / f"{name}.plays").glob("*.yaml"))
    assert len(plays) == scripts
    assert shell("fmt", "--check", example, *plays) == 0
    assert shell("test", example, "--format", "json") == 0
    (found,) = json.loads(shell.out)["cases"]
    assert found["not_taken"] == []
    assert found["not_reached"] == []


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made_in:
        anew = PAGE.read_text("utf-8")
        for found, said in followed(Path(made_in)):
            anew = anew.replace(found[0], f"```console\n{said}```", 1)
        PAGE.write_text(anew, "utf-8")
