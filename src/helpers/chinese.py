"""Chinese words in a page of another language, marked as such for voices, fonts and line breaks."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

# A tag stays as it is; a run of Chinese with the signs between its characters is marked.
_RUN = re.compile(r"<[^>]*>|[㐀-鿿](?:[㐀-鿿0-9·、，。：；（）“”《》]*[㐀-鿿）”》])?")


def marked_chinese(text: str | Markup) -> Markup:
    """The text as HTML, each run of Chinese in a `span` that tells its language; what is escaped already stays so."""
    return Markup(_RUN.sub(_span, escape(text)))


def _span(found: re.Match[str]) -> str:
    run = found.group()
    return run if run.startswith("<") else f'<span lang="zh-Hans">{run}</span>'
