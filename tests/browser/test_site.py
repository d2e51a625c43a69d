"""The built site in a real browser, as a reader uses it."""

import re
from urllib.parse import unquote

import pytest

from helpers.linkcheck import faults
from helpers.tables import PROCESSED, read_tables
from tests.browser.conftest import SITE

PAGES = sorted(
    path.relative_to(SITE).as_posix() for path in SITE.rglob("*.html") if "_static" not in path.parts
)


def row_of(text):
    metrics = read_tables(PROCESSED)["metrics"]
    return metrics[metrics["text"] == text].iloc[0]


def search(watched, address, query):
    watched.page.goto(f"{address}/search.html?q={query}")
    watched.page.wait_for_function(
        "document.querySelector('#search-results p.search-summary')?.innerText.length > 0"
    )
    watched.page.wait_for_function(
        "!/Searching|Preparing/.test(document.querySelector('#search-results').innerText)"
    )
    links = watched.page.locator("#search-results ul.search li > a").evaluate_all(
        "all => all.map(a => a.getAttribute('href'))"
    )
    return [unquote(link).split("?")[0].split("#")[0] for link in links]


def test_no_link_and_no_target_is_dead():
    assert list(faults(SITE)) == []


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_every_page_opens_without_error_foreign_request_or_sideways_scroll(width, address, request):
    watched = request.getfixturevalue(width)
    assert len(PAGES) > 50
    for page in PAGES:
        watched.page.goto(f"{address}/{page}")
        overflow = watched.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert (page, overflow) == (page, 0)
        assert (page, watched.errors, watched.foreign) == (page, [], [])


def test_every_page_has_a_language_a_title_and_one_first_heading(desktop, address):
    for page in PAGES:
        if page in ("genindex.html", "search.html"):
            continue
        desktop.page.goto(f"{address}/{page}")
        assert desktop.page.locator("html").get_attribute("lang") == "en", page
        assert desktop.page.locator("article h1").count() == 1, page
        assert desktop.page.title().strip(), page


# The least contrast of any visible text in the article with the nearest background that is not see-through.
CONTRAST = """() => {
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => parts(colour).slice(0, 3)
    .map((x) => x / 255).map((x) => (x <= 0.04 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4))
    .reduce((sum, x, at) => sum + x * [0.2126, 0.7152, 0.0722][at], 0);
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if ((parts(colour)[3] ?? 1) > 0.9) return light(colour);
    }
    return 1;
  };
  const shown = [...document.querySelectorAll("article :is(a, span, p, li, td, th, strong, mark, summary, figcaption)")]
    .filter((e) => e.checkVisibility() && e.textContent.trim() && !e.closest(".headerlink, .highlight"));
  return Math.min(...shown.map((e) => {
    const [dark, bright] = [light(getComputedStyle(e).color), behind(e)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  }));
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["index", "metrics", "evidence_map", "places/index"])
def test_text_can_be_read_in_both_themes(desktop, address, scheme, name):
    desktop.page.emulate_media(color_scheme=scheme)
    desktop.page.goto(f"{address}/{name}.html")
    assert desktop.page.locator("html").get_attribute("data-theme") == scheme
    # Large figures on cards need 3, all other text has 4.5.
    assert desktop.page.evaluate(CONTRAST) >= (3.9 if name == "index" else 4.5)


def test_a_badge_of_the_summary_leads_to_what_it_means(desktop, address):
    desktop.page.goto(f"{address}/index.html")
    desktop.page.locator('.findings a[class^="badge-"]').first.click()
    desktop.page.wait_for_url(re.compile("how-to-read.html#what-a-finding-rests-on"))
    assert desktop.page.locator("#what-a-finding-rests-on").is_visible()


def test_every_figure_is_described(desktop, address):
    described = 0
    for page in PAGES:
        desktop.page.goto(f"{address}/{page}")
        for alt in desktop.page.locator("article img").evaluate_all("all => all.map(i => i.alt)"):
            assert len(alt) > 20, page
            described += 1
    assert described >= 10


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("满意度达到", "92%"),
        ("服务覆盖率", "37%提升至89%"),
        ("入室盗窃", "65%"),
        ("37%", "37%提升至89%"),
        ("年增收", "6.8万元"),
        ("创客 不存在的词", None),
    ],
)
def test_search_finds_words_inside_sentences(desktop, address, query, text):
    found = search(desktop, address, query)
    if text is None:
        assert found == []
    else:
        assert f"articles/{row_of(text)['article_id']}.html" in found


def test_search_finds_english_words_of_the_pages(desktop, address):
    assert "method.html" in search(desktop, address, "pinyin")


def test_search_works_from_the_disk(desktop):
    desktop.page.goto(f"{(SITE / 'search.html').as_uri()}?q=满意度")
    desktop.page.wait_for_selector("#search-results ul.search li")


def test_a_number_on_the_front_page_leads_to_its_highlighted_sentence(desktop, address):
    row = row_of("37%提升至89%")
    desktop.page.goto(f"{address}/index.html")
    desktop.page.locator(f'a[href$="#{row["metric_id"]}"]').first.click()
    desktop.page.wait_for_url(re.compile(re.escape(row["metric_id"])))
    target = desktop.page.locator("mark:target")
    assert target.inner_text() == "37%提升至89%"
    assert target.evaluate("m => getComputedStyle(m).outlineStyle") == "solid"
    desktop.page.wait_for_function(
        "() => { const y = document.querySelector('mark:target').getBoundingClientRect().y; return 0 < y && y < 800; }"
    )
    assert "零星小区物业服务覆盖率" in desktop.page.locator(".article-text").inner_text()


def test_every_metric_has_a_mark_on_its_reading_page(desktop, address):
    metrics = read_tables(PROCESSED)["metrics"]
    for article, rows in metrics.groupby("article_id"):
        desktop.page.goto(f"{address}/articles/{article}.html")
        ids = set(desktop.page.locator("mark[id]").evaluate_all("all => all.map(m => m.id)"))
        assert set(rows["metric_id"]) <= ids


def test_a_reader_can_report_an_error_as_a_row_of_corrections(desktop, address):
    row = row_of("37%提升至89%")
    desktop.page.goto(f"{address}/articles/{row['article_id']}.html")
    desktop.page.locator(f'a.report[href*="start={row["start"]}&"]').click()
    page = desktop.page
    page.locator('[name="field"]').fill("value")
    page.locator('[name="expected"]').fill("89")
    page.locator('[name="corrected"]').fill("88")
    page.locator('[name="reason"]').fill('misread, "89" is 88')
    page.locator('[name="reported_by"]').fill("a reader")
    page.locator('[name="date"]').fill("2026-11-24")
    page.locator("#correction button").click()
    line = page.locator('[name="line"]').input_value()
    expected = f'metrics,{row["doc"]},{row["start"]},{row["end"]},value,89,88,"misread, ""89"" is 88",a reader,2026-11-24'
    assert line == expected


def test_the_hijacked_page_is_published_without_its_spam(desktop, address):
    spam = (SITE.parents[1] / "data/raw/004_6f66e2b6ee5c7782.txt").read_text(encoding="utf-8").splitlines()[0]
    site = "".join(
        path.read_text(encoding="utf-8") for path in [*SITE.rglob("*.html"), SITE / "searchindex.js"]
    )
    assert [words for words in spam.split("|") if words in site] == []


def test_the_tables_can_be_taken_away(desktop, address):
    desktop.page.goto(f"{address}/downloads.html")
    with desktop.page.expect_download() as download:
        desktop.page.locator('a[href="data/metrics.csv"]').click()
    assert download.value.path().read_bytes() == (PROCESSED / "metrics.csv").read_bytes()


def test_a_cell_of_the_map_opens_its_records_and_leads_to_the_sentence(desktop, address):
    page = desktop.page
    page.goto(f"{address}/evidence_map.html")
    cell = page.locator(".evidence-map td a").first
    target = cell.get_attribute("href").removeprefix("#")
    records = page.locator(f"#{target}")
    assert not records.is_visible()
    cell.click()
    page.wait_for_function("id => document.getElementById(id).checkVisibility()", arg=target)
    link = records.locator('a[href*="articles/"]').first
    record = link.get_attribute("href").split("#")[1]
    link.click()
    page.wait_for_url(re.compile(re.escape(record)))
    assert page.locator("mark:target").count() == 1


def test_a_reader_finds_places_of_one_kind_with_one_problem(desktop, address):
    page = desktop.page
    page.goto(f"{address}/places/index.html")
    rows = page.locator("#peer-table tbody tr")
    everything = rows.count()
    page.locator('select[name="kind"]').select_option("old_public")
    page.locator('select[name="problem"]').select_option("parking")
    shown = rows.evaluate_all(
        "all => all.filter(r => !r.hidden).map(r => [r.dataset.kind, r.dataset.problems])"
    )
    assert 0 < len(shown) < everything
    assert all(kind == "old_public" and "parking" in problems.split() for kind, problems in shown)
    assert page.locator("#peers-count").inner_text() == f"{len(shown)} of {everything} places"


def test_place_and_mechanism_lead_to_each_other(desktop, address):
    page = desktop.page
    row = row_of("37%提升至89%")
    page.goto(f"{address}/metrics.html")
    page.locator(f'.evidence-table tr:has(a[href$="#{row["metric_id"]}"]) a[href^="places/"]').first.click()
    page.wait_for_url(re.compile("/places/pl-"))
    assert page.locator("article h1").inner_text().rstrip("#") == row["community"]
    own = page.url.rsplit("/", 1)[1]
    page.locator('.evidence-table a[href*="../mechanisms/"]').first.click()
    page.wait_for_url(re.compile("/mechanisms/"))
    assert page.locator(f'a[href$="places/{own}"]').count() > 0


def test_every_figure_has_its_data_its_description_and_its_notebook(desktop, address):
    page = desktop.page
    figures = 0
    for name in ("corpus", "metrics", "comparison", "changes", "mechanisms", "evidence_map"):
        page.goto(f"{address}/{name}.html")
        for figure in page.locator("figure.chart").all():
            figures += 1
            links = figure.locator(".chart-source a").evaluate_all(
                "all => all.map(a => [a.download, a.href])"
            )
            kinds = [href.split(";")[0] for _, href in links[:2]]
            assert kinds == ["data:text/csv", "data:application/json"], name
            assert links[2][1] == f"{address}/notebooks/{name}.ipynb"
            assert "Unit: " in figure.locator(".chart-source").inner_text()
    assert figures >= 12
    notebook = page.request.get(f"{address}/notebooks/changes.ipynb").json()
    assert notebook["nbformat"] == 4
