"""Codes the quantities of an article by the codebook, section 3: which count, what they measure, where and how."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.antecedents import around
from helpers.countable import exclusion, outside_names
from helpers.indicators import indicator_of, type_of
from helpers.kinds import baseline, classify
from helpers.knowledge.beginnings import to_search
from helpers.knowledge.metrics import MetricKnowledge
from helpers.model import Metric, Place, Quantity, Role, Text
from helpers.pairs import join_pairs
from helpers.roles import roles_of
from helpers.scenes import Scene
from helpers.statements import Statement, beside, lay_out
from helpers.subjects import subject_of

# A period that a sentence states: 今年9月, 2023年, 截至10月底, 去年, 1至5月, 上半年.
_DATE = to_search(
    r"(?:截至|截止)?(?:今年|去年|前年|上年|当年|本年|\d{4}年)?(?:\d{1,2}(?:至|-|—|－|~|～)\d{1,2}月|\d{1,2}月(?:\d{1,2}日)?|上半年|下半年|[前一二三四]+季度|全年|国庆|春节|[春夏秋冬]天)[初中末底份]?"
    r"|(?:截至|截止)?(?:今年|去年|前年|\d{4}年)[初中末底]?(?:以来)?|目前|年末|年底"
)
# One of these characters is in each.
_IN_DATE = to_search("[年月季天前]|国庆|春节")


def code_metrics(
    statements: Sequence[Statement], scene: Scene, knowledge: MetricKnowledge
) -> tuple[Metric, ...]:
    """The metrics that an article's counted statements make; all spans are half-open offsets into its text."""
    types = [type_of(statement, knowledge) for statement in statements]
    roles = roles_of(statements, types, scene.text, knowledge.roles)
    before = [None, *statements]
    return tuple(
        _metric(statement, previous, indicator_type, role, scene, knowledge)
        for previous, statement, indicator_type, role in zip(before, statements, types, roles, strict=False)
    )


def counted_statements(
    text: Text, quantities: Sequence[Quantity], places: Sequence[Place], knowledge: MetricKnowledge
) -> list[Statement]:
    """The statements that count, with their kind and indicator, in the order of the text.

    `quantities` and `places` are those that were found in the article's `text`.
    """
    named: list[Statement] = []
    for statement in _counted(text, quantities, places, knowledge):
        indicator = indicator_of(statement, around(statement, named, text.text), knowledge)
        if not indicator and named:
            indicator = named[-1].indicator  # 发案数呢？同期仅3起
        named.append(statement._replace(indicator=indicator))
    return named


def _counted(
    whole: Text, quantities: Sequence[Quantity], places: Sequence[Place], knowledge: MetricKnowledge
) -> list[Statement]:
    """The statements that count, pairs joined, each with its kind and with its words cut at its neighbours."""
    layout, text = lay_out(whole), whole.text
    found = [layout.statement(quantity) for quantity in outside_names(quantities, text, places)]
    joined = join_pairs(found, text, knowledge.changes)
    return classify(beside([s for s in joined if _counts(s, knowledge)], text), knowledge)


def _counts(statement: Statement, knowledge: MetricKnowledge) -> bool:
    """Whether no exclusion holds; the later number of a pair may be a plain one (4家整合成一家)."""
    excluded_by = exclusion(statement, knowledge.exclusions)
    return excluded_by is None or (statement.value_before is not None and excluded_by == "E6")


def _metric(
    statement: Statement,
    previous: Statement | None,
    indicator_type: str,
    role: Role,
    scene: Scene,
    knowledge: MetricKnowledge,
) -> Metric:
    quantity = statement.quantity
    subject = subject_of(statement, scene)
    return Metric(
        start=statement.start,
        end=statement.end,
        sentence=statement.sentence,
        value=quantity.value,
        value_high=quantity.value_high,
        value_before=statement.value_before,
        bound=quantity.bound,
        unit=quantity.unit,
        indicator=statement.indicator,
        indicator_type=indicator_type,
        kind=statement.kind or "level",
        direction=statement.direction,
        baseline=baseline(statement, previous, knowledge.changes),
        role=role,
        community=subject.community,
        district=subject.district,
        place=subject.place,
        date=_date(statement),
    )


def _date(statement: Statement) -> str | None:
    """The last period that the sentence states before the number, as written."""
    words = statement.ahead + statement.head
    found = [match.group() for match in _DATE.finditer(words)] if _IN_DATE.search(words) else []
    return found[-1] if found else None
