from __future__ import annotations

import pytest
from example_pages import PAGES, check_text

from ppsim.check.settings import BadSettings, Settings, parse_settings

SHORT = (PAGES / "short.yaml").read_text(encoding="utf-8")
LONG = SHORT.replace("minutes: 2\n", "minutes: 15\n")


def severities(text: str, toml: str) -> list[tuple[str, str]]:
    found = check_text(text, settings=parse_settings(toml))
    return [(f.code, f.severity) for f in found]


@pytest.mark.parametrize("level", ["note", "warning", "error"])
def test_a_library_says_how_grave_a_finding_is(level: str) -> None:
    assert severities(LONG, f'[severity]\nPP955 = "{level}"') == [("PP955", level)]


def test_a_finding_can_be_switched_off() -> None:
    assert severities(LONG, '[severity]\nPP955 = "off"') == []


def test_an_allow_of_what_is_switched_off_is_not_idle() -> None:
    text = SHORT.replace("minutes: 2\n", "minutes: 15  # ppsim: allow PP955 because so\n")
    assert severities(text, '[severity]\nPP955 = "off"') == []


def test_findings_about_allows_can_be_set_as_well() -> None:
    text = SHORT.replace("minutes: 2\n", "minutes: 2  # ppsim: allow PP955 because so\n")
    assert severities(text, "") == [("PP991", "warning")]
    assert severities(text, '[severity]\nPP991 = "off"') == []


def test_an_empty_file_sets_nothing() -> None:
    assert parse_settings("") == Settings()


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ("[severity", "TOML"),
        ('severity = "off"', "table"),
        ("[colour]\n", "'colour'"),
        ('[severity]\nPP777 = "off"', "no code PP777"),
        ('[severity]\nPP955 = "grave"', "off, note, warning, error"),
        ("[severity]\nPP955 = 2", "off, note, warning, error"),
        ('[severity]\nPP300 = "note"', "always an error"),
    ],
)
def test_what_has_no_meaning_is_refused_with_a_sentence(toml: str, says: str) -> None:
    with pytest.raises(BadSettings) as refused:
        parse_settings(toml)
    assert says in str(refused.value)


def test_a_byte_order_mark_is_none_of_its_text() -> None:
    assert parse_settings(b'\xef\xbb\xbf[severity]\nPP955 = "off"').off == {"PP955"}


def test_another_encoding_is_refused_in_plain_words() -> None:
    with pytest.raises(BadSettings) as refused:
        parse_settings('[severity]\nPP955 = "off"'.encode("utf-16"))
    assert "save it again as UTF-8" in str(refused.value)
