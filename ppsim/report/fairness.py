"""The fairness of a library in words and tables: which rules of thumb would win, and by what."""

from __future__ import annotations

import json as json_text
import textwrap
from dataclasses import asdict

from ppsim.explore.policies.balance import LENGTH_LIMIT, LONGEST_LIMIT
from ppsim.explore.policies.counter import CounterMoment, Missing
from ppsim.explore.policies.judge import (
    A_LIMIT,
    CASE_APPLICABLE,
    ENOUGH,
    P_LIMIT,
    STANCE_A_LIMIT,
    STANCE_APPLICABLE,
    Judged,
    PolicyResult,
)
from ppsim.explore.policies.library import Fairness
from ppsim.report.wording import times

WINS_SHOWN = 6
WIDTH = 80


def markdown(found: Fairness) -> str:
    """The tables as Markdown, ending in a newline; the same bytes for the same cases."""
    cases = ", ".join(f"{case} ({n})" for case, n in found.cases.items())
    verdict = "refused" if found.judged.refused else _mildest(found.judged)
    parts = [
        f"Cases and their decisions: {cases}. Decisions in all: {found.judged.decisions}. "
        f"Verdict: **{verdict}**.",
        "## Rules of thumb",
        _rules(found),
        _legend(found.judged),
        "## What each rule wins by",
        _wins(found.judged),
        *_missing_table(found),
        "## What each rule's own play comes to",
        _plays(found),
        "## Do best options look like best options?",
        _looks(found),
    ]
    return "\n\n".join(parts) + "\n"


def _mildest(judged: Judged) -> str:
    if any(r.verdict == "warns" for r in judged.results):
        return "passes with warnings"
    return "passes"


def _rules(found: Fairness) -> str:
    cases = list(found.cases)
    head = ["always pick ...", "kind", "decides at", "not best at", "A", "p", *cases, "verdict"]
    rows = [_rule(r, cases) for r in found.judged.results]
    return _table(head, rows)


def _rule(r: PolicyResult, cases: list[str]) -> list[str]:
    verdict = r.verdict.replace("_", " ")
    return [
        r.says,
        r.kind,
        str(r.applicable),
        str(r.wrong),
        _signed(r.a),
        "" if r.p is None else f"{r.p:.3f}",
        *(_signed(r.by_case.get(c)) for c in cases),
        f"{verdict}: {r.reason}" if r.reason else verdict,
    ]


def _legend(judged: Judged) -> str:
    return (
        f"A is the chance-adjusted judgement over the decisions at which the rule separates the "
        f"options: 0 is picking at random, 1 the best option each time. p is the share of "
        f"{judged.permutations} seeded permutations of the weights within each decision in which "
        f"some rule does as well. A rule is refused at A of {A_LIMIT:.2f} or more with p below "
        f"{P_LIMIT:.2f}; a stance also at {STANCE_A_LIMIT:.2f} from {STANCE_APPLICABLE} decisions "
        f"on, and with fewer unless it is wrong at least twice. Below {ENOUGH} decisions in all a "
        f"fault is a warning. By case, A is shown from {CASE_APPLICABLE} decisions on."
    )


def _wins(judged: Judged) -> str:
    rows = []
    for r in judged.results:
        most = r.wins[:WINS_SHOWN]
        if r.a is None or r.a <= 0 or not most:
            continue
        where = ", ".join(f"{w.case}/{w.scene} +{w.gain:.2f}" for w in most)
        more = len(r.wins) - len(most)
        rows.append([r.says, where + (f" and {more} more" if more else "")])
    if not rows:
        return "None gains over picking at random."
    return _table(["rule", "where it gains most over picking at random"], rows)


def _missing_table(found: Fairness) -> list[str]:
    if not found.missing:
        return []
    rows = [
        [
            m.says,
            ", ".join(_moment(moment) for moment in m.moments[: shown(m)]) or "none",
            _together(m),
        ]
        for m in found.missing
    ]
    head = ["rule over a gate, or near one", "scene, the rule's pick there (its A otherwise)", ""]
    return ["## Missing counter-moments", COUNTER, _table(head, rows)]


COUNTER = (
    "A rule falls where its kind of option is wrong. Each scene is one that it wins by, with what "
    "its A would be were the option that it picks there the worst, and each other one place up."
)


def shown(missing: Missing) -> int:
    """How many scenes to name: those that would do together, and never very few."""
    return max(WINS_SHOWN, missing.enough or 0)


def _moment(moment: CounterMoment) -> str:
    return f"{moment.case}/{moment.scene}, {moment.picked} ({_signed(moment.a)})"


def _together(missing: Missing) -> str:
    if missing.enough is None:
        return "all of them would not do"
    if missing.enough == 0:
        return "below its gates as it is"
    first = "the first" if missing.enough == 1 else f"the first {missing.enough} together"
    return f"{first} would do"


def _missing_lines(found: Fairness) -> list[str]:
    if not found.missing:
        return []
    lines = ["", *textwrap.wrap(f"Missing counter-moments. {COUNTER}", WIDTH)]
    for m in found.missing:
        standing = "over a gate" if m.over else "near a gate"
        said = f"{m.says} (A {_signed(m.a)}, {standing}): {_together(m)}"
        lines += textwrap.wrap(said, WIDTH, initial_indent="  ", subsequent_indent="    ")
        for moment in m.moments[: shown(m)]:
            said = f"{moment.case}/{moment.scene}: picks {moment.picked}, passes over "
            said += f"{moment.instead}; else A {_signed(moment.a)}"
            lines += textwrap.wrap(said, WIDTH, initial_indent=" " * 4, subsequent_indent=" " * 6)
    return lines


def _plays(found: Fairness) -> str:
    says = {r.id: r.says for r in found.judged.results}
    rows = []
    for rule, outcomes in found.plays.items():
        cells = [
            f"{o.ending or 'none'}: {o.reactive} of {o.both}, {o.features_met} of {o.features}"
            for o in outcomes.values()
        ]
        rows.append([says[rule], *cells])
    table = _table(["always pick ...", *found.cases], rows)
    return (
        "The ending; reactive picks of the decisions that offered both; key features met.\n\n"
        + table
    )


def _looks(found: Fairness) -> str:
    columns = {**found.by_case, "all": found.balance}
    head = ["", *columns]
    all_of = list(columns.values())
    marks = [m.name for m in found.balance.marks]
    rows = [
        ["decisions", *(str(b.decisions) for b in all_of)],
        [
            f"best is the longest (at most {LONGEST_LIMIT:.0%})",
            *(_of(b.best_longest, b.decisions) for b in all_of),
        ],
        ["best is the shortest", *(_of(b.best_shortest, b.decisions) for b in all_of)],
        [
            f"mean length of best, against the others (within {LENGTH_LIMIT:.0%})",
            *(f"{b.best_mean:.0f}, {b.length_gap:+.0%}" for b in all_of),
        ],
        [
            "best by place (expected)",
            *(
                ", ".join(
                    f"{p:.1f} ({e:.1f})" for p, e in zip(b.places, b.places_expected, strict=True)
                )
                for b in all_of
            ),
        ],
    ]
    for n, name in enumerate(marks):
        cells = (f"{b.marks[n].best:.0%}, {b.marks[n].others:.0%}" for b in all_of)
        rows.append([f"options with {name}: best, others", *cells])
    return _table(head, rows)


def _of(count: int, total: int) -> str:
    return f"{count} of {total} ({count / total:.0%})"


def _signed(value: float | None) -> str:
    return "" if value is None else f"{value:+.2f}"


def _table(head: list[str], rows: list[list[str]]) -> str:
    rule = ["---"] * len(head)
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, rule, *rows])


def text(found: Fairness) -> str:
    """The same for a terminal: aligned, without Markdown's marks."""
    lines = [
        f"{times(found.judged.decisions, 'decision')} in {times(len(found.cases), 'case')}.",
        "",
        f"{'always pick ...':40} {'decides':>7} {'missed':>6} {'A':>6} {'p':>6}  verdict",
    ]
    for r in found.judged.results:
        p = "" if r.p is None else f"{r.p:.3f}"
        verdict = r.verdict.replace("_", " ")
        lines.append(
            f"{r.says:40} {r.applicable:>7} {r.wrong:>6} {_signed(r.a):>6} {p:>6}  {verdict}"
        )
        if r.reason:
            lines.append(f"    {r.reason}")
        if r.verdict in ("refuses", "warns"):
            lines += [f"    {w.case}/{w.scene} +{w.gain:.2f}" for w in r.wins[:WINS_SHOWN]]
    b = found.balance
    lines += [
        "",
        f"Best option the longest: {_of(b.best_longest, b.decisions)}; the shortest: "
        f"{_of(b.best_shortest, b.decisions)}.",
        f"Mean length of best options {b.best_mean:.0f} characters, {b.length_gap:+.0%} against "
        "the others.",
        "Best by place (expected): "
        + ", ".join(f"{p:.1f} ({e:.1f})" for p, e in zip(b.places, b.places_expected, strict=True)),
    ]
    lines += [f"Options with {m.name}: best {m.best:.0%}, others {m.others:.0%}." for m in b.marks]
    lines += _missing_lines(found)
    lines += ["", "Refused." if found.judged.refused else f"{_mildest(found.judged).capitalize()}."]
    return "\n".join(lines) + "\n"


def json(found: Fairness) -> str:
    """The same as JSON, ending in a newline."""
    data = {"ppsim_bots": 1, "refused": found.judged.refused, **asdict(found)}
    return json_text.dumps(data, indent=2, ensure_ascii=False) + "\n"
