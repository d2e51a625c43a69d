"""Parses a few lines of text as a reader's own file would be parsed."""

import hashlib
from functools import cache

from helpers.knowledge import default_knowledge
from helpers.model import CodedArticle, Document, Records
from helpers.parsing import parse_document

knowledge = cache(default_knowledge)


def records_of(text: str) -> Records:
    document = Document(
        doc="t", file="t.txt", sha256=hashlib.sha256(text.encode()).hexdigest(), encoding="utf-8", text=text
    )
    return parse_document(document, knowledge())


def coded(text: str) -> CodedArticle:
    """The one article of `text`."""
    (article,) = records_of(text).articles
    return article
