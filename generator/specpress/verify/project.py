"""One project: every client built, every operation called by each, the requests compared."""

from __future__ import annotations

import dataclasses
import json
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from specpress import pipeline
from specpress.config import Config
from specpress.diagnostics import Sink
from specpress.jsonvalue import Json
from specpress.model import ApiModel
from specpress.targets import registry
from specpress.targets.base import Tree
from specpress.targets.building import MARK, Driver, Program, ToolError, run
from specpress.verify.calls import (
    Call,
    answer,
    calls,
    environment,
    numbers,
    programs,
    without_servers,
)
from specpress.verify.comparing import differences, sent
from specpress.verify.mocking import Mock, mock
from specpress.verify.preparing import prepare_one
from specpress.verify.recording import Answer, Recorder, Request, recorder
from specpress.verify.writing import write

_SECONDS = 1800


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """What one language did. `fault` says why it did nothing at all.

    By the number of a call: `requests` holds the first request, `outcomes` what the program ended
    with (`ok`, or the error that the client raised), `faults` what the compiler said of it.
    """

    fault: str = ""
    requests: Mapping[int, Request] = field(default_factory=dict)
    outcomes: Mapping[int, str] = field(default_factory=dict)
    faults: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One call in all languages. `differs` says what is wrong, by language; `refused` what the mock
    thinks of the request, "" for nothing or where there is no mock."""

    call: Call
    differs: Mapping[str, str]
    refused: str
    outcomes: Mapping[str, str]
    request: Request | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """The whole of it. `mocked` says whether a mock had an opinion."""

    calls: tuple[Compared, ...]
    clients: Mapping[str, Client]
    mocked: bool

    def is_fine(self) -> bool:
        """Whether all clients asked the same."""
        return not any(one.fault for one in self.clients.values()) and not any(
            one.differs for one in self.calls
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A run. `folder` keeps what is generated, `work` what all projects build with; `say` is told
    what is being done."""

    config: Config
    targets: tuple[str, ...]
    folder: Path
    work: Path
    say: Callable[[str], None]

    def verified(self, sink: Sink) -> Verified | None:
        """Builds, calls and compares. None where the input has faults, which the sink then has."""
        inputs = pipeline.read(self.config, sink)
        if inputs is None or sink.has_errors():
            return None
        model = without_servers(pipeline.understand(self.config, inputs, sink))
        if sink.has_errors():
            return None
        asked = calls(model)
        self.folder.mkdir(parents=True, exist_ok=True)
        described = self.folder / "description.json"
        described.write_text(json.dumps(_served(inputs.document.root)))
        made = {name: self._generated(name, inputs, model, asked, sink) for name in self.targets}
        kept = _worth({name: made[name].programs for name in made})
        clients: dict[str, Client] = {}
        self.say("starting the mock")
        with mock(described, self.work / "mock") as running:
            table = _Answers(model=model, calls=numbers(asked), mock=running)
            with recorder(table.answer) as server:
                for name, one in made.items():
                    if not one.tree:
                        clients[name] = Client(fault=one.fault or "nothing was generated")
                        continue
                    chosen = tuple(item for item in one.programs if item.number in kept)
                    clients[name] = self._client(name, one.tree, chosen, server)
            found = [_compared(call, clients, table) for call in asked]
        return Verified(
            calls=tuple(one for one in found if one is not None),
            clients=clients,
            mocked=running is not None,
        )

    def _client(self, name: str, tree: Tree, made: Sequence[Program], server: Recorder) -> Client:
        tool = registry.toolchain(name)
        if tool is None:
            return Client(fault="there are no tools for it")
        package = self.folder / "packages" / name
        write(tree, package)
        self.say(f"{name}: building {len(made)} calls")
        try:
            driver = tool.driver(package, made, self.work / name)
        except ToolError as fault:
            return Client(fault=f"tools: {fault}")
        if not driver.command:
            return Client(fault=driver.fault, faults=driver.faults)
        self.say(f"{name}: calling")
        outcomes = _run(driver, environment(tree, server.url), server)
        requests = {number: found[0] for number, found in server.requests.items() if found}
        server.requests.clear()
        return Client(requests=requests, outcomes=outcomes, faults=driver.faults)

    def _generated(
        self,
        name: str,
        inputs: pipeline.Inputs,
        model: ApiModel,
        asked: Sequence[Call],
        sink: Sink,
    ) -> _Made:
        try:
            return self._printed(name, inputs, model, asked, sink)
        except Exception:
            # One target that crashes is a finding like any other; the others go on.
            return _Made(tree={}, programs=(), fault=f"crash: {traceback.format_exc(limit=-4)}")

    def _printed(
        self,
        name: str,
        inputs: pipeline.Inputs,
        model: ApiModel,
        asked: Sequence[Call],
        sink: Sink,
    ) -> _Made:
        options = self.config.targets.get(name, {})
        alone = dataclasses.replace(self.config, targets={name: options}, output_description="")
        prepared, _ = prepare_one(alone, inputs, model)
        tree = pipeline.files(alone, inputs, prepared, sink) if prepared else {}
        if not tree or sink.has_errors():
            return _Made(tree={}, programs=())
        ((target, given),) = prepared
        below = {path.relative_to(name): data for path, data in tree.items()}
        return _Made(tree=below, programs=programs(target, given, asked))


@dataclass(frozen=True, slots=True)
class _Made:
    tree: Tree
    programs: tuple[Program, ...]
    fault: str = ""


def _worth(made: Mapping[str, Sequence[Program]]) -> frozenset[int]:
    """The numbers of the calls that are made: not a full one that is the brief one in all."""
    kept: set[int] = set()
    for found in made.values():
        code = {one.number: one.code for one in found}
        kept |= {number for number in code if number % 2 or code[number] != code.get(number - 1)}
    return frozenset(kept)


@dataclass(frozen=True, slots=True)
class _Answers:
    """Answers of the mock, and where it has none, our own. Keeps its opinions by call."""

    model: ApiModel
    calls: Mapping[int, Call]
    mock: Mock | None
    refusals: dict[int, str] = field(default_factory=dict)

    def answer(self, number: int, request: Request) -> Answer:
        call = self.calls.get(number)
        if call is None:
            return Answer(status=404)
        opinion = self.mock.opinion(request) if self.mock else None
        if opinion is not None and opinion.refusal:
            self.refusals[number] = opinion.refusal
        if opinion is not None and opinion.answer is not None and opinion.answer.status < 300:
            return opinion.answer
        return answer(self.model, call.operation)


def _run(driver: Driver, variables: Mapping[str, str], server: Recorder) -> Mapping[int, str]:
    done = run(
        driver.command,
        driver.folder,
        environment={**driver.environment, **variables, "SPECPRESS_SERVER": server.url},
        timeout=_SECONDS,
    )
    outcomes: dict[int, str] = {}
    for line in done.output.splitlines():
        if line.startswith(MARK):
            number, _, text = line.removeprefix(MARK).partition(" ")
            outcomes[int(number)] = text
    return outcomes or {0: done.output[-500:]}


def _compared(call: Call, clients: Mapping[str, Client], table: _Answers) -> Compared | None:
    """One call; None where no language has it."""
    key = call.operation.idempotency
    ignored = {key.wire_name.lower()} if key is not None else set()
    requests = {
        name: client.requests[call.number]
        for name, client in clients.items()
        if call.number in client.requests
    }
    wanted = [
        name
        for name, client in clients.items()
        if not client.fault
        and (call.number in client.outcomes or call.number in client.faults or requests)
    ]
    if not wanted:
        return None
    differs = dict(differences({name: sent(one, ignored) for name, one in requests.items()}))
    outcomes = {name: clients[name].outcomes.get(call.number, "did not run") for name in wanted}
    for name in wanted:
        if call.number in clients[name].faults:
            differs[name] = clients[name].faults[call.number]
        elif name not in requests:
            differs[name] = f"nothing was sent: {outcomes[name]}"
    return Compared(
        call=call,
        differs=differs,
        refused=table.refusals.get(call.number, ""),
        outcomes=outcomes,
        request=next(iter(requests.values()), None),
    )


def _served(root: Json) -> Json:
    """A description for a mock, which is to answer below its own root."""
    if not isinstance(root, dict):
        return root
    hidden = ("servers", "host", "basePath")
    served = {key: value for key, value in root.items() if key not in hidden}
    paths = served.get("paths")
    if isinstance(paths, dict):
        served["paths"] = {
            path: {key: value for key, value in item.items() if key != "servers"}
            if isinstance(item, dict)
            else item
            for path, item in paths.items()
        }
    return served
