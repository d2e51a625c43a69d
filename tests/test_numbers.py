"""Numbers and quantities: tables of what is read, and what holds for every way to write a number."""

from decimal import Decimal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from helpers.errors import InputError
from helpers.knowledge import DATA
from helpers.knowledge.numbers import load_numbers
from helpers.numerals import find_numerals
from helpers.quantities import find_quantities
from helpers.tables import ROOT


def rows(name):
    table = yaml.safe_load((ROOT / "tests" / "data" / name).read_text(encoding="utf-8"))
    return [pytest.param(row["text"], row["found"], id=f"{row['shows']}: {row['text']}") for row in table]


@pytest.mark.parametrize(("text", "expected"), rows("numerals.yml"))
def test_numerals(text, expected):
    found = [
        [text[n.start : n.end], float(n.value), *([float(n.high)] if n.high is not None else [])]
        for n in find_numerals(text)
    ]
    assert found == [[quote, *map(float, numbers)] for quote, *numbers in expected]


@pytest.mark.parametrize(("text", "expected"), rows("quantities.yml"))
def test_quantities(text, expected):
    found = [
        [
            text[q.start : q.end],
            float(q.value),
            q.bound,
            q.unit,
            *([float(q.value_high)] if q.value_high else []),
        ]
        for q in find_quantities(text)
    ]
    assert found == [[quote, float(value), *rest] for quote, value, *rest in expected]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("2024年3月5日", ["date", "date", "date"]),
        ("20世纪90年代", ["date", "date"]),
        ("上午8:00", ["clock"]),
        ("8时30分", ["clock", "clock"]),
        ("第十二届", ["ordinal"]),
        ("3号楼", ["ordinal"]),
        ("82岁", ["age"]),
        ("15日内", ["time"]),
        ("3600元", ["money"]),
        ("1500户", ["household"]),
        ("12场", ["event"]),
        ("七个月大的孩子", ["age"]),
        ("2021至2023年", ["date"]),
        ("室温降到26度", ["temperature"]),
        ("用电26度", ["energy"]),
        ("每月收八十块，", ["money"]),
        ("铺砖八十块，", ["object"]),
    ],
)
def test_the_unit_tells_what_is_counted(text, kinds):
    assert [q.kind for q in find_quantities(text)] == kinds


def test_a_frequency_keeps_its_period():
    (quantity,) = find_quantities("每月一次")
    assert (quantity.period, quantity.kind) == ("月", "event")


_DIGITS = "零一二三四五六七八九"
_FORMAL = dict(zip("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟", strict=True))


def chinese(number):
    """A number below 10^16 as one reads it aloud."""
    for name, size in (("亿", 10**8), ("万", 10**4)):
        if number >= size:
            high, low = divmod(number, size)
            zero = "零" if low and low < size // 10 else ""
            return chinese(high) + name + zero + (chinese(low) if low else "")
    text, pending = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            text += ("零" if pending and text else "") + _DIGITS[digit] + name
            pending = False
        else:
            pending = True
    return text or "零"


def value_of(text):
    (quantity,) = find_quantities(text)
    assert (quantity.start, quantity.end, quantity.unit) == (0, len(text), "户")
    return quantity.value


_TO_FORMAL = str.maketrans(_FORMAL)
_TO_TRADITIONAL = str.maketrans("万亿", "萬億")


@given(st.one_of(st.integers(2, 99_999), st.integers(2, 10**16 - 1)))
def test_every_way_to_write_a_number_has_the_same_value(number):
    full = str.maketrans("0123456789,", "０１２３４５６７８９，")
    spoken = chinese(number)
    ways = [
        str(number),
        f"{number:,}",
        f"{number} ",
        f"{number:,}".replace(",", " "),
        f"{number:,}".translate(full),
        spoken,
        spoken.translate(_TO_TRADITIONAL),
        spoken.translate(_TO_FORMAL),
        spoken.removeprefix("一") if spoken.startswith("一十") else spoken,
        f"{number}".translate(full),
    ]
    assert {way: value_of(way + "户") for way in ways} == dict.fromkeys(ways, number)


@given(st.integers(2, 9_999), st.sampled_from("万亿"), st.integers(1, 9))
def test_magnitudes_hold_for_figures_of_every_kind(number, magnitude, digit):
    size = {"万": 10**4, "亿": 10**8}[magnitude]
    ways = [f"{number}{magnitude}", f"{number} {magnitude}", f"{chinese(number)}{magnitude}"]
    assert {value_of(way + "户") for way in ways} == {Decimal(number * size)}
    short = f"{chinese(number)}{magnitude}{_DIGITS[digit]}"
    assert value_of(short + "户") == Decimal(number * size + digit * size // 10)


@given(st.integers(1, 9_999), st.integers(1, 9), st.integers(1, 9), st.sampled_from("万亿"))
def test_figures_mix_with_magnitudes(number, thousands, hundreds, magnitude):
    size = {"万": 10**4, "亿": 10**8}[magnitude]
    ways = {
        f"{number}亿{thousands}千{hundreds}百万": number * 10**8 + thousands * 10**7 + hundreds * 10**6,
        f"{thousands}千{hundreds}百{magnitude}": (thousands * 1000 + hundreds * 100) * size,
        f"{number}万{thousands}千{hundreds}百": number * 10**4 + thousands * 1000 + hundreds * 100,
    }
    assert {way: value_of(way + "户") for way in ways} == ways


@given(st.integers(0, 999), st.integers(0, 99), st.booleans())
def test_a_share_in_words_has_its_sign_and_its_decimals(whole, decimals, negative):
    spoken = f"{chinese(whole)}点{_DIGITS[decimals // 10]}{_DIGITS[decimals % 10]}"
    value = Decimal(f"{'-' if negative else ''}{whole}.{decimals:02}")
    sign = "负" if negative else ""
    ways = [f"百分之{sign}{spoken}", f"百分之{sign}{whole}.{decimals:02}", f"{sign}百分之{spoken}"]
    found = [(q.value, q.unit) for way in ways for q in find_quantities(way)]
    assert found == [(value, "%")] * 3
    assert {n.value for way in ways for n in find_numerals(way)} == {value / 100}


@given(st.integers(1, 98), st.integers(1, 99), st.sampled_from(["到", "至", "-", "—", "～"]))
def test_a_range_has_both_ends_however_it_is_written(low, more, dash):
    high = low + more
    for text in (f"{low}{dash}{high}", f"{chinese(low)}{dash}{chinese(high)}", f"在{low}和{high}之间"):
        assert [(n.value, n.high) for n in find_numerals(text)] == [(low, high)]


@given(st.integers(1, 8), st.integers(1, 9), st.sampled_from("成折"), st.sampled_from("到至-"))
def test_a_range_of_tenths_names_them_once(low, high, tenths, dash):
    (low, high) = sorted((low, high)) if low != high else (low, low + 1)
    for text in (f"{low}{dash}{high}{tenths}", f"{_DIGITS[low]}{dash}{_DIGITS[high]}{tenths}"):
        assert [(q.value, q.value_high, q.unit) for q in find_quantities(text)] == [
            (low * 10, high * 10, "%")
        ]


@given(st.integers(1, 9), st.integers(1, 99))
def test_a_length_may_end_without_a_unit(metres, rest):
    figures = str(rest)
    ways = [f"{metres}米{figures}", f"{_DIGITS[metres]}米{''.join(_DIGITS[int(c)] for c in figures)}"]
    if "0" not in figures:
        found = [(q.value, q.unit, q.end - q.start) for way in ways for q in find_quantities(way)]
        assert found == [(Decimal(f"{metres}.{figures}"), "米", len(way)) for way in ways]


@given(st.integers(1, 999), st.integers(1, 9), st.integers(1, 9))
def test_coins_add_to_their_notes(notes, dimes, cents):
    amounts = [
        f"{notes}元{dimes}角{cents}分",
        f"{chinese(notes)}块{_DIGITS[dimes]}毛{_DIGITS[cents]}分钱",
        f"{notes}.{dimes}{cents}元",
    ]
    found = [(q.value, q.unit) for amount in amounts for q in find_quantities(f"每斤{amount}。")]
    assert found == [(Decimal(f"{notes}.{dimes}{cents}"), "元")] * 3


@given(st.decimals(0, 9999, places=2, allow_nan=False), st.sampled_from(["%", "％", " %"]))
def test_percentages_keep_their_value(number, sign):
    (quantity,) = find_quantities(f"满意率{number}{sign}。")
    assert (quantity.value, quantity.unit) == (number, "%")


@given(
    st.text(
        alphabet="0123456789一二三四七八十百千万亿兆零两俩幺半成分之又点折%个户元块角年月米负儿至到和间-./^×ekwM ,，。近约余多以上第每几¥$于坪",
        max_size=30,
    )
)
def test_any_text_gives_spans_in_order_that_do_not_overlap(text):
    for found in (find_numerals(text), find_quantities(text)):
        spans = [(item.start, item.end) for item in found]
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(a[1] <= b[0] for a, b in zip(spans, spans[1:], strict=False))


@given(st.text(alphabet="社区居民的治理，。走进小巷 abc", max_size=40))
def test_text_without_numbers_has_none(text):
    assert find_numerals(text) == []
    assert find_quantities(text) == []


def test_a_unit_given_twice_is_named(tmp_path):
    folder = tmp_path / "lexicon"
    folder.mkdir()
    for name in ("numerals", "bounds"):
        (folder / f"{name}.yml").write_bytes((DATA / "lexicon" / f"{name}.yml").read_bytes())
    (folder / "units.yml").write_text(
        "- {unit: 户, kind: household}\n- {unit: 家, kind: organisation, aliases: [户]}\n"
    )
    with pytest.raises(InputError, match="户 stands there twice"):
        load_numbers(tmp_path)
