"""Panels: what raters make of a case's options, and whether its key may rest on them."""
