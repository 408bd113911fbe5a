"""Ground of ppsim: rubric values and every formula, pure and usable from a notebook."""
