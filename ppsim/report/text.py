"""A page as plain text: no escapes, no drawing, wrapped to a width.

Headings are plain capital lines, so that a screen reader reads them as words and a reader
with eyes finds them.
"""

from __future__ import annotations

import textwrap

from ppsim.report.page import Block, Columns, Entry, Field, Page, Para

MIN_WIDTH = 30


def render(page: Page, width: int = 80) -> str:
    """The page as lines of at most ``width`` columns (never below 30), ending in a newline."""
    width = max(MIN_WIDTH, width)
    lines = _wrap(page.title.upper(), width)
    if page.subtitle:
        lines += _wrap(page.subtitle, width)
    for section in page.sections:
        lines.append("")
        if section.title:
            lines += _wrap(section.title.upper(), width)
        for number, block in enumerate(section.blocks):
            if number and isinstance(block, Entry):
                lines.append("")
            lines += _block(block, width, indent=2 if section.title else 0)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _wrap(text: str, width: int, indent: int = 0, hang: int = 0) -> list[str]:
    lines: list[str] = []
    for part in text.split("\n"):
        lines += textwrap.wrap(
            part,
            width,
            initial_indent=" " * (indent if not lines else indent + hang),
            subsequent_indent=" " * (indent + hang),
            break_on_hyphens=False,
        ) or [""]
    return lines


def _block(block: Block, width: int, indent: int) -> list[str]:
    if isinstance(block, Para):
        return _wrap(block.text, width, indent)
    if isinstance(block, Field):
        return _field(block, width, indent)
    if isinstance(block, Entry):
        lines = _wrap(block.title, width, indent, hang=2)
        for inner in block.blocks:
            lines += _block(inner, width, indent + 2)
        return lines
    return _columns(block, width, indent)


def _field(block: Field, width: int, indent: int) -> list[str]:
    return _wrap(f"{block.label}: {block.text}", width, indent, hang=2)


def _columns(block: Columns, width: int, indent: int) -> list[str]:
    lines: list[str] = []
    for row in block.rows:
        if lines:
            lines.append("")
        for head, cell in zip(block.heads, row, strict=True):
            if cell:
                lines += _wrap(f"{head}: {cell}", width, indent, hang=2)
    return lines
