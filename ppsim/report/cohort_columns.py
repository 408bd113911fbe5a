"""What each column of a group's tables holds; the data dictionary is made of these."""

from __future__ import annotations

from typing import Literal, NamedTuple

Value = str | int | float | bool | None
Kind = Literal["text", "integer", "number", "true/false"]


class Column(NamedTuple):
    """A column: its name, its kind, and what it holds."""

    name: str
    kind: Kind
    says: str


ABOUT = (
    Column("synthetic", "true/false", "Made-up people: true means that nobody in it exists"),
    Column("view", "text", "instructor, projection or external"),
    Column("case_id", "text", "The case"),
    Column("case_version", "text", "Its version"),
    Column("case_hash", "text", "Hash of its text"),
    Column("key_status", "text", "What its key rests on"),
    Column("rubric_id", "text", "The rubric it is read by"),
    Column("rubric_version", "text", "Its version"),
)
DECISION = (
    Column("scene", "text", "Scene of the decision"),
    Column("number", "integer", "Its place in the case"),
    Column("title", "text", "What the scene is called"),
    Column("ask", "text", "What is asked"),
    Column("reached", "text", "How many met it, as this view may say it"),
    Column("says", "text", "What is said instead of counts, or beside them"),
    Column(
        "dissent",
        "number",
        "Entropy of the votes as shown over ln of the options on offer: 0 all the same, 1 evenly",
    ),
    Column("loss", "number", "Mean weight lost: 0 all took a best option, 1 all the worst"),
    Column("agenda", "number", "max(dissent, loss) * weight * share of people who came to it"),
    Column("agenda_rank", "integer", "1 is to be discussed first"),
    Column("weight", "integer", "2 where a key feature was on offer, else 1"),
    Column("shared_miss", "true/false", "70 % or more chose reactively"),
    Column("split", "true/false", "The option taken most was taken by fewer than 60 %"),
    Column("contested", "text", "Letters of contested options, parted by spaces"),
    Column("missing", "text", "The rule for missing data"),
)
OPTION = (
    Column("scene", "text", "Scene of the decision"),
    Column("option", "text", "Id of the option"),
    Column("letter", "text", "Its letter on the page"),
    Column("words", "text", "Its words, as the case has them"),
    Column("stance", "text", "reflective, reactive or neutral; empty where nothing is at stake"),
    Column("best", "true/false", "It weighs most of what is on offer"),
    Column("codes", "text", "Names of its codes, the primary one first, parted by semicolons"),
    Column("together", "text", "Letters that are counted together, where few took them"),
    Column("count", "integer", "How many took it (or the options counted together)"),
    Column("n", "integer", "Of how many to whom it was on offer"),
    Column("percent", "integer", "The share, in per cent; rounded to 5 outside"),
    Column("low", "number", "Wilson's interval, 95 %: lower bound, 0 to 1"),
    Column("high", "number", "Its upper bound"),
    Column("missing", "text", "The rule for missing data"),
)
FIGURE = (
    Column("section", "text", "Where it stands on the page"),
    Column("figure", "text", "What it is"),
    Column("of", "text", "Scene, scene/option, pattern or ending it is of; empty: the whole group"),
    Column(
        "value",
        "number",
        "A count (attendance, flow), a share of n, 0 to 1 (others with a count), or a statistic",
    ),
    Column("count", "integer", "How many, where it is a count or a share"),
    Column("n", "integer", "Of how many"),
    Column("low", "number", "Lower bound of its interval, 95 %"),
    Column("high", "number", "Upper bound"),
    Column("interval", "text", "How the interval was made"),
    Column("missing", "text", "The rule for missing data"),
    Column("says", "text", "What is said instead, such as why it is refused"),
)
