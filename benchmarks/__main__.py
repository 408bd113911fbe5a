"""``python -m benchmarks``: every benchmark, a table or JSON."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import platform
import sys

from benchmarks.rows import Row, table

BENCHES = ("play", "walk", "load", "cases", "check", "app", "preview", "store")


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("bench", nargs="*", help=f"which: {', '.join(BENCHES)} (all by default)")
    parser.add_argument("--json", action="store_true", help="JSON instead of a table")
    parser.add_argument("--quick", action="store_true", help="few rounds; rough figures")
    args = parser.parse_args(argv)
    unknown = [name for name in args.bench if name not in BENCHES]
    if unknown:
        parser.error(f"there is no benchmark called {unknown[0]}")
    rows: list[Row] = []
    for name in args.bench or BENCHES:
        rows += _run(name, args.quick)
    machine = {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "processors": os.cpu_count(),
    }
    if args.json:
        print(json.dumps({"machine": machine, "rows": [row.to_json() for row in rows]}, indent=2))
    else:
        print(table(rows))
        print(
            f"\nPython {machine['python']}, {machine['system']}, {machine['processors']} processors"
        )
    return 1 if any(row.met is False for row in rows) else 0


def _run(name: str, quick: bool) -> list[Row]:
    try:
        module = importlib.import_module(f"benchmarks.bench_{name}")
    except ModuleNotFoundError as error:
        if error.name != f"benchmarks.bench_{name}":
            raise
        return [Row(name, "not written yet", None, "", 0)]
    found: list[Row] = module.run(quick)
    return found


if __name__ == "__main__":
    sys.exit(main())
