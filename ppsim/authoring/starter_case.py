"""A case to begin with: small, commented, without a finding, and playable to either ending."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from ppsim.authoring.tidy import tidied
from ppsim.format.case import Parallel, Seat


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an author said when asked."""

    id: str
    title: str
    seat: Seat = "therapist"
    parallel: Parallel = "life"
    client: str = "Robin"


def starter_case(wanted: Wanted) -> str:
    """The text of a new case; every line of it is there to be replaced.

    Raises:
        NotTidied: the id, the title or the name cannot stand in a case.
    """
    supervising = wanted.seat == "supervisor"
    patterns = _PATTERNS if wanted.parallel == "process" and not supervising else ""
    if wanted.parallel == "process" and supervising:
        patterns = _PATTERNS_ABOVE
    scenes = _ABOVE if supervising else _BELOW
    text = _HEAD + (_CAST_ABOVE if supervising else _CAST) + _FEATURES + patterns + scenes
    near_miss = f"{wanted.client} got as far as the corner and nearly went home."
    holes = {
        "<id>": wanted.id,
        "<title>": json.dumps(wanted.title, ensure_ascii=False),
        "<seat>": wanted.seat,
        "<parallel>": wanted.parallel,
        "<client>": json.dumps(wanted.client, ensure_ascii=False),
        "<near miss>": json.dumps(
            f"{near_miss} I said that it is coming that counts.", ensure_ascii=False
        ),
    }
    return tidied(_HOLE.sub(lambda hole: holes[hole[0]], text), "the new case", None)


_HOLE = re.compile(r"<(?:id|title|seat|parallel|client|near miss)>")

_HEAD = """\
# A case to begin with. Replace what is here, a little at a time, and after each change run
#   ppsim check THIS-FILE
# Lines that begin with # are notes to yourself; ppsim does not read them.
ppsim: 1
id: <id>
version: 1.0.0
title: <title>
seat: <seat>  # whose chair the player sits in: therapist, supervisee or supervisor
parallel: <parallel>  # life: the therapist's own life; process: what comes back in supervision
minutes: 2
themes: [lateness]
objectives:
  - Tell asking from soothing.
# Who is in it. The word before the colon is what lines are spoken under, further down.
"""
_CAST = """\
cast:
  me: {name: Alex, role: therapist, you: true}
  client: {name: <client>, role: client}
  super: {name: Dana, role: supervisor}
"""
_CAST_ABOVE = """\
cast:
  me: {name: Dana, role: supervisor, you: true}
  sam: {name: Sam, role: therapist}
  client: {name: <client>, role: client}
"""
_FEATURES = """\
# The few things the case turns on. An option meets one with 'meets'.
key_features:
  asked:
    text: The near miss is asked about before it is smoothed over.
    practise: Ask one more question before you comfort anybody.
    question: What was I in a hurry to be past?
"""
_PATTERNS = """\
# What is done with the client and then done again with the supervisor.
patterns:
  - {id: smoothing, therapy: [SAR.REASSURE], supervision: [SUP.CURATE]}
"""
_PATTERNS_ABOVE = """\
# What the therapist does with the client and the supervisor then does with the therapist.
patterns:
  - {id: smoothing, therapy: [SAR.REASSURE], supervision: [SAR.REASSURE]}
"""
_BELOW = """\
start: doorway
scenes:

  # A decision: text, a line to answer ('ask'), and choices. Each choice says what it does in the
  # rubric's terms ('codes') and why ('because'); the player sees both only afterwards.
  doorway:
    phase: therapy
    time: Session three
    text:
      - The rain has been in with you since ten.
      - client: I got as far as the corner and nearly went home.
      - inner: You have the folder open already.
    ask: There is a pause, and it is yours.
    choices:
      - id: explore
        say: At the corner, then. What was it like to stand there?
        codes: [ATT.EXPLORE]
        meets: [asked]
        because: The near miss is asked about, and the answer is left open.
        client_side: Nobody had wanted to hear about the corner before.
        then:
          - client: Wet. And like being eleven.
      - id: soothe
        say: Well, you are here now, and that is what counts today.
        codes: [SAR.REASSURE]
        because: It is warm, and it closes the corner before anybody has looked at it.
        client_side: It was kind. The corner went back in the bag.
        then:
          - client: I suppose so. Yes.
    next: supervision

  # In supervision an option is said to the supervisor.
  supervision:
    phase: supervision
    time: Thursday, supervision
    text:
      # A line that only some players hear: 'if' says which.
      - if: chose("doorway/explore")
        super: You said something about a corner, in your message.
      - if: chose("doorway/soothe")
        super: Your message said that it went well.
    ask: She has her pen down.
    choices:
      - id: feeling
        say: I wanted it to be all right at once, and I noticed it.
        codes: [SUP.AFFECT]
        because: What it was like for you reaches the room, and can be thought about.
        then:
          - super: All right for whom, do you think?
        next: after
      - id: summary
        say: It went to plan. I have the summary here if you want it.
        codes: [SUP.CURATE]
        because: What is on the page is true, and what it was like is not on it.
        then:
          - super: Then let us look at the page.
        next: page

  # An ending ends. The word after 'ending' says how it ended between the two.
  after:
    ending: held
    recap: The corner was spoken of once more before the summer.
    text:
      - On the next Tuesday it is dry, and the corner comes up by itself.

  page:
    ending: unspoken
    recap: The corner stayed where it was.
    text:
      - The page is filed under the right letter.
"""
_ABOVE = """\
start: doorway
scenes:

  # A decision: text, a line to answer ('ask'), and choices. Each choice says what it does in the
  # rubric's terms ('codes') and why ('because'); the player sees both only afterwards.
  doorway:
    phase: supervision
    time: Thursday, supervision
    text:
      - The rain has been in with you since ten.
      - sam: <near miss>
      - inner: You have said that sentence yourself, in other years.
    ask: Sam looks up from the page.
    choices:
      # 'to' says who is spoken to.
      - id: explore
        say: At the corner, then. What was it like for you to hear that?
        to: sam
        codes: [ATT.EXPLORE]
        meets: [asked]
        because: The near miss is asked about, and the answer is left open.
        then:
          - sam: Cold. I wanted to be past it.
      - id: soothe
        say: Well, it was a kind thing to say, and no harm is done.
        to: sam
        codes: [SAR.REASSURE]
        because: It is warm, and it does to Sam what Sam did at the door.
        then:
          - sam: I suppose so. Yes.
    next: closing

  closing:
    phase: supervision
    time: The same hour, near its end
    text:
      # A line that only some players hear: 'if' says which.
      - if: chose("doorway/explore")
        sam: I can still see that corner.
      - if: chose("doorway/soothe")
        sam: That was all I had for today.
    ask: There are five minutes left.
    choices:
      - id: name
        say: We have both been quick here today, I think.
        to: sam
        codes: [FRM.NAME]
        because: What goes on between the two of you is said, with you in it.
        then:
          - sam: Have we? Yes. We have.
        next: after
      - id: advise
        say: Next time, open with a summary and a plan for the hour.
        to: sam
        codes: [SAR.OVERFUNCTION]
        because: It is a fair plan, and it takes the work out of Sam's hands.
        then:
          - sam: I will write that down.
        next: page

  # An ending ends. The word after 'ending' says how it ended between the two.
  after:
    ending: held
    recap: The corner was spoken of once more before the summer.
    text:
      - On the next Thursday it is dry, and Sam begins with the corner.

  page:
    ending: unspoken
    recap: The corner stayed where it was.
    text:
      - The plan is on the page in Sam's neat hand.
"""
