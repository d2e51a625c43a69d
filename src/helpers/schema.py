"""The tables, each column defined once: name, type, unit, allowed values, meaning.

The pandera checks, the descriptor beside the CSV files and the book's data dictionary are all made from
`TABLES`. Offsets are code points in the raw file as decoded: `raw[start:end] == quote`.
"""

from __future__ import annotations

from helpers.codes import (
    BOUNDS,
    COMMUNITY_TYPES,
    COMPLETENESS,
    DOMAINS,
    FACETS,
    GENRES,
    INDICATOR_TYPES,
    KINDS,
    LEVELS,
    MECHANISM_CODES,
    ROLES,
    STRENGTHS,
    YEAR_BASES,
)
from helpers.columns import ARTICLE, DOC, Column, Table, offsets, record_key
from helpers.schema_results import ATTRIBUTES, CLAIMS, LINKS_TABLE, LISTS_TABLE, RELATIONS_TABLE

DOCUMENTS = Table(
    "documents",
    "One row for each raw file that could be read.",
    "每个可读的原始文件一行。",
    (
        Column(
            "doc",
            "string",
            "The document: its file name without suffix.",
            "文档：去掉后缀的文件名。",
            True,
            unique=True,
        ),
        Column("file", "string", "The file's name.", "文件名。", True),
        Column("sha256", "string", "SHA-256 of the file's bytes.", "文件字节的 SHA-256。", True),
        Column(
            "source", "string", "Who published it, as far as the text tells.", "发布者（以文中所示为限）。"
        ),
        Column(
            "published",
            "string",
            "Date of publication as far as known: YYYY, YYYY-MM or YYYY-MM-DD.",
            "发布日期（已知部分）。",
        ),
        Column("url", "string", "Its address, never made a link.", "网址，不作链接。"),
        Column("encoding", "string", "The encoding that it was decoded from.", "解码所用编码。", True),
        Column(
            "chars", "integer", "Length of the decoded text.", "解码后文本长度。", True, unit="code points"
        ),
        Column(
            "noise",
            "string",
            "What was removed, by kind: JSON, kind to list of [start, end].",
            "清洗去除的内容：JSON，按类别列出起止。",
            True,
        ),
        Column(
            "publish",
            "string",
            "What a site may show of its text.",
            "网站可显示多少原文。",
            True,
            ("full", "excerpt", "none"),
        ),
    ),
)


ARTICLES = Table(
    "articles",
    "One row for each news item, in scope or not.",
    "每篇报道一行，不论是否在范围内。",
    (
        record_key("article_id"),
        DOC,
        *offsets("the item", "本篇"),
        Column(
            "segments",
            "string",
            "Its raw spans in reading order: JSON, list of [start, end].",
            "按阅读顺序的原文区段：JSON。",
            True,
        ),
        Column(
            "title",
            "string",
            "The headline, cleaned; of an item without one, how it begins.",
            "清洗后的标题；无标题者取其开头。",
            True,
        ),
        Column("published", "string", "Its document's date of publication.", "所在文档的发布日期。"),
        Column(
            "in_scope",
            "boolean",
            "Whether it tells how a community is governed or served.",
            "是否讲述社区治理或服务。",
            True,
        ),
        Column("scope_reason", "string", "Why it is in or out of scope.", "在或不在范围内的理由。", True),
        Column(
            "chars", "integer", "Length of its cleaned text.", "清洗后文本长度。", True, unit="code points"
        ),
        Column(
            "completeness",
            "string",
            "Whole, cut off with a pointer to the rest, or an item of a digest.",
            "全文、截断的导读，或摘编条目。",
            True,
            COMPLETENESS,
        ),
        Column("genre", "string", "What kind of text it is.", "文体。", True, GENRES),
        Column("year", "integer", "The year that it tells of.", "所述年份。"),
        Column("year_basis", "string", "How the year is known.", "年份的依据。", True, YEAR_BASES),
        Column(
            "problems",
            "string",
            "The problems that it sets out from: JSON, list of codes.",
            "报道针对的问题：JSON，代码列表。",
            True,
        ),
    ),
)


COMMUNITIES = Table(
    "communities",
    "One row for each place below district level that an article's story is about.",
    "文章所讲述的、区以下的每个地方一行。",
    (
        record_key("community_id"),
        ARTICLE,
        DOC,
        *offsets("the first mention", "首次提及"),
        Column(
            "name",
            "string",
            "Longest proper name in the text, without district and subdistrict.",
            "文中最长的专名，不含区和街镇。",
            True,
        ),
        Column("level", "string", "What kind of place it is.", "地方的层级。", True, LEVELS),
        Column("province", "string", "Province or municipality.", "省或直辖市。"),
        Column("city", "string", "City, where the place is not in Shanghai.", "城市（上海以外）。"),
        Column(
            "district",
            "string",
            "One of Shanghai's 16 districts, or province and city elsewhere.",
            "上海16区之一，外地为省市。",
        ),
        Column("subdistrict", "string", "The street or town that it lies in.", "所在街道或镇。"),
        Column(
            "code",
            "string",
            "Its code in the gazetteer (NBS 2023), where it has an entry.",
            "地名库代码（国家统计局2023）。",
        ),
        Column(
            "resolved_by", "string", "How district and subdistrict were found.", "区和街镇的判定依据。", True
        ),
        Column(
            "candidates",
            "string",
            "What else it may be: JSON, list of district/subdistrict/name.",
            "其他可能：JSON。",
            True,
        ),
        Column(
            "community_type",
            "string",
            "What kind of housing or area it is, where the text tells.",
            "住区类型（以文中所示为限）。",
            values=COMMUNITY_TYPES,
        ),
    ),
)


METRICS = Table(
    "metrics",
    "One row for each quantity that the codebook counts.",
    "编码手册所计的每个数量一行。",
    (
        record_key("metric_id"),
        ARTICLE,
        DOC,
        *offsets("the quote", "引文"),
        Column(
            "quote",
            "string",
            "The number as written in the raw file, with approximator and unit.",
            "原文中的数字，含约数词和单位。",
            True,
        ),
        Column("text", "string", "The same, cleaned.", "清洗后的引文。", True),
        Column("sentence", "string", "The cleaned sentence that it stands in.", "所在句子（清洗后）。", True),
        Column(
            "value",
            "number",
            "The number, in `unit`; for a range its low end, for a pair the later value.",
            "数值（按单位）；区间取低端，前后对比取后值。",
            True,
            unit="see column unit",
        ),
        Column("value_high", "number", "High end of a range.", "区间高端。", unit="see column unit"),
        Column(
            "value_before",
            "number",
            "Earlier value of a before-and-after pair.",
            "前后对比的前值。",
            unit="see column unit",
        ),
        Column("bound", "string", "How sure the number is.", "数值的确定程度。", True, BOUNDS),
        Column(
            "unit",
            "string",
            "% for shares, else the classifier or unit as written.",
            "比率为 %，否则为原文量词或单位。",
            True,
        ),
        Column("indicator", "string", "What is measured, in the text's words.", "所量之事，用原文词语。"),
        Column(
            "indicator_type",
            "string",
            "Group of indicators that may be compared.",
            "可相互比较的指标类型。",
            True,
            INDICATOR_TYPES,
        ),
        Column(
            "kind",
            "string",
            "State, change, pair, frequency or promised standard.",
            "状态、变化、前后、频率或标准。",
            True,
            KINDS,
        ),
        Column(
            "direction",
            "string",
            "Up or down, for changes and pairs.",
            "升或降（变化与前后）。",
            values=("up", "down"),
        ),
        Column(
            "baseline", "string", "yoy: against the year before.", "yoy：与上年同期相比。", values=("yoy",)
        ),
        Column("role", "string", "Its place in the logic model.", "在逻辑模型中的位置。", True, ROLES),
        Column("community_id", "string", "The coded place that it is about.", "所关涉的已编码地方。"),
        Column("community", "string", "That place's name, a district, or 上海市.", "地方名、区名或上海市。"),
        Column("district", "string", "District, or province and city elsewhere.", "区，外地为省市。"),
        Column(
            "date", "string", "The period that the text states for it, as written.", "文中所述时间，照原文。"
        ),
        Column("domain", "string", "Outcome domain.", "成效领域。", values=DOMAINS),
        Column(
            "is_service",
            "boolean",
            "Whether it tells how well a service performs, not what changed for residents.",
            "是服务表现，而非居民所得的变化。",
            True,
        ),
        Column("measured_by", "string", "Who measured it, as written.", "由谁测量，照原文。"),
        Column("compared_with", "string", "What it is compared with, as written.", "与何相比，照原文。"),
        Column(
            "superlative",
            "string",
            "The claim to have most of what it counts, as written.",
            "所称之“最”，照原文。",
        ),
        Column(
            "followed",
            "string",
            "That it was followed for a year or longer, as written (outcomes only).",
            "跟踪一年以上，照原文（仅成效）。",
        ),
        Column(
            "strength",
            "string",
            "How firmly it is reported (outputs and outcomes only).",
            "报道力度（仅产出与成效）。",
            values=STRENGTHS,
        ),
    ),
)


MECHANISMS = Table(
    "mechanisms",
    "One row for each piece of evidence that a mechanism was used.",
    "机制被采用的每条证据一行。",
    (
        record_key("mechanism_id"),
        ARTICLE,
        DOC,
        *offsets("the evidence", "证据"),
        Column("evidence", "string", "The clause, as written in the raw file.", "证据小句，照原文。", True),
        Column("code", "string", "Category of the codebook.", "编码手册类别。", True, MECHANISM_CODES),
        Column("name", "string", "Name that the text coins for the scheme.", "文中为做法所起的名字。"),
        Column("community_id", "string", "The coded place where it was used.", "采用机制的已编码地方。"),
        Column("district", "string", "District of that place.", "所在区。"),
        Column("facet", "string", "What kind of thing the mechanism is.", "机制的方面。", True, FACETS),
    ),
)


QUARANTINE = Table(
    "quarantine",
    "One row for each file that could not be used, and why.",
    "每个未能使用的文件一行，附原因。",
    (
        Column("file", "string", "The file's name.", "文件名。", True, unique=True),
        Column("reason", "string", "Why it was set aside, and the remedy.", "搁置的原因与补救办法。", True),
    ),
)

TABLES = (
    DOCUMENTS,
    ARTICLES,
    COMMUNITIES,
    METRICS,
    MECHANISMS,
    ATTRIBUTES,
    CLAIMS,
    RELATIONS_TABLE,
    LINKS_TABLE,
    LISTS_TABLE,
    QUARANTINE,
)
