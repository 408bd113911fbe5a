"""The scenes and options of a proof: what is said, what it is coded, where it leads."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from ppsim.engine.story import Story
from ppsim.engine.values import ChoiceView, SceneView
from ppsim.format import case as authored
from ppsim.format.case import INNER
from ppsim.report.proof_conditions import in_words
from ppsim.report.proof_model import (
    CodeNote,
    Line,
    Option,
    Reason,
    Ref,
    Scene,
    Way,
)
from ppsim.report.proof_notes import check_in, moment, option_notes
from ppsim.report.proof_order import Names, title_of
from ppsim.report.wording import signed
from ppsim.words.told import PHASES
from scoring.rubric import Rubric
from scoring.weights import weigh

ENDINGS = {
    "opened": "opened",
    "held": "held",
    "repaired": "repaired",
    "unspoken": "left unspoken",
    "ruptured": "ruptured",
    "referred": "referred on",
    "stopped_for_safety": "stopped for safety",
}
KINDS = {"say": "Say", "do": "Do", "think": "Think"}


class Scenes:
    """The scenes of one case, each made once."""

    def __init__(
        self,
        story: Story,
        rubric: Rubric,
        names: Names,
        spine: Collection[str],
        unreached: Collection[str],
    ) -> None:
        self._story, self._case = story, story.case
        self._rubric = rubric
        self._names = names
        self._spine, self._unreached = spine, unreached
        self._came_from = self._entries()

    def all(self) -> tuple[Scene, ...]:
        """Every scene, in the reading order."""
        return tuple(self._scene(scene_id) for scene_id in self._names.order)

    def _entries(self) -> dict[str, tuple[Ref, ...]]:
        """Scene -> the options and scenes that can lead to it, in the reading order."""
        found: dict[str, dict[Ref, None]] = {scene_id: {} for scene_id in self._case.scenes}
        for scene_id in self._names.order:
            scene = self._case.scenes[scene_id]
            for choice in scene.choices:
                ways = choice.next or (() if scene.hub else scene.next)
                for branch in ways:
                    found[branch.go][self._names.option(scene_id, choice.id)] = None
            if scene.hub or not scene.choices:
                for branch in scene.next:
                    found[branch.go][self._names.scene(scene_id)] = None
        return {scene_id: tuple(refs) for scene_id, refs in found.items()}

    def _scene(self, scene_id: str) -> Scene:
        scene, names = self._case.scenes[scene_id], self._names
        view = self._story.programs[scene_id].view
        choices = self._story.programs[scene_id].choices
        return Scene(
            id=scene_id,
            number=names.number[scene_id],
            anchor=names.anchor(scene_id),
            title=title_of(scene_id),
            meta=self._meta(scene_id, view),
            came_from=self._came_from[scene_id],
            is_start=scene_id == self._case.start,
            unreached=scene_id in self._unreached,
            content_notes=scene.content_notes,
            lines=self._lines(scene.text),
            notes=(*check_in(scene.notice), *moment(scene.disclosure, self._case)),
            ask=scene.ask,
            options_intro=_intro(scene),
            options=tuple(self._option(scene, view, choice) for choice in choices),
            leave=scene.hub.leave if scene.hub else None,
            reasons_ask=self._reasons_ask(scene),
            reasons=self._reasons(scene_id, scene),
            contested=tuple(names.option(scene_id, choice) for choice in scene.contested),
            ways=self._ways(scene.next),
            ways_intro=_ways_intro(scene),
            ending=ENDINGS[scene.ending] if scene.ending else None,
            recap=scene.recap,
        )

    def _meta(self, scene_id: str, view: SceneView) -> tuple[str, ...]:
        marks = (
            PHASES[view.phase] if view.phase else "",
            view.time or "",
            "Every play decides here" if scene_id in self._spine else "",
        )
        return tuple(mark for mark in marks if mark)

    def _option(self, scene: authored.Scene, view: SceneView, choice: ChoiceView) -> Option:
        source = choice.source
        ref = self._names.option(view.id, choice.id)
        to = f" to {choice.to_name}" if choice.aside and choice.to_name else ""
        codes = tuple(
            CodeNote(
                coded.code,
                self._rubric.codes[coded.code].name,
                self._rubric.codes[coded.code].stance,
                coded.intensity < 1,
            )
            for coded in source.codes or ()
        )
        hub = view.kind == "hub"
        coded = "Neutral on purpose." if source.codes == () else "Not coded."
        return Option(
            id=choice.id,
            letter=self._names.letter(view.id, choice.id),
            anchor=ref.anchor,
            kind=KINDS[choice.mode] + to,
            words=choice.words,
            spoken=choice.mode == "say",
            condition=self._condition(source.when),
            weight=signed(weigh(self._rubric, choice.option).overall) if codes else None,
            codes=codes,
            coded="" if codes or (hub and source.codes is None) else coded,
            because=source.because,
            client_side=source.client_side,
            recap=source.recap,
            notes=option_notes(source, scene, choice, self._case, self._names),
            then=self._lines(source.then),
            ways=self._ways(source.next),
        )

    def _lines(self, lines: Iterable[authored.Line]) -> tuple[Line, ...]:
        return tuple(
            Line(
                speaker=self._speaker(line.speaker),
                inner=line.speaker == INNER,
                words=line.words,
                condition=in_words(line.conditions, self._names),
            )
            for line in lines
        )

    def _speaker(self, speaker: str | None) -> str | None:
        return self._case.cast[speaker].name if speaker and speaker != INNER else None

    def _condition(self, when: str | None) -> tuple[str | Ref, ...]:
        return in_words((when,), self._names) if when else ()

    def _ways(self, branches: Sequence[authored.Branch]) -> tuple[Way, ...]:
        return tuple(
            Way(
                target=self._names.titled(branch.go),
                condition=self._condition(branch.when),
                otherwise=branch.when is None and n > 0,
            )
            for n, branch in enumerate(branches)
        )

    def _reasons_ask(self, scene: authored.Scene) -> str | None:
        if scene.reasons is None:
            return None
        sure = " (and: how sure are you?)" if scene.reasons.confidence else ""
        return scene.reasons.ask + sure

    def _reasons(self, scene_id: str, scene: authored.Scene) -> tuple[Reason, ...]:
        if scene.reasons is None:
            return ()
        return tuple(
            Reason(r.text, tuple(self._names.option(scene_id, choice) for choice in r.sound))
            for r in scene.reasons.options
        )


def _intro(scene: authored.Scene) -> str:
    if scene.hub is None:
        return ""
    least, most = scene.hub.min, scene.hub.max
    if most is None:
        much = f"At least {least} of these" if least else "As many of these as one likes"
    elif least == most:
        much = f"Just {most} of these"
    else:
        much = f"{least} to {most} of these" if least else f"At most {most} of these"
    return f"{much}, each once, before going on."


def _ways_intro(scene: authored.Scene) -> str:
    if not scene.next:
        return ""
    if scene.hub or not scene.choices:
        return "Then goes to"
    own = sum(bool(choice.next) for choice in scene.choices)
    if own == len(scene.choices):
        return ""
    return "Every other option goes to" if own else "Every option goes to"
