"""A proof as one HTML document; the layout is ``templates/proof.html.j2``."""

from __future__ import annotations

from ppsim.report.html import document
from ppsim.report.proof_model import Proof


def render(proof: Proof) -> str:
    """The proof as HTML, ending in a newline: codes and reasons in a margin, room to comment."""
    return document("proof.html.j2", proof=proof, language=proof.language)
