"""A case as a proof: a document for a clinical reviewer who will never open YAML.

``proof`` reads a case once into the plain values of ``proof_model``; ``proof_markdown`` and
``proof_html`` only render them. Every scene, option and reason of the case stands in it once,
and wherever one leads to another, both say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ppsim.engine.story import Story
from ppsim.explore.routes import routes
from ppsim.explore.walk import Walk
from ppsim.format.case import Case, Variable
from ppsim.report.proof_model import (
    GlossaryCode,
    KeyFeature,
    Pattern,
    Proof,
    Ref,
    Scene,
)
from ppsim.report.proof_order import Names, reading_order
from ppsim.report.proof_scenes import Scenes
from ppsim.report.wording import listed, signed
from ppsim.words.briefing import SEATS, SETTINGS, introduced
from ppsim.words.counts import counted
from scoring.rubric import Rubric

PARALLELS = {
    "life": "Of lives: something in the client's life meets something in the therapist's.",
    "process": "Of process: what goes on with the client goes on again in supervision.",
}
KEYS = {
    "author-provisional": "The author's own; no panel has judged it yet.",
    "panel": "A panel has judged it.",
}


def proof(story: Story, rubric: Rubric, walked: Walk) -> Proof:
    """The whole case in a reading order.

    Args:
        story: the case, compiled.
        rubric: by which its codes are named and weighed.
        walked: the walk of the same story; where it was bounded, what every play meets and
            what none reaches is left unsaid, and the proof says that.
    """
    case = story.case
    spine = _spine(walked)
    names = Names(case, reading_order(case, spine))
    made = Scenes(story, rubric, names, spine, _unreached(walked)).all()
    remarks: tuple[str, ...] = ()
    if not walked.complete:
        remarks = (
            f"The case has more states than were looked at ({walked.budget:,}): what every play "
            "meets, and what no play reaches, is not marked here.",
        )
    return Proof(
        id=case.id,
        title=case.title,
        language=case.language,
        subtitle=f"{case.id}, version {case.version}: the whole case, for review",
        facts=_facts(case, rubric, made),
        cast=tuple(introduced(member, case.seat) for member in case.cast.values()),
        content_notes=case.content_notes,
        objectives=case.objectives,
        sources=case.sources,
        variables=tuple(_variable(names.variable(n), v) for n, v in case.variables.items()),
        scenes=tuple(scene for scene in made if scene.ending is None),
        endings=tuple(scene for scene in made if scene.ending is not None),
        key_features=_features(case, names),
        patterns=_patterns(case, names, rubric),
        codes=_glossary(case, names, rubric),
        remarks=remarks,
    )


def _spine(walked: Walk) -> frozenset[str]:
    if not walked.complete:
        return frozenset()
    return frozenset(s.scene for s in routes(walked.graph, walked.facts).spine)


def _unreached(walked: Walk) -> frozenset[str]:
    if not walked.complete:
        return frozenset()
    return frozenset(walked.story.case.scenes) - set(walked.witnesses.scenes)


def _facts(case: Case, rubric: Rubric, made: Iterable[Scene]) -> tuple[tuple[str, str], ...]:
    scenes = list(made)
    options = sum(len(scene.options) for scene in scenes)
    endings = sum(scene.ending is not None for scene in scenes)
    found = [
        ("Seat", SEATS[case.seat]),
        ("Parallel", PARALLELS[case.parallel]),
        ("Setting", SETTINGS.get(case.setting, "Nothing particular: outpatient work.")),
        ("Length", f"About {counted(case.minutes, 'minute')} to play"),
        ("Holds", f"{len(scenes)} scenes, {endings} of them endings; {options} options"),
        ("Themes", listed(case.themes)),
        ("Rubric", f"{rubric.title} ({rubric.id} {rubric.version})"),
        ("Key", KEYS[case.key_status]),
    ]
    return tuple((label, text) for label, text in found if text)


def _variable(name: str, variable: Variable) -> str:
    if variable.kind == "flag":
        return f"{name}: yes or no; at the start {'yes' if variable.start else 'no'}"
    if variable.kind == "number":
        return f"{name}: {variable.min} to {variable.max}; at the start {variable.start}"
    words = listed((f"\u201c{word}\u201d" for word in variable.words), "or")
    return f"{name}: {words}; at the start \u201c{variable.start}\u201d"


def _features(case: Case, names: Names) -> tuple[KeyFeature, ...]:
    met: dict[str, list[Ref]] = {feature: [] for feature in case.key_features}
    for scene_id in names.order:
        for choice in case.scenes[scene_id].choices:
            for feature in choice.meets:
                met[feature].append(names.option(scene_id, choice.id))
    return tuple(
        KeyFeature(
            text=feature.text,
            met_at=tuple(met[feature_id]),
            alternative_of=tuple(case.key_features[o].text for o in feature.alternative_of),
            practise=feature.practise,
            question=feature.question,
        )
        for feature_id, feature in case.key_features.items()
    )


def _used(case: Case, names: Names) -> Mapping[str, tuple[tuple[str | None, Ref], ...]]:
    """Code -> the phase and the option of each place where it stands, in reading order."""
    found: dict[str, list[tuple[str | None, Ref]]] = {}
    for scene_id in names.order:
        scene = case.scenes[scene_id]
        for choice in scene.choices:
            for coded in choice.codes or ():
                ref = names.option(scene_id, choice.id)
                found.setdefault(coded.code, []).append((scene.phase, ref))
    return {code: tuple(places) for code, places in found.items()}


def _patterns(case: Case, names: Names, rubric: Rubric) -> tuple[Pattern, ...]:
    used = _used(case, names)

    def at(codes: Iterable[str], phases: tuple[str, ...]) -> tuple[Ref, ...]:
        return tuple(
            dict.fromkeys(
                ref for code in codes for phase, ref in used.get(code, ()) if phase in phases
            )
        )

    def named(codes: Iterable[str]) -> tuple[str, ...]:
        return tuple(f"{rubric.codes[code].name} ({code})" for code in codes)

    return tuple(
        Pattern(
            id=pattern.id,
            client=pattern.client,
            therapy=named(pattern.therapy),
            therapy_at=at(pattern.therapy, ("therapy",)),
            supervision=named(pattern.supervision),
            supervision_at=at(pattern.supervision, ("supervision",)),
            practise=pattern.practise,
            question=pattern.question,
        )
        for pattern in case.patterns
    )


def _glossary(case: Case, names: Names, rubric: Rubric) -> tuple[GlossaryCode, ...]:
    used = _used(case, names)
    return tuple(
        GlossaryCode(
            id=code.id,
            name=code.name,
            stance=code.stance,
            weight=signed(code.weight),
            definition=code.definition,
            near_miss=code.near_miss,
            used_at=tuple(ref for _, ref in used[code.id]),
        )
        for code in rubric.codes.values()
        if code.id in used
    )
