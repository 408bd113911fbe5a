"""What the checks prove over states, worked out again by brute force over whole pasts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import naive_play as naive
from authored import authored
from hypothesis import HealthCheck, assume, given, settings
from made_cases import RUBRIC, cases
from naive_play import Past
from naive_walk import NaiveWalk

from ppsim.check import guards, plays, ways
from ppsim.check.run import run_checks
from ppsim.check.subject import Subject
from ppsim.engine.graph import scene_graph
from ppsim.explore.random_play import RandomPlay
from ppsim.explore.routes import spine
from ppsim.format.case import Branch, Case, CastMember, Line
from ppsim.format.load import load_case
from scoring.rubric import Role

MOST = 300
PULLED = replace(RUBRIC, roles={"to_rescue": Role("to_rescue", "to rescue", ("A.BAD",))})
Found = set[tuple[str, int, int]]
ofs = settings(max_examples=70, deadline=None, suppress_health_check=list(HealthCheck))


@dataclass
class Both:
    subject: Subject
    brute: NaiveWalk
    found: Found

    def at(self, code: str, *path: str | int, key: bool = False) -> tuple[str, int, int]:
        place = self.subject.key(*path) if key else self.subject.part(*path)
        span = self.subject.source.span_of(place)
        return code, span.line, span.column

    def of(self, *codes: str) -> Found:
        return {f for f in self.found if f[0] in codes}

    def pasts(self, scene: str) -> list[Past]:
        return [past for past in self.brute.steps if past.scene == scene]

    def after(self, scene: str, choice: str | None) -> list[Past]:
        return [
            step.after
            for past in self.pasts(scene)
            for step in self.brute.steps[past]
            if step.choice == choice
        ]


def both(made: Case) -> Both:
    own = CastMember(name="Olga", role="own_therapist")
    case = made.model_copy(update={"cast": {**made.cast, "olga": own}})
    brute = NaiveWalk(case, RUBRIC)
    assume(brute.explore(MOST))
    loaded = load_case(authored(case), "made.yaml", PULLED)
    assert loaded.value is not None, loaded.diagnostics
    assert loaded.document is not None
    assert loaded.value == case
    subject = Subject(loaded.value, PULLED, loaded.source, loaded.document)
    found = {(f.code, f.span.line, f.span.column) for f in run_checks(subject) if f.span}
    return Both(subject, brute, found)


# ---- guards


def expected_guards(b: Both) -> Found:
    found: Found = set()

    def judge(text: str, pasts: list[Past], *path: str | int) -> list[Past]:
        held = [past for past in pasts if naive.true([text], past)]
        if pasts and not held:
            found.add(b.at(guards.NEVER.code, *path))
        elif pasts and len(held) == len(pasts):
            found.add(b.at(guards.ALWAYS.code, *path))
        return held

    def lines(said: Iterable[Line], pasts: list[Past], *path: str | int) -> None:
        for i, line in enumerate(said):
            here, at = pasts, (*path, i)
            for condition in line.conditions:
                here = judge(condition, here, *at, "if")
                at = (*at, "lines", 0)

    def branches(ways_on: tuple[Branch, ...], pasts: list[Past], *path: str | int) -> None:
        if not pasts or len(ways_on) < 2:
            return
        here = pasts
        for i, branch in enumerate(ways_on):
            if not here:
                found.add(b.at(guards.DEAD_BRANCH.code, *path, i))
            elif branch.when is not None:
                held = judge(branch.when, here, *path, i, "if")
                here = [past for past in here if past not in held]

    for name, scene in b.subject.case.scenes.items():
        lines(scene.text, b.pasts(name), "scenes", name, "text")
        shared = [] if scene.choices and scene.hub is None else b.after(name, None)
        for i, choice in enumerate(scene.choices):
            path = ("scenes", name, "choices", i)
            if choice.when is not None:
                judge(choice.when, b.pasts(name), *path, "if")
            after = b.after(name, choice.id)
            lines(choice.then, after, *path, "then")
            if choice.next:
                branches(choice.next, after, *path, "next")
            elif scene.hub is None:
                shared += after
            else:
                shared += [past for past in after if past.scene != name]
        branches(scene.next, shared, "scenes", name, "next")
    return found


@ofs
@given(cases(5))
def test_guards_are_judged_as_brute_force_judges_them(case: Case) -> None:
    assume(not any(name in scene_next(case, name) for name in case.scenes if case.scenes[name].hub))
    b = both(case)
    codes = (guards.NEVER.code, guards.ALWAYS.code, guards.DEAD_BRANCH.code)
    assert b.of(*codes) == expected_guards(b)


def scene_next(case: Case, name: str) -> set[str]:
    return {branch.go for branch in case.scenes[name].next}


# ---- ways


@ofs
@given(cases(6))
def test_what_is_never_reached_or_never_offered_is_said(case: Case) -> None:
    b = both(case)
    reached = {past.scene for past in b.brute.steps}
    named = {
        branch.go
        for name, scene in case.scenes.items()
        for branch in (
            *(w for choice in scene.choices for w in choice.next),
            *(
                scene.next
                if scene.hub or not scene.choices or any(not c.next for c in scene.choices)
                else ()
            ),
        )
        if branch.go != name
    }
    unreached = {name for name in case.scenes if name not in reached}
    keys = {b.at("", "scenes", name, key=True)[1:]: name for name in unreached}
    assert {keys[f[1:]] for f in b.of(ways.UNUSED_SCENE.code)} == unreached - named
    told = {keys[f[1:]] for f in b.of(ways.UNREACHED.code)}
    assert told <= unreached & named
    # each of the others follows from one that is told; what is told follows from no other, but
    # for what a reached scene names as well
    graph = {
        name: [t for t in scene_graph(case)[name] if t in unreached and t != name]
        for name in unreached
    }
    following = {name: after(graph, name) for name in unreached}
    said = told | (unreached - named)
    assert unreached == said.union(*(following[name] for name in said))
    beginnings = {target for name in reached for target in scene_graph(case)[name]}
    second = told - beginnings
    assert not any(name in following[other] for name in second for other in said - {name})
    offered = {(p.scene, s.choice) for p, steps in b.brute.steps.items() for s in steps}
    never = {
        b.at(ways.NEVER_OFFERED.code, "scenes", name, "choices", i, "id")
        for name in reached
        for i, choice in enumerate(case.scenes[name].choices)
        if choice.when is None and (name, choice.id) not in offered
    }
    assert b.of(ways.NEVER_OFFERED.code) == never


def after(graph: Mapping[Any, Iterable[Any]], begin: Any) -> set[Any]:
    """What can be come to from a node by one step or more."""
    seen: set[Any] = set()
    line = [begin]
    for node in line:
        fresh = [n for n in graph[node] if n not in seen]
        seen.update(fresh)
        line += fresh
    return seen


@ofs
@given(cases(6))
def test_traps_and_dead_ends_are_where_brute_force_finds_them(case: Case) -> None:
    b = both(case)
    ends = {past for past, steps in b.brute.steps.items() if not steps}
    stuck = {past.scene for past in ends if case.scenes[past.scene].ending is None}
    assert b.of(ways.STUCK.code) == {
        b.at(ways.STUCK.code, "scenes", name, "choices", key=True) for name in stuck
    }
    stops = b.brute.union(lambda past: {"end"} if past in ends else set())
    graph = {past: [step.after for step in steps] for past, steps in b.brute.steps.items()}
    following = {past: after(graph, past) for past in graph if not stops[past]}
    order = list(case.scenes)
    rounds = {
        max((past.scene for past in reach), key=order.index)
        for past, reach in following.items()
        if all(past in following[other] for other in reach)
    }
    assert b.of(ways.TRAP.code) == {
        b.at(ways.TRAP.code, "scenes", name, key=True) for name in rounds
    }


# ---- what all plays have in common


@ofs
@given(cases(6))
def test_key_features_that_tell_nothing_are_said(case: Case) -> None:
    b = both(case)
    offers = {past: {c.id: c for c in naive.offers(case, past)} for past in b.brute.steps}
    met = {f for options in offers.values() for c in options.values() for f in c.meets}
    never = {
        b.at(plays.NEVER_MET.code, "key_features", name, key=True)
        for name in case.key_features
        if name not in met
    }
    assert b.of(plays.NEVER_MET.code) == never
    for code, line, column in b.of(plays.ALWAYS_MET.code):
        name = next(
            n
            for n in case.key_features
            if b.at(code, "key_features", n, key=True) == (code, line, column)
        )
        assert not ends_without(
            b,
            lambda past, choice, name=name: (
                choice is not None and name in offers[past][choice].meets
            ),
        )


def ends_without(b: Both, forbidden: object) -> bool:
    """Whether some play comes to an ending without a forbidden move; being stuck is no ending."""
    assert callable(forbidden)
    begin = naive.start(b.subject.case)
    seen, line = {begin}, [begin]
    for past in line:
        if b.subject.case.scenes[past.scene].ending is not None:
            return True
        for step in b.brute.steps[past]:
            if not forbidden(past, step.choice) and step.after not in seen:
                seen.add(step.after)
                line.append(step.after)
    return False


@ofs
@given(cases(6))
def test_the_spine_cannot_be_passed_by(case: Case) -> None:
    b = both(case)
    facts = b.subject.walk.facts
    for scene in (d.scene for d in spine(b.subject.walk.graph, facts) if d.same_options):
        begin = naive.start(case)
        assert begin.scene == scene or not ends_without(b, lambda past, _, s=scene: past.scene == s)
        first = [past for past in b.pasts(scene) if naive.weights(case, RUBRIC, past)]
        assert len({tuple(c.id for c in naive.offers(case, past)) for past in first}) == 1


@ofs
@given(cases(6))
def test_random_play_comes_to_each_scene_as_often_as_brute_force_says(case: Case) -> None:
    b = both(case)
    coming = {naive.start(case): 1.0}
    visits = dict.fromkeys(case.scenes, 0.0)
    for _ in range(400):
        then: dict[Past, float] = {}
        for past, chance in coming.items():
            visits[past.scene] += chance
            for step in b.brute.steps[past]:
                share = chance / len(b.brute.steps[past])
                then[step.after] = then.get(step.after, 0.0) + share
        coming = then
        if sum(coming.values()) < 1e-13:
            break
    assume(sum(coming.values()) < 1e-13)  # else some play never ends, and no count is right
    graph = b.subject.walk.graph
    play = RandomPlay(graph)
    for scene, found in zip(graph.scenes, play.visits, strict=True):
        assert abs(sum(found) - visits[scene.id]) < 1e-6
