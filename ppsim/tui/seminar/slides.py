"""What is on the wall at each step, as rows for a width; nothing here decides anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.content import Content

from ppsim.cohort.seminar import Seminar, Step
from ppsim.cohort.seminar_board import Board, BoardOption
from ppsim.cohort.seminar_hands import Counting, Hands
from ppsim.cohort.seminar_subject import Subject
from ppsim.cohort.seminar_words import (
    HURRY,
    RARE,
    earlier,
    in_a_hurry,
    labels_of_hands,
    moved,
    told_earlier,
)
from ppsim.tui.literal import literal, parts
from ppsim.tui.seminar.figures import TALL, bar, counted, flow, numeral
from ppsim.tui.widgets.choices import CARET
from ppsim.tui.wrapping import shortened, wrapped
from ppsim.words.told import INNER_VOICE, marked

HEADS: dict[Step, str] = {
    "scene": "The scene",
    "options": "The options",
    "hands": "First show of hands",
    "talk": "Talk",
    "again": "Second show of hands",
    "before": "Chosen alone, before today",
    "why": "The author's reasons",
    "divide": "Where people divide",
}
LARGE = 5
"""Up to so many options have large numerals."""
BLANK = Content("")
LETTER = 4
"""Columns for the letter of an option."""
QUIET = "$text-muted"


@dataclass(frozen=True, slots=True)
class Slide:
    """All that what is on the wall depends on."""

    subject: Subject
    seminar: Seminar
    counting: Counting | None
    """While hands are counted."""

    def rows(self, width: int) -> list[Content]:
        """The rows at ``width`` columns."""
        seminar = self.seminar
        if seminar.place == "opening":
            return _opening(self, width)
        if seminar.place == "closing" or seminar.at is None:
            return _closing(self, width)
        board = self.subject.boards[seminar.at]
        return _STEPS[seminar.step](self, board, width)


def _hung(mark: Content, text: str, width: int, style: str = "") -> list[Content]:
    """Text that hangs beside a mark of ``LETTER`` columns."""
    margin = Content(" " * LETTER)
    rows = wrapped(text, width - LETTER)
    return [
        Content.assemble(margin if n else mark, parts((row, style))) for n, row in enumerate(rows)
    ]


def _letter(option: BoardOption, here: bool = False) -> Content:
    caret = CARET if here else " "
    return parts(caret, (f"{option.letter} ".ljust(LETTER - 1), "bold"))


def _opening(slide: Slide, width: int) -> list[Content]:
    subject, seminar = slide.subject, slide.seminar
    rows = [*flow(subject.title, width, "bold"), BLANK]
    if subject.group:
        rows += [*flow(subject.group, width, QUIET), BLANK]
    rows += flow(f"{seminar.minutes} minutes for:", width)
    rows.append(BLANK)
    for number, scene in enumerate(seminar.agenda.planned, start=1):
        board = subject.boards[scene]
        said = parts((f"{number} ".ljust(LETTER), "bold"))
        rows += _hung(said, f"{board.title}. {board.place}", width)
    rows.append(BLANK)
    rows += flow(
        "Counts here are of the group. Nobody is named, and nobody is asked what they chose.",
        width,
        QUIET,
    )
    return rows


def _closing(slide: Slide, width: int) -> list[Content]:
    seminar = slide.seminar
    rows = [*flow("To close", width, "bold"), BLANK]
    rows += flow("One sentence each, whoever wants to:", width)
    rows += [BLANK]
    rows += flow("What will you listen for that you did not listen for before?", width, "bold")
    rows += [BLANK]
    if seminar.ahead:
        left = ", ".join(slide.subject.boards[s].title for s in seminar.ahead)
        rows += [*flow(f"Not reached: {left}.", width, QUIET), BLANK]
    return [*rows, *flow(HURRY, width, QUIET)]


def _scene(slide: Slide, board: Board, width: int) -> list[Content]:
    rows = [*flow(board.place, width, QUIET), BLANK]
    for line in board.lines:
        if line.speaker is None:
            rows += flow(line.words, width)
        elif line.is_inner:
            rows += [c.stylize("italic") for c in flow(f"({INNER_VOICE}) {line.words}", width)]
        else:
            name = line.name or line.speaker
            said = literal(f"{name}: {line.words}").stylize("bold", 0, len(name) + 1)
            rows += list(said.wrap(width))
        rows.append(BLANK)
    if board.ask:
        rows += [*flow(board.ask, width, "bold"), BLANK]
    if board.differs:
        rows += flow("What is heard here depends a little on what was chosen before.", width, QUIET)
    return rows


def _options(slide: Slide, board: Board, width: int) -> list[Content]:
    rows = [*flow(board.ask or board.title, width, "bold"), BLANK]
    for option in board.options:
        rows += [*_hung(_letter(option), marked(option.mode, option.words), width), BLANK]
    if board.guarded:
        rows += [*flow("Not everybody was offered all of these.", width, QUIET), BLANK]
    return [*rows, *flow("Choose for yourself, in silence. No hands yet.", width, QUIET)]


def _hands(slide: Slide, board: Board, width: int) -> list[Content]:
    counting = slide.counting or Counting(slide.seminar.hands or Hands.none(len(board.options)))
    hands = counting.hands
    hurry = None
    if slide.seminar.step == "again":
        hurry = in_a_hurry(slide.seminar.talks[board.scene].first, hands)
    gap = [] if hurry or len(board.options) >= LARGE else [BLANK]
    draw = _large if len(board.options) <= LARGE else _small
    rows = [*gap]
    for n, option in enumerate(board.options):
        rows += [*draw(option, hands.counts[n], hands, n == counting.option, width), *gap]
    rows += flow(f"{_many(hands.total)} counted.", width, QUIET)
    return [*rows, BLANK, *flow(hurry, width, "$text-accent")] if hurry else rows


def _large(option: BoardOption, count: int, hands: Hands, here: bool, width: int) -> list[Content]:
    digits = max(2, *(len(str(c)) for c in hands.counts))
    figure = numeral(count, digits)
    room = width - LETTER - len(figure[0]) - 3
    words = wrapped(marked(option.mode, option.words), room)
    if len(words) > TALL - 1:
        words = [words[0], shortened(" ".join(words[1:]), room)]
    share = count / hands.total if hands.total else 0.0
    beside = [*[*words, ""][: TALL - 1], bar(share, room)]
    look = "bold" if here else ""
    styles = [look, look, "$text-primary"]
    edge = [_letter(option, here), *(Content(" " * LETTER),) * (TALL - 1)]
    return [
        Content.assemble(
            edge[row],
            parts((figure[row], "bold"), "   ", (beside[row], styles[row])),
        )
        for row in range(TALL)
    ]


def _small(option: BoardOption, count: int, hands: Hands, here: bool, width: int) -> list[Content]:
    look = "bold" if here else ""
    words = shortened(marked(option.mode, option.words), width - LETTER - 6)
    line = parts((f"{count:>3}", "bold"), "   ", (words, look))
    return [Content.assemble(_letter(option, here), line)]


def _talk(slide: Slide, board: Board, width: int) -> list[Content]:
    talk = slide.seminar.talks[board.scene]
    rows: list[Content] = []
    for n, option in enumerate(board.options):
        rows += _hung(_letter(option), marked(option.mode, option.words), width)
        if talk.first.total:
            margin = Content(" " * LETTER)
            first = talk.first
            rows.append(
                Content.assemble(margin, counted(first.counts[n], first.total, width - LETTER))
            )
        rows.append(BLANK)
    hurry = in_a_hurry(talk.first, Hands.none(len(board.options)))
    said = hurry or "What happened here? What did each of these do? And what drew you?"
    return [*rows, *flow(said, width, "$text-accent" if hurry else "bold")]


def _before(slide: Slide, board: Board, width: int) -> list[Content]:
    found = earlier(slide.subject.shown, board)
    rows = [*flow(found.says, width, "bold"), BLANK]
    for each in found.bars:
        for option in board.options:
            if option.id in each.options:
                words = shortened(marked(option.mode, option.words), width - LETTER)
                rows.append(Content.assemble(_letter(option), words))
        drawn = bar(each.count / each.n if each.n else 0.0, width - LETTER - 20)
        together = " together" if len(each.options) > 1 else ""
        figure = (f"{' ' if drawn else ''}{each.count} of {each.n}{together}", "bold")
        rows.append(parts(" " * LETTER, (drawn, "$text-primary"), figure))
        if each.interval:
            said = f"{each.percent} %, 95 % interval {each.interval}"
            rows.append(parts(" " * LETTER, (said, QUIET)))
        rows.append(BLANK)
    for label in found.labels:
        rows += [*flow(label, width, "$text-accent"), BLANK]
    if not found.bars:
        for option in board.options:
            rows += [*_hung(_letter(option), marked(option.mode, option.words), width), BLANK]
    return [*rows, *flow(RARE, width, QUIET)]


def _why(slide: Slide, board: Board, width: int) -> list[Content]:
    rows: list[Content] = []
    for option in board.options:
        words = shortened(marked(option.mode, option.words), width - LETTER)
        rows += _hung(_letter(option), words, width, "bold")
        because = option.because or "The author gives no reason."
        rows += [*_hung(Content(" " * LETTER), because, width), BLANK]
    return [*rows, *flow(slide.subject.standing, width, QUIET)]


def _divide(slide: Slide, board: Board, width: int) -> list[Content]:
    talk = slide.seminar.talks[board.scene]
    rows: list[Content] = []
    contested = tuple(o.id for o in board.options if o.contested)
    if contested:
        both = board.letters(contested).replace(" or ", " and ")
        said = f"People who know the work divide here: {both}. None of these is the better one."
        rows += [*flow(said, width, "bold"), BLANK]
    else:
        said = "The author did not mark this as a moment on which people who know the work divide."
        rows += [*flow(said, width), BLANK]
    if talk.first.total or talk.again.total:
        rows.append(parts(" " * LETTER, ("first   again", QUIET)))
        for n, option in enumerate(board.options):
            first, again = talk.first.counts[n], talk.again.counts[n]
            after = f"{again:>5}" if talk.again.total else ""
            rows.append(Content.assemble(_letter(option), f"{first:>5}   {after}"))
        rows.append(BLANK)
    before = told_earlier(slide.subject.shown, board)
    rows += [*flow(f"Chosen alone, before today: {before}.", width), BLANK]
    room = talk.again if talk.again.total else talk.first
    changed = [moved(talk.first, talk.again), *labels_of_hands(room)]
    for words in (*filter(None, changed), *earlier(slide.subject.shown, board).labels):
        rows += [*flow(words, width), BLANK]
    return [*rows, *flow(slide.subject.standing, width, QUIET)]


def _many(hands: int) -> str:
    return "1 hand" if hands == 1 else f"{hands} hands"


_STEPS: dict[Step, Callable[[Slide, Board, int], list[Content]]] = {
    "scene": _scene,
    "options": _options,
    "hands": _hands,
    "talk": _talk,
    "again": _hands,
    "before": _before,
    "why": _why,
    "divide": _divide,
}
