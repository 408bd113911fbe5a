"""Every rule of the format, by code. A code is never used again for something else.

The rules stand by what they rule: ``rules_yaml`` (PP0), ``rules_keys`` (PP1), ``rules_scenes`` and
``rules_head`` (PP2), ``rules_names`` (PP3), ``rules_conditions`` (PP4), ``rules_coding`` (PP5) and
``rules_rubric`` (PP6).
"""

from __future__ import annotations

from ppsim.format import (
    rules_coding,
    rules_conditions,
    rules_head,
    rules_keys,
    rules_names,
    rules_rubric,
    rules_scenes,
    rules_yaml,
)
from ppsim.format.diagnostics import Registry

RULES = Registry.of(
    rules_yaml.RULES,
    rules_keys.RULES,
    rules_scenes.RULES,
    rules_head.RULES,
    rules_names.RULES,
    rules_conditions.RULES,
    rules_coding.RULES,
    rules_rubric.RULES,
)
