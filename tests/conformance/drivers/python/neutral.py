"""What a caller of the Python package sees, in the neutral form of README.md."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Mapping
from typing import Any

import pydantic
import zstack
from zstack import errors

from conformance.strict_yaml import Json


def arguments(call: Mapping[str, Any]) -> dict[str, Any]:
    """The keyword arguments of a call: `backupStorageUuids` becomes `backup_storage_uuids`."""
    given = call.get("arguments", {})
    return {_snake(name): value for name, value in given.items()}


def _snake(wire_name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", wire_name).replace("-", "_").lower()


def value(model: pydantic.BaseModel | None) -> Json:
    """A result as the client would send it back: wire names, absent fields absent."""
    if model is None:
        return None
    text = model.model_dump_json(by_alias=True, exclude_unset=True)
    result: Json = json.loads(text)
    return result


def raw(response: zstack.RawResponse[Any]) -> Json:
    """A raw response: what its own attributes say, and the model."""
    return {
        "status": response.status,
        "served_by": response.headers.get("X-Served-By"),
        "text": response.content.decode(),
        "parsed": value(response.parsed),
    }


def error(caught: BaseException) -> Json:
    """An error of the package; whatever else is raised goes on as it is."""
    members: dict[str, Json] = {"kind": _kind(caught)}
    if isinstance(caught, errors.JobError):
        members["job"] = caught.job_id
    if isinstance(caught, errors.ResponseError):
        members["status"] = caught.status
    if isinstance(caught, errors.StatusError) and caught.code is not None:
        members |= {"code": caught.code, "message": caught.message, "details": caught.details}
        members["causes"] = [cause.code for cause in caught.causes] or None
    elif isinstance(caught, errors.ResponseError):
        members["text"] = caught.text
    return {key: member for key, member in members.items() if member is not None}


def _kind(caught: BaseException) -> str:
    match caught:
        case errors.JobFailedError():
            return "job-failed"
        case errors.JobExpiredError():
            return "job-expired"
        case errors.JobDeadlineError():
            return "job-deadline"
        case errors.StatusError():
            return "status"
        case errors.DecodeError():
            return "decode"
        case errors.DeadlineError():
            return "deadline"
        case errors.TransportError():
            return "transport"
        case errors.CallCancelledError() | asyncio.CancelledError():
            return "cancelled"
        case _:
            raise caught
