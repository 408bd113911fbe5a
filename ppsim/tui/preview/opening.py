"""An editor opened from the app: in the terminal while the app steps aside, or beside it."""

from __future__ import annotations

import subprocess
import threading

from textual.app import App, SuspendNotSupported

from ppsim.tui.preview.editor import Editor


def open_in(app: App[object], editor: Editor) -> str:
    """Open it; what there is to say of that, nothing where all went well."""
    try:
        if editor.own_window:
            opened = subprocess.Popen(
                editor.command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            threading.Thread(target=opened.wait, daemon=True).start()  # until it is closed
            return f"{editor.name} was asked to open it."
        with app.suspend():
            code = subprocess.run(editor.command, check=False).returncode
    except SuspendNotSupported:
        return "No editor can be opened from here: this is no terminal of its own."
    except OSError as error:
        return f"{editor.name} could not be opened: {error.strerror}. VISUAL or EDITOR names it."
    return f"{editor.name} ended with {code}." if code else ""
