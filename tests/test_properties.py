"""What must not change how an article is coded: the script it is written in, spaces in its numbers, its neighbours."""

from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from tests.parsed import records_of

ROWS = yaml.safe_load((Path(__file__).parent / "data" / "metrics.yml").read_text(encoding="utf-8"))
TEXTS = [row["text"] for row in ROWS]
TRADITIONAL = OpenCC("s2t").convert


def coding(text: str) -> list[list[tuple[object, ...]]]:
    """Each article's metrics, places and mechanisms without their quotes and offsets."""
    return [
        [
            *(
                (
                    m.value,
                    m.value_before,
                    m.unit,
                    m.bound,
                    m.indicator,
                    m.kind,
                    m.direction,
                    m.role,
                    m.community,
                    m.district,
                )
                for m in article.metrics
            ),
            *((p.name, p.level, p.district, p.subdistrict) for p in article.places if p.is_coded),
            *((m.code, m.name) for m in article.mechanisms),
        ]
        for article in records_of(text).articles
    ]


@pytest.mark.parametrize("text", TEXTS, ids=[row["shows"] for row in ROWS])
def test_traditional_characters_say_the_same(text):
    assert coding(TRADITIONAL(text)) == coding(text)


@given(text=st.sampled_from(TEXTS), spaces=st.sampled_from([" ", "\u3000", "\u00a0"]))
@settings(max_examples=15)
def test_spaces_around_figures_say_the_same(text, spaces):
    spaced = "".join(
        one
        + (
            spaces
            if one.isdigit() != other.isdigit() and "\n" not in one + other and (one + other).isalnum()
            else ""
        )
        for one, other in zip(text, text[1:] + "\n", strict=True)
    )
    assert coding(spaced) == coding(text)


@given(st.permutations(range(len(TEXTS))))
@settings(max_examples=10)
def test_the_order_of_articles_changes_none_of_them(order):
    def page(numbers):
        return "\n\n".join(f"## {TEXTS[i]}" for i in numbers)

    in_order = coding(page(range(len(TEXTS))))
    assert coding(page(order)) == [in_order[i] for i in order]


def test_spaces_inside_figures_and_words_of_prose_say_the_same():
    whole = "静安区临汾路街道：把会开到弄堂里\n去年起，街道征集议题1034条，居民参与率2/3，投诉由13起降为0，满意度达92.5%。"
    cut = "静安区临汾路街道：把会开到弄堂里\n去年起，街 道征集议题1 0 34 条，居 民参与率2 / 3，投诉由1 3起降为0，满意度达9 2. 5 %。"
    assert coding(cut) == coding(whole)
    assert [metric[0] for metric in coding(whole)[0][:4]] == [1034, Decimal("66.67"), 0, Decimal("92.5")]
