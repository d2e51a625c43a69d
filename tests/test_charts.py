import base64
import csv
import io
import json
import re
import warnings
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pandas as pd
import pytest

from helpers import analysis, charts, drawing, findings, maps, quality, show, summary
from helpers.book import Book, about_district, evidence_href
from helpers.comparison import like_with_like
from helpers.corpus import decode
from helpers.drawing import shorten
from helpers.errors import InputError
from helpers.knowledge import DATA
from helpers.knowledge.boundaries import load_boundaries
from helpers.knowledge.labels import LANGUAGES
from helpers.labels import Labels
from helpers.provenance import sources_of
from helpers.scoring import Evaluation, Fault, Score
from helpers.tables import read_tables, write_tables
from tests.frames import make_frames
from tests.records import RAW, make_records

HOSTILE = '<script>alert("1")</script> $价$ {0} & \'"'
EMPTY = make_frames()
FRAMES = make_frames(
    documents=[{"published": "2023-07-19"}, {"doc": "d2"}],
    articles=[{}, {"doc": "d2", "title": HOSTILE}, {"in_scope": False}],
    communities=[{}, {"name": HOSTILE, "district": "徐汇区", "article_id": "ar2", "doc": "d2"}],
    metrics=[
        {"value": 89, "value_before": 37, "kind": "before_after", "direction": "up", "community_id": "co1"},
        {"value": 65, "kind": "change", "direction": "down", "bound": "at_most", "indicator": HOSTILE},
        {"value": 90, "community_id": "co1"},
        {"value": 80, "community_id": "co2", "community": HOSTILE, "district": "徐汇区", "article_id": "ar2"},
        {"value": 12, "unit": "场", "role": "output", "indicator_type": "events", "sentence": HOSTILE},
    ],
    mechanisms=[
        {},
        {"code": "alliance", "name": HOSTILE, "evidence": HOSTILE, "article_id": "ar2", "doc": "d2"},
    ],
)


def _book(frames, lang="en", site=""):
    return Book(frames, Labels(lang), site)


def _charts(book):
    frames, labels, districts = book.frames, book.labels, book.districts
    coverage = analysis.coverage(frames, districts)
    mechanisms = frames["mechanisms"]
    score = Evaluation({"metrics.strict": Score(8, 10, 16)}, {}, (), ())
    return [
        charts.characters(analysis.characters(frames), labels),
        charts.places(analysis.places_by_level(frames["communities"], districts), labels),
        charts.numbers(analysis.numbers_by_district(frames["metrics"], districts), labels),
        charts.types(analysis.numbers_by_type(frames["metrics"]), labels),
        charts.outcomes(analysis.outcomes(frames["metrics"]), labels),
        charts.mechanisms(analysis.mechanism_spread(mechanisms), 2, labels),
        charts.mechanisms_by_district(
            analysis.mechanisms_by_district(mechanisms, districts),
            analysis.silent_districts(frames, districts),
            labels,
        ),
        maps.district_map(coverage["articles"], load_boundaries(DATA), labels),
        *(charts.comparable(group, labels) for group in like_with_like(frames, districts)),
        charts.scores(quality.scores(score), labels),
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_chart_states_its_finding_and_says_in_words_what_it_draws(lang):
    drawn = {chart.name: chart for chart in _charts(_book(FRAMES, lang))}
    assert len(drawn) == 10
    for chart in drawn.values():
        assert ElementTree.fromstring(chart.svg).tag.endswith("svg")
        assert chart.note
        assert chart.title != Labels(lang).label("chart.empty")
    for name in ("characters", "places", "numbers", "outcomes", "types", "mechanisms", "map", "scores"):
        assert re.search(r"\d", drawn[name].title), name
    if lang == "en":
        assert drawn["outcomes"].title == "Both a before and an after: 1 of 4 reported outcomes"
        assert drawn["outcomes"].alt == (
            "Chart of reported outcomes, a line each. 满意度 · 晨光居民区 · Huangpu 黄浦区: 37% → 89%; "
            f"{HOSTILE} · 晨光居民区 · Huangpu 黄浦区: ↓≤65%; 满意度 · 晨光居民区 · Huangpu 黄浦区: 90%; "
            f"满意度 · {HOSTILE} · Xuhui 徐汇区: 80%."
        )
        assert drawn["places"].alt.startswith("Bar chart of places by district. Huangpu 黄浦区: community 1;")
        assert drawn["map"].title == "The articles tell of 2 of 16 districts"
        assert "GS（2024）0650号" in drawn["map"].note
        assert drawn["scores"].title == "Numbers found and read wholly right: precision 80%, recall 50%"


def test_drawing_the_same_twice_gives_the_same_bytes_without_a_date():
    first, again = ([chart.svg for chart in _charts(_book(FRAMES))] for _ in range(2))
    assert first == again
    assert not re.search("date|creator|<!--", "".join(first), re.IGNORECASE)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_empty_tables_are_drawn_as_a_sentence(lang):
    book = _book(EMPTY, lang)
    drawn = _charts(book)[:-1]
    assert len(drawn) == 8
    for chart in drawn:
        assert show.chart(book, chart)._repr_html_() == f"<p>{book.labels.label('chart.empty')}</p>"
    assert "<svg" not in show.gallery(book, [])._repr_html_()


def test_numbers_side_by_side_are_told_by_what_they_span():
    groups = like_with_like(FRAMES, _book(FRAMES).districts)
    titles = [charts.comparable(group, Labels("en")).title for group in groups]
    assert titles == ["Satisfaction (community, level): from 80% to 90% in 2 places of 2 districts or cities"]


def test_mechanisms_in_as_many_items_lead_together():
    mechanisms = [{"code": "alliance"}, {"code": "incentives"}, {"code": "alliance"}]
    table = analysis.mechanism_spread(make_frames(mechanisms=mechanisms)["mechanisms"])
    title = charts.mechanisms(table, 2, Labels("en")).title
    assert title == "Most often evidenced: standing alliance and incentives, in 1 of 2 items"


def test_stronger_reports_are_darker():
    strengths = [sum(int(colour[at : at + 2], 16) for at in (1, 3, 5)) for colour in charts.STEPS]
    assert strengths == sorted(set(strengths), reverse=True)


@pytest.mark.parametrize(
    ("names", "columns"),
    [
        (["told", "asserted", "level"], 3),
        (["a number of what was done, no more", "change, start not told", "before and after"], 2),
        (["a number of what was done, no more", "asserted", "change, starting level not told"], 1),
        (["a number of what was done", "change", "before and after", "level reached"], 2),
        (["只有说法，没有数字", "有产出数，未说成效", "有现状，未说变化", "有变化，未说起点"], 2),
    ],
)
def test_no_entry_of_a_legend_is_cut_off(names, columns):
    table = pd.DataFrame([[1] * len(names)], columns=names)
    with drawing.house_style():
        figure = drawing.stacked_bars(table, ["black"] * len(names), "nothing")
        drawing.svg_of(figure)
    legend = figure.legends[0]
    assert legend._ncols == columns
    assert legend.get_window_extent().x1 <= figure.bbox.width


@pytest.mark.parametrize(
    ("names", "rotation"), [(["2018", "2023"], 0), (["relocation housing", "street or town", "village"], 90)]
)
def test_names_of_columns_do_not_run_into_each_other(names, rotation):
    figure = drawing.count_grid(pd.DataFrame([[1] * len(names)], columns=names))
    assert {label.get_rotation() for label in figure.axes[0].get_xticklabels()} == {rotation}


def test_a_district_without_articles_is_named_and_never_a_bare_zero():
    texts = []
    figure = drawing.stacked_bars(
        analysis.places_by_level(FRAMES["communities"], ("黄浦区", "崇明区")), ["black"] * 5, "nothing here"
    )
    for axes in figure.axes:
        texts += [text.get_text() for text in axes.texts]
    assert texts == ["1", "nothing here"]


@pytest.mark.parametrize(
    ("bound", "value", "shape"),
    [
        ("exact", 90, "o"),
        ("approx", 90, "o"),
        ("at_least", 90, ">"),
        ("at_most", 90, "<"),
        ("at_least", -90, "<"),
        ("at_most", -90, ">"),
    ],
)
def test_a_bound_points_to_the_side_of_the_true_value(bound, value, shape):
    limits = (-100.0, 100.0)
    figure = drawing.value_panels([("", [drawing.Mark("a", "b", value, bound)], limits)], "%")
    markers = [line.get_marker() for line in figure.axes[0].lines if list(line.get_xdata()) == [value]]
    assert markers == [shape]


def test_signs_that_no_font_has_are_drawn_without_a_warning():
    mark = drawing.Mark("😀 𠮷 $x$ \x0b", "90%", 90.0)
    with warnings.catch_warnings(), drawing.house_style():
        warnings.simplefilter("error")
        svg = drawing.svg_of(drawing.value_panels([("", [mark], (0.0, 100.0))], "%"))
    assert ElementTree.fromstring(svg).tag.endswith("svg")


def test_shares_have_the_whole_scale_and_changes_both_sides_of_zero():
    assert charts.value_limits([drawing.Mark("", "", 90.0)], "%") == (0.0, 100.0)
    assert charts.value_limits([drawing.Mark("", "", -65.0)], "%") == (-100.0, 100.0)
    assert charts.value_limits([drawing.Mark("", "", 250.0)], "%") == (0.0, 250.0)


@pytest.mark.parametrize(
    ("text", "width", "short"),
    [("abc", 3, "abc"), ("abcd", 3, "ab…"), ("居民区", 5, "居…"), ("a\n b", 9, "a b")],
)
def test_shorten_counts_a_chinese_character_as_two(text, width, short):
    assert shorten(text, width) == short


def test_a_missing_font_is_one_clear_line(monkeypatch):
    monkeypatch.setattr(drawing, "_FONT_FILE", "NoSuchFont.otf")
    drawing.font_family.cache_clear()
    try:
        with pytest.raises(InputError, match="NoSuchFont.otf is missing"):
            drawing.font_family()
    finally:
        drawing.font_family.cache_clear()


def test_the_shipped_font_has_every_character_of_the_districts():
    from matplotlib.font_manager import FontProperties, findfont, get_font

    with drawing.house_style():
        font = get_font(findfont(FontProperties(family=drawing.font_family())))
    names = "".join(Labels("zh").names("district")) + "≈≥≤→↑↓…·"
    assert [character for character in names if not font.get_char_index(ord(character))] == []


def test_a_figure_carries_its_picture_description_source_and_data():
    book = _book(FRAMES)
    chart = charts.outcomes(analysis.outcomes(FRAMES["metrics"]), book.labels)
    rows = FRAMES["metrics"]
    html = show.chart(replace(book, page="metrics"), chart, rows)._repr_html_()
    picture = re.search(r'src="data:image/svg\+xml,([^"]*)"', html)[1]
    assert unquote(picture) == chart.svg
    assert "Unit: %. 5 records in 2 items of 1 document, published 2023 as far as known. Sources: " in html
    assert 'href="notebooks/metrics.ipynb"' in html
    about = json.loads(base64.b64decode(re.search(r'download="outcomes.json" href="[^,]*,([^"]*)"', html)[1]))
    assert (about["records"], about["items"], about["documents"]) == (5, 2, 1)
    assert about["title"] == chart.title
    assert about["columns"][0] == "metric_id"
    data = base64.b64decode(
        re.search(r'download="outcomes.csv" href="data:text/csv;base64,([^"]*)"', html)[1]
    )
    rows = list(csv.DictReader(io.StringIO(decode(data)[0])))
    assert [row["value"] for row in rows] == ["89.0", "65.0", "90.0", "80.0"]


def test_no_cell_of_the_data_is_a_formula():
    frames = make_frames(metrics=[{"indicator": "=1+1", "community": "@x"}])
    rows = list(csv.DictReader(io.StringIO(show.csv_text(frames["metrics"]))))
    assert (rows[0]["indicator"], rows[0]["community"]) == ("'=1+1", "'@x")


def _pages(book):
    """Everything that the notebooks show, as one text."""
    outcomes = analysis.outcomes(book.frames["metrics"])
    metric_columns = ["value", "indicator", "community", "district", "strength", "sentence", "article"]
    scheme_columns = ["name", "codes", "evidence", "article"]
    groups = like_with_like(book.frames, book.districts)
    shown = [
        show.questions(summary.summary(book)),
        show.bullets(findings.warnings(book)),
        show.cards(book, outcomes),
        show.table(book, outcomes, metric_columns, "caption.outcomes"),
        show.table(book, analysis.schemes(book.frames["mechanisms"]), scheme_columns, "caption.schemes"),
        show.table(book, book.frames["communities"], ["name", "level", "district"], "caption.communities"),
        show.table(book, book.frames["articles"], ["article", "in_scope", "chars"], "caption.items"),
        show.paragraphs(findings.corpus(book)),
        show.paragraphs(findings.communities(book)),
        show.paragraphs(findings.metrics(book)),
        show.paragraphs(findings.mechanisms(book)),
        show.paragraphs(findings.comparison(book, groups)),
        show.gallery(book, _charts(book)[:-1]),
    ]
    return "\n".join(piece._repr_html_() for piece in shown)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_text_of_articles_is_never_live(lang):
    html = _pages(_book(FRAMES, lang))
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    tags = {tag.lower() for tag in re.findall(r"<([a-zA-Z0-9]+)", html)}
    allowed = "p ul li strong span div a table caption thead tbody tr th td figure figcaption img"
    assert tags <= set(allowed.split())
    links = re.findall(r'href="([^"]*)"', html)
    assert all(
        re.fullmatch(
            r"articles/ar\d\.html(#\w+)?|how-to-read\.html#what-a-finding-rests-on|(districts|mechanisms|indicators)/\w+\.html|data:(text/csv|application/json);base64,[\w+/=]+",
            link,
        )
        for link in links
    )


def test_every_number_in_a_table_leads_to_its_sentence():
    book = _book(FRAMES, site="../")
    html = show.table(book, FRAMES["metrics"], ["value"], "caption.metrics")._repr_html_()
    assert re.findall(r'<td class="number"><a href="([^"]*)">([^<]*)</a>', html) == [
        ("../articles/ar1.html#me1", "37% → 89%"),
        ("../articles/ar1.html#me2", "↓≤65%"),
        ("../articles/ar1.html#me3", "90%"),
        ("../articles/ar2.html#me4", "80%"),
        ("../articles/ar1.html#me5", "12\u00a0场"),
    ]
    assert evidence_href(book, {"article_id": "ar1"}) == "../articles/ar1.html"
    assert evidence_href(book, {"article_id": "ar1", "mechanism_id": "me1", "community_id": "co1"}).endswith(
        "#me1"
    )


def test_cards_show_each_strength_and_how_many_more_there_are():
    html = show.cards(_book(FRAMES), analysis.outcomes(FRAMES["metrics"]), limit=1)._repr_html_()
    assert re.findall(r'card-number">([^<]*)<', html) == ["37% → 89%", "↓≤65%", "90%"]
    assert re.findall(r"</strong> ([^<]*)</p>", html) == ["1 of 1", "1 of 1", "1 of 2"]


def test_a_long_table_says_that_it_was_cut():
    html = show.table(_book(FRAMES), FRAMES["metrics"], ["value"], "caption.metrics", limit=2)._repr_html_()
    assert html.count("<tr>") == 3
    assert "the first 2; all 5 are in the tables to download" in html


@pytest.mark.parametrize(
    ("codes", "sentence"),
    [
        (["alliance"], "most often standing alliance (1)."),
        (["alliance", "alliance", "incentives"], "most often standing alliance (2) and incentives (1)."),
    ],
)
def test_ways_are_told_by_number_of_items(codes, sentence):
    mechanisms = [{"code": code, "article_id": f"ar{number}"} for number, code in enumerate(codes)]
    frames = make_frames(documents=[{}], articles=[{}], mechanisms=mechanisms)
    assert sentence in show.paragraphs(findings.mechanisms(_book(frames)))._repr_html_()


def test_a_tie_of_many_ways_is_told_as_one():
    codes = [
        "alliance",
        "incentives",
        "deliberation",
        "micro_renewal",
        "grid_management",
        "safety_order",
        "youth_engagement",
    ]
    frames = make_frames(documents=[{}], articles=[{}], mechanisms=[{"code": code} for code in codes])
    html = show.paragraphs(findings.mechanisms(_book(frames)))._repr_html_()
    assert "7 mechanisms have evidence, each in as many items as the others: deliberation," in html


@pytest.mark.parametrize(
    ("docs", "sentence"),
    [
        (["d1"], "1 outcome from 1 item in 1 document: without that document, 0 would remain."),
        (
            ["d1", "d1", "d2"],
            "3 outcomes from 2 items in 2 documents; without the largest document, 1 would remain.",
        ),
    ],
)
def test_a_finding_says_whether_it_survives_without_its_largest_document(docs, sentence):
    metrics = [{"doc": doc, "article_id": doc, "value": number} for number, doc in enumerate(docs)]
    frames = make_frames(metrics=metrics)
    assert findings.warnings(_book(frames))[0] == sentence


@pytest.mark.parametrize(
    ("there", "confirmed"), [({"value": 90}, 1), ({"value": 91}, 0), ({"unit": "户"}, 0)]
)
def test_an_outcome_is_confirmed_only_by_the_same_number_elsewhere(there, confirmed):
    frames = make_frames(metrics=[{}, {"doc": "d2", "article_id": "ar2"} | there])
    assert f"same number: {confirmed}." in findings.warnings(_book(frames))[1]


def test_a_district_page_speaks_of_that_district_only():
    here = about_district(_book(FRAMES), "徐汇区")
    html = show.paragraphs(findings.district(here, "徐汇区"))._repr_html_()
    assert '1 item from 1 document, about 1 place in Xuhui <span lang="zh-Hans">徐汇区</span>.' in html
    silent = about_district(_book(FRAMES), "崇明区")
    assert findings.district(silent, "崇明区")[0].startswith("Nothing in these articles about Chongming")
    with pytest.raises(InputError, match="no such district"):
        about_district(_book(FRAMES), "崇明县")


def test_faults_stand_with_their_sentence_and_article():
    faults = (
        Fault("metrics", "missed", "d1", "三成", "三成", "", start=8, end=10),
        Fault("metrics", "role", "d2", "6名", "input", "output", start=0, end=2),
        Fault("articles", "missed", "d1", "标题", "标题", ""),
    )
    rows = quality.faults(Evaluation({}, {}, faults, ()), FRAMES, {"d1": "第一句。\n其中，三成！下一句。"})
    assert rows["sentence"].fillna("").tolist() == ["其中，三成！", "", ""]
    assert rows["article_id"].fillna("").tolist() == ["ar1", "ar2", ""]
    html = show.table(_book(FRAMES), rows, ["fault", "sentence", "article"], "caption.faults")._repr_html_()
    assert "<td>missed</td>" in html


def test_quality_says_what_to_trust():
    evaluation = Evaluation(
        {"metrics.strict": Score(8, 10, 16)}, {"metrics": {"role": 0.75, "unit": 1.0}}, (), ()
    )
    sentences = findings.quality(_book(FRAMES), evaluation)
    assert sentences[0].startswith("8 of 16 numbers coded by hand were found")
    assert sentences[1] == "Treat with care, where a number was found: role (75%)."
    assert sentences[2].startswith("Take as hints, to be checked in their sentences (F1): numbers, value and")
    assert sentences[2].endswith("(62%).")
    nothing = findings.quality(_book(FRAMES), Evaluation({}, {}, (), ()))
    assert nothing[0].startswith("None of these documents was coded by hand")


def test_confused_codes_are_counted_in_words():
    def pair(gold: str, found: str) -> tuple[dict[str, str], dict[str, str]]:
        return {"role": gold}, {"role": found}

    matched = (
        pair("input", "output"),
        pair("output", "output"),
        pair("input", "output"),
        pair("context", "input"),
    )
    rows = quality.confusion(Evaluation({}, {}, (), matched), "role", Labels("en"))
    assert rows.to_dict("list") == {
        "gold": ["input", "context"],
        "found": ["output", "input"],
        "numbers": [2, 1],
    }
    assert quality.confusion(Evaluation({}, {}, (), ()), "role", Labels("en")).empty


def test_intervals_hold_the_figure_and_are_the_same_each_time(tmp_path: Path):
    write_tables([make_records("a"), make_records("b", f"{RAW}完。")], tmp_path)
    frames = read_tables(tmp_path)
    right = {"type": "article", "title": "晨光居民区议事", "start": 6, "in_scope": True}
    metric = {"type": "metric", "article": "晨光居民区议事", "quote": "37%提升至89%", "start": 33, "end": 42}
    metric |= {
        "value": 89,
        "value_before": 37,
        "unit": "%",
        "bound": "exact",
        "kind": "before_after",
        "role": "outcome",
    }
    gold = [right | {"doc": "a"}, metric | {"doc": "a", "indicator": "满意度"}, right | {"doc": "b"}]
    first = quality.intervals(gold, frames)
    assert first.equals(quality.intervals(gold, frames))
    ranges = {score: (low, high) for score, low, high in first.itertuples(index=False)}
    assert ranges["articles"] == (1, 1)
    low, high = ranges["metrics.strict"]
    assert low < 2 / 3 < high == 1
    assert quality.intervals([], frames).empty


def test_gold_and_texts_are_only_of_documents_in_the_tables(tmp_path: Path):
    record = {"type": "article", "title": "t", "start": 0, "in_scope": True}
    lines = [json.dumps(record | {"doc": doc}) for doc in ("d1", "elsewhere")]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), "utf-8")
    assert [record["doc"] for record in quality.gold_of(tmp_path, FRAMES)] == ["d1"]
    (tmp_path / "d1.txt").write_text("changed since", "utf-8")
    assert quality.texts_of(tmp_path, FRAMES) == {}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{}", "not a GeoJSON file"),
        ('{"features": [], "source": "nowhere"}', "names no 审图号"),
    ],
)
def test_a_map_without_its_approval_number_is_refused(tmp_path: Path, content: str, message: str):
    folder = tmp_path / "gazetteer" / "310000"
    folder.mkdir(parents=True)
    (folder / "districts.geojson").write_text(content, "utf-8")
    with pytest.raises(InputError, match=message):
        load_boundaries(tmp_path)


def test_a_document_of_unknown_source_is_said_to_be_one():
    documents = make_frames(documents=[{"source": "某报"}, {"doc": "d2"}, {"doc": "d3", "source": "某报"}])[
        "documents"
    ]
    assert sources_of(documents, Labels("en")) == ["某报", "source not known (d2)"]
