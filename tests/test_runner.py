"""Running notebooks: parameters are checked, a failing cell leaves nothing behind, a warm kernel changes nothing."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from helpers.errors import InputError
from helpers.notebooks import end_kernel, run_notebook
from helpers.tables import ROOT, write_tables
from tests.records import make_records


@pytest.fixture(autouse=True)
def kernel_of_its_own():
    # Each test has an event loop of its own, and a kernel's client belongs to one loop.
    yield
    end_kernel()


@pytest.fixture
def template(tmp_path):
    def make(code):
        cells = [
            new_markdown_cell("# Title\nmore", id="title"),
            new_code_cell('name = "default"', id="parameters", metadata={"tags": ["parameters"]}),
            new_code_cell(code, id="code"),
        ]
        path = tmp_path / "template.ipynb"
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        nbformat.write(new_notebook(cells=cells, metadata=kernel), path)
        return path

    return make


def test_parameters_and_title_are_used(tmp_path, template):
    run_notebook(template("name"), tmp_path / "out" / "n.ipynb", {"name": "黄浦区"}, title="黄浦")
    cells = nbformat.read(tmp_path / "out" / "n.ipynb", 4).cells
    assert cells[0].source == "# 黄浦\nmore"
    assert cells[-1].outputs[0]["data"]["text/plain"] == "'黄浦区'"
    assert cells[2].id == "injected-parameters"
    assert "remove-cell" in cells[2].metadata["tags"]


@pytest.mark.parametrize(
    ("code", "parameters", "message"),
    [
        ("name", {"nmae": "x"}, "no parameter nmae; its parameters are name"),
        ("name", {"name": ""}, "parameter name has no value"),
        ("1 / 0", {"name": "x"}, "a cell fails: ZeroDivisionError"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_half_written(tmp_path, template, code, parameters, message):
    target = tmp_path / "out" / "n.ipynb"
    target.parent.mkdir()
    target.write_text("as before", "utf-8")
    with pytest.raises(InputError, match=message):
        run_notebook(template(code), target, parameters)
    assert [path.name for path in target.parent.iterdir()] == ["n.ipynb"]
    assert target.read_text("utf-8") == "as before"


def test_nothing_is_left_over_from_the_notebook_before(tmp_path, template):
    run_notebook(template("leftover = 1"), tmp_path / "a.ipynb", {"name": "x"})
    run_notebook(template('"leftover" in globals()'), tmp_path / "b.ipynb", {"name": "x"})
    assert nbformat.read(tmp_path / "b.ipynb", 4).cells[-1].outputs[0]["data"]["text/plain"] == "False"


@pytest.mark.parametrize("name", ["metrics", "comparison"])
def test_a_fresh_kernel_gives_the_same_bytes_as_the_warm_one(tmp_path, name):
    write_tables([make_records()], tmp_path / "tables")
    parameters = {"tables": str(tmp_path / "tables"), "lang": "en"}
    notebook = ROOT / "notebooks" / f"{name}.ipynb"
    # The warm kernel has run the other notebook before, so that what this left behind would show.
    for first in ("metrics", "comparison", "corpus"):
        run_notebook(ROOT / "notebooks" / f"{first}.ipynb", tmp_path / "before.ipynb", parameters)
    run_notebook(notebook, tmp_path / "warm.ipynb", parameters)
    run_notebook(notebook, tmp_path / "fresh.ipynb", parameters, engine="nbclient")
    assert (tmp_path / "warm.ipynb").read_bytes() == (tmp_path / "fresh.ipynb").read_bytes()
