"""Makes the call of a job with the synchronous or the asynchronous client."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Mapping
from typing import Any

import zstack

from conformance.drivers.python import neutral
from conformance.strict_yaml import Json


class SyncDriver:
    """`zstack.Client`. `caught` is the last error that a caller saw, None where there was none."""

    name = "python-sync"

    def __init__(self) -> None:
        self.caught: BaseException | None = None

    def run(self, job: dict[str, Json]) -> Json:
        """Makes the call of `job`; returns what the caller sees, in neutral form."""
        self.caught = None
        with zstack.Client(base_url=str(job["base_url"]), session=str(job["session"])) as client:
            try:
                return {"ok": self._call(client, _members(job["call"]))}
            except zstack.ApiError as error:
                self.caught = error
                return {"error": neutral.error(error)}

    def _call(self, client: zstack.Client, call: Mapping[str, Any]) -> Json:
        images = client.images
        timer, options = _cancelling(call)
        try:
            match call["action"]:
                case "call":
                    added = images.add_image(**neutral.arguments(call), options=options)
                    return neutral.value(added)
                case "raw":
                    method = zstack.with_raw_response(images.add_image)
                    return neutral.raw(method(**neutral.arguments(call), options=options))
                case "submit" | "poll" | "wait":
                    job = images.submit_add_image(**neutral.arguments(call), options=options)
                    return self._follow(job, call)
                case "resume" | "resume-poll":
                    return self._follow(images.resume_add_image(call["job"]), call)
                case unknown:
                    raise ValueError(f"there is no action {unknown}")
        finally:
            timer.cancel()

    def _follow(self, job: zstack.Job[Any], call: Mapping[str, Any]) -> Json:
        match call["action"]:
            case "submit":
                return {"job": job.id}
            case "wait" | "resume":
                return neutral.value(job.wait(timeout=call["wait"]))
            case _:
                polls = [neutral.value(job.poll()) for _ in range(call["polls"])]
                return {"job": job.id, "polls": polls}


class AsyncDriver:
    """`zstack.AsyncClient`, each job on an event loop of its own."""

    name = "python-async"

    def __init__(self) -> None:
        self.caught: BaseException | None = None

    def run(self, job: dict[str, Json]) -> Json:
        """Makes the call of `job`; returns what the caller sees, in neutral form."""
        self.caught = None
        return asyncio.run(self._run(job))

    async def _run(self, job: dict[str, Json]) -> Json:
        call = _members(job["call"])
        async with zstack.AsyncClient(
            base_url=str(job["base_url"]), session=str(job["session"])
        ) as client:
            task = asyncio.create_task(self._call(client, call))
            if "cancel_after" in call:
                asyncio.get_running_loop().call_later(call["cancel_after"], task.cancel)
            try:
                return {"ok": await task}
            except (zstack.ApiError, asyncio.CancelledError) as error:
                self.caught = error
                return {"error": neutral.error(error)}

    async def _call(self, client: zstack.AsyncClient, call: Mapping[str, Any]) -> Json:
        images = client.images
        options = zstack.CallOptions(**call.get("options", {}))
        match call["action"]:
            case "call":
                added = await images.add_image(**neutral.arguments(call), options=options)
                return neutral.value(added)
            case "raw":
                method = zstack.with_raw_response(images.add_image)
                return neutral.raw(await method(**neutral.arguments(call), options=options))
            case "submit" | "poll" | "wait":
                job = await images.submit_add_image(**neutral.arguments(call), options=options)
                return await self._follow(job, call)
            case "resume" | "resume-poll":
                return await self._follow(images.resume_add_image(call["job"]), call)
            case unknown:
                raise ValueError(f"there is no action {unknown}")

    async def _follow(self, job: zstack.AsyncJob[Any], call: Mapping[str, Any]) -> Json:
        match call["action"]:
            case "submit":
                return {"job": job.id}
            case "wait" | "resume":
                return neutral.value(await job.wait(timeout=call["wait"]))
            case _:
                polls = [neutral.value(await job.poll()) for _ in range(call["polls"])]
                return {"job": job.id, "polls": polls}


def _members(call: Json) -> dict[str, Any]:
    assert isinstance(call, dict)
    return call


def _cancelling(call: Mapping[str, Any]) -> tuple[threading.Timer, zstack.CallOptions]:
    """The options of a call that is cancelled after a while, and the timer that does it."""
    event = threading.Event()
    timer = threading.Timer(call.get("cancel_after", 0), event.set)
    options = dict(call.get("options", {}))
    if "cancel_after" in call:
        timer.start()
        options["cancel"] = event
    return timer, zstack.CallOptions(**options)
