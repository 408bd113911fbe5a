"""The checks an author runs before anybody plays: whole, fair, scored, kindly put.

Every check is a pure function from a ``Subject`` to findings, registered under the codes it can
give: PP7 structure, PP8 scoring, PP90-PP94 fairness, PP95-PP98 care and prose, PP99 the checker
itself. ``ppsim.check.run`` runs them; each code has its page under docs/checks.
"""
