"""The command palette: what can be done here, in words, and on the library the cases too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from ppsim.tui.literal import literal, parts

NOT_COMMANDS = ("command_palette", "app.command_palette", "confirm", "help_quit")
"""Keys that mean nothing as a command."""


class Command(NamedTuple):
    """Something that can be done here."""

    words: str
    run: Callable[[], object]
    key: str = ""
    """The key that does the same."""

    @property
    def shown(self) -> Content:
        """The words, and the key beside them."""
        return parts(self.words, (f"  {self.key}", "bold")) if self.key else literal(self.words)


class Commands(Provider):
    """What applies here only."""

    async def discover(self) -> Hits:
        """Everything that can be done here."""
        for command in self._all():
            yield DiscoveryHit(command.shown, command.run, command.words)

    async def search(self, query: str) -> Hits:
        """What can be done here, by its words."""
        matcher = self.matcher(query)
        for command in self._all():
            score = matcher.match(command.words)
            if score > 0:
                yield Hit(score, command.shown, command.run, command.words)

    def _all(self) -> Iterator[Command]:
        screen = self.screen
        seen: set[str] = set()
        for node, binding, enabled, _ in screen.active_bindings.values():
            fit = enabled and binding.description and binding.description not in seen
            if not fit or binding.key.isdigit() or binding.action in NOT_COMMANDS:
                continue
            if binding.id is None or not (binding.show or binding.id.startswith("app.")):
                continue  # what only moves about has no name worth looking for
            seen.add(binding.description)
            key = self.app.get_key_display(binding)
            run = partial(self.app.run_action, binding.action, node)
            yield Command(binding.description, run, key)
        more = getattr(screen, "commands", None)
        if more is not None:
            for words, run in more():
                yield Command(words, run)
