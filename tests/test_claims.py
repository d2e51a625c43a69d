"""Claims: which results a text asserts in words, and of which place."""

import shutil
from pathlib import Path

import pytest
import yaml

from helpers.claims import find_claims
from helpers.errors import InputError
from helpers.facts import unstated
from helpers.knowledge import DATA
from helpers.knowledge.claims import load_claims
from helpers.knowledge.mechanisms import load_mechanisms
from helpers.metrics import code_metrics, counted_statements
from helpers.model import Article, Claim, Paragraph, Place, Text
from helpers.quantities import find_quantities
from helpers.scenes import set_scene
from tests.parsed import knowledge

ROWS = yaml.safe_load((Path(__file__).parent / "data" / "claims.yml").read_text(encoding="utf-8"))
KNOWLEDGE = load_claims(DATA)
CUES = load_mechanisms(DATA).cues


def claims_of(text: str, *places: Place) -> list[Claim]:
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append(Paragraph(at, at + len(line), "paragraph"))
        at += len(line) + 1
    article = Article(0, len(text), ((0, len(text)),), "", True, "", Text.of_raw(text), tuple(lines))
    scene = set_scene(article, places)
    quantities = find_quantities(text, knowledge().numbers)
    statements = counted_statements(article.text, quantities, places, knowledge().metrics)
    metrics = code_metrics(statements, scene, knowledge().metrics)
    return list(find_claims(article, metrics, scene, unstated(article, CUES), KNOWLEDGE))


def asserted(claim: Claim, text: str) -> list[object]:
    told = {"service": claim.is_service, "direction": claim.direction}
    row: list[object] = [text[claim.start : claim.end], claim.domain]
    return [*row, kept] if (kept := {name: value for name, value in told.items() if value}) else row


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["shows"])
def test_a_text_asserts_exactly_these_results(row: dict[str, object]):
    text = str(row["text"])
    assert [asserted(claim, text) for claim in claims_of(text)] == row["claims"]


def test_a_headline_asserts_nothing():
    assert claims_of("邻里关系更加和睦\n东里小区办起了议事会，大家有话好说。") == []


def test_a_claim_is_about_the_place_named_last():
    text = "东里办了议事会。西里办了食堂，邻里关系更加和睦。"
    east, west = (
        Place(name, "estate", None, None, f"{name}的区", None, None, "", (), ((at, at + 2),), True)
        for name, at in (("东里", 0), ("西里", 8))
    )
    assert [(c.place, c.district) for c in claims_of(text, east, west)] == [(west, "西里的区")]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("- {use: subject, domain: love, words: [爱]}", r"claims\.yml:1: row: .*love is no domain"),
        ("- {use: subject, words: [爱]}", r"claims\.yml:1: row: .*need a domain"),
        ("- {use: stands, words: [好], pattern: 好}", r"claims\.yml:1: row: .*either words or a pattern"),
        ("- {use: whole, domain: safety, pattern: 好}", r"claims\.yml:1: row: .*needs words and a pattern"),
        ("- {use: stands, pattern: 好}", r"claims\.yml: no row for use subject; add one"),
    ],
)
def test_a_broken_row_is_named_by_file_line_and_remedy(tmp_path, row, message):
    shutil.copytree(DATA / "lexicon", tmp_path / "lexicon")
    (tmp_path / "lexicon" / "claims.yml").write_text(row, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        load_claims(tmp_path)


def test_a_subject_belongs_to_one_domain(tmp_path):
    shutil.copytree(DATA / "lexicon", tmp_path / "lexicon")
    path = tmp_path / "lexicon" / "claims.yml"
    path.write_text(
        path.read_text("utf-8") + "- {use: subject, domain: safety, words: [停车难]}\n", encoding="utf-8"
    )
    with pytest.raises(InputError, match="停车难 is twice a subject"):
        load_claims(tmp_path)
