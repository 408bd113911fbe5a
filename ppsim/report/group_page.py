"""A group's report as a page to be read in the app, in the order of the HTML page.

What stands in the HTML page's tables stands here as lines; a decision is opened for its scene,
its options in full and what the author says of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from ppsim.report import cohort_words as words
from ppsim.report.cohort_brief import brief, votes
from ppsim.report.cohort_html import AGENDA_LONG, attended
from ppsim.report.cohort_model import Figure, Outcomes, Report
from ppsim.report.group_decisions import decisions, share, summed
from ppsim.report.page import Block, Entry, Field, Page, Para, Section

NOT_SHOWN = Para("Not shown.")


def page(report: Report) -> Page:
    """The report as a page; its decisions are entries that can be opened."""
    about = report.about
    named = f"; cohort: {', '.join(about.cohorts)}" if about.cohorts else ""
    subtitle = (
        f"Case {about.case_id} {about.case_version}, read by {about.rubric_id} "
        f"{about.rubric_version}; key: {words.KEYS[about.key_status]}{named}. "
        f"{words.WHO[report.view]}"
    )
    if report.synthetic:
        subtitle += f" {words.sentence(report.synthetic)}"
    sections = [
        Section("brief", "In brief", tuple(_brief(report))),
        Section("cannot", "What this cannot show", _paras(*report.cannot, *report.withheld)),
        Section("who", "Who began, who finished", tuple(_attended(report))),
        Section("agenda", "Discuss first", tuple(_agenda(report))),
        Section("decisions", "Decision by decision", tuple(decisions(report))),
        Section("patterns", "Reactive and reflective; what pulled", tuple(_patterns(report))),
        Section("telling", "Telling about oneself, and not", tuple(_telling(report))),
        Section("echo", "What came back in supervision", tuple(_echoes(report))),
        Section("ways", "Ways through the case", tuple(_ways(report))),
        Section("rehearsal", "First and second attempts: rehearsal", tuple(_rehearsal(report))),
    ]
    if report.against:
        sections.append(Section("against", "Beside another cohort", tuple(_against(report))))
    if report.programme:
        title = "For a programme: how the case works as a measure"
        sections.append(Section("programme", title, tuple(_programme(report))))
    sections.append(Section("method", "How these figures were made", tuple(_method(report))))
    return Page(f"{about.title}: what the group did", subtitle, tuple(sections))


def _paras(*words: str) -> tuple[Para, ...]:
    return tuple(Para(each) for each in words)


def _titles(report: Report) -> dict[str, str]:
    found = {place.scene: place.title for place in report.flow.places}
    return found | {d.scene: f"{d.number}. {d.title}" for d in report.decisions}


def _brief(report: Report) -> Iterator[Block]:
    for point in brief(report):
        said = [point.says] if point.says or len(point.moments) > 1 else []
        said += [f"{m.title}: {m.says}." if m.says else f"{m.title}." for m in point.moments]
        yield Field(point.label, "\n".join(said))


def _attended(report: Report) -> Iterator[Block]:
    if not report.attended.began:
        yield NOT_SHOWN
        return
    for what, n in attended(report):
        yield Field(what, str(n))
    yield Para("Nobody who stopped is ever listed.")


def _agenda(report: Report) -> Iterator[Block]:
    if not report.agenda:
        yield Para("Nothing can be ranked: nowhere did enough people meet to be shown.")
        return
    yield Para(words.AGENDA)
    for n, scene in enumerate(report.agenda[:AGENDA_LONG], start=1):
        d = report.decision(scene)
        yield Field(f"{n}  {d.title} (decision {d.number})", summed(d, votes(d)))
    meanings = (f"{label.capitalize()}: {meaning}." for label, meaning in words.LABELS.items())
    yield Para(" ".join((words.TERMS, *meanings, words.HURRY)))


def _patterns(report: Report) -> Iterator[Block]:
    if not report.patterns:
        yield NOT_SHOWN
        return
    yield Para(words.PATTERNS)
    for p in report.patterns:
        random = f"; at random {p.expected:.2f}" if p.expected is not None else ""
        yield Field(p.name, f"{p.taken} of {p.offered} choices{random}")
    yield Para(f"Missing data: {report.patterns[0].missing}.")


def _telling(report: Report) -> Iterator[Block]:
    found = report.balance
    if found is None:
        yield Para("Not shown, or no clear moment was met.")
        return
    dose = f", {found.wrong_dose} of them in a way that does not" if found.wrong_dose else ""
    yield Para(words.TELLING)
    yield Field(
        "Telling would have served",
        f"{found.told_at_t} told (fits{dose}), {found.withheld_at_t} kept back what would have "
        "served",
    )
    yield Field(
        "Not telling would have served",
        f"{found.told_at_w} told what did not serve, {found.withheld_at_w} did not tell (fits)",
    )
    yield Para(f"Choices, so no interval. Missing data: {found.missing}.")


def _echoes(report: Report) -> Iterator[Block]:
    if not report.echoes:
        yield Para(words.NOT_MET)
        return
    yield Para(words.ECHO)
    for echo in report.echoes:
        yield Entry(echo.title, (Para(echo.about or ""), *_outcomes(echo)))


def _outcomes(found: Outcomes) -> Iterator[Para | Field]:
    if found.says:
        yield Para(found.says)
    for cell in found.cells:
        yield Field(cell.label, share(cell))
    if found.cells:
        alone = found.cells[0].low is None and found.cells[0].n is not None
        none = "Interval: none, since one person can give several." if alone else None
        yield Para(" ".join(filter(None, (found.note, none, f"Missing data: {found.missing}."))))


def _ways(report: Report) -> Iterator[Block]:
    titles, flow = _titles(report), report.flow
    if not flow.edges:
        yield NOT_SHOWN
    for edge in flow.edges:
        to = " or ".join(titles[scene] for scene in edge.to)
        yield Field(f"{titles[edge.scene]}, {edge.letters}", f"{edge.count} to {to}")
    for way, n in flow.shared:
        yield Field(", ".join(way), f"{n} people went this whole way")
    if flow.lone is not None:
        yield Para(
            f"{flow.lone} went {'a way' if flow.lone == 1 else 'ways'} that fewer than five "
            "shared. Such ways are shown to nobody; their owners may tell of them."
        )
    elif flow.edges and report.view == "instructor":
        yield Para(words.NO_WAYS)
    if report.endings is not None:
        yield Entry("Endings", tuple(_outcomes(report.endings)))


def _rehearsal(report: Report) -> Iterator[Block]:
    found = report.rehearsal
    yield Para(words.REHEARSAL)
    if found.says:
        yield Para(found.says)
    elif report.view != "instructor":
        yield Para("Nothing is said of fewer than ten people.")
    for figure in found.figures:
        yield _figure(figure)
    if found.better is not None and found.p_sign is not None:
        yield Para(
            f"{found.better} went better, {found.worse} worse, {found.same} the same (exact sign "
            f"test, two-sided: {words.p_value(found.p_sign)})."
        )


def _figure(figure: Figure) -> Field:
    if figure.refused is not None or figure.value is None:
        return Field(figure.name, f"not given: {figure.refused}.")
    interval = figure.interval or "no interval"
    if figure.low is not None and figure.high is not None:
        interval = f"{figure.low:.2f} to {figure.high:.2f} ({figure.interval})"
    return Field(
        figure.name,
        f"{figure.value:.2f}, {interval}, n = {figure.n}. Missing data: {figure.missing}.",
    )


def _against(report: Report) -> Iterator[Block]:
    titles = _titles(report)
    yield Para(report.against or "")
    for d in sorted(report.differences, key=lambda d: d.low <= 0 <= d.high):
        yield Field(
            f"{titles[d.scene]}, {d.letter}",
            f"{d.here[0]} of {d.here[1]} here, {d.there[0]} of {d.there[1]} there; difference "
            f"{d.difference:+.2f} (95 %: {d.low:+.2f} to {d.high:+.2f})",
        )
    if report.differences:
        yield Para(
            "With many options some differ by chance: this finds what to talk about, and tests "
            f"nothing. Missing data: {report.differences[0].missing}."
        )


def _programme(report: Report) -> Iterator[Block]:
    found = report.programme
    assert found is not None
    yield Para(words.PROGRAMME)
    yield from (_figure(figure) for figure in found.figures if figure.refused is None)
    for reason, names in words.refusals(found):
        yield Para(f"Not given: {names}. The reason: {reason}.")
    if found.components:
        yield Para(words.cases_needed(found))
    if found.items:
        yield Para(words.ITEMS)
    for item in found.items:
        fields = [_figure(item.difficulty), _figure(item.item_rest)]
        fields += [_figure(item.dif)] if item.dif is not None else []
        yield Entry(item.title, tuple(fields))
    for option in found.dead:
        yield Field(f"Hardly taken: {option.letter}, {option.words}", _figure(option.taken).text)


def _method(report: Report) -> Iterator[Block]:
    yield Para(
        "Only first attempts that reached an ending count, of people who agreed to be counted; "
        "those clicked through faster than reading are left out. Every attempt was played again "
        "and scored anew."
    )
    yield Para("Notes, check-ins, composed replies and arguments are in no figure.")
    if report.issue:
        yield Para(words.ISSUE)
    if report.people:
        yield Entry(
            f"Pseudonyms of those who began ({len(report.people)})",
            (
                Para(", ".join(report.people)),
                Para(
                    "Whose they are is in your key file alone: ppsim store key FILE --reveal "
                    "PSEUDONYM, which is logged."
                ),
            ),
        )
