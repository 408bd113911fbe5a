"""Charts as inline SVG that is at rest: drawn by Altair, written by vl-convert, then made safe.

One look for all: black, grey and one blue, told apart by patterns and words as well, on a white
ground in light, dark and print. What comes out runs nothing, loads nothing and names no address;
text stays text, ids are unique to the chart, and a title and a description are read out.
Altair and vl-convert belong to the extra ``cohort``; they are loaded by the first chart.
"""

from __future__ import annotations

import json
import re
from html import escape
from importlib.util import find_spec
from typing import Any

from ppsim.words.safe import safe

INK, GREY, PALE, BLUE, WHITE = "#1d1d1b", "#5c5a55", "#dedbd4", "#174f86", "#ffffff"
HATCHED, DOTTED = "#fe0001", "#fe0002"
"""Stand for a pattern where a chart is drawn; ``svg`` puts the pattern in their place."""
LETTER = 6.7
"""Width of a letter at 12 pixels, in most fonts; a wide one still fits the room left around."""
FONT = "system-ui, -apple-system, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"

_CONFIG: dict[str, Any] = {
    "aria": False,
    "background": None,
    "font": "sans-serif",
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": 12,
        "labelColor": INK,
        "titleColor": INK,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "gridColor": PALE,
        "domainColor": GREY,
        "tickColor": GREY,
        "labelLimit": 400,
    },
    "text": {"fontSize": 12, "color": INK},
}
_NO_XML = re.compile("[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FORBIDDEN = (
    "<script",
    "<foreignobject",
    "<image",
    "<use",
    "href",
    "javascript:",
    "@import",
    " on",
)
_PATTERNS = {
    HATCHED: '<pattern id="{id}" width="5" height="5" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="5" height="5" fill="#ffffff"/>'
    '<rect width="2.4" height="5" fill="#174f86"/></pattern>',
    DOTTED: '<pattern id="{id}" width="5" height="5" patternUnits="userSpaceOnUse">'
    '<rect width="5" height="5" fill="#ffffff"/>'
    '<circle cx="2.5" cy="2.5" r="1" fill="#5c5a55"/></pattern>',
}


class NoCharts(ImportError):
    """What draws charts is not installed."""


def available() -> bool:
    """Whether charts can be drawn here; nothing is loaded to find out."""
    return all(find_spec(name) is not None for name in ("altair", "vl_convert"))


def drawer() -> Any:
    """Altair, loaded.

    Raises:
        NoCharts: it is not installed.
    """
    try:
        import altair
    except ImportError as missing:
        raise NoCharts(str(missing)) from None
    return altair


def clean(text: str) -> str:
    """A text as a drawing may hold it: on one line, controls made visible, all of it XML."""
    return _NO_XML.sub("\ufffd", safe(text).replace("\n", " "))


def _cleaned(data: Any) -> Any:
    """Data with every text in it cleaned; what draws ends the whole program over a control."""
    if isinstance(data, str):
        return clean(data)
    if isinstance(data, dict):
        return {key: _cleaned(value) for key, value in data.items()}
    return [_cleaned(value) for value in data] if isinstance(data, list) else data


def svg(chart: Any, name: str, title: str, description: str) -> str:
    """A chart as an ``svg`` element.

    Args:
        chart: Altair's, with its data in it.
        name: unique on the page; letters, digits and dashes.
        title: what it is, in a few words.
        description: what it shows, in a sentence or two.

    Raises:
        NoCharts: vl-convert is not installed.
        ValueError: the drawing holds what a page at rest may not hold.
    """
    try:
        import vl_convert
    except ImportError as missing:
        raise NoCharts(str(missing)) from None
    spec = _cleaned(chart.to_dict())
    spec["config"] = _CONFIG
    drawn = vl_convert.vegalite_to_svg(json.dumps(spec), allowed_base_urls=[])
    return at_rest(drawn, name, title, description)


def at_rest(drawn: str, name: str, title: str, description: str) -> str:
    """An SVG as it may stand in a page: checked, named, described, with its patterns."""
    body = drawn[drawn.index("<svg") :].strip()
    opening, rest = body.split(">", 1)
    box = re.search(r'viewBox="([0-9.\- ]+)"', opening)
    if box is None:
        raise ValueError("a drawing without a size")
    markup = re.sub(r">[^<]*<", "><", rest)
    if any(word in markup.casefold() for word in _FORBIDDEN):
        raise ValueError("a drawing that would run or load something")
    rest = re.sub(r'\bid="([^"]*)"', rf'id="{name}-\1"', rest)
    rest = re.sub(r"url\(#([^)]*)\)", rf"url(#{name}-\1)", rest)
    rest = re.sub(r' (?:aria-\w+|role)="[^"]*"', "", rest)
    rest = re.sub(r'font-family="[^"]*"', f'font-family="{FONT}"', rest)
    patterns = ""
    for number, (colour, pattern) in enumerate(_PATTERNS.items()):
        if colour in rest:
            own = f"{name}-pattern-{number}"
            patterns += pattern.format(id=own)
            rest = rest.replace(colour, f"url(#{own})")
    width = float(box[1].split()[2])
    return (
        f'<svg class="chart" role="img" aria-labelledby="{name}-title" '
        f'aria-describedby="{name}-says" viewBox="{box[1]}" width="{width:g}">'
        f'<title id="{name}-title">{escape(clean(title))}</title>'
        f'<desc id="{name}-says">{escape(clean(description))}</desc>'
        f"{f'<defs>{patterns}</defs>' if patterns else ''}{rest}"
    )
