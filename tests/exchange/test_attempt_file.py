"""An attempt as a file: nothing private in it, and nothing believed of it."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from handing_parts import MARKER, handed, play_out
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from privileges import permissions_hold

from ppsim.exchange.arguments import arguments
from ppsim.exchange.attempt_file import files_in, read, render
from ppsim.exchange.attempt_model import checked, schema
from ppsim.exchange.hostile_json import MAX_BYTES, BadFile, parse_json
from ppsim.exchange.reading import SetAside, read_files
from ppsim.store.failures import JournalError
from ppsim.store.handed_in import hand_in
from ppsim.store.journal import Journal
from ppsim.store.material import Material
from ppsim.store.replaying import DoesNotReplay, Replayer, nowhere
from ppsim.store.taking_in import take_in


@pytest.fixture
def file(journal: Journal, tomasz: Material) -> dict[str, Any]:
    attempt = play_out(journal, tomasz, seed=4, rehearse=True)
    data: dict[str, Any] = json.loads(render(handed(journal, attempt)))
    return data


def written(tmp_path: Path, data: Any) -> Path:
    path = tmp_path / "handed.ppsim.json"
    path.write_text(json.dumps(data), "utf-8")
    return path


def test_a_file_replays_and_is_written_again_to_the_byte(
    tmp_path: Path, file: dict[str, Any], tomasz: Material
) -> None:
    jsonschema.Draft202012Validator(schema()).validate(file)
    text = json.dumps(file, indent=2, ensure_ascii=False) + "\n"
    replayed = Replayer()(read(written(tmp_path, file)))
    assert replayed.play.ended
    assert replayed.handed.state == "finished"
    assert render(replayed.handed) == text
    assert "retake" not in {event["kind"] for event in file["events"]}


def test_nothing_private_is_in_a_file_unless_it_was_picked_out(
    journal: Journal, tomasz: Material
) -> None:
    attempt = play_out(journal, tomasz, seed=4)
    assert MARKER not in render(handed(journal, attempt))
    notices = [e for e in journal.own_events(attempt.id) if e["kind"] == "notice"]
    assert any(e["feelings"] or e["pulls"] for e in notices)
    sent = [e for e in handed(journal, attempt).events if e["kind"] == "notice"]
    assert [(e["feelings"], e["pulls"]) for e in sent] == [({}, [])] * len(notices)

    note = next(p for p in journal.annex(attempt.id) if p.kind == "note")
    with_note = json.loads(render(handed(journal, attempt, picked=(note.id,))))
    assert [p["words"] for p in with_note["picked"]] == [note.words]
    check_in = next(p for p in journal.annex(attempt.id) if p.kind == "check-in")
    with pytest.raises(JournalError, match="no note"):
        handed(journal, attempt, picked=(check_in.id,))


def test_answers_written_into_a_file_by_hand_go_no_further(
    tmp_path: Path, file: dict[str, Any]
) -> None:
    for event in file["events"]:
        if event["kind"] == "notice":
            event["pulls"] = [MARKER]
    assert MARKER not in render(read(written(tmp_path, file)))


def test_a_report_in_a_file_and_a_state_that_is_not_true_are_not_believed(
    tmp_path: Path, file: dict[str, Any]
) -> None:
    with pytest.raises(BadFile, match="report: there is no such key"):
        read(written(tmp_path, {**file, "report": {"reflective": 99}}))
    half = {**file, "events": file["events"][:2], "state": "finished"}
    assert Replayer()(read(written(tmp_path, half))).handed.state == "open"


def test_without_texts_it_replays_only_where_they_are_known(
    tmp_path: Path, journal: Journal, tomasz: Material
) -> None:
    attempt = play_out(journal, tomasz, seed=4)
    slim = render(handed(journal, attempt), texts=False)
    path = tmp_path / "slim.ppsim.json"
    path.write_text(slim, "utf-8")
    with pytest.raises(DoesNotReplay, match="nor known here"):
        Replayer()(read(path))
    known = {"case": tomasz.case_text.source, "rubric": tomasz.rubric_text.source}
    assert Replayer(lambda text: known[text.kind])(read(path)).handed.case == tomasz.case_text


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda d: d["events"][0].update(choice="flee", kind="choose"), "event 0"),
        (lambda d: d["case"].update(source=d["case"]["source"] + "\nx: ["), "has errors"),
        (
            lambda d: d["case"].update(source=d["case"]["source"].replace("Two cups", "Six cups")),
            "is not the one it was played on",
        ),
        (lambda d: d["rubric"].update(hash="0" * 64), "is not the one it was played on"),
        (lambda d: d["case"].pop("source"), "nor known here"),
    ],
)
def test_what_does_not_replay_is_refused_with_the_reason(
    tmp_path: Path, file: dict[str, Any], change: Any, says: str
) -> None:
    change(file)
    with pytest.raises(DoesNotReplay, match=says):
        Replayer()(read(written(tmp_path, file)))


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "not JSON"),
        (b"\xff\xfe{}", "not UTF-8"),
        (b"[" * 100_000, "deep"),
        (b'{"a": ' * 50_000 + b"1" + b"}" * 50_000, "deep"),
        (b" " * (MAX_BYTES + 1), "larger"),
        (b'{"ppsim_attempt": NaN}', "NaN is no number"),
        (b'{"ppsim_attempt": 1, "ppsim_attempt": 1}', "twice"),
        (b'{"ppsim_attempt": ' + b"9" * 5000 + b"}", "too long"),
        (b'{"ppsim_attempt": "\\ud800"}', "no text holds"),
        (b'{"ppsim_attempt": "a\\u0000b"}', "no text holds"),
        (b"[]", "no attempt of ppsim"),
        (b'{"ppsim_attempt": 2}', "newer ppsim"),
        (b'{"ppsim_attempt": 1}', "id: it is missing"),
    ],
)
def test_a_hostile_file_gets_one_clear_sentence(raw: bytes, says: str) -> None:
    with pytest.raises(BadFile, match=says):
        checked(parse_json(raw))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("id", "../../etc/passwd"),
        ("person", "../up"),
        ("person", "a" * 41),
        ("cohort", "../up"),
        ("cohort", "a\n"),
        ("seed", -1),
        ("seed", 1.0),
        ("seed", True),
        ("seed", 2**63),
        ("mode", "exam"),
        ("state", None),
        ("started_at", "yesterday"),
        ("started_at", "2026-03-02T10:00:00"),
        ("events", {}),
        ("events", [[]]),
        ("events", [{"kind": "choose", "scene": "x", "choice": "y"}]),
        ("events", [{"kind": "go", "scene": "x", "at": "2026-03-02T10:00:00Z", "secret": 1}]),
        ("picked", [{"kind": "check-in", "event": 0, "words": "x"}]),
        ("picked", [{"kind": "note", "event": -1, "words": "x"}]),
    ],
)
def test_a_wrong_value_is_named_with_its_place(file: dict[str, Any], key: str, value: Any) -> None:
    with pytest.raises(BadFile, match=key):
        checked({**file, key: value})


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_changed_in_a_file_it_is_taken_or_refused_in_words(
    file: dict[str, Any], data: st.DataObject
) -> None:
    raw = bytearray(json.dumps({**file, "case": {**file["case"], "source": None}}).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    with suppress(BadFile):
        part = checked(parse_json(bytes(raw)))
        assert checked(json.loads(part.model_dump_json())) == part


def test_taking_in_is_the_same_once_and_twice_and_goes_on_where_more_comes(
    tmp_path: Path, journal: Journal, tomasz: Material
) -> None:
    attempt = play_out(journal, tomasz, seed=4, rehearse=True)
    replayer = Replayer()
    first = replayer(handed(journal, attempt, ""))
    whole = replayer(
        hand_in(journal, attempt, cohort="", person="abc", consent=None, rehearsal=True)
    )
    assert take_in(journal, first, "somebody") == "known"
    with Journal(tmp_path / "other" / "attempts.db") as other:
        assert take_in(other, first, "Wren") == "new"
        assert take_in(other, first, "Wren") == "known"
        assert take_in(other, whole, "Wren") == "longer"
        assert take_in(other, first, "Wren") == "known"
        assert other.events(attempt.id) == journal.events(attempt.id)
        (there,) = other.attempts(profile="Wren")
        assert (there.state, there.seed, there.id) == ("finished", 4, attempt.id)

        stranger = replayer(handed(journal, play_out(journal, tomasz, seed=5), ""))
        object.__setattr__(stranger.handed, "id", attempt.id)
        with pytest.raises(JournalError, match="another attempt under the id"):
            take_in(other, stranger, "Wren")
        assert other.events(attempt.id) == journal.events(attempt.id)


def test_arguments_are_listed_by_option_and_without_whose_they_are(
    journal: Journal, tomasz: Material
) -> None:
    attempt = play_out(journal, tomasz, seed=4)
    argument = next(p for p in journal.annex(attempt.id) if p.kind == "argument")
    replayer = Replayer()
    assert arguments([replayer(handed(journal, attempt))]) == ()
    (argued,) = arguments([replayer(handed(journal, attempt, picked=(argument.id,)))])
    event = journal.events(attempt.id)[argument.event]
    assert (argued.scene, argued.choice, argued.words) == (
        event["scene"],
        event["choice"],
        argument.words,
    )


def test_one_attempt_in_two_cohorts_cannot_be_put_together(
    journal: Journal, tomasz: Material
) -> None:
    attempt = play_out(journal, tomasz, seed=4)
    autumn, spring = (handed(journal, attempt, cohort) for cohort in ("autumn", "spring"))
    assert len({attempt.id, autumn.id, spring.id}) == 3
    assert autumn.person != spring.person
    assert handed(journal, attempt, "autumn") == autumn
    assert attempt.id not in render(autumn)


def test_a_folder_gives_its_attempt_files_and_no_others(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("z.ppsim.json", "b/a.ppsim.json", "report.json"):
        (tmp_path / name).write_text("{}")
    assert [p.name for p in files_in(tmp_path)] == ["a.ppsim.json", "z.ppsim.json"]


def test_a_folder_that_cannot_be_looked_into_is_told_and_the_others_are_read(
    tmp_path: Path,
) -> None:
    for folder in ("closed", "open"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.ppsim.json").write_text("{}", "utf-8")
    closed = tmp_path / "closed"
    closed.chmod(0)
    try:
        with permissions_hold():
            found = [*read_files([tmp_path], Replayer(nowhere))]
    finally:
        closed.chmod(0o700)
    reasons = {each.path.name: each.reason for each in found if isinstance(each, SetAside)}
    assert reasons["closed"] == "it cannot be looked into: Permission denied"
    assert set(reasons) == {"closed", "a.ppsim.json"}
