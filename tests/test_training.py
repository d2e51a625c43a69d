"""The role model: what is shipped is what the articles in the repository teach."""

import csv

import pytest

from helpers.knowledge import DATA, default_knowledge
from helpers.knowledge.metrics import ROLES
from helpers.training import HELD_OUT, cross_validated, learn, read_examples


@pytest.fixture(scope="module")
def examples():
    return read_examples(DATA)


def role_by(weights, features):
    sums = [
        sum(weights[n][i] * value for n, value in features.items() if n in weights) for i in range(len(ROLES))
    ]
    return ROLES[sums.index(max(sums))]


def test_learning_again_gives_the_shipped_weights(examples):
    weights = default_knowledge().metrics.roles.weights
    shipped = {where + name: row for where, rows in weights.items() for name, row in rows.items()}
    learnt = learn(examples).roles_of(examples)
    same = sum(
        role_by(shipped, example.features) == role for example, role in zip(examples, learnt, strict=True)
    )
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
