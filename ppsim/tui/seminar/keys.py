"""The keys of the wall, and which of them do something at the moment."""

from __future__ import annotations

from textual.binding import Binding

from ppsim.cohort.seminar import COUNTED, Seminar
from ppsim.cohort.seminar_hands import Counting
from ppsim.cohort.seminar_subject import Subject

LETTERS = "abcdefgh"
"""Keys of options, which stay what they are; further ones are reached with the arrows."""

KEYS = (
    Binding("space", "go_on", "On", key_display="Space", id="seminar.on"),
    Binding("left", "go_back", "Back", key_display="←", id="seminar.back"),
    Binding("a", "option(0)", "Option", key_display="a-h", id="seminar.option"),
    *(Binding(letter, f"option({n})", "", show=False) for n, letter in enumerate(LETTERS) if n),
    Binding("1", "digit(1)", "Hands", key_display="0-9", id="seminar.hands"),
    *(Binding(str(n), f"digit({n})", "", show=False) for n in range(10) if n != 1),
    Binding("plus,equals_sign", "hand(1)", "One more", key_display="+", id="seminar.more"),
    Binding("minus", "hand(-1)", "One fewer", key_display="-", id="seminar.fewer"),
    Binding("backspace", "erase", "Erase", id="seminar.erase", show=False),
    Binding("s", "script", "Script", id="seminar.script"),
    Binding("o", "agenda", "Agenda", id="seminar.agenda"),
    Binding("w", "write_up", "Write up", id="seminar.write-up"),
    Binding("n", "next", "Next decision", id="seminar.next", show=False),
    Binding("p", "pause", "Stop or start the time", id="seminar.pause", show=False),
    Binding("right", "step", "Next step", key_display="→", id="seminar.step", show=False),
    Binding("down,j", "down(1)", "Down", id="seminar.down", show=False),
    Binding("up,k", "down(-1)", "Up", id="seminar.up", show=False),
    Binding("pagedown", "page(1)", "Page down", id="seminar.page-down", show=False),
    Binding("pageup", "page(-1)", "Page up", id="seminar.page-up", show=False),
    Binding("q", "leave", "Quit", id="seminar.quit"),
)


def option_of(key: int, subject: Subject, seminar: Seminar) -> int | None:
    """The place of the option that a letter stands for at the decision at hand; else ``None``.

    Args:
        key: which of ``LETTERS``.
        subject: what the room sees.
        seminar: as it stands.
    """
    if seminar.at is None:
        return None
    letters = [option.letter for option in subject.boards[seminar.at].options]
    letter = LETTERS[key].upper()
    return letters.index(letter) if letter in letters else None


def works(
    action: str,
    parameters: tuple[object, ...],
    subject: Subject,
    seminar: Seminar,
    counting: Counting | None,
    at_end: bool,
) -> bool:
    """Whether an action of the wall would do something now.

    Args:
        action: what a key asks for, with its ``parameters``.
        parameters: of the action.
        subject: what the room sees.
        seminar: as it stands.
        counting: the hands that are counted; ``None`` where none are.
        at_end: the slide is read to its end.
    """
    if action in ("option", "digit", "hand", "erase"):
        if seminar.at is None or seminar.step not in COUNTED or counting is None:
            return False
        if action == "option":
            return option_of(int(str(parameters[0])), subject, seminar) is not None
        stands = counting.hands.counts[counting.option]
        return bool(stands) or action == "digit" or parameters == (1,)
    if action == "go_back":
        return seminar.place != "opening"
    if action in ("step", "next"):
        return seminar.place != "closing"
    if action == "go_on":
        return seminar.place != "closing" or not at_end
    return True
