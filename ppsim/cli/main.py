"""The ``ppsim`` command: which words it takes, and which command they call.

Nothing heavy is imported here; each command imports what it needs when it runs.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import io
import os
import sys
from collections.abc import Sequence
from types import ModuleType

from ppsim.cli.parser import parse
from ppsim.cli.plugins import none_of_pydantic
from ppsim.cli.problems import Exit, in_words, tell
from ppsim.format.collector import no_collection, set_aside


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code for the shell. No traceback reaches the user.

    Without ``argv`` the command is this process, and what it leaves behind ends with it.
    """
    _three_streams()
    _take_any_text()
    ends_here = argv is None
    try:
        args, command = _prepared(argv, for_good=ends_here)
        code = int(command.run(args))
        sys.stdout.flush()
        if ends_here:
            _leave(code, at_once=getattr(command, "LEAVES_NOTHING_OPEN", False))
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


def _leave(code: int, at_once: bool) -> None:
    """End without the interpreter going through all that is left once more.

    ``at_once``: nothing is open, so that the system can take back the whole as it is.
    """
    gc.freeze()
    if at_once:
        sys.stderr.flush()
        os._exit(code)


def _prepared(argv: Sequence[str] | None, for_good: bool) -> tuple[argparse.Namespace, ModuleType]:
    """What was asked, and the module that does it.

    Args:
        argv: the words given.
        for_good: what is loaded here is never looked at as garbage.
    """
    none_of_pydantic()
    with no_collection():
        args = parse(argv)
        module = importlib.import_module(f"ppsim.cli.commands.{args.run}")
        if for_good:
            set_aside()
    return args, module


def _three_streams() -> None:
    """Where the shell closed an input or output (``>&-``), nothing is read, and nobody reads.

    Each gets its own number back, so that no file opened later is taken for an output.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, os.O_RDWR)
            setattr(sys, name, os.fdopen(nowhere, mode, encoding="utf-8", closefd=False))


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
