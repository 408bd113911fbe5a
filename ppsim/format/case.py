"""The vignette as its file says it: one frozen model for each authored thing.

These mirror the file; the engine compiles them into its own tuples.
The loader has already told the variants apart and flattened line groups, so that what stands
here is one shape per thing.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator
from pydantic_core import PydanticCustomError

Seat = Literal["therapist", "supervisee", "supervisor"]
Parallel = Literal["life", "process"]
Phase = Literal["therapy", "between", "supervision", "own_therapy"]
CastRole = Literal[
    "therapist",
    "client",
    "supervisor",
    "consultant",
    "own_therapist",
    "colleague",
    "family",
    "other",
]
EndingKind = Literal[
    "opened", "held", "repaired", "unspoken", "ruptured", "referred", "stopped_for_safety"
]
KeyStatus = Literal["author-provisional", "panel"]
Setting = Literal[
    "default",
    "addiction_recovery",
    "group_peer",
    "crisis",
    "small_community",
    "telehealth",
    "faith_or_culture_specific",
]
Cue = Literal["asked_directly", "invited", "none", "signalled_not_wanting", "safety_or_logistics"]
At = Literal["opening", "working", "peak_affect", "closing", "between_sessions"]
Stage = Literal["early", "middle", "late"]

_DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

INNER = "inner"
"""The speaker of the inner voice; no cast member may be called so."""


class Model(BaseModel):
    """Frozen, closed to unknown keys, strict about scalars."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, populate_by_name=True, defer_build=True
    )


class Line(Model):
    """One line of text: narration, a cast member's words, or the inner voice."""

    speaker: str | None = None
    """``None`` for narration, ``inner``, or a cast id."""
    words: str
    conditions: tuple[str, ...] = ()
    """Guards, all of which must hold: its own ``if`` and that of the group it stood in."""


class CastMember(Model):
    """Somebody in the case."""

    name: str
    role: CastRole
    you: bool = False
    about: str | None = None


class Variable(Model):
    """A declared, bounded variable, so that every state can be walked."""

    kind: Literal["flag", "number", "word"]
    start: bool | int | str
    min: int | None = None
    max: int | None = None
    words: tuple[str, ...] = ()
    label: str | None = None


class KeyFeatureText(Model):
    """A key feature in words; ``practise`` and ``question`` serve the debrief."""

    text: str
    alternative_of: tuple[str, ...] = ()
    practise: str | None = None
    question: str | None = None


class EchoPattern(Model):
    """What the therapist is drawn into with the client, and does again with the supervisor."""

    id: str
    client: str | None = None
    """What the client does of the same kind in his own life, in a clause; for the debrief."""
    therapy: Annotated[tuple[str, ...], Field(min_length=1)]
    supervision: Annotated[tuple[str, ...], Field(min_length=1)]
    practise: str | None = None
    question: str | None = None


class Coded(Model):
    """A code on a choice, at intensity 0.5 or 1."""

    code: str
    intensity: Annotated[float, Field(ge=0.5, le=1, multiple_of=0.5)] = 1.0


class TellsText(Model):
    """The choice's half of a disclosure ledger row; its fields are in docs/format.md."""

    decision: Literal["disclosed", "partial", "withheld"]
    amount: Annotated[int, Field(ge=0, le=3)] = 0
    type: (
        Literal[
            "fact",
            "feeling",
            "insight",
            "strategy",
            "reassurance_support",
            "challenge",
            "immediacy",
            "logistics",
        ]
        | None
    ) = None
    reference: Literal["self_revealing", "self_involving"] | None = None
    route: Literal["deliberate", "unavoidable", "accidental", "client_sought"] | None = None
    function: (
        Literal["normalise", "model", "repair", "honesty", "alliance", "information", "none_stated"]
        | None
    ) = None
    whose_need: Literal["client", "mixed", "therapist", "unclear"]
    resolved: Literal["done", "partly", "open"] | None = None
    truthful: bool = True
    returned: bool | None = None
    passes: tuple[
        Literal[
            "client_benefit", "cue_fit", "timing_fit", "dose_fit", "resolved_enough", "norm_fit"
        ],
        ...,
    ] = ()


class Branch(Model):
    """One way on; the last of a list has no condition."""

    when: str | None = None
    go: str


class Choice(Model):
    """One option, with what it does and why."""

    id: str
    mode: Literal["say", "do", "think"]
    words: str
    to: str | None = None
    """The addressee as written; ``None`` means the phase's own (see ``addressee``)."""
    codes: tuple[Coded, ...] | None = None
    """``()`` neutral on purpose, ``None`` uncoded."""
    because: str | None = None
    client_side: str | None = None
    recap: str | None = None
    """One past-tense sentence for the debrief's opening paragraph: what the player did here."""
    when: str | None = None
    add: dict[str, int] = {}
    set: dict[str, bool | int | str] = {}
    meets: tuple[str, ...] = ()
    strain: bool = False
    fallback: bool = False
    tells: TellsText | None = None
    then: tuple[Line, ...] = ()
    next: tuple[Branch, ...] = ()


class Hub(Model):
    """Several things to do, each once, at least ``min`` and at most ``max`` of them."""

    min: Annotated[int, Field(ge=0)] = 0
    max: Annotated[int, Field(ge=1)] | None = None
    leave: str


class DisclosureMoment(Model):
    """The moment's half of a disclosure ledger row."""

    what: str
    cue: Cue
    at: At
    stage: Stage
    setting_norm: Setting | None = None


class ReasonText(Model):
    """One entry of a two-tier list."""

    id: str
    text: str
    sound: tuple[str, ...] = ()


class Reasons(Model):
    """The second tier of a decision: what decided it."""

    ask: str
    confidence: bool = False
    options: Annotated[tuple[ReasonText, ...], Field(min_length=1)]


class Notice(Model):
    """A check-in: feelings at 0-10 and pulls sensed; data, with no right answer."""

    feelings: Annotated[tuple[str, ...], Field(min_length=1)]
    pulls: tuple[str, ...] = ()


class Scene(Model):
    """One scene: a decision, a hub, a passage (text and ``next`` alone), or an ending."""

    phase: Phase | None = None
    """``None`` only on endings that leave it out."""
    time: str | None = None
    content_notes: tuple[str, ...] = ()
    text: tuple[Line, ...] = ()
    notice: Notice | None = None
    ask: str | None = None
    hub: Hub | None = None
    disclosure: DisclosureMoment | None = None
    choices: tuple[Choice, ...] = ()
    reasons: Reasons | None = None
    contested: tuple[str, ...] = ()
    next: tuple[Branch, ...] = ()
    ending: EndingKind | None = None
    recap: str | None = None
    """Endings only: one past-tense sentence on what came about."""


class Panel(Model):
    """The panel that a key rests on: how many raters, when, and how far they agreed."""

    n: Annotated[int, Field(ge=2)]
    """Raters."""
    date: Annotated[str, Field(json_schema_extra={"pattern": _DATE})]
    """When its ratings were reckoned."""
    alpha: Annotated[float, Field(ge=-1, le=1)] | None = None
    """Ordinal Krippendorff's alpha over the ratings."""
    interval: tuple[float, float] | None = None
    """Of alpha, 95 %, jackknifed over decisions."""

    @field_validator("date")
    @classmethod
    def _dated(cls, date: str) -> str:
        if not re.fullmatch(_DATE, date):
            raise PydanticCustomError("date", "a date is year, month and day, such as 2026-03-31")
        return date

    @field_validator("interval")
    @classmethod
    def _in_order(cls, ends: tuple[float, float] | None) -> tuple[float, float] | None:
        if ends is not None and ends[0] > ends[1]:
            raise PydanticCustomError("interval", "an interval begins below its end")
        return ends


class Case(Model):
    """A whole vignette, validated: every name in it is known and every expression parses."""

    ppsim: Literal[1]
    id: str
    version: str
    title: str
    language: str = "en"
    seat: Seat
    parallel: Parallel
    setting: Setting = "default"
    rubric: str = "ppsim-core"
    key_status: KeyStatus = "author-provisional"
    panel: Panel | None = None
    minutes: Annotated[int, Field(ge=1)]
    themes: tuple[str, ...] = ()
    content_notes: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    cast: dict[str, CastMember]
    variables: dict[str, Variable] = {}
    key_features: dict[str, KeyFeatureText] = {}
    patterns: tuple[EchoPattern, ...] = ()
    start: str
    scenes: dict[str, Scene]

    def addressee(self, phase: Phase | None) -> str | None:
        """Cast id that a choice in ``phase`` addresses when it names nobody.

        Therapy and between: the client. Supervision: the supervisor, else the consultant.
        Own therapy: the own therapist. ``None`` where the cast has nobody in that role.
        """
        wanted: tuple[CastRole, ...] = ("client",)
        if phase == "supervision":
            wanted = ("supervisor", "consultant")
        elif phase == "own_therapy":
            wanted = ("own_therapist",)
        for role in wanted:
            for cast_id, member in self.cast.items():
                if member.role == role and not member.you:
                    return cast_id
        return None
