"""Changes to what is scored and how it is worded: some can be told from the file, some cannot."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from random import Random

from manuscript import RUBRIC, Manuscript, Planted, Step
from structural_faults import Plant, made, plain_lines

from scoring.options import Coding, Option
from scoring.weights import weigh_offer

CHANGES: dict[str, Plant] = {}
"""What was done, in words -> what does it. Nothing breaks; the case still plays."""

Edit = tuple[tuple[int, int], str]


def change(words: str) -> Callable[[Plant], Plant]:
    def register(plant: Plant) -> Plant:
        CHANGES[words] = plant
        return plant

    return register


def apply(m: Manuscript, edits: Iterable[Edit]) -> str:
    text = m.text
    for (start, end), new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def mode(m: Manuscript, path: tuple[Step, ...]) -> str:
    return next(k for k in ("say", "do", "think") if k in m.get(*path))


def ranked(m: Manuscript, scene: str) -> list[int]:
    """The options of a decision, the best weight first; none where any of them has no codes."""
    choices = m.case.scenes[scene].choices
    if any(c.codes is None for c in choices):
        return []
    offer = [
        Option(c.id, tuple(Coding(x.code, x.intensity) for x in c.codes or ())) for c in choices
    ]
    row = weigh_offer(RUBRIC, offer)
    return sorted(range(len(choices)), key=lambda i: -row.overall[i]) if row.is_decision else []


def best(m: Manuscript) -> list[tuple[Step, ...]]:
    return [("scenes", s, "choices", r[0]) for s in m.decisions() if (r := ranked(m, s))]


def others(m: Manuscript) -> list[tuple[Step, ...]]:
    return [("scenes", s, "choices", i) for s in m.decisions() for i in ranked(m, s)[1:]]


def scenes_line(m: Manuscript) -> int:
    return m.key_line("scenes")


def with_words(m: Manuscript, path: tuple[Step, ...], put: str, first: bool = False) -> Edit:
    """More words in an option, at its end or its beginning."""
    where = (*path, mode(m, path))
    words = str(m.get(*where))
    new = f"{put} {words[0].lower()}{words[1:]}" if first else f"{words.rstrip('.?!')} {put}"
    return m.span(*where), '"' + new.replace('"', "'") + '"'


MORE = "and I would like us to stay with that for a little longer today, if you can."
FEWER = 5


# ---- codes and what belongs to them


@change("an option's codes taken out")
def no_codes(m: Manuscript, rng: Random) -> Planted | None:
    path = rng.choice(list(m.choices()))
    text = m.without(*path, "codes")
    return made(text, "PP801 PP220", m.line(*path)) if text else None


@change("best and worst option of a decision swap their codes")
def swapped(m: Manuscript, rng: Random) -> Planted | None:
    name = rng.choice([s for s in m.decisions() if len(ranked(m, s)) > 1])
    order = ranked(m, name)
    one, other = (("scenes", name, "choices", i, "codes") for i in (order[0], order[-1]))
    if not (m.flow(*one) and m.flow(*other)):
        return None
    edits = [(m.span(*one), m.source(*other)), (m.span(*other), m.source(*one))]
    return made(apply(m, edits), "PP816 PP804 PP808 PP814 PP818 PP803")


@change("every option of a decision given the same code")
def alike(m: Manuscript, rng: Random) -> Planted | None:
    name = rng.choice(m.decisions())
    paths = [
        ("scenes", name, "choices", i, "codes")
        for i in range(len(m.get("scenes", name, "choices")))
    ]
    if not all(m.get(*p) and m.flow(*p) for p in paths):
        return None
    text = apply(m, [(m.span(*p), m.source(*paths[0])) for p in paths])
    return made(text, "PP802 PP803")


@change("a code put where its phase does not allow it")
def wrong_phase(m: Manuscript, rng: Random) -> Planted | None:
    names = [s for s in m.decisions() if m.get("scenes", s, "phase") == "therapy"]
    name = rng.choice(names)
    path = (
        "scenes",
        name,
        "choices",
        rng.randrange(len(m.get("scenes", name, "choices"))),
        "codes",
    )
    if not m.flow(*path):
        return None
    new = f"[{rng.choice(('SUP.AFFECT', 'SUP.CURATE', 'SUP.COMPLY'))}]"
    return made(m.edited(m.span(*path), new), "PP503", m.line(*path))


@change("a code changed for another of its dimension")
def other_code(m: Manuscript, rng: Random) -> Planted | None:
    paths = [p for p in m.scalars("codes") if m.source(*p) in RUBRIC.codes]
    path = rng.choice(paths)
    own = RUBRIC.codes[m.source(*path)]
    rest = [c.id for c in RUBRIC.codes.values() if c.dimension == own.dimension and c.id != own.id]
    return made(m.edited(m.span(*path), rng.choice(rest)), "PP816 PP804 PP808 PP802 PP803 PP818")


@change("a 'because' taken out")
def no_because(m: Manuscript, rng: Random) -> Planted | None:
    path = rng.choice([p for p in m.choices() if m.get(*p, "because")])
    text = m.without(*path, "because")
    return made(text, "PP951", m.line(*path)) if text else None


@change("two options of a decision swap their 'because'")
def swapped_because(m: Manuscript, rng: Random) -> Planted | None:
    name = rng.choice(m.decisions())
    one, other = rng.sample(range(len(m.get("scenes", name, "choices"))), 2)
    a, b = (("scenes", name, "choices", i, "because") for i in (one, other))
    if not (m.get(*a) and m.get(*b)):
        return None
    return made(apply(m, [(m.span(*a), m.source(*b)), (m.span(*b), m.source(*a))]), "none")


@change("a field of a telling taken out")
def ledger(m: Manuscript, rng: Random) -> Planted | None:
    told = [
        (*p, "tells")
        for p in m.choices()
        if m.get(*p, "tells", "decision") in ("disclosed", "partial")
    ]
    if not told:
        return None
    path = rng.choice(told)
    field = rng.choice([k for k in ("type", "route", "function", "reference") if m.get(*path, k)])
    first, last = m.key_line(*path), m.last_line(*path)
    if m.flow(*path):
        start, end = m.key_span(*path, field)[0], m.span(*path, field)[1]
        text = m.edited((start, re.compile(r"\s*,?\s*").match(m.text, end).end()), "")  # type: ignore[union-attr]
    else:
        text = m.without(*path, field) or m.text
    return made(text, "PP805", *range(first, last + 1))


@change("a key feature met nowhere any more")
def unmet(m: Manuscript, rng: Random) -> Planted | None:
    name = rng.choice(list(m.data["key_features"]))
    lists = [(*p, "meets") for p in m.choices() if name in (m.get(*p, "meets") or ())]
    if not all(m.flow(*p) for p in lists):
        return None
    edits = [(m.span(*p), "[" + ", ".join(x for x in m.get(*p) if x != name) + "]") for p in lists]
    return made(apply(m, edits), "PP814", m.key_line("key_features", name))


@change("the sign of an effect turned round")
def sign_turned(m: Manuscript, rng: Random) -> Planted | None:
    paths = [p for p in m.paths() if len(p) > 2 and p[-2] == "add"]
    if not paths:
        return None
    path = rng.choice(paths)
    return made(m.edited(m.span(*path), str(-m.get(*path))), "PP711 PP712 PP713 PP705 PP709")


@change("a condition turned into its opposite")
def negated(m: Manuscript, rng: Random) -> Planted | None:
    paths = [p for p in m.scalars("if") if m.source(*p) == m.get(*p)]
    if not paths:
        return None
    path = rng.choice(paths)
    new = f"not ({m.source(*path)})"
    return made(m.edited(m.span(*path), new), "PP711 PP712 PP713 PP705 PP709")


# ---- how options are worded


@change("one best option made longer by 16 words")
def one_longer(m: Manuscript, rng: Random) -> Planted | None:
    return made(apply(m, [with_words(m, rng.choice(best(m)), MORE)]), "PP901 PP903 PP909")


@change("every best option made longer by 16 words")
def all_longer(m: Manuscript, rng: Random) -> Planted | None:
    return made(apply(m, [with_words(m, p, MORE) for p in best(m)]), "PP901 PP903", scenes_line(m))


@change("every best option cut to 5 words")
def all_shorter(m: Manuscript, rng: Random) -> Planted | None:
    edits = []
    for path in best(m):
        where = (*path, mode(m, path))
        words = " ".join(str(m.get(*where)).split()[:FEWER]).replace('"', "'")
        edits.append((m.span(*where), f'"{words}"'))
    return made(apply(m, edits), "PP902 PP903", scenes_line(m))


HEDGES = ("Perhaps", "I wonder whether", "Maybe")
ABSOLUTES = ("Always, and without exception:", "Everyone knows it:", "Certainly, never doubt it:")
FEELINGS = ("I notice that I feel sad:", "I feel it too:", "I notice something:")


def opening(m: Manuscript, paths: list[tuple[Step, ...]], rng: Random, put: tuple[str, ...]) -> str:
    return apply(m, [with_words(m, p, rng.choice(put), first=True) for p in paths])


@change("one best option opened with a hedge")
def one_hedge(m: Manuscript, rng: Random) -> Planted | None:
    return made(opening(m, [rng.choice(best(m))], rng, HEDGES), "PP904")


@change("every best option opened with a hedge")
def all_hedges(m: Manuscript, rng: Random) -> Planted | None:
    return made(opening(m, best(m), rng, HEDGES), "PP904", scenes_line(m))


@change("half of the other options opened with an absolute word")
def all_absolutes(m: Manuscript, rng: Random) -> Planted | None:
    rest = others(m)
    return made(
        opening(m, rng.sample(rest, len(rest) // 2), rng, ABSOLUTES), "PP905", scenes_line(m)
    )


@change("every best option opened with a word for a feeling")
def all_feelings(m: Manuscript, rng: Random) -> Planted | None:
    return made(opening(m, best(m), rng, FEELINGS), "PP906", scenes_line(m))


@change("an option given the words of another")
def same_words(m: Manuscript, rng: Random) -> Planted | None:
    name = rng.choice(m.decisions())
    count = len(m.get("scenes", name, "choices"))
    a, b = (("scenes", name, "choices", i) for i in rng.sample(range(count), 2))
    text = apply(m, [(m.span(*b, mode(m, b)), m.source(*a, mode(m, a)))])
    return made(text, "PP923", m.line(*a, mode(m, a)), m.line(*b, mode(m, b)))


@change("a decision left with one option")
def one_option(m: Manuscript, rng: Random) -> Planted | None:
    name = rng.choice(m.decisions())
    path = ("scenes", name, "choices")
    first, last = m.line(*path, 1), m.last_line(*path)
    text = m.without_lines(first, last)
    codes = "PP921 PP301 PP520"  # what else spoke of the others is an error first
    return made(text, codes)


# ---- prose and care


@change("a code named in the text before the choice")
def code_named(m: Manuscript, rng: Random) -> Planted | None:
    path = rng.choice([p for p in plain_lines(m) if "text" in p])
    code = rng.choice(list(RUBRIC.codes))
    new = m.source(*path).rstrip(".") + f", which is {code}."
    return made(m.edited(m.span(*path), new), "PP924", m.line(*path))


@change("a telephone number, an address or a link in the text")
def contact(m: Manuscript, rng: Random) -> Planted | None:
    path = rng.choice(plain_lines(m))
    put = rng.choice(
        ("on 01743 311 872", "at ros.p@thesurgery.co.uk", "at www.thesurgery.co.uk/ros")
    )
    new = m.source(*path).rstrip(".?!") + f" {put}."
    return made(m.edited(m.span(*path), f'"{new}"'.replace('""', '"')), "PP953", m.line(*path))


@change("all content notes taken out, of the case and its scenes")
def no_notes(m: Manuscript, rng: Random) -> Planted | None:
    paths: list[tuple[Step, ...]] = [("scenes", name, "content_notes") for name in m.scenes()]
    paths = [p for p in [("content_notes",), *paths] if m.get(*p)]
    spans = [(m.starts[m.key_line(*p) - 1], m.starts[m.last_line(*p)]) for p in paths]
    return made(apply(m, [(span, "") for span in spans]), "PP952")


@change("a third of the minutes, or three times as many")
def minutes(m: Manuscript, rng: Random) -> Planted | None:
    new = rng.choice((max(1, m.get("minutes") // 3), m.get("minutes") * 3))
    return made(m.edited(m.span("minutes"), str(new)), "PP954 PP955", m.line("minutes"))


@change("a name of the cast misspelt once in the text")
def name_slip(m: Manuscript, rng: Random) -> Planted | None:
    names = [member.name for member in m.case.cast.values() if len(member.name) > 3]
    found = [(p, hit) for p in plain_lines(m) for hit in re.finditer("|".join(names), m.source(*p))]
    path, hit = rng.choice(found)
    word = hit[0]
    at = rng.randrange(1, len(word) - 1)
    new = word[:at] + word[at] + word[at:]
    start = m.span(*path)[0] + hit.start()
    return made(m.edited((start, start + len(word)), new), "PP961", m.line(*path))


@change("a pronoun turned into the other once in the text")
def pronoun(m: Manuscript, rng: Random) -> Planted | None:
    turned = {"he": "she", "she": "he", "his": "her", "him": "her", "her": "his"}
    found = [
        (p, hit)
        for p in plain_lines(m)
        for hit in re.finditer(r"\b(he|she|his|him|her)\b", m.source(*p))
    ]
    path, hit = rng.choice(found)
    start = m.span(*path)[0] + hit.start()
    return made(m.edited((start, start + len(hit[0])), turned[hit[0]]), "PP962")


@change("a line of the text taken out")
def line_out(m: Manuscript, rng: Random) -> Planted | None:
    path = rng.choice([p for p in plain_lines(m) if p[-2] == "text" and isinstance(p[-1], int)])
    line = m.line(*path)
    return made(m.without_lines(line, line), "none")
