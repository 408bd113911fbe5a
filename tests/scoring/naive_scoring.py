"""A second computation of the scoring model, written from its text alone.

It shares nothing with the ``scoring`` package but the record: weights come from the rubric file
as YAML has it, numbers are fractions, and every formula is spelt out the long way.
"""

from __future__ import annotations

from fractions import Fraction as F
from functools import cache

from record_makers import TESTS, plain_rubric

from scoring.options import Option, Tells
from scoring.record import AttemptRecord, Pick


def code(name):
    return plain_rubric()["codes"][name]


def clip(x):
    return F(2) if x > 2 else F(-2) if x < -2 else x


@cache
def own_weights(o: Option) -> dict[str, F]:
    sums: dict[str, F] = {}
    for c in o.codings or ():
        w = F(code(c.code)["weight"])
        if o.tells and not o.tells.truthful and "weight_untrue" in code(c.code):
            w = F(code(c.code)["weight_untrue"])
        d = code(c.code)["dimension"]
        sums[d] = sums.get(d, F(0)) + w * F(c.intensity)
    return {d: clip(x) for d, x in sums.items()}


def effective(p: Pick) -> dict[str, F]:
    w = {o.id: clip(sum(own_weights(o).values(), F(0))) for o in p.offered}
    divided = [o.id for o in p.offered if o.id in p.contested]
    if len(divided) > 1:
        top = max(w.values())
        for i in divided:
            w[i] = top
    return w


def a_choice(p: Pick) -> bool:
    return (
        p.first_visit
        and not p.hub
        and len(p.offered) > 1
        and not any(o.fallback for o in p.offered)
    )


def is_met(p: Pick) -> bool:
    return a_choice(p) and len(set(effective(p).values())) > 1


def weight_at(p: Pick) -> F:
    return effective(p)[p.chosen] if is_met(p) else F(0)


def met(r: AttemptRecord) -> list[int]:
    return [i for i, p in enumerate(r.picks) if is_met(p)]


def k(p: Pick) -> int:
    return 2 if [o for o in p.offered if o.meets] else 1


def names(o: Option) -> set[str]:
    return {c.code for c in o.codings or ()}


def taken(p: Pick) -> Option:
    (found,) = [o for o in p.offered if o.id == p.chosen]
    return found


def in_dimension(p: Pick, d: str) -> dict[str, F]:
    return {o.id: own_weights(o).get(d, F(0)) for o in p.offered}


def informing(r: AttemptRecord, d: str) -> list[int]:
    good = []
    for i in met(r):
        w, ws = effective(r.picks[i]), in_dimension(r.picks[i], d)
        winners = [o for o in w if w[o] == max(w.values())]
        if max(ws.values()) > min(ws.values()) and {ws[o] for o in winners} == {max(ws.values())}:
            good.append(i)
    return good


def s(r: AttemptRecord, d: str) -> tuple[F, F, int] | int:
    """S, S of random picking, count; the count alone where it is under three."""
    at = informing(r, d)
    if len(at) < 3:
        return len(at)
    top = bottom = chance = F(0)
    for i in at:
        p = r.picks[i]
        ws = in_dimension(p, d)
        top += k(p) * (ws[p.chosen] - min(ws.values()))
        chance += k(p) * (sum(ws.values()) / len(ws) - min(ws.values()))
        bottom += k(p) * (max(ws.values()) - min(ws.values()))
    return 100 * top / bottom, 100 * chance / bottom, len(at)


def a(r: AttemptRecord, d: str | None) -> tuple[F, F, int] | int:
    """A, SE0 squared, count; the count alone where it is under six."""
    at = met(r) if d is None else informing(r, d)
    if len(at) < 6:
        return len(at)
    top = bottom = var = F(0)
    for i in at:
        p = r.picks[i]
        ws = effective(p) if d is None else in_dimension(p, d)
        n = len(ws)
        mean = sum(ws.values()) / n
        top += k(p) * (ws[p.chosen] - mean)
        bottom += k(p) * (max(ws.values()) - mean)
        var += k(p) ** 2 * (sum(w * w for w in ws.values()) / n - mean * mean)
    return top / bottom, var / bottom**2, len(at)


def reactivity(r: AttemptRecord) -> tuple[int, int]:
    out = 0
    both = 0
    for i in met(r):
        w = effective(r.picks[i])
        if any(x > 0 for x in w.values()) and any(x < 0 for x in w.values()):
            both += 1
            out += w[r.picks[i].chosen] < 0
    return out, both


def moments(r: AttemptRecord) -> list[int]:
    cost = {}
    for i in met(r):
        w = effective(r.picks[i])
        cost[i] = k(r.picks[i]) * (max(w.values()) - w[r.picks[i].chosen])
    order = []
    while any(cost.values()):
        worst = max(cost.values())
        latest = max(i for i in cost if cost[i] == worst)
        order.append(latest)
        del cost[latest]
    return order


def feature_status(r: AttemptRecord, f: str) -> str:
    by = {x.id: x for x in r.key_features}
    took = {m for p in r.picks for m in taken(p).meets}
    seen = {m for p in r.picks for o in p.offered for m in o.meets}
    if f in took:
        return "met"
    if f in seen:
        return "missed"
    if took & set(by[f].alternative_of):
        return "not_applicable"
    last_open = r.open_start
    for p in r.picks:
        last_open = p.open_after
    for leave in r.leaves:
        if leave.after_picks == len(r.picks):
            last_open = leave.open_after
    if r.ending is None and f in last_open:
        return "still_open"
    return "foreclosed"


def pulls(r: AttemptRecord) -> dict[str, tuple[int, int, F]]:
    out = {}
    for role, v in plain_rubric()["roles"].items():
        t = n = 0
        e = F(0)
        for i in met(r):
            p = r.picks[i]
            with_it = [o for o in p.offered if names(o) & set(v["codes"])]
            if with_it:
                n += 1
                e += F(len(with_it), len(p.offered))
                t += taken(p) in with_it
        out[role] = (t, n, e)
    return out


# ---- Echo


def runs(r: AttemptRecord) -> list[tuple[str, list[int]]]:
    out: list[tuple[str, list[int]]] = []
    for i, p in enumerate(r.picks):
        if p.phase == "between":
            continue
        if out and out[-1][0] == p.phase:
            out[-1][1].append(i)
        else:
            out.append((p.phase, [i]))
    return out


def can_decline(r, at, codes) -> bool:
    shares = [
        sum(bool(names(o) & codes) for o in r.picks[i].offered) / len(r.picks[i].offered)
        for i in at
        if is_met(r.picks[i])
    ]
    return 1 not in shares and any(shares)


def took_any(r, at, codes) -> bool:
    return any(is_met(r.picks[i]) and names(taken(r.picks[i])) & codes for i in at)


def echo(r: AttemptRecord) -> tuple[int, int, int, int] | None:
    """Counted, echoed, broken, carried back."""
    if r.parallel == "life":
        return None
    n = same = broke = back = 0
    cut = runs(r)
    for pattern in r.patterns:
        for i, (phase, at) in enumerate(cut):
            following = [j for j in range(i, len(cut)) if cut[j][0] == "supervision"]
            if phase != "therapy" or not following:
                continue
            sup = cut[following[0]][1]
            if not (
                can_decline(r, at, pattern.therapy) and can_decline(r, sup, pattern.supervision)
            ):
                continue
            n += 1
            if not took_any(r, at, pattern.therapy):
                continue
            if took_any(r, sup, pattern.supervision):
                same += 1
            elif took_any(r, sup, {"SUP.AFFECT", "SUP.PARALLEL"}):
                broke += 1
                if took_any(r, sup, {"SUP.CARRY"}):
                    next_time = [
                        later
                        for what, later in cut[following[0] :]
                        if what == "therapy" and can_decline(r, later, pattern.therapy)
                    ][:1]
                    back += bool(next_time) and not took_any(r, next_time[0], pattern.therapy)
    return n, same, broke, back


# ---- Repair


def does_strain(p: Pick, o: Option, who: str) -> bool:
    if o.to != who:
        return False
    return (o.strain and (p.first_visit or p.hub)) or (is_met(p) and effective(p)[o.id] <= -1)


def does_repair(p: Pick, o: Option, who: str) -> bool:
    return (
        o.to == who and not does_strain(p, o, who) and any(code(c).get("repair") for c in names(o))
    )


def strains(r: AttemptRecord) -> list[tuple[str, tuple[int, ...], str]]:
    """Person, openings, outcome; in order of opening."""
    out = []
    for who in {o.to for p in r.picks for o in p.offered} - {None}:
        with_them = [i for i in met(r) if any(o.to == who for o in r.picks[i].offered)]
        openings = [i for i, p in enumerate(r.picks) if does_strain(p, taken(p), who)]
        mends = [i for i in with_them if does_repair(r.picks[i], taken(r.picks[i]), who)]
        while openings:
            group = [openings.pop(0)]
            while True:
                window = [i for i in with_them if i > group[-1]][:2]
                end = window[-1] if len(window) == 2 else len(r.picks)
                mended = [i for i in mends if i in window]
                joins = [i for i in openings if i <= end and not (mended and mended[0] < i)]
                if not joins:
                    break
                group.append(openings.pop(0))
            whole = [i for i in with_them if i > group[0] and i <= end]
            offered = any(
                does_repair(r.picks[i], o, who) for i in whole for o in r.picks[i].offered
            )
            better = [
                i
                for i in window
                if taken(r.picks[i]).to == who and effective(r.picks[i])[r.picks[i].chosen] >= 1
            ]
            if mended:
                outcome = "repaired"
            elif len(window) < 2 and r.ending is None:
                outcome = "still_open"
            elif not offered:
                outcome = "not_counted"
            else:
                outcome = "recovered" if better else "unrepaired"
            out.append((who, tuple(group), outcome))
    return sorted(out, key=lambda x: x[1])


# ---- Disclosure


def verdict(t: Tells, cue: str) -> str:
    hard = [
        t.whose_need == "therapist",
        t.truthful is False,
        t.amount >= 1 and cue == "signalled_not_wanting",
        t.resolved == "open" and t.amount >= 2,
    ]
    if any(hard):
        return "misfit"
    if t.decision in ("disclosed", "partial"):
        n = len([x for x in TESTS if x in t.passes])
        if n >= 5 and "client_benefit" in t.passes:
            return "fits"
        return "misfit" if n <= 2 else "arguable"
    n = len([x for x in ("client_benefit", "cue_fit", "timing_fit", "norm_fit") if x in t.passes])
    return {4: "fits", 3: "arguable", 2: "arguable"}.get(n, "misfit")


def two_by_two(r: AttemptRecord) -> dict[str, list[int]]:
    cells: dict[str, list[int]] = {"T": [], "W": [], "held at T": [], "told at W": [], "dose": []}

    def out(t):
        return t.type == "logistics" or t.route == "unavoidable"

    for i, p in enumerate(r.picks):
        if p.moment is None or not a_choice(p) or out(taken(p).tells):
            continue
        tell = {"disclosed", "partial"}
        says = [o.tells for o in p.offered if not out(o.tells)]
        telling = {verdict(t, p.moment.cue) for t in says if t.decision in tell}
        keeping = {verdict(t, p.moment.cue) for t in says if t.decision not in tell}
        mine = taken(p).tells
        if "fits" in telling and keeping == {"misfit"}:
            cells["T"].append(i)
            if mine.amount < 1:
                cells["held at T"].append(i)
            elif verdict(mine, p.moment.cue) != "fits":
                cells["dose"].append(i)
        elif "fits" in keeping and telling == {"misfit"}:
            cells["W"].append(i)
            if mine.amount >= 1:
                cells["told at W"].append(i)
    return cells


def tiers(r: AttemptRecord) -> list[tuple[int, str]]:
    out = []
    for i, p in enumerate(r.picks):
        if not (a_choice(p) and p.reason and p.reasons):
            continue
        (sound,) = [x.sound for x in p.reasons if x.id == p.reason.id]
        w = effective(p)
        good = w[p.chosen] == max(w.values())
        if good:
            cell = "both_sound" if p.chosen in sound else "weak_reason"
        else:
            cell = "weak_choice" if sound & set(w) else "neither"
        out.append((i, cell))
    return out


def critical(r: AttemptRecord) -> dict[str, list[int]]:
    out: dict[str, list[int]] = {}
    for i, p in enumerate(r.picks):
        for c in (taken(p).codings or ()) if a_choice(p) else ():
            t = taken(p).tells
            lie = t is not None and not t.truthful and "weight_untrue" in code(c.code)
            if code(c.code).get("critical") or lie:
                out.setdefault(c.code, []).append(i)
    return out
