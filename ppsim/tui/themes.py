"""The app's own themes; each pair of colours that carries words is held to its contrast in a test.

``mono`` has no colours at all: everything is told by bold, underline, reverse and by words.
"""

from __future__ import annotations

from textual.theme import Theme

LIGHT, DARK, HIGH_CONTRAST, MONO = "light", "dark", "high-contrast", "mono"
NAMES = (DARK, LIGHT, HIGH_CONTRAST, MONO)

CONTRAST = {LIGHT: 4.5, DARK: 4.5, HIGH_CONTRAST: 7.0}
"""The least contrast of words on what they stand on, as WCAG 2.2 reckons it."""


def _theme(name: str, dark: bool, colours: dict[str, str]) -> Theme:
    ground, raised, lifted = colours["ground"], colours["raised"], colours["lifted"]
    ink, quiet, lead, warm = colours["ink"], colours["quiet"], colours["lead"], colours["warm"]
    warning = colours["warning"]
    return Theme(
        name=name,
        dark=dark,
        primary=lead,
        secondary=lead,
        accent=warm,
        warning=warning,
        error=warning,
        success=lead,
        foreground=ink,
        background=ground,
        surface=raised,
        panel=lifted,
        text_alpha=1.0,
        variables={
            "text": ink,
            "text-muted": quiet,
            "text-disabled": quiet,
            "text-primary": lead,
            "text-accent": warm,
            "text-warning": warning,
            "text-error": warning,
            "foreground-muted": quiet,
            "foreground-disabled": quiet,
            "border": lead,
            "border-blurred": quiet,
            "block-cursor-foreground": ink,
            "block-cursor-background": lifted,
            "block-cursor-text-style": "none",
            "block-cursor-blurred-foreground": ink,
            "block-cursor-blurred-background": raised,
            "block-hover-background": raised,
            "input-cursor-background": ink,
            "input-cursor-foreground": ground,
            "input-selection-background": lifted,
            "input-selection-foreground": ink,
            "screen-selection-background": lifted,
            "screen-selection-foreground": ink,
            "scrollbar": quiet,
            "scrollbar-hover": lead,
            "scrollbar-active": lead,
            "scrollbar-background": ground,
            "scrollbar-background-hover": ground,
            "scrollbar-background-active": ground,
            "scrollbar-corner-color": ground,
            "own-words": warm,
            "inner-voice": quiet,
            "key-style": "bold",
            "mark-style": "bold",
        },
    )


def _mono() -> Theme:
    plain = "ansi_default"
    return Theme(
        name=MONO,
        ansi=True,
        primary=plain,
        secondary=plain,
        warning=plain,
        error=plain,
        success=plain,
        accent=plain,
        foreground=plain,
        background=plain,
        surface=plain,
        panel=plain,
        boost=plain,
        variables={
            "ansi-background": plain,
            "ansi-foreground": plain,
            "border": plain,
            "border-blurred": plain,
            "block-cursor-foreground": plain,
            "block-cursor-background": plain,
            "block-cursor-text-style": "bold reverse",
            "block-cursor-blurred-foreground": plain,
            "block-cursor-blurred-background": plain,
            "block-cursor-blurred-text-style": "bold",
            "block-hover-background": plain,
            "input-cursor-foreground": plain,
            "input-cursor-background": plain,
            "input-cursor-text-style": "reverse",
            "input-selection-background": plain,
            "input-selection-foreground": plain,
            "screen-selection-background": plain,
            "screen-selection-foreground": plain,
            "scrollbar": plain,
            "scrollbar-hover": plain,
            "scrollbar-active": plain,
            "scrollbar-background": plain,
            "scrollbar-background-hover": plain,
            "scrollbar-background-active": plain,
            "scrollbar-corner-color": plain,
            "own-words": plain,
            "inner-voice": plain,
            "key-style": "bold reverse",
            "mark-style": "bold reverse",
        },
    )


THEMES = (
    _theme(
        DARK,
        True,
        {
            "ground": "#1c1e20",
            "raised": "#24272a",
            "lifted": "#30353a",
            "ink": "#e2ded6",
            "quiet": "#aaa59a",
            "lead": "#8fbdb3",
            "warm": "#deb887",
            "warning": "#f0a58f",
        },
    ),
    _theme(
        LIGHT,
        False,
        {
            "ground": "#fbf9f4",
            "raised": "#f2eee5",
            "lifted": "#e6e0d3",
            "ink": "#26241f",
            "quiet": "#5b564c",
            "lead": "#1f5a54",
            "warm": "#7a4410",
            "warning": "#96301a",
        },
    ),
    _theme(
        HIGH_CONTRAST,
        True,
        {
            "ground": "#000000",
            "raised": "#101010",
            "lifted": "#262626",
            "ink": "#ffffff",
            "quiet": "#dddddd",
            "lead": "#8fe8ff",
            "warm": "#ffd866",
            "warning": "#ffb0a0",
        },
    ),
    _mono(),
)
