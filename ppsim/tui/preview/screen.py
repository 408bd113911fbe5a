"""The author's loop on one screen: it shows what the loop says, and hands it what is pressed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widgets import OptionList, Static

from ppsim.authoring.loop import Loop, Version
from ppsim.authoring.replaying import Start
from ppsim.engine.play import Refused
from ppsim.explore.witness import Path as Way
from ppsim.report.preview_version import Mapped
from ppsim.tui.literal import Part, parts
from ppsim.tui.preview.editor import NoEditor, editor_for
from ppsim.tui.preview.findings import FindingsPane, counted
from ppsim.tui.preview.map import MapPane
from ppsim.tui.preview.opening import open_in
from ppsim.tui.preview.pane import Pane
from ppsim.tui.preview.scene import NUMBERED, ScenePane
from ppsim.tui.preview.watching import WatchingScreen

PaneName = Literal["map", "scene", "findings"]
PANES: tuple[PaneName, ...] = ("map", "scene", "findings")
WIDE = 110
"""Columns from which on the panes stand side by side."""
SLOW = 0.25
"""Seconds after which it is said that a text is still being checked."""


class PreviewScreen(WatchingScreen):
    """The map, the scene in play, the findings."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-normal"), (WIDE, "-wide")]
    NAME = "Preview"
    GUIDE = (
        "Write in your own editor and save: the text is checked, and the path you have played is "
        "played again on it. On the map, the longer the bar the likelier a play at random passes; "
        "@ is where you are, * a decision that every play meets, k a scene with key features, "
        "! findings, x a scene that some plays cannot leave for any ending. Nothing is recorded."
    )
    BINDINGS = [
        Binding("space", "read(1)", "Read on", key_display="Space", id="preview.on"),
        Binding("tab", "pane(1)", "Next pane", id="preview.pane"),
        Binding("shift+tab", "pane(-1)", "Pane before", id="preview.pane-back", show=False),
        Binding("u", "back", "Undo", id="preview.undo"),
        Binding("c", "behind", "Codes", id="preview.codes"),
        Binding("e", "edit", "Editor", id="preview.edit"),
        Binding("g", "jump", "Jump", id="preview.jump"),
        Binding("r", "restart", "Restart", id="preview.restart"),
        Binding("m", "to('map')", "Map", id="preview.map", show=False),
        Binding("s", "to('scene')", "Scene", id="preview.scene", show=False),
        Binding("f", "to('findings')", "Findings", id="preview.findings", show=False),
        Binding("q", "app.quit", "Quit", id="preview.quit"),
        *(
            Binding(str(n), f"pick({n - 1})", f"Choose {n}", id=f"preview.{n}", show=False)
            for n in range(1, NUMBERED + 1)
        ),
    ]

    map_pane = getters.query_one(MapPane)
    scene_pane = getters.query_one(ScenePane)
    findings_pane = getters.query_one(FindingsPane)

    def __init__(self, path: Path, *, seed: int = 1, at: PaneName = "scene") -> None:
        super().__init__(path, classes=f"-at-{at}")
        self.loop = Loop(seed)
        self.pane: PaneName = at
        self._behind = False
        self._map: Mapped | None = None
        self._checking = 0
        self._checked = 0

    # ---- what is shown

    def body(self) -> ComposeResult:
        """Three panes; the line of tabs is there where only one of them is."""
        yield Static(id="tabs")
        with Horizontal(id="panes"):
            yield MapPane()
            yield ScenePane()
            yield FindingsPane()

    def on_mount(self) -> None:
        """Begin to watch the file."""
        self._show()
        self._focus()
        self.watch_file()

    def _show(self) -> None:
        """Show the loop as it is."""
        self._show_scene()
        if self._checked:
            self.findings_pane.show(self.loop.version.findings, self.loop.version.file)
            self._show_map()
        self._show_heads()

    def _show_scene(self) -> None:
        good = self.loop.good
        rubric = good.rubric if good is not None else None
        reading = not self._checked
        self.scene_pane.show(self.loop.play, rubric, behind=self._behind, reading=reading)
        self.say(told(self.loop))

    def _show_map(self) -> None:
        atlas = self._map.atlas if self._map is not None else None
        self.map_pane.show(atlas, self.loop.version, self.loop.here)

    def _show_heads(self) -> None:
        loop = self.loop
        found = counted(loop.version.findings)
        if self._checked < self._checking or not self._checked:
            found = "checking"
        stale = loop.stale and loop.good is not None
        name = self.path.name
        self.top.say(name, f"the last text that loads is played; {found}" if stale else found)
        self.scene_pane.head(" as last loaded" if stale else "")
        self.findings_pane.head(f": {found}")
        self.map_pane.head(" as last loaded" if stale else "")
        pieces: list[Part] = []
        for pane in PANES:
            count = len(loop.version.findings)
            words = f"{pane.capitalize()} ({count})" if pane == "findings" else pane.capitalize()
            look = "bold reverse" if pane == self.pane else ""
            pieces += [(f" {words} ", look), "  "]
        self.query_one("#tabs", Static).update(parts(*pieces))

    # ---- what is saved

    def noticed(self, number: int) -> None:
        """Say that a save is being checked, if it takes long."""
        self._checking = number
        self.set_timer(SLOW, self._show_heads)

    def checked(self, number: int, version: Version) -> None:
        """Play the path again, and show what was found."""
        self._checked = number
        self.loop = self.loop.saved(version)
        self._show()
        self.refresh_bindings()

    def mapped(self, version: Version, drawn: Mapped | None) -> None:
        """Show the map, unless its text is no longer the one that is played."""
        if version is self.loop.good:
            self._map = drawn
            self._show_map()

    # ---- what is pressed

    def on_findings_pane_at_hand(self, message: FindingsPane.AtHand) -> None:
        """Point at its scene on the map."""
        for scene, found in self.loop.version.of_scenes.items():
            if message.finding in found:
                self.map_pane.go_to(scene)

    def _play_on(self, loop: Loop) -> None:
        self.loop = loop
        self._show_scene()
        self._show_map()
        self.refresh_bindings()

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        """Take the way, go to the scene, or open the finding at hand."""
        message.stop()
        if message.option_list is self.scene_pane.keys:
            self.action_pick(message.option_index)
        elif message.option_list is self.map_pane.keys:
            scene = self.map_pane.at
            if scene is not None and self._map is not None:
                self._find_way(scene, self._map)
        else:
            self.action_edit()

    def action_pick(self, index: int) -> None:
        """Take a way on."""
        event = self.scene_pane.event(index)
        if event is None:
            return
        try:
            self._play_on(self.loop.apply(event))
        except Refused as refused:  # a save came between what was shown and what was pressed
            self.say(f"That is no longer possible: {refused}.")

    @work(thread=True, group="way", exclusive=True)
    def _find_way(self, scene: str, drawn: Mapped) -> None:
        self.app.call_from_thread(self._follow, scene, drawn, drawn.way(scene))

    def _follow(self, scene: str, drawn: Mapped, way: Way | None) -> None:
        if drawn is not self._map:  # another text was saved meanwhile
            return
        if way is None:
            self.say(f"No play comes to {scene}. Jump there with g, variables set by hand.")
            return
        self._play_on(self.loop.follow(way))
        self.action_to("scene")

    def action_back(self) -> None:
        """One answer back, or to the path that was left."""
        self._play_on(self.loop.back())
        self._bring_into_view("map")

    def action_restart(self) -> None:
        """From the start."""
        self._play_on(self.loop.restart())
        self._bring_into_view("map")

    def action_behind(self) -> None:
        """Show what stands behind the options, or no longer."""
        self._behind = not self._behind or not self._seen()
        self.scene_pane.set_class(self._behind, "-behind")
        self._show_scene()
        self._bring_into_view()

    def _seen(self, *also: PaneName) -> bool:
        """Whether the scene can be seen, or one of the panes that ``also`` show what was done."""
        return self.has_class("-wide") or self.pane in ("scene", *also)

    def _bring_into_view(self, *also: PaneName) -> None:
        """Go to the scene where nothing could be seen of what was done."""
        if not self._seen(*also):
            self.action_to("scene")

    def action_jump(self) -> None:
        """Into a scene, variables set by hand."""
        from ppsim.tui.preview.jump import Jump, JumpScreen

        good, play = self.loop.good, self.loop.play
        if good is None or good.story is None or play is None:
            return
        case = good.story.case
        at = self.map_pane.at if self.pane == "map" else None
        scene = at if at in case.scenes else self.loop.here
        jump = Jump.into(case, scene or case.start, play.story.values(play.state))
        self.app.push_screen(JumpScreen(jump), self._jumped)

    def _jumped(self, start: Start | None) -> None:
        if start is not None:
            self._play_on(self.loop.jump(start.scene, start.values))
            self.action_to("scene")

    def action_edit(self) -> None:
        """Open the line at hand in the author's editor."""
        file, line = self._place()
        try:
            editor = editor_for(os.environ, file.absolute(), line)
        except NoEditor as none:
            self.say(str(none))
            return
        self.say(open_in(self.app, editor))

    def _place(self) -> tuple[Path, int | None]:
        """The file and line of what is at hand."""
        found = self.findings_pane.at if self.pane == "findings" else None
        if found is not None:
            return Path(found.file), found.span.line if found.span is not None else None
        scene = self.map_pane.at if self.pane == "map" else None
        scene = scene or self.loop.here
        for version in (self.loop.version, self.loop.good):
            if version is not None and scene in version.scene_lines:
                return self.path, version.scene_lines[scene or ""]
        return self.path, None

    def action_read(self, by: int) -> None:
        """Read on in the scene, or back."""
        self.scene_pane.scroll(by)

    def action_pane(self, by: int) -> None:
        """The pane after this one, or before it."""
        self.action_to(PANES[(PANES.index(self.pane) + by) % len(PANES)])

    def action_to(self, pane: PaneName) -> None:
        """Go to a pane."""
        self.pane = pane
        for name in PANES:
            self.set_class(name == pane, f"-at-{name}")
        self._show_heads()
        self._focus()

    def _focus(self) -> None:
        panes: dict[PaneName, Pane] = {
            "map": self.map_pane,
            "scene": self.scene_pane,
            "findings": self.findings_pane,
        }
        panes[self.pane].keys.focus(scroll_visible=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now."""
        play = self.loop.play
        if action == "back":
            return self.loop.can_go_back
        if action == "read":
            return self.pane == "scene" and self.scene_pane.can_scroll(int(str(parameters[0])))
        if action in ("jump", "restart", "behind"):
            return play is not None
        return True


def told(loop: Loop) -> str:
    """What became of the path, in a sentence; nothing where all of it is as it was."""
    told = [f"{words[0].upper()}{words[1:]}." for words in loop.changed]
    lost = loop.lost
    if lost is not None:
        kept = f"Your path is kept for {lost.kept} of {lost.of} steps."
        told.append(kept if lost.kept else "Nothing of your path could be kept.")
        told.append(f"At {lost.move}: {lost.why}.")
    return " ".join(told)
