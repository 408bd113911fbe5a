"""The parts of the preview that draw nothing: saves, editors, excerpts, jumps, the map's rows."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from at_work import TOMASZ
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from ppsim.authoring.margin import in_words, margins
from ppsim.cli.commands.check import findings as check_findings
from ppsim.engine.story import compile_case
from ppsim.explore.atlas import draw
from ppsim.explore.walk import walk
from ppsim.format.diagnostics import Diagnostic, Span
from ppsim.report.checked import check_file
from ppsim.report.preview_version import map_of, unreadable, version_of
from ppsim.tui.preview.editor import NoEditor, editor_for
from ppsim.tui.preview.findings import counted, excerpt
from ppsim.tui.preview.jump import Jump
from ppsim.tui.preview.map import about
from ppsim.tui.preview.saves import Saves
from ppsim.tui.widgets.map_row import MapRow, bar

CASES = Path(__file__).parent.parent / "cases"
FILES = sorted(path for path in CASES.rglob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_what_is_found_is_what_check_finds(path: Path) -> None:
    saved = version_of(path, path.read_bytes())
    assert saved.version.findings == check_findings(path)
    assert (saved.version.story is None) == (check_file(path).read.case.value is None)


def test_a_file_that_is_gone_is_said_as_check_says_it(tmp_path: Path) -> None:
    path = tmp_path / "gone.yaml"
    assert unreadable(path).version.findings == check_findings(path)


def test_findings_belong_to_the_scene_that_their_line_stands_in() -> None:
    text = TOMASZ.read_text().replace("next: the-question", "next: nowhere") + "surces: []\n"
    version = version_of(TOMASZ, text.encode()).version
    lines = text.splitlines()
    for scene, line in version.scene_lines.items():
        assert lines[line - 1] == f"  {scene}:"
    assert {f.code for f in version.findings} == {"PP300", "PP110"}
    of_scenes = {scene: [f.code for f in found] for scene, found in version.of_scenes.items()}
    assert of_scenes == {"the-hour": ["PP300"]}  # what stands below all scenes is in none
    assert map_of(version) is None


# ---- saves


def test_a_save_is_told_once(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("one")
    saves = Saves(path)
    assert saves.look() == (b"one",)
    assert saves.look() is None
    path.write_text("two")
    assert saves.look() == (b"two",)
    path.write_text("two")
    assert saves.look() is None


def test_a_file_is_gone_or_empty_only_when_it_is_so_twice(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("one")
    saves = Saves(path)
    saves.look()
    for meanwhile in (path.unlink, lambda: path.write_text("")):
        meanwhile()
        assert saves.look() is None
        path.write_text("one")
        assert saves.look() is None  # it is as it was
    path.unlink()
    assert (saves.look(), saves.look(), saves.look()) == (None, (None,), None)
    path.write_text("")
    assert (saves.look(), saves.look()) == (None, (b"",))


@given(st.lists(st.sampled_from([b"", b"a", b"b", b"ccc", None]), max_size=12))
def test_whatever_is_saved_the_last_text_is_told(saved: list[bytes | None]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.yaml"
        path.write_bytes(b"start")
        saves = Saves(path)
        told = [saves.look()]
        for data in saved:
            if data is None:
                path.unlink(missing_ok=True)
            else:
                path.write_bytes(data)
                os.utime(path, ns=(0, 0))  # a clock that does not move
            told.append(saves.look())
        told += [saves.look(), saves.look()]
        last = next(seen for seen in reversed(told) if seen is not None)
        assert last == ((path.read_bytes() if path.exists() else None),)


def test_files_beside_it_count_as_saves_too(tmp_path: Path) -> None:
    path, rubric = tmp_path / "case.yaml", tmp_path / "rubric.yaml"
    path.write_text("one")
    rubric.write_text("r")
    os.utime(rubric, ns=(0, 0))
    saves = Saves(path)
    saves.look()
    saves.watch_beside([rubric], time.time_ns())
    assert saves.look() is None
    rubric.write_text("s")
    assert saves.look() == (b"one",)
    assert saves.look() is None
    rubric.unlink()
    assert saves.look() == (b"one",)


# ---- editors


@pytest.mark.parametrize(
    ("given", "command", "own_window"),
    [
        ("vim", ("vim", "+7", "a b.yaml"), False),
        ("/usr/bin/nano -w", ("/usr/bin/nano", "-w", "+7", "a b.yaml"), False),
        ("emacs -nw", ("emacs", "-nw", "+7", "a b.yaml"), False),
        ("code --wait", ("code", "--wait", "-g", "a b.yaml:7"), True),
        ("'/opt/my tools/codium'", ("/opt/my tools/codium", "-g", "a b.yaml:7"), True),
        ("hx", ("hx", "a b.yaml:7"), False),
        ("zed", ("zed", "a b.yaml:7"), True),
        ("kate", ("kate", "--line", "7", "a b.yaml"), True),
        ("open", ("open", "a b.yaml"), True),
        ("vi; rm -rf x", ("vi;", "rm", "-rf", "x", "+7", "a b.yaml"), False),
    ],
)
def test_the_line_is_told_as_each_editor_takes_it(
    given: str, command: tuple[str, ...], own_window: bool
) -> None:
    for environ in ({"EDITOR": given}, {"VISUAL": given, "EDITOR": "other"}):
        editor = editor_for(environ, Path("a b.yaml"), 7)
        assert editor.command == command
        assert editor.own_window == own_window
    assert editor_for({"EDITOR": given}, Path("x"), None).command[-1] == "x"


@pytest.mark.parametrize("environ", [{}, {"EDITOR": ""}, {"EDITOR": "  "}, {"VISUAL": "'vim"}])
def test_without_an_editor_a_clear_word(environ: dict[str, str]) -> None:
    with pytest.raises(NoEditor, match="VISUAL"):
        editor_for(environ, Path("x"), 1)


# ---- excerpts

words = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\n\r"))


@given(words, words.filter(bool), words, st.integers(12, 100))
def test_an_excerpt_fits_and_its_carets_stand_under_what_is_marked(
    before: str, marked: str, after: str, width: int
) -> None:
    column = len(before) + 1
    span = Span(3, column, 3, column + len(marked))
    rows = excerpt(Diagnostic("PP1", "error", "x", None, "f", span, before + marked + after), width)
    assert rows is not None
    line, carets = rows
    assert cell_len(line) <= width
    assert len(carets) <= width
    assert set(carets.strip()) == {"^"}
    assert line.startswith("3 ")
    assert "\x1b" not in line


def test_an_excerpt_keeps_what_is_marked_in_view() -> None:
    line = f"      - client: {'word ' * 30}slip {'word ' * 10}"
    at = line.index("slip") + 1
    rows = excerpt(Diagnostic("P", "error", "", None, "f", Span(9, at, 9, at + 4), line), 30)
    assert rows is not None
    start = rows[1].index("^")
    assert rows[0][start : start + 4] == "slip"
    assert excerpt(Diagnostic("P", "error", "", None, "f", None, None), 30) is None


def test_findings_are_counted_in_words() -> None:
    def one(severity: str) -> Diagnostic:
        return Diagnostic("P", severity, "", None, "f", None, None)  # type: ignore[arg-type]

    assert counted([]) == "nothing found"
    assert counted([one("note"), one("error"), one("error")]) == "2 errors, 1 note"


# ---- jumps


def test_a_jump_keeps_within_what_is_declared() -> None:
    case = check_file(TOMASZ).read.case.value
    assert case is not None
    jump = Jump.into(case, "idris", {"pressure": 6})
    scene, pressure, told = jump.settings
    assert pressure.step(1).held == 6
    assert pressure.step(-1).held == 5
    assert pressure.typed(99).held == 6
    assert pressure.typed(-1).held == 0
    assert told.step(1).held is True
    assert told.step(1).step(1).held is False
    assert scene.step(1).step(-1) == scene
    assert scene.values[-1] == list(case.scenes)[-1]
    assert jump.start.values == {"pressure": 6}
    assert jump.with_setting(1, pressure.typed(2)).start.values == {}
    story = compile_case(case)
    state = story.state_at(jump.start.scene, jump.start.values)
    assert story.values(state) == {"pressure": 6, "told": False}


# ---- what stands behind options


def test_margins_say_what_is_on_offer_what_it_weighs_and_where_it_leads() -> None:
    read = check_file(TOMASZ).read
    case, rubric = read.case.value, read.rubric and read.rubric.value
    assert case is not None
    story = compile_case(case)
    low = {m.choice.id: m for m in margins(story, rubric, story.state_at("the-hour"))}
    assert list(low) == ["run-on", "keep", "ask", "text-me"]
    assert not low["text-me"].on_offer
    assert low["text-me"].leads_to is None
    assert dict(in_words(low["text-me"], rubric))["if"] == "pressure >= 3"
    ask = low["ask"].weight
    assert ask is not None
    assert (ask.overall, ask.by_dimension) == (0.5, {"ATT": 1.0, "FRA": -0.5})
    assert low["run-on"].changes == (("pressure", 2, 3),)
    high = margins(story, rubric, story.state_at("the-hour", {"pressure": 3}))
    assert all(m.on_offer and m.leads_to == "the-question" for m in high)
    hub = margins(story, rubric, story.state_at("ten-to-nine"))
    assert all(m.weight is None for m in hub)


# ---- the map


@given(
    st.from_regex(r"[a-z][a-z0-9-]{0,40}", fullmatch=True),
    st.none() | st.floats(0, 1),
    st.integers(0, 12),
    st.sampled_from(["", "*", "*k !12"]),
    st.sampled_from(["", "held", "stopped_for_safety"]),
    words,
    st.integers(40, 160),
)
def test_a_row_of_the_map_is_as_wide_as_there_is_room(
    scene: str, chance: float | None, depth: int, marks: str, ending: str, said: str, width: int
) -> None:
    row = MapRow(scene, chance, depth, marks, ending, said, here=True).row(width)
    assert row.cell_length == width
    assert "@" in row.plain
    assert row.plain.endswith(marks)


def test_bars_are_as_wide_as_a_scene_is_likely() -> None:
    assert bar(1.0) == "━━━━━"
    assert bar(0.2) == "━    "
    assert bar(0.21) == "━━   "
    assert bar(1e-9) == "━    "
    assert bar(0.0) == "never"
    assert bar(None).strip() == "?"


def test_a_map_that_was_not_walked_to_the_end_proves_nothing() -> None:
    read = check_file(TOMASZ).read
    assert read.case.value is not None
    assert read.rubric is not None
    assert read.rubric.value is not None
    story = compile_case(read.case.value)
    bounded = draw(walk(story, read.rubric.value, budget=3))
    version = version_of(TOMASZ, TOMASZ.read_bytes()).version
    told = about(bounded, "on-the-hour", version)
    assert told[0] == "on-the-hour (ending: held)"
    assert told[1] == "The walk did not come here."
    assert not any("spine" in line for line in told)
    drawn = map_of(version)
    assert drawn is not None
    assert "49% of plays at random pass here." in about(drawn.atlas, "on-the-hour", version)
