"""The preview as an author drives it."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from at_work import AtWork, Open, app_on

from ppsim.catalogue.settings import Settings, save
from ppsim.tui.preview.editor import NO_EDITOR
from ppsim.tui.widgets.key_line import keys_of

WIDE, SMALL = (120, 40), (80, 24)


async def into_the_hour(work: AtWork) -> None:
    """Through the hub, into the scene after it."""
    await work.press("1", "1")
    await work.at("the-hour")


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_a_fault_is_seen_at_its_line_and_mended_and_the_path_goes_on(
    preview: Open, size: tuple[int, int]
) -> None:
    async with preview(size) as work:
        await into_the_hour(work)
        path = work.screen.loop.path
        work.edit("next: the-question", "next: the-questoin")
        await work.until(lambda: bool(work.codes), "a finding")
        assert work.codes == ["PP300"]
        await work.press("f")
        line = 1 + work.path.read_text().splitlines().index("    next: the-questoin")
        await work.shows("error PP300", f"line {line}", "there is no scene", "Did you mean")
        await work.shows(f"{line} next: the-questoin", "^^^^^^^^^^^^")
        # the last text that loads can be played meanwhile
        await work.shows("the last text that loads is played")
        await work.press("s")
        assert work.scene == "the-hour"
        await work.press("u")
        await work.at("ten-to-nine")
        await work.press("1")
        await work.at("the-hour")
        work.edit("the-questoin", "the-question")
        await work.until(lambda: not work.codes, "no findings")
        await work.shows("nothing found" if size[0] > 100 else "Findings (0)")
        assert not work.screen.loop.stale
        assert work.screen.loop.lost is None
        assert work.screen.loop.path == path
        assert work.scene == "the-hour"


async def test_a_path_that_ends_says_where_and_why_and_is_taken_up_again(preview: Open) -> None:
    async with preview() as work:
        await into_the_hour(work)
        work.edit("- id: message", "- id: his-message")
        await work.until(lambda: work.screen.loop.lost is not None, "the path to end")
        await work.shows("Your path is kept for 1 of 2 steps.", "ten-to-nine/message")
        await work.shows("no option message any more")
        assert work.scene == "ten-to-nine"
        work.edit("- id: his-message", "- id: message")
        await work.at("the-hour")
        assert "Your path" not in work.text


@pytest.mark.parametrize("way", ["in place", "by rename", "same size, same time", "gone a while"])
async def test_a_save_is_seen_however_it_was_made(preview: Open, way: str) -> None:
    async with preview() as work:
        old, new = "Two cups are still", "Six cups are still"
        if way == "in place":
            work.edit(old, new)
        elif way == "by rename":
            work.edit_by_rename(old, new)
        elif way == "same size, same time":
            before = work.path.stat()
            work.edit(old, new)
            os.utime(work.path, ns=(before.st_atime_ns, before.st_mtime_ns))
        else:
            text = work.path.read_text()
            work.path.unlink()
            await work.until(lambda: work.codes == ["PP100"] or bool(work.codes), "it to be gone")
            await work.shows("cannot be opened")
            assert work.scene == "ten-to-nine"
            work.path.write_text(text.replace(old, new))
        await work.shows("Six cups")
        assert work.codes == []


async def test_its_rubric_is_watched_as_well(preview: Open, case: Path) -> None:
    from ppsim.catalogue.places import shipped_rubrics

    own = case.parent / "ppsim-core.yaml"
    text = (shipped_rubrics() / "ppsim-core.yaml").read_text()
    own.write_text(text)
    async with preview() as work:
        assert work.codes == []
        own.write_text(text.replace("FRA.STRETCH", "FRA.STRETCHED"))
        await work.until(lambda: bool(work.codes), "the codes to be unknown")
        own.write_text(text)
        await work.until(lambda: not work.codes, "them to be known again")


async def test_settings_weigh_the_findings_as_check_does(preview: Open, case: Path) -> None:
    (case.parent / "ppsim.toml").write_text('[severity]\nPP101 = "off"\n')
    async with preview() as work:
        settings = case.parent / "ppsim.toml"
        settings.write_text("[severity]\nPP101 = 3\n")
        await work.until(lambda: "PP000" in work.codes, "the settings to be refused")
        settings.write_text("")
        await work.until(lambda: not work.codes, "them to be mended")


async def test_what_is_behind_the_options_is_one_key_away(preview: Open) -> None:
    async with preview((120, 60)) as work:
        await work.press("3", "1")
        await work.at("the-hour")
        hidden = ("FRA.HOLD", "because:", "leads to:", "weight:")
        assert not any(word in work.text for word in hidden)
        await work.press("c")
        await work.shows("pressure 1  told false", "option: keep", "codes: FRA.HOLD", "weight: +1")
        await work.shows("meets: the-hour-is-kept", "for the client:", "leads to: the-question")
        await work.press("end")
        await work.shows("text-me, not on offer now", "if: pressure >= 3")
        number = len(work.screen.loop.path)
        await work.press("enter")  # which cannot be taken
        assert len(work.screen.loop.path) == number
        await work.press("c")
        assert not any(word in work.text for word in hidden)


async def test_a_jump_takes_values_within_their_bounds(preview: Open) -> None:
    async with preview() as work:
        await work.press("g")
        await work.shows("Jump into a scene", "pressure  2  (0 to 6)", "told      false")
        await work.press("right", "down", "9")
        await work.shows("the-hour", "pressure  6  (0 to 6; declared 2)")
        await work.press("right")
        await work.shows("pressure  6")
        await work.press("left", "down", "right")
        await work.shows("pressure  5", "told      true")
        await work.press("enter")
        await work.at("the-hour")
        play = work.screen.loop.play
        assert play is not None
        assert play.story.values(play.state) == {"pressure": 5, "told": True}
        await work.shows("You have already decided to be late")
        await work.press("r")
        await work.at("ten-to-nine")


async def test_the_map_is_walked_and_plays_to_a_scene_by_the_shortest_way(preview: Open) -> None:
    async with preview((80, 24), "map") as work:
        await work.shows("@ ten-to-nine", "100% of plays at random pass here.")
        await work.press("right", "right")
        assert work.screen.map_pane.at == "the-question"
        await work.shows("On the spine", "the-question (decision")
        await work.press("left", "down")
        assert work.screen.map_pane.at == "the-question"
        await work.press("enter")
        await work.at("the-question")
        assert work.screen.pane == "scene"
        assert work.screen.loop.start is None
        await work.press("m")
        await work.shows("@ the-question")


BECAUSE = "        because: All of it true; none of it is why you chose this case today.\n"
"""Left out, the case still loads, and there is a finding in ``idris``."""


async def test_findings_mark_their_scenes_on_the_map(preview: Open) -> None:
    async with preview() as work:
        work.edit(BECAUSE, "")
        await work.until(lambda: bool(work.codes), "a finding")
        assert not work.screen.loop.stale
        assert len(work.screen.loop.version.of_scenes["idris"]) == 1
        await work.shows("*k !1")


async def test_the_map_points_at_the_scene_of_the_finding_at_hand(preview: Open) -> None:
    async with preview() as work:
        work.edit(BECAUSE, "")
        work.edit("        because: It saves the sentence and adds a job to two evenings.\n", "")
        await work.until(lambda: len(work.codes) == 2, "two findings")
        assert work.screen.map_pane.at == "ten-to-nine"
        await work.press("f", "down")
        assert work.screen.map_pane.at == "idris"
        await work.press("up")
        assert work.screen.map_pane.at == "the-hour"


async def test_long_scenes_are_read_on_and_back(preview: Open) -> None:
    async with preview((80, 14)) as work:
        await work.shows("Ten to nine, before session six", "Space Read on")
        await work.press("space", "pagedown", "pagedown")
        await work.shows("You have time for one or two things.")
        assert "Ten to nine, before session six" not in work.text
        assert "Read on" not in work.text
        await work.press("pageup", "pageup")
        await work.shows("Ten to nine, before session six")


async def test_reasons_and_check_ins_are_gone_through(preview: Open) -> None:
    async with preview() as work:
        await into_the_hour(work)
        await work.press("1")
        await work.shows("What decided it?", "Rather not say.")
        await work.press("5")
        await work.at("the-question")
        await work.press("1")
        await work.at("idris")
        await work.shows("What do you notice?")
        await work.press("enter")
        await work.shows("You have one case and more time than was promised.")
        await work.press("u", "u")
        await work.at("the-question")


async def test_the_line_at_hand_is_opened_in_the_editor(
    preview: Open, case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with preview() as work:
        await work.press("e")
        await work.shows(NO_EDITOR[:40])
        monkeypatch.setenv("EDITOR", "no-such-editor-at-all")
        await work.press("e")
        await work.shows("can be opened from here")  # a test has no terminal to step aside from
        told = tmp_path / "told"
        program = tmp_path / "code"
        program.write_text(f'#!/bin/sh\nprintf "%s|" "$@" > "{told}"\n')
        program.chmod(0o755)
        monkeypatch.setenv("VISUAL", f'"{program}" --reuse-window "$HOME; touch x"')
        work.edit("next: the-question", "next: nowhere-at-all")
        await work.until(lambda: bool(work.codes), "a finding")
        await work.press("f", "e")
        await work.until(lambda: told.exists() and "|" in told.read_text(), "the editor")
        span = work.screen.loop.version.findings[0].span
        assert span is not None
        words = told.read_text().split("|")
        assert words == ["--reuse-window", "$HOME; touch x", "-g", f"{case}:{span.line}", ""]


async def test_a_file_that_does_not_load_is_no_end(preview: Open, case: Path) -> None:
    good = case.read_text()
    case.write_bytes(b"\xff\xfe nothing [")
    async with preview(loads=False) as work:
        await work.shows("This text cannot be played yet", "There is no map")
        await work.press("c", "u", "r", "g", "e", "1", "enter", "m", "enter", "right", "f", "enter")
        case.write_text(good)
        await work.at("ten-to-nine")
        await work.shows("@ ten-to-nine")


async def test_author_text_is_shown_as_it_is_written(preview: Open) -> None:
    odd = "[long pause] [/] [@click=app.quit]x[/] [b"
    async with preview((120, 60)) as work:
        work.edit("- Two cups are still on the sill from yesterday.", f"- '{odd}'")
        work.edit("ask: You have time for one or two things.", f"ask: '{odd} ask'")
        work.edit("do: Read the last page of your notes.", f"do: '{odd} do'")
        work.edit("id: keep", "id: '[x]'")
        await work.until(lambda: bool(work.codes), "a finding")
        work.edit("id: '[x]'", "id: keep")
        await work.shows("[long pause] [/]", f"{odd} ask", f"{odd} do")
        assert work.app.is_running


async def test_nothing_is_recorded(preview: Open, tmp_path: Path) -> None:
    async with preview() as work:
        await into_the_hour(work)
    assert not list(tmp_path.rglob("*.db"))


async def does_something(work: AtWork, key: str) -> None:
    before, loop = work.text, work.screen.loop
    await work.press(key)
    await work.until(lambda: work.text != before or work.screen.loop != loop, f"{key} to do it")


@pytest.mark.parametrize("pane", ["m", "s", "f"])
async def test_every_key_shown_does_something(preview: Open, pane: str) -> None:
    async with preview((80, 24)) as work:
        work.edit(BECAUSE, "")
        await work.until(lambda: bool(work.codes), "a finding")
        await into_the_hour(work)
        await work.press(pane)
        shown = [key.press for key in keys_of(work.screen) if key.press not in ("q", "e")]
        assert "tab" in shown
        for key in shown:
            loop = work.screen.loop
            await does_something(work, key)
            if len(work.app.screen_stack) > 1:
                await work.press("escape")
            if work.screen.loop is not loop:
                await work.press("r", "s")
                await into_the_hour(work)
            await work.press(pane)


Golden = Callable[[Path, str], None]


@pytest.mark.parametrize(
    ("pane", "size"), [("map", SMALL), ("scene", SMALL), ("findings", SMALL), ("scene", WIDE)]
)
async def test_screens(preview: Open, golden: Golden, size: tuple[int, int], pane: str) -> None:
    async with preview(size) as work:
        await into_the_hour(work)
        work.edit("next: the-question", "next: the-questoin")
        await work.until(lambda: bool(work.codes), "a finding")
        await work.press(pane[0])
        await work.shows("? Help")
        name = f"preview-{pane}-{size[0]}x{size[1]}.txt"
        golden(Path(__file__).parent / "goldens" / name, work.text)


async def test_screen_with_codes(preview: Open, golden: Golden) -> None:
    async with preview() as work:
        await into_the_hour(work)
        await work.press("c")
        await work.shows("leads to: the-question")
        golden(Path(__file__).parent / "goldens" / "preview-codes-120x40.txt", work.text)


async def test_many_saves_end_with_the_last(preview: Open) -> None:
    async with preview() as work:
        for number in range(40):
            text = work.path.read_text()
            old = "still" if number == 0 else f"cups {number - 1} are"
            new = f"cups {number} are"
            work.path.write_text(
                text.replace("cups are still", new) if number == 0 else text.replace(old, new)
            )
            await asyncio.sleep(0)
        await work.shows("cups 39 are")
        assert work.codes == []


async def test_a_fault_in_reading_a_text_is_a_finding_and_no_end(
    preview: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ppsim.report import preview_version

    async with preview() as work:
        with monkeypatch.context() as patched:

            def fails(*_: object) -> None:
                raise RecursionError("somebody's words")

            patched.setattr(preview_version, "check_file", fails)
            work.edit("Two cups", "Ten cups")
            await work.until(lambda: work.codes == ["PP000"], "the fault")
            await work.shows("RecursionError", "as last loaded")
            assert "somebody's words" not in work.text
        work.edit("Ten cups", "Six cups")
        await work.shows("Six cups", "nothing found")


async def test_before_the_file_is_read_nothing_is_said_of_it(case: Path, tmp_path: Path) -> None:
    app = app_on(case, tmp_path / "home")
    async with app.run_test(size=(80, 24)) as pilot:
        work = AtWork(pilot, case)
        seen = work.text
        assert "cannot be played" not in seen
        await work.shows("Two cups")


async def test_a_key_of_the_preview_can_be_changed(preview: Open, tmp_path: Path) -> None:
    save(Settings(keys={"preview.codes": "z"}), tmp_path / "home")
    async with preview() as work:
        await into_the_hour(work)
        assert ("z", "Codes") in {(key.shown, key.does) for key in keys_of(work.screen)}
        await work.press("z")
        await work.shows("leads to: the-question")
