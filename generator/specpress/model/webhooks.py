"""What the API sends of its own accord."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field

from specpress.model.docs import Docs
from specpress.model.names import Name
from specpress.model.operations import Body, Parameter, Response
from specpress.model.origin import Origin


class WebhookKind(enum.Enum):
    """Who asks for the request: nobody (it is agreed on elsewhere), or a call of the API."""

    WEBHOOK = "webhook"
    CALLBACK = "callback"


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """A request that the API makes and the user's server answers.

    `id` is unique among all webhooks and callbacks. `path` is the runtime expression of a callback
    ("{$request.body#/callbackUrl}"), "" for a webhook, and `operation` the id of the operation that
    the callback belongs to, "" for a webhook. `responses` are what the user's server may answer.
    """

    id: str
    name: Name
    kind: WebhookKind
    method: str
    path: str = ""
    operation: str = ""
    parameters: tuple[Parameter, ...] = ()
    body: Body | None
    responses: tuple[Response, ...] = ()
    deprecated: bool = False
    docs: Docs = field(default_factory=Docs)
    origin: Origin
