"""From YAML text to positions, models and diagnostics."""
