"""Learning records: xAPI 1.0.3 statements, and the profile that says what is in them."""
