"""A rubric to begin with: small, commented, standing on its own."""

from __future__ import annotations

import json

from ppsim.authoring.tidy import tidied


def starter_rubric(rubric_id: str, title: str) -> str:
    """The text of a new rubric, with two dimensions and a code of each kind.

    Raises:
        NotTidied: the id or the title cannot stand in a rubric.
    """
    text = _TEXT.replace("<id>", rubric_id)
    text = text.replace("<title>", json.dumps(title, ensure_ascii=False), 1)
    return tidied(text, "the new rubric", None)


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
