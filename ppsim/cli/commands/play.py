"""``ppsim play``: a case to its debrief, begun or gone on with."""

from __future__ import annotations

import argparse
import secrets
from typing import cast

from ppsim.cli import face
from ppsim.cli.cases import material_of, read_named
from ppsim.cli.journals import local_time, open_journal, own_attempt, profile
from ppsim.cli.problems import Exit, tell, usage
from ppsim.plain import briefing, session
from ppsim.plain.asking import NoWords, ask
from ppsim.plain.console import Console, EndOfInput
from ppsim.plain.questions import Pick
from ppsim.store.journal import Journal
from ppsim.store.material import Material, misfit
from ppsim.store.records import Attempt, Mode
from ppsim.store.sitting import Sitting
from ppsim.words.changed import changed

SEEDS = 2**31


def run(args: argparse.Namespace) -> int:
    """Play; exit 0 however far it went, since whatever was answered is kept."""
    _refuse_contradictions(args)
    if not args.plain and face.can_draw():
        from ppsim.cli import in_app

        return in_app.play(args)
    console = face.choose(args.plain, args.case)
    if args.attempt is not None:
        with open_journal() as journal:
            attempt = own_attempt(journal, args.attempt, profile(args))
            return _resume(console, journal, attempt, None)
    return begin_or_resume(args, console, args.case)


def begin_or_resume(args: argparse.Namespace, console: Console, case: str) -> int:
    """Play ``case``: anew, or, where there is an unfinished attempt, as she chooses."""
    material = material_of(read_named(args, case))
    name = profile(args)
    asked_anew = _option(args, "new") or _option(args, "seed") is not None
    with open_journal() as journal:
        unfinished = journal.attempts(profile=name, case=material.case.id, state="open")
        if _option(args, "resume"):
            if not unfinished:
                raise usage(f"there is no unfinished attempt of {material.case.title} by {name}")
            return _resume(console, journal, unfinished[0], material)
        try:
            if unfinished and not asked_anew and _would_go_on(console, unfinished[0]):
                return _resume(console, journal, unfinished[0], material)
            return _begin(args, console, journal, material, name)
        except EndOfInput:
            console.flush()
            return Exit.OK


def _begin(
    args: argparse.Namespace, console: Console, journal: Journal, material: Material, name: str
) -> int:
    mode = cast("Mode", _option(args, "mode") or "practice")
    seed = _option(args, "seed")
    try:
        briefing.brief(console, material.case, mode)
    except briefing.Declined:
        console.say("Nothing was begun.")
        return Exit.OK
    with Sitting.begin(
        journal,
        material,
        profile=name,
        seed=secrets.randbelow(SEEDS) if seed is None else int(str(seed)),
        mode=mode,
    ) as sitting:
        session.play(console, sitting)
    return Exit.OK


def _resume(console: Console, journal: Journal, attempt: Attempt, now: Material | None) -> int:
    with Sitting.resume(journal, attempt.id) as sitting:
        if now is not None and now.case_text.hash != attempt.case_hash:
            tell(changed(misfit(sitting.play.events, sitting.attempt, now.story)))
        session.play(console, sitting, resumed=True)
    return Exit.OK


def _would_go_on(console: Console, attempt: Attempt) -> bool:
    ways = ("Go on with it.", "Begin anew. The other is kept.")

    def say() -> None:
        console.say(f"You began {attempt.case_title} ({local_time(attempt.started_at)}).")
        console.numbered(ways)

    say()
    return ask(console, NoWords(), Pick(len(ways)), say) == 0


def _refuse_contradictions(args: argparse.Namespace) -> None:
    if args.case is None and args.attempt is None:
        raise usage("which case? see them with: ppsim cases")
    if args.case is not None and args.attempt is not None:
        raise usage("give a case or --attempt, not both: an attempt knows its case")
    if (args.resume or args.attempt) and (args.new or args.seed is not None or args.mode):
        raise usage("an attempt goes on with the mode and seed it was begun with")


def _option(args: argparse.Namespace, name: str) -> object:
    """An option of ``play``; ``None`` where the command has none such."""
    return getattr(args, name, None)
