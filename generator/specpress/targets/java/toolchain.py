"""javac, run on generated projects."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from specpress.targets.building import Driver, Faults, Program, ToolError, run
from specpress.targets.java import driving

_PROGRAM = Path(__file__).with_name("Builds.java")
_LINT = ("-Xlint:all", "-Werror", "-Xdoclint:all/protected,-missing", "--release", "17")
_LIST = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath"


class JavaToolchain:
    """javac with all lints, and warnings as errors; one process compiles all projects."""

    def missing(self) -> str:
        """What has to be installed first."""
        absent = [name for name in ("javac", "mvn") if shutil.which(name) is None]
        return "install a JDK of version 17 or later, and Maven" if absent else ""

    def build(self, packages: Mapping[str, Path], workspace: Path) -> Faults:
        """Compiles all projects against the libraries that they name."""
        classes = workspace / "classes"
        shutil.rmtree(classes, ignore_errors=True)
        groups: dict[str, dict[str, Path]] = {}
        for key, folder in packages.items():
            groups.setdefault(class_path(folder, workspace), {})[key] = folder
        faults: dict[str, str] = {}
        for path, members in groups.items():
            rows = "".join(
                f"{key}\t{folder / 'src'}\t{classes / key}\n" for key, folder in members.items()
            )
            command = ["java", "-Xmx3g", "-Xss16m", str(_PROGRAM), *_LINT, "-cp", path]
            done = run(command, workspace, given=rows, errors=False)
            said = dict(line.partition("\t")[::2] for line in done.output.splitlines())
            for key in members:
                fault = said.get(key, f"the compiler ended early: {done.output[-300:]}")
                faults[key] = f"javac: {fault}" if fault else ""
        return faults

    def driver(self, package: Path, programs: Sequence[Program], workspace: Path) -> Driver:
        """One program that runs all the given ones."""
        return driving.driver(package, programs, workspace, class_path(package, workspace))


TOOLCHAIN = JavaToolchain()


def class_path(project: Path, workspace: Path) -> str:
    """The class path of what a project needs, looked up once for all that need the same."""
    pom = (project / "pom.xml").read_text()
    needed = pom[pom.find("<dependencies>") : pom.find("</dependencies>")]
    digest = hashlib.sha256(needed.encode()).hexdigest()[:16]
    known = workspace / "libraries" / f"{digest}.txt"
    if not known.is_file():
        known.parent.mkdir(parents=True, exist_ok=True)
        fresh = known.with_suffix(".new")
        command = ["mvn", "-q", "-B", "-f", str(project / "pom.xml"), _LIST]
        done = run([*command, f"-Dmdep.outputFile={fresh}"], workspace)
        if done.status != 0:
            raise ToolError(f"mvn failed: {done.output[-500:]}")
        fresh.replace(known)
    return known.read_text().strip()
