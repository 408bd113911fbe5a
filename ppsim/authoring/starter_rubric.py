"""A rubric to begin with: small, commented, standing on its own."""

from __future__ import annotations

import json

from ppsim.authoring.tidy import tidied
from scoring.rubric import Rubric


def starter_rubric(rubric_id: str, title: str, base: Rubric | None = None) -> str:
    """The text of a new rubric, standing alone or extending ``base``.

    Alone it has two dimensions and a code of each kind. Extending, it adds a code to the first
    dimension of ``base`` and changes the name of one that is there.

    Raises:
        NotTidied: the id or the title cannot stand in a rubric.
    """
    text = _TEXT if base is None else _extending(base)
    text = text.replace("<id>", rubric_id)
    text = text.replace("<title>", json.dumps(title, ensure_ascii=False), 1)
    return tidied(text, "the new rubric", None)


def _extending(base: Rubric) -> str:
    """The text of a rubric over ``base``; what it changes there is left as it is."""
    dimension = next(iter(base.dimensions))
    changed = next(iter(base.codes.values()))
    number = next(
        n for n in ("", *map(str, range(2, 99))) if f"{dimension}.NEW{n}" not in base.codes
    )
    words = {
        "<base>": base.id,
        "<dimension>": dimension,
        "<new>": f"{dimension}.NEW{number}",
        "<changed>": changed.id,
        "<name>": json.dumps(changed.name, ensure_ascii=False),
    }
    text = _OVER
    for hole, word in words.items():
        text = text.replace(hole, word)
    return text


_TEXT = """\
# A rubric to begin with. A case names it with 'rubric: <id>' and finds it where it stands itself,
# or in 'rubrics' beside it or in ppsim's own folder, as ID.yaml. It extends nothing: all that an
# option of such a case can do is said here. After each change: ppsim check THIS-FILE
ppsim: 1
rubric: <id>
version: 1.0.0
title: <title>

# A dimension is a word of the feedback, not a trait. Its id begins the ids of its codes.
dimensions:
  ASK: {name: Asking, anchor: Say here what you lean on.}
  SUP: {name: Use of supervision}

# What an option can do. The weight, -2 to 2, has the sign of the stance: reflective above zero,
# reactive below, neutral zero. 'near_miss' says what is often mistaken for it.
codes:

  ASK.OPEN:
    dimension: ASK
    stance: reflective
    weight: 1
    name: Asks openly
    definition: Asks for more of what was just said, and leaves the answer open.
    example: What was it like to stand there?
    near_miss: A question whose answer is already in it (ASK.CLOSE).

  ASK.CLOSE:
    dimension: ASK
    stance: reactive
    weight: -1
    name: Closes
    definition: Answers, comforts or explains before anything has been asked.
    example: You are here now, and that is what counts.
    near_miss: Plain information that was asked for (ASK.INFORM).

  ASK.INFORM:
    dimension: ASK
    stance: neutral
    weight: 0
    name: Informs
    definition: Says what was asked for, and no more.
    example: We have until ten to four.
    near_miss: Information in place of an answer (ASK.CLOSE).

  SUP.BRING:
    dimension: SUP
    stance: reflective
    weight: 1
    name: Brings it
    definition: Says in supervision what the hour was like, beside what was done in it.
    example: I wanted it to be over, and I noticed that.
    near_miss: A list of what was done (SUP.TIDY).

  SUP.TIDY:
    dimension: SUP
    stance: reactive
    weight: -1
    name: Tidies it
    definition: Brings the hour to supervision in order, with the feeling left out.
    example: It went to plan, and here is the summary.
    near_miss: A short account that ends in a question of one's own (SUP.BRING).

# A pull, as a verb, with the codes that give in to it. Check-ins ask about it by this id.
roles:
  to_soothe: {phrase: to soothe, codes: [ASK.CLOSE, SUP.TIDY]}

# Where the codes of a dimension may stand; a dimension that is left out may stand anywhere.
phases:
  SUP: [supervision, own_therapy]
"""

_OVER = """\
# A rubric over another. A case names it with 'rubric: <id>' and finds it where it stands itself, or
# in 'rubrics' beside it or in ppsim's own folder, as ID.yaml. All that <base> says holds here as
# well; what stands below is added to it, or put in the place of what it says there. After each
# change: ppsim check THIS-FILE
ppsim: 1
rubric: <id>
version: 1.0.0
title: <title>
extends: <base>

# Every key of a new code is needed but the marks: 'repair: true' for what mends a strain,
# 'critical: true' for what is to be brought to supervision, 'weight_untrue' for what weighs
# otherwise where it is untrue. The weight, -2 to 2, has the sign of the stance: reflective above
# zero, reactive below, neutral zero.
codes:

  <new>:
    dimension: <dimension>
    stance: reflective
    weight: 1
    name: What the debrief calls <new>
    definition: What an option does that carries <new>.
    example: One reply or act that carries it.
    near_miss: What is often mistaken for it, with the code that other thing carries (<changed>).

  # A code that is there already: only what changes is written.
  <changed>:
    name: <name>
"""
