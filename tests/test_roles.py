"""Roles: an article's numbers are judged together."""

from helpers.knowledge import default_knowledge
from helpers.knowledge.roles import ROLES, after
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
