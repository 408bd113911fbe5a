"""A group as commands name it (``SOURCE...``): gathered, made into figures, shown by the policy.

``gather`` reads folders of attempt files, a store, or both; ``look`` is the one way from there to
anything drawn. What a room or the outside was shown last is kept by ``look`` itself, before it is
shown (``ppsim.cli.shown_last``).
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ppsim.catalogue.places import case_folders
from ppsim.cli.known_texts import known_texts
from ppsim.cli.problems import Problem, tell, usage
from ppsim.cli.shown_last import keep, shown_last
from ppsim.cli.stores import named_cohort, shared_store
from ppsim.words.extras import how_to_install

if TYPE_CHECKING:
    from ppsim.cohort.figures import Figures
    from ppsim.cohort.shown import Shown, View
    from ppsim.cohort.structure import Structure
    from ppsim.exchange.group import CaseGroup, Group
    from ppsim.store.material import Material
    from scoring.cohort.counts import VoteTable
    from scoring.cohort.rows import Rows

Key = tuple[str, str]
"""Hash of a case's text, hash of a rubric."""
_SAID = re.compile(r'"cohort": ?"([a-z0-9][a-z0-9._-]{0,59})"')
_MADE_UP = re.compile(r"demo-[0-9]{3,}-[0-9a-f]{4}")
"""Pseudonyms of a made-up cohort (``ppsim.cohort.demo``)."""


@dataclass(frozen=True)
class Gathered:
    """One case of a group, ready to be looked at."""

    material: Material
    figures: Figures
    structure: Structure
    cohorts: tuple[str, ...]
    """Their names, sorted; an attempt handed in to none goes by the empty name."""
    synthetic: bool
    """Somebody in it is made up."""
    not_agreed: int
    """Attempts left out, at whatever case, since their person did not agree to be counted."""
    other_texts: int
    """Attempts left out since they are at another text of the case, or by another rubric."""
    aside: tuple[tuple[str, str], ...]
    """(file or attempt, reason) of what does not replay."""


def gather(
    args: argparse.Namespace,
    against: Sequence[str] = (),
    groups: Mapping[str, str] | None = None,
) -> Gathered:
    """Everything that ``SOURCE...`` holds of one case.

    A store by itself is asked for the rows it derived (``ppsim store rebuild``), and counts by
    itself where there are very many; anything else is replayed here.

    Args:
        args: with ``sources``, and ``case``, ``cohort`` and ``cases`` where they were given.
        against: sources of another cohort, to compare with.
        groups: pseudonym -> group, of two groups, for the test of DIF.

    Raises:
        Problem: there is nothing, or there are several cases and none is named.
    """
    try:
        if len(args.sources) == 1 and is_store(args.sources[0]):
            found = _from_store(args, against, groups)
            if found is not None:
                return found
        return _replayed(args, against, groups)
    except ModuleNotFoundError as missing:
        raise Problem(
            f"for these figures, {how_to_install('cohort')} ({missing.name} is missing)"
        ) from None


def _from_store(
    args: argparse.Namespace, against: Sequence[str], groups: Mapping[str, str] | None
) -> Gathered | None:
    """From a store's derived rows; ``None`` where some attempts have none yet."""
    cohort = named_cohort(args)
    with shared_store(argparse.Namespace(store=args.sources[0])) as database:
        from ppsim.cli.sources_store import Store, TooMany
        from ppsim.cohort.beside import beside
        from ppsim.store.replaying import DoesNotReplay

        store = Store(database, cohort, known_texts(case_folders(args.cases)))
        if not store.derived:
            tell(
                "some attempts of this store are not derived yet, so all are played again here; "
                "ppsim store rebuild makes the next report faster"
            )
            return None
        known = store.cases
        key = _chosen(
            {k: id_ for k, (id_, _) in known.items()},
            {k: n for k, (_, n) in known.items()},
            args.case,
            "",
        )
        others = _others(args, against, key)
        try:
            if getattr(args, "view", "projection") == "instructor":
                one = store.counted(key, _votes_of(others), groups, bool(others))
            else:
                one = store.in_rows(key)
        except TooMany as refused:
            raise Problem(str(refused)) from None
        except (DoesNotReplay, ValueError) as refused:
            raise Problem(f"there is nothing to show of {known[key][0]}: {refused}") from None
    return Gathered(
        material=one.material,
        figures=beside(one.figures, others),
        structure=one.structure,
        cohorts=(cohort,),
        synthetic=_synthetic((cohort,), one.people),
        not_agreed=one.left_out,
        other_texts=sum(n for k, (id_, n) in known.items() if id_ == known[key][0] and k != key),
        aside=(),
    )


def _replayed(
    args: argparse.Namespace, against: Sequence[str], groups: Mapping[str, str] | None
) -> Gathered:
    """From attempts that are played again here."""
    from ppsim.cohort.beside import beside
    from ppsim.cohort.figures import case_scores, figures_of
    from ppsim.cohort.structure import structure_of

    group, cohorts = _read(args, args.sources)
    key = _which(group, args.case)
    one = group.cases[key]
    structure = structure_of(one.maker)
    every = [rows for each in group.cases.values() for rows in each.rows]
    scores = case_scores(every)
    others = _others(args, against, key)
    figures = figures_of(
        one.rows,
        tuple(one.material.rubric.roles.values()),
        structure,
        other=_votes_of(others),
        groups=groups,
        all_cases=scores if len({c for by_case in scores.values() for c in by_case}) > 1 else None,
    )
    same = sum(len(g.rows) for k, g in group.cases.items() if _id(g) == _id(one) and k != key)
    return Gathered(
        material=one.material,
        figures=beside(figures, others),
        structure=structure,
        cohorts=cohorts,
        synthetic=_synthetic(cohorts, (rows.attempt.person for rows in one.rows)),
        not_agreed=group.not_agreed,
        other_texts=same,
        aside=group.aside,
    )


def look(found: Gathered, view: View, key: Path | None = None) -> Shown:
    """What a view may see; what a room or the outside is shown is written down first.

    Args:
        found: of a group.
        view: who looks.
        key: the cohort's key file, beside which it is kept.

    Raises:
        Problem: what was shown last cannot be read or kept; nothing is then shown.
    """
    from ppsim.cohort.policy import NoView, next_issue, show

    try:
        if view == "instructor":
            return show(found.figures, view)
        place, last = shown_last(found.figures, key)
        now = next_issue(found.figures, last)
        if now != last:
            keep(place, now)
        return show(found.figures, view, now)
    except NoView as refused:
        raise Problem(str(refused)) from None


def _synthetic(cohorts: Iterable[str], people: Iterable[str]) -> bool:
    """Whether anybody is made up: by the cohort's name, or by a pseudonym such as a demo's."""
    named = any(name.startswith("synthetic") for name in cohorts)
    return named or any(_MADE_UP.fullmatch(person) for person in people)


def _read(args: argparse.Namespace, sources: Sequence[str]) -> tuple[Group, tuple[str, ...]]:
    from ppsim.exchange.group import read_group

    stores = [source for source in sources if is_store(source)]
    paths = [Path(source) for source in sources if not is_store(source)]
    if len(stores) > 1:
        raise usage("one store at a time")
    cohort = args.cohort
    for path in paths:
        if not path.exists():
            raise usage(f"there is no {path}")
    texts = known_texts(case_folders(args.cases))
    if not stores:
        group = read_group(paths, texts, cohort=cohort)
        return group, (cohort,) if cohort else _cohorts(paths)
    cohort = named_cohort(args)
    with shared_store(argparse.Namespace(store=stores[0])) as database:
        return read_group(paths, texts, database=database, cohort=cohort), (cohort,)


def is_store(source: str) -> bool:
    """Whether a source is a shared store's address, or an SQLite file, rather than attempts."""
    if "://" in source:
        return True
    path = Path(source)
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(16) == b"SQLite format 3\0"


def _cohorts(paths: Sequence[Path]) -> tuple[str, ...]:
    """The cohorts that attempt files say they were handed in to; only ever shown, never trusted."""
    from ppsim.exchange.attempt_file import files_in

    names = set()
    for path in paths:
        for file in files_in(path):
            try:
                with file.open(encoding="utf-8", errors="replace") as opened:
                    said = _SAID.search(opened.read(2000))
            except OSError:  # it is set aside, with the reason
                continue
            if said is not None:
                names.add(said[1])
    return tuple(sorted(names))


def _which(group: Group, wanted: str | None) -> Key:
    """The case to report."""
    why = f"; {group.not_agreed} did not agree to be counted" if group.not_agreed else ""
    first = f"; {group.aside[0][0]}: {group.aside[0][1]}" if group.aside else ""
    return _chosen(
        {key: _id(one) for key, one in group.cases.items()},
        {key: len(one.rows) for key, one in group.cases.items()},
        wanted,
        f"{why}{first}",
    )


def _chosen(ids: Mapping[Key, str], sizes: Mapping[Key, int], wanted: str | None, why: str) -> Key:
    """The one case there is, or the one named; of its texts the most played."""
    if not ids:
        raise Problem(f"there is no attempt to count among these{why}")
    names = list(dict.fromkeys(ids.values()))
    if wanted is None and len(names) > 1:
        raise usage(f"these are attempts at several cases; name one: --case {' | '.join(names)}")
    if wanted is not None and wanted not in names:
        raise usage(f"there is no attempt at {wanted} among these, but at: {', '.join(names)}")
    of_it = [key for key, name in ids.items() if wanted is None or name == wanted]
    return max(of_it, key=lambda key: (sizes[key], key))


def _id(one: CaseGroup) -> str:
    return one.material.case.id


def _others(args: argparse.Namespace, sources: Sequence[str], key: Key) -> tuple[Rows, ...]:
    """Another cohort's attempts at the same text under the same rubric, where one is named."""
    if not sources:
        return ()
    others = argparse.Namespace(**{**vars(args), "cohort": args.against_cohort})
    group, _ = _read(others, sources)
    if key not in group.cases:
        raise Problem("the other cohort has no attempt at this text of the case and rubric")
    return group.cases[key].rows


def _votes_of(rows: Sequence[Rows]) -> VoteTable | None:
    from scoring.cohort.counts import count_votes

    if not rows:
        return None
    return count_votes([r.attempt for r in rows], [d for r in rows for d in r.decisions])
