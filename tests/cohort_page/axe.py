"""axe-core run over a page in headless Chromium, without a driver: the result is put in the page.

Run by itself on pages: ``python tests/cohort_page/axe.py PAGE...``.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from html import unescape
from pathlib import Path
from typing import Any

_CSP = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
_RUN = """
axe.run(document, {resultTypes: ["violations"]}).then(function (found) {
  var kept = found.violations.map(function (v) {
    return {id: v.id, impact: v.impact, help: v.help,
            nodes: v.nodes.slice(0, 3).map(function (n) { return n.html.slice(0, 200); })};
  });
  var out = document.createElement("pre");
  out.id = "axe-result";
  out.textContent = JSON.stringify({passes: found.passes.length, violations: kept});
  document.body.appendChild(out);
});
"""


def chromium() -> str | None:
    """Chromium, where there is one."""
    named = os.environ.get("PPSIM_TEST_CHROMIUM")
    return named or shutil.which("chromium") or shutil.which("google-chrome")


def axe_core() -> Path | None:
    """axe-core, where it is installed."""
    folder = os.environ.get("PPSIM_TEST_NODE_MODULES")
    found = Path(folder) / "axe-core" / "axe.min.js" if folder else None
    return found if found is not None and found.is_file() else None


def run(page: str, *, width: int = 1100) -> dict[str, Any]:
    """What axe-core finds on a page: how many rules passed, and the violations."""
    browser, axe = chromium(), axe_core()
    assert browser is not None
    assert axe is not None
    source = axe.read_text("utf-8")
    assert "</script" not in source
    plain, removed = _CSP.subn("", page)
    assert removed == 1  # the page itself lets no script run
    whole = plain.replace("</body>", f"<script>{source}</script><script>{_RUN}</script></body>")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "page.html"
        copy.write_text(whole, "utf-8")
        command = [
            browser,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            f"--user-data-dir={folder}/browser",
            f"--window-size={width},900",
            "--virtual-time-budget=120000",
            "--dump-dom",
            copy.as_uri(),
        ]
        done = subprocess.run(command, capture_output=True, timeout=240, check=True)
    dom = done.stdout.decode("utf-8")
    match = re.search(r'<pre id="axe-result">(.*?)</pre>', dom, re.DOTALL)
    assert match is not None, done.stderr.decode("utf-8", "replace")[-2000:]
    found: dict[str, Any] = json.loads(unescape(match[1]))
    return found


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(name, json.dumps(run(Path(name).read_text("utf-8")), indent=1))
