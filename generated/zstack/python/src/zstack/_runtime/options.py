"""What a caller may set for a client and for one call."""

from __future__ import annotations

import random
import threading
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias, TypeVar

from .omit import Omit, omit
from .secret import BasicCredential, KeyCredential, SchemeCredential, Secret
from .tokens import TokenSource

T = TypeVar("T")

Credential: TypeAlias = SchemeCredential | BasicCredential | KeyCredential | TokenSource


@dataclass(frozen=True, slots=True, kw_only=True)
class CallOptions:
    """Settings of one call. What is left out is as the client has it.

    Attributes:
        timeout: Seconds that the whole call may take, with its retries and the waiting
            for a job; None for no limit. A synchronous call looks at the clock between
            the pieces of an answer, and waits for a piece no longer than what was left
            when the body began.
        connect_timeout: Seconds that making a connection may take; None for no limit.
        read_timeout: Seconds that the server may be silent; None for no limit.
        retries: How many times a request is repeated, if it is safe to repeat.
        headers: Headers to add to the request, or to replace.
        poll_interval: Seconds between two looks at a job.
        cancel: An event that ends a synchronous call with `CallCancelledError` once it
            is set. The call stops waiting; a request that is under way is not taken
            back, and ends by itself in a thread of its own. Asynchronous calls are
            cancelled like any task.
    """

    timeout: float | Omit | None = omit
    connect_timeout: float | Omit | None = omit
    read_timeout: float | Omit | None = omit
    retries: int | Omit = omit
    headers: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    poll_interval: float | Omit = omit
    cancel: threading.Event | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """A client's settings, complete."""

    base_url: str
    user_agent: str
    credentials: Mapping[str, Credential] = field(default_factory=dict[str, Credential])
    credential_hints: Mapping[str, str] = field(default_factory=dict[str, str])
    headers: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    servers: Mapping[str, str] = field(default_factory=dict[str, str])
    timeout: float | None = 600.0
    connect_timeout: float | None = 10.0
    read_timeout: float | None = 60.0
    retries: int = 2
    poll_interval: float | None = None
    cancel: threading.Event | None = None
    new_key: Callable[[], uuid.UUID] = uuid.uuid4
    new_boundary: Callable[[], str] = lambda: uuid.uuid4().hex
    jitter: Callable[[], float] = random.random
    clock: Callable[[], float] = time.monotonic

    @property
    def secrets(self) -> tuple[Secret, ...]:
        """Every secret that a message must not show."""
        return tuple(
            secret
            for credential in self.credentials.values()
            for secret in (
                credential.secrets
                if isinstance(credential, TokenSource)
                else (credential.secret,)
            )
        )

    def merged(self, options: CallOptions | None) -> Settings:
        """These settings with those of one call on top."""
        if options is None:
            return self
        headers = (
            {**self.headers, **options.headers} if options.headers else self.headers
        )
        return replace(
            self,
            headers=headers,
            timeout=_given(options.timeout, self.timeout),
            connect_timeout=_given(options.connect_timeout, self.connect_timeout),
            read_timeout=_given(options.read_timeout, self.read_timeout),
            retries=_given(options.retries, self.retries),
            poll_interval=_given(options.poll_interval, self.poll_interval),
            cancel=options.cancel,
        )


def _given(value: T | Omit, otherwise: T) -> T:
    return otherwise if isinstance(value, Omit) else value
