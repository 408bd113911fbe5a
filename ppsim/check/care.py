"""Care: reasons for the debrief, notes on content, nobody real in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ppsim.check.registry import RULES, check
from ppsim.check.subject import Subject
from ppsim.format.diagnostics import Diagnostic, quoted
from ppsim.format.places import ListPlace, MappingPlace, Part

NO_BECAUSE = RULES.add(
    "PP951",
    "Option without a because",
    "the choice {choice} has no 'because', so the debrief cannot say what it did",
    "Say what it does here, and what tells it from its nearest neighbour.",
    severity="warning",
)
NO_NOTE = RULES.add(
    "PP952",
    "Missing content note",
    "{found} speaks of {topic}, and no content note says that the case does",
    "Add it to 'content_notes' at the top, or to the scene's own: people decide by it.",
    severity="warning",
)
CONTACT = RULES.add(
    "PP953",
    "Identifying data",
    "{found} looks like {what}; it could be somebody's",
    "Take it out, or use one set aside for fiction: 01632 960123, name@example.org.",
    severity="warning",
)


class _Topic(NamedTuple):
    name: str
    stems: tuple[str, ...]
    """One of these is in every text that speaks of it: a quick look before the close one."""
    words: str
    """A regular expression, small letters and capitals alike."""
    notes: str
    """Content notes that cover it; a regular expression as well."""
    least: int = 1
    """Times it must be spoken of."""


_KIN = r"mother|father|mum|dad|husband|wife|son|daughter|brother|sister|child|baby|friend"
TOPICS = (
    _Topic(
        "suicide or self-harm",
        ("suicid", "kill", "own li", "end", "self-harm", "overdose", "hung", "hang", "cut"),
        r"suicid\w*|kill(?:ed|ing)? (?:my|your|him|her|them)sel(?:f|ves)|"
        r"tak(?:e|en|ing) (?:my|your|his|her) own li(?:fe|ves)|took (?:my|his|her) own life|"
        r"end(?:ed|ing)? (?:my|your|his|her) (?:own )?life|self-harm\w*|"
        r"overdosed?|(?:hung|hanged) (?:my|him|her)self|cut(?:ting)? (?:my|him|her)self",
        r"suicid\w*|self-harm\w*|risk|not wanting to (?:live|wake|be here)|wish\w* to die|"
        r"overdose|ending (?:his|her|their|a) life",
    ),
    _Topic(
        "abuse",
        ("abuse", "rape", "molest", "incest", "assault", "groom"),
        r"(?:sexual|physical|child|domestic|emotional) abuse|sexually abused|abused (?:me|him|her|"
        r"as a child|by)|raped?|molest\w*|incest|assaulted|groomed (?:me|him|her)",
        r"abus\w*|rape|assault|violence|violation|harm to (?:a )?child\w*",
    ),
    _Topic(
        "violence",
        ("stab", "strangl", "punch", "beat", "hit ", "murder", "shot", "knife"),
        r"stabb(?:ed|ing)|strangl\w+|punched (?:me|him|her)|beat (?:me|him|her|us) (?:up|with)|"
        r"beat(?:s|en|ing)? (?:his|her|my) (?:wife|husband|child\w*)|hit (?:me|his wife|her child)"
        r"|murder(?:ed|er)?|shot (?:him|her|me|dead)|knife to",
        r"violen\w+|abus\w*|assault\w*|murder|killing|a fight|a blow|war|weapon\w*",
    ),
    _Topic(
        "death or dying",
        ("die", "dying", "dead", "death", "funeral", "cremat", "buried"),
        rf"died|(?:is|was|'s|are|were) dying|funeral|cremat\w+|(?:his|her|my|your|the) death|"
        rf"death of|(?:{_KIN})(?:'s| is| was) dead|buried (?:him|her|my)|death certificate",
        r"deaths?|dy(?:ing|ed)|die[ds]?|dead|grief|griev\w*|bereave\w*|mourning|loss(?:es)?|"
        r"funeral|end of life|terminal|resuscitation|widow\w*|suicid\w*|stillb\w+|miscarr\w+|"
        r"palliative",
        2,
    ),
)


def _whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


@check(NO_BECAUSE)
def becauses(subject: Subject) -> Iterator[Diagnostic]:
    """Coded options of a real decision that do not say why they carry their codes."""
    for name, scene, index, choice in subject.options():
        if choice.codes and choice.because is None and len(scene.choices) > 1:
            at = subject.part("scenes", name, "choices", index, "id")
            yield subject.finding(NO_BECAUSE, at, choice=choice.id)


@check(NO_NOTE)
def content_notes(subject: Subject) -> Iterator[Diagnostic]:
    """Words of death, suicide, abuse and violence that nobody is told of beforehand."""
    text = subject.text.lower()
    for topic in TOPICS:
        if any(stem in text for stem in topic.stems):
            yield from _unnoted(subject, topic)


def _unnoted(subject: Subject, topic: _Topic) -> Iterator[Diagnostic]:
    case, notes = subject.case, _whole(topic.notes)
    if any(notes.search(note) for note in case.content_notes):
        return
    spoken = _whole(topic.words)
    if len(spoken.findall(subject.text)) < topic.least:
        return
    bare = [
        (piece, match)
        for piece in subject.pieces
        if not any(notes.search(note) for note in case.scenes[piece.scene].content_notes)
        for match in spoken.finditer(piece.words)
    ]
    if len(bare) >= topic.least:
        piece, match = bare[0]
        yield subject.finding(NO_NOTE, piece.at, found=quoted(match[0]), topic=topic.name)


class _Kind(NamedTuple):
    what: str
    sign: str
    """A regular expression for what stands in every one: a quick look before the close one.

    It begins with a class of characters, which is what ``re`` looks for fastest.
    """
    pattern: str
    fiction: str
    """Set aside for fiction and examples, so nobody's."""


_NOTHING = r"(?!)"
_KINDS = (
    _Kind(
        "an email address",
        "@",
        r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
        r"@(?:[\w-]+\.)*(?:example\.(?:com|org|net)|[\w-]+\.(?:example|invalid|test))$",
    ),
    _Kind(
        "a web address",
        r"[:Ww][/Ww][/Ww]",
        r"(?i:https?://|www\.)[^\s\"'<>)]+",
        r"\bexample\.(?:com|org|net)\b|\.(?:example|invalid|test)\b",
    ),
    _Kind(
        "a telephone number",
        r"\d[ )-]\d\d",
        r"(?<![\w/.:-])(?:\+\d{1,3}[ -]?)?\(?0?\d{2,5}\)?(?:[ -]\d{2,7}){1,4}(?![\w/:-])",
        r"01632[ -]?960|07700[ -]?900|020[ -]?7946[ -]?0|"
        r"0(?:113|114|115|116|117|118|121|131|141|151|161)[ -]?496[ -]?0|"
        r"0808[ -]?157[ -]?0|\b555[ -]?01\d\d",
    ),
    _Kind(
        "a date of birth",
        r"[BbDd][OoIi\u0130\u0131](?:[Rr][NnTt]|[Bb])",
        r"(?i:\bborn(?: on)?|\bbirth:?(?: is| was)?|\bdob:?) (?:the )?\d{1,2}(?:st|nd|rd|th)?"
        r"[ ./-](?:of )?\w{1,9}[ ./,-]+\d{2,4}\b",
        _NOTHING,
    ),
    _Kind(
        "a street address",
        r"\d [A-Z]",
        r"\b\d{1,4}[a-z]? (?:[A-Z][a-z]+ ){1,2}(?:Street|Road|Avenue|Lane|Close|Drive|Crescent"
        r"|Terrace|Gardens)\b",
        _NOTHING,
    ),
    _Kind(
        "a postcode",
        r"\d[A-Z]? \d[A-Z]",
        r"\b(?:[A-Z]{1,2}\d[A-Z\d]?) \d[ABD-HJLNP-UW-Z]{2}\b",
        _NOTHING,
    ),
)
_DIGITS = 9
"""Digits from which a run of numbers is taken for a telephone number."""
_NOT_TEXT = frozenset({"sources", "id", "version", "if", "codes", "next", "go", "rubric"})


@check(CONTACT)
def identifying(subject: Subject) -> Iterator[Diagnostic]:
    """Contact data anywhere in the text; what an author cites under 'sources' is no such thing."""
    kinds = [kind for kind in _KINDS if re.search(kind.sign, subject.source.text)]
    if not kinds:
        return
    for at, text in _texts(subject.document.place):
        for kind in kinds:
            for match in re.finditer(kind.pattern, text):
                found = match[0].rstrip(".,;")
                digits = sum(map(str.isdigit, found))
                if kind.what == "a telephone number" and digits < _DIGITS:
                    continue
                if not re.search(kind.fiction, found):
                    span = subject.within(at, found)
                    yield subject.finding(CONTACT, span, found=quoted(found), what=kind.what)


def _texts(part: Part) -> Iterator[tuple[Part, str]]:
    if isinstance(part, MappingPlace):
        for key, below in part.parts.items():
            if key not in _NOT_TEXT:
                yield from _texts(below)
    elif isinstance(part, ListPlace):
        for below in part.parts:
            yield from _texts(below)
    elif hasattr(part, "value") and len(part.value) > 5:
        yield part, part.value
