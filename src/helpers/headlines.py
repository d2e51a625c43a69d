"""What lines look like on a page: headlines, place lines, marks, and how an item opens with a place."""

from __future__ import annotations

import re

from helpers.knowledge.scope import ScopeKnowledge
from helpers.model import Block

LONGEST_TITLE = 45
_LONGEST_CROSSHEAD = 40
_SENTENCE_END = re.compile(r"[。；;]|[，,](?!\d{3}).*[，,](?!\d{3})|[：:]$")
_NO_HEADLINE = re.compile(r"[。；;]|[，,、：:]$")
# Lines of a list, and what somebody says on a line of its own.
_BULLET = re.compile(r"[·•✔✅✓▪▫◦]|“[^”]*[。？！]”$")
_PLACE_ENDING = r"(?:区|街道|镇|乡|村|路|社区|小区|中心|院|坊|苑|城|综合体|会客厅|站|楼|里|弄|学院|团队|厅|园|寨|庄|庭|府|巷)"
# A place line: a district with its street or town and whatever lies there, or a district and a place's usual ending.
_PLACE_LINE = re.compile(
    r"^(?!.*(?:\d{4}年|总结|公报|报告|方案|通知))[一-鿿]{2,10}?(?:区|县|市|新区)[一-鿿]{1,8}(?:街道|镇|乡|新区|开发区)[一-鿿A-Za-z0-9·]{0,16}$"
    rf"|^[一-鿿·0-9A-Za-z]{{2,12}}?(?:省|市|区|县|街道|镇|乡|新区)[一-鿿·0-9A-Za-z]{{0,24}}{_PLACE_ENDING}$"
)
_PLACE_TAIL = re.compile(rf"{_PLACE_ENDING}$")
_LONGEST_PLACE_LINE = 30
PLACE_BRACKETS = "【】[]〔〕〖〗"
"""What a place line may stand in: 【南京市秦淮区夫子庙街道】."""
_IN_BRACKETS = re.compile(r"[【\[〔〖][^【】\[\]。，]{2,28}[】\]〕〗]")
LABELLED = re.compile(r"[【\[〔][^【】\[\]，。]{1,12}(?:街道|镇|乡|社区|居民区|区|县|村)[】\]〕](?=.{12})")
"""A brief that its place in brackets begins: 【新桐街道】柏荫居民区…."""
# A body that opens with an address from the district down tells of a place of its own: 成都市成华区万达社区有个传统.
_LOWER_PLACE = r"(?:街道|镇|乡|苏木|社区|村|嘎查|小区|居民区|居委|新村|苑|园|坊|院|庭|府)"
ADDRESS = (
    rf"(?:[一-鿿]{{2,7}}?(?:省|自治区|自治州|市|区|县|州|盟|旗)){{1,4}}[一-鿿·\d]{{0,12}}?{_LOWER_PLACE}"
)
OWN_PLACE = re.compile(rf"^(?:近日|日前|今年以来|目前|在|走进|来到|位于|住在|家住|地处)?{ADDRESS}")
_LOCAL_ENDINGS = [
    "社区",
    "小区",
    "居民区",
    "居委",
    "新村",
    "村",
    "花园",
    "家园",
    "公寓",
    "苑",
    "坊",
    "庭",
    "街道",
    "镇",
]
# The end of a local place's name, by which a passage is known to tell of another one; no kinds and counts of places.
# Where no ending can begin two characters on, nothing else is tried.
LOCAL = re.compile(
    rf"(?=..[{''.join(ending[0] for ending in _LOCAL_ENDINGS)}])"
    rf"(?![一-鿿]?[个些各本该入进出全老新旧类型式化性两三处座])[一-鿿]{{2}}(?:{'|'.join(_LOCAL_ENDINGS)})"
)
PLACE_WORD = re.compile(r"街道|社区|小区|居民区|新村|[区镇乡村][：:｜|]")
"""What headlines of several items may share, since each tells of its place."""
PLACE_AND_COLON = re.compile(
    r"[■□◆▶►●★☆▲◎○※▍]?\s?(?:[一-鿿]{2,9}(?:街道|镇|乡|社区|居民区|小区|区|县|村)|[一-鿿]{2,6}(?:省|市|区|县|旗)[一-鿿]{2,18}(?:街道|镇|乡|社区|居民区|小区|村))\s?[：:｜|]"
)
MARKED = re.compile(r"[▍■◆▶►●★☆▲◎□○※]")
# A headline with a line below it, with its column's name in front, and that of a document.
_HEADED = re.compile(r"—|[【\[［][^】\]］\d]{2,8}[】\]］]\s?.{4,}|[一-鿿]{2,6}[｜|丨].{4,}")
_DOCUMENT = re.compile(
    r"(?:报告|总结|小结|通报|公报|倡议书|回信)(?:[和及].{2,12})?(?:[（(][^（()）]{1,16}[)）])?$"
)
# A crosshead by its form: numbered, in brackets altogether, or behind a picture.
_CROSSHEAD = re.compile(
    r"[\U0001f000-\U0001faff]|[（(]?[一二三四五六七八九十\d]{1,3}[)）、．.]|[【\[][^】\]]+[】\]]$"
    r"|[【\[]\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s?[】\]]"
)
NUMBERED = re.compile(
    r"^[【\[]?(?:案例|之|做法|故事)?[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[)）．.、：:】\]]|\s)"
)
SIGNED = re.compile(r"[（(](?:本报|本刊|本网|见习|实习)*(?:记者|通讯员|供稿|作者)[^（()）]{1,24}[)）]$")

SURVEY = re.compile(
    r"(?:走访|探访|走进|采访|调查|寻访)了?[^，。！？\d]{0,8}?[两二三四五六七八九十几\d]+余?[个家](?:小区|社区|居民区|街镇|村)"
)
"""A reporter's round of places: 记者走访普陀三个小区, 走进五个村."""


def is_title_like(block: Block, knowledge: ScopeKnowledge) -> bool:
    """Whether the line reads like a headline: short, no sentence, nobody's words in an interview."""
    text = block.text.text
    if block.kind == "heading":
        return True
    if len(text) > LONGEST_TITLE or _SENTENCE_END.search(text) or _BULLET.match(text):
        return False
    return re.split("[：:]", text, maxsplit=1)[0] not in knowledge.speakers or text in knowledge.speakers


def is_prose(block: Block, knowledge: ScopeKnowledge) -> bool:
    """Whether it is text of an item: longer than any headline, and no editor's preface."""
    text = block.text.text
    return len(text) > LONGEST_TITLE and not text.startswith(knowledge.prefaces)


def may_be_headline(block: Block, knowledge: ScopeKnowledge) -> bool:
    """Whether the line above an item's first text may be its headline, which there may have several commas."""
    text = block.text.text
    return len(text) <= LONGEST_TITLE and not _NO_HEADLINE.search(text) and not knowledge.is_column(text)


def is_place_line(block: Block) -> bool:
    """Whether the line names a place from the district down and nothing else."""
    text = block.text.text.strip(PLACE_BRACKETS)
    return len(text) <= _LONGEST_PLACE_LINE and bool(_PLACE_LINE.match(text))


def is_in_brackets(block: Block) -> bool:
    """Whether the line stands in one pair of brackets altogether and is short enough for a place line."""
    return bool(_IN_BRACKETS.fullmatch(block.text.text))


def may_head_a_case(block: Block, knowledge: ScopeKnowledge) -> bool:
    """Whether the line may stand where a digest has its place lines: one of those, or an organisation."""
    return is_title_like(block, knowledge) and bool(
        is_place_line(block) or _PLACE_TAIL.search(block.text.text.strip(PLACE_BRACKETS))
    )


def is_headed(line: str) -> bool:
    """Whether only an item's headline looks so: with a line below it, its column's name in front, or a document's name."""
    return bool(_HEADED.match(line) or _DOCUMENT.search(line))


def is_short_line(line: str) -> bool:
    """Whether a line within an item is short and no sentence, as crossheads are."""
    return len(line) <= _LONGEST_CROSSHEAD and "。" not in line


def is_second_line(line: str) -> bool:
    """Whether the line below a headline belongs to it: no crosshead, and no sentence."""
    return len(line) <= LONGEST_TITLE and not _NO_HEADLINE.search(line) and not is_crosshead(line)


def is_crosshead(line: str) -> bool:
    """Whether the line is a crosshead by its form."""
    return bool(_CROSSHEAD.match(line))
