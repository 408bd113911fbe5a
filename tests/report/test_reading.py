"""A decision opened: every option with its key, where it leads, and the trainee's own words."""

from __future__ import annotations

from scripted import SCRIPTS, case_material, play_out, read_script

from ppsim.engine.play import Play
from ppsim.report import closely, text
from ppsim.report.reading import Reading, page, read
from ppsim.store.material import Material
from ppsim.store.records import Private

TALLY = next(path for path in SCRIPTS if (path.parent.name, path.stem) == ("tomasz", "tally"))


def played() -> tuple[Material, Play]:
    script = read_script(TALLY)
    return case_material(script.data["case"]), play_out(script)


def private(kind: str, event: int, words: str) -> Private:
    return Private(1, kind, event, words, "2026-01-05T09:30:00+00:00")  # type: ignore[arg-type]


def flat(material: Material, reading: Reading, index: int) -> str:
    """The opened decision as running text."""
    return " ".join(text.render(closely.page(reading, index, material.case)).split())


def test_every_option_of_every_decision_is_there_with_its_key() -> None:
    material, play = played()
    reading = read(material, play)
    assert len(reading.beside) == len(reading.debrief.decisions) > 1
    for index, note in enumerate(reading.debrief.decisions):
        said = flat(material, reading, index)
        assert said.count("Where it led:") == 1
        assert said.count("Where it would have led:") == len(note.options) - 1
        for option in note.options:
            wanted = [option.words, option.because, option.client_side]
            for code in option.codes:
                wanted += [code.name, code.definition, code.near_miss]
            for words in filter(None, wanted):
                assert " ".join(words.split()) in said


def test_where_an_option_led_names_what_it_closed() -> None:
    material, play = played()
    reading = read(material, play)
    note, beside = reading.debrief.decisions[0], reading.beside[0]
    by_words = {
        o.id: closely.led(beside.ways[o.id], beside.met, material.case) for o in note.options
    }
    lost = "No longer possible: the end of the hour is spoken about rather than moved."
    assert lost in by_words["run-on"]
    assert "No longer possible" not in by_words["keep"]
    last = reading.beside[-1]
    curated = closely.led(last.ways["tally"], last.met, material.case)
    assert curated == "There it ends: it stays unspoken."


def test_beside_what_was_chosen_only_what_differs_is_told() -> None:
    material, play = played()
    reading = read(material, play)
    note, beside = reading.debrief.decisions[0], reading.beside[0]
    yours = beside.ways[note.chosen.id]
    assert note.chosen.id == "run-on"
    said = closely.led_beside(beside.ways["keep"], yours, beside.met, material.case)
    assert "It would have met: the end of the hour is spoken about rather than moved." in said
    assert "possible" not in said
    assert said.endswith("All else that lies open is as after what you chose.")
    same = closely.led_beside(yours, yours, beside.met, material.case)
    assert same.splitlines()[-1] == "What lies open from there is as after what you chose."
    whole = closely.led(yours, beside.met, material.case).splitlines()
    assert not set(same.splitlines()) & set(whole[1:])


def test_the_event_of_a_decision_is_the_one_to_take_again() -> None:
    _, play = played()
    material = case_material("tomasz")
    reading = read(material, play)
    points = {point.scene.id: point.event for point in play.decision_points}
    assert {
        note.scene: beside.event
        for note, beside in zip(reading.debrief.decisions, reading.beside, strict=True)
    } == points


def test_own_words_stand_beside_what_was_picked_and_only_there() -> None:
    material, play = played()
    bare = read(material, play)
    event = bare.beside[1].event
    reading = bare.with_annex(
        [
            private("reply", event, "I would have asked [him] back."),
            private("argument", event, "He asked me straight."),
            private("note", event, "My own note."),
        ]
    )
    assert [p.words for p in reading.replies(1)] == ["I would have asked [him] back."]
    assert reading.replies(0) == () == reading.arguments(0)
    said = flat(material, reading, 1)
    assert "Before the options came, you wrote: I would have asked [him] back." in said
    assert "You argued on 2026-01-05: He asked me straight." in said
    assert "He asked me straight." not in flat(material, reading, 0)
    ids = [section.id for section in page(reading).sections]
    assert ids.index("composed") < ids.index("arguments") < ids.index("limits")
    assert not {"composed", "arguments"} & {section.id for section in page(bare).sections}
