"""Results: the domain of a number, who measured it, what it is compared with and how firmly it is reported."""

import shutil
from pathlib import Path

import pytest
import yaml

from helpers.errors import InputError
from helpers.knowledge import DATA
from helpers.knowledge.results import load_results
from helpers.model import Metric
from tests.parsed import coded

ROWS = yaml.safe_load((Path(__file__).parent / "data" / "results.yml").read_text(encoding="utf-8"))


def judged(metric: Metric, text: str) -> list[object]:
    told = {
        "service": metric.is_service,
        "measured_by": metric.measured_by,
        "compared_with": metric.compared_with,
    }
    row = [text[metric.start : metric.end], metric.domain, metric.strength]
    return [*row, kept] if (kept := {name: value for name, value in told.items() if value}) else row


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["shows"])
def test_outputs_and_outcomes_are_judged_so(row: dict[str, object]):
    article = coded(str(row["text"]))
    metrics = [m for m in article.metrics if m.role in ("output", "outcome")]
    assert [judged(m, article.article.text.text) for m in metrics] == row["metrics"]


def test_what_was_there_has_neither_domain_nor_strength():
    article = coded("静安区临汾路街道：小屏幕装下大民生\n小区常住人口1128人。")
    assert [(m.role, m.domain, m.strength) for m in article.metrics] == [("context", None, None)]


def test_a_claim_to_have_most_is_kept_with_the_number_that_counts_it():
    text = "松江区方松街道东苑社区的职工之家\n东苑社区是年轻职工居住最多的社区。社区里有职工3000多人，志愿者20人。"
    assert [m.superlative for m in coded(text).metrics] == ["年轻职工居住最多", None]


def test_a_result_that_was_followed_for_a_year_says_so():
    text = "松江区方松街道东苑社区的议事厅\n两年下来，居民满意度达到95%。今年，物业投诉下降三成。"
    assert [m.followed for m in coded(text).metrics if m.role == "outcome"] == ["两年下来", None]


@pytest.mark.parametrize(
    ("file", "row", "message"),
    [
        ("domains", "- {domain: love}", r"domains\.yml:1: domain: .*love is no domain; use one of safety, "),
        ("domains", "- {domain: safety, types: [thefts]}", r"domains\.yml:1: types: .*no indicator type"),
        (
            "domains",
            "- {domain: safety, indicator: '('}",
            r"domains\.yml:1: indicator: .*the pattern is broken",
        ),
        ("warrants", "- {use: guess, pattern: 据说}", r"warrants\.yml:1: use: "),
        ("warrants", "- {use: rank, pattern: 排名}", r"warrants\.yml: no row for use sign; add one"),
    ],
)
def test_a_broken_row_is_named_by_file_line_and_remedy(tmp_path, file, row, message):
    shutil.copytree(DATA / "lexicon", tmp_path / "lexicon")
    (tmp_path / "lexicon" / f"{file}.yml").write_text(row, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        load_results(tmp_path)
