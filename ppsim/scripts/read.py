"""A script's text to a ``Script``, with everything wrong said at its place."""

from __future__ import annotations

from typing import Any, cast, get_args

from ppsim.engine.play import PlayMode
from ppsim.format.case import EndingKind
from ppsim.format.diagnostics import Diagnostic, Span, meant, nearest, quoted, suggest
from ppsim.format.places import Data, Document
from ppsim.format.reading import described
from ppsim.format.recovery import read_through
from ppsim.format.source import Findings, decode
from ppsim.scripts import model
from ppsim.scripts.model import Choose, Expect, Leave, Notice, Reason, Score, Script, Step

KEYS = ("case", "seed", "mode", "play", "notice", "reasons", "ending", "score")
STEPS = ("expect", "absent", "choose", "leave", "notice", "reason")
COUNTS = ("reflective", "reactive", "neutral")
FEATURES = ("met", "missed", "foreclosed")
ECHO = ("counted", "echoed", "broken", "carried_back")
_LEAVE = "leave!"
"""Short for leaving: ``scene/leave!``."""

Path = tuple[str | int, ...]


def read_script(
    data: str | bytes, name: str
) -> tuple[Script | None, tuple[Diagnostic, ...], list[str]]:
    """The script, what was found, and the lines of the text; no script where there is an error."""
    source, fault = decode(data, name)
    findings = Findings(source)
    document = None
    if fault is not None:
        findings.add(fault.rule, fault.span, **fault.fields)
    else:
        document, _ = read_through(findings)
    if document is None or not isinstance(document.data, dict) or "play" not in document.data:
        if not findings.failed:
            if document is not None and isinstance(document.data, dict):
                _Reader(findings, document).misspelled()
            if not findings.failed:
                findings.add(model.NOT_A_SCRIPT, Span(1, 1, 1, 2))
        return None, findings.result(), source.lines
    script = _Reader(findings, document).script(name)
    return (None if findings.failed else script), findings.result(), source.lines


class _Reader:
    def __init__(self, findings: Findings, document: Document) -> None:
        self._findings = findings
        self._document = document

    def misspelled(self) -> None:
        """Say it where the one key that is needed stands there in another spelling."""
        data = self._document.data
        if "play" in meant(data, KEYS):
            self._known(data, KEYS, "a play script", ())

    def script(self, name: str) -> Script:
        data = self._document.data
        self._known(data, KEYS, "a play script", ())
        mode = self._one_of(data, "mode", get_args(PlayMode), "practice")
        endings = (*get_args(EndingKind), model.STOPPED)
        spans = {key: self._key_span((key,)) for key in data}
        spans[""] = Span(1, 1, 1, 2)
        score = self._score(data.get("score", {}), spans)
        return Script(
            name=name,
            case=self._text(data.get("case"), ("case",)),
            seed=self._number(data.get("seed", 1), ("seed",), 0, 2**63 - 1) or 0,
            mode=cast("PlayMode", mode),
            steps=self._steps(data["play"]),
            notice={
                k: self._notice(v, ("notice", k)) for k, v in self._map(data, "notice").items()
            },
            reasons={
                k: self._reason(v, ("reasons", k)) for k, v in self._map(data, "reasons").items()
            },
            ending=self._one_of(data, "ending", endings, None),
            score=score,
            spans=spans,
        )

    def _steps(self, data: Data) -> tuple[Step, ...]:
        if not isinstance(data, tuple):
            self._wrong("play", "a list of steps", data, ("play",))
            return ()
        steps = []
        for number, item in enumerate(data):
            path: Path = ("play", number)
            span = self._findings.source.span_of(self._document.part(path))
            does = self._step(item, path)
            if does is not None:
                steps.append(Step(does, span))
        return tuple(steps)

    def _step(self, item: Data, path: Path) -> model.Act | Expect | None:
        if isinstance(item, str):
            return self._choose(item)
        if not isinstance(item, dict) or len(item) != 1:
            self._wrong("play", "steps of one key each, such as choose", item, path)
            return None
        ((key, value),) = item.items()
        below = (*path, key)
        if key not in STEPS:
            self._known(item, STEPS, "a step", path)
            return None
        if key in ("expect", "absent"):
            return Expect(self._texts(value, below), key == "expect")
        if key == "notice":
            return self._notice(value, below)
        if key == "reason":
            return self._reason(value, below)
        if key == "leave":
            return Leave(self._text(value, below))
        return self._choose(self._text(value, below) or "")

    @staticmethod
    def _choose(text: str) -> Choose | Leave:
        scene, slash, choice = text.rpartition("/")
        if choice == _LEAVE:
            return Leave(scene or None)
        return Choose(scene if slash else None, choice)

    def _notice(self, data: Data, path: Path) -> Notice:
        if not isinstance(data, dict):
            self._wrong(str(path[-1]), "feelings and pulls", data, path)
            return Notice({}, ())
        self._known(data, ("feelings", "pulls"), "a check-in", path)
        feelings = data.get("feelings", {})
        found = {}
        if isinstance(feelings, dict):
            for name, value in feelings.items():
                found[name] = self._number(value, (*path, "feelings", name), 0, 10) or 0
        else:
            self._wrong("feelings", "names with numbers", feelings, (*path, "feelings"))
        return Notice(found, self._texts(data.get("pulls", ()), (*path, "pulls")))

    def _reason(self, data: Data, path: Path) -> Reason:
        if isinstance(data, str):
            return Reason(data, None)
        if not isinstance(data, dict):
            self._wrong(str(path[-1]), "the id of a reason", data, path)
            return Reason(None, None)
        self._known(data, ("id", "confidence"), "a reason", path)
        sure = data.get("confidence")
        return Reason(
            self._text(data.get("id"), (*path, "id")),
            None if sure is None else self._number(sure, (*path, "confidence"), 0, 10),
        )

    def _score(self, data: Data, spans: dict[str, Span]) -> Score:
        if not isinstance(data, dict):
            self._wrong("score", "keys and values", data, ("score",))
            return Score()
        self._known(data, (*COUNTS, *FEATURES, "echo"), "a score", ("score",))
        spans.update({f"score.{key}": self._key_span(("score", key)) for key in data})
        counts, features, echo = {}, {}, {}
        for key, value in data.items():
            path = ("score", key)
            if key in COUNTS:
                counts[key] = self._number(value, path, 0, 10_000) or 0
            elif key in FEATURES:
                features[key] = frozenset(self._texts(value, path))
        inner = data.get("echo", {})
        if isinstance(inner, dict):
            self._known(inner, ECHO, "an echo", ("score", "echo"))
            for key, value in inner.items():
                echo[key] = self._number(value, ("score", "echo", key), 0, 10_000) or 0
        else:
            self._wrong("echo", "keys and values", inner, ("score", "echo"))
        return Score(counts, features, echo)

    # ---- single values

    def _map(self, data: dict[str, Data], key: str) -> dict[str, Any]:
        value = data.get(key, {})
        if isinstance(value, dict):
            return value
        self._wrong(key, "scenes and answers", value, (key,))
        return {}

    def _one_of(
        self, data: dict[str, Data], key: str, known: tuple[str, ...], default: str | None
    ) -> str | None:
        value = data.get(key, default)
        if value is not None and value not in known:
            near = nearest(value, known) if isinstance(value, str) else None
            hint = f"Did you mean {near}?" if near else None
            self._wrong(key, f"one of {', '.join(known)}", value, (key,), hint)
        return value if isinstance(value, str) else default

    def _text(self, value: Data, path: Path) -> str | None:
        if value is not None and not isinstance(value, str):
            self._wrong(str(path[-1]), "text", value, path)
            return None
        return value

    def _texts(self, value: Data, path: Path) -> tuple[str, ...]:
        if isinstance(value, str):
            return (value,)
        if isinstance(value, tuple) and all(isinstance(item, str) for item in value):
            return value
        self._wrong(str(path[-1]), "text, or a list of texts", value, path)
        return ()

    def _number(self, value: Data, path: Path, low: int, high: int) -> int | None:
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        self._wrong(str(path[-1]), f"a whole number from {low} to {high}", value, path)
        return None

    def _known(self, data: dict[str, Data], known: tuple[str, ...], what: str, path: Path) -> None:
        for key in data:
            if key not in known:
                at = self._document.key((*path, key))
                hint = suggest(key, known, "Its keys")
                self._findings.add(model.UNKNOWN, at, hint, key=quoted(key), what=what)

    def _wrong(
        self, key: str, wanted: str, value: Data, path: Path, hint: str | None = None
    ) -> None:
        at = self._document.part(path)
        self._findings.add(model.WRONG, at, hint, key=key, wanted=wanted, found=described(value))

    def _key_span(self, path: Path) -> Span:
        return self._findings.source.span_of(self._document.key(path))
