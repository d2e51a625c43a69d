import pytest

from helpers.errors import InputError
from helpers.knowledge.reader import Expression, Row, read_rows


class Unit(Row):
    name: str
    factor: int = 1


def rows(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_rows(path, Unit)


def test_yaml_and_csv_give_the_same_rows(tmp_path):
    expected = (Unit(name="户"), Unit(name="万元", factor=10000))
    assert rows(tmp_path, "a.yml", "- {name: 户}\n- name: 万元\n  factor: 10000\n") == expected
    assert rows(tmp_path, "a.csv", "name,factor\n户,\n万元,10000\n") == expected


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.yml", "- {name: 户}\n- {factor: 2}\n", "a.yml:2: name: Field required"),
        (
            "a.yml",
            "- {name: 户}\n\n- {name: 人, factor: many}\n",
            "a.yml:3: factor: Input should be a valid integer",
        ),
        ("a.yml", "- {name: 户, colour: red}\n", "a.yml:1: colour: Extra inputs are not permitted"),
        ("a.yml", "- {name: 户}\n- [unclosed\n", "a.yml:.: not valid YAML"),
        ("a.yml", "name: 户\n", "a.yml:1: a lexicon is a list of rows"),
        ("a.csv", "name,factor\n户,1,2\n", "a.csv:2: more cells than the header"),
        ("a.csv", "name,factor\n户,1\n人,x\n", "a.csv:3: factor"),
    ],
)
def test_a_broken_row_names_file_line_and_remedy(tmp_path, name, text, message):
    with pytest.raises(InputError, match=message) as error:
        rows(tmp_path, name, text)
    assert "\n" not in str(error.value)


def test_a_missing_lexicon_is_named(tmp_path):
    with pytest.raises(InputError, match="b.yml: this lexicon is missing"):
        read_rows(tmp_path / "b.yml", Unit)


def test_bytes_that_are_no_text_are_named(tmp_path):
    (tmp_path / "b.yml").write_bytes(b"- {name: \xff}\n")
    with pytest.raises(InputError, match="byte 9 is not UTF-8"):
        read_rows(tmp_path / "b.yml", Unit)


def test_a_broken_expression_is_named_by_file_line_and_field(tmp_path):
    class Cue(Row):
        pattern: Expression

    path = tmp_path / "cues.yml"
    path.write_text("- {pattern: a+}\n- {pattern: 'a('}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"cues.yml:2: pattern: .*the pattern is broken"):
        read_rows(path, Cue)
