"""Play a script through the engine, and say at which step it no longer fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ppsim.engine import events
from ppsim.engine.play import Play, Refused, begin
from ppsim.engine.prompts import (
    Arrived,
    CheckIn,
    Chosen,
    Decision,
    Ended,
    HubPrompt,
    Passage,
    WhyPrompt,
)
from ppsim.engine.story import Story
from ppsim.explore import record, walk
from ppsim.format.diagnostics import Diagnostic, Rule, Span, quoted
from ppsim.scripts import model
from ppsim.scripts.model import Act, Choose, Expect, Leave, Notice, Reason, Script
from scoring.attempt import score
from scoring.rubric import Rubric


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a script."""

    script: Script
    play: Play
    """As far as it went."""
    failure: Diagnostic | None
    step: int | None = None
    """The step that failed, from 1; ``None`` where what is wrong stands at the end."""
    expected: str = ""
    found: str = ""


class _Failed(Exception):
    def __init__(
        self, rule: Rule, span: Span, expected: str, found: str, hint: str | None = None
    ) -> None:
        super().__init__(rule.code)
        self.rule, self.span, self.hint = rule, span, hint
        self.expected, self.found = expected, found
        self.fields: dict[str, str] = {}


def run(script: Script, story: Story, rubric: Rubric, lines: Sequence[str] = ()) -> Outcome:
    """Play ``script`` on ``story``; ``lines`` of its text are shown with a failure.

    Passages are gone on from by themselves. A check-in or a reason that no step answers takes
    the answer under ``notice`` or ``reasons``, or is skipped.
    """
    running = _Running(script, begin(story, script.seed, script.mode))
    try:
        running.through()
        running.judge(rubric)
    except _Failed as failed:
        excerpt = lines[failed.span.line - 1] if failed.span.line <= len(lines) else None
        told = Diagnostic(
            failed.rule.code,
            "error",
            failed.rule.message.format(**failed.fields),
            failed.hint or failed.rule.do,
            script.name,
            failed.span,
            excerpt,
        )
        return Outcome(script, running.play, told, running.number, failed.expected, failed.found)
    return Outcome(script, running.play, None)


class _Running:
    def __init__(self, script: Script, play: Play) -> None:
        self.script = script
        self.play = play
        self.number: int | None = None
        self._seen = 0
        """Length of the transcript when the last act was done."""

    def through(self) -> None:
        """Do every step."""
        steps = self.script.steps
        for index, step in enumerate(steps):
            self.number = index + 1
            ahead = next((s.does for s in steps[index:] if not isinstance(s.does, Expect)), None)
            self._go_on(ahead)
            if isinstance(step.does, Expect):
                self._expect(step.does, step.span)
            else:
                seen = len(self.play.transcript)
                self._act(step.does, step.span)
                self._seen = seen
        self._go_on(None)
        self.number = None

    def judge(self, rubric: Rubric) -> None:
        """Hold the ending and the score against what is said of them."""
        script, prompt = self.script, self.play.prompt
        ended = isinstance(prompt, Ended)
        if not ended and script.ending == model.STOPPED:
            self.play = self.play.apply(events.Stop())
        elif not ended:
            span = script.steps[-1].span if script.steps else script.span("play")
            failed = _Failed(model.GOES_ON, span, "an ending", prompt.scene.id)
            failed.fields = {"scene": prompt.scene.id}
            raise failed
        found = self.play.ending or model.STOPPED
        if script.ending is not None and script.ending != found:
            failed = _Failed(model.ENDED, script.span("ending"), script.ending, found)
            failed.fields = {"expected": script.ending, "found": f"{found} ({prompt.scene.id})"}
            raise failed
        self._judge_score(rubric)

    def _judge_score(self, rubric: Rubric) -> None:
        wanted = self.script.score
        if not (wanted.counts or wanted.features or wanted.echo):
            return
        walked = walk(self.play.story, rubric) if "foreclosed" in wanted.features else None
        scored = score(record(self.play, walked), rubric)
        for key, count in wanted.counts.items():
            self._same(f"score.{key}", key, count, getattr(scored.stances, key))
        for status, ids in wanted.features.items():
            found = frozenset(f.id for f in scored.features if f.status == status)
            self._same(f"score.{status}", status, _listed(ids), _listed(found))
        for key, count in wanted.echo.items():
            there = getattr(scored.echo, key) if scored.echo else 0
            self._same("score.echo", key, count, there)

    def _same(self, place: str, key: str, expected: object, found: object) -> None:
        if expected != found:
            failed = _Failed(model.SCORED, self.script.span(place), str(expected), str(found))
            failed.fields = {"key": key, "expected": str(expected), "found": str(found)}
            raise failed

    # ---- going on

    def _go_on(self, ahead: Act | Expect | None) -> None:
        """Pass whatever the script need not answer, up to what it answers next."""
        while True:
            prompt = self.play.prompt
            scene = prompt.scene.id
            if isinstance(prompt, Passage):
                self.play = self.play.apply(events.Go(scene))
            elif isinstance(prompt, CheckIn) and not isinstance(ahead, Notice):
                self._answer(self.script.notice.get(scene, Notice({}, ())), "notice")
            elif isinstance(prompt, WhyPrompt) and not isinstance(ahead, Reason):
                scene = prompt.choice.scene
                self._answer(self.script.reasons.get(scene, Reason(None, None)), "reasons")
            else:
                return

    def _answer(self, act: Act, key: str) -> None:
        self._act(act, self.script.span(key))

    def _act(self, act: Act, span: Span) -> None:
        prompt = self.play.prompt
        scene = prompt.scene.id
        event: events.Event
        match act:
            case Choose(at, choice):
                self._stands(at, scene, span)
                event = events.Choose(scene, choice)
            case Leave(at):
                self._stands(at, scene, span)
                event = events.Leave(scene)
            case Notice(feelings, pulls):
                event = events.Noticed(scene, feelings, pulls)
            case Reason(reason, sure):
                if isinstance(prompt, WhyPrompt):
                    event = events.Reasoned(prompt.choice.scene, prompt.choice.id, reason, sure)
                else:
                    event = events.Reasoned(scene, "", reason, sure)
        try:
            self.play = self.play.apply(event)
        except Refused as refused:
            raise self._unfit(refused.reason, span) from None

    def _stands(self, at: str | None, scene: str, span: Span) -> None:
        if at is not None and at != scene:
            raise self._unfit(f"the script is in {at}, and the play stands in {scene}", span)

    def _unfit(self, problem: str, span: Span) -> _Failed:
        asked = asked_now(self.play)
        failed = _Failed(model.NOT_FIT, span, "the step to fit", asked, f"The play now {asked}.")
        failed.fields = {"problem": problem}
        return failed

    def _expect(self, expect: Expect, span: Span) -> None:
        shown = shown_since(self.play, self._seen)
        there = _flat(" ".join(shown))
        for text in expect.texts:
            if (_flat(text) in there) == expect.shown:
                continue
            rule = model.NOT_SHOWN if expect.shown else model.SHOWN
            found = " / ".join(_flat(line) for line in shown)
            hint = f"There was: {_cut(found)}" if expect.shown else None
            failed = _Failed(rule, span, text if expect.shown else f"not: {text}", found, hint)
            failed.fields = {"text": quoted(text)}
            raise failed


def shown_since(play: Play, entry: int) -> list[str]:
    """Every text shown since that entry of the transcript: lines, and what is asked now."""
    shown: list[str] = []
    for one in play.transcript[entry:]:
        if isinstance(one, Arrived):
            shown += [one.time or "", *one.content_notes]
        elif not isinstance(one, Chosen):
            shown.append(one.words)
    prompt = play.prompt
    if isinstance(prompt, Decision | HubPrompt):
        shown += [prompt.ask or "", *(offer.words for offer in prompt.offers)]
        if isinstance(prompt, HubPrompt) and prompt.may_leave:
            shown.append(prompt.leave)
    elif isinstance(prompt, WhyPrompt):
        shown += [prompt.ask, *(reason.text for reason in prompt.reasons)]
    elif isinstance(prompt, CheckIn):
        shown += [*prompt.feelings]
    return [text for text in shown if text]


def asked_now(play: Play) -> str:
    """What the play waits for, in words that an author can copy from."""
    prompt = play.prompt
    match prompt:
        case Decision() | HubPrompt():
            offers = ", ".join(f"{offer.scene}/{offer.id}" for offer in prompt.offers)
            return f"offers {offers}"
        case CheckIn():
            return f"waits for the check-in of {prompt.scene.id}"
        case WhyPrompt():
            ids = ", ".join(reason.id for reason in prompt.reasons)
            return f"waits for a reason: {ids}"
        case Ended():
            return f"is over, in {prompt.scene.id}"
    return f"goes on from {prompt.scene.id}"


def _listed(ids: frozenset[str]) -> str:
    return ", ".join(sorted(ids)) or "none"


def _flat(text: str) -> str:
    return " ".join(text.split())


def _cut(text: str) -> str:
    return text if len(text) <= 300 else text[:297] + "..."
