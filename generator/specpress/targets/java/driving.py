"""Samples as one program that runs them all."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from specpress.targets.building import CONTROL, MARK, Driver, Program, left_out, run, written

_CLASS = re.compile(r"^public final class (\w+)", re.MULTILINE)
_FAULT = re.compile(r"^.*?\bp(\d+)[/\\](\w+\.java:\d+: (?:error|warning): .*)$")

_DRIVER = f"""
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;

public final class Driver {{
  private static final String[][] PROGRAMS = {{%s}};

  public static void main(String[] arguments) throws Exception {{
    PrintStream out = System.out;
    System.setOut(new PrintStream(new ByteArrayOutputStream()));
    String server = System.getenv("SPECPRESS_SERVER");
    for (String[] program : PROGRAMS) {{
      URI.create(server + "{CONTROL}/begin/" + program[0]).toURL().openStream().close();
      String outcome = "ok";
      try {{
        Class.forName(program[1])
            .getMethod("main", String[].class)
            .invoke(null, (Object) arguments);
      }} catch (InvocationTargetException failed) {{
        outcome = String.valueOf(failed.getCause());
      }} catch (Throwable failed) {{
        outcome = failed.toString();
      }}
      outcome = outcome.replace('\\n', ' ');
      outcome = outcome.substring(0, Math.min(500, outcome.length()));
      out.println("{MARK}" + program[0] + " " + outcome);
      out.flush();
    }}
    System.exit(0);
  }}
}}
"""


def driver(package: Path, programs: Sequence[Program], workspace: Path, libraries: str) -> Driver:
    """Compiles the client and the programs, each in a Java package of its own."""
    home = workspace / "driver"
    client = workspace / "client"
    shutil.rmtree(client, ignore_errors=True)
    fault = _compiled(package / "src" / "main" / "java", client, libraries)
    if fault:
        return Driver(command=(), folder=home, fault=f"javac: {fault[:500]}")
    path = os.pathsep.join((str(client), libraries))

    def attempt(chosen: Sequence[Program]) -> Mapping[int, str]:
        rows = ", ".join(f'{{"{one.number}", "{_class(one)}"}}' for one in chosen)
        files = {
            f"src/p{one.number}/{_class(one).partition('.')[2]}.java": (
                f"package p{one.number};\n\n{one.code}"
            )
            for one in chosen
        }
        written(home, {"src/Driver.java": _DRIVER % rows} | files)
        output = _compiled(home / "src", home / "classes", path)
        return _faults(output) if output else {}

    _, faults = left_out(programs, attempt)
    if 0 in faults:
        return Driver(command=(), folder=home, fault=faults[0])
    running = os.pathsep.join((str(home / "classes"), path))
    return Driver(command=("java", "-cp", running, "Driver"), folder=home, faults=faults)


def _class(program: Program) -> str:
    found = _CLASS.search(program.code)
    return f"p{program.number}.{found.group(1) if found else 'Example'}"


def _compiled(sources: Path, classes: Path, path: str) -> str:
    """What the compiler said of all files below a folder, "" for nothing."""
    classes.mkdir(parents=True, exist_ok=True)
    listed = classes.with_suffix(".txt")
    listed.write_text("".join(f'"{one}"\n' for one in sorted(sources.rglob("*.java"))))
    options = ["-J-Xmx3g", "-J-Xss16m", "-Xlint:all", "-Werror", "-Xmaxerrs", "10000"]
    command = ["javac", *options, "--release", "17", "-encoding", "UTF-8", "-cp", path]
    done = run([*command, "-d", str(classes), f"@{listed}"], classes)
    return done.output if done.status != 0 else ""


def _faults(output: str) -> Mapping[int, str]:
    faults: dict[int, str] = {}
    for line in output.splitlines():
        found = _FAULT.match(line)
        if found:
            faults.setdefault(int(found.group(1)), f"javac: {found.group(2)}")
    return faults or {0: f"javac: {output[:500]}"}
