"""A long-running operation, step by step."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeAlias

from specpress.model import LongRunning, Named, Operation, Response, StatusRange, TypeRef
from specpress.targets.docs.building.fields import Rows
from specpress.targets.docs.building.place import Place, json_block
from specpress.targets.docs.building.text import statuses
from specpress.targets.docs.content import (
    Code,
    ExampleBlock,
    Inlines,
    Link,
    Ref,
    ResponseBlock,
    Step,
    Words,
)
from specpress.targets.docs.names import operation_ref

Statuses: TypeAlias = tuple[StatusRange, ...]

Answers: TypeAlias = tuple[tuple[Response, ResponseBlock], ...]
"""The answers of the operation itself, each with its block on the page."""


def steps(place: Place, operation: Operation, answers: Answers, rows: Rows) -> tuple[Step, ...]:
    """Submit, poll, result, failure, expiry. `rows` makes the rows of what comes back."""
    job = operation.long_running
    if job is None:
        return ()
    here = operation_ref(place.names, operation.id).page

    def step(title: str, text: Inlines, body: TypeRef | None = None, *, at: Statuses = ()) -> Step:
        """One step; a body that an answer of the operation shows already is a link to it."""
        slug = title.lower()
        anchor = rows.anchors.take(slug)
        shown = _shown(answers, at, body) if body is not None else None
        if shown is not None:
            text = (*text, Words(" See "), Link(shown.status, Ref(here, shown.anchor)), Words("."))
            body = None
        shape = replace(rows, prefix=(slug,)).shape(body) if body is not None else None
        return Step(title=title, anchor=anchor, text=text, shape=shape)

    found = [
        step("Submit", _submit(operation, job)),
        step("Poll", _poll(place, job)),
        step("Result", _result(job), job.result, at=job.done),
    ]
    if job.failed:
        found.append(step("Failure", _failure(job), job.failure, at=job.failed))
    if job.expired:
        found.append(step("Expiry", _expiry(job)))
    return tuple(found)


def examples(place: Place, operation: Operation) -> tuple[ExampleBlock, ...]:
    """The examples of the result and of the failure, which their types have."""
    job = operation.long_running
    if job is None:
        return ()
    ends = (("result", job.done, job.result), ("failure", job.failed, job.failure))
    return tuple(
        ExampleBlock(
            title=", ".join(part for part in (statuses(at), word, one.key) if part),
            summary=one.summary,
            lexer="json",
            text=json_block(one.value),
        )
        for word, at, body in ends
        if isinstance(body, Named)
        for one in place.type(body.id).docs.examples
    )


def _shown(answers: Answers, at: Statuses, body: TypeRef) -> ResponseBlock | None:
    """The block of an answer with one of these statuses and this body."""
    for response, block in answers:
        if response.status in at and any(one.type == body for one in response.contents):
            return block
    return None


def _submit(operation: Operation, job: LongRunning) -> Inlines:
    found: Inlines = (
        Code(f"{operation.method.upper()} {operation.path}"),
        Words(" is answered at once with "),
        Code(statuses(job.accepted)),
        Words(", before the work is done. "),
    )
    if job.location:
        found += (Code(".".join(job.location)), Words(" in the body says where to ask for it."))
    else:
        found += (Words("The header "), Code("Location"), Words(" says where to ask for it."))
    if job.id_header:
        header = Code(job.id_header)
        found += (Words(" The value of the header "), header, Words(" becomes the id of the job."))
    return found


def _poll(place: Place, job: LongRunning) -> Inlines:
    found: Inlines = (
        Words("Send "),
        Code(f"GET {job.poll_path}"),
        Words(" to the host that took the call, whatever host the location names"),
    )
    if any(one.id == job.poll_operation for one in place.model.operations):
        to = operation_ref(place.names, job.poll_operation)
        found += (Words(" (see "), Link(job.poll_operation, to), Words(")"))
    if job.pending:
        found += (Words(". While the work goes on, the answer is "), Code(statuses(job.pending)))
    pause = f"{job.interval:g} second{'' if job.interval == 1 else 's'}"
    retry: Inlines = (Words(f". Wait {pause} before asking again, or as long as "),)
    return (*found, *retry, Code("Retry-After"), Words(" says."))


def _result(job: LongRunning) -> Inlines:
    return (Words("The answer "), Code(statuses(job.done)), Words(" carries the result."))


def _failure(job: LongRunning) -> Inlines:
    return (Words("The answer "), Code(statuses(job.failed)), Words(" means that the work failed."))


def _expiry(job: LongRunning) -> Inlines:
    return (
        Words("The answer "),
        Code(statuses(job.expired)),
        Words(" means that the server does not know the job, or has forgotten it."),
    )
