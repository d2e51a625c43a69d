"""The build as a graph: each task knows what it depends on, compared by content. `make book` runs it all.

raw files → parse → notebooks (one task for each run) + generated pages → book → check
"""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent
sys.path.insert(0, str(ROOT / "src"))

EDITION = "en"
PROCESSED = Path("data/processed")
BUILD = Path("_build")
STAGE = BUILD / "stage" / EDITION
SITE = BUILD / "html"
BUILD.mkdir(exist_ok=True)  # doit keeps its database there
SOURCES = Path("src/helpers")
TABLE_NAMES = (
    *("documents", "articles", "communities", "metrics", "mechanisms"),
    *("attributes", "claims", "relations", "links", "lists", "quarantine"),
)
TABLES = [PROCESSED / f"{name}.parquet" for name in TABLE_NAMES]
DOWNLOADS = sorted(
    [*TABLES, *(PROCESSED / f"{name}.csv" for name in TABLE_NAMES), PROCESSED / "datapackage.json"]
)
CHAPTERS = (
    *("index", "corpus", "communities", "metrics", "comparison", "changes", "mechanisms"),
    "evidence_map",
    "audit",
    "quality",
)

# Pages that stand for all that `pages` generates (the others change with the tables too).
GENERATED = ("articles/index.md", "places/index.md", "data-dictionary.md", "downloads.md")

DOIT_CONFIG = {
    "default_tasks": ["check"],
    "dep_file": str(BUILD / "doit.db"),
    "verbosity": 1,
    "check_file_uptodate": "md5",
}


MADE = PROCESSED / "made"
MADE_TABLES = [MADE / f"{name}.parquet" for name in TABLE_NAMES]


def files(*patterns: str) -> list[str]:
    """The files that match, sorted; folders and compiled files left out."""
    found = {path for pattern in patterns for path in Path().glob(pattern) if path.is_file()}
    return sorted(str(path) for path in found if "__pycache__" not in path.parts)


def modules(*names: str) -> list[str]:
    """The package's modules that these import, directly or not, themselves included."""
    seen: set[Path] = set()
    waiting = [*map(_module_path, names)]
    while waiting:
        path = waiting.pop()
        if path is None or path in seen:
            continue
        seen.add(path)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("helpers"):
                waiting.append(_module_path(node.module))
                waiting += [_module_path(f"{node.module}.{alias.name}") for alias in node.names]
    return sorted(map(str, seen))


def _module_path(name: str) -> Path | None:
    base = Path("src", *name.split("."))
    return next((p for p in (base.with_suffix(".py"), base / "__init__.py") if p.is_file()), None)


def notebook_modules(path: Path) -> list[str]:
    """The modules behind a notebook's imports."""
    import nbformat

    cells = nbformat.read(path, as_version=4).cells  # type: ignore[no-untyped-call]
    code = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
    names = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ImportFrom) and node.module:
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return modules(*names)


def _parse(source: str, out: Path) -> bool:
    command = [sys.executable, "-m", "helpers", "parse", source, "--out", str(out)]
    return subprocess.run(command, check=False).returncode == 0


def task_parse() -> Iterator[dict[str, Any]]:
    """Raw articles → tables; so too the articles made for measuring, which only the quality chapter reads."""
    knowledge = files(
        "data/lexicon/*.yml", "data/models/*.csv", "data/gazetteer/**/*.csv", "data/corrections.csv"
    )
    code = modules("helpers.cli", "helpers.parsing", "helpers.tables", "helpers.corrections")
    for name, source, out, targets in (
        ("articles", "data/raw", PROCESSED, DOWNLOADS),
        ("made", "data/gold/made", MADE, MADE_TABLES),
    ):
        yield {
            "name": name,
            "actions": [(_parse, [source, out])],
            "file_dep": [*files(f"{source}/*"), *knowledge, *code, "requirements.txt"],
            "targets": [*map(str, targets)],
        }


def _run(template: str, target: Path, parameters: dict[str, str], title: str | None) -> bool:
    from helpers.errors import InputError
    from helpers.notebooks import run_notebook

    try:
        run_notebook(Path(template), target, parameters, title)
    except InputError as error:
        print(f"helpers: {error}", file=sys.stderr)
        return False
    return True


def _runs() -> Iterator[tuple[str, Path, dict[str, str], str | None]]:
    from helpers.knowledge.gazetteer import Division
    from helpers.knowledge.reader import read_rows
    from helpers.labels import Labels

    labels = Labels(EDITION)
    for name in CHAPTERS:
        yield f"notebooks/{name}.ipynb", STAGE / f"{name}.ipynb", {"lang": EDITION}, None
    for row in read_rows(Path("data/gazetteer/310000/divisions.csv"), Division):
        if row.level == "district":
            title = labels.place(row.name)
            target = STAGE / "districts" / f"{row.code}.ipynb"
            parameters = {"lang": EDITION, "district": row.name, "page": f"districts/{row.code}"}
            yield "notebooks/district.ipynb", target, parameters, title


def task_notebook() -> Iterator[dict[str, Any]]:
    """One notebook run; the sixteen districts share a template."""
    for template, target, parameters, title in _runs():
        extra = files("data/gold/*", "data/raw/*.txt", "data/models/*") if "quality" in template else []
        extra += [*map(str, MADE_TABLES)] if "quality" in template else []
        yield {
            "name": target.relative_to(STAGE).with_suffix("").as_posix(),
            "actions": [(_run, [template, target, parameters, title])],
            "file_dep": [template, "requirements.txt", *map(str, TABLES), *extra]
            + files("data/lexicon/labels/*.yml", "data/lexicon/audit_cues.yml", "data/gazetteer/**/*.geojson")
            + notebook_modules(Path(template)),
            "targets": [str(target)],
        }


def _pages() -> None:
    from helpers.book import open_book
    from helpers.corpus import Rejected
    from helpers.corrections import load_corrections
    from helpers.knowledge import default_knowledge
    from helpers.pages import article_index, article_pages, data_dictionary, downloads
    from helpers.parsing import parse_corpus
    from helpers.profile_pages import profile_pages

    results = [
        result
        for result in parse_corpus([Path("data/raw")], default_knowledge(), load_corrections())
        if not isinstance(result, Rejected)
    ]
    book = open_book(str(PROCESSED), EDITION, "../")
    pages = article_pages(results, book)
    pages["articles/index.md"] = article_index(book)
    pages["data-dictionary.md"] = data_dictionary(book.labels)
    pages["downloads.md"] = downloads(DOWNLOADS, book.labels)
    pages |= profile_pages(book)
    for folder in ("articles", "places", "mechanisms", "indicators"):
        shutil.rmtree(STAGE / folder, ignore_errors=True)
    for name, text in pages.items():
        target = STAGE / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


def task_pages() -> dict[str, Any]:
    """Tables and texts → reading pages, data dictionary, downloads."""
    return {
        "actions": [_pages],
        "file_dep": files("data/raw/*", "data/lexicon/labels/*.yml")
        + [*map(str, DOWNLOADS)]
        + modules("helpers.pages", "helpers.parsing", "helpers.profile_pages"),
        "targets": [str(STAGE / name) for name in GENERATED],
    }


def _build() -> bool:
    """Build the site from empty into a staging folder, and put it in place only when it is whole."""
    for path in files("book/*.md", "book/_static/*"):
        target = STAGE / Path(path).relative_to("book")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    work = BUILD / "work"
    shutil.rmtree(work, ignore_errors=True)
    command = [
        *(str(Path(sys.executable).with_name("jupyter-book")), "build", str(STAGE)),
        *("--config", str(ROOT.resolve() / "_config.yml"), "--toc", str(ROOT.resolve() / "_toc.yml")),
        *("--path-output", str(work)),
        *("--all", "--warningiserror", "--nitpick", "--keep-going", "--quiet"),
    ]
    result = subprocess.run(command, check=False, capture_output=True, text=True)
    if result.returncode:
        print(result.stdout, result.stderr, sep="\n", file=sys.stderr)
        return False
    built = work / "_build" / "html"
    for _, staged, _, _ in _runs():
        notebook = built / "notebooks" / staged.relative_to(STAGE)
        notebook.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(staged, notebook)
    (built / "data").mkdir()
    for table in DOWNLOADS:
        shutil.copyfile(table, built / "data" / table.name)
    shutil.rmtree(SITE, ignore_errors=True)
    shutil.move(built, SITE)
    shutil.rmtree(work)
    return True


def task_book() -> dict[str, Any]:
    """Staged pages → the site, built from empty; not started if nothing changed."""
    staged = [str(target) for _, target, _, _ in _runs()]
    return {
        "actions": [_build],
        "file_dep": files("book/**/*.md", "book/_static/*", "book/_ext/*.py")
        + ["_config.yml", "_toc.yml", "requirements.txt", *map(str, DOWNLOADS), *staged]
        + [str(STAGE / name) for name in GENERATED],
        "task_dep": ["pages", "notebook"],
        "targets": [str(SITE / "index.html"), str(SITE / "searchindex.js")],
    }


def _check() -> bool:
    from helpers.errors import InputError
    from helpers.linkcheck import check_site

    try:
        check_site(SITE)
    except InputError as error:
        print(f"helpers: {error}", file=sys.stderr)
        return False
    return True


def task_check() -> dict[str, Any]:
    """The last step: every link and target in the built site exists."""
    return {
        "actions": [_check],
        "file_dep": [str(SITE / "index.html"), str(SITE / "searchindex.js")],
        "task_dep": ["book"],
    }
