"""The docstrings of a client's methods, in the style of Google's guide.

They are plain text that goes through the filter `py_docstring`. Sections are indented by four
blanks, so that the filter leaves their lines as they are.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from specpress.model import Operation, Response, Webhook
from specpress.targets.python.arguments import Argument
from specpress.targets.python.escape import WIDTH, clean
from specpress.targets.wording import sentence

_INDENT = 8
"""The column of a method's docstring."""

OPTIONS = ("options", "Settings of this call alone.")

_SERVERS = (
    "Where operations are that have a server of their own: the URL of the description, and the one"
    " to use instead."
)
_BOUNDARY = ("new_boundary", "Makes the boundaries of forms of several parts.")
_CLIENT_ROWS = [
    (
        "timeout",
        "Seconds that a call may take, with retries and waiting for a job; None for no limit.",
    ),
    ("connect_timeout", "Seconds that making a connection may take; None for no limit."),
    ("read_timeout", "Seconds that the server may be silent; None for no limit."),
    ("retries", "How many times a request is repeated, if it is safe to repeat."),
    ("poll_interval", "Seconds between two looks at a job; None for what the API says."),
    ("headers", "Headers of every request."),
    (
        "http_client",
        "The HTTP client to use, with proxies or TLS settings of its own. It stays open.",
    ),
    ("new_key", "Makes the idempotency keys of calls that were given none."),
]


class Secret(Protocol):
    """An argument of a client that is a secret, and the environment variable behind it."""

    @property
    def argument(self) -> str:
        """The name of the argument."""
        ...

    @property
    def variable(self) -> str:
        """The environment variable."""
        ...

    @property
    def doc(self) -> str:
        """What it is, on one line."""
        ...


_KINDS = {
    400: "BadRequestError",
    401: "AuthenticationError",
    403: "PermissionDeniedError",
    404: "NotFoundError",
    409: "ConflictError",
    422: "UnprocessableContentError",
    429: "RateLimitError",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class JobNames:
    """What the methods of a long-running operation are called."""

    call: str
    submit: str
    resume: str


def call_docstring(
    operation: Operation, given: tuple[Argument, ...], job: JobNames | None, errors: str
) -> str:
    """The docstring of the method that makes the call; `errors` is the module of the errors."""
    parts = [_summary(operation), _description(operation)]
    if job is not None:
        parts.append(f"Waits until the job is done. `{job.submit}` returns at once, with the job.")
    parts += _facts(operation)
    told = [(one.name, one.doc) for one in given]
    parts.append(_section("Args", [*told, OPTIONS]))
    parts.append(_section("Returns", _returns(operation)))
    parts.append(_section("Raises", _raises(operation, errors)))
    return _joined(parts)


def stream_docstring(
    operation: Operation, given: tuple[Argument, ...], whole: str, errors: str
) -> str:
    """The docstring of the method that takes an answer element by element; `whole` is the one that
    takes it whole."""
    return _joined(
        (
            _summary(operation),
            f"Gives the answer element by element, as it arrives; `{whole}` takes it whole.",
            _section("Args", [*((one.name, one.doc) for one in given), OPTIONS]),
            _section("Returns", [("", "The elements. Close it, or use it in a `with` statement.")]),
            _section("Raises", _raises(operation, errors)),
        )
    )


def paged_docstring(
    operation: Operation, given: tuple[Argument, ...], one_page: str, errors: str
) -> str:
    """The docstring of the method that goes through all pages; `one_page` is that for one."""
    return _joined(
        (
            _summary(operation),
            f"Goes through all pages, each asked for when it is needed; `{one_page}` gives one.",
            _section("Args", [*((one.name, one.doc) for one in given), OPTIONS]),
            _section("Returns", [("", "The elements of all pages.")]),
            _section("Raises", _raises(operation, errors)),
        )
    )


def submit_docstring(operation: Operation, job: JobNames, errors: str) -> str:
    """The docstring of the method that submits a job."""
    return _joined(
        (
            f"Submits {operation.id} and returns the job, which goes on at the server.",
            f"The arguments are those of `{job.call}`.",
            _section("Returns", [("", "The job, to poll or to wait for.")]),
            _section("Raises", _raises(operation, errors, submits=True)),
        )
    )


def resume_docstring(job: JobNames) -> str:
    """The docstring of the method that takes a job up again."""
    return _joined(
        (
            f"Takes up a job of `{job.submit}` again. No request is made.",
            _section(
                "Args",
                [
                    ("job_id", "The id of the job, from its `id`."),
                    ("options", "Settings of the job's calls."),
                ],
            ),
            _section("Returns", [("", "The job, to poll or to wait for.")]),
        )
    )


def webhook_docstring(webhook: Webhook, owner: str) -> str:
    """The docstring of the function that reads a webhook; `owner` is the method that asks for it,
    "" for none."""
    docs = webhook.docs
    said = sentence(first_line(docs.summary or docs.description) or f"Reads {webhook.id}")
    rest = docs.description if docs.summary else clean(docs.description).partition("\n\n")[2]
    what = f"The API sends it as `{clean(webhook.method).upper()}`"
    where = f"{what} to `{clean(webhook.path)}`" if webhook.path else what
    asked = f" after `{owner}`" if owner else ""
    return _joined(
        (
            said,
            clean(rest),
            f"{where}{asked}.",
            *["Deprecated."] * webhook.deprecated,
            _section("Args", [("body", "The body of the request.")]),
            _section("Raises", [("PayloadError", "The body is not what the API documents.")]),
        )
    )


def group_docstring(name: str, summary: str, description: str) -> str:
    """The docstring of a group's class and module."""
    paragraphs = [clean(text) for text in (summary, *description.split("\n\n")) if text.strip()]
    distinct = list(dict.fromkeys(paragraphs)) or [clean(name)]
    return _joined((sentence(first_line(distinct[0])), *distinct[1:]))


class Variable(Protocol):
    """An argument of a client that is a part of the server's URL."""

    @property
    def argument(self) -> str:
        """The name of the argument."""
        ...

    @property
    def doc(self) -> str:
        """What it is, on one line."""
        ...


def client_docstring(
    server: str,
    variable: str,
    secrets: Sequence[Secret],
    variables: Sequence[Variable] = (),
    *,
    servers: bool = False,
    boundary: bool = False,
) -> str:
    """The docstring of a client's constructor."""
    where = f"`{clean(server)}`" if server else "the URL before the paths of the API"
    rows = [("base_url", f"Where the server is: {where}. Default: {variable}.")]
    rows += [(one.argument, one.doc) for one in variables]
    rows += [("servers", _SERVERS)] * servers
    rows += [(one.argument, f"{sentence(one.doc)} Default: {one.variable}.") for one in secrets]
    raises = [("ConfigurationError", "There is no base URL, or it is no URL of a server.")]
    return _joined(
        (
            "Makes a client.",
            "Nothing is sent. Defaults in capitals are environment variables.",
            _section("Args", [*rows, *_CLIENT_ROWS, *[_BOUNDARY] * boundary]),
            _section("Raises", raises),
        )
    )


def first_line(text: str) -> str:
    """The first paragraph of a text, on one line."""
    return " ".join(clean(text).split("\n\n")[0].split())


def first_sentence(text: str) -> str:
    """The first sentence of a text, on one line."""
    line = first_line(text)
    head, mark, _ = line.partition(". ")
    return f"{head}." if mark else line


def _summary(operation: Operation) -> str:
    docs = operation.docs
    said = docs.summary or first_line(docs.description)
    if not said.strip():
        return f"Calls `{clean(operation.method)} {clean(operation.path)}`."
    return sentence(" ".join(clean(said).split()))


def _description(operation: Operation) -> str:
    docs = operation.docs
    if docs.summary:
        return clean(docs.description)
    return clean(docs.description).partition("\n\n")[2]


def _facts(operation: Operation) -> Iterator[str]:
    page = operation.page
    if page is not None and page.since:
        yield f"Since {sentence(clean(page.since))}"
    if operation.deprecated:
        yield "Deprecated."


def _returns(operation: Operation) -> list[tuple[str, str]]:
    if operation.long_running is not None:
        said = operation.long_running.docs.description
        return [("", sentence(first_line(said)) if said else "The result of the job.")]
    said = " ".join(
        sentence(first_line(response.docs.description))
        for response in operation.responses
        if response.contents and response.docs.description.strip()
    )
    has_body = any(response.contents for response in operation.responses)
    return [("", said or "The body of the answer.")] if has_body else []


def _raises(operation: Operation, errors: str, *, submits: bool = False) -> list[tuple[str, str]]:
    found: dict[str, list[str]] = {}
    for response in operation.errors:
        said = sentence(first_line(response.docs.description) or "The call failed")
        found.setdefault(_kind(response), []).append(f"{_range(response)}: {said}")
    rows = [(kind, " ".join(texts)) for kind, texts in found.items()]
    if operation.long_running is not None and not submits:
        rows.append(("JobFailedError", "The job failed."))
        rows.append(("JobDeadlineError", "The time is over, and the job still runs."))
    rows.append(("ApiError", f"Any other failure; `{errors}` has the tree."))
    return rows


def _kind(response: Response) -> str:
    first, last = response.status.first, response.status.last
    if first == last and first in _KINDS:
        return _KINDS[first]
    return "ServerError" if first >= 500 and last <= 599 else "StatusError"


def _range(response: Response) -> str:
    first, last = response.status.first, response.status.last
    if (first, last) == (0, 999):
        return "Any other status"
    return str(first) if first == last else f"{first} to {last}"


def _section(title: str, rows: Iterable[tuple[str, str]]) -> str:
    lines = [line for name, text in rows for line in _row(name, text)]
    return "\n".join((f"{title}:", *lines)) if lines else ""


def _row(name: str, text: str) -> list[str]:
    words = " ".join(clean(text).split())
    return textwrap.wrap(
        f"{name}: {words}".strip() if name else words,
        width=WIDTH - _INDENT,
        initial_indent=" " * 4,
        subsequent_indent=" " * (8 if name else 4),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _joined(parts: Iterable[str]) -> str:
    return "\n\n".join(part for part in parts if part)
