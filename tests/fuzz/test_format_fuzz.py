"""Whatever is in a file: no traceback, no death by signal, no hang."""

from __future__ import annotations

import base64
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

CASES = Path(__file__).parents[1] / "cases"
RUNNER = Path(__file__).with_name("format_runner.py")
ROOT = Path(__file__).parents[2]
GOOD = (CASES / "good" / "tomasz.yaml").read_bytes()


def run(inputs: list[bytes], runner: Path = RUNNER) -> None:
    """Load all of them in one process; fail with the one that it died of."""
    lines = b"".join(base64.b64encode(i) + b"\n" for i in inputs)
    done = subprocess.run(
        [sys.executable, str(runner)],
        input=lines,
        capture_output=True,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        timeout=300,
        check=False,
    )
    if done.returncode:
        last = int(done.stdout.split()[-1])
        culprit = inputs[last]
        pytest.fail(
            f"exit {done.returncode} on {culprit[:2000]!r} ({len(culprit)} bytes)\n"
            f"{done.stderr.decode(errors='replace')[-3000:]}"
        )
    assert len(done.stdout.split()) == len(inputs)


def test_the_runner_names_what_it_dies_of(tmp_path: Path) -> None:
    """The net under the other tests holds: a death by signal is seen, and its input named."""
    dies = tmp_path / "dies.py"
    asked = "def look_at(data: bytes) -> None:\n"
    killed = "    if data == b'die':\n        signal.raise_signal(signal.SIGABRT)\n"
    dies.write_text(RUNNER.read_text(encoding="utf-8").replace(asked, asked + killed), "utf-8")
    with pytest.raises(pytest.fail.Exception, match="b'die'"):
        run([GOOD, b"die", GOOD], dies)


HOSTILE = {
    "brackets": b"[" * 30_000,
    "brackets, nested by key": b"ppsim: 1\nscenes: " + b"[" * 30_000,
    "braces": b"{" * 30_000,
    "braces with keys": b"{a: " * 30_000,
    "dashes": b"- " * 30_000,
    "dashes below a key": b"ppsim: 1\nscenes:\n  " + b"- " * 30_000,
    "question marks": b"? " * 30_000,
    "stairs": b"".join(b" " * i + b"a:\n" for i in range(1500)),
    "laughs": b"ppsim: 1\na0: &a0 x\n"
    + b"".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n".encode() for i in range(1, 30)),
    "an alias of itself": b"ppsim: 1\na: &a [*a]\nb: &b {c: *b}\n",
    "an alias of nothing": b"*x",
    "a huge scalar": b"ppsim: 1\ntitle: " + b"x" * 1_900_000,
    "a huge quoted scalar": b'ppsim: 1\ntitle: "' + b"x" * 1_900_000,
    "a huge key": b"ppsim: 1\n" + b"x" * 500_000 + b": 1\n",
    "many keys": b"ppsim: 1\n" + b"".join(b"k%d: 1\n" % i for i in range(50_000)),
    "many items": b"ppsim: 1\nthemes:\n" + b"- a\n" * 120_000,
    "too large": b"#" * 3_000_000,
    "a huge number": b"ppsim: 1\nminutes: " + b"9" * 6_000,
    "a huge version": b"ppsim: " + b"9" * 6_000,
    "infinities": b"ppsim: .inf\nminutes: -.inf\nversion: 1e999\n",
    "quotes": b"'" * 30_000,
    "double quotes": b'"' * 30_001,
    "anchors": b"&a " * 10_000,
    "tags": b"!!a " * 10_000,
    "percent": b"%YAML 9.9\n---\nppsim: 1\n",
    "documents": b"---\n" * 10_000,
    "nothing": b"",
    "zero bytes": b"\0" * 1000,
    "high bytes": bytes(range(256)) * 20,
    "a lone surrogate": "ppsim: 1\ntitle: \ud800\n".encode("utf-8", "surrogatepass"),
    "utf-16": "ppsim: 1".encode("utf-16"),
    "utf-32": "ppsim: 1".encode("utf-32"),
    "marks": "ppsim: 1\n\ufeff\ufefftitle: \ufeff".encode(),
    "line breaks of all kinds": "ppsim: 1\r\nid: a\rtitle: b\x85seat: c\u2028x: d\u2029y".encode(),
    "tabs": b"\t" * 30_000,
    "colons": b": " * 30_000,
    "hashes": b" #" * 30_000,
    "a condition of brackets": GOOD.replace(b"if: pressure >= 3", b"if: " + b"(" * 900),
    "a condition of nots": GOOD.replace(b"if: pressure >= 3", b"if: " + b"not " * 240 + b"told"),
    "a condition without end": GOOD.replace(b"if: pressure >= 3", b"if: " + b"told and " * 2000),
    "many syntax faults": GOOD.replace(b": ", b": : "),
    "every line a tab": GOOD.replace(b"\n  ", b"\n\t"),
    "every quote open": GOOD.replace(b"- ", b"- '"),
}


def test_hostile_files() -> None:
    run(list(HOSTILE.values()))


def mutants(seed: int, count: int) -> Iterator[bytes]:
    """Good and bad files with bytes flipped, cut, doubled and swapped in."""
    rng = random.Random(seed)
    files = [GOOD, *(p.read_bytes() for p in sorted((CASES / "bad").glob("*.yaml")))]
    files = [f for f in files if len(f) < 20_000]
    signs = [b"[", b"{", b"'", b'"', b"\t", b": ", b"- ", b"#", b"&a ", b"*a ", b"\n", b"  ", b"!"]
    for _ in range(count):
        data = bytearray(rng.choice(files))
        for _ in range(rng.choice((1, 1, 2, 4, 12))):
            at = rng.randrange(len(data) + 1)
            match rng.randrange(6):
                case 0 if at < len(data):
                    data[at] = rng.randrange(256)
                case 1:
                    data[at:at] = rng.choice(signs)
                case 2:
                    del data[at : at + rng.randrange(1, 40)]
                case 3:
                    piece = data[at : at + rng.randrange(1, 200)]
                    to = rng.randrange(len(data) + 1)
                    data[to:to] = piece
                case 4:
                    data[at:at] = rng.choice(signs) * rng.randrange(1, 60)
                case _:
                    other = rng.choice(files)
                    start = rng.randrange(len(other) + 1)
                    data[at:at] = other[start : start + 120]
        yield bytes(data)


@pytest.mark.parametrize("seed", [1, 2])
def test_mutated_files(seed: int) -> None:
    run([*mutants(seed, 300)])


WORDS = """
ppsim id version title cast variables key_features patterns start scenes phase text ask choices
say do think codes because if add set meets tells then next go hub min max leave disclosure
reasons options sound notice feelings pulls contested ending role name you words inner <<
"""
KEYS = st.sampled_from(WORDS.split())
SCALARS = st.one_of(
    st.sampled_from(["1", "1.0", "true", "no", "~", "", "*a", "&a x", "!t x", "x: y", "- x", "#"]),
    st.sampled_from(['"', "'", "[", "{", "|", ">", "a # b", '"\\e"', "pressure >= 1", "told and"]),
    st.text(max_size=12),
)


def block(depth: int) -> st.SearchStrategy[list[str]]:
    """Lines of something like YAML; a list of lines at no indentation."""
    if depth == 0:
        return SCALARS.map(lambda s: [s])
    below = block(depth - 1)

    def mapping(pairs: list[tuple[str, list[str]]]) -> list[str]:
        lines = []
        for key, value in pairs:
            if len(value) == 1:
                lines.append(f"{key}: {value[0]}")
            else:
                lines += [f"{key}:", *("  " + v for v in value)]
        return lines

    def listing(items: list[list[str]]) -> list[str]:
        return [("- " if i == 0 else "  ") + v for item in items for i, v in enumerate(item)]

    def flow(items: list[list[str]]) -> list[str]:
        return ["[" + ", ".join(i[0] for i in items) + "]"]

    return st.one_of(
        SCALARS.map(lambda s: [s]),
        st.lists(st.tuples(KEYS, below), min_size=1, max_size=5).map(mapping),
        st.lists(below, min_size=1, max_size=4).map(listing),
        st.lists(below, max_size=4).map(flow),
    )


TEXTS = block(4).map(lambda lines: "ppsim: 1\n" + "\n".join(lines))


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.one_of(TEXTS, st.text(max_size=60)), min_size=20, max_size=60))
def test_made_files(texts: list[str]) -> None:
    run([t.encode("utf-8", "surrogatepass") for t in texts])
