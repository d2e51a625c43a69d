"""Intervals: bounds survive arithmetic, rounding is undone, and GRIM finds what base a percentage allows."""

import math
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from helpers.intervals import (
    UNBOUNDED,
    Interval,
    can_be_share,
    part_from,
    share_of,
    smallest_base,
    span_of,
    step_of,
    total_from,
)

counts = st.integers(1, 10_000)
values = st.fractions(0, 10_000, max_denominator=100)
intervals = st.builds(
    lambda low, width, is_open: Interval(low, UNBOUNDED if is_open else low + width),
    values,
    values,
    st.booleans(),
)


def _inside(interval, at):
    """A value in the interval, `at` of the way up."""
    return interval.low + at * (100 if interval.high == UNBOUNDED else interval.high - interval.low)


def _point(value):
    return Interval(Fraction(value), Fraction(value))


def _percent(text, value):
    return span_of(value, None, "exact", step_of(text, "%"))


@pytest.mark.parametrize(
    ("text", "unit", "step"),
    [
        ("90%", "%", 1),
        ("21.5%", "%", Fraction(1, 10)),
        ("98.05%", "%", Fraction(1, 100)),
        ("七成", "%", 10),
        ("近七成", "%", 10),
        ("三成八", "%", 1),
        ("三分之一", "%", 10),
        ("2/3", "%", 10),
        ("一半", "%", 10),
        ("百分之九十五", "%", 1),
        ("47处", "处", 0),
        ("2,320套", "套", 0),
        ("16.9万人", "人", 1_000),
        ("1.94万人", "人", 100),
        ("8万名", "名", 10_000),
        ("1.08亿元", "元", 1_000_000),
        ("3.8吨", "吨", Fraction(1, 10)),
        ("九件", "件", 0),
    ],
)
def test_the_step_of_a_number_is_its_last_written_figure(text, unit, step):
    assert step_of(text, unit) == step


@pytest.mark.parametrize(
    ("value", "high", "bound", "step", "low", "top"),
    [
        (90, None, "exact", 1, 89.5, 90.5),
        (47, None, "exact", 0, 47, 47),
        (300, 500, "exact", 0, 300, 500),
        (1200, None, "at_least", 0, 1200, UNBOUNDED),
        (70, None, "at_most", 10, 0, 70),
        (169_000, None, "approx", 1_000, 168_000, 170_000),
        (2_600, None, "approx", 0, 2_500, 2_700),
    ],
)
def test_a_bound_says_where_the_value_may_lie(value, high, bound, step, low, top):
    assert span_of(value, high, bound, Fraction(step)) == Interval(low, top)


@given(intervals, intervals, st.fractions(0, 1), st.fractions(0, 1))
def test_what_holds_of_two_values_holds_of_their_intervals(one, other, at, too):
    first, second = _inside(one, at), _inside(other, too)
    assert (one + other).holds(first + second)
    assert (one - other).holds(max(0, first - second))
    assert (one * other).holds(first * second)
    if second:
        assert (one / other).holds(first / second)


@given(counts, counts, st.integers(0, 2))
def test_a_rounded_share_gives_back_its_whole_and_its_part(part, rest, digits):
    whole = part + rest
    told = round(Fraction(100 * part, whole), digits)
    share = Interval(told - Fraction(1, 2 * 10**digits), told + Fraction(1, 2 * 10**digits))
    assume(share.low > 0)
    assert total_from(_point(part), share).holds(whole)
    assert part_from(_point(whole), share).holds(part)
    assert share_of(_point(part), _point(whole)).meets(share)
    assert can_be_share(share, whole)


@given(st.integers(1, 99), st.integers(1, 400))
def test_grim_agrees_with_trying_every_count(told, base):
    share = Interval(told - Fraction(1, 2), told + Fraction(1, 2))
    assert can_be_share(share, base) == any(share.holds(Fraction(100 * k, base)) for k in range(base + 1))


@given(st.lists(st.integers(1, 99), min_size=1, max_size=3))
def test_the_smallest_base_fits_and_no_smaller_one_does(told):
    shares = [Interval(n - Fraction(1, 2), n + Fraction(1, 2)) for n in told]
    base = smallest_base(shares)
    assert base is not None and base <= 100
    assert all(can_be_share(share, base) for share in shares)
    assert not any(all(can_be_share(share, n) for share in shares) for n in range(1, base))


def test_no_base_below_the_limit():
    assert smallest_base([_percent("98.05%", 98.05)], limit=10) is None


@pytest.mark.parametrize(
    ("part", "text", "value", "low", "high"),
    [(15_625, "21.5%", 21.5, 72_506, 72_843), (412, "71.3%", 71.3, 578, 578)],
)
def test_a_total_from_a_share(part, text, value, low, high):
    assert total_from(_point(part), _percent(text, value)).whole() == Interval(low, high)


def test_bounds_survive():
    at_least, at_most = span_of(9_300, None, "at_least", 0), span_of(10, None, "at_most", Fraction(10))
    assert total_from(at_least, at_most) == Interval(93_000, UNBOUNDED)
    assert at_least / span_of(100, None, "at_least", 0) == Interval(0, UNBOUNDED)
    assert part_from(_point(2_320), _percent("90%", 90)).whole() == Interval(2_077, 2_099)


def test_no_whole_number_in_between():
    assert Interval(Fraction(653, 10), Fraction(654, 10)).whole() is None
    assert Interval(Fraction(1), math.inf).whole() == Interval(1, UNBOUNDED)
