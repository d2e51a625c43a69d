"""Splitting pages into items, and what is in scope."""

import pytest

from helpers.articles import split_articles
from helpers.cleaning import clean
from helpers.knowledge import default_knowledge
from helpers.tables import ROOT
from tests.parsed import records_of

KNOWLEDGE = default_knowledge()
STORY = "居民区党总支召开议事会，居民和物业一起商量停车难题，社区志愿者每天巡逻，老人和孩子都说好。" * 3
OTHER = "公司宣布新产品上市，营收同比增长，股价上涨，员工突破五千人，董事长表示将继续投资，市场反应热烈。" * 3


def items(raw):
    return split_articles(clean(raw, KNOWLEDGE.noise), KNOWLEDGE.scope)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (f"一把伞，谈拢一部电梯\n{STORY}", [(0, "一把伞，谈拢一部电梯")]),
        (f"# 甲\n\n## 副题\n\n{STORY}\n\n# 乙\n\n{OTHER}", [(0, "甲"), (len(STORY) + 14, "乙")]),
        (f"某某社区报 第3版\n\n街坊连起来\n■本报记者 王某\n{STORY}", [(11, "街坊连起来")]),
        # A column of letters.
        (
            f"【民声来信】第312期\n本栏目热线：96600\n电梯停了，老人下楼全靠背\n来信\n编辑同志：\n{STORY}\n"
            f"音响太吵，能不能小声\n来信\n编辑同志：\n{STORY}",
            [(24, "电梯停了，老人下楼全靠背"), (len(STORY) + 47, "音响太吵，能不能小声")],
        ),
        # Marked lines below the story of a town begin its sections.
        (
            f"新饭桌：练塘镇织起一张网\n{STORY}\n■榆潼村 敲门\n榆潼村的老人说好。{STORY}\n"
            f"■棠湾居民区 唱戏\n棠湾居民区的老人说好。{STORY}",
            [(0, "新饭桌：练塘镇织起一张网")],
        ),
        # Numbers in brackets are those of sections.
        (
            f"把账晒在太阳底下\n{STORY}\n【02】换届和查账\n{STORY}\n【03】葡萄架下\n{STORY}",
            [(0, "把账晒在太阳底下")],
        ),
        # A column's name in brackets above each headline.
        (
            f"【基层治理】\n街坊连起来\n{STORY}\n【财经速递】\n股价又上涨\n{OTHER}",
            [(7, "街坊连起来"), (len(STORY) + 21, "股价又上涨")],
        ),
    ],
)
def test_headlines_begin_items(raw, expected):
    assert [(article.start, article.title) for article in items(raw)] == expected


@pytest.mark.parametrize(
    ("raw", "start", "title"),
    [
        # A headline may have as many commas as it likes, and a crosshead below the lead is none.
        (
            f"楼道亮了，人心近了，老楼换新颜\n{STORY}\n“红色”先锋作表率\n{STORY}",
            0,
            "楼道亮了，人心近了，老楼换新颜",
        ),
        (
            f"今年的春天，{STORY}\n先拆心里的墙\n{STORY}",
            0,
            "今年的春天，居民区党总支召开议事会，居民和物业一起商量停车难题，社区志愿者每天巡逻…",
        ),
        (f"今年车位多了71个。{STORY}\n先拆心里的墙\n{STORY}", 0, "今年车位多了71个。"),
        (f"编者按 {STORY}\n街坊连起来\n{STORY}", len(STORY) + 5, "街坊连起来"),
    ],
)
def test_text_above_the_first_crosshead_belongs_to_the_item(raw, start, title):
    assert [(article.start, article.title) for article in items(raw)] == [(start, title)]


def test_a_digest_has_a_lead_and_an_item_for_each_place_line():
    raw = (
        f"三个小切口\n{STORY}\n静安区彭浦新村街道闻喜苑居民区\n一把遮阳伞\n{STORY}\n"
        f"长宁区周家桥街道天山华庭\n一个车位，两家共享\n{STORY}"
    )
    found = items(raw)
    assert [a.title for a in found] == ["三个小切口", "一把遮阳伞", "一个车位，两家共享"]
    assert [raw[a.start :][:3] for a in found] == ["三个小", "静安区", "长宁区"]
    assert [a.paragraphs[0].kind for a in found] == ["title", "place", "place"]


def test_place_lines_may_stand_in_brackets():
    raw = (
        f"几个小切口\n{STORY}\n【静安区彭浦新村街道】\n一把遮阳伞\n{STORY}\n"
        f"【长宁区周家桥街道天山华庭】\n一个车位，两家共享\n{STORY}"
    )
    assert [a.title for a in items(raw)] == ["几个小切口", "一把遮阳伞", "一个车位，两家共享"]
    place = next(p for p in records_of(raw).articles[-1].places if p.is_coded)
    assert (place.name, place.district) == ("天山华庭", "长宁区")
    street = next(p for p in records_of(raw).articles[1].places if p.is_coded)
    assert (street.name, street.district) == ("彭浦新村街道", "静安区")


def test_in_a_digest_with_places_in_brackets_every_line_in_brackets_begins_an_item():
    raw = (
        f"街镇速递\n编者按：摘编几则。\n【静安区彭浦新村街道】\n一把遮阳伞\n{STORY}\n"
        f"【科技园】\n创业赛落幕\n{OTHER}\n【浦东新区周浦镇沈西村】\n河浜清了{STORY}\n【长宁区周家桥街道】\n两家共享\n{STORY}"
    )
    assert [(a.title[:5], a.in_scope) for a in items(raw)] == [
        ("一把遮阳伞", True),
        ("创业赛落幕", False),
        ("河浜清了居", True),
        ("两家共享", True),
    ]


def test_items_with_their_street_in_brackets_stand_below_a_marked_headline():
    raw = (
        f"# 基层快讯\n{STORY}\n【临汾路街道】居民区把集市搬进来\n临汾路街道的{STORY}\n"
        f"【枫林街道】新村夜间巡逻不落空\n枫林街道的{STORY}\n"
    )
    assert [a.title[:6] for a in items(raw)] == ["基层快讯", "【临汾路街道", "【枫林街道】"]


def test_crossheads_of_one_pattern_begin_no_item():
    towns = ["徐汇区枫林街道", "宝山区大场镇", "嘉定区真新街道"]
    parts = [f"“{verb}”出来的变化\n{town}的{STORY}" for verb, town in zip("合走聊", towns, strict=True)]
    raw = f"本报上海10月12日电 题：河边的幸福账\n{STORY}\n" + "\n".join(parts)
    assert [a.title for a in items(raw)] == ["河边的幸福账"]
    parts = [f"做{verb}法：{town}有变化\n{town}的{STORY}" for verb, town in zip("加减乘", towns, strict=True)]
    assert [a.title for a in items(f"加减乘除\n{STORY}\n" + "\n".join(parts))] == ["加减乘除"]


def test_crossheads_and_numbered_sections_begin_no_item():
    raw = f"街道年度总结\n一、做实网格\n{STORY}\n二、聚焦民生\n{STORY}\n先拆心里的墙\n{STORY}"
    assert [a.title for a in items(raw)] == ["街道年度总结"]


@pytest.mark.parametrize(
    ("raw", "titles"),
    [
        (
            f"1．南苑：网格变小\n松江区方松街道南苑社区把网格变小。{STORY}\n2．北苑：账本公开\n杨浦区四平路街道北苑社区公开账本。{STORY}",
            ["1.南苑：网格变小", "2.北苑：账本公开"],
        ),
        (
            f"小板凳议事会\n\n成都市成华区万年社区有个传统。{STORY}\n\n篮球联赛落幕\n\n本报讯 昨日联赛落幕。{STORY}",
            ["小板凳议事会", "篮球联赛落幕"],
        ),
        (f"▍东街：踢起了球\n{STORY}\n▍西街：种起了菜\n{STORY}", ["▍东街：踢起了球", "▍西街：种起了菜"]),
        (
            f"方松街道：食堂开张\n{STORY}\n四平路街道：电梯开动\n{STORY}",
            ["方松街道：食堂开张", "四平路街道：电梯开动"],
        ),
    ],
    ids=["numbered", "addresses and datelines", "marked", "street and colon"],
)
def test_items_without_marks_are_told_apart_by_their_places(raw, titles):
    assert [a.title for a in items(raw)] == titles


PLACES = "成都市金牛区抚琴街道东巷社区有个院子，居民拆墙并院，停车位多了四十七个，物业费每户一个价，社区书记说都是商量出来的。"
OTHER_PLACE = (
    "长沙市雨花区左家塘街道西塘社区的居民办起菜园，村民变居民，老人抽签认领，志愿者值守，邻里纠纷少了一半。"
)
MUSEUM = "丝路文物特展昨日在市博物馆开幕，展品一百八十件，展期三个月，门票免费。"
RECIPE = "冰糖适量，银耳一朵，小火炖一小时，食材洗净切块，每周喝两三次，秋燥自然消退。"


@pytest.mark.parametrize(
    ("raw", "titles"),
    [
        (
            f"街坊晚报\nA05 社区\n今日天气：多云 24℃～31℃\n\n墙拆了\n本报记者 邱某\n{PLACES}\n快板声\n通讯员 孙某某\n{OTHER_PLACE}\n新展\n本报讯（记者 王某）{MUSEUM}",
            ["墙拆了", "快板声", "新展"],
        ),
        (
            f"墙拆了\n{PLACES}\n菜园开门\n{OTHER_PLACE}\n三款甜汤\n{RECIPE}",
            ["墙拆了", "菜园开门", "三款甜汤"],
        ),
        (f"墙拆了\n{PLACES}\n三款甜汤\n{RECIPE}\n新展\n{MUSEUM}", ["墙拆了", "三款甜汤", "新展"]),
        (f"墙拆了\n{PLACES}（记者 王某）\n老人学手机\n{STORY}", ["墙拆了", "老人学手机"]),
        (f"社区短讯\n■东街：墙拆了\n{STORY}\n■招聘\n{RECIPE}", ["■东街：墙拆了", "■招聘"]),
        (f"# 街坊周报\n## 墙拆了\n{PLACES}\n## 三款甜汤\n{RECIPE}", ["墙拆了", "三款甜汤"]),
        (
            f"厦门市思明区东湖街道官林社区：当网格员\n{STORY}\n福州市鼓楼区西门街道中林社区：一勺油\n{STORY}",
            ["厦门市思明区东湖街道官林社区：当网格员", "福州市鼓楼区西门街道中林社区：一勺油"],
        ),
    ],
    ids=[
        "newspaper page",
        "another place",
        "other topics",
        "signature",
        "brief's marks",
        "page's name",
        "place and colon",
    ],
)
def test_a_page_of_several_items(raw, titles):
    assert [a.title for a in items(raw)] == titles


@pytest.mark.parametrize(
    "title",
    [
        "“账本摊开，费就好收了”\n——访西塘社区业委会主任罗某",
        "西林街道2024年度“家门口服务”工作情况报告",
        "【对话】签约卡在最后，怎么破？",
        "漫谈｜隔一条马路的邻居",
        "西林镇西塘社区的半年“成绩单”",
    ],
)
def test_a_headline_that_only_an_item_has_begins_one_without_other_signs(title):
    body = f"昨天傍晚，西塘社区的居民又坐到一起。{STORY}"
    assert [a.title for a in items(f"墙拆了\n{PLACES}\n{title}\n{body}")] == ["墙拆了", title.split("\n")[0]]


def test_an_editors_note_below_a_headline_is_the_items_own():
    assert [a.title for a in items(f"几经改良才对味\n编者按：{STORY}\n上个月，{STORY}")] == ["几经改良才对味"]


@pytest.mark.parametrize(
    "raw",
    [
        f"食堂这一年\n本报记者 秦某\n近年来，社区食堂遍地开花，居民都说好。\n先算一笔账\n{PLACES}\n开在地铁口\n{OTHER_PLACE}",
        f"十分钟会\n本报记者 徐某\n■一张长桌\n{PLACES}\n■一本账本\n{STORY}\n■一群老伙计\n{STORY}",
        f"对话书记\n记者　何某\n问：您刚来的时候，社区什么样？\n张某：{STORY}\n问：怎么打开局面？\n张某：{STORY}\n记者手记\n{STORY}",
        f"深读｜一个村的烦恼\n客来了\n湖州市安吉县天荒镇东村的村民说，{STORY}\n开会定规矩\n{STORY}",
        f"# 墙拆了\n## 一张桌\n{STORY}\n## 一本账\n{STORY}",
        f"法律明白人\n{PLACES}\n评论\n把法送到火塘边\n{STORY}",
    ],
    ids=["survey", "marked crossheads", "interview", "crosshead below the headline", "headings", "comment"],
)
def test_sections_of_one_item_are_no_items(raw):
    assert len(items(raw)) == 1


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        (f"社区周刊\n\n头条\n\n把难题摆上桌\n——东街社区观察\n本刊记者 林某\n\n{STORY}", "把难题摆上桌"),
        (f"某某工作委员会\n某某办公室 联合主办\n\n街坊连起来\n■本报记者 王某\n{STORY}", "街坊连起来"),
    ],
)
def test_names_of_columns_and_publishers_belong_to_no_item(raw, title):
    assert [a.title for a in items(raw)] == [title]


def test_briefs_begun_by_their_place_in_brackets_are_items():
    raw = f"基层短波\n【新桐街道】柏荫居民区有了食堂，老人说好。{STORY}\n【江柏街道】愚桐居民区开会16次，解决问题23个。{STORY}"
    assert [article.start for article in items(raw)] == [5, raw.index("【江柏")]


def test_an_account_above_its_date_heads_no_item():
    raw = f"桐场有事儿\n2024年6月18日 17:30 上海\n老小区“逆龄生长”，居民这样解开心结\n{STORY}"
    assert [article.title for article in items(raw)] == ["老小区“逆龄生长”，居民这样解开心结"]


def test_places_as_crossheads_of_a_round_begin_no_items():
    sections = "".join(
        f"{place}小区：{line}\n位于河埠街道的{place}小区2009年交付。{STORY}\n"
        for place, line in (("桐雅", "查出多出来的保安"), ("柏岭", "大家却同意"), ("榆南", "账面上的“其他”"))
    )
    raw = f"这笔物业费是怎么谈下来的\n本报记者走访河东三个小区发现\n{STORY}\n{sections}"
    assert [article.title for article in items(raw)] == ["这笔物业费是怎么谈下来的"]


def test_the_text_of_an_item_maps_to_the_raw_page():
    raw = f"## 甲\n\n{STORY}\n\n## 乙\n\n{STORY}"
    for article in items(raw):
        text = article.text
        start, end = text.raw_span(0, len(text))
        assert raw[start : start + 1] == article.title
        assert article.start <= start and end <= article.end
        for paragraph in article.paragraphs:
            a, b = text.raw_span(paragraph.start, paragraph.end)
            assert raw[a:b] == text.text[paragraph.start : paragraph.end]


OUT_OF_SCOPE = [
    "三季报出炉\n公司前三季度营收增长，净利润上升，研发投入占营收一成，股价上涨，董事长称未来三年投资建厂，市场看好，投资者踊跃。",
    "绝杀！主队客场取胜\n上半场第12分钟，客队前锋打入一球。下半场主队连入两球，最终二比一取胜，联赛积分升至第三，球队教练对选手表示满意，冠军悬念再起。",
    "创业大赛复赛举行\n来自各地的创业者展开陈述和答辩，产品、技术、商业模式成为比拼焦点，评委综合打分，优质项目入围决赛，科技企业提供创业支持。",
    "职工运动会开幕\n公司第十届职工运动会在园区举行，来自车间的员工组成代表队，参加拔河、接力比赛，工会主席颁发冠军奖杯，职工踊跃参加。",
    "高速公路发生三车追尾\n昨日凌晨，高速公路发生一起车祸，造成两人受伤。警方赶到现场处置，初步调查显示司机疲劳驾驶，嫌疑人已被控制。",
    "明日气温骤降\n受冷空气影响，明日气温下降八度，最低气温三度，阵风七级，气象台提醒注意添衣，交通出行需关注路面湿滑。",
    "新车上市\n某品牌发布新款电动车，起售价二十万元，续航六百公里，市场反应热烈，客户可在门店预订，公司预计全年销量十万辆，产品技术领先。",
    "票房破十亿\n新片上映一周，票房突破十亿元，导演表示将继续创作，观众好评如潮，市场分析认为档期优势明显，投资方盈利可观。",
]


@pytest.mark.parametrize("raw", OUT_OF_SCOPE, ids=[raw.split("\n")[0] for raw in OUT_OF_SCOPE])
def test_other_news_is_out_of_scope_with_a_reason(raw):
    (article,) = items(raw)
    assert not article.in_scope
    assert "governance words" in article.scope_reason


IN_SCOPE = [
    "老小区装上新电梯\n居民区党总支牵头，楼组长挨家征询，二十四户居民全部签字，加装电梯投入使用，老人下楼不再难。",
    "一个积分本 激活一个村\n村里推行积分制，村民参与垃圾分类和志愿服务可以积分，村规民约贴上墙，村集体收入增加，村民满意。",
    "接诉即办有温度\n街道接到居民热线投诉后，网格员上门了解情况，社区召开协商会，物业整改，诉求解决率和满意率提高。",
    "社区食堂开张\n街道党群服务中心办起社区食堂，为独居老人送餐，志愿者轮流值守，居民说家门口的服务越来越好。",
    "院落有了信托制物业\n业委会公开小区公共收益，物业费收缴率上升，业主投诉减少，社区党委指导居民议事，邻里和睦。",
]


@pytest.mark.parametrize("raw", IN_SCOPE, ids=[raw.split("\n")[0] for raw in IN_SCOPE])
def test_community_governance_is_in_scope(raw):
    (article,) = items(raw)
    assert article.in_scope


def test_an_empty_page_has_no_items():
    assert items(" \n\n ") == ()


def test_the_seeds_give_the_items_that_people_found():
    import json

    gold = [
        json.loads(line) for line in (ROOT / "data/gold/seeds.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    expected = {(g["doc"], g["title"]): g["in_scope"] for g in gold if g["type"] == "article"}
    found = {}
    for path in sorted((ROOT / "data" / "raw").glob("*.txt")):
        for article in items(path.read_text(encoding="utf-8-sig")):
            found[path.stem, article.title] = article.in_scope
    assert len(found) == len(expected) == 33
    assert sorted(found.values()) == sorted(expected.values())
