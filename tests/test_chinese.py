"""Chinese in a page of another language is marked as such, and nothing else is."""

import pytest
from markupsafe import Markup

from helpers.chinese import marked_chinese
from helpers.labels import Labels


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Xuhui 徐汇区.", 'Xuhui <span lang="zh-Hans">徐汇区</span>.'),
        ("12 名 + 6 名", '12 <span lang="zh-Hans">名</span> + 6 <span lang="zh-Hans">名</span>'),
        ("乐莫苑（二期）, and", '<span lang="zh-Hans">乐莫苑（二期）</span>, and'),
        ("<b> & 区", '&lt;b&gt; &amp; <span lang="zh-Hans">区</span>'),
        ("no Chinese", "no Chinese"),
    ],
)
def test_runs_of_chinese_are_marked(text, html):
    assert str(marked_chinese(text)) == html


def test_tags_stay_as_they_are_and_a_chinese_edition_needs_no_marks():
    link = Markup('<a title="区">区</a>')
    assert str(marked_chinese(link)) == '<a title="区"><span lang="zh-Hans">区</span></a>'
    assert Labels("zh").marked("徐汇区") == "徐汇区"
