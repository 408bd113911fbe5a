"""The slide on the wall, and the facilitator's script beside it."""

from __future__ import annotations

from textual.content import Content

from ppsim.cohort.seminar_script import Script
from ppsim.tui.seminar.figures import flow
from ppsim.tui.seminar.slides import Slide
from ppsim.tui.widgets.laid import Laid


class SlideView(Laid):
    """Draws a slide."""

    def __init__(self, slide: Slide) -> None:
        super().__init__()
        self.slide = slide

    def show(self, slide: Slide) -> None:
        """Draw another one."""
        self.slide = slide
        self.forget()

    def rows(self, width: int) -> list[Content]:
        """As the slide says."""
        return self.slide.rows(width)


class ScriptView(Laid):
    """Draws the script of a step."""

    def __init__(self, script: Script) -> None:
        super().__init__()
        self.script = script

    def show(self, script: Script, *more: str) -> None:
        """Draw another one."""
        self.script = Script(script.phase, (*script.do, *more), script.say)
        self.forget()

    def rows(self, width: int) -> list[Content]:
        """What to do; then what could be said."""
        script = self.script
        rows = [*flow(f"For you: {script.phase}", width, "bold"), Content("")]
        for words in script.do:
            rows += [*flow(words, width), Content("")]
        rows += [*flow("You could say:", width, "bold"), Content("")]
        for words in script.say:
            rows += [*flow(f'"{words}"', width, "italic"), Content("")]
        return rows
