"""Where cases, rubrics and settings are found."""
