"""Every reach into what Textual keeps private, with the version it was written against (8.2)."""

from __future__ import annotations

from textual.app import App


class DiscreetApp(App[object]):
    """An app whose crash report shows no local values: one of them could be somebody's words."""

    def _fatal_error(self) -> None:
        """Leave with the place of the fault (Textual 8.2 shows all locals here)."""
        from rich.segment import Segments
        from rich.traceback import Traceback

        self.bell()
        traceback = Traceback(show_locals=False, width=None)
        self._exit_renderables.append(
            Segments(self.console.render(traceback, self.console.options))
        )
        self._close_messages_no_wait()


def screen_lines(app: App[object]) -> list[str]:
    """The top screen as lines of plain text, as it was last laid out (``Screen._compositor``)."""
    strips = app.screen._compositor.render_strips()
    return [strip.text.rstrip() for strip in strips]
