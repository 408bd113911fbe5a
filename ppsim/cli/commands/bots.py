"""``ppsim bots``: which rules of thumb would win a case or a library."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ppsim.catalogue.listing import SUFFIXES, hidden
from ppsim.catalogue.places import shipped_cases
from ppsim.catalogue.reading import read_case
from ppsim.cli.cases import material_of
from ppsim.cli.paths import absent
from ppsim.cli.problems import Exit, Problem, tell, usage
from ppsim.cli.swaps import TypedSwap, swap
from ppsim.engine.story import Story, compile_case
from ppsim.explore.policies.library import fairness, policies
from ppsim.explore.policies.player import play_by
from ppsim.explore.policies.what_if import NoSuchOption, Swap, with_swaps
from ppsim.format.canonical import case_hash
from ppsim.format.diagnostics import nearest
from ppsim.report import fairness as written
from ppsim.report import text, what_if
from ppsim.report.compose import compose
from ppsim.report.of_attempt import debrief_of
from ppsim.report.wording import listed
from ppsim.store.material import Material
from scoring.rubric import Rubric


def run(args: argparse.Namespace) -> int:
    """Judge the cases together; exit 1 where a gate refuses them, 2 where one can't be read."""
    try:
        swaps = [swap(typed) for typed in args.swap]
    except ValueError as error:
        raise usage(str(error)) from None
    if swaps and args.debrief:
        raise usage("--swap and --debrief do not go together")
    paths = case_files(args.paths)
    if paths is None:
        return Exit.USAGE
    cases = [readable(path) for path in paths]
    if not all(cases):
        return Exit.USAGE
    made = [case for case in cases if case is not None]
    if args.debrief:
        return _debriefs(args.debrief, made)
    known = {case.case.id for case in made}
    others = [readable(path) for path in sorted(shipped_cases().glob("*.yaml"))]
    read = [(o.story, o.rubric) for o in others if o is not None and o.case.id not in known]
    found = fairness([(case.story, case.rubric) for case in made], read)
    if swaps:
        after = fairness(_swapped(made, swaps), read)
        write = {"text": what_if.text, "json": what_if.json_text, "md": what_if.text}[args.format]
        sys.stdout.write(write(found, after, [one.typed for one in swaps]))
        return Exit.FAILED if after.judged.refused else Exit.OK
    render = {"text": written.text, "json": written.json, "md": written.markdown}[args.format]
    sys.stdout.write(render(found))
    return Exit.FAILED if found.judged.refused else Exit.OK


def case_files(given: list[Path]) -> list[Path] | None:
    """The case files meant: files as they are, those of folders; ``None`` where one is not."""
    paths: list[Path] = []
    for path in given:
        if path.is_dir():
            here = (p for p in path.iterdir() if p.suffix in SUFFIXES and not hidden(p))
            paths += sorted(p for p in here if p.is_file())
        elif path.is_file():
            paths.append(path)
        else:
            tell(absent(path))
            return None
    if not paths:
        tell(f"there is no case in {', '.join(str(path) for path in given)}")
        return None
    return paths


def readable(path: Path) -> Material | None:
    """The case in a file, ready to be played; where it has errors, they are on standard error."""
    try:
        return material_of(read_case(path))
    except Problem as problem:
        tell(str(problem))
        return None


def _swapped(made: list[Material], swaps: list[TypedSwap]) -> list[tuple[Story, Rubric]]:
    """The cases with the swaps made, in memory.

    Raises:
        Problem: a swap names what is not there.
    """
    meant: dict[str, list[Swap]] = {}
    for typed in swaps:
        has = [m.case.id for m in made if typed.swap.scene in m.case.scenes]
        if typed.case is not None:
            has = [m.case.id for m in made if m.case.id == typed.case]
        if len(has) > 1:
            raise usage(f"{listed(has, 'or')}: say which, as in {has[0]}:{typed.typed}")
        if not has:
            raise usage(_nowhere(typed, made))
        meant.setdefault(has[0], []).append(typed.swap)
    try:
        cases = [(with_swaps(m.case, m.rubric, meant.get(m.case.id, ())), m.rubric) for m in made]
    except NoSuchOption as error:
        raise usage(str(error)) from None
    return [(compile_case(case, case_hash(case)), rubric) for case, rubric in cases]


def _nowhere(typed: TypedSwap, made: list[Material]) -> str:
    if typed.case is not None:
        return f"there is no case {typed.case} in what was given"
    near = nearest(typed.swap.scene, [scene for m in made for scene in m.case.scenes])
    hint = f"; did you mean {near}?" if near else ""
    return f"there is no scene {typed.swap.scene} in what was given{hint}"


def _debriefs(rule: str, cases: list[Material]) -> int:
    known = policies([])
    policy = next((p for p in known if p.id == rule), None)
    if policy is None:
        tell(f"there is no rule called {rule}; there are {', '.join(p.id for p in known)}")
        return Exit.USAGE
    for case in cases:
        play = play_by(policy, case.story, case.rubric)
        sys.stdout.write(text.render(compose(debrief_of(case, play)), 80) + "\n")
    return Exit.OK
