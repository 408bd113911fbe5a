"""Players who pick by a rule of thumb, and whether a case lets them win (docs/scoring.md 10)."""
