"""A long-running operation, step by step."""

from __future__ import annotations

from dataclasses import replace

from specpress.model import LongRunning, Operation
from specpress.targets.docs.building.fields import Rows
from specpress.targets.docs.building.place import Place
from specpress.targets.docs.building.text import statuses
from specpress.targets.docs.content import Code, Inlines, Link, Step, Words
from specpress.targets.docs.names import operation_ref


def steps(place: Place, operation: Operation, rows: Rows) -> tuple[Step, ...]:
    """Submit, poll, result, failure, expiry. `rows` makes the rows of what comes back."""
    job = operation.long_running
    if job is None:
        return ()

    def step(title: str, slug: str, text: Inlines) -> Step:
        return Step(title=title, anchor=rows.anchors.take(slug), text=text, shape=None)

    result = step("Result", "result", _result(job))
    failure = step("Failure", "failure", _failure(job))
    found = [
        step("Submit", "submit", _submit(operation, job)),
        step("Poll", "poll", _poll(place, job)),
        replace(result, shape=replace(rows, prefix=("result",)).shape(job.result)),
    ]
    if job.failed and job.failure is not None:
        failure = replace(failure, shape=replace(rows, prefix=("failure",)).shape(job.failure))
    if job.failed:
        found.append(failure)
    if job.expired:
        found.append(step("Expiry", "expiry", _expiry(job)))
    return tuple(found)


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
