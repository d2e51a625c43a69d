"""A small hand-made document with one of everything, for tests of what comes after the parsing."""

import hashlib
from decimal import Decimal

from helpers.model import (
    Article,
    Attribute,
    Claim,
    CodedArticle,
    Document,
    Link,
    Mechanism,
    Metric,
    Noise,
    Paragraph,
    Place,
    Records,
    Text,
)

RAW = "广告 广告\n晨光居民区议事\n=晨光居民区党总支搭建议事厅，满意度从37%提升至89%。"
_START = 6


def _metric(text: str, place: Place) -> Metric:
    start = text.index("37%")
    return Metric(
        start=start,
        end=text.index("89%") + 3,
        sentence=(text.index("="), len(text)),
        value=Decimal(89),
        value_high=None,
        value_before=Decimal(37),
        bound="exact",
        unit="%",
        indicator="满意度",
        indicator_type="satisfaction",
        kind="before_after",
        direction="up",
        baseline=None,
        role="outcome",
        community=place.name,
        district=place.district,
        place=place,
        domain="satisfaction",
        strength="R5",
    )


def make_records(doc: str = "a", raw: str = RAW) -> Records:
    body = Text.of_raw(raw[_START:], _START)
    text = body.text
    place = Place(
        name="晨光居民区",
        level="community",
        province="上海市",
        city=None,
        district="黄浦区",
        subdistrict=None,
        code=None,
        resolved_by="stated",
        candidates=(),
        mentions=((0, 5),),
        is_coded=True,
    )
    article = Article(
        start=_START,
        end=len(raw),
        segments=((_START, len(raw)),),
        title="晨光居民区议事",
        in_scope=True,
        scope_reason="test",
        text=body,
        paragraphs=(Paragraph(0, 7, "title"), Paragraph(8, len(text), "paragraph")),
    )
    evidence = text.index("搭建议事厅")
    mechanism = Mechanism(evidence, evidence + 5, "deliberation", "议事厅", place, "黄浦区")
    document = Document(
        doc=doc,
        file=f"{doc}.txt",
        sha256=hashlib.sha256(raw.encode()).hexdigest(),
        encoding="utf-8",
        text=raw,
    )
    metric = _metric(text, place)
    claim = Claim(0, 5, "cohesion", False, None, place, "黄浦区")
    coded = CodedArticle(
        article,
        (place,),
        (metric,),
        (mechanism,),
        attributes=(
            Attribute(6, 8, "problem", "disputes"),
            Attribute(8, 11, "community_type", "old_public", place=place),
        ),
        claims=(claim,),
        links=(Link(evidence, evidence + 2, "stated", 0, 0, None), Link(0, 1, "package", 0, None, 0)),
    )
    return Records(document, (Noise("spam", 0, 5),), (coded,))
