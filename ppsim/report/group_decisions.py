"""The decisions of a group's report as they are read in the app: in a line, listed, and opened."""

from __future__ import annotations

from collections.abc import Iterator

from ppsim.report import cohort_words as words
from ppsim.report.cohort_model import Cell, Decision, Report
from ppsim.report.page import Block, Entry, Field, Page, Para, Section


def decision_page(report: Report, scene: str) -> Page:
    """One decision opened: its scene, its options with their votes, the author's words.

    Raises:
        KeyError: there is no such decision.
    """
    d = report.decision(scene)
    said = ["…"] if d.cut else []
    said += [f"{line.speaker}: {line.words}" if line.speaker else line.words for line in d.lines]
    if d.ask:
        said.append(d.ask)
    options = tuple(
        Entry(
            f"{o.letter}  {o.words}",
            (
                *((Field("Votes", votes),) if (votes := _votes(d, o.id)) else ()),
                Para(o.because or "Nothing is said of it."),
                *((Para(marks),) if (marks := _marks(d, o.id)) else ()),
            ),
        )
        for o in d.options
    )
    sections = [
        Section("scene", "", tuple(map(Para, said))),
        Section("options", "Options", options),
    ]
    more = [each for each in (_reached(d), d.says, *_labels(d), d.telling) if each]
    if d.contested:
        both = " and ".join(d.contested)
        more.append(f"{both} are contested: experienced people would choose differently.")
    if d.dissent is not None:
        more.append(_rule(report, d))
    sections.append(Section("figures", "Figures", tuple(map(Para, more))))
    return Page(f"{d.number}. {d.title}", d.when, tuple(sections))


def decisions(report: Report) -> Iterator[Block]:
    """Every decision that was met, each to be opened, and those that nobody met."""
    for d in report.decisions:
        blocks: list[Para | Field] = [
            Para(summed(d, "" if d.cells else (d.says or "").rstrip(".")))
        ]
        blocks += [Field(cell.label, share(cell)) for cell in d.cells]
        yield Entry(f"{d.number}. {d.title}", tuple(blocks), d.scene)
    if report.not_met:
        yield Para(f"Met by nobody in these figures: {'; '.join(report.not_met)}.")


def summed(d: Decision, said: str) -> str:
    """A decision in a line: what is said of its votes, its labels, and its figures."""
    contested = f"contested: {' and '.join(d.contested)}" if d.contested else ""
    key = "a key moment" if d.weight == 2 else ""
    reached = f"reached by {d.reached}" if d.reached else ""
    parts = [said, ", ".join(filter(None, (*d.labels, contested, key))), reached]
    if d.dissent is not None and d.loss is not None:
        parts.append(f"dissent {d.dissent:.2f}, weight lost {d.loss:.2f}")
    found = words.sentence("; ".join(filter(None, parts)))
    return found or "Not shown."


def share(cell: Cell) -> str:
    """How many of how many took what a cell holds, with its interval."""
    if cell.n is None:
        return f"{cell.percent} %"
    interval = ""
    if cell.low is not None and cell.high is not None:
        interval = f" (95 %: {round(100 * cell.low)} to {round(100 * cell.high)} %)"
    return f"{cell.count} of {cell.n}, {cell.percent} %{interval}"


def _reached(d: Decision) -> str:
    return f"Reached by {d.reached}." if d.reached else ""


def _labels(d: Decision) -> tuple[str, ...]:
    return tuple(f"{label.capitalize()}: {words.LABELS[label]}." for label in d.labels)


def _votes(d: Decision, option: str) -> str:
    cell = next((cell for cell in d.cells if option in cell.ids), None)
    if cell is None:
        return "not on offer" if d.cells else ""
    return share(cell) + (f", {cell.label} together" if len(cell.ids) > 1 else "")


def _marks(d: Decision, option: str) -> str:
    o = next(o for o in d.options if o.id == option)
    said = [o.stance or "", "weighs most" if o.best else "", "contested" if o.contested else ""]
    codes = f" ({'; '.join(o.codes)})" if o.codes else ""
    marks = ", ".join(filter(None, said))
    return f"{marks.capitalize()}{codes}." if marks or codes else ""


def _rule(report: Report, d: Decision) -> str:
    interval = "none, shares are rounded" if report.view == "external" else "Wilson, 95 %"
    return (
        f"Dissent {d.dissent or 0:.2f}; weight lost {d.loss or 0:.2f}. n: {d.reached}; interval: "
        f"{interval}; missing data: {d.missing}."
    )
