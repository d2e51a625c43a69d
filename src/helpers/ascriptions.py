"""Finds the words by which a text ascribes a result to something: what they name as the means, and how far they reach."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from helpers.clauses import Span
from helpers.knowledge.links import LinkKnowledge
from helpers.model import Text

# So many clauses before a word of cause tell what caused.
_REACH = 3


@dataclass(frozen=True, slots=True)
class Result:
    """A metric or a claim as something that may be ascribed: where it stands and whether it is a change."""

    start: int
    end: int
    metric: int | None
    claim: int | None
    is_change: bool

    @property
    def limit(self) -> int:
        """Up to where words may ascribe it: a claim's clause holds them itself."""
        return self.start if self.claim is None else self.end


@dataclass(frozen=True, slots=True)
class Ascription:
    """The text says that what stands in `means` brought the result; `words` is the clause that says so.

    The means is named, so that its words show the mechanism (通过积分制), or told in clauses of their own (推行积分制，使…).
    """

    means: Span
    words: Span
    link: Literal["stated", "package"] = "stated"
    is_named: bool = True


class Layout:
    """An article's clauses and sentences, asked for the words that ascribe results."""

    def __init__(self, text: Text, knowledge: LinkKnowledge) -> None:
        self._text = text.text
        self._know = knowledge
        self._clauses = text.clauses
        self._sentences = text.sentences

    def ascriptions(self, results: Sequence[Result]) -> Iterator[tuple[Result, Ascription]]:
        """Every way in which the sentence of a result ascribes it to something; `results` in the order of the text."""
        before: Result | None = None
        last: list[Ascription] = []
        for result in results:
            found = list(self._of_sentence(result, results))
            if not found and before is not None and self._goes_on(before, result):
                found = last
            before, last = result, found
            for ascription in (*found, *self._by_time(result, results), *self._by_thanks(result)):
                yield result, ascription

    def _of_sentence(self, result: Result, results: Sequence[Result]) -> Iterator[Ascription]:
        """The nearest words first."""
        by = list(self._by_means(result, results))
        yield from self._by_subject(result)
        yield from self._by_cause(result, results, is_by=bool(by))
        yield from by
        yield from self._by_pronoun(result)

    def _goes_on(self, before: Result, result: Result) -> bool:
        """Whether two results stand in one clause or in two that follow each other: one chain of predicates."""
        first, second = self._clauses.at(before.start), self._clauses.at(result.start)
        if self._sentences.at(before.start) != self._sentences.at(result.start):
            return False
        return second - first <= 1 and not self._is_parted(before.end, result.limit)

    def _first(self, result: Result) -> int:
        """The number of the first clause of the result's sentence."""
        begin = self._sentences[self._sentences.at(result.start)][0]
        first = self._clauses.at(begin)
        return first + (self._clauses[first][0] < begin)

    def _by_means(self, result: Result, results: Sequence[Result]) -> Iterator[Ascription]:
        """通过连片管理，成本降低30%: the means goes from the word to the end of its clause or to the verb of change.

        It reaches all results up to a new means behind one of them.
        """
        begin = self._sentences[self._sentences.at(result.start)][0]
        words = list(self._know.by.finditer(self._text, begin, result.limit))
        for number, word in enumerate(words):
            taken = number + 1 < len(words) and any(
                word.end() <= other.start and other.end <= words[-1].start() for other in results
            )
            start, end = self._clauses[self._clauses.at(word.start())]
            if taken or self._is_parted(word.end(), result.limit):
                continue
            if end < result.start and self._know.inner.search(self._text[start:end]):
                continue
            stop = min(end, result.limit)
            means = (word.start(), self._turn(word.end(), stop) if end >= result.start else stop)
            is_model = self._know.model.search(self._text, *means)
            yield Ascription(means, (start, end), "package" if is_model else "stated")
            if self._know.acts.match(self._text, word.end(), end):
                yield from self._conjuncts(start, result)

    def _conjuncts(self, start: int, result: Result) -> Iterator[Ascription]:
        """通过建立议事会，设立基金，化解了矛盾: clauses that go on with what was done belong to the means."""
        for number in range(self._clauses.at(start) + 1, self._clauses.at(result.start)):
            begin, end = self._clauses[number]
            if self._know.acts.match(self._text, begin, end):
                yield Ascription((begin, self._turn(begin, end)), (begin, end))

    def _turn(self, start: int, end: int) -> int:
        """Where the first verb of change between `start` and `end` begins; else `end`."""
        turn = self._know.turns.search(self._text, start, end)
        return turn.start() if turn else end

    def _by_cause(self, result: Result, results: Sequence[Result], is_by: bool) -> Iterator[Ascription]:
        """推行积分制，使投诉减少: the means is the subject, or what the clauses before tell; before 因此 only the last of them."""
        clause = self._clauses.at(result.start)
        start, end = self._clauses[clause]
        limit = min(end, result.limit)
        causes = list(self._know.causes.finditer(self._text, start, limit))
        reach = _REACH
        if causes:
            subject = (start, causes[-1].start())
            if self._know.adverbs.fullmatch(self._text, *subject) is None:
                yield Ascription(subject, (start, end))
                return
        elif not (result.claim is not None and self._know.pushes.match(self._text, start, limit)):
            if self._know.hence.search(self._text, start, limit) is None:
                return
            reach = 1
        for number in range(clause - 1, max(self._first(result), clause - reach) - 1, -1):
            span = self._clauses[number]
            if self._is_parted(span[1], start) or self._tells(span, results):
                return
            word = self._know.by.search(self._text, *span)
            if word and not self._know.adverbs.fullmatch(self._text, span[0], word.start()):
                return
            if not (is_by and self._know.handled.match(self._text, *span)):
                yield Ascription(span, (start, end), is_named=False)

    def _by_subject(self, result: Result) -> Iterator[Ascription]:
        """网格化管理|实现了即时响应: the means is the noun before the verb of change."""
        start, end = self._clauses[self._clauses.at(result.start)]
        turn = self._know.turns.search(self._text, start, min(end, result.limit))
        if turn is None or self._know.by.search(self._text, start, turn.start()):
            return
        subject = self._know.subject.search(self._text, start, turn.start())
        if subject and self._know.brought.match(self._text, turn.end(), min(end, result.limit)):
            yield Ascription(subject.span("noun"), (start, end))

    def _by_time(self, result: Result, results: Sequence[Result]) -> Iterator[Ascription]:
        """积分制推行以来，投诉下降: the means is what began.

        Where the clause does not name it, the next does that tells of no result yet (成立以来，夜巡队出动百次，…).
        """
        clause = self._clauses.at(result.start)
        for number in range(self._first(result), clause):
            start, end = self._clauses[number]
            since = self._know.since.search(self._text, start, end)
            after = result.is_change and self._know.after.search(self._text, start, end)
            is_told = since and not self._know.parting.search(self._text, end, result.start)
            if is_told or (after and not self._is_parted(end, result.start)):
                is_bare = since and since.start() == start and number + 1 < clause
                if is_bare and not self._tells(self._clauses[number + 1], results):
                    yield Ascription((start, self._clauses[number + 1][1]), (start, end))
                else:
                    yield Ascription((start, end), (start, end))

    def _by_pronoun(self, result: Result) -> Iterator[Ascription]:
        """此举让投诉减少: the means is what the sentence before told."""
        sentence = self._sentences.at(result.start)
        if not sentence:
            return
        for number in range(self._first(result), self._clauses.at(result.start) + 1):
            start, end = self._clauses[number]
            meant = self._know.this.match(self._text, start, end)
            if meant and meant.start() < result.end and not self._is_parted(end, result.start):
                yield Ascription(self._sentences[sentence - 1], (start, end), is_named=False)

    def _by_thanks(self, result: Result) -> Iterator[Ascription]:
        """停车有序。这得益于车位改造: the means is what the next sentence names."""
        sentence = self._sentences.at(result.start)
        if result.is_change and sentence + 1 < len(self._sentences):
            start, end = self._clauses[self._clauses.at(self._sentences[sentence + 1][0])]
            if self._know.thanks.match(self._text, start, end):
                yield Ascription((start, end), (start, end))

    def _tells(self, span: Span, results: Sequence[Result]) -> bool:
        return any(span[0] <= result.start < span[1] for result in results)

    def _is_parted(self, start: int, end: int) -> bool:
        between = self._text[start:end]
        return "；" in between or bool(self._know.parting.search(between))
