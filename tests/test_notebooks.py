"""The notebooks: committed outputs are those of the tables, they can fail, and they run on any tables."""

import ast
import json
import re
import subprocess
import sys

import pytest

from helpers import drawing, labels
from helpers.errors import InputError
from helpers.tables import ROOT, write_tables
from tests.records import RAW, make_records

FOLDER = ROOT / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
NAMES = [path.stem for path in NOTEBOOKS]
CHAPTERS = [
    "audit",
    "changes",
    "communities",
    "comparison",
    "corpus",
    "district",
    "evidence_map",
    "index",
    "mechanisms",
    "metrics",
    "quality",
]


def _cells(path, kind):
    notebook = json.loads(path.read_text("utf-8"))
    return [
        cell | {"text": "".join(cell["source"])} for cell in notebook["cells"] if cell["cell_type"] == kind
    ]


def _nbval(*paths):
    # The font cache is built here first, so that no kernel has to say that it is building it.
    drawing.font_family()
    command = [sys.executable, "-m", "pytest", "--nbval", "-q", "-p", "no:cacheprovider", *map(str, paths)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600)


def test_every_chapter_is_there():
    assert NAMES == CHAPTERS


def test_committed_outputs_are_those_of_the_tables():
    done = _nbval(*NOTEBOOKS)
    assert done.returncode == 0, done.stdout[-4000:]


def test_a_changed_number_and_a_changed_figure_fail(tmp_path):
    notebook = json.loads((FOLDER / "metrics.ipynb").read_text("utf-8"))
    changed = {}
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            text = "".join(output["data"]["text/html"])
            if cell["id"] == "outcomes":
                # One coordinate of the picture, nothing that a person reads.
                changed[cell["id"]] = re.sub(r"(image/svg.*?\d)(\d)", _other_digit, text, count=1, flags=re.S)
            elif cell["id"] == "findings":
                changed[cell["id"]] = re.sub(r"(\D)(\d)", _other_digit, text, count=1)
            else:
                continue
            assert changed[cell["id"]] != text
            output["data"]["text/html"] = changed[cell["id"]]
    assert set(changed) == {"outcomes", "findings"}
    (tmp_path / "changed.ipynb").write_text(json.dumps(notebook), "utf-8")
    done = _nbval(tmp_path / "changed.ipynb")
    assert done.returncode == 1
    assert "2 failed" in done.stdout


def _other_digit(match):
    return match[1] + str((int(match[2]) + 1) % 10)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)
def test_every_code_cell_was_run_and_none_failed(path):
    # nbval does not compare a cell without an execution count, so a stripped notebook would pass whatever it shows.
    cells = _cells(path, "code")
    assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))
    kinds = {output["output_type"] for cell in cells for output in cell["outputs"]}
    assert kinds == {"execute_result"}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)
def test_no_number_is_typed_by_hand_and_links_lead_somewhere(path):
    cells = _cells(path, "markdown")
    assert cells[0]["text"].startswith("# ")
    for cell in cells:
        assert re.findall(r"\d", cell["text"]) == []
        for target in re.findall(r"\]\(([^)]*)\)", cell["text"]):
            assert (FOLDER / target).is_file(), target


@pytest.mark.parametrize("path", sorted((ROOT / "book").glob("*.md")), ids=lambda path: path.stem)
def test_no_number_is_typed_by_hand_in_a_page(path):
    # A figure that was measured is computed. Code spans hold examples and names, raw blocks drawings and forms.
    text = re.sub(
        r"```\{raw\} html.*?```|`[^`\n]+`|\]\([^)]*\)", "", path.read_text("utf-8"), flags=re.DOTALL
    )
    assert re.findall(r".*\d.*", text) == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)
def test_cells_are_short_and_parse_nothing(path):
    cells = _cells(path, "code")
    ids = [cell["id"] for cell in cells + _cells(path, "markdown")]
    assert len(set(ids)) == len(ids)
    parameters = [cell for cell in cells if "parameters" in cell["metadata"]["tags"]]
    assert [cell["id"] for cell in parameters] == ["parameters"]
    assert 'tables = "data/processed"\nlang = "en"\n' in parameters[0]["text"]
    for cell in cells:
        assert len(cell["text"].splitlines()) <= 12
        assert not re.search(
            r"helpers\.(parsing|metrics|mechanisms|places|quantities|cleaning)", cell["text"]
        )
        assert "def " not in cell["text"]


def _run(name, **parameters):
    """What the notebook's cells show, as HTML, run here with other parameters."""
    space, shown = {}, []
    for cell in _cells(FOLDER / f"{name}.ipynb", "code"):
        tree = ast.parse(cell["text"])
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, name, "exec"), space)
        if last is not None:
            shown.append(eval(compile(ast.Expression(last.value), name, "eval"), space)._repr_html_())
        if "parameters" in cell["metadata"]["tags"]:
            assert set(parameters) <= set(space)
            space |= parameters
    return "\n".join(shown)


@pytest.fixture(scope="module")
def one_article(tmp_path_factory):
    folder = tmp_path_factory.mktemp("one")
    write_tables([make_records()], folder)
    return folder


@pytest.fixture(scope="module")
def no_articles(tmp_path_factory, one_article):
    """Tables of one document in which nothing is an article."""
    import pandas as pd

    folder = tmp_path_factory.mktemp("none")
    for path in one_article.glob("*.parquet"):
        rows = pd.read_parquet(path)
        (rows if path.stem == "documents" else rows.iloc[:0]).to_parquet(folder / path.name)
    return folder


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", CHAPTERS)
def test_one_article_is_enough(name, lang, one_article):
    html = _run(name, tables=str(one_article), lang=lang)
    if name in ("index", "metrics", "district"):
        assert "37% → 89%" in html
        assert re.search(r'href="[./]*articles/ar-\w+\.html#me-\w+"', html)
    if name == "quality":
        assert labels.Labels(lang).label("quality_page.nothing") in html


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", CHAPTERS)
def test_empty_tables_say_so(name, lang, no_articles):
    html = _run(name, tables=str(no_articles), lang=lang)
    assert "<figure" not in html or name == "corpus"
    if name in ("audit", "index", "communities", "metrics", "mechanisms", "comparison"):
        assert labels.Labels(lang).label("finding.nothing") in html


def test_every_district_has_a_page(one_article):
    for district in labels.Labels("en").names("district"):
        html = _run("district", tables=str(one_article), district=district)
        said_nothing = "That is a gap of this collection" in html
        assert said_nothing == (district != "黄浦区")


def test_parameters_that_are_wrong_are_named(tmp_path, one_article):
    with pytest.raises(InputError, match="no such district"):
        _run("district", tables=str(one_article), district="桃园区")
    with pytest.raises(InputError, match="no such edition"):
        _run("index", tables=str(one_article), lang="fr")
    with pytest.raises(InputError, match="no such table"):
        _run("index", tables=str(tmp_path))


def test_the_words_of_the_article_stay_as_written(one_article):
    assert RAW.splitlines()[2] in _run("district", tables=str(one_article), lang="zh")


def test_a_notebook_runs_from_any_folder(tmp_path, monkeypatch, one_article):
    monkeypatch.chdir(tmp_path)
    assert "37% → 89%" in _run("index", tables=str(one_article))
