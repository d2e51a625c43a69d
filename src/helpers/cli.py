"""The command line: `helpers parse` and `helpers evaluate`."""

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
    evaluate = commands.add_parser("evaluate", help="score tables against a gold file")
    evaluate.add_argument("gold", type=Path, help="gold file (JSON lines)")
    evaluate.add_argument("tables", type=Path, help="folder that `helpers parse` wrote")
    evaluate.add_argument("--errors", type=int, default=0, metavar="N", help="list the first N errors too")
    evaluate.set_defaults(run=_evaluate)
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

    result = evaluate(read_gold(options.gold), read_tables(options.tables))
    print(report(result, options.errors))


if __name__ == "__main__":
    sys.exit(main())
