"""A proof as Markdown: codes and reasons in block quotes, references as links within the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ppsim.report.markdown import literal
from ppsim.report.proof_model import (
    GlossaryCode,
    KeyFeature,
    Line,
    Option,
    Pattern,
    Proof,
    Ref,
    Scene,
    Way,
    Words,
)
from ppsim.words.safe import safe


def render(proof: Proof) -> str:
    """The proof as CommonMark with anchors, ending in a newline; what authors wrote stays text."""
    return "\n\n".join(_parts(proof)) + "\n"


def _parts(proof: Proof) -> Iterator[str]:
    yield f"# {_text(proof.title)}"
    yield _text(proof.subtitle)
    yield "\n".join(f"- **{_text(label)}:** {_text(said)}" for label, said in proof.facts)
    yield from map(_text, proof.remarks)
    yield from _list("Content notes", proof.content_notes)
    yield from _list("What it is to teach", proof.objectives)
    yield from _list("People", proof.cast)
    yield from _list("What the case keeps count of", proof.variables)
    yield from _list("Sources", proof.sources)
    yield "## Contents"
    yield "\n".join(_entry(scene) for scene in (*proof.scenes, *proof.endings))
    yield "## Scenes"
    yield (
        "In an order of reading. A scene says where it is reached from, by scene and option (4b "
        "is option b of scene 4). Codes and the author's reasons stand in block quotes."
    )
    for scene in proof.scenes:
        yield from _scene(scene)
    yield "## Endings"
    for scene in proof.endings:
        yield from _scene(scene)
    if proof.key_features:
        yield "## Key features"
    for feature in proof.key_features:
        yield from _feature(feature)
    if proof.patterns:
        yield "## Patterns of the parallel"
    for pattern in proof.patterns:
        yield from _pattern(pattern)
    yield "## Codes used"
    for code in proof.codes:
        yield from _code(code)


def _text(text: str) -> str:
    """Author text on one line, so that a Markdown reader shows just its characters."""
    return _inner(text.strip())


def _inner(text: str) -> str:
    """The same within a sentence, its own spaces kept."""
    return literal(safe(text).replace("\n", " "))


def _link(ref: Ref) -> str:
    return f"[{_text(ref.label)}](#{ref.anchor})"


def _links(refs: Iterable[Ref]) -> str:
    return ", ".join(map(_link, refs))


def _sentence(words: Words) -> str:
    return "".join(_inner(part) if isinstance(part, str) else _link(part) for part in words)


def _list(title: str, items: Sequence[str]) -> Iterator[str]:
    if items:
        yield f"## {title}"
        yield "\n".join(f"- {_text(item)}" for item in items)


def _entry(scene: Scene) -> str:
    kind = f" (ending: {scene.ending})" if scene.ending else ""
    return f"- {_link(Ref(f'{scene.number}, {scene.title}', scene.anchor))}{kind}"


def _anchor(anchor: str) -> str:
    return f'<a id="{anchor}"></a>'


def _scene(scene: Scene) -> Iterator[str]:
    kind = f" (ending: {scene.ending})" if scene.ending else ""
    yield _anchor(scene.anchor)
    yield f"### {scene.number}. {_text(scene.title)}{kind}"
    yield _meta(scene)
    if scene.content_notes:
        yield f"**Content:** {'; '.join(map(_text, scene.content_notes))}"
    yield from map(_line, scene.lines)
    yield from _notes(scene.notes)
    if scene.ask:
        yield f"**{_text(scene.ask)}**"
    if scene.options_intro:
        yield _text(scene.options_intro)
    for option in scene.options:
        yield from _option(option)
    if scene.leave:
        yield f"**Or to go on:** {_text(scene.leave)}"
    if scene.contested:
        yield f"**Contested:** {_links(scene.contested)}."
    if scene.reasons_ask:
        yield f"**Asked after the choice:** {_text(scene.reasons_ask)}"
        yield "\n".join(
            f"- {_text(r.text)} (sound for {_links(r.sound_for) or 'none'})" for r in scene.reasons
        )
    if scene.ways_intro:
        yield _ways(scene.ways_intro, scene.ways)
    if scene.recap:
        yield f"In the debrief: {_text(scene.recap)}"


def _meta(scene: Scene) -> str:
    said = [_text(f"{mark}.") for mark in scene.meta]
    if scene.is_start:
        said.append("The case begins here.")
    if scene.came_from:
        said.append(f"Reached from {_links(scene.came_from)}.")
    elif not scene.is_start:
        said.append("Nothing leads here.")
    if scene.unreached:
        said.append("**No play reaches this scene.**")
    return " ".join(said)


def _line(line: Line) -> str:
    only = f"Only if {_sentence(line.condition)}: " if line.condition else ""
    if line.inner:
        return f"{only}(to yourself) {_text(line.words)}"
    name = f"**{_text(line.speaker)}:** " if line.speaker else ""
    return f"{only}{name}{_text(line.words)}"


def _notes(notes: Iterable[tuple[str, str]]) -> Iterator[str]:
    return (f"**{_text(label)}:** {_text(said)}" for label, said in notes)


def _option(option: Option) -> Iterator[str]:
    words = f"\u201c{_text(option.words)}\u201d" if option.spoken else _text(option.words)
    yield _anchor(option.anchor)
    yield f"**{option.letter}.** {_text(option.kind)}: {words}"
    if option.condition:
        yield f"On offer only if {_sentence(option.condition)}."
    margin = list(_margin(option))
    if margin:
        yield "\n>\n".join(f"> {part}" for part in margin)
    yield from map(_line, option.then)
    if option.recap:
        yield f"In the debrief: {_text(option.recap)}"
    if option.ways:
        yield _ways("Goes to", option.ways)


def _margin(option: Option) -> Iterator[str]:
    if option.codes:
        codes = "; ".join(
            f"{_link(Ref(code.name, f'code-{code.id}'))} {_text(code.id)}"
            f"{', in part' if code.in_part else ''} ({code.stance})"
            for code in option.codes
        )
        yield f"**{codes}.** Weighs {_text(option.weight or '')}."
    elif option.coded:
        yield option.coded
    if option.because:
        yield _text(option.because)
    if option.client_side:
        yield f"**For the other side, perhaps:** {_text(option.client_side)}"
    yield from _notes(option.notes)


def _ways(intro: str, ways: Iterable[Way]) -> str:
    return f"{intro} {'; '.join(map(_way, ways))}."


def _way(way: Way) -> str:
    if way.condition:
        return f"{_link(way.target)} if {_sentence(way.condition)}"
    return f"otherwise {_link(way.target)}" if way.otherwise else _link(way.target)


def _feature(feature: KeyFeature) -> Iterator[str]:
    yield f"### {_text(feature.text)}"
    yield f"Met by {_links(feature.met_at)}." if feature.met_at else "No option meets it."
    for other in feature.alternative_of:
        yield f"Need not be met where this was: {_text(other)}"
    yield from _advice(feature.practise, feature.question)


def _pattern(pattern: Pattern) -> Iterator[str]:
    yield f"### {_text(pattern.id)}"
    if pattern.client:
        yield f"**The client:** {_text(pattern.client)}"
    for label, codes, refs in (
        ("With the client", pattern.therapy, pattern.therapy_at),
        ("In supervision", pattern.supervision, pattern.supervision_at),
    ):
        where = f" (on offer at {_links(refs)})" if refs else ""
        yield f"**{label}:** {'; '.join(map(_text, codes))}{where}"
    yield from _advice(pattern.practise, pattern.question)


def _advice(practise: str | None, question: str | None) -> Iterator[str]:
    if practise:
        yield f"**To practise:** {_text(practise)}"
    if question:
        yield f"**To ask in supervision:** {_text(question)}"


def _code(code: GlossaryCode) -> Iterator[str]:
    yield _anchor(f"code-{code.id}")
    yield f"### {_text(code.name)} ({_text(code.id)})"
    yield _text(code.definition)
    yield f"{code.stance}, weighs {_text(code.weight)}; at {_links(code.used_at)}."
    if code.near_miss:
        yield f"Not to be mistaken for it: {_text(code.near_miss)}"
