"""The command line: `helpers parse`, `evaluate`, `diff` and `unused`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from helpers.errors import InputError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 if it worked, 2 with one line on stderr if what it was given is wrong."""
    options = _parser().parse_args(arguments)
    try:
        options.run(options)
    except InputError as error:
        print(f"helpers: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 0
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="helpers", description="Reads articles on community governance into checked tables."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    parse = commands.add_parser("parse", help="read articles and write the tables")
    parse.add_argument("input", nargs="+", type=Path, help="files, or folders of articles")
    parse.add_argument("--out", required=True, type=Path, help="folder for the tables")
    parse.set_defaults(run=_parse)
    evaluate = commands.add_parser("evaluate", help="score tables against gold files")
    evaluate.add_argument("gold", nargs="+", type=Path, help="gold files (JSON lines)")
    evaluate.add_argument("tables", type=Path, help="folder that `helpers parse` wrote")
    evaluate.add_argument("--errors", type=int, default=0, metavar="N", help="list the first N errors too")
    evaluate.set_defaults(run=_evaluate)
    diff = commands.add_parser("diff", help="list the records that differ between two folders of tables")
    diff.add_argument("old", type=Path, help="folder that `helpers parse` wrote before")
    diff.add_argument("new", type=Path, help="folder that it wrote after")
    diff.set_defaults(run=_diff)
    unused = commands.add_parser("unused", help="list the lexicon entries that articles never use")
    unused.add_argument("input", nargs="+", type=Path, help="files, or folders of articles")
    unused.set_defaults(run=_unused)
    return parser


def _parse(options: argparse.Namespace) -> None:
    # Imported here: evaluating needs none of the parsing stages, nor their lexicons.
    from helpers.corrections import load_corrections
    from helpers.knowledge import default_knowledge
    from helpers.parsing import parse_corpus
    from helpers.tables import write_tables

    knowledge, corrections = default_knowledge(), load_corrections()
    written = write_tables(parse_corpus(options.input, knowledge, corrections), options.out)
    for rejected in written.rejected:
        print(f"helpers: set aside {rejected.file}: {rejected.reason}", file=sys.stderr)
    if written.rejected:
        print(f"helpers: {len(written.rejected)} file(s) set aside; see quarantine.csv", file=sys.stderr)
    counts = ", ".join(f"{count} {name}" for name, count in written.rows.items())
    print(f"{options.out}: {counts}")


def _evaluate(options: argparse.Namespace) -> None:
    from helpers.evaluation import evaluate, read_gold, report
    from helpers.tables import read_tables

    gold = [record for path in options.gold for record in read_gold(path)]
    result = evaluate(gold, read_tables(options.tables))
    print(report(result, options.errors))


def _diff(options: argparse.Namespace) -> None:
    from helpers.differences import differences
    from helpers.tables import read_tables

    lines = list(differences(read_tables(options.old), read_tables(options.new)))
    print("\n".join([*lines, f"{len(lines)} difference(s)"]))


def _unused(options: argparse.Namespace) -> None:
    from helpers.corpus import read_corpus
    from helpers.knowledge import DATA
    from helpers.model import Document
    from helpers.unused import unused_entries

    texts = (one.text for one in read_corpus(options.input) if isinstance(one, Document))
    lines = list(unused_entries(DATA / "lexicon", texts))
    print("\n".join([*lines, f"{len(lines)} entries are not used in these articles"]))


if __name__ == "__main__":
    sys.exit(main())
