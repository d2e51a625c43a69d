"""Cleaning: what goes, what stays, and that every character still knows where it stood."""

from importlib import resources

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.characters import simplified
from helpers.cleaning import clean
from helpers.errors import InputError
from helpers.knowledge import DATA, default_knowledge
from helpers.knowledge.noise import load_noise

NOISE = default_knowledge().noise
BODY = "平桥居民区党总支牵头，居民满意度达到92%，新增车位32个，大家都说好。"


def texts(raw):
    return [block.text.text for block in clean(raw, NOISE).blocks]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("装修报价|二手车|小说阅读|办公家具|影视大全|棋牌下载", "spam"),
        ("首页 > 新闻中心 > 民生 > 正文", "navigation"),
        ("新闻网首页|本地频道首页", "navigation"),
        ("分享至", "navigation"),
        ("0", "share"),
        ("阅读 1.1万　赞 326　在看 88", "counter"),
        ("责任编辑：周晓楠", "editor"),
        ("编辑：小新", "editor"),
        ("■本报记者 周渊", "byline"),
        ("青年报记者 冷梅", "byline"),
        ("本文作者：解放日报 黄某某", "byline"),
        ("受访者供图", "caption"),
        ("本报记者 顾盼 摄", "caption"),
        ("题图：街道瞄准楼道小空间，特色楼道在此遍地开花。", "caption"),
        ("www.example.gov.cn 第190期", "issue"),
        ("Copyright © 2005-2024 版权所有", "copyright"),
        ("2024-11-05 09:26　来源：民生网", "dateline"),
        ("原标题：《一张床位》", "headline again"),
        ("首页　要闻　民生　视频　问政　直播", "navigation"),
        ("街坊之声APP　☰ 我的　🔍 搜索", "navigation"),
        ("【字体：大 中 小】　打印　关闭", "navigation"),
        ("［下一篇］ 老桥修好了", "navigation"),
        ("您的位置：首页>>民生>>正文", "navigation"),
        ("最新资讯,装修大全,棋牌下载,免费小说,二手车报价", "spam"),
        ("精品国产成人在线观看,亚洲欧美视频免费看", "spam"),
        ("• 发文机构：某区人民政府某街道办事处", "statement"),
        ("• 发布日期：2024-02-02", "dateline"),
        ("文章来源：某区 作者： 发布时间：2024/8/2 点击数：4 次", "dateline"),
        ("扫描关注本地频道微信 扫描关注本地频道微博", "share"),
        ("【资料图】", "caption"),
        ("今日天气：多云转晴　24℃～31℃　东南风3级", "weather"),
        ("A05 社区", "issue"),
        ("（上接A01版）", "issue"),
        ("街坊周末　第4版　2023年10月12日　编辑/沈某", "dateline"),
        ("扫一扫在手机打开当前页", "share"),
        ("索 引 号：01526/2024-00037", "statement"),
        ("关键词：老旧小区 议事会", "statement"),
        ("记者：赵一　摄像：钱二　编辑：孙三", "byline"),
        ("（供稿：王某）", "byline"),
        ("▲图为小分队在中桥公园演出。　受访者供图", "caption"),
        ("【图片说明】深夜11点，网格员在路上巡查。", "caption"),
        ("QQ截图20240508.jpg", "markup"),
        ("👇👇👇", "markup"),
    ],
)
def test_a_line_of_furniture_goes_and_is_kept_by_kind(line, kind):
    cleaned = clean(f"{BODY}\n{line}\n{BODY}", NOISE)
    assert [block.text.text for block in cleaned.blocks] == [BODY, BODY]
    assert [(n.kind, n.start, n.end) for n in cleaned.noise] == [
        (kind, len(BODY) + 1, len(BODY) + 1 + len(line))
    ]


@pytest.mark.parametrize(
    "line",
    [
        "●加装电梯28台，拆除违建620平方米",
        "▲老旧小区加梯 年内开工120台",
        "对话｜一个“门外汉”书记的三年",
        "扫一扫 问题随手拍",
        "点赞 身边的志愿者",
        "记者手记",
        "社区议事 服务上门",
        "入住率 92%",
        "阅读 36 场，讲座 12 场",
        "为老服务。街道腾出三百余平方米闲置用房开办助餐点，85岁以上老人另有优待。",
        "由街道和学校联合主办的社区课堂开了，",
    ],
)
def test_a_line_that_may_hold_content_stays(line):
    assert not clean(f"{BODY}\n{line}\n{BODY}", NOISE).noise


def test_prose_below_a_sidebars_label_stays():
    raw = f"{BODY}\n相关链接\n“圆桌会”规则：一次一个题目，每人三分钟，结果张贴公示七天。\n"
    assert texts(raw) == [BODY, "“圆桌会”规则：一次一个题目，每人三分钟，结果张贴公示七天。"]


def test_readers_comments_go_with_all_below():
    assert texts(f"{BODY}\n网友评论（128）\n网友“小鱼”：我们小区也堆了100多辆，{BODY}") == [BODY]


@pytest.mark.parametrize(
    "line",
    ["相关阅读", "版权声明：凡本网注明来源的作品，未经授权不得转载。", "往期回顾 全部", "特别声明：以上内容"],
)
def test_what_follows_a_statement_or_a_list_of_headlines_goes(line):
    raw = f"{BODY}\n{line}\n· 我市新增托育位1.2万个\n· 又一条\n"
    cleaned = clean(raw, NOISE)
    assert [block.text.text for block in cleaned.blocks] == [BODY]
    assert (cleaned.noise[-1].start, cleaned.noise[-1].end) == (raw.index(line), len(raw) - 1)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("有 5 名社工", "有5名社工"),
        ("占地 20.5 万平方米", "占地20.5万平方米"),
        ("共４，８６０户，占３２．７％", "共4,860户,占32.7%".replace(",占", "，占")),
        ("5.2吨(dūn)减少到3.1吨（dūn）", "5.2吨减少到3.1吨"),
        ("昨天（记者 王某）", "昨天（记者 王某）"),
        ("本报讯（记者 沈某某）居民打来电话", "居民打来电话"),
        ("难题如何破解？【详细】", "难题如何破解？"),
        ("本报厦门电　（记者 林某）社区有了新客厅。", "社区有了新客厅。"),
        ("楚江网讯（通讯员 代某）社区有了新客厅。", "社区有了新客厅。"),
        ("国家电网电工上门，社区有了新客厅。", "国家电网电工上门，社区有了新客厅。"),
        ("【解说】花园由<b>21名</b>居民管理。", "花园由21名居民管理。"),
        ("社 区 有 老 楼 院 3 6 个 ， 住 着 4 , 2 0 0 户 居 民 。", "社区有老楼院36个，住着4,200户居民。"),
        ("居民 ，都说“ 好 ”。", "居民，都说“好”。"),
        ("据《社区?bào)》记者了解", "据《社区》记者了解"),
    ],
)
def test_parts_of_a_line(raw, expected):
    assert texts(raw) == [expected]


def test_a_traditional_page_is_simplified_one_for_one():
    raw = "居民區黨總支召開聽證會，滿意率達到九成，垃圾減少。" * 3
    (block,) = clean(raw, NOISE).blocks
    assert block.text.text == opencc.OpenCC("t2s").convert(raw)
    assert len(block.text) == len(raw)


def test_a_paragraph_cut_in_mid_sentence_goes_on_behind_caption_and_crosshead():
    raw = (
        "今年动工，前后拆墙480米，打通断头路3条，腾出公共空间1,900平方米。保安由40人减\n\n"
        "受访者供图\n\n### 后有门口的园\n\n至28人，每天的巡查却增加了。"
    )
    blocks = clean(raw, NOISE).blocks
    assert blocks[0].text.text.endswith("保安由40人减至28人，每天的巡查却增加了。")
    start = blocks[0].text.text.index("减至")
    assert blocks[0].text.raw_span(start, start + 2) == (raw.index("减"), raw.index("至28人") + 1)


def test_hard_wrapped_lines_become_paragraphs_again():
    paragraph = (
        "社区议事会每月召开一次，居民代表、物业和业委会坐在一起商量停车、加梯、垃圾分类等身边小事，" * 4
        + "效果很好。"
    )
    wrapped = "\n".join(paragraph[i : i + 30] for i in range(0, len(paragraph), 30))
    assert texts(wrapped + "\n" + wrapped) == [paragraph, paragraph]


def test_a_wrapped_page_with_indents_bylines_and_ragged_lines_has_its_paragraphs_back():
    page = """角落里的车位
　　本报讯（记者　姚　远）晚上７点半，家住
榆荫新苑的董先生把车开进马路对面商场的地下
二层，扫一扫码，抬杆放行。“以前兜半个钟头都
找不到位子，现在３分钟搞定。”
　　榆荫新苑有居民１１２８户，地面车位却只有
２１６个，夜里四百五十多辆车抢位，消防通道被
堵是常事，仅去年就接到停车投诉９２起。今年
４月，街道牵头召开会议，请来商场、学校、交警
和物业，５家单位一起算账。
全场大促满３００减５０会员双倍积分活动时间就是今天
"""
    assert texts(page) == [
        "角落里的车位",
        "晚上7点半，家住榆荫新苑的董先生把车开进马路对面商场的地下二层，扫一扫码，抬杆放行。"
        "“以前兜半个钟头都找不到位子，现在3分钟搞定。”",
        "榆荫新苑有居民1128户，地面车位却只有216个，夜里四百五十多辆车抢位，消防通道被堵是常事，"
        "仅去年就接到停车投诉92起。今年4月，街道牵头召开会议，请来商场、学校、交警和物业，5家单位一起算账。",
        "全场大促满300减50会员双倍积分活动时间就是今天",
    ]


@pytest.mark.parametrize("width", [12, 16, 21, 30, 44, 60])
def test_a_text_wrapped_at_any_width_has_its_paragraphs_back(width):
    title, other = "账本贴上墙", "另一件小事"
    text = (
        "去年9月，社区请来3名规划师，办了12场议事会，居民提出意见1,260条，采纳的占92.5%，大家都说好。"
        "物业公司把每一笔钱都写明，停车收入46.8万元，支出31.2万元，账晒出来以后，投诉由每月15件减少到4件。"
    )
    wrapped = "\n".join(text[i : i + width] for i in range(0, len(text), width))
    found = texts("\n".join([title, wrapped, wrapped, wrapped, other, wrapped]))
    assert "".join(found) == title + text * 3 + other + text
    assert title in found and other in found
    assert all(line.endswith("。") for line in found if line not in (title, other))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (
            "过去半年，投诉由每周35宗减少到\n4宗，居民说好。",
            ["过去半年，投诉由每周35宗减少到4宗，居民说好。"],
        ),
        ("居民满意度达到92\n%。", ["居民满意度达到92%。"]),
        ("墙拆了，人熟了\n居民说好。", ["墙拆了，人熟了", "居民说好。"]),
        ("从“指尖”到“脚尖”，幸福触手可及\n居民说好。", ["从“指尖”到“脚尖”，幸福触手可及", "居民说好。"]),
    ],
)
def test_a_line_that_leans_on_the_next_is_joined_with_it(raw, expected):
    assert texts(raw) == expected


@pytest.mark.parametrize("mark", ["≡ ", "✅ ", "📌 ", "② ", "【试点】", "· "])
def test_a_line_that_opens_with_a_mark_is_an_item_of_its_own(mark):
    lines = ["常住4.1万人，60岁及以上的占38.6%。独居老人1,122名", f"{mark}门磁1,168只，水表9,420块"]
    assert texts("\n".join(lines)) == lines


def every_span_holds(raw):
    for block in clean(raw, NOISE).blocks:
        for start, end in zip(block.text.starts, block.text.ends, strict=True):
            assert 0 <= start <= end <= len(raw)
        assert list(block.text.starts) == sorted(block.text.starts)
        assert block.start <= min(block.text.starts) and max(block.text.ends) <= block.end


@given(
    st.text(alphabet="社区居民物业 0123456789，。%（）()吨dūn戶數# |>\n\t：图摄记者【详细】", max_size=120)
)
def test_every_character_comes_from_where_its_map_says(raw):
    every_span_holds(raw)


@given(st.integers(1, 99_999), st.sampled_from("户人个件场"))
def test_spaces_width_and_pinyin_make_no_difference(number, unit):
    plain = f"居民区共有{number}{unit}，都很满意。"
    full = str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    for way in (
        f"居民区共有 {number} {unit}，都很满意。",
        f"居民区共有{full}{unit}，都很满意。",
        f"居民区(qū)共有{number}{unit}(hù)，都很满意。",
    ):
        assert texts(way) == [plain]


def test_a_broken_pattern_is_named(tmp_path):
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / "noise.yml").write_text("- {kind: spam, scope: line, pattern: '('}\n")
    with pytest.raises(InputError, match="noise.yml:1: pattern: .*the pattern is broken"):
        load_noise(tmp_path)


def test_the_shipped_patterns_load():
    assert load_noise(DATA).lines.kinds


def test_every_word_of_the_dictionary_is_simplified_as_opencc_does_it():
    with resources.files("jieba").joinpath("dict.txt").open(encoding="utf-8") as lines:
        words = [line.split()[0] for line in lines]
    expected = opencc.OpenCC("t2s").convert("\n".join(words)).split("\n")
    same_length = [
        (word, plain) for word, plain in zip(words, expected, strict=True) if len(word) == len(plain)
    ]
    assert [(word, simplified(word)) for word, _ in same_length] == same_length


def test_a_headline_told_again_and_a_sites_name_behind_it_are_removed():
    raw = f"社区清理楼道，邻里多了笑脸-某某网官网\n2022-10-20 15:34:39\n社区清理楼道，邻里多了笑脸-某某网官网\n{BODY}"
    found = clean(raw, NOISE)
    assert [block.text.text for block in found.blocks] == ["社区清理楼道，邻里多了笑脸", BODY]
    assert "headline again" in {noise.kind for noise in found.noise}


def test_a_date_at_a_lines_end_is_no_beginning_of_the_next_lines_year():
    assert texts(f"截至2024-02-02\n2023年，{BODY}") == ["截至2024-02-02", f"2023年，{BODY}"]
