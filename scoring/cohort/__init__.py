"""Figures of a group: every formula of docs/scoring.md section 11. Pure, standard library only."""
