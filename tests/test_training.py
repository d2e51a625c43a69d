"""The role model: what is shipped is what the articles in the repository teach."""

import csv
from itertools import groupby, pairwise

import pytest

from helpers.knowledge import DATA, default_knowledge
from helpers.knowledge.roles import ROLES, after
from helpers.roles import likeliest
from helpers.training import HELD_OUT, cross_validated, learn, read_examples


@pytest.fixture(scope="module")
def examples():
    return read_examples(DATA)


def roles_by(weights, examples):
    """The roles of one article's numbers by the shipped weights."""
    sums = [
        tuple(
            sum(weights[n][i] * v for n, v in one.features.items() if n in weights) for i in range(len(ROLES))
        )
        for one in examples
    ]
    ties = [
        [weights[after(role, one.sentence == other.sentence)] for role in ROLES]
        for one, other in pairwise(examples)
    ]
    return likeliest(sums, ties)


def test_learning_again_gives_the_shipped_weights(examples):
    weights = default_knowledge().metrics.roles.weights
    shipped = {where + name: row for where, rows in weights.items() for name, row in rows.items()}
    articles = [list(group) for _, group in groupby(examples, key=lambda one: (one.doc, one.article))]
    roles = [role for article in articles for role in roles_by(shipped, article)]
    learnt = learn(examples).roles_of(examples)
    same = sum(one == other for one, other in zip(roles, learnt, strict=True))
    assert same >= 0.99 * len(examples), "the parser has moved on: run `make model`"


def test_the_shipped_folds_are_measured_and_the_model_beats_the_votes(examples):
    rows = {row[0]: row[1:] for row in cross_validated(examples)}
    with (DATA / "models" / "folds.csv").open(encoding="utf-8") as file:
        shipped = {row["method"]: row for row in csv.DictReader(file)}
    for method, (articles, numbers, right) in rows.items():
        assert (int(shipped[method]["articles"]), int(shipped[method]["numbers"])) == (articles, numbers)
        assert abs(int(shipped[method]["right"]) - right) <= numbers / 200
    assert rows["log-linear model"][2] > rows["votes of the cues"][2]


def test_nothing_is_learnt_from_the_held_out_articles(examples):
    held_out = {
        line.split('"doc": "')[1].split('"')[0] for line in (DATA / "gold" / HELD_OUT).open(encoding="utf-8")
    }
    assert held_out and not held_out & {example.doc for example in examples}
