"""What a room or the outside was shown last of a group: found again, and kept before it is shown.

A record is known by the people in it, not by a name that is typed or that comes with a file: else a
group called otherwise, or one file more that names another cohort, would look like a new group, of
which nothing was shown yet, and somebody could subtract.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from ppsim.catalogue.places import home
from ppsim.cli.problems import Problem
from ppsim.cli.writing import replace_file

if TYPE_CHECKING:
    from ppsim.cohort.figures import Figures
    from ppsim.cohort.policy_issue import Issue


def shown_last(figures: Figures, key: Path | None) -> tuple[Path, Issue | None]:
    """Where the record of a group is or is to be, and what it says.

    Of a group that was shown in parts, each by itself, no whole is shown: the record of either part
    could not keep somebody from subtracting the other.

    Args:
        figures: of the group as it is now.
        key: the cohort's key file, beside which the records are; else they are in ppsim's folder.

    Raises:
        Problem: a record of this case cannot be read, so nobody knows what was shown;
            or people of the group are in several.
    """
    folder = key.with_name(key.name + ".shown") if key is not None else home() / "shown"
    name = f"{figures.case_id}.{figures.case[:8]}.{figures.rubric[:8]}"
    people = {rows.attempt.person for rows in figures.rows}
    taken = _records(folder, name)
    known = [(path, _read(path)) for path in taken]
    same = [(path, issue) for path, issue in known if people & set(issue.people)]
    if len(same) > 1:
        raise Problem(
            "people of this group were shown as parts of several groups before "
            f"({', '.join(path.name for path, _ in same)} in {folder}). Whoever saw those could "
            "subtract them from these figures, so these are not shown. Show each group by itself."
        )
    if same:
        return same[0]
    numbers = (folder / f"{name}.{n}.json" for n in range(1, len(taken) + 2))
    return next(free for free in numbers if free not in taken), None


def keep(place: Path, issue: Issue) -> None:
    """Keep what is about to be shown, readable by its owner alone.

    Raises:
        OSError: it could not be kept; it is then not to be shown.
    """
    from ppsim.cohort.policy_keep import issue_to_json

    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    replace_file(place, json.dumps(issue_to_json(issue), indent=1) + "\n")
    place.chmod(0o600)


def _records(folder: Path, name: str) -> list[Path]:
    """The records of a text of a case, by name.

    Raises:
        OSError: the folder is there and cannot be looked into, which is not to say it is empty.
    """
    try:
        there = [*folder.iterdir()]
    except FileNotFoundError:
        return []
    return sorted(p for p in there if p.name.startswith(f"{name}.") and p.suffix == ".json")


def _read(path: Path) -> Issue:
    from ppsim.cohort.policy_keep import BadIssue, issue_from_json

    try:
        return issue_from_json(json.loads(path.read_text("utf-8")))
    except (BadIssue, OSError, ValueError, RecursionError) as bad:
        why = bad.strerror if isinstance(bad, OSError) else bad
        todo = (
            "Upgrade ppsim"
            if isinstance(bad, BadIssue) and bad.newer
            else "Put it back from a backup, or move it away if you are sure that nobody remembers "
            "the last figures"
        )
        raise Problem(
            f"{path}: {why}. It says what was shown last; without it, somebody could subtract "
            f"what is shown now, so nothing is shown. {todo}."
        ) from None
