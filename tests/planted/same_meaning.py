"""Other ways of writing the same case: nothing of them may give a finding that was not there."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from random import Random
from typing import Any

from manuscript import Manuscript, mark_free
from yaml_maker import write

WAYS: dict[str, Callable[[Manuscript, Random], str]] = {}
"""What was changed, in words -> the case written so."""


def way(words: str) -> Callable[[Callable[[Manuscript, Random], str]], Any]:
    def register(function: Callable[[Manuscript, Random], str]) -> Any:
        WAYS[words] = function
        return function

    return register


@way("every key in another order, quoted or not, in braces or not, with remarks")
def rewritten(m: Manuscript, rng: Random) -> str:
    return write(m.data, rng)


@way("the scenes in another order")
def reordered(m: Manuscript, rng: Random) -> str:
    names = m.scenes()
    starts = [m.starts[m.key_line("scenes", name) - 1] for name in names]
    # remarks above a scene go with the one before it, which means nothing
    ends = [*starts[1:], len(m.text)]
    blocks = [m.text[a:b].rstrip("\n") + "\n\n" for a, b in zip(starts, ends, strict=True)]
    rng.shuffle(blocks)
    return m.text[: starts[0]] + "".join(blocks)


@way("remarks and empty lines between, and other line ends")
def remarked(m: Manuscript, rng: Random) -> str:
    free = mark_free(m)
    lines = []
    for number, line in enumerate(m.text.rstrip("\n").split("\n"), 1):
        if number in free and rng.random() < 0.15:
            lines.append(rng.choice(("", "# a remark: [with] 'signs'", "      # further in")))
        lines.append(line)
    end = rng.choice(("\n", "\r\n"))
    return rng.choice(("", "\ufeff")) + end.join(lines) + end


@way("text in quotation marks that had none")
def quoted(m: Manuscript, rng: Random) -> str:
    text = m.text
    for path in sorted(m.paths(), key=lambda p: -m.span(*p)[0]):
        value = m.get(*path)
        if isinstance(value, str) and m.source(*path) == value and rng.random() < 0.6:
            start, end = m.span(*path)
            single = "'" + value.replace("'", "''") + "'"
            new = rng.choice((json.dumps(value, ensure_ascii=False), single))
            text = text[:start] + new + text[end:]
    return text


@way("every id renamed throughout")
def renamed(m: Manuscript, rng: Random) -> str:
    return json.dumps(_Renamed(m, rng).case(), indent=1, ensure_ascii=False)


class _Renamed:
    """A case's data under other names; the inner voice and the words of the format stay."""

    def __init__(self, m: Manuscript, rng: Random) -> None:
        self.data = m.data
        choices = [c for s in self.data["scenes"].values() for c in s.get("choices", ())]
        self.scenes = self.fresh("s", self.data["scenes"], rng)
        self.choices = self.fresh("c", dict.fromkeys(c["id"] for c in choices), rng)
        self.cast = self.fresh("p", self.data["cast"], rng)
        self.variables = self.fresh("v", self.data.get("variables", {}), rng)
        self.features = self.fresh("k", self.data.get("key_features", {}), rng)

    @staticmethod
    def fresh(letter: str, names: Any, rng: Random) -> dict[str, str]:
        numbers = rng.sample(range(1000), len(names))
        return {name: f"{letter}{n}" for name, n in zip(names, numbers, strict=True)}

    def case(self) -> dict[str, Any]:
        out = dict(self.data)
        out["start"] = self.scenes[out["start"]]
        for key, names in (
            ("cast", self.cast),
            ("variables", self.variables),
            ("key_features", self.features),
        ):
            if key in out:
                out[key] = {names[name]: value for name, value in out[key].items()}
        for name, feature in out.get("key_features", {}).items():
            if "alternative_of" in feature:
                others = [self.features[f] for f in feature["alternative_of"]]
                out["key_features"][name] = {**feature, "alternative_of": others}
        out["scenes"] = {self.scenes[n]: self.scene(s) for n, s in self.data["scenes"].items()}
        return out

    def scene(self, scene: dict[str, Any]) -> dict[str, Any]:
        out = dict(scene)
        if "text" in out:
            out["text"] = self.lines(out["text"])
        if "next" in out:
            out["next"] = self.ways(out["next"])
        if "choices" in out:
            out["choices"] = [self.choice(c) for c in out["choices"]]
        if "contested" in out:
            out["contested"] = [self.choices[c] for c in out["contested"]]
        if "reasons" in out:
            options = [
                {**o, "sound": [self.choices[c] for c in o["sound"]]} if "sound" in o else o
                for o in out["reasons"]["options"]
            ]
            out["reasons"] = {**out["reasons"], "options": options}
        return out

    def choice(self, choice: dict[str, Any]) -> dict[str, Any]:
        out = {**choice, "id": self.choices[choice["id"]]}
        for key in ("add", "set"):
            if key in out:
                out[key] = {self.variables[name]: value for name, value in out[key].items()}
        if "to" in out:
            out["to"] = self.cast[out["to"]]
        if "if" in out:
            out["if"] = self.condition(out["if"])
        if "then" in out:
            out["then"] = self.lines(out["then"])
        if "next" in out:
            out["next"] = self.ways(out["next"])
        if "meets" in out:
            out["meets"] = [self.features[f] for f in out["meets"]]
        return out

    def lines(self, lines: Any) -> list[Any]:
        return [line if isinstance(line, str) else self.line(line) for line in lines]

    def line(self, line: dict[str, Any]) -> dict[str, Any]:
        out: dict[str, Any] = {}
        for key, value in line.items():
            if key == "if":
                out[key] = self.condition(value)
            elif key == "lines":
                out[key] = self.lines(value)
            else:
                out[self.cast.get(key, key)] = value
        return out

    def ways(self, ways: Any) -> Any:
        if isinstance(ways, str):
            return self.scenes[ways]
        return [
            {k: self.condition(v) if k == "if" else self.scenes[v] for k, v in way.items()}
            for way in ways
        ]

    def condition(self, condition: str) -> str:
        return re.sub(r'"[^"]*"|\'[^\']*\'|\w+', lambda hit: self.word(hit[0]), condition)

    def word(self, word: str) -> str:
        if word[0] not in "\"'":
            return self.variables.get(word, word)
        inside = word[1:-1]
        scene, slash, choice = inside.partition("/")
        if scene in self.scenes:
            return (
                f"{word[0]}{self.scenes[scene]}{slash}{self.choices.get(choice, choice)}{word[0]}"
            )
        return f"{word[0]}{self.features.get(inside, inside)}{word[0]}"
