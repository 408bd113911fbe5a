"""A page as HTML: one file, readable on a phone, printable on A4, with no script and no network.

``document`` renders any template of ``ppsim/report/templates`` that extends ``base.html.j2``;
``render`` is the common case, a ``Page``. Every text is escaped by the templates themselves
(autoescape), and controls and direction marks in it are made visible first, so that what an
author wrote stays text. Jinja2 is loaded by the first call, not by importing this.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ppsim.report.page import Columns, Entry, Field, Page, Para
from ppsim.words.safe import safe

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"


def render(page: Page, language: str = "en") -> str:
    """The page as a whole HTML document, ending in a newline.

    Args:
        page: what is to be read.
        language: of its text, as an HTML ``lang``.
    """
    return document("page.html.j2", page=page, language=language)


def document(template: str, **values: Any) -> str:
    """A template filled in; the same values give the same bytes.

    Args:
        template: a file of the templates' folder that extends ``base.html.j2``.
        values: what it names; ``language`` is ``en`` where it is not given.

    Raises:
        jinja2.UndefinedError: the template names something that was not given.
    """
    values.setdefault("language", "en")
    return _environment().get_template(template).render(**values).rstrip("\n") + "\n"


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    made.filters["rows"] = _rows
    made.tests["a_para"] = lambda block: isinstance(block, Para)
    made.tests["a_field"] = lambda block: isinstance(block, Field)
    made.tests["an_entry"] = lambda block: isinstance(block, Entry)
    made.tests["columns"] = lambda block: isinstance(block, Columns)
    made.globals["style"] = _style
    return made


def _shown(value: Any) -> Any:
    """What a template prints: plain text made safe to show, markup of the templates as it is."""
    return safe(value) if type(value) is str else value


def _rows(text: str) -> list[str]:
    """The lines of a text, for a template to break them itself."""
    return safe(text).split("\n")


def _style() -> Any:
    from markupsafe import Markup

    return Markup((TEMPLATES / "page.css").read_text(encoding="utf-8"))
