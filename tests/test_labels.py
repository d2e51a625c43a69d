import ast
import json
import re
from pathlib import Path

import pytest
from markupsafe import Markup

from helpers import changes, codes, comparison
from helpers.errors import InputError
from helpers.knowledge import DATA
from helpers.knowledge.labels import LANGUAGES, load_labels
from helpers.knowledge.noise import load_noise
from helpers.labels import Labels

ROOT = DATA.parent
CODES = {
    "role": codes.ROLES,
    "kind": codes.KINDS,
    "bound": codes.BOUNDS,
    "level": codes.LEVELS,
    "indicator_type": codes.INDICATOR_TYPES,
    "code": codes.MECHANISM_CODES,
    "direction": ("up", "down"),
    "baseline": ("yoy",),
    "completeness": codes.COMPLETENESS,
    "genre": codes.GENRES,
    "year_basis": codes.YEAR_BASES,
    "problem": codes.PROBLEMS,
    "community_type": codes.COMMUNITY_TYPES,
    "domain": codes.DOMAINS,
    "strength": codes.STRENGTHS,
    "facet": codes.FACETS,
    "basis": codes.BASES,
    "mark": codes.MARKS,
    "prize": ("told",),
    "reason": comparison.REASONS,
    "missing": changes.MISSING,
    "indicator_note": codes.INDICATOR_TYPES,
    "link": codes.LINKS,
    "relation": codes.RELATIONS,
}
# Keys made from a code or a name at run time: `label(f"role.{role}")`.
COMPUTED = {
    *CODES,
    "audit",
    "audit_check",
    "audit_grade",
    "column",
    "district",
    "district_short",
    "use",
    "fault",
    "table",
    "score",
    "noise",
}
_FIELDS = re.compile(r"\{[^}]*\}")


def _python() -> list[str]:
    notebooks = [json.loads(path.read_text("utf-8")) for path in sorted((ROOT / "notebooks").glob("*.ipynb"))]
    cells = [cell for notebook in notebooks for cell in notebook["cells"] if cell["cell_type"] == "code"]
    modules = [path.read_text("utf-8") for path in sorted((ROOT / "src").rglob("*.py"))]
    return modules + ["".join(cell["source"]) for cell in cells]


def _strings(source: str) -> set[str]:
    """All literal strings, and `a.*.b` for an f-string with a gap."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.JoinedStr):
            parts = [part.value if isinstance(part, ast.Constant) else "*" for part in node.values]
            found.add("".join(map(str, parts)))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.add(node.value)
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("prefix", "codes"), CODES.items())
def test_every_code_has_a_label(lang, prefix, codes):
    labels = Labels(lang)
    assert all(labels.label(f"{prefix}.{code}") for code in codes)


def test_both_languages_have_the_same_keys_and_differ_in_words():
    books = load_labels(DATA).by_language
    assert list(books["en"]) == list(books["zh"])
    english_with_chinese = [key for key, text in books["en"].items() if re.search("[一-鿿]", text)]
    assert {key.split(".")[0] for key in english_with_chinese} == {"district", "district_short"}
    left_in_english = {
        key: text for key, text in books["zh"].items() if re.search("[A-Za-z]", _FIELDS.sub("", text))
    }
    assert set(left_in_english) - {"column.f1_low", "column.f1_high"} == {
        "column.f1",
        "chart.data",
        "chart.metadata",
        "downloads.intro",
        "downloads.sha256",
    }


def test_every_label_is_used_and_every_used_label_exists():
    keys = set(load_labels(DATA).by_language["en"])
    groups = {key.split(".")[0] for key in keys}
    strings = set().union(*map(_strings, _python()))
    named = {text for text in strings if re.fullmatch(r"[a-z_]+(\.[a-z0-9_*]+)+", text)}
    named = {text for text in named if text.split(".")[0] in groups and not text.endswith(".yml")}
    patterns = [re.escape(text).replace(r"\*", "[^.]+") for text in named]
    unused = {key for key in keys if not any(re.fullmatch(pattern, key) for pattern in patterns)}
    assert {key for key in unused if key.split(".")[0] not in COMPUTED} == set()
    assert {text for text in named if "*" not in text} - keys == set()


@pytest.mark.parametrize(
    ("lang", "n", "text"),
    [("en", 1, "1 item"), ("en", 1200, "1,200 items"), ("en", 0, "0 items"), ("zh", 1200, "1,200篇")],
)
def test_a_number_chooses_its_noun(lang, n, text):
    assert text in Labels(lang).sentence("source.items", articles=n, documents=2)


@pytest.mark.parametrize(
    ("lang", "items", "text"),
    [
        ("en", [], ""),
        ("en", ["a"], "a"),
        ("en", ["a", "b"], "a and b"),
        ("en", ["a", "b", "c"], "a, b and c"),
        ("zh", ["甲", "乙", "丙"], "甲、乙和丙"),
    ],
)
def test_listing(lang, items, text):
    assert Labels(lang).listing(items) == text


def test_what_is_filled_in_is_escaped_unless_it_is_markup():
    labels = Labels("en")
    html = labels.html("list.last", head="<script>", item=Markup("<b>1</b>"))
    assert html == "&lt;script&gt; and <b>1</b>"


def test_districts_in_official_order_as_on_the_map():
    features = json.loads((DATA / "gazetteer/310000/districts.geojson").read_text("utf-8"))["features"]
    names = [feature["properties"]["name"] for feature in sorted(features, key=lambda f: f["id"])]
    assert list(Labels("en").names("district")) == names == list(Labels("zh").names("district_short"))
    assert Labels("en").place("黄浦区") == "Huangpu 黄浦区"
    assert Labels("en").place("重庆市") == "重庆市"


def test_a_missing_label_or_edition_is_named():
    with pytest.raises(InputError, match=r"label role\.nonsense is missing"):
        Labels("en").label("role.nonsense")
    with pytest.raises(InputError, match="lang='fr'"):
        Labels("fr")


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("- {key: a.b, en: x}", r"labels/x\.yml:1: zh: Field required"),
        ("- {key: a.b, en: x, zh: 甲}\n- {key: a.b, en: x, zh: 甲}", r"a\.b is already a label"),
        ('- {key: a.b, en: "{n} x", zh: 甲}', r"a\.b: use the same \{names\}"),
        ('- {key: a.b, en: "{n", zh: "{n}"}', r"a\.b: .*brace"),
        ("- {key: nodot, en: x, zh: 甲}", r"x\.yml:1: key"),
    ],
)
def test_a_broken_row_is_named(tmp_path: Path, rows: str, message: str):
    folder = tmp_path / "lexicon" / "labels"
    folder.mkdir(parents=True)
    (folder / "x.yml").write_text(rows, "utf-8")
    with pytest.raises(InputError, match=message):
        load_labels(tmp_path)


def test_no_labels_at_all(tmp_path: Path):
    with pytest.raises(InputError, match="restore them"):
        load_labels(tmp_path)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kind_of_noise_has_a_label(lang):
    kinds = load_noise(DATA).kinds | {"pinyin", "navigation", "markup"}
    assert kinds
    assert all(Labels(lang).label(f"noise.{kind}") for kind in kinds)
