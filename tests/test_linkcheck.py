"""The link check finds what is dead and nothing else."""

import pytest

from helpers.linkcheck import faults, main

GOOD = (
    '<h1 id="here">x</h1><a href="#here">x</a><a href="b.html#there">x</a><a href="https://example.org">x</a>'
)


@pytest.fixture
def site(tmp_path):
    def make(page):
        (tmp_path / "a.html").write_text(page, "utf-8")
        (tmp_path / "b.html").write_text('<p id="there">x</p>', "utf-8")
        return tmp_path

    return make


@pytest.mark.parametrize(
    ("page", "found"),
    [
        (GOOD, []),
        ('<a href="c.html">x</a>', ["a.html: c.html leads nowhere"]),
        ('<a href="b.html#gone">x</a>', ["a.html: b.html#gone: no such place on that page"]),
        ('<a href="#gone">x</a>', ["a.html: #gone: no such place on that page"]),
        ('<a href="../../x.html">x</a>', ["a.html: ../../x.html leads nowhere"]),
        ('<img src="//cdn.example.org/x.png">', ["a.html: loads //cdn.example.org/x.png from another host"]),
        (
            '<script src="https://x.org/y.js"></script>',
            ["a.html: loads https://x.org/y.js from another host"],
        ),
        ('<link rel="canonical" href="https://example.org/">', []),
    ],
)
def test_faults(site, page, found):
    assert list(faults(site(page))) == found


def test_the_command_tells_in_one_line_and_fails(site, capsys):
    assert main([str(site('<a href="c.html">x</a>'))]) == 2
    message = capsys.readouterr().err
    assert message.count("\n") == 1
    assert "c.html leads nowhere" in message
