"""What an attempt is played on: a case and a rubric, as loaded and as written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from ppsim.engine.events import BadEvent, Event, from_json
from ppsim.engine.play import Play, Refused, replay
from ppsim.engine.story import Story, compile_case
from ppsim.format.canonical import case_hash
from ppsim.format.case import Case
from ppsim.format.load import Loaded, load_case, load_rubric
from ppsim.store.failures import JournalError
from ppsim.store.journal import Journal
from ppsim.store.records import Attempt, Text, TextKind
from scoring.rubric import Rubric


@dataclass(frozen=True)
class Material:
    """A case and a rubric that fit each other, each with its text."""

    case: Case
    rubric: Rubric
    case_text: Text
    rubric_text: Text

    @cached_property
    def story(self) -> Story:
        """The case compiled."""
        return compile_case(self.case, self.case_text.hash)


def material(case: Loaded[Case], rubric: Loaded[Rubric]) -> Material:
    """Material of two files just loaded.

    Raises:
        ValueError: one of them has errors.
    """
    if case.value is None or rubric.value is None:
        raise ValueError("a case or rubric with errors cannot be played")
    rubric_source = rubric.whole or rubric.source.text  # to be read again without what it extends
    return _material(case.value, case.source.text, rubric.value, rubric_source)


def played_on(journal: Journal, attempt: Attempt) -> Material:
    """Material of an attempt, from the texts that the journal kept, whatever became of the files.

    Raises:
        JournalError: a text is gone, or this ppsim cannot read it any more.
    """
    rubric_text = _kept(journal, "rubric", attempt.rubric_hash)
    rubric = load_rubric(rubric_text.source, f"{rubric_text.id} as kept with the attempt")
    case_text = _kept(journal, "case", attempt.case_hash)
    case = load_case(case_text.source, f"{case_text.id} as kept with the attempt", rubric.value)
    for loaded in (rubric, case):
        if loaded.value is None:
            errors = [d for d in loaded.diagnostics if d.severity == "error"]
            raise JournalError(
                "unreadable",
                f"this ppsim cannot read {loaded.source.name}: {errors[0].message}; "
                "the attempt itself is kept",
            )
    made = material(case, rubric)
    # the attempt keeps its own hashes, should a later ppsim reckon them differently
    return Material(made.case, made.rubric, case_text, rubric_text)


def misfit(events: Iterable[Event], attempt: Attempt, story: Story) -> str | None:
    """Why the events cannot be replayed on another text of the case; ``None`` where they can."""
    try:
        replay(story, attempt.seed, attempt.mode, events)
    except Refused as refused:
        return refused.reason
    return None


def replayed(journal: Journal, attempt: Attempt) -> tuple[Material, Play]:
    """An attempt as it stands, on the texts it was begun with.

    Raises:
        JournalError: this ppsim cannot read or replay it; it is kept as it is.
    """
    made = played_on(journal, attempt)
    try:
        events = [from_json(event) for event in journal.own_events(attempt.id)]
        return made, replay(made.story, attempt.seed, attempt.mode, events)
    except (BadEvent, Refused) as error:
        raise JournalError(
            "unreadable",
            f"attempt {attempt.short_id} cannot be replayed by this ppsim ({error}); "
            "it is kept as it is",
        ) from None


def _material(case: Case, case_source: str, rubric: Rubric, rubric_source: str) -> Material:
    return Material(
        case,
        rubric,
        Text("case", case_hash(case), case.id, case.version, case.title, case_source),
        Text("rubric", rubric.hash, rubric.id, rubric.version, rubric.title, rubric_source),
    )


def _kept(journal: Journal, kind: TextKind, hash: str) -> Text:
    text = journal.text(kind, hash)
    if text is None:
        raise JournalError(
            "damaged", f"the journal no longer holds the {kind} that this attempt was played on"
        )
    return text
