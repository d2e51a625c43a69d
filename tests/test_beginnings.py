"""A look at the first character spares a search most places, and finds the same."""

import pytest

from helpers.knowledge.beginnings import to_search


@pytest.mark.parametrize(
    ("expression", "first"),
    [
        ("(?:显著|明显)+地?(?:提升|改善)", "明显"),
        ("(?:了|已)?(?:解决|化解)", "了化已解"),
        ("(?<![足可])以(?=“)|得益于", "以得"),
        (r"第?\d{1,2}$", r"\d第"),
        ("[区县]里|全区", "全区县"),
        (r"\s?个半", r"\s个"),
    ],
)
def test_where_alternatives_begin_in_several_ways_their_first_characters_are_looked_for(expression, first):
    assert to_search(expression).pattern == f"(?=[{first}])(?:{expression})"


@pytest.mark.parametrize(
    "expression",
    [
        "解决|化解",  # Python does it by itself
        "(?:解决)(?:了)?",
        "[解化]",
        "^第",  # stands at one place only
        "(?:了)?",  # may be empty
        "[一-鿿]{2,6}街道|全区",  # may begin with any character
        "[^，。]*解决|化解",
        ".解|化解",
        "(?i:a|[bc])d|e",
        "(?i)(?:a|[bc])d",
    ],
)
def test_where_it_is_no_help_the_expression_stays_as_it_is(expression):
    assert to_search(expression).pattern == expression


def test_groups_and_spans_are_the_same():
    (match,) = to_search("(?P<degree>显著|明显)*(?P<verb>提升)").finditer("水平明显提升")
    assert (match.span(), match["degree"], match.lastgroup) == ((2, 6), "明显", "verb")
