"""Cases and rubrics are found where people keep them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ppsim.catalogue.listing import UnknownCase, find, listing
from ppsim.catalogue.places import (
    Folder,
    case_folders,
    home,
    journal_file,
    rubric_folders,
    shipped_cases,
    shipped_rubrics,
)
from ppsim.catalogue.reading import read_case
from ppsim.catalogue.rubrics import UnknownRubric, find_rubric

TOMASZ = Path(__file__).parent.parent / "cases" / "good" / "tomasz.yaml"


def case(folder: Path, name: str, title: str = "Twenty past") -> Path:
    """A copy of the small case under another id, which is its file's name too."""
    folder.mkdir(parents=True, exist_ok=True)
    text = TOMASZ.read_text("utf-8").replace("id: tomasz\n", f"id: {name}\n", 1)
    path = folder / f"{name}.yaml"
    path.write_text(text.replace("title: Twenty past", f"title: {title}"), "utf-8")
    return path


def test_folders_are_looked_in_from_the_nearest_to_the_farthest(tmp_path: Path) -> None:
    environ = {
        "PPSIM_HOME": str(tmp_path / "home"),
        "PPSIM_CASES": os.pathsep.join(["a", "", "b"]),
    }
    assert case_folders([Path("given")], environ) == (
        Folder(Path("given"), "given"),
        Folder(Path("a"), "own"),
        Folder(Path("b"), "own"),
        Folder(tmp_path / "home" / "cases", "own"),
        Folder(shipped_cases(), "shipped"),
    )
    beside = tmp_path / "x" / "case.yaml"
    assert rubric_folders(beside, environ) == (
        tmp_path / "x",
        tmp_path / "x" / "rubrics",
        tmp_path / "home" / "rubrics",
        shipped_rubrics(),
    )
    assert journal_file(environ) == tmp_path / "home" / "journal" / "attempts.db"


def test_without_a_word_the_users_own_folder_is_where_the_system_keeps_such_data() -> None:
    assert home({}).name == "ppsim"
    assert home({}).is_absolute()
    assert home({"PPSIM_HOME": "~/x"}) == Path("~/x").expanduser()
    assert home({"PPSIM_HOME": "x"}) == Path("x").absolute()


def test_a_case_is_known_by_the_id_in_the_file_whatever_the_file_is_called(tmp_path: Path) -> None:
    path = case(tmp_path, "anna").rename(tmp_path / "session-one.yml")
    folders = [Folder(tmp_path, "given")]
    assert find("anna", folders) == path
    with pytest.raises(UnknownCase, match="no case called 'session-one'"):
        find("session-one", folders)


def test_a_path_is_taken_as_it_is(tmp_path: Path) -> None:
    path = case(tmp_path, "anna")
    assert find(str(path), []) == path
    with pytest.raises(UnknownCase, match=r"absent\.yaml"):
        find(str(tmp_path / "absent.yaml"), [])


def test_an_unknown_name_meets_the_nearest_known_one(tmp_path: Path) -> None:
    case(tmp_path, "anna")
    case(tmp_path, "bertha")
    folders = [Folder(tmp_path, "given")]
    with pytest.raises(UnknownCase, match="did you mean bertha"):
        find("berta", folders)
    with pytest.raises(UnknownCase, match="ppsim cases"):
        find("zebedee", folders)


def test_of_two_with_one_id_the_first_is_played_and_the_other_says_so(tmp_path: Path) -> None:
    first, second = case(tmp_path / "a", "anna", "A"), case(tmp_path / "b", "anna", "B")
    folders = [Folder(tmp_path / "a", "given"), Folder(tmp_path / "b", "own")]
    assert [(c.path, c.hidden_by) for c in listing(folders)] == [(first, None), (second, first)]
    assert find("anna", folders) == first
    assert find("anna", folders[::-1]) == second


def test_a_broken_file_is_listed_with_what_is_wrong_and_hides_nobody(tmp_path: Path) -> None:
    (tmp_path / "anna.yaml").write_bytes(b"\xff\xfe")
    good = case(tmp_path, "z-anna")
    good.write_text(good.read_text("utf-8").replace("id: z-anna", "id: anna"), "utf-8")
    broken, listed = listing([Folder(tmp_path, "given")])
    assert broken.header is None
    assert broken.diagnostics
    assert listed.hidden_by is None
    assert find("anna", [Folder(tmp_path, "given")]) == good
    good.unlink()
    assert find("anna", [Folder(tmp_path, "given")]) == broken.path


def test_a_rubric_beside_the_case_comes_before_the_shipped_one(tmp_path: Path) -> None:
    path = case(tmp_path, "anna")
    shipped = shipped_rubrics() / "ppsim-core.yaml"
    assert find_rubric("ppsim-core", rubric_folders(path, {"PPSIM_HOME": "/nowhere"})) == shipped
    own = tmp_path / "rubrics" / "ppsim-core.yaml"
    own.parent.mkdir()
    text = shipped.read_text("utf-8").replace("version: 1.0.0", "version: 9.0.0", 1)
    own.write_text(text, "utf-8")
    read = read_case(path, {"PPSIM_HOME": "/nowhere"})
    assert read.playable is not None
    assert read.rubric is not None
    assert read.rubric.value is not None
    assert read.rubric.value.version == "9.0.0"


@pytest.mark.parametrize("name", ["../ppsim-core", "/etc/passwd", "absent", ""])
def test_a_rubric_that_is_not_there_is_said(name: str) -> None:
    with pytest.raises(UnknownRubric, match="there is no rubric"):
        find_rubric(name, [shipped_rubrics()])


def test_every_shipped_case_is_listed_and_can_be_played() -> None:
    shipped = listing([Folder(shipped_cases(), "shipped")])
    assert len(shipped) == len(list(shipped_cases().glob("*.yaml"))) > 0
    for listed in shipped:
        assert read_case(listed.path, {"PPSIM_HOME": "/nowhere"}).playable is not None, listed.path
