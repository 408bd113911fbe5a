"""The derived rows of one attempt: what group figures read of it (``scoring.cohort.rows``).

Rows are made by replaying and re-scoring, never taken from a file. They hold no words of the
trainee's: no note, reply or argument, no answer to a check-in.
"""

from __future__ import annotations

from collections import Counter

from ppsim.cohort.pace import too_fast
from ppsim.engine.play import Play
from ppsim.engine.prompts import Ended
from ppsim.engine.story import Story
from ppsim.explore.attempt_record import record
from ppsim.explore.routes import spine
from ppsim.explore.walk import Walk, walk
from scoring.cohort.rows import (
    Attempt,
    AttemptState,
    Decision,
    EchoRow,
    Faced,
    OptionFacts,
    Rows,
)
from scoring.decisions import carries, codes_of, decisions_met, is_choice
from scoring.disclosure import clear_side, enters, told, verdict
from scoring.echo import echo
from scoring.options import Option
from scoring.record import AttemptRecord, Pick
from scoring.rubric import Rubric
from scoring.stance import is_mixed
from scoring.weights import Row, stance_of, weigh_offer


class RowMaker:
    """Makes the rows of attempts at one case under one rubric; walks the case once, for its spine.

    A bounded walk finds no spine: no decision is then compared across a programme.
    """

    def __init__(self, story: Story, rubric: Rubric, walked: Walk | None = None) -> None:
        self.story = story
        self.rubric = rubric
        self.walk = walked if walked is not None else walk(story, rubric)
        self.spine: tuple[str, ...] = ()
        if self.walk.complete:
            found = spine(self.walk.graph, self.walk.facts)
            self.spine = tuple(s.scene for s in found if s.same_options)
        self._known: dict[tuple[str, tuple[str, ...]], Faced] = {}

    def rows(
        self,
        play: Play,
        *,
        attempt: str,
        person: str,
        number: int = 1,
        began: str | None = None,
    ) -> Rows:
        """The rows of a play's first pass.

        Args:
            play: the attempt as replayed, of the maker's own story.
            attempt: its id.
            person: the pseudonym it is kept under.
            number: 1 for this person's first attempt at this case.
            began: when it began, ISO 8601; without it the first prompt's pace is not judged.
        """
        if play.story is not self.story:
            raise ValueError("a play of another story")
        first = play.first
        made = record(play)
        ended = isinstance(first.prompt, Ended) and first.prompt.how == "ending"
        last = first.state.scene if ended else None
        summary = Attempt(
            id=attempt,
            person=person,
            case=self.story.case_hash,
            case_id=self.story.case.id,
            rubric=self.rubric.hash,
            number=number,
            mode=play.mode,
            state=_state(first, ended),
            ending=first.ending,
            ending_scene=last,
            began=began,
            ended=next((e.at for e in reversed(first.events) if e.at is not None), None),
            too_fast=too_fast(play, began),
        )
        return Rows(summary, self._decisions(attempt, made, last), self._echoes(attempt, made))

    def _decisions(
        self, attempt: str, made: AttemptRecord, last: str | None
    ) -> tuple[Decision, ...]:
        chosen = [pick for pick in made.picks if is_choice(pick)]
        rows = [(pick, self._faced(pick)) for pick in chosen]
        kept = [(pick, faced) for pick, faced in rows if faced.scored or faced.what is not None]
        following = [faced.scene for _, faced in kept[1:]]
        return tuple(
            Decision(
                attempt=attempt,
                n=n,
                faced=faced,
                chosen=pick.chosen,
                leads_to=leads_to,
                reason=pick.reason.id if pick.reason is not None else None,
            )
            for n, ((pick, faced), leads_to) in enumerate(
                zip(kept, [*following, last], strict=False), start=1
            )
        )

    def _faced(self, pick: Pick) -> Faced:
        key = (pick.scene, tuple(o.id for o in pick.offered))
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self.face(pick)
        return known

    def face(self, pick: Pick) -> Faced:
        """What case and rubric say of a pick, whoever made it."""
        row = weigh_offer(self.rubric, pick.offered, pick.contested)
        divided = tuple(o.id for o in pick.offered if o.id in pick.contested)
        moment = pick.moment
        return Faced(
            scene=pick.scene,
            phase=pick.phase,
            options=tuple(self._option(o, row, pick) for o in pick.offered),
            k=2 if any(o.meets for o in pick.offered) else 1,
            scored=row.is_decision,
            contested=divided if len(divided) >= 2 else (),
            clear=clear_side(pick.offered, moment) if moment is not None else None,
            what=moment.what if moment is not None else None,
            spine=pick.scene in self.spine,
        )

    def _option(self, option: Option, row: Row, pick: Pick) -> OptionFacts:
        w = row.at(option.id)
        tells, moment = option.tells, pick.moment
        is_act = tells is not None and moment is not None
        return OptionFacts(
            id=option.id,
            w=w,
            stance=stance_of(w),
            mixed=is_mixed(self.rubric, option),
            codes=codes_of(option),
            pulls=tuple(r.id for r in self.rubric.roles.values() if carries(option, r.codes)),
            act=tells.decision if tells is not None and is_act else None,
            told=tells is not None and is_act and told(tells),
            verdict=verdict(tells, moment) if tells is not None and moment is not None else None,
            enters=tells is not None and is_act and enters(tells),
        )

    def _echoes(self, attempt: str, made: AttemptRecord) -> tuple[EchoRow, ...]:
        found = echo(made, decisions_met(made, self.rubric))
        if found is None:
            return ()
        seen: Counter[str] = Counter()
        rows = []
        for pair in found.pairs:
            seen[pair.pattern] += 1
            rows.append(
                EchoRow(
                    attempt=attempt,
                    pattern=pair.pattern,
                    pair=seen[pair.pattern],
                    counted=pair.counted,
                    outcome=pair.outcome,
                    carried=pair.carried,
                )
            )
        return tuple(rows)


def _state(first: Play, ended: bool) -> AttemptState:
    if ended:
        return "finished"
    return "stopped" if isinstance(first.prompt, Ended) else "open"


def rows_of(
    play: Play,
    rubric: Rubric,
    *,
    attempt: str,
    person: str,
    number: int = 1,
    began: str | None = None,
) -> Rows:
    """The rows of one play; for many plays of one case keep a ``RowMaker``, which walks once."""
    maker = RowMaker(play.story, rubric)
    return maker.rows(play, attempt=attempt, person=person, number=number, began=began)
