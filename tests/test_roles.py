"""Roles: an article's numbers are judged together."""

import pytest

from helpers.errors import InputError
from helpers.knowledge import DATA, default_knowledge
from helpers.knowledge.roles import ROLES, after, load_roles
from helpers.roles import likeliest

OUTPUT, OUTCOME = (1.0, 0.0, 0.0, 0.0), (0.0, 1.0, 0.0, 0.0)
NO_TIE = [[0.0] * 4] * 4


def test_each_number_has_its_own_likeliest_role_where_nothing_ties_it_to_the_one_ahead():
    assert likeliest([], []) == []
    assert likeliest([OUTCOME], []) == ["outcome"]
    assert likeliest([OUTPUT, OUTCOME, OUTPUT], [NO_TIE, NO_TIE]) == ["output", "outcome", "output"]


def test_a_tie_that_is_strong_enough_moves_a_number_to_the_role_of_its_neighbours():
    alike = [[0.6 if row == column else 0.0 for column in range(4)] for row in range(4)]
    assert likeliest([OUTPUT, OUTCOME, OUTPUT], [alike, alike]) == ["output", "output", "output"]


def test_a_role_speaks_most_for_itself_in_the_next_number_of_its_sentence():
    weights = default_knowledge().metrics.roles.weights[""]
    for own, role in enumerate(ROLES):
        row = weights[after(role, True)]
        assert max(row) == row[own]


def test_the_longest_word_is_found_and_a_verb_goes_before_a_noun():
    classes = default_knowledge().metrics.roles.classes
    text = "街道投入补助资金，招募了老师和社区工作者"
    words = [
        (text[word.start : word.end], word.name, word.verb) for word in classes.words(text, (0, len(text)))
    ]
    assert words == [
        ("街道", "housing", False),
        ("投入", "give money", True),
        ("补助", "give money", True),
        ("资金", "money", False),
        ("招募了", "recruit", True),
        ("老师", "staff", False),
        ("社区工作者", "staff", False),
    ]
    assert classes.words(text, (2, 4)) == [(2, 4, "give money", True)]


def test_a_phrase_measures_what_the_longest_noun_at_its_end_means():
    classes = default_knowledge().metrics.roles.classes
    assert classes.of_noun("新招社区工作者") == "staff"
    assert classes.of_noun("垃圾分类准确率") == "rate of success"
    assert classes.of_noun("居民凑") == ""


def test_a_word_in_two_classes_of_one_part_is_refused(tmp_path):
    twice = tmp_path / "word_classes.yml"
    twice.write_text(
        "- {part: verb, class: a, words: [建]}\n- {part: verb, class: b, words: [建]}\n", encoding="utf-8"
    )
    with pytest.raises(InputError, match="建 is in two classes of verbs"):
        load_roles(DATA / "lexicon" / "roles.yml", twice, DATA / "models" / "roles.csv")
