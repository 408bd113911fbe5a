"""The decisions of a group's report: the words of the case beside what is shown of the votes."""

from __future__ import annotations

from collections.abc import Sequence

from ppsim.cohort.shown import ShownCell, ShownDecision
from ppsim.cohort.structure import Structure
from ppsim.engine.story import Story
from ppsim.format.case import INNER, Case, Choice, Line, Scene
from ppsim.report.cohort_model import Cell, Decision, LineText, OptionText
from ppsim.report.proof_order import title_of
from ppsim.words.told import INNER_VOICE, PHASES
from scoring.cohort.rows import Faced
from scoring.cohort.votes import DecisionVotes
from scoring.rubric import Rubric

WORDS = 90
"""So many words of a scene stand before its options, whole lines, the last ones."""
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Decisions:
    """The words of a case's decisions, by scene."""

    def __init__(self, story: Story, rubric: Rubric, structure: Structure) -> None:
        self._story, self._case, self._rubric = story, story.case, rubric
        self.faced = {faced.scene: faced for faced in structure.decisions}
        self.number = {scene: n for n, scene in enumerate(self.faced, start=1)}

    def title(self, scene: str) -> str:
        """What a scene is called: its number, where it is a decision, and its id in words."""
        number = self.number.get(scene)
        return title_of(scene) if number is None else f"{number}. {title_of(scene)}"

    def letter(self, scene: str, option: str) -> str:
        """An option's letter, by its place in the file."""
        ids = [choice.id for choice in self._case.scenes[scene].choices]
        return letter(ids.index(option))

    def letters(self, scene: str, options: Sequence[str]) -> str:
        """Letters of several options."""
        return " or ".join(self.letter(scene, option) for option in options)

    def words(self, scene: str, option: str) -> str:
        """An option's words."""
        return next(c.words for c in self._case.scenes[scene].choices if c.id == option)

    def decision(self, shown: ShownDecision, votes: DecisionVotes | None) -> Decision:
        """One decision as shown.

        Args:
            shown: what the view may see.
            votes: the exact votes, in the instructor's view.
        """
        scene, faced = self._case.scenes[shown.scene], self.faced[shown.scene]
        lines, cut = ending_of(scene.text)
        return Decision(
            scene=shown.scene,
            number=self.number[shown.scene],
            title=title_of(shown.scene),
            when=_when(scene, PHASES[shown.phase]),
            lines=tuple(self._line(line) for line in lines),
            cut=cut,
            ask=scene.ask or "",
            telling=_telling(faced),
            options=tuple(self._option(scene, c, n, faced) for n, c in enumerate(scene.choices)),
            cells=tuple(self._cell(shown, cell, votes) for cell in shown.cells),
            says=self._says(shown),
            reached=shown.reached,
            dissent=shown.dissent,
            loss=shown.loss,
            agenda=shown.agenda,
            weight=shown.k,
            labels=shown.labels,
            contested=tuple(self.letter(shown.scene, o) for o in shown.contested),
            as_of=shown.as_of,
            missing=shown.missing,
            counts=faced.scored,
        )

    def _line(self, line: Line) -> LineText:
        if line.speaker is None:
            return LineText(None, line.words)
        name = INNER_VOICE if line.speaker == INNER else self._case.cast[line.speaker].name
        return LineText(name, line.words)

    def _option(self, scene: Scene, choice: Choice, n: int, faced: Faced) -> OptionText:
        facts = next((o for o in faced.options if o.id == choice.id), None)
        return OptionText(
            id=choice.id,
            letter=letter(n),
            mode=choice.mode,
            words=choice.words,
            stance=facts.stance if facts is not None and faced.scored else None,
            codes=tuple(self._rubric.codes[c.code].name for c in choice.codes or ()),
            because=choice.because,
            contested=choice.id in scene.contested,
            best=faced.scored and facts is not None and facts.w == faced.w_max,
        )

    def _cell(self, shown: ShownDecision, cell: ShownCell, votes: DecisionVotes | None) -> Cell:
        n = None
        if votes is not None:
            n = next(o.taken.n for o in votes.options if o.id == cell.options[0])
        elif cell.count is not None:
            n = sum(c.count or 0 for c in shown.cells)
        return cell_of(self.letters(shown.scene, cell.options), cell, n)

    def _says(self, shown: ShownDecision) -> str | None:
        if shown.one_way is None:
            return shown.says
        return f"{(shown.says or '').rstrip('.')}: {self.letter(shown.scene, shown.one_way)}."


def letter(n: int) -> str:
    """The nth letter from A, or a number where they run out."""
    return _LETTERS[n] if n < len(_LETTERS) else str(n + 1)


def cell_of(label: str, cell: ShownCell, n: int | None) -> Cell:
    """A cell as shown, with a label."""
    bounds = cell.interval
    return Cell(
        ids=cell.options,
        label=label,
        count=cell.count,
        n=n,
        percent=cell.percent,
        low=bounds.low if bounds is not None else None,
        high=bounds.high if bounds is not None else None,
    )


def ending_of(lines: Sequence[Line]) -> tuple[tuple[Line, ...], bool]:
    """The last lines of a scene, those that everybody read, and whether more stands before."""
    common = [line for line in lines if not line.conditions] or list(lines)
    kept: list[Line] = []
    words = 0
    for line in reversed(common):
        words += len(line.words.split())
        if kept and words > WORDS:
            break
        kept.append(line)
    return tuple(reversed(kept)), len(kept) < len(lines)


def titles_not_met(case: Case, faced: Sequence[Faced], met: set[str]) -> tuple[str, ...]:
    """Decisions that nobody met, in the order of the file."""
    return tuple(title_of(f.scene) for f in faced if f.scene not in met and f.scene in case.scenes)


def _when(scene: Scene, place: str) -> str:
    if not scene.time:
        return place
    return f"{scene.time}, {place[:1].lower()}{place[1:]}"


def _telling(faced: Faced) -> str | None:
    if faced.what is None:
        return None
    served = {
        "T": "telling would have served",
        "W": "not telling would have served",
        None: "both can be argued",
    }[faced.clear]
    return f"{faced.what} ({served})"
