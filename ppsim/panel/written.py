"""A panel as text of 80 columns, and its figures put into a case file."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from ppsim.format.case import Case
from ppsim.panel.agreement import Agreement
from ppsim.panel.judge import MIN_ALPHA, MIN_RATERS, Judged, Panel, refusals
from ppsim.words.counts import counted

_WIDTH = 78
_STATUS = re.compile(r"^key_status:[ \t]*[^\s#]+", re.MULTILINE)
_FIGURES = re.compile(r"^panel:.*(?:\n[ \t]+\S.*)*(?:\n|\Z)", re.MULTILINE)
_BEFORE = re.compile(r"^(?:minutes|cast|start|scenes):", re.MULTILINE)


def as_text(case: Case, panel: Panel) -> str:
    """What a panel shows, for the author."""
    lines = [f"{case.title} ({case.id})", ""]
    lines.append(
        f"{counted(len(panel.raters), 'rater')}; {counted(len(panel.decisions), 'decision')} rated "
        "by two or more."
    )
    lines.append(f"Agreement in their ratings: {_agreement(panel.ordinal)}")
    over = "in their codes" if panel.over_codes else "on which option is best"
    lines.append(f"Agreement {over}: {_agreement(panel.nominal)}")
    agreed = [d for d in panel.decisions if d.agrees]
    lines.append(f"Panel and key hold the same best at {len(agreed)} of {len(panel.decisions)}.")
    for title, found in (
        ("Where the panel holds another option best:", _others(panel)),
        ("Where it divides (a second choice of 30% or more):", _divided(panel)),
        ("Where one rater decides which option is best:", _swayed(panel)),
        ("Where it gives an option another main code:", _recoded(panel)),
    ):
        said = list(found)
        if said:
            lines += ["", title, *(line for text in said for line in _wrapped(text))]
    if panel.unrated:
        lines += ["", "Not rated by two:", *_wrapped(", ".join(panel.unrated))]
    why = refusals(panel)
    lines += [
        "",
        "The key may rest on this panel." if not why else "The key may not yet rest on it:",
    ]
    lines += [line for text in why for line in _wrapped(text)]
    return "\n".join(lines) + "\n"


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(
        text, _WIDTH, initial_indent="- ", subsequent_indent="  ", break_on_hyphens=False
    )


def _agreement(found: Agreement | None) -> str:
    if found is None:
        return "cannot be told, no two ratings differ."
    said = f"{found.level} alpha {found.alpha:.2f}"
    if found.low is None or found.high is None:
        return f"{said}\n  (too few decisions for an interval)."
    interval = f"95% interval {found.low:.2f} to {found.high:.2f}"
    return f"{said}\n  ({interval}, leaving out one decision at a time)."


def _others(panel: Panel) -> Iterator[str]:
    for d in panel.decisions:
        if not d.agrees:
            yield f"{d.scene}: {_means(d)}; the key has {' and '.join(d.key)}"


def _means(d: Judged) -> str:
    ordered = sorted(d.means.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{id_} {mean:.1f}" for id_, mean in ordered)


def _divided(panel: Panel) -> Iterator[str]:
    for d in panel.decisions:
        if d.contested:
            shares = ", ".join(f"{id_} {d.shares[id_]:.0%}" for id_ in d.contested)
            if set(d.contested) <= set(d.declared):
                yield f"{d.scene}: {shares}; declared contested already"
            elif d.raters < MIN_RATERS:
                few = f"from {MIN_RATERS} raters on, reason to call it contested"
                yield f"{d.scene}: {shares}; {few}"
            else:
                said = ", ".join(d.contested)
                yield f"{d.scene}: {shares}; if both can be defended, write contested: [{said}]"


def _swayed(panel: Panel) -> Iterator[str]:
    for d in panel.decisions:
        if d.swayed_by:
            without = " or ".join(d.swayed_by)
            yield f"{d.scene}: without {without} another would be best ({_means(d)})"


def _recoded(panel: Panel) -> Iterator[str]:
    for c in panel.coded:
        own = f"the author has {c.own or 'none'}"
        yield f"{'/'.join(c.option)}: {c.theirs} by {c.count} of {c.of}; {own}"


def with_panel(text: str, panel: Panel, date: str) -> str:
    """The text of a case whose key rests on the panel; all else stays to the letter.

    Args:
        text: of a case that loads, its top-level keys on lines of their own.
        panel: one that nothing is held against (``refusals``).
        date: as YYYY-MM-DD.
    """
    assert panel.ordinal is not None
    assert panel.ordinal.alpha >= MIN_ALPHA
    figures = f"n: {panel.fewest}, date: {date}, alpha: {panel.ordinal.alpha:.2f}"
    if panel.ordinal.low is not None and panel.ordinal.high is not None:
        figures += f", interval: [{panel.ordinal.low:.2f}, {panel.ordinal.high:.2f}]"
    break_ = "\r\n" if "\r\n" in text else "\n"
    text = _FIGURES.sub("", text, count=1)
    line = f"panel: {{{figures}}}{break_}"
    status = _STATUS.search(text)
    if status is not None:
        text = f"{text[: status.start()]}key_status: panel{text[status.end() :]}"
        end = text.index("\n", status.start()) + 1
        return text[:end] + line + text[end:]
    before = _BEFORE.search(text)
    assert before is not None
    return f"{text[: before.start()]}key_status: panel{break_}{line}{text[before.start() :]}"
