"""Slips of the hand that break how a case holds together, each planted at a known line."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from manuscript import RUBRIC, Manuscript, Planted, Step, misspelt

Plant = Callable[[Manuscript, Random], Planted | None]

FAULTS: dict[str, Plant] = {}
"""What was done, in words -> what does it."""


def fault(words: str) -> Callable[[Plant], Plant]:
    def register(plant: Plant) -> Plant:
        FAULTS[words] = plant
        return plant

    return register


def made(text: str, codes: str, *lines: int) -> Planted:
    return Planted("", text, frozenset(codes.split()), frozenset(lines))


def respelt(m: Manuscript, rng: Random, paths: list[tuple[Step, ...]], code: str) -> Planted | None:
    """One of some plain names with a slip in it."""
    paths = [p for p in paths if m.source(*p) == m.get(*p) and len(m.source(*p)) > 3]
    if not paths:
        return None
    path = rng.choice(paths)
    known = {*m.data["scenes"], *m.data["cast"], *m.data.get("variables", {}), *RUBRIC.codes}
    new = misspelt(m.source(*path), rng, known)
    return made(m.edited(m.span(*path), new), code, m.line(*path))


def respelt_key(m: Manuscript, rng: Random, paths: list[tuple[Step, ...]], code: str) -> Planted:
    """One of some keys with a slip in it."""
    path = rng.choice(paths)
    known = {*m.data["cast"], *m.data.get("variables", {}), "inner", *_KEYS}
    new = misspelt(str(path[-1]), rng, known)
    return made(m.edited(m.key_span(*path), new), code, m.key_line(*path))


_KEYS = ("say", "do", "think", "then", "text", "time", "if", "to", "ask")


# ---- names


@fault("a scene's name misspelt where it is led to")
def target(m: Manuscript, rng: Random) -> Planted | None:
    return respelt(m, rng, m.targets(), "PP300")


@fault("a speaker's name misspelt")
def speaker(m: Manuscript, rng: Random) -> Planted | None:
    said = [p for p in m.paths() if p[-1] in m.data["cast"] and isinstance(p[-2], int)]
    return respelt_key(m, rng, [p for p in said if len(str(p[-1])) > 3], "PP302 PP200 PP202")


@fault("a code misspelt")
def code(m: Manuscript, rng: Random) -> Planted | None:
    return respelt(m, rng, m.scalars("codes", "therapy", "supervision"), "PP304")


@fault("a key feature misspelt where it is met")
def feature(m: Manuscript, rng: Random) -> Planted | None:
    return respelt(m, rng, m.scalars("meets"), "PP305")


@fault("a variable misspelt where it is set")
def variable(m: Manuscript, rng: Random) -> Planted | None:
    paths = [p for p in m.paths() if len(p) > 2 and p[-2] in ("add", "set")]
    paths = [p for p in paths if len(str(p[-1])) > 3]
    return respelt_key(m, rng, paths, "PP303") if paths else None


@fault("a variable misspelt in a condition")
def asked_variable(m: Manuscript, rng: Random) -> Planted | None:
    names = "|".join(m.data.get("variables", {}))
    found = [(p, re.search(rf"\b({names})\b", m.source(*p))) for p in m.scalars("if")]
    usable = [(p, hit) for p, hit in found if hit and len(hit[1]) > 3]
    if not names or not usable:
        return None
    path, hit = rng.choice(usable)
    start = m.span(*path)[0] + hit.start(1)
    new = misspelt(hit[1], rng, m.data["variables"])
    return made(m.edited((start, start + len(hit[1])), new), "PP303", m.line(*path))


@fault("a choice misspelt where a condition asks for it")
def asked_choice(m: Manuscript, rng: Random) -> Planted | None:
    found = [(p, re.search(r'chose\("[\w-]+/([\w-]+)"\)', m.source(*p))) for p in m.scalars("if")]
    usable = [(p, hit) for p, hit in found if hit and len(hit[1]) > 3]
    if not usable:
        return None
    path, hit = rng.choice(usable)
    start = m.span(*path)[0] + hit.start(1)
    new = misspelt(hit[1], rng, [choice.id for s in m.case.scenes.values() for choice in s.choices])
    return made(m.edited((start, start + len(hit[1])), new), "PP301", m.line(*path))


@fault("a choice misspelt in contested or sound")
def sound(m: Manuscript, rng: Random) -> Planted | None:
    return respelt(m, rng, m.scalars("sound", "contested"), "PP301")


@fault("a pull misspelt")
def pull(m: Manuscript, rng: Random) -> Planted | None:
    return respelt(m, rng, m.scalars("pulls"), "PP306")


@fault("a key misspelt")
def key(m: Manuscript, rng: Random) -> Planted | None:
    names = ("because", "codes", "then", "phase", "time", "client_side", "recap", "next", "ask")
    paths = [(*p, k) for p in _mappings(m) for k in m.get(*p) if k in names]
    paths = [p for p in paths if len(str(p[-1])) > 3]
    return respelt_key(m, rng, paths, "PP110")


def _mappings(m: Manuscript) -> list[tuple[Step, ...]]:
    return [("scenes", name) for name in m.data["scenes"]] + list(m.choices())  # type: ignore[list-item]


@fault("a word of a closed list misspelt")
def word(m: Manuscript, rng: Random) -> Planted | None:
    paths = m.scalars("phase", "ending", "role", "seat", "parallel", "decision", "cue", "function")
    return respelt(m, rng, [p for p in paths if isinstance(p[-1], str)], "PP115")


# ---- ways


@fault("a scene taken out")
def scene_out(m: Manuscript, rng: Random) -> Planted | None:
    led = [str(m.get(*p)) for p in m.targets() if p != ("start",)]
    name = rng.choice([n for n in led if n != m.data["start"]])
    first, last = m.key_line("scenes", name), m.last_line("scenes", name)
    left = [p for p in m.targets() if m.get(*p) == name and p[:2] != ("scenes", name)]
    lines = [n - (last - first + 1 if n > last else 0) for n in (m.line(*p) for p in left)]
    return made(m.without_lines(first, last), "PP300", *lines) if lines else None


@fault("the only way to a scene led past it")
def cut_edge(m: Manuscript, rng: Random) -> Planted | None:
    led = [str(m.get(*p)) for p in m.targets()]
    usable = []
    for path in m.targets():
        name, on = m.get(*path), m.get("scenes", m.get(*path), "next")
        if path != ("start",) and led.count(name) == 1 and isinstance(on, str) and on != path[1]:
            usable.append((path, name, on))
    if not usable:
        return None
    path, name, on = rng.choice(usable)
    return made(m.edited(m.span(*path), on), "PP704 PP705", m.key_line("scenes", name))


@fault("a scene that nothing leads to")
def stray(m: Manuscript, rng: Random) -> Planted | None:
    name = rng.choice([n for n in m.scenes() if "phase" in m.data["scenes"][n]])
    after = m.last_line("scenes", name)
    start = m.starts[after]
    written = "\n  left-over:\n    phase: therapy\n    text: [The chairs are empty.]\n    next: "
    text = f"{m.text[:start]}{written}{rng.choice(m.scenes())}\n{m.text[start:]}"
    return made(text, "PP704 PP705", after + 2)


@fault("an ending that ends nothing")
def no_ending(m: Manuscript, rng: Random) -> Planted | None:
    name = rng.choice(m.scenes(lambda scene: "ending" in scene))
    text = m.without("scenes", name, "ending")
    return made(text, "PP217", m.key_line("scenes", name)) if text else None


@fault("an ending that leads back to itself")
def trap(m: Manuscript, rng: Random) -> Planted | None:
    name = rng.choice(m.scenes(lambda scene: "ending" in scene))
    block = m.text[m.starts[m.key_line("scenes", name)] : m.starts[m.last_line("scenes", name)]]
    bare = re.sub(r"(?m)^    (ending|recap|phase|time): .*\n", "", block)
    start = m.starts[m.key_line("scenes", name)]
    written = f"    phase: therapy\n{bare}    next: {name}\n"
    text = m.edited((start, start + len(block)), written)
    return made(text, "PP706", m.key_line("scenes", name))


@fault("a passage that leads back to itself")
def loop(m: Manuscript, rng: Random) -> Planted | None:
    paths = [("scenes", n, "next") for n in m.scenes(lambda s: isinstance(s.get("next"), str))]
    path = rng.choice([p for p in paths if "choices" not in m.get(*p[:2])] or paths)
    return made(m.edited(m.span(*path), str(path[1])), "PP706", m.key_line(*path[:2]))


@fault("a passage that leads back to the scene before it")
def back(m: Manuscript, rng: Random) -> Planted | None:
    single = {n: m.get("scenes", n, "next") for n in m.scenes()}
    pairs = [(n, on) for n, on in single.items() if isinstance(on, str)]
    pairs = [(n, on) for n, on in pairs if isinstance(single[on], str) and on != n]
    pairs = [
        p
        for p in pairs
        if all("next" not in c for s in p for c in m.get("scenes", s, "choices") or ())
    ]
    if not pairs:
        return None
    first, then = rng.choice(pairs)
    later = max(first, then, key=list(single).index)
    return made(
        m.edited(m.span("scenes", then, "next"), first), "PP706", m.key_line("scenes", later)
    )


@fault("no way on from a scene")
def no_way(m: Manuscript, rng: Random) -> Planted | None:
    name = rng.choice(m.scenes(lambda scene: isinstance(scene.get("next"), str)))
    text = m.without("scenes", name, "next")
    first, last = m.key_line("scenes", name), m.last_line("scenes", name)
    return made(text, "PP214 PP217", *range(first, last)) if text else None


@fault("the last branch cut off")
def no_else(m: Manuscript, rng: Random) -> Planted | None:
    lists = [("scenes", n, "next") for n in m.scenes(lambda s: isinstance(s.get("next"), tuple))]
    lists = [p for p in lists if not m.flow(*p)]
    if not lists:
        return None
    path = rng.choice(lists)
    last = m.last_line(*path)
    text = m.without_lines(m.line(*path, len(m.get(*path)) - 1), last)
    return made(text, "PP215", *range(m.key_line(*path), last))


# ---- conditions


def guarded(m: Manuscript, rng: Random, condition: str, codes: str) -> Planted | None:
    """A condition on a choice that had none, all of whose neighbours have none."""
    free = [p for p in m.choices() if not any("if" in c for c in m.get(*p[:-1]))]
    free = [p for p in free if m.own_lines(*p, "codes") or m.own_lines(*p, "because")]
    if not free:
        return None
    path = rng.choice(free)
    below = next(k for k in ("codes", "because") if m.own_lines(*path, k))
    text, line = m.with_key(f"if: {condition}", *path, below)
    return made(text, codes, line)


def _number(m: Manuscript) -> tuple[str, int, int] | None:
    for name, v in m.case.variables.items():
        if v.kind == "number" and v.min is not None and v.max is not None:
            return name, v.min, v.max
    return None


@fault("a condition that no play can meet")
def impossible(m: Manuscript, rng: Random) -> Planted | None:
    number = _number(m)
    last = m.decisions()[-1]
    later = f'chose("{last}/{m.get("scenes", last, "choices", 0, "id")}") and visits("{last}") < 1'
    ways = [f"{number[0]} > {number[2] + 1}", f"{number[0]} < {number[1]}"] if number else []
    ways += [f"{v} and not {v}" for v, kind in m.case.variables.items() if kind.kind == "flag"]
    return guarded(m, rng, rng.choice([*ways, later][: len(ways) or 1]), "PP711")


@fault("a condition that every play meets")
def always(m: Manuscript, rng: Random) -> Planted | None:
    number = _number(m)
    ways = [f"{number[0]} <= {number[2]}", f"{number[0]} >= {number[1]}"] if number else []
    ways += [f"{v} or not {v}" for v, kind in m.case.variables.items() if kind.kind == "flag"]
    return guarded(m, rng, rng.choice(ways), "PP712") if ways else None


@fault("every option of a decision guarded, none left")
def none_left(m: Manuscript, rng: Random) -> Planted | None:
    flags = [v for v, kind in m.case.variables.items() if kind.kind == "flag" and not kind.start]
    free = [n for n in m.decisions() if not any("if" in c for c in m.get("scenes", n, "choices"))]
    free = [n for n in free if n == m.data["start"]] or free
    if not flags or not free:
        return None
    name = rng.choice(free)
    text, where = m.text, m.get("scenes", name, "choices")
    for index in reversed(range(len(where))):
        path = ("scenes", name, "choices", index, "codes")
        if not m.own_lines(*path):
            return None
        start = m.starts[m.key_line(*path) - 1]
        guard = f"        if: {flags[0]} and not {flags[0]}\n"
        text = f"{text[:start]}{guard}{text[start:]}"
    lines = range(m.key_line("scenes", name), m.last_line("scenes", name) + len(where) + 1)
    return made(text, "PP707", *lines)


@fault("a condition that is no condition")
def broken_condition(m: Manuscript, rng: Random) -> Planted | None:
    paths = [p for p in m.scalars("if") if m.source(*p) == m.get(*p)]
    if not paths:
        return None
    path = rng.choice(paths)
    new = m.source(*path) + rng.choice([" and", " >", " or ("])
    return made(m.edited(m.span(*path), f"'{new}'"), "PP400", m.line(*path))


# ---- things twice, missing, unused, of the wrong kind


@fault("a choice's id used twice in a scene")
def choice_twice(m: Manuscript, rng: Random) -> Planted | None:
    later = [p for p in m.choices() if int(p[-1]) > 0]
    path = rng.choice(later)
    before = m.get(*path[:-1], int(path[-1]) - 1, "id")
    text = m.edited(m.span(*path, "id"), before)
    return made(text, "PP213", m.line(*path, "id"))


@fault("a scene's id used twice")
def scene_twice(m: Manuscript, rng: Random) -> Planted | None:
    names = m.scenes()
    one, other = rng.sample(range(len(names)), 2)
    one, other = sorted((one, other))
    text = m.edited(m.key_span("scenes", names[other]), names[one])
    return made(text, "PP012", m.key_line("scenes", names[other]))


@fault("a key written twice")
def key_twice(m: Manuscript, rng: Random) -> Planted | None:
    paths = [(*p, "because") for p in m.choices() if m.get(*p, "because")]
    path = rng.choice([p for p in paths if m.own_lines(*p)])
    text, line = m.with_key("because: It was there already.", *path)
    return made(text, "PP012", line)


@fault("a variable that nothing reads")
def unread(m: Manuscript, rng: Random) -> Planted | None:
    names = [n for n in m.data.get("variables", {}) if m.own_lines("variables", n)]
    text, line = m.with_key(f"spare_{rng.randrange(99)}: false", "variables", rng.choice(names))
    return made(text, "PP702", line)


@fault("a cast member who never appears")
def lone_cast(m: Manuscript, rng: Random) -> Planted | None:
    under = rng.choice([n for n in m.data["cast"] if m.own_lines("cast", n)])
    text, line = m.with_key("quirin: {name: Quirin, role: family}", "cast", under)
    return made(text, "PP701", line)


@fault("a choice without words")
def no_words(m: Manuscript, rng: Random) -> Planted | None:
    mode, paths = _spoken(m)
    path = rng.choice(paths)
    text = m.without(*path, mode(path))
    return made(text, "PP210", m.line(*path)) if text else None


@fault("a choice in two modes")
def two_modes(m: Manuscript, rng: Random) -> Planted | None:
    mode, paths = _spoken(m)
    path = rng.choice(paths)
    other = "do" if mode(path) != "do" else "think"
    text, line = m.with_key(f"{other}: Nothing.", *path, mode(path))
    return made(text, "PP211", line)


def _spoken(
    m: Manuscript,
) -> tuple[Callable[[tuple[Step, ...]], str], list[tuple[Step, ...]]]:
    def mode(path: tuple[Step, ...]) -> str:
        return next(k for k in ("say", "do", "think") if k in m.get(*path))

    return mode, [p for p in m.choices() if m.own_lines(*p, mode(p))]


@fault("a number written in words")
def in_words(m: Manuscript, rng: Random) -> Planted | None:
    paths = [p for p in m.paths() if type(m.get(*p)) is int and p[-1] in ("minutes", "amount")]
    paths += [p for p in m.paths() if len(p) > 2 and p[-2] == "add"]
    path = rng.choice(paths)
    return made(m.edited(m.span(*path), "two"), "PP112 PP243", m.line(*path))


@fault("a start outside its bounds")
def out_of_bounds(m: Manuscript, rng: Random) -> Planted | None:
    numbers = [n for n, v in m.case.variables.items() if v.kind == "number"]
    if not numbers:
        return None
    path = ("variables", rng.choice(numbers), "start")
    return made(m.edited(m.span(*path), str(rng.choice((77, -77)))), "PP241", m.line(*path))


# ---- YAML's own traps


def plain_lines(m: Manuscript) -> list[tuple[Step, ...]]:
    """Unquoted text that stands on one line of its own, in text and then."""
    found = []
    for path in m.paths():
        if path[0] == "scenes" and {"text", "then"} & {*path} and path[-1] != "if":
            text = m.source(*path)
            if text == m.get(*path) and not m.flow(*path[:-1]) and len(text) > 20:
                found.append(path)
    return found


@fault("a colon in unquoted text")
def colon(m: Manuscript, rng: Random) -> Planted | None:
    paths = [p for p in plain_lines(m) if " " in m.source(*p)]
    path = rng.choice(paths)
    new = re.sub(r"^(\S+ \S+) ", r"\1: ", m.source(*path))
    return made(m.edited(m.span(*path), new), "PP201 PP025 PP302 PP200", m.line(*path))


@fault("text that begins with a sign of YAML's")
def sign(m: Manuscript, rng: Random) -> Planted | None:
    path = rng.choice(plain_lines(m))
    start = m.span(*path)[0]
    return made(m.edited((start, start), rng.choice("*&%@`")), "PP026 PP034", m.line(*path))


@fault("text cut off by a '#'")
def hash_sign(m: Manuscript, rng: Random) -> Planted | None:
    path = rng.choice([p for p in plain_lines(m) if " " in m.source(*p)])
    words = m.source(*path).split(" ")
    at = rng.randrange(1, len(words))
    new = " ".join([*words[:at], "#" + words[at], *words[at + 1 :]])
    return made(m.edited(m.span(*path), new), "PP030", m.line(*path))


@fault("a quotation mark that is not closed")
def unclosed(m: Manuscript, rng: Random) -> Planted | None:
    path = rng.choice(plain_lines(m))
    start = m.span(*path)[0]
    return made(m.edited((start, start), '"'), "PP021 PP022", m.line(*path))


@fault("a tab in the indentation")
def tab(m: Manuscript, rng: Random) -> Planted | None:
    names = [p for p in m.scalars("next", "ask", "phase") if len(p) == 3 and m.own_lines(*p)]
    path = rng.choice(names)
    start = m.starts[m.key_line(*path) - 1]
    end = m.key_span(*path)[0]
    return made(m.edited((start, end), "\t\t"), "PP023", m.key_line(*path))


@fault("a line indented by one space too many or too few")
def indentation(m: Manuscript, rng: Random) -> Planted | None:
    names = [p for p in m.scalars("next", "ask", "time") if len(p) == 3 and m.own_lines(*p)]
    path = rng.choice([p for p in names if m.key_line(*p) > m.key_line(*p[:2]) + 1])
    line = m.key_line(*path)
    start, end = m.starts[line - 1], m.key_span(*path)[0]
    wide = " " * (end - start + rng.choice((-1, 1)))
    return made(m.edited((start, end), wide), "PP024 PP031 PP025", line, line - 1, line + 1)


@fault("a bracket that is not closed")
def bracket(m: Manuscript, rng: Random) -> Planted | None:
    paths = [(*p, "codes") for p in m.choices() if m.flow(*p, "codes") and m.own_lines(*p, "codes")]
    path = rng.choice(paths)
    end = m.document.part(path).end_mark
    at = m.starts[end.line] + end.column
    return made(m.edited((at - 1, at), ""), "PP027", m.line(*path))
