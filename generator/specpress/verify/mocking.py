"""A mock server that we did not write: its opinion of a request by the description."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from specpress.jsonvalue import Json
from specpress.targets.building import ToolError, run
from specpress.verify.recording import Answer, Request, passed_on

_PACKAGE = "@stoplight/prism-cli"
_VERSION = "5.16.0"
_TOLD = "sl-violations"
_OWN = frozenset(
    {
        _TOLD,
        "connection",
        "content-length",
        "content-type",
        "date",
        "keep-alive",
        "transfer-encoding",
    }
)
_REFUSALS = ("UNPROCESSABLE_ENTITY", "NO_PATH_MATCHED", "NO_METHOD_MATCHED", "UNAUTHORIZED")


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a mock says of a request.

    `refusal` says why it is not one of the description, "" where it is. `answer` is what the
    description gives for it, None where the mock could not make one.
    """

    refusal: str
    answer: Answer | None


@dataclass(slots=True)
class Mock:
    """A running mock. The same request is asked once."""

    url: str
    _known: dict[Request, Opinion | None] = field(default_factory=dict)

    def opinion(self, request: Request) -> Opinion | None:
        """What it says of a request, None where it says nothing."""
        if request not in self._known:
            self._known[request] = self._asked(request)
        return self._known[request]

    def _asked(self, request: Request) -> Opinion | None:
        answer = passed_on(self.url, request)
        if answer is None:
            return None
        refusal = "; ".join(_violations(answer))
        if "problem+json" not in answer.media_type:
            return Opinion(refusal, dataclasses.replace(answer, headers=_documented(answer)))
        try:
            problem = json.loads(answer.body)
        except ValueError:
            return Opinion(refusal, None)
        kind = str(problem.get("type", "")).rpartition("#")[2]
        if kind.startswith(_REFUSALS):
            return Opinion(refusal or f"{kind}: {problem.get('detail', '')}", None)
        return Opinion(refusal, None)


def _violations(answer: Answer) -> Iterator[str]:
    """What is wrong with the request by the header that tells of it, whatever the answer is."""
    text = next((value for name, value in answer.headers if name.lower() == _TOLD), "[]")
    try:
        told: Json = json.loads(text)
    except ValueError:
        return
    for one in told if isinstance(told, list) else ():
        if isinstance(one, dict) and one.get("severity") == "Error":
            place = one.get("location")
            if isinstance(place, list) and place[:1] == ["request"]:
                yield f"{'.'.join(map(str, place[1:]))}: {one.get('message')}"


def _documented(answer: Answer) -> tuple[tuple[str, str], ...]:
    """The headers of an answer without those of the mock and of the connection."""
    return tuple(
        (name, value)
        for name, value in answer.headers
        if name.lower() not in _OWN and not name.lower().startswith("access-control-")
    )


@contextlib.contextmanager
def mock(description: Path, workspace: Path) -> Iterator[Mock | None]:
    """A running mock of a description, None where it cannot serve it."""
    try:
        modules = _installed(workspace)
    except ToolError:
        yield None
        return
    port = _free_port()
    program = modules / ".bin" / "prism"
    command = [str(program), "mock", "--host", "127.0.0.1", "--port", str(port), str(description)]
    log = workspace / "mock.log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output)  # noqa: S603
        try:
            yield Mock(f"http://127.0.0.1:{port}") if _answers(process, port) else None
        finally:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=30)
            process.kill()


def missing() -> str:
    """What has to be installed first."""
    return "" if shutil.which("npm") else "install Node.js 20 or later with npm"


def _installed(workspace: Path) -> Path:
    home = workspace / "tools"
    wanted = json.dumps({"private": True, "dependencies": {_PACKAGE: _VERSION}})
    home.mkdir(parents=True, exist_ok=True)
    complete = home / "node_modules" / ".complete"
    if not complete.is_file() or (home / "package.json").read_text() != wanted:
        (home / "package.json").write_text(wanted)
        command = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--silent"]
        done = run(command, home)
        if done.status != 0:
            raise ToolError(f"npm install failed: {done.output[-500:]}")
        complete.touch()
    return home / "node_modules"


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def _answers(process: subprocess.Popen[bytes], port: int) -> bool:
    """Whether the mock comes up: it reads the whole description first."""
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return True
        time.sleep(0.2)
    return False
