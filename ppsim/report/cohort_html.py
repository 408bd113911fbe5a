"""A group's report as one HTML page; the layout is ``templates/cohort*.j2``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ppsim.report import charts
from ppsim.report import cohort_words as words
from ppsim.report.cohort_brief import brief, leading, votes
from ppsim.report.cohort_model import Cell, Decision, Report
from ppsim.report.html import document
from ppsim.report.wording import times

if TYPE_CHECKING:
    from markupsafe import Markup

AGENDA_LONG = 8
"""So many decisions stand under "discuss first"."""
HOUR = 4
"""An hour has room for so many; of these, what most took is told in words."""


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
    differences = sorted(report.differences, key=lambda d: d.low <= 0 <= d.high)
    apart = [d for d in differences if not d.low <= 0 <= d.high]
    return document(
        "cohort.html.j2",
        report=report,
        charts=_charts(report) if with_charts else {},
        captions=_captions(report),
        brief=brief(report),
        votes=votes,
        leading=leading,
        hour=HOUR,
        contents=_contents(report),
        key=words.KEYS[report.about.key_status],
        who=words.WHO[report.view],
        synthetic=words.sentence(report.synthetic or ""),
        attended=attended(report),
        agenda=agenda[:AGENDA_LONG],
        more_agenda=max(0, len(agenda) - AGENDA_LONG),
        titles=_titles(report),
        numbers={d.scene: d.number for d in report.decisions},
        apart=apart,
        alike=differences[len(apart) :],
        refused=words.refusals(report.programme) if report.programme is not None else [],
        words=words,
        case_lang=Markup("") if language == "en" else Markup(f' lang="{escape(language)}"'),
        cell_of=_cell_of,
        times=times,
        percent=lambda share: round(100 * share),
        number=lambda value: f"{value:.2f}",
        signed=_signed,
    )


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


def attended(report: Report) -> list[tuple[str, str | int]]:
    """How many there were, by what became of them; a view for others has two of these alone."""
    there = report.attended
    whole = there.counted is not None
    found: list[tuple[str, str | int | None]] = [
        ("Began", there.began),
        ("Reached an ending" if whole else words.COUNTED, there.finished),
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


def _signed(share: float) -> str:
    """A difference of shares in percentage points, with its sign; nothing is never below 0."""
    points = round(100 * share)
    return f"{points:+d}" if points else "0"


def _captions(report: Report) -> dict[int | str, str]:
    """What stands under a chart: of how many it is, and what its marks are."""
    lines = "" if report.view == "external" else "; lines: 95 % intervals"
    found: dict[int | str, str] = {}
    for d in report.decisions:
        of = {cell.n for cell in d.cells}
        n = f" (n = {next(iter(of))})" if len(of) == 1 and None not in of else ""
        found[d.number] = f"Votes, as shares{n}{lines}."
    chance = any(p.expected is not None for p in report.patterns)
    stroke = " Upright stroke: what picking at random would have come to." if chance else ""
    found["patterns"] = f"Shares of the choices at which each was on offer.{stroke}"
    dashed = any(len(edge.to) > 1 for edge in report.flow.edges)
    more = " Broken lines: ways that are counted together." if dashed else ""
    if report.view != "instructor":
        more += " Where no line is drawn, nothing is shown of it."
    found["flow"] = (
        "From the first decision down to the endings (heavier frames). The wider a way, the more "
        f"went it; in brackets, how many came there.{more}"
    )
    return found


def _charts(report: Report) -> dict[str, Markup]:
    from markupsafe import Markup

    from ppsim.report import charts_cohort as draw
    from ppsim.report import charts_flow

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
        whole = report.view == "instructor"
        add("flow", charts_flow.flow(report.flow, whole=whole), "Ways through the case", says)
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
