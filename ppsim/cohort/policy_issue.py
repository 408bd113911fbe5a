"""Issues: what a room or the outside was once shown, and when it may be shown something new.

Whoever sees a figure before and after somebody came, left or changed can subtract. So

1. a new issue is made only after **three or more people changed** since the last one; until then
   the last one is shown again, as it was; and if somebody in it withdrew, it is retracted, and
   nothing is shown instead;
2. within a new issue, one table moves only where **those who came or went together divide on it**
   (three or more are not with the others): any of them may then have been any of the others, also
   for somebody who knows that she is one of these. Else it stays as it was last shown, or, where
   somebody in it has withdrawn, is not shown any more. A table that says "nearly all" of one option
   may go on saying so, since one or two others are covered by it, after five or more newcomers or
   none. Once such a table has become counts, it is not shown any more when somebody counted in it
   withdraws: of those before, one or two others at most are known to have been there, and whoever
   took these along would leave the rest alike;
3. a table whose counts depend on earlier choices moves only where those choices divide likewise:
   how many came to a place tells what was chosen before it;
4. an attempt once withdrawn is in no later issue, should it come back.

People are told apart by nothing but when they came and went, so everybody in one such group is as
likely as the next to have made any choice of the group. tests/cohort attacks this by enumeration.

An issue is kept by whoever made it, for their eyes: it holds pseudonymous ids of attempts, and
exact counts of those who came together. It must not be shown; ``ppsim.cohort.policy`` shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from ppsim.cohort.policy_forms import COUNTS_FROM, OTHERS, Form, Nothing, OneWay, form_of, others
from ppsim.cohort.structure import Structure

CHANGED = 3
"""People who must have changed before there is a new issue."""
DIVIDE = OTHERS + 1
"""So many must be apart from the rest for a group to divide: more than "nearly all" covers, or that
a table stays as it was would tell whoever is apart that nobody else is."""
ENOUGH = 5
"""So many newcomers, or none, there must be before "nearly all" is looked at again: after one or
two, that it no longer held would tell what they chose."""
AGAIN = 6
"""So many others there must be before "nearly all" may become counts."""

Votes = Mapping[str, int]
Tables = Mapping[str, Votes]


@dataclass(frozen=True, slots=True)
class Gone:
    """Attempts that were in an issue and are in no later one."""

    ids: frozenset[str]
    joined: int
    left: int
    tables: Tables


@dataclass(frozen=True, slots=True)
class Issue:
    """What was shown last, with what is needed to decide on the next."""

    number: int
    people: Mapping[str, frozenset[str]]
    """Pseudonym -> ids of all attempts of hers that entered any figure, re-takes among them."""
    joined: Mapping[str, int]
    """Id of a first attempt in this issue -> the number of the issue it came with."""
    tables: Mapping[int, Tables]
    """Exact counts of those who came with one issue and are still here, by its number."""
    forms: Mapping[str, Form]
    """What is shown: table -> form."""
    moved: Mapping[str, tuple[int, ...]]
    """Table -> the issues in which it moved, as far as the next must be held against them."""
    covered: Mapping[str, int] = field(default_factory=dict)
    """Table -> the issue in which it last became counts that had been "nearly all"."""
    seen: Mapping[str, Form] = field(default_factory=dict)
    """Table -> what it last said, shown or not any more."""
    gone: tuple[Gone, ...] = ()
    began: int = 0
    """First attempts begun, finished or not."""
    finished: int = 0
    """First attempts in it."""
    said: str | None = None
    """What is said of first against second attempts."""
    retracted: bool = False
    """Somebody in it withdrew: nothing is shown until the next."""
    withdrawn: frozenset[str] = field(default=frozenset())


@dataclass(frozen=True, slots=True)
class Group:
    """The group as it is now, for deciding on an issue."""

    people: Mapping[str, frozenset[str]]
    """As in ``Issue``."""
    votes: Mapping[str, Mapping[str, str]]
    """Id of a first attempt that counts -> table -> what it holds of hers."""
    options: Mapping[str, tuple[str, ...]]
    """Table -> its options, in the author's order."""
    began: int = 0
    said: str | None = None
    """What may be said of first against second attempts."""

    def count(self, ids: Iterable[str]) -> Tables:
        """The tables of some attempts."""
        found = {table: dict.fromkeys(options, 0) for table, options in self.options.items()}
        for id_ in ids:
            for table, option in self.votes[id_].items():
                found[table][option] += 1
        return found


def changed_people(last: Issue, now: Group) -> int:
    """How many people came, left or made another attempt since an issue."""
    names = set(last.people) | set(now.people)
    none: frozenset[str] = frozenset()
    return sum(last.people.get(p, none) != now.people.get(p, none) for p in names)


def issue(now: Group, structure: Structure, last: Issue | None = None) -> Issue:
    """The issue to show now: the last one again, retracted, or a new one.

    Args:
        now: the group as it is.
        structure: the shape of the case.
        last: the issue shown last, if any; whatever is shown must have come from here.
    """
    if last is None or not last.seen:  # nothing was shown, so there is nothing to subtract from
        return _make(now, structure, None)
    back = {i for g in last.gone for i in g.ids} & set(now.votes)
    if back:
        kept = {i: votes for i, votes in now.votes.items() if i not in back}
        now = replace(now, votes=kept)
    withdrew = last.withdrawn | (set(last.joined) - set(now.votes))
    if changed_people(last, now) < CHANGED:
        if withdrew and not last.retracted:
            return replace(last, retracted=True, withdrawn=frozenset(withdrew))
        return last
    return _make(now, structure, last)


def _make(now: Group, structure: Structure, last: Issue | None) -> Issue:
    number = 1 if last is None else last.number + 1
    before = last.joined if last is not None else {}
    joined = {i: before.get(i, number) for i in now.votes}
    tables = {
        when: now.count(i for i, came in joined.items() if came == when)
        for when in sorted(set(joined.values()))
    }
    gone = _gone(now, last, number)
    made = Issue(
        number=number,
        people=now.people,
        joined=joined,
        tables=tables,
        forms={},
        moved={},
        gone=gone,
        began=now.began,
        finished=len(now.votes),
        said=now.said,
    )
    whole = now.count(now.votes)
    forms: dict[str, Form] = {}
    moved: dict[str, tuple[int, ...]] = {}
    seen: dict[str, Form] = {}
    covered = dict(last.covered) if last is not None else {}
    for table, votes in whole.items():
        new = _proposed(table, votes, whole, structure, len(now.votes))
        move = _moves(table, new, whole, made, structure, last)
        when = last.moved.get(table, ()) if last is not None else ()
        old = last.seen.get(table) if last is not None else None
        if move and not isinstance(new, Nothing):
            forms[table] = seen[table] = new
            moved[table] = (*when, number)
            if isinstance(old, OneWay) and not isinstance(new, OneWay):
                moved[table], covered[table] = (number,), number
            continue
        stale = any(when and g.joined <= when[-1] < g.left for g in gone)
        kept = last.forms.get(table) if last is not None else None
        forms[table] = Nothing() if kept is None or stale else kept
        if old is not None:
            seen[table], moved[table] = old, when
    return replace(made, forms=forms, moved=moved, seen=seen, covered=covered)


def _gone(now: Group, last: Issue | None, number: int) -> tuple[Gone, ...]:
    """Those who had left, and those who left since, by when they came; with their counts."""
    if last is None:
        return ()
    found = list(last.gone)
    for when, tables in last.tables.items():
        left = frozenset(
            i for i, came in last.joined.items() if came == when and i not in now.votes
        )
        if left:
            staying = now.count(
                i for i, came in last.joined.items() if came == when and i in now.votes
            )
            theirs = {
                table: {o: n - staying.get(table, {}).get(o, 0) for o, n in votes.items()}
                for table, votes in tables.items()
            }
            found.append(Gone(left, when, number, theirs))
    return tuple(found)


def _proposed(table: str, votes: Votes, whole: Tables, structure: Structure, n: int) -> Form:
    """What a table would say by itself, and in view of the choices its counts depend on."""
    upstream = structure.depends_on(table)
    if upstream is None:
        upstream = frozenset(t for t in whole if t != table)
    branch = table not in structure.spine
    here = sum(votes.values())
    if branch and not table.startswith("(") and n - here <= OTHERS:
        return Nothing()
    for scene in upstream:
        earlier = whole.get(scene)
        if earlier is not None and any(earlier.values()) and others(earlier) <= OTHERS:
            return Nothing()
    return form_of(votes)


def _moves(
    table: str,
    new: Form,
    whole: Tables,
    made: Issue,
    structure: Structure,
    last: Issue | None,
) -> bool:
    """Whether a table may now be shown as ``new``, for all that was shown before."""
    if last is None:
        return True
    upstream = structure.depends_on(table)
    if upstream is None:
        upstream = frozenset(t for t in whole if t != table)
    if any(_uncovered(scene, made, last) for scene in (table, *upstream)):
        return False
    if not all(_divides(scene, made, last.moved.get(scene, ())) for scene in upstream):
        return False
    old, when = last.seen.get(table), last.moved.get(table, ())
    if old is None or _divides(table, made, when):
        return True
    if not isinstance(old, OneWay):
        return False
    came = sum(sum(made.tables[t].get(table, {}).values()) for t in made.tables if t > when[-1])
    if 0 < came < ENOUGH:
        return False
    if isinstance(new, OneWay):
        return old.option == new.option
    return others(whole[table]) >= AGAIN and whole[table].get(old.option, 0) > (
        old.n or COUNTS_FROM - 1
    )


def _uncovered(table: str, made: Issue, last: Issue) -> bool:
    """Whether somebody withdrew who was counted when "nearly all" became counts."""
    when = last.covered.get(table)
    return when is not None and any(g.joined <= when < g.left for g in made.gone)


def _divides(table: str, made: Issue, when: tuple[int, ...]) -> bool:
    """Whether each group of those who came or went together divides on a table.

    Groups are told apart by the issues in which the table moved: ``when``, and now.
    """
    times = (*when, made.number)
    groups: dict[tuple[int, int], dict[str, int]] = {}

    def add(joined: int, left: int, theirs: Votes) -> None:
        first = min((t for t in times if t >= joined), default=made.number)
        end = min((t for t in times if t >= left), default=made.number + 1)
        if first < end:
            group = groups.setdefault((first, end), {})
            for option, count in theirs.items():
                group[option] = group.get(option, 0) + count

    for joined, tables in made.tables.items():
        add(joined, made.number + 1, tables.get(table, {}))
    for gone in made.gone:
        add(gone.joined, gone.left, gone.tables.get(table, {}))
    return all(others(g) >= DIVIDE for g in groups.values() if any(g.values()))
