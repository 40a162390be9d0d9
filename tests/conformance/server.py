"""A real HTTP/1.1 server on loopback that plays scripted answers and records every request.

As a program: `python -m conformance.server SCENARIO_FILES... --port 0`.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from conformance.playing import play
from conformance.script import Answer, Framing
from conformance.table import read_table
from conformance.wire import MalformedRequestError, Request, read_request

HOST = "127.0.0.1"

ResultT = TypeVar("ResultT")

_TURNS = 10
"""More turns of a loop than asyncio takes from accepting a connection to handing it over."""

_UNSCRIPTED = Answer(
    status=599,
    reason="Not In The Script",
    content_type="text/plain",
    body=b"this scenario has no further answer",
    framing=Framing.LENGTH,
)


@dataclass(slots=True, kw_only=True)
class Recording:
    """What happened on a listener.

    `started` counts the answers that were begun and `finished` those of which the last byte went
    out (or that were reset as the script says). `unscripted` counts requests that came when all
    answers were played. `malformed` tells what came that is no request.
    """

    requests: list[Request] = field(default_factory=list)
    started: int = 0
    finished: int = 0
    unscripted: int = 0
    malformed: list[str] = field(default_factory=list)


def _ignore(_request: Request) -> None:
    pass


class Listener:
    """One address that plays one list of answers, whatever is asked.

    Must be made, started and stopped on the same event loop. With `again`, the list starts anew
    after its last answer. `values` stand for `${name}` in answers; `job` is added as soon as a
    request carries the header X-Job-UUID. `notice` is called with each request, on the loop.
    """

    def __init__(
        self,
        answers: Sequence[Answer],
        *,
        values: Mapping[str, str] | None = None,
        again: bool = False,
        notice: Callable[[Request], None] = _ignore,
    ) -> None:
        self.recording = Recording()
        self.values = dict(values or {})
        self._answers = tuple(answers)
        self._again = again
        self._notice = notice
        self._next = 0
        self._connections = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None
        self.port = 0

    @property
    def origin(self) -> str:
        """Scheme, host and port: `http://127.0.0.1:40001`."""
        return f"http://{HOST}:{self.port}"

    async def start(self, port: int = 0) -> None:
        """Listens on `port`, a free one for 0."""
        self._server = await asyncio.start_server(self._accept, HOST, port, backlog=64)
        self.port = self._server.sockets[0].getsockname()[1]
        self.values.setdefault("origin", self.origin)

    async def stop(self) -> None:
        """Closes the address and every connection, in the middle of an answer if need be."""
        if self._server is not None:
            await self._stop_accepting(self._server)
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _stop_accepting(self, server: asyncio.Server) -> None:
        # asyncio forgets a connection that it has accepted when the server is closed before it has
        # handed the connection over; and a task that is cancelled before it begins closes nothing.
        loop = asyncio.get_running_loop()
        for listening in server.sockets:
            loop.remove_reader(listening.fileno())
        for _ in range(_TURNS):
            await asyncio.sleep(0)
        server.close()

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.get_running_loop().create_task(self._converse(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection, self._connections = self._connections, self._connections + 1
        try:
            while (request := await read_request(reader, connection)) is not None:
                self._note(request)
                if not await self._reply(writer):
                    break
        except MalformedRequestError as error:
            self.recording.malformed.append(str(error))
        except ConnectionError:
            pass  # The client is gone: what it had asked is recorded.
        except asyncio.CancelledError:
            writer.transport.abort()  # A close would wait until the client has read everything.
            raise
        finally:
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()

    def _note(self, request: Request) -> None:
        self.recording.requests.append(request)
        job = request.header("X-Job-UUID")
        if job is not None:
            self.values["job"] = job
        self._notice(request)

    async def _reply(self, writer: asyncio.StreamWriter) -> bool:
        if self._again and self._next == len(self._answers):
            self._next = 0
        if self._next == len(self._answers):
            self.recording.unscripted += 1
            await play(_UNSCRIPTED, writer, self.values)
            return False
        answer = self._answers[self._next]
        self._next += 1
        self.recording.started += 1
        reusable = await play(answer, writer, self.values)
        self.recording.finished += 1
        return reusable


class LoopThread:
    """An event loop that runs in a thread of its own between `__enter__` and `__exit__`."""

    def __enter__(self) -> LoopThread:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="conformance-server")
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.close()

    def run(self, work: Coroutine[Any, Any, ResultT]) -> ResultT:
        """Runs `work` on the loop and waits for what it returns or raises."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()


@contextlib.contextmanager
def serving(listener: Listener) -> Iterator[Listener]:
    """`listener` on a free port while the context lasts, on a thread of its own."""
    with LoopThread() as loop:
        loop.run(listener.start())
        try:
            yield listener
        finally:
            loop.run(listener.stop())


def main(arguments: Sequence[str] | None = None) -> int:
    """Plays scenario files until the program is interrupted or its standard input ends.

    Prints one JSON object a line: first a `listening` for each scenario, with its URL, then each
    `request` as it comes. A scenario starts anew when all its answers are played.
    """
    parser = argparse.ArgumentParser(prog="conformance.server", description=main.__doc__)
    parser.add_argument("scenarios", nargs="+", type=Path, help="scenario files or folders")
    parser.add_argument("--only", action="append", default=[], help="the name of a scenario")
    parser.add_argument("--port", type=int, default=0, help="the first port; 0: free ones")
    options = parser.parse_args(arguments)
    table = read_table(options.scenarios)
    chosen = {name: table[name].main.answers for name in options.only or table}
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(chosen, options.port))
    return 0


async def _serve(scripts: Mapping[str, tuple[Answer, ...]], first_port: int) -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    _watch_input(loop, stopped)
    listeners = []
    for offset, (name, answers) in enumerate(scripts.items()):

        def notice(request: Request, name: str = name) -> None:
            _print({"request": _shown(request), "scenario": name})

        listener = Listener(answers, again=True, notice=notice, values={"other": "http://other"})
        await listener.start(first_port and first_port + offset)
        listeners.append(listener)
        _print({"listening": listener.origin, "scenario": name})
    await stopped.wait()
    for listener in listeners:
        await listener.stop()


def _watch_input(loop: asyncio.AbstractEventLoop, stopped: asyncio.Event) -> None:
    # A parent that dies closes our input: no server is left behind.
    def wait() -> None:
        # Not sys.stdin.buffer: its lock would be held when the interpreter ends.
        with contextlib.suppress(OSError):
            while os.read(sys.stdin.fileno(), 4096):
                pass
        loop.call_soon_threadsafe(stopped.set)

    if not sys.stdin.isatty():
        threading.Thread(target=wait, daemon=True).start()


def _shown(request: Request) -> dict[str, object]:
    return {
        "method": request.method,
        "target": request.target,
        "headers": [list(pair) for pair in request.headers],
        "body": request.body.decode("utf-8", "backslashreplace"),
    }


def _print(event: Mapping[str, object]) -> None:
    print(json.dumps(event, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    sys.exit(main())
