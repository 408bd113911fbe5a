"""Student's t distribution, by the continued fraction of the incomplete beta function.

The fraction is Lentz's evaluation of 26.5.8 in Abramowitz & Stegun (1964); the quantile is found
by halving. Both are exact to about 1e-13, so that no numerical library is needed here.
"""

from __future__ import annotations

from math import exp, lgamma, log

_TINY = 1e-300


def beta_cdf(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function I_x(a, b)."""
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    if x > (a + 1) / (a + b + 2):
        return 1.0 - beta_cdf(1 - x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x)) / a
    c, d = 1.0, 1 - (a + b) * x / (a + 1)
    d = 1 / (d if abs(d) > _TINY else _TINY)
    f = d
    for m in range(1, 10_000):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for part in (even, odd):
            d = 1 + part * d
            d = 1 / (d if abs(d) > _TINY else _TINY)
            c = 1 + part / c
            c = c if abs(c) > _TINY else _TINY
            step = c * d
            f *= step
        if abs(step - 1) < 1e-16:
            break
    return front * f


def t_cdf(t: float, df: float) -> float:
    """The chance of a value of at most ``t`` with ``df`` degrees of freedom."""
    tail = beta_cdf(df / (df + t * t), df / 2, 0.5) / 2
    return 1 - tail if t > 0 else tail


def t_quantile(p: float, df: float) -> float:
    """The value below which a share ``p`` lies.

    Raises:
        ValueError: ``p`` is not between 0 and 1, or ``df`` not above 0.
    """
    if not 0 < p < 1 or df <= 0:
        raise ValueError(f"no quantile: p = {p}, df = {df}")
    if p < 0.5:
        return -t_quantile(1 - p, df)
    low, high = 0.0, 1.0
    while t_cdf(high, df) < p:
        low, high = high, high * 2
    for _ in range(200):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if t_cdf(middle, df) < p:
            low = middle
        else:
            high = middle
    return (low + high) / 2
