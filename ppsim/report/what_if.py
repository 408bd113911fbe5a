"""What other codes would do to the rules of thumb, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from ppsim.explore.policies.library import Fairness
from ppsim.explore.policies.what_if import RuleMoved, moved


def text(before: Fairness, after: Fairness, swaps: Sequence[str]) -> str:
    """Each rule that moves, before and after, ending in a newline."""
    lines = [f"What if {', '.join(swaps)}? No file is touched.", ""]
    if before.judged.decisions != after.judged.decisions:
        lines.append(f"Decisions: {before.judged.decisions} -> {after.judged.decisions}.")
    rules = [rule for rule in moved(before, after) if not rule.same]
    if rules:
        lines.append(f"{'always pick ...':44} {'A':>16}  verdict")
    lines += [_rule(rule) for rule in rules]
    if not rules:
        lines.append("No rule moves.")
    was, now = (_verdict(found) for found in (before, after))
    lines += ["", f"Before: {was}. After: {now}."]
    return "\n".join(lines) + "\n"


def json_text(before: Fairness, after: Fairness, swaps: Sequence[str]) -> str:
    """The same of all rules as JSON, ending in a newline."""
    data = {
        "ppsim_bots_what_if": 1,
        "swaps": list(swaps),
        "decisions": [before.judged.decisions, after.judged.decisions],
        "refused": [before.judged.refused, after.judged.refused],
        "rules": [asdict(rule) for rule in moved(before, after)],
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _rule(rule: RuleMoved) -> str:
    was, now = (v.replace("_", " ") for v in (rule.verdict_before, rule.verdict_after))
    verdict = was if was == now else f"{was} -> {now}"
    return f"{rule.says:44} {_a(rule.a_before):>6} -> {_a(rule.a_after):>6}  {verdict}"


def _a(value: float | None) -> str:
    return "none" if value is None else f"{value:+.2f}"


def _verdict(found: Fairness) -> str:
    if found.judged.refused:
        return "refused"
    warned = any(result.verdict == "warns" for result in found.judged.results)
    return "passes with warnings" if warned else "passes"
