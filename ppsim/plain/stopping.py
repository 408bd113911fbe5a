"""Stopping: who else is there, and three ways on."""

from __future__ import annotations

from ppsim.catalogue.places import home
from ppsim.catalogue.resources import resources
from ppsim.catalogue.settings import load
from ppsim.plain.asking import NoWords, ask
from ppsim.plain.console import Console
from ppsim.plain.questions import Pick
from ppsim.words.stopping import WAYS, said


def which_way(console: Console) -> int:
    """Say what there is to say to somebody who stops; the index of the way she picks.

    Raises:
        EndOfInput: there are no more answers.
    """
    folder = home()
    console.gap()
    for paragraph in said(resources(folder, load(folder).resources)):
        console.say(paragraph)
    console.gap()
    console.numbered(WAYS)
    return ask(console, NoWords(), Pick(len(WAYS)), lambda: console.numbered(WAYS))
