"""Words can be read in every theme, and nothing is told by colour alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import places
import pytest
from helpers import press, settled
from rich.color import Color, ColorType
from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.color import Color as ScreenColor
from textual.pilot import Pilot

from ppsim.catalogue.settings import THEMES
from ppsim.tui.app import PpsimApp
from ppsim.tui.themes import CONTRAST, MONO, NAMES

Open = Callable[..., PpsimApp]


def segments(app: App[object]) -> Iterator[Segment]:
    for strip in app.screen._compositor.render_strips():
        yield from strip


def contrast(one: Color, other: Color) -> float:
    """WCAG 2.2's ratio of relative luminances."""

    def luminance(color: Color) -> float:
        triplet = color.get_truecolor()
        parts = [
            c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
            for c in (v / 255 for v in triplet)
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_reckoned_as_wcag_says() -> None:
    black, white = Color.from_rgb(0, 0, 0), Color.from_rgb(255, 255, 255)
    assert contrast(black, white) == pytest.approx(21)
    assert contrast(Color.from_rgb(119, 119, 119), white) == pytest.approx(4.48, abs=0.01)
    assert ScreenColor.parse("#767676").get_contrast_text(1.0).hex == "#FFFFFF"


def test_the_settings_offer_the_themes_there_are() -> None:
    assert THEMES == NAMES
    assert set(CONTRAST) == {*NAMES} - {MONO}


async def tour(pilot: Pilot[object], look: Callable[[str], None]) -> None:
    """Screens with every look there is: lists, options, marks, notes, writing, help, palette."""

    async def each(name: str) -> None:
        for theme in NAMES:
            pilot.app.theme = theme
            await settled(pilot)
            look(name)

    await places.library(pilot)
    await each("library")
    await press(pilot, "slash", *"you")
    await each("filter")
    await press(pilot, "escape", "comma")
    await each("settings")
    await press(pilot, "escape", "ctrl+p")
    await each("palette")
    await press(pilot, "escape")
    await places.standing_out(pilot)
    await each("decision")
    await press(pilot, "n", *"note")
    await each("note")
    await press(pilot, "enter", "up")
    await press(pilot, "question_mark")
    await each("help")
    await press(pilot, "escape")
    await places.choose(pilot, 1)
    await press(pilot, "2", "7")
    await each("sure")
    await press(pilot, "enter", "enter")
    await places.choose(pilot, 1)
    await press(pilot, "4", "enter", "enter", "enter", "1")
    await each("check-in")


async def test_words_stand_out_from_their_ground_in_every_theme(open_app: Open) -> None:
    app = open_app()
    faint: set[tuple[str, str, str, float]] = set()
    coloured: set[tuple[str, str]] = set()

    def look(name: str) -> None:
        for text, style, _ in segments(app):
            if style is None or not text.strip(" \n▁▂▃▄▅▆▇█▊▎▔▏"):
                continue
            if app.theme == MONO:
                if not (colourless(style.color) and colourless(style.bgcolor)):
                    coloured.add((name, text.strip()))
                continue
            assert style.color is not None
            assert style.bgcolor is not None
            ratio = contrast(style.color, style.bgcolor)
            if style.dim or ratio < CONTRAST[app.theme]:
                faint.add((app.theme, name, text.strip(), round(ratio, 2)))

    async with app.run_test(size=(80, 24)) as pilot:
        await tour(pilot, look)
    assert not faint, sorted(faint)
    assert coloured == set()


def colourless(color: Color | None) -> bool:
    return color is None or color.type is ColorType.DEFAULT


def styles_of(app: App[object], words: str) -> Style:
    """The style of the segment that holds ``words``."""
    below = list(segments(app))[4:]  # the line at the top has a look of its own
    found = [style for text, style, _ in below if words in text and style is not None]
    assert found, f"{words} is not on the screen"
    return found[0]


@pytest.mark.parametrize("theme", NAMES)
async def test_looks_are_told_apart_by_attributes_and_marks_in_every_theme(
    theme: str, open_app: Open
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        app.theme = theme
        await places.standing_out(pilot)
        lines = "".join(text for text, _, _ in segments(app))
        assert styles_of(app, "Tomasz").bold
        assert styles_of(app, "Inner voice").italic
        assert styles_of(app, "headache behind").italic
        assert not styles_of(app, "The new girl cried").italic
        assert styles_of(app, "You  ").bold
        assert styles_of(app, "Session six, two minutes").bold
        assert "› 2" in lines
        assert styles_of(app, "The clock behind him").bold
        assert styles_of(app, "Note").bold is not True
        own, inner = styles_of(app, "┃"), styles_of(app, "┊")
        assert own.italic is not True
        assert inner.italic
        if theme != MONO:
            assert own.color != inner.color


async def test_no_color_leaves_attributes_alone(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = open_app()
    assert app.theme == MONO
    async with app.run_test(size=(80, 24)) as pilot:
        await places.standing_out(pilot)
        await press(pilot, "comma", "enter")  # another theme is set: NO_COLOR still holds
        assert app.settings.theme != THEMES[0]
        assert app.theme == MONO
        await press(pilot, "escape")
        ground = app.screen.background_colors[0]
        for filtered in ([*segments(app)],):
            for line_filter in app._filters:
                filtered = line_filter.apply(filtered, ground) if line_filter.enabled else filtered
            for _, style, _ in filtered:
                assert style is None or (colourless(style.color) and colourless(style.bgcolor))
        assert styles_of(app, "Tomasz").bold


async def test_an_empty_no_color_asks_for_nothing(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "")
    assert open_app().theme == THEMES[0]
