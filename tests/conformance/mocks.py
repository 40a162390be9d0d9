"""Mock servers that we did not write, serving our description: Prism and Steady."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import toolchain

ROOT = Path(__file__).parents[2]
DESCRIPTION = ROOT / "generated" / "zstack" / "openapi.yaml"
TOOLS = ROOT / "tests" / "tools" / "mocks"

COMMANDS = {
    "prism": ["prism", "mock", "--host", "127.0.0.1", "--port", "{port}", "{description}"],
    "steady": ["steady", "--host", "127.0.0.1", "--port", "{port}", "{description}"],
}


@contextlib.contextmanager
def mock(name: str) -> Iterator[str]:
    """The base URL of a running mock. It refuses requests that do not fit the description."""
    modules = toolchain.npm_tools(TOOLS)
    port = _free_port()
    program, *arguments = COMMANDS[name]
    command = [
        str(modules / ".bin" / program),
        *(text.format(port=port, description=DESCRIPTION) for text in arguments),
    ]
    environment = {**os.environ, "NO_COLOR": "1", "NO_UPDATE_NOTIFIER": "1"}
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
    )
    try:
        _wait(process, port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=30)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    """Until the mock answers anything at all. Raises TimeoutError."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).close()
        except urllib.error.HTTPError as answer:
            answer.close()
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(f"{process.args!r} does not answer; exit status {process.poll()}")
