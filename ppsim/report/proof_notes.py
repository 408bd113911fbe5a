"""What stands in the margin of a proof beside codes and reasons: telling, effects, check-ins."""

from __future__ import annotations

from collections.abc import Iterable

from ppsim.engine.values import ChoiceView
from ppsim.format.case import Case, Choice, DisclosureMoment, Notice, Scene, TellsText
from ppsim.report.proof_order import Names, title_of
from ppsim.report.sections_parallel import AMOUNTS, NEEDS, WORDS
from ppsim.report.wording import listed

DECISIONS = {"disclosed": "told", "partial": "told in part", "withheld": "kept back"}
RESOLVED = {"done": "settled in oneself", "partly": "partly settled", "open": "still open"}
Notes = tuple[tuple[str, str], ...]


def check_in(notice: Notice | None) -> Notes:
    """What a check-in asks, where there is one."""
    if notice is None:
        return ()
    asked = f"feelings, 0 to 10: {listed(notice.feelings)}"
    if notice.pulls:
        asked += f"; pulls: {listed(map(_plain, notice.pulls))}"
    return (("Check-in (no right answer)", asked),)


def moment(disclosure: DisclosureMoment | None, case: Case) -> Notes:
    """A moment to tell or not to tell, where this is one."""
    if disclosure is None:
        return ()
    setting = disclosure.setting_norm or case.setting
    said = [
        disclosure.what,
        WORDS[disclosure.cue],
        WORDS[disclosure.at],
        f"{disclosure.stage} in the work",
    ]
    if setting != "default":
        said.append(f"by the norm of: {_plain(setting)}")
    return (("To tell or not", "; ".join(said)),)


def option_notes(choice: Choice, scene: Scene, view: ChoiceView, case: Case, names: Names) -> Notes:
    """Everything about an option that is not a code, a because or a client's side."""
    found: list[tuple[str, str]] = []
    if choice.meets:
        found.append(("Key feature", listed(title_of(feature) for feature in choice.meets)))
    if choice.tells is not None:
        found.append(("Telling", telling(choice.tells)))
    if choice.strain:
        whom = f" with {view.to_name}" if view.to_name else ""
        found.append(("Strain", f"opens one{whom}"))
    if choice.id in scene.contested:
        found.append(("Contested", "the author expects good clinicians to divide over this"))
    if choice.add or choice.set:
        found.append(("Changes", "; ".join(_changes(choice, case, names))))
    if choice.fallback:
        found.append(("On offer", "only where nothing else is"))
    return tuple(found)


def telling(tells: TellsText) -> str:
    """A choice's half of the disclosure ledger in words."""
    said = [DECISIONS[tells.decision]]
    if tells.amount:
        said.append(AMOUNTS[tells.amount])
    said += [_plain(part) for part in (tells.type, tells.reference) if part]
    if tells.route and tells.route != "deliberate":
        said.append(_plain(tells.route))
    if tells.function and tells.function != "none_stated":
        said.append(f"meant for: {_plain(tells.function)}")
    said.append(NEEDS[tells.whose_need].replace("yourself", "the therapist"))
    if tells.resolved:
        said.append(RESOLVED[tells.resolved])
    if not tells.truthful:
        said.append("not true")
    if tells.returned is not None:
        said.append("the focus is given back" if tells.returned else "the focus is kept")
    passes = listed(_plain(test) for test in tells.passes)
    said.append(f"passes: {passes}" if passes else "passes no test")
    return "; ".join(said)


def _changes(choice: Choice, case: Case, names: Names) -> Iterable[str]:
    for name, by in choice.add.items():
        way = "up" if by > 0 else "down"
        yield f"{names.variable(name)} goes {way} by {abs(by)}"
    for name, value in choice.set.items():
        if case.variables[name].kind == "flag":
            yield f"{names.variable(name)} becomes {'yes' if value else 'no'}"
        else:
            yield f"{names.variable(name)} becomes {value}"


def _plain(word: str) -> str:
    return word.replace("_", " ")
