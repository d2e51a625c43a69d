import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.model import Text


@given(st.text(min_size=1), st.integers(0, 1000), st.data())
def test_raw_span_of_unchanged_text_is_its_own_span(raw, offset, data):
    text = Text.of_raw(raw, offset)
    start = data.draw(st.integers(0, len(raw) - 1))
    end = data.draw(st.integers(start + 1, len(raw)))
    assert text.raw_span(start, end) == (offset + start, offset + end)
    assert text.cut(start, end).text == raw[start:end]


@given(st.lists(st.text(max_size=5), max_size=5))
def test_joined_parts_keep_their_raw_spans(parts):
    raw = "".join(parts)
    texts, at = [], 0
    for part in parts:
        texts.append(Text.of_raw(part, at))
        at += len(part)
    joined = Text.join(texts)
    assert "".join(raw[s:e] for s, e in zip(joined.starts, joined.ends, strict=True)) == raw


def test_an_empty_span_is_refused():
    with pytest.raises(ValueError, match="empty"):
        Text.of_raw("社区").raw_span(1, 1)


def test_a_text_needs_a_raw_span_for_each_character():
    text = Text.of_raw("社区")
    with pytest.raises(ValueError, match="one raw span"):
        Text("社区里", text.starts, text.ends)
