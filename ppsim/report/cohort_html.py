"""A group's report as one HTML page; the layout is ``templates/cohort*.j2``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ppsim.report import charts
from ppsim.report.cohort_model import Cell, Decision, Difference, Report
from ppsim.report.cohort_words import AGENDA, LABELS, PATTERNS, REHEARSAL, WHO
from ppsim.report.html import document
from ppsim.report.wording import times

if TYPE_CHECKING:
    from markupsafe import Markup

AGENDA_LONG = 8
"""So many decisions stand under "discuss first"; an hour has room for three or four."""


def render(report: Report, *, with_charts: bool = True) -> str:
    """The report as HTML, ending in a newline.

    Args:
        report: what one view may see.
        with_charts: draw them; without, its tables say the same.

    Raises:
        ppsim.report.charts.NoCharts: what draws them is not installed.
    """
    from markupsafe import Markup, escape

    language = report.about.language
    agenda = [report.decision(scene) for scene in report.agenda]
    return document(
        "cohort.html.j2",
        report=report,
        charts=_charts(report) if with_charts else {},
        contents=_contents(report),
        who=WHO[report.view],
        synthetic=_sentence(report.synthetic or ""),
        attended=_attended(report),
        agenda=agenda[:AGENDA_LONG],
        more_agenda=max(0, len(agenda) - AGENDA_LONG),
        titles=_titles(report),
        differences=sorted(report.differences, key=_certain),
        words={
            "agenda": AGENDA,
            "labels": LABELS,
            "patterns": PATTERNS,
            "rehearsal": REHEARSAL,
        },
        case_lang=Markup("") if language == "en" else Markup(f' lang="{escape(language)}"'),
        cell_of=_cell_of,
        percent=lambda share: round(100 * share),
        number=_number,
        signed=lambda value: f"{value:+.2f}",
    )


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _contents(report: Report) -> list[tuple[str, str]]:
    found = [
        ("cannot", "What this cannot show"),
        ("who", "Who began, who finished"),
        ("agenda", "Discuss first"),
        ("decisions", "Decision by decision"),
        ("patterns", "Reactive and reflective; what pulled"),
        ("telling", "Telling about oneself, and not"),
        ("echo", "What came back in supervision"),
        ("ways", "Ways through the case"),
        ("rehearsal", "First and second attempts: rehearsal"),
    ]
    if report.against:
        found.append(("against", "Beside another cohort"))
    if report.programme:
        found.append(("programme", "For a programme"))
    return [*found, ("method", "How these figures were made")]


def _attended(report: Report) -> list[tuple[str, str | int]]:
    there = report.attended
    found: list[tuple[str, str | int | None]] = [
        ("Began", there.began),
        ("Reached an ending", there.finished),
        ("Of these, faster than reading; left out", there.too_fast),
        ("Counted in the figures below", there.counted),
        ("Later attempts (rehearsal)", there.again),
        ("Attempts left out: not agreed to be counted", there.not_agreed or None),
        ("Attempts left out: another text or rubric", there.other_texts or None),
        ("Attempts set aside: they do not replay", there.set_aside or None),
    ]
    return [(what, n) for what, n in found if n is not None]


def _titles(report: Report) -> dict[str, str]:
    found = {place.scene: place.title for place in report.flow.places}
    return found | {d.scene: f"{d.number}. {d.title}" for d in report.decisions}


def _cell_of(decision: Decision, option: str) -> Cell | None:
    return next((cell for cell in decision.cells if option in cell.ids), None)


def _certain(difference: Difference) -> bool:
    return difference.low <= 0 <= difference.high


def _number(value: float) -> str:
    return f"{value:.2f}"


def _charts(report: Report) -> dict[str, Markup]:
    from markupsafe import Markup

    from ppsim.report import charts_cohort as draw

    found: dict[str, Markup] = {}

    def add(name: str, chart: Any, title: str, says: str) -> None:
        found[name] = Markup(charts.svg(chart, f"chart-{name}", title, says))

    for d in report.decisions:
        if d.cells:
            title = f"Votes at {d.number}. {d.title}"
            add(f"votes-{d.number}", draw.votes(d), title, _said(d.cells))
    if report.patterns:
        says = "; ".join(f"{p.name}: {p.taken} of {p.offered}" for p in report.patterns)
        add("patterns", draw.patterns(report.patterns), "Stances and pulls", says)
    for n, echo in enumerate(report.echoes, start=1):
        if echo.cells:
            title = f"What became of {echo.title}"
            add(f"echo-{n}", draw.outcomes(echo), title, _said(echo.cells))
    if report.flow.edges:
        says = f"{times(len(report.flow.places), 'place')}; the table gives every way and count."
        add("flow", draw.flow(report.flow), "Ways through the case", says)
    if report.endings is not None and report.endings.cells:
        add("endings", draw.outcomes(report.endings), "Endings", _said(report.endings.cells))
    items = [
        (item.title, item.item_rest.value, item.item_rest.low or 0.0, item.item_rest.high or 0.0)
        for item in (report.programme.items if report.programme is not None else ())
        if item.item_rest.value is not None
    ]
    if items:
        says = "; ".join(f"{title}: {value:.2f}" for title, value, _, _ in items)
        add("items", draw.intervals(items, -0.5, 1.0), "Item-rest correlations", says)
    return found


def _said(cells: tuple[Cell, ...]) -> str:
    def one(cell: Cell) -> str:
        share = f"{cell.percent} %"
        if cell.count is not None and cell.n is not None:
            share = f"{cell.count} of {cell.n}, {share}"
        return f"{cell.label}: {share}"

    return "; ".join(one(cell) for cell in cells) + "."
