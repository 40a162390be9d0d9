"""How a client gets a token, decided step by step like `flow`."""

from __future__ import annotations

import urllib.parse
from collections.abc import Generator

from ..errors import ConfigurationError, DecodeError, RequestInfo
from .answers import status_error
from .flow import Effect, Outcome, Renew, exchange
from .operation import Operation
from .requests import Request
from .secret import MASK

_TOKEN = Operation(id="token", method="POST", path="")


def fetch(wanted: Renew) -> Generator[Effect, Outcome, None]:
    """Asks for a token, unless somebody else has done so in the meantime."""
    source, settings = wanted.source, wanted.settings
    if source.is_good and source.current != wanted.refused:
        return
    if callable(source.grant):
        source.current, source.until = source.grant(), 0.0
        return
    url = source.grant.token_url or source.url
    if not url:
        raise ConfigurationError("where do tokens come from? Give token_url=")
    url = urllib.parse.urljoin(f"{settings.base_url}/", url)
    request = _request(url, settings.user_agent, *source.form())
    done = yield from exchange(settings, _TOKEN, request, wanted.deadline, safe=False)
    if not 200 <= done.reply.status < 300:
        secrets = (*settings.secrets, *source.secrets)
        raise status_error(_TOKEN, done.reply, secrets)
    try:
        source.take(done.reply.content)
    except ValueError as error:
        raise DecodeError(f"token: {error}", reply=done.reply) from None


def _request(url: str, user_agent: str, form: str, authorization: str) -> Request:
    headers = [
        ("Accept", "application/json"),
        ("Accept-Encoding", "gzip"),
        ("User-Agent", user_agent),
        ("Content-Type", "application/x-www-form-urlencoded"),
    ]
    shown = dict(headers)
    if authorization:
        headers.append(("Authorization", authorization))
        shown["Authorization"] = MASK
    return Request(
        method="POST",
        url=url,
        headers=tuple(headers),
        content=form.encode(),
        target=None,
        info=RequestInfo(operation="token", method="POST", url=url, headers=shown),
    )
