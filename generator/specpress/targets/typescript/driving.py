"""Samples as one program that runs them all."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from specpress.targets.building import CONTROL, MARK, Driver, Program, left_out, run, written

_SETTINGS = {
    "strict": True,
    "exactOptionalPropertyTypes": True,
    "noUncheckedIndexedAccess": True,
    "target": "es2022",
    "module": "nodenext",
    "types": ["node"],
    "outDir": "out",
    "rootDir": "programs",
}

_DRIVER = f"""
import {{ readdirSync }} from "node:fs";

const server = process.env.SPECPRESS_SERVER;
const print = console.log;
console.log = () => undefined;
for (const name of readdirSync("out").filter((one) => one.endsWith(".js")).sort()) {{
  const number = Number(name.slice(1, -3));
  await (await fetch(`${{server}}{CONTROL}/begin/${{number}}`)).text();
  let outcome = "ok";
  try {{
    await import(`./out/${{name}}`);
  }} catch (fault) {{
    outcome = String(fault).replaceAll("\\n", " ");
  }}
  print(`{MARK}${{number}} ${{outcome.slice(0, 500)}}`);
}}
process.exit(0);
"""


def driver(package: Path, programs: Sequence[Program], workspace: Path, modules: Path) -> Driver:
    """Compiles the package and the programs; `modules` is where the tools are installed."""
    home = workspace / "driver"
    client = workspace / "client"
    shutil.rmtree(client, ignore_errors=True)
    shutil.copytree(package, client)
    compiler = modules / "typescript" / "bin" / "tsc"
    done = run(["node", compiler, "-p", "."], client)
    if done.status != 0:
        return Driver(command=(), folder=home, fault=f"tsc: {done.output[:500]}")
    name = json.loads((client / "package.json").read_text())["name"]

    def attempt(chosen: Sequence[Program]) -> Mapping[int, str]:
        files = {f"programs/p{one.number:06}.ts": one.code for one in chosen}
        settings = json.dumps({"compilerOptions": _SETTINGS, "include": ["programs"]})
        kind = json.dumps({"type": "module"})
        manifests = {"package.json": kind, "tsconfig.json": settings}
        written(home, {"driver.js": _DRIVER} | manifests | files)
        _link(home, name, client, modules)
        return _faults(run(["node", compiler, "-p", "."], home).output)

    _, faults = left_out(programs, attempt)
    return Driver(command=("node", "driver.js"), folder=home, faults=faults)


def _link(home: Path, name: str, client: Path, modules: Path) -> None:
    """Puts the client and the types of Node.js where imports are looked for."""
    for package, place in {name: client, "@types": modules / "@types"}.items():
        link = home / "node_modules" / package
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(place, target_is_directory=True)
    needed = modules / "undici-types"
    if needed.is_dir():
        (home / "node_modules" / "undici-types").symlink_to(needed, target_is_directory=True)


def _faults(output: str) -> Mapping[int, str]:
    faults: dict[int, str] = {}
    for line in output.splitlines():
        if "error TS" in line:
            name = Path(line.partition("(")[0]).name
            ours = name.startswith("p") and name[1:-3].isdecimal()
            faults.setdefault(int(name[1:-3]) if ours else 0, f"tsc: {line}")
    return faults
