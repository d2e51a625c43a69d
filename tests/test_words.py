"""Words of Chinese and their tags, from jieba's dictionary."""

import pytest

from helpers.knowledge.words import cut, is_made_of_common_words, is_phrase, is_word


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("居民自己凑", [("居民", "n"), ("自己", "r"), ("凑", "v")]),
        ("楼道A区", [("楼道", "n"), ("A", "x"), ("区", "n")]),
        ("派到居民区的", [("派", "v"), ("到", "v"), ("居民区", "n"), ("的", "uj")]),
    ],
)
def test_a_short_text_is_cut_into_its_likeliest_words(text, words):
    assert list(cut(text)) == words


def test_only_words_of_two_or_three_characters_are_asked_for():
    assert [is_word(word) for word in ("居民", "居民区", "民区", "人", "办公用房")] == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_names_are_no_common_words():
    assert is_made_of_common_words("垃圾分类")
    assert not is_made_of_common_words("临汾分类")


def test_what_ends_in_a_verb_or_begins_with_a_pronoun_is_a_phrase():
    assert all(is_phrase(text) for text in ("督导专班常驻", "整合力量共同参与", "这一情况"))
    assert not any(is_phrase(text) for text in ("振兴", "和平里", "泰晤士小镇", "工农三"))
