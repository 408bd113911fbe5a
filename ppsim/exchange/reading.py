"""Reading many attempt files: those that replay, and those set aside with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ppsim.exchange.attempt_file import files_in, read
from ppsim.exchange.hostile_json import BadFile
from ppsim.store.replaying import DoesNotReplay, Replayed, Replayer


@dataclass(frozen=True, slots=True)
class SetAside:
    """A file that was not taken; it lies where it lay."""

    path: Path
    reason: str


def read_files(
    paths: Iterable[Path], replayer: Replayer
) -> Iterator[tuple[Path, Replayed] | SetAside]:
    """Read and replay files, and the attempt files of folders; one at a time, each on its own."""
    for path in paths:
        unopened: list[OSError] = []
        files = files_in(path, unopened.append)
        for error in unopened:
            reason = f"it cannot be looked into: {error.strerror}"
            yield SetAside(Path(error.filename), reason)
        if not files and not unopened:
            yield SetAside(path, "there is no attempt file in this folder")
        for file in files:
            try:
                replayed = replayer(read(file))
            except (BadFile, DoesNotReplay) as reason:
                yield SetAside(file, str(reason))
            else:
                yield file, replayed
