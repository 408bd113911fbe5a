"""An adversary against the privacy policy, by enumeration. Run by itself for many cohorts:

    python tests/cohort/privacy_attack.py 10000
    python tests/cohort/privacy_attack.py 2000 waves

The adversary knows the case, the policy, who was in the cohort when, who re-took, and every output
that a room or the outside was ever shown; with ``insider`` also the choices of one member. Of the
choices of others nothing. A *world* is what everybody chose. Worlds in which every output would
have been the same are consistent with what was shown. At each decision that the person attacked
came to, there must be two of them in which she came to it and took different options. The policy
itself is run on one world after another: those in which two or four people have changed places,
those in which the person attacked chose otherwise, and those in which up to four others did so too;
then, where none of them would have looked the same, by climbing (``privacy_climb``) from several
beginnings, whoever has to move. If that finds none either, the person counts as exposed; it may
still be that the search was too short.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations_with_replacement, islice, permutations, product
from random import Random

from privacy_climb import climb

from ppsim.cohort.figures import figures_of
from ppsim.cohort.policy import next_issue, show
from ppsim.cohort.policy_issue import Issue
from ppsim.cohort.shown import Shown
from ppsim.cohort.structure import ENDING, Structure, echo_name
from scoring.cohort.rows import Attempt, Decision, EchoRow, Faced, OptionFacts, Rows
from scoring.echo import Outcome

CLIMBS, STEPS = 24, 2_000
"""So often, and so long, the search climbs where no near world was found."""

Way = tuple[tuple[str, str], ...]
"""(scene, option) pairs from start to ending."""


def faced(scene: str, *weights: float, k: int = 1, spine: bool = True) -> Faced:
    ids = "abcd"
    options = tuple(
        OptionFacts(ids[i], w, "reflective" if w > 0 else "reactive" if w < 0 else "neutral")
        for i, w in enumerate(weights)
    )
    return Faced(scene, "therapy", options, k, spine=spine)


FIRST = faced("first", 2, -1, -1, k=2)
ASIDE = faced("aside", 1, -1, spine=False)
LATER = faced("later", 1, 0, -2)
LAST = faced("last", 1, -1)
DEEPER = faced("deeper", 1, -1, spine=False)
CASE = {f.scene: f for f in (FIRST, ASIDE, DEEPER, LATER, LAST)}
STRUCTURE = Structure(
    order=(*CASE, "good", "bad"),
    decisions=tuple(CASE.values()),
    endings=("good", "bad"),
    patterns=("giving",),
    spine=frozenset({"first", "later", "last"}),
    upstream={
        "first": frozenset(),
        "aside": frozenset({"first"}),
        "deeper": frozenset({"first", "aside"}),
        "later": frozenset(),
        "last": frozenset(),
        ENDING: frozenset(CASE),
        echo_name("giving"): frozenset({"first", "last"}),
    },
    leads={},
)
"""Only ``first: a`` leads to ``aside``, only ``aside: a`` to ``deeper``; ``last`` decides on the
ending, unless ``aside: b`` has."""


def ways() -> tuple[Way, ...]:
    besides: dict[str, tuple[Way, ...]] = {
        "a": (
            (("aside", "a"), ("deeper", "a")),
            (("aside", "a"), ("deeper", "b")),
            (("aside", "b"),),
        ),
        "b": ((),),
        "c": ((),),
    }
    return tuple(
        (("first", first), *between, ("later", later), ("last", last))
        for first, later, last in product("abc", "abc", "ab")
        for between in besides[first]
    )


WAYS = ways()


def ending(way: Way) -> str:
    taken = dict(way)
    return "bad" if taken["last"] == "b" or taken.get("aside") == "b" else "good"


@dataclass(frozen=True)
class Member:
    name: str
    joins: int
    leaves: int
    """The step at which she is no longer there; beyond the last if she stays."""
    retakes: int | None
    fast: bool = False


@dataclass(frozen=True)
class Timeline:
    """Who was there when. Known to the adversary; the worlds differ in what they chose."""

    members: tuple[Member, ...]
    steps: int
    target: int


World = tuple[Way, ...]
"""What each member chose."""


def rows_of(member: Member, way: Way, number: int) -> Rows:
    id_ = f"{member.name}-{number}"
    attempt = Attempt(
        id_, member.name, "case", "case", "rubric", number, ending="held", ending_scene=ending(way)
    )
    decisions = tuple(
        Decision(id_, n, CASE[scene], option, "next")
        for n, (scene, option) in enumerate(way, start=1)
    )
    return Rows(attempt, decisions, (EchoRow(id_, "giving", 1, True, came_back(way)),))


def came_back(way: Way) -> Outcome:
    """Drawn in by ``first: a``; with the supervisor, at ``last``, again or seen."""
    taken = dict(way)
    if taken["first"] != "a":
        return "not_taken"
    return "echo" if taken["last"] == "b" else "broken"


def outputs(timeline: Timeline, world: World) -> Iterator[Shown]:
    """Everything that was ever shown to a room or outside, step by step."""
    last: Issue | None = None
    for step in range(timeline.steps):
        rows = []
        for member, way in zip(timeline.members, world, strict=True):
            if member.joins <= step < member.leaves:
                rows.append(rows_of(member, way, 1))
                if member.retakes is not None and member.retakes <= step:
                    rows.append(rows_of(member, WAYS[0], 2))
        if not rows:
            continue
        figures = figures_of(rows, (), STRUCTURE)
        last = next_issue(figures, last)
        yield show(figures, "projection", last)
        yield show(figures, "external", last)


def fits(timeline: Timeline, world: World, seen: list[Shown]) -> bool:
    """Whether a world would have looked the same; left off at the first difference."""
    return all(a == b for a, b in zip(outputs(timeline, world), seen, strict=True))


def unprotected(
    timeline: Timeline, world: World, insider: int | None, tries: int = 5_000, climbs: int = CLIMBS
) -> list[str]:
    """Decisions of the person attacked for which only one choice is left."""
    seen = list(outputs(timeline, world))
    target = timeline.target
    found = []
    for scene, true in world[target]:
        near = islice(others_near(timeline, world, insider, scene), tries)
        if not any(
            dict(other[target]).get(scene) not in (true, None) and fits(timeline, other, seen)
            for other in near
        ) and not any(
            climbed(timeline, world, insider, scene, seen, again) for again in range(climbs)
        ):
            found.append(scene)
    return found


def climbed(
    timeline: Timeline,
    world: World,
    insider: int | None,
    scene: str,
    seen: list[Shown],
    again: int,
) -> bool:
    """Whether climbing comes by a consistent world in which she chose otherwise at ``scene``."""
    target, rng = timeline.target, Random(f"{scene}/{again}")
    true = dict(world[target])[scene]
    free = [i for i in range(len(world)) if i not in (target, insider)]
    otherwise = [way for way in WAYS if dict(way).get(scene) not in (true, None)]
    looks = [part for shown in seen for part in parts(shown)]

    def differences(of: World) -> int:
        there = (part for shown in outputs(timeline, of) for part in parts(shown))
        return sum(a != b for a, b in zip(there, looks, strict=True))

    def step(of: World, rng: Random) -> World | None:
        new = list(of)
        if rng.random() < 0.7:  # two change places
            i, j = rng.choice((target, rng.choice(free))), rng.choice(free)
            new[i], new[j] = new[j], new[i]
        else:
            i = rng.choice((target, *free))
            near = elsewhere(of[i], rng.choice(("first", "later", "last")))
            new[i] = rng.choice(otherwise if i == target else near)
        return tuple(new) if new[target] in otherwise and new != [*of] else None

    partners = [i for i in free if world[i] in otherwise]
    start = list(world)
    if partners:
        i = rng.choice(partners)
        start[i], start[target] = start[target], start[i]
    else:
        start[target] = rng.choice(otherwise)
    last = climb(tuple(start), differences, step, rng, STEPS)
    return last is not None and fits(timeline, last, seen)


def parts(shown: Shown) -> Iterator[object]:
    """What a view says, piece by piece, to see how far two of them are apart."""
    yield from shown.decisions
    yield from shown.tables
    yield shown.edges
    yield shown.patterns
    yield replace(shown, decisions=(), tables=(), edges=(), patterns=())


def others_near(
    timeline: Timeline, world: World, insider: int | None, scene: str
) -> Iterator[World]:
    """Worlds to try: people changing places, the person attacked alone, with up to four others."""
    target = timeline.target
    free = [i for i in range(len(world)) if i not in (target, insider)]
    alike = sorted(free, key=lambda i: timeline.members[i].joins != timeline.members[target].joins)
    true = dict(world[target]).get(scene)

    def put(changes: dict[int, Way]) -> World:
        return tuple(changes.get(i, way) for i, way in enumerate(world))

    for i in alike:
        if dict(world[i]).get(scene) not in (true, None):
            yield put({i: world[target], target: world[i]})
    different = [way for way in WAYS if dict(way).get(scene) not in (true, None)]
    different.sort(key=lambda way: -len(set(way) & set(world[target])))
    for way in different:
        yield put({target: way})
    me = timeline.members[target]
    beside = [i for i in free if timeline.members[i].joins == me.joins]
    for together in (beside, [i for i in beside if timeline.members[i].leaves == me.leaves]):
        for way in different:  # all who came, or came and went, with her go one way
            option = dict(way)[scene]
            alike_now = {i: _taking(world[i], scene, option) for i in together}
            yield put({**alike_now, target: way})
    # people of one timeline and one way are alike: it is enough to move so many of a kind
    kinds: dict[tuple[Member, Way], list[int]] = {}
    for i in free:
        kinds.setdefault((replace(timeline.members[i], name=""), world[i]), []).append(i)
    firsts = [of_kind[0] for of_kind in kinds.values()]
    for n, j, k in permutations(firsts, 3):
        if j < k and dict(world[n]).get(scene) not in (true, None) and world[j] != world[k]:
            yield put({n: world[target], target: world[n], j: world[k], k: world[j]})
    moves = [(kind, way) for kind in kinds for way in elsewhere(kind[1], scene)]
    for count in range(1, 5):
        for way in (
            w for w in elsewhere(world[target], scene) if dict(w).get(scene) not in (true, None)
        ):
            for moved in combinations_with_replacement(moves, count):
                changes = {target: way}
                left = {kind: iter(kinds[kind]) for kind, _way in moved}
                for kind, other in moved:
                    at = next(left[kind], None)
                    if at is not None:
                        changes[at] = other
                if len(changes) == count + 1:
                    yield put(changes)


def _taking(way: Way, scene: str, option: str) -> Way:
    """The way as it is, or one beside it that takes an option."""
    taking = (other for other in elsewhere(way, scene) if dict(other).get(scene) == option)
    return way if dict(way).get(scene) == option else next(taking, way)


def elsewhere(way: Way, scene: str) -> list[Way]:
    """The ways that differ at one decision, and in where that leads."""
    aside = ("first", "aside", "deeper")
    kept = {s: o for s, o in way if s != scene and not (s in aside and scene in aside)}
    return [other for other in WAYS if other != way and kept.items() <= dict(other).items()]


def draw(rng: Random) -> tuple[Timeline, World]:
    """A small cohort: mostly of one mind or divided, with comings and goings round one person."""
    n = rng.randint(3, 18)
    steps = rng.randint(2, 4)
    members = [Member(f"m{i}", 0, steps, None) for i in range(n)]
    event = rng.choice(("joins", "leaves", "re-takes"))
    at = rng.randrange(1, steps)
    beside = rng.choice((0, 0, 1, 2, 3, 5))
    made = {"joins": Member("t", at, steps, None), "leaves": Member("t", 0, at, None)}
    members.append(made.get(event, Member("t", 0, steps, at)))
    for i in range(beside):
        members.append(rng.choice((Member(f"b{i}", at, steps, None), Member(f"b{i}", 0, at, None))))
    for i in range(rng.choice((0, 0, 3, 4))):
        when = rng.randrange(1, steps)
        members.append(
            rng.choice((Member(f"c{i}", when, steps, None), Member(f"c{i}", 0, when, None)))
        )
    usual, firmness = rng.choice(WAYS), rng.choice((0.5, 0.8, 0.9, 0.97, 1.0))
    world = tuple(usual if rng.random() < firmness else rng.choice(WAYS) for _member in members)
    rng.shuffle(members)
    target = next(i for i, member in enumerate(members) if member.name == "t")
    return Timeline(tuple(members), steps, target), world


def waves(rng: Random) -> tuple[Timeline, World]:
    """A group of one mind, then many newcomers who are not, then some leave, then some more come.

    What was "nearly all" becomes counts on the way, which chance alone hardly ever brings about.
    """
    usual, steps = rng.choice(WAYS), rng.choice((3, 3, 4))
    kinds = (
        (Member("s", 0, steps, None), rng.randint(5, 14), (0.9, 1.0)),
        (Member("l", 0, rng.randint(1, 2), None), rng.randint(0, 5), (0.3, 0.9)),
        (Member("n", 1, steps, None), rng.randint(4, 9), (0.2, 0.6)),
        (Member("g", 1, 2, None), rng.choice((0, 0, 3, 5)), (0.2, 0.6)),
        (Member("z", 2, steps, None), rng.choice((0, 0, 3, 6)), (0.2, 0.6)),
    )
    people = []
    for kind, size, firm in kinds:
        firmness = rng.uniform(*firm)
        for i in range(size):
            way = usual if rng.random() < firmness else rng.choice(WAYS)
            people.append((replace(kind, name=f"{kind.name}{i}"), way))
    members, world = zip(*people, strict=True)
    return Timeline(members, steps, rng.randrange(len(members))), world


def attack(
    cohorts: int,
    seed: int,
    *,
    insider: bool,
    tries: int = 5_000,
    climbs: int = CLIMBS,
    enough: int | None = None,
    drawn: Callable[[Random], tuple[Timeline, World]] = draw,
) -> list[str]:
    """Attack random cohorts; what comes back are those in which somebody was exposed.

    ``tries`` worlds are tried for each choice, then ``climbs`` walks; ``enough`` exposed cohorts
    end the attack.
    """
    exposed: list[str] = []
    for number in range(cohorts):
        if enough is not None and len(exposed) >= enough:
            break
        rng = Random(f"{seed}/{number}")
        timeline, world = drawn(rng)
        inside = None
        if insider:
            inside = rng.choice([i for i in range(len(world)) if i != timeline.target])
        scenes = unprotected(timeline, world, inside, tries, climbs)
        if scenes:
            exposed.append(f"cohort {number} of seed {seed}: {', '.join(scenes)}")
    return exposed


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    which = waves if "waves" in sys.argv[2:] else draw
    for inside in (False, True):
        found = attack(count, 1, insider=inside, drawn=which)
        who = "a member's own choices" if inside else "no choices"
        print(f"adversary who knows {who}: {count} cohorts, {len(found)} exposed")
        for line in found[:10]:
            print(" ", line)
