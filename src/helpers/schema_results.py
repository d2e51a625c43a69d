"""The tables of what the analysis asks beside the codebook: fields, results in words, relations, links, lists."""

from __future__ import annotations

from helpers.codes import BASES, DOMAINS, FIELDS, LINKS, MECHANISM_CODES, RELATIONS
from helpers.columns import ARTICLE, DOC, Column, Table, offsets, record_key

ATTRIBUTES = Table(
    "attributes",
    "One row for each piece of evidence for a field of an item or a place.",
    "文章或地方每个字段的每条证据一行。",
    (
        record_key("attribute_id"),
        ARTICLE,
        DOC,
        *offsets("the evidence", "证据"),
        Column("evidence", "string", "As written in the raw file.", "照原文。", True),
        Column("field", "string", "Which field it is evidence for.", "所证字段。", True, FIELDS),
        Column("value", "string", "The field's value: a code, or a year.", "字段取值：代码或年份。", True),
        Column(
            "basis",
            "string",
            "Whether the text states it or it was inferred.",
            "文中直述或推断。",
            True,
            BASES,
        ),
        Column("community_id", "string", "The place, for community_type.", "地方（住区类型）。"),
    ),
)


CLAIMS = Table(
    "claims",
    "One row for each result that is asserted in words, without a number.",
    "每个只用文字、没有数字的成效说法一行。",
    (
        record_key("claim_id"),
        ARTICLE,
        DOC,
        *offsets("the claim", "说法"),
        Column("evidence", "string", "The claim, as written in the raw file.", "说法，照原文。", True),
        Column("domain", "string", "Outcome domain.", "成效领域。", True, DOMAINS),
        Column(
            "is_service",
            "boolean",
            "Whether it tells how well a service performs, not what changed for residents.",
            "是服务表现，而非居民所得的变化。",
            True,
        ),
        Column("direction", "string", "Up or down, where it tells.", "升或降。", values=("up", "down")),
        Column("community_id", "string", "The coded place that it is about.", "所关涉的已编码地方。"),
        Column("district", "string", "District of that place.", "所在区。"),
    ),
)


RELATIONS_TABLE = Table(
    "relations",
    "One row for each relation between two numbers of an item that the text or arithmetic shows.",
    "文中或算术可见的两个数字之间的每个关系一行。",
    (
        record_key("relation_id"),
        ARTICLE,
        DOC,
        Column(
            "kind",
            "string",
            "part_of a whole, share_of a base, or the same_fact told again.",
            "部分与整体、份额与基数、同一事实重述。",
            True,
            RELATIONS,
        ),
        Column(
            "metric_id",
            "string",
            "The part, the share or the later telling.",
            "部分、份额或后一次讲述。",
            True,
        ),
        Column(
            "other_id", "string", "The whole, the base or the first telling.", "整体、基数或首次讲述。", True
        ),
    ),
)


LINKS_TABLE = Table(
    "links",
    "One row for each result that the text ascribes to a mechanism.",
    "文中归因于某机制的每个成效一行。",
    (
        record_key("link_id"),
        ARTICLE,
        DOC,
        *offsets("the words that link them", "关联文字"),
        Column("evidence", "string", "The words, as written in the raw file.", "关联文字，照原文。", True),
        Column(
            "link",
            "string",
            "stated: the text says so; package: it names a whole model of which the mechanism is part.",
            "直述，或归于整体模式。",
            True,
            LINKS,
        ),
        Column("code", "string", "Category of the mechanism.", "机制类别。", True, MECHANISM_CODES),
        Column("mechanism_id", "string", "The mechanism's evidence.", "机制证据。", True),
        Column("metric_id", "string", "The result, if it is a number.", "成效数字。"),
        Column("claim_id", "string", "The result, if it is asserted in words.", "成效说法。"),
        Column("domain", "string", "Outcome domain of the result.", "成效领域。", True, DOMAINS),
    ),
)


LISTS_TABLE = Table(
    "lists",
    "One row for each list of which the text says how long it is.",
    "每个说明了项数的列举一行。",
    (
        record_key("list_id"),
        ARTICLE,
        DOC,
        *offsets("the list", "列举"),
        Column("quote", "string", "As written in the raw file.", "照原文。", True),
        Column("text", "string", "The same, cleaned.", "清洗后的引文。", True),
        Column("name", "string", "The words that announce it.", "宣布列举的词语。", True),
        Column("announced", "integer", "How many things are announced.", "所称项数。", True, unit="items"),
        Column("listed", "integer", "How many are listed.", "所列项数。", True, unit="items"),
    ),
)
