"""The command line: arguments, exit codes, printing. No logic."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from specpress import __version__

FINE, FAULT, USAGE, BUG, INTERRUPTED = 0, 1, 2, 3, 130
"""Exit codes: fine, a fault in the input or drift, wrong usage, our bug, stopped by the user."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code."""
    parser = build_parser()
    given = parser.parse_args(arguments)
    # Imported late: `--version` needs neither, and a run with nothing to do only the first.
    try:
        if given.command == "generate":
            from specpress import quick

            if quick.nothing_to_do(given):
                return FINE
        from specpress.commands import COMMANDS

        return COMMANDS[given.command](given)
    except BrokenPipeError:
        # The reader of our output went away (`specpress dump | head`): nothing is left to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as bug:
        if os.environ.get("SPECPRESS_DEBUG"):
            raise
        print(_bug_text(bug), file=sys.stderr)
        return BUG


def _bug_text(bug: Exception) -> str:
    import traceback

    frame = traceback.extract_tb(bug.__traceback__)[-1]
    return (
        f"specpress {__version__} failed, and that is a bug of specpress, not of your input:\n"
        f"  {type(bug).__name__}: {bug}\n"
        f"  in {frame.name}, {os.path.basename(frame.filename)}:{frame.lineno}\n"  # noqa: PTH119
        "Nothing was written. SPECPRESS_DEBUG=1 shows the whole traceback for the report."
    )


def build_parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    parser = argparse.ArgumentParser(
        prog="specpress",
        description="Clients and documentation from documented endpoints and OpenAPI.",
    )
    parser.add_argument("--version", action="version", version=f"specpress {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_generate(commands)
    _add_check(commands)
    _add_read(commands)
    _add_print(commands)
    _add_dump(commands)
    _add_verify(commands)
    _add_targets(commands)
    return parser


_Commands = argparse._SubParsersAction  # argparse has no public name for it


def _add_generate(commands: _Commands[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("generate", help="write the output that a configuration asks for")
    _add_source(parser)
    _add_reporting(parser)
    parser.add_argument(
        "--force", action="store_true", help="overwrite generated files that were edited by hand"
    )
    _add_jobs(parser)
    parser.set_defaults(command="generate")


def _add_check(commands: _Commands[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "check", help="generate in memory; a diff and exit code 1 where the output differs"
    )
    _add_source(parser)
    _add_reporting(parser)
    _add_jobs(parser)
    parser.set_defaults(command="check")


def _add_read(commands: _Commands[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("read", help="turn documented pages into an OpenAPI description")
    parser.add_argument("pages", metavar="PAGE", nargs="+", help="a documented page, as text")
    parser.add_argument("-o", "--output", metavar="FILE", help="where to (standard output)")
    _add_reporting(parser)
    parser.set_defaults(command="read")


def _add_print(commands: _Commands[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("print", help="print an operation of a description as a page")
    parser.add_argument("description", metavar="DESCRIPTION", help="an OpenAPI description")
    parser.add_argument("operation", metavar="OPERATION", help="an operation id")
    parser.add_argument("-o", "--output", metavar="FILE", help="where to (standard output)")
    _add_reporting(parser)
    parser.set_defaults(command="print")


def _add_dump(commands: _Commands[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("dump", help="print a stage of the way of the data as JSON")
    parser.add_argument(
        "--stage", choices=("document", "model", "view"), default="model", help="(model)"
    )
    _add_source(parser)
    _add_reporting(parser)
    parser.set_defaults(command="dump")


def _add_verify(commands: _Commands[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "verify", help="build the clients, call every operation, compare what they send"
    )
    parser.add_argument(
        "source",
        metavar="CONFIG | DESCRIPTION",
        nargs="?",
        help="a specpress.toml (looked for here and below spec/), or an OpenAPI description",
    )
    parser.add_argument(
        "--corpus",
        metavar="FOLDER",
        help="generate from and build every description of a folder tree instead",
    )
    parser.add_argument(
        "--target", action="append", default=[], metavar="NAME", help="only this one; repeatable"
    )
    parser.add_argument("--json", metavar="FILE", default="", help="write all that was found")
    parser.add_argument(
        "--jobs", type=int, default=0, metavar="N", help="processes at a time (all processors)"
    )
    parser.add_argument(
        "--cache", metavar="DIR", default="", help="where tools and builds are kept (~/.cache)"
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="no progress")
    parser.set_defaults(command="verify")


def _add_targets(commands: _Commands[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("targets", help="list what can be generated")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="(text)")
    parser.set_defaults(command="targets")


def _add_source(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "source",
        metavar="CONFIG | DESCRIPTION",
        nargs="?",
        help="a specpress.toml (looked for here and below spec/), or an OpenAPI description",
    )
    parser.add_argument(
        "--target",
        action="append",
        default=[],
        metavar="NAME",
        help="with DESCRIPTION: what to generate; may be given several times",
    )
    parser.add_argument("--out", metavar="DIR", help="with DESCRIPTION: the output folder")
    parser.add_argument(
        "--skip-unsupported",
        action="append",
        default=[],
        metavar="CODE",
        help="leave out the operations of this diagnostic; may be given several times",
    )


def _add_jobs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--jobs",
        metavar="N",
        default="",
        help="processes that make targets at a time (SPECPRESS_JOBS, else all processors)",
    )


def _add_reporting(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--format",
        choices=("text", "json", "github"),
        default="text",
        help="how diagnostics are printed; github: annotations of its CI (text)",
    )
    parser.add_argument("--strict", action="store_true", help="warnings are errors")
    parser.add_argument("-q", "--quiet", action="store_true", help="errors only, and no summary")
