"""The author's loop as one frozen value: the text as last saved, what was found in it, and the
path played so far, gone again on every new text.

Nothing here reads a file or draws: an edge hands in each version as it is saved and checked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ppsim.authoring.replaying import Lost, Start, go_again
from ppsim.engine.events import Choose, Event, Go, Leave, Reasoned
from ppsim.engine.layout import Value
from ppsim.engine.play import Play
from ppsim.engine.prompts import HubPrompt, WhyPrompt
from ppsim.engine.shuffle import Seed
from ppsim.engine.story import Story
from ppsim.explore.witness import Path
from ppsim.format.diagnostics import Diagnostic
from scoring.rubric import Rubric

REMEMBERED = 20
"""Paths that can be gone back to."""


@dataclass(frozen=True, slots=True)
class Version:
    """A text of the case, as it was saved."""

    file: str = ""
    """What the findings call the file."""
    findings: tuple[Diagnostic, ...] = ()
    story: Story | None = None
    """The case compiled; ``None`` where the text does not load."""
    rubric: Rubric | None = None
    scene_lines: Mapping[str, int] = field(default_factory=dict)
    """Scene -> the line it begins at, as far as that can be read."""
    of_scenes: Mapping[str, Sequence[Diagnostic]] = field(default_factory=dict)
    """Scene -> what was found in it."""


@dataclass(frozen=True, slots=True)
class Loop:
    """Where the author stands."""

    seed: Seed
    version: Version = field(default_factory=Version)
    """As last saved, whether it loads or not."""
    good: Version | None = None
    """The last that loads, which is what is played; ``None`` before there was one."""
    start: Start | None = None
    path: tuple[Event, ...] = ()
    """What was played. A text on which it cannot be gone to its end leaves it as it is, so that
    the next one can take it up again."""
    play: Play | None = None
    """The path on ``good``, as far as it leads."""
    lost: Lost | None = None
    changed: tuple[str, ...] = ()
    """What of a start set by hand no longer can be as it was."""
    earlier: tuple[tuple[Start | None, tuple[Event, ...]], ...] = ()
    """Paths that were left for another start, the last left last; going back comes to them."""

    @property
    def stale(self) -> bool:
        """Whether what is played is older than what was saved last."""
        return self.good is not self.version

    @property
    def here(self) -> str | None:
        """The scene that something is asked in now; ``None`` before a text has loaded."""
        return self.play.prompt.scene.id if self.play is not None else None

    def saved(self, version: Version) -> Loop:
        """The loop with another text; the path is gone again where that one loads."""
        if version.story is None:
            return replace(self, version=version)
        again = go_again(version.story, self.seed, self.start, self.path)
        return replace(
            self,
            version=version,
            good=version,
            play=again.play,
            lost=again.lost,
            changed=again.changed,
        )

    def apply(self, event: Event) -> Loop:
        """The loop after one more event; what could no longer be gone of the path is let go of.

        Raises:
            Refused: the event does not fit what is asked now.
            ValueError: no text has loaded yet.
        """
        if self.play is None:
            raise ValueError("nothing can be played before a text has loaded")
        play = self.play.apply(event)
        return replace(self, start=self._start, path=play.events, play=play, lost=None, changed=())

    def back(self) -> Loop:
        """One answer back, or, where there is none, to the path left last; else the same."""
        if self.play is None:
            return self
        if self.play.events:
            return self._from(self._start, self.play.events[:-1])
        if self.earlier:
            *earlier, (start, path) = self.earlier
            return replace(self._from(start, path), earlier=tuple(earlier))
        return self

    @property
    def can_go_back(self) -> bool:
        """Whether there is an answer, or another path, to go back to."""
        return self.play is not None and bool(self.play.events or self.earlier)

    def restart(self) -> Loop:
        """From the start of the case."""
        return self._anew(None, ())

    def jump(self, scene: str, values: Mapping[str, Value] | None = None) -> Loop:
        """Into a scene, as if nothing had been played, variables as declared or as given."""
        return self._anew(Start(scene, dict(values or {})), ())

    def follow(self, way: Path) -> Loop:
        """From the start along a way that the walk found."""
        if self.good is None or self.good.story is None:
            return self
        path = tuple(Choose(m.scene, m.choice) if m.choice else Go(m.scene) for m in way)
        loop = self._anew(None, path)
        prompt = loop.play.prompt if loop.play is not None else None
        if isinstance(prompt, WhyPrompt):  # which is asked before the scene begins
            return loop.apply(Reasoned(prompt.scene.id, prompt.choice.id, None))
        return loop

    def _anew(self, start: Start | None, path: tuple[Event, ...]) -> Loop:
        """Another path, this one kept to go back to."""
        if self.play is None or (start, path) == (self.start, self.path):
            return self
        earlier = (*self.earlier, (self.start, self.path))
        return replace(self._from(start, path), earlier=earlier[-REMEMBERED:])

    @property
    def _start(self) -> Start | None:
        """Where the play now began: at the case's own start where the scene jumped to is gone."""
        if self.start is None or self.good is None or self.good.story is None:
            return self.start
        return self.start if self.start.scene in self.good.story.programs else None

    def _from(self, start: Start | None, path: tuple[Event, ...]) -> Loop:
        if self.good is None or self.good.story is None:
            return self
        again = go_again(self.good.story, self.seed, start, path)
        return replace(
            self,
            start=start,
            path=path,
            play=again.play,
            lost=again.lost,
            changed=again.changed,
        )


def goes_on(play: Play) -> Event | None:
    """The event of going on without a choice; ``None`` where a choice is asked for."""
    prompt = play.prompt
    if isinstance(prompt, HubPrompt):
        return Leave(prompt.scene.id) if prompt.may_leave else None
    return Go(prompt.scene.id)
