"""The map of the case: which scenes there are, how likely each is, and where the play stands."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.widgets import OptionList, Static

from ppsim.authoring.loop import Version
from ppsim.explore.atlas import Atlas, Edge, Node
from ppsim.report.map_words import kind, percent
from ppsim.tui.literal import lines, literal, parts
from ppsim.tui.preview.findings import counted
from ppsim.tui.preview.pane import Pane
from ppsim.tui.widgets.map_list import MapList
from ppsim.tui.widgets.map_row import MapRow

NO_MAP = "There is no map of a text that does not load."


class MapPane(Pane):
    """The map, and in words what it says of the scene at hand."""

    TITLE = "Map"

    def __init__(self) -> None:
        super().__init__()
        self.atlas: Atlas | None = None
        self._version = Version()
        self._here: str | None = None

    def body(self) -> ComposeResult:
        """The map; the scene at hand in words below it."""
        yield MapList()
        yield Static(id="about")

    @property
    def keys(self) -> MapList:
        """The map."""
        return self.query_one(MapList)

    @property
    def at(self) -> str | None:
        """The scene at hand."""
        index = self.keys.highlighted
        if self.atlas is None or index is None or index >= len(self.atlas.nodes):
            return None
        return self.atlas.nodes[index].scene

    def show(self, atlas: Atlas | None, version: Version, here: str | None) -> None:
        """Show the map of a text, the findings of ``version`` on it, and where the play stands."""
        before = self.at
        if here != self._here:  # where the play goes, the caret goes too
            before, self._here = None, here
        self.atlas, self._version = atlas, version
        if atlas is None:
            self.keys.show([], 0)
            self.query_one("#about", Static).update(literal(NO_MAP))
            return
        at = before if before in atlas.by_scene else here
        rows = [
            MapRow(
                node.scene,
                node.chance if node.reached or not atlas.complete else 0.0,
                node.depth,
                marks(node, len(version.of_scenes.get(node.scene, ()))),
                node.ending or "",
                node.words,
                here=node.scene == here,
            )
            for node in atlas.nodes
        ]
        scenes = [node.scene for node in atlas.nodes]
        self.keys.show(rows, scenes.index(at) if at in scenes else 0)
        self._about()

    def go_to(self, scene: str) -> bool:
        """Put the caret at a scene; ``False`` where the map has none so called."""
        if self.atlas is None or scene not in self.atlas.by_scene:
            return False
        self.keys.highlighted = [node.scene for node in self.atlas.nodes].index(scene)
        return True

    def on_map_list_along(self, message: MapList.Along) -> None:
        """Follow the likeliest way on from here, or back the likeliest that leads here."""
        message.stop()
        here = self.at
        if self.atlas is None or here is None:
            return
        if message.by > 0:
            ways = [edge for edge in self.atlas.out[here] if not edge.back]
            to = [edge.target for edge in _likeliest(ways)]
        else:
            ways = [edge for edge in self.atlas.into[here] if not edge.back]
            to = [edge.source for edge in _likeliest(ways)]
        if to:
            self.go_to(to[0])

    def on_option_list_option_highlighted(self, message: OptionList.OptionHighlighted) -> None:
        """Tell of another scene."""
        message.stop()
        self._about()

    def _about(self) -> None:
        here = self.at
        if self.atlas is not None and here is not None:
            told = about(self.atlas, here, self._version)
            title, *more = told
            self.query_one("#about", Static).update(
                lines(parts((title, "bold")), *(literal(line) for line in more))
            )


def _likeliest(ways: Iterable[Edge]) -> list[Edge]:
    return sorted(ways, key=lambda edge: -(edge.chance or 0.0))


def marks(node: Node, findings: int) -> str:
    """What marks a scene: ``*`` on the spine, ``k`` key features, ``x`` a trap, ``!`` findings."""
    told = (
        ("*" if node.spine else "") + ("k" if node.features else ""),
        "x" if node.trap else "",
        f"!{findings}" if findings else "",
    )
    return " ".join(mark for mark in told if mark)


def about(atlas: Atlas, scene: str, version: Version) -> list[str]:
    """What the map says of a scene, in words; the scene's id first."""
    node = atlas.by_scene[scene]
    told = [f"{scene} ({kind(node)})"]
    told.append(_passed(atlas, node))
    if node.spine:
        told.append("* On the spine: every play decides here.")
    if node.features:
        told.append(f"k Key features: {', '.join(node.features)}")
    if node.trap:
        told.append("x From here some plays can reach no ending.")
    found = version.of_scenes.get(scene, ())
    if found:
        told.append(f"! {counted(found)}")
    ways = [_way(edge) for edge in atlas.out[scene]]
    if ways:
        told.append(f"To {'; '.join(ways)}")
    return told


def _passed(atlas: Atlas, node: Node) -> str:
    if not node.reached:
        return "No play comes here." if atlas.complete else "The walk did not come here."
    if node.chance is None:
        return f"More than {atlas.budget} states: how likely it is was not worked out."
    return f"{percent(node.chance)} of plays at random pass here."


def _way(edge: Edge) -> str:
    by = ", ".join((*edge.choices, *(("going on",) if edge.leaves else ())))
    never = "; never taken" if not edge.reached else ""
    return f"{edge.target} ({by}{never})"
