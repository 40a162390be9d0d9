"""Samples as one program that runs them all."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from specpress.targets.building import CONTROL, MARK, Driver, Program, left_out, run, written

_MODULE = re.compile(r"^module (\S+)$", re.MULTILINE)
_VERSION = re.compile(r"^go (\S+)$", re.MULTILINE)
_FAULT = re.compile(r"^(?:vet: )?(?:\./)?p(\d+)\.go(:.*)$")

_DRIVER = f"""package main

import (
	"fmt"
	"net/http"
	"os"
	"strings"
)

func try(number int, program func()) {{
	server := os.Getenv("SPECPRESS_SERVER")
	answer, err := http.Get(fmt.Sprintf("%%s{CONTROL}/begin/%%d", server, number))
	if err != nil {{
		panic(err)
	}}
	answer.Body.Close()
	defer func() {{
		outcome := "ok"
		if fault := recover(); fault != nil {{
			outcome = strings.ReplaceAll(fmt.Sprint(fault), "\\n", " ")
		}}
		fmt.Fprintf(os.Stderr, "{MARK}%%d %%.500s\\n", number, outcome)
	}}()
	program()
}}

func main() {{
%s
}}
"""


def driver(package: Path, programs: Sequence[Program], workspace: Path) -> Driver:
    """A program with a function for each of the given ones, whose failures are panics."""
    home = workspace / "driver"
    described = (package / "go.mod").read_text()
    module, version = _MODULE.search(described), _VERSION.search(described)
    if module is None or version is None:
        return Driver(command=(), folder=home, fault="go.mod names no module or no version")
    name = module.group(1)
    manifest = (
        f"module driver\n\ngo {version.group(1)}\n\nrequire {name} v0.0.0\n\n"
        f"replace {name} => {package.resolve()}\n"
    )

    def attempt(chosen: Sequence[Program]) -> Mapping[int, str]:
        files = {f"p{one.number}.go": _as_function(one) for one in chosen}
        written(home, {"go.mod": manifest, "main.go": _main(chosen)} | files)
        # The compiler tells all faults of all programs, the linter stops at the first.
        for command in (["go", "build", "-gcflags=-e", "-o", "driver", "."], ["go", "vet", "."]):
            done = run(command, home)
            if done.status != 0:
                return _faults(done.output)
        return {}

    _, faults = left_out(programs, attempt)
    if 0 in faults:
        return Driver(command=(), folder=home, fault=faults[0])
    return Driver(command=(str(home / "driver"),), folder=home, faults=faults)


def _as_function(program: Program) -> str:
    # A program that fails must not end the others.
    code = program.code.replace("log.Fatal(err)", "log.Panic(err)")
    return code.replace("func main() {", f"func program{program.number}() {{", 1)


def _main(programs: Sequence[Program]) -> str:
    calls = (f"\ttry({one.number}, program{one.number})" for one in programs)
    return _DRIVER % "\n".join(calls)


def _faults(output: str) -> Mapping[int, str]:
    faults: dict[int, str] = {}
    for line in output.splitlines():
        found = _FAULT.match(line)
        if found:
            faults.setdefault(int(found.group(1)), f"go: line {found.group(2)[1:]}")
    return faults or {0: f"go: {output[:500]}"}
