"""Learning records: accepted by other people's validators, and the same every time."""

from __future__ import annotations

import copy
import json
import os
import random
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import jsonschema
import pytest
from handing_parts import MARKER, SHIPPED, TOMASZ, handed, material_of, play_out

from ppsim.exchange.told import tell
from ppsim.exchange.xapi import iris, profile, statements
from ppsim.store.journal import Journal
from ppsim.store.replaying import Replayed, Replayer

HERE = Path(__file__).parent
RALPH = os.environ.get("PPSIM_TEST_RALPH")
"""The interpreter that has ralph-malph."""
MODULES = os.environ.get("PPSIM_TEST_NODE_MODULES")
"""The folder node_modules with @learninglocker/xapi-validation."""


@pytest.fixture(scope="module")
def attempts(tmp_path_factory: pytest.TempPathFactory) -> list[Replayed]:
    """Two attempts each at a small case and at a shipped one, by two people."""
    replayer, found = Replayer(), []
    with Journal(tmp_path_factory.mktemp("journal") / "attempts.db") as journal:
        for path in (TOMASZ, SHIPPED[0]):
            made = material_of(path)
            for seed in range(4):
                name = f"{MARKER} {seed % 2}"
                attempt = play_out(journal, made, seed=seed, profile=name)
                found.append(replayer(handed(journal, attempt)))
    return found


@pytest.fixture(scope="module")
def lines(attempts: list[Replayed]) -> list[str]:
    return [*statements.render(tell(attempts))]


def test_a_second_export_is_the_same_to_the_byte_whatever_order_attempts_come_in(
    attempts: list[Replayed], lines: list[str]
) -> None:
    shuffled = random.Random(1).sample(attempts, len(attempts)) + attempts[:2]
    assert [*statements.render(tell(shuffled))] == lines
    ids = [json.loads(line)["id"] for line in lines]
    assert len(set(ids)) == len(ids) > 20
    assert {UUID(id_).version for id_ in ids} == {5}


def test_a_statement_says_what_was_on_offer_and_taken_and_neither_passed_nor_private(
    attempts: list[Replayed], lines: list[str]
) -> None:
    told = tell(attempts)
    rows = [(t, d) for t in told for d in t.decisions]
    for line, (attempt, decision) in zip(lines, rows, strict=True):
        said = json.loads(line)
        assert said["result"]["response"] == decision.row.chosen
        choices = said["object"]["definition"]["choices"]
        assert [c["id"] for c in choices] == [*decision.row.faced.offered]
        assert said["actor"]["account"]["name"] == attempt.attempt.person
        context = said["context"]["extensions"]
        assert sorted(context[iris.extension("order")]) == sorted(c["id"] for c in choices)
        assert context[iris.extension("case")]["hash"] == attempt.attempt.case
        assert not {"success", "completion", "score"} & set(said["result"])
    assert MARKER not in "".join(lines)
    assert not re.search(r"passed|failed|mastered", "".join(lines))
    assert {t.attempt.number for t in told} == {1, 2}


def test_the_profile_names_every_extension_and_its_schemas_and_rules_hold(
    lines: list[str],
) -> None:
    made = profile.profile()
    concepts = {c["id"]: json.loads(c["inlineSchema"]) for c in made["concepts"]}
    assert all(c["inScheme"] == made["versions"][0]["id"] for c in made["concepts"])
    used = set()
    rules = made["templates"][0]["rules"]
    for line in lines:
        said = json.loads(line)
        for part in ("result", "context"):
            for name, value in said[part]["extensions"].items():
                jsonschema.validate(value, concepts[name])
                used.add(name)
        assert said["context"]["contextActivities"]["category"][0]["id"] == iris.PROFILE_VERSION
        for rule in rules:
            there = _at(said, rule["location"])
            assert there or rule["presence"] != "included", rule
            assert not there or rule["presence"] != "excluded", rule
    assert used == set(concepts)


def _at(statement: Any, location: str) -> bool:
    """Whether something stands at a JSONPath, of the few forms that the profile uses."""
    here = [statement]
    for quoted, name, _ in re.findall(r"\['([^']+)'\]|\.(\w+)|(\[\*\])", location):
        key = quoted or name
        if not key:
            here = [inner for value in here for inner in value]
        else:
            here = [v[key] for v in here if isinstance(v, dict) and key in v]
    return bool(here)


# what other people's validators say


def by_ralph(lines: list[str]) -> list[bool]:
    if not RALPH:
        pytest.skip("PPSIM_TEST_RALPH names no interpreter with ralph-malph (.ci/run makes one)")
    return _judged([RALPH, str(HERE / "judge_statements.py")], lines)


def by_learning_locker(lines: list[str]) -> list[bool]:
    if not MODULES or not shutil.which("node"):
        pytest.skip("PPSIM_TEST_NODE_MODULES names no folder of node modules (.ci/run makes one)")
    return _judged(["node", str(HERE / "judge_statements.js"), MODULES], lines)


def _judged(command: list[str], lines: list[str]) -> list[bool]:
    text = "".join(line.rstrip("\n") + "\n" for line in lines)
    done = subprocess.run(command, input=text, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    verdicts = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(verdicts) == len(lines), done.stderr
    return verdicts


def _set(*path: Any, to: Any) -> Callable[[Any], None]:
    def change(statement: Any) -> None:
        for key in path[:-1]:
            statement = statement[key]
        if to is None:
            del statement[path[-1]]
        else:
            statement[path[-1]] = to

    return change


MUTATIONS = {
    "no actor": _set("actor", to=None),
    "no verb": _set("verb", to=None),
    "no object": _set("object", to=None),
    "id is none": _set("id", to="1234"),
    "account without home": _set("actor", "account", "homePage", to=None),
    "account without name": _set("actor", "account", "name", to=None),
    "two identifiers": _set("actor", "mbox", to="mailto:a@example.org"),
    "unknown key": _set("grade", to="A"),
    "verb is no IRI": _set("verb", "id", to="answered"),
    "verb without id": _set("verb", "id", to=None),
    "object is no IRI": _set("object", "id", to="the hour"),
    "interaction is none": _set("object", "definition", "interactionType", to="guess"),
    "choice without id": _set("object", "definition", "choices", 0, "id", to=None),
    "extension is no IRI": _set("result", "extensions", "stance", to="reactive"),
    "response is no text": _set("result", "response", to=3),
    "success is no truth": _set("result", "success", to="yes"),
    "registration is none": _set("context", "registration", to="first"),
    "time is none": _set("timestamp", to="yesterday"),
    "version of later": _set("version", to="3.0.0"),
}


@pytest.mark.parametrize("judge", [by_ralph, by_learning_locker])
def test_other_peoples_validators_accept_every_statement_and_refuse_what_was_changed(
    judge: Callable[[list[str]], list[bool]], lines: list[str]
) -> None:
    assert judge(lines) == [True] * len(lines)
    changed = []
    for change in MUTATIONS.values():
        statement = copy.deepcopy(json.loads(lines[0]))
        change(statement)
        changed.append(json.dumps(statement))
    accepted = [n for n, good in zip(MUTATIONS, judge(changed), strict=True) if good]
    assert accepted == []
