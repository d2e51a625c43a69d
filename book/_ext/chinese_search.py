"""Search in Chinese text: one rule, pairs of neighbouring characters, in the index and in the query.

Sphinx's own Chinese search segments the index into words but not the query, so a word inside a sentence is
often not found. Here both sides cut a run of Chinese characters into its pairs; a single character is indexed
too. Numbers carry a letter in front, because Sphinx drops queries that are digits only.
"""

from __future__ import annotations

import re

from sphinx.application import Sphinx
from sphinx.search import SearchLanguage, languages

_TOKEN = re.compile(r"[一-鿿]+|[0-9]+(?:\.[0-9]+)?|[a-z]+[0-9]*|[0-9]+[a-z]+")

# The same rule for the query; Sphinx calls it in place of its own splitter.
_SPLITTER = r"""
function splitQuery(query) {
  const terms = [];
  const digits = query.replace(/(\d),(?=\d{3}(?!\d))/g, "$1").toLowerCase();
  for (const token of digits.match(/[一-鿿]+|[0-9]+(?:\.[0-9]+)?|[a-z]+[0-9]*|[0-9]+[a-z]+/g) || []) {
    if (/^[一-鿿]/.test(token)) {
      if (token.length === 1) terms.push(token);
      for (let i = 0; i + 1 < token.length; i++) terms.push(token.slice(i, i + 2));
    } else if (/^[0-9.]+$/.test(token)) {
      terms.push("n" + token.replace(".", "p"));
    } else {
      terms.push(token);
    }
  }
  return terms;
}
"""

_STEMMER = """
var Stemmer = function () {
  this.stemWord = function (word) { return word; };
};
"""


def split_terms(text: str) -> list[str]:
    """The terms of a text for the index: pairs and single characters, numbers with an n in front, words."""
    terms: list[str] = []
    plain = re.sub(r"(\d),(?=\d{3}(?!\d))", r"\1", text).lower()
    for token in _TOKEN.findall(plain):
        if "一" <= token[0] <= "鿿":
            terms += [*token, *(token[i : i + 2] for i in range(len(token) - 1))]
        elif token.replace(".", "").isdigit():
            terms.append("n" + token.replace(".", "p"))
        else:
            terms.append(token)
    return terms


class PairSearch(SearchLanguage):
    """Sphinx's hook for a search language."""

    lang = "zh"
    language_name = "Chinese"
    stopwords: set[str] = set()
    js_stemmer_code = _STEMMER
    js_splitter_code = _SPLITTER

    def split(self, input: str) -> list[str]:
        """See `split_terms`."""
        return split_terms(input)

    def stem(self, word: str) -> str:
        """Words are indexed as they are."""
        return word.lower()

    def word_filter(self, word: str) -> bool:
        """Every term counts."""
        return bool(word)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the language in place of Sphinx's own."""
    languages["zh"] = PairSearch
    return {"parallel_read_safe": True, "parallel_write_safe": True}
