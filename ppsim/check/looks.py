"""Fairness: whether best options give themselves away by their look, over a whole case.

After the item-writing flaws that testing boards warn of (NBME item-writing guide): length,
hedges and absolutes, words repeated from the stem, the odd one out. Each is held against what
chance would do in a case of this size, so that a short case is not accused of an accident.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from math import comb

from ppsim.check.registry import RULES, check
from ppsim.check.subject import Subject, named
from ppsim.explore.policies.balance import LENGTH_LIMIT, LONGEST_LIMIT
from ppsim.explore.policies.items import Item, ItemOption
from ppsim.explore.policies.judge import CASE_A_LIMIT, chance_adjusted
from ppsim.explore.policies.rules import SURFACE, Policy
from ppsim.explore.policies.wording import ABSOLUTES, FEELINGS, HEDGES, count
from ppsim.format.diagnostics import Diagnostic, Rule

BEST_LONGEST = RULES.add(
    "PP901",
    "Best option too often the longest",
    "the best option is the longest at {count} of {all} decisions ({share}; by chance {chance})",
    "Shorten best options or lengthen others: {scenes}.",
    severity="warning",
)
BEST_SHORTEST = RULES.add(
    "PP902",
    "Best option too often the shortest",
    "the best option is the shortest at {count} of {all} decisions ({share}; by chance {chance})",
    "Lengthen best options or shorten others: {scenes}.",
    severity="warning",
)
LENGTHS = RULES.add(
    "PP903",
    "Best options of another length",
    "best options are {share} {way} than the others on average ({best} characters against "
    "{others})",
    "Keep the means within {limit} of each other; {scenes} differ most.",
    severity="warning",
)
HEDGED = RULES.add(
    "PP904",
    "Hedges on one side",
    "{best} of {all_best} best options have a hedge (perhaps, I wonder, a little ...), and "
    "{others} of {all_others} others",
    "Let plain options be best sometimes, and reactive ones tentative.",
    severity="warning",
)
ABSOLUTE = RULES.add(
    "PP905",
    "Absolutes on one side",
    "{best} of {all_best} best options have an absolute (always, never, only ...), and "
    "{others} of {all_others} others",
    "Take absolutes out of the options that are not best, or give the best ones some.",
    severity="warning",
)
FEELING = RULES.add(
    "PP906",
    "Words for feelings on one side",
    "{best} of {all_best} best options have a word for a feeling or 'notice', and {others} of "
    "{all_others} others",
    "Let virtue have no accent: spread them over both.",
    severity="warning",
)
QUESTIONS = RULES.add(
    "PP907",
    "Questions on one side",
    "{best} of {all_best} best options ask something, and {others} of {all_others} others",
    "Let a statement be best sometimes, and a question not.",
    severity="warning",
)
PROMPTED = RULES.add(
    "PP908",
    "Words shared with the prompt",
    "who always picks the option that repeats most of the client's words gets {a} of what "
    "judgement could gain (0 is picking at random)",
    "Let other options take up the client's words as well: {scenes}.",
    severity="warning",
)
ODD_ONE = RULES.add(
    "PP909",
    "The odd one out wins",
    "who always picks the option least like the others gets {a} of what judgement could gain",
    "Write options that differ from each other, not three alike and one: {scenes}.",
    severity="warning",
)
ALIKE = RULES.add(
    "PP910",
    "The option most like the others wins",
    "who always picks the option most like the others gets {a} of what judgement could gain",
    "Options written as variations of the best one point at it: {scenes}.",
    severity="warning",
)

ENOUGH = 6
"""Decisions below which nothing is said of a case's looks."""
SEPARATED = 6
"""Decisions a rule of thumb must separate before it is said to win."""
CHANCE = 0.05
SHARE_GAP = 0.25
"""Difference of two shares below which nothing is said."""


@check(BEST_LONGEST, BEST_SHORTEST, LENGTHS)
def lengths(subject: Subject) -> Iterator[Diagnostic]:
    """The length of best options against that of the others."""
    items = subject.items
    if len(items) < ENOUGH:
        return
    at = subject.key("scenes")
    for rule, extreme in ((BEST_LONGEST, max), (BEST_SHORTEST, min)):
        hits = [item for item in items if _is_best(item, extreme)]
        chances = [_chance(item, extreme) for item in items]
        share = len(hits) / len(items)
        if share > LONGEST_LIMIT and at_least(len(hits), chances) < CHANCE:
            yield subject.finding(
                rule,
                at,
                count=len(hits),
                all=len(items),
                share=f"{share:.0%}",
                chance=f"{sum(chances) / len(items):.0%}",
                scenes=named([item.scene for item in hits]),
            )
    best = [len(o.words) for i in items for o in i.options if o.weight == i.best]
    others = [len(o.words) for i in items for o in i.options if o.weight < i.best]
    mean, rest = sum(best) / len(best), sum(others) / len(others)
    gap = mean / rest - 1
    if abs(gap) > LENGTH_LIMIT and _gap_by_chance(items, gap) < CHANCE:
        yield subject.finding(
            LENGTHS,
            at,
            share=f"{abs(gap):.0%}",
            way="longer" if gap > 0 else "shorter",
            best=f"{mean:.0f}",
            others=f"{rest:.0f}",
            limit=f"{LENGTH_LIMIT:.0%}",
            scenes=named(_furthest(items, gap > 0), 4),
        )


Extreme = Callable[[Iterable[int]], int]


def _is_best(item: Item, extreme: Extreme) -> bool:
    length = extreme(len(o.words) for o in item.options)
    return any(len(o.words) == length and o.weight == item.best for o in item.options)


def _chance(item: Item, extreme: Extreme) -> float:
    """That one of the longest is a best one, were the best as likely to be any of them."""
    length = extreme(len(o.words) for o in item.options)
    longest = sum(len(o.words) == length for o in item.options)
    best = sum(o.weight == item.best for o in item.options)
    n = len(item.options)
    return 1 - comb(n - longest, best) / comb(n, best)


def at_least(count: int, chances: Sequence[float]) -> float:
    """The chance that ``count`` or more of independent events of these chances come about."""
    by_number = [1.0]
    for p in chances:
        by_number = [
            (by_number[i] * (1 - p) if i < len(by_number) else 0.0)
            + (by_number[i - 1] * p if i else 0.0)
            for i in range(len(by_number) + 1)
        ]
    return sum(by_number[count:])


def _excess(item: Item) -> float:
    """How much longer its best options are, in characters, than all of its options."""
    lengths_ = [len(o.words) for o in item.options]
    best = [len(o.words) for o in item.options if o.weight == item.best]
    return sum(best) / len(best) - sum(lengths_) / len(lengths_)


def _gap_by_chance(items: Sequence[Item], gap: float) -> float:
    """Two-sided chance of so large an excess, were best options drawn at random in each decision.

    By the normal curve, with the exact variance of drawing without replacement.
    """
    from math import erfc, sqrt

    variance = 0.0
    for item in items:
        lengths_ = [len(o.words) for o in item.options]
        n, b = len(lengths_), sum(o.weight == item.best for o in item.options)
        mean = sum(lengths_) / n
        spread = sum((x - mean) ** 2 for x in lengths_) / n
        if n > 1:
            variance += spread / b * (n - b) / (n - 1)
    total = sum(_excess(item) for item in items)
    if variance == 0 or total * gap <= 0:
        return 1.0
    return erfc(abs(total) / sqrt(2 * variance))


def _furthest(items: Sequence[Item], longer: bool) -> list[str]:
    ordered = sorted(items, key=_excess, reverse=longer)
    return [item.scene for item in ordered]


@check(HEDGED, ABSOLUTE, FEELING, QUESTIONS)
def marks(subject: Subject) -> Iterator[Diagnostic]:
    """Words that stand in best options and hardly elsewhere, or the other way round."""
    items = subject.items
    if len(items) < ENOUGH:
        return
    best = [o for i in items for o in i.options if o.weight == i.best]
    others = [o for i in items for o in i.options if o.weight < i.best]
    tests: tuple[tuple[Rule, Callable[[ItemOption], bool]], ...] = (
        (HEDGED, lambda o: count(HEDGES, o.words) > 0),
        (ABSOLUTE, lambda o: count(ABSOLUTES, o.words) > 0),
        (FEELING, lambda o: count(FEELINGS, o.words) > 0),
        (QUESTIONS, lambda o: "?" in o.words),
    )
    for rule, has in tests:
        k, m = sum(map(has, best)), sum(map(has, others))
        gap = abs(k / len(best) - m / len(others))
        if gap >= SHARE_GAP and fisher(k, len(best), m, len(others)) < CHANCE:
            yield subject.finding(
                rule,
                subject.key("scenes"),
                best=k,
                all_best=len(best),
                others=m,
                all_others=len(others),
            )


def fisher(k: int, n: int, m: int, o: int) -> float:
    """Two-sided exact chance of a split at least as unlikely as ``k`` of ``n``, ``m`` of ``o``."""
    total, marked = n + o, k + m
    ways = comb(total, marked)
    here = comb(n, k) * comb(o, m)
    low, high = max(0, marked - o), min(n, marked)
    splits = (comb(n, x) * comb(o, marked - x) for x in range(low, high + 1))
    return sum(s for s in splits if s <= here) / ways


_RULES = {policy.id: policy for policy in SURFACE}
_WINNERS: tuple[tuple[Rule, Policy], ...] = (
    (PROMPTED, _RULES["prompt-overlap"]),
    (ODD_ONE, _RULES["odd-one-out"]),
    (ALIKE, _RULES["most-alike"]),
)


@check(PROMPTED, ODD_ONE, ALIKE)
def thumbs(subject: Subject) -> Iterator[Diagnostic]:
    """Rules of thumb that win this case by the words alone."""
    items = subject.items
    if len(items) < ENOUGH:
        return
    for rule, policy in _WINNERS:
        faced = [item for item in items if policy.shares(item) is not None]
        a = chance_adjusted(policy, faced)
        if len(faced) < SEPARATED or a is None or a < CASE_A_LIMIT:
            continue
        won = [item.scene for item in faced if _wins(policy, item)]
        scenes = named(won)
        yield subject.finding(rule, subject.key("scenes"), a=f"{a:.2f}", scenes=scenes)


def _wins(policy: Policy, item: Item) -> bool:
    shares = policy.shares(item) or ()
    return any(s and o.weight == item.best for s, o in zip(shares, item.options, strict=False))
