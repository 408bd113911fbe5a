"""The ``ppsim`` command: which words it takes, and which command they call.

Nothing heavy is imported here; each command imports what it needs when it runs.
"""

from __future__ import annotations

import importlib
import io
import os
import sys
from collections.abc import Sequence

from ppsim.cli.parser import parse
from ppsim.cli.problems import Exit, in_words, tell


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code for the shell. No traceback reaches the user."""
    _take_any_text()
    try:
        args = parse(argv)
        command = importlib.import_module(f"ppsim.cli.commands.{args.run}")
        code = int(command.run(args))
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except BrokenPipeError:
        _stop_writing()
        return Exit.NOBODY_READS
    except Exception as error:
        problem = in_words(error)
        tell(str(problem))
        return problem.exit


def _take_any_text() -> None:
    """Never fail on a character that the terminal does not have, or on bytes that are no text."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _stop_writing() -> None:
    """Let the interpreter leave without complaint about an output that nobody reads."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, sys.stdout.fileno())
    os.close(devnull)
