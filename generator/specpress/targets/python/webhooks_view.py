"""What the API sends of its own accord: the view of `webhooks.py`."""

from __future__ import annotations

from dataclasses import dataclass

from specpress.model import ApiModel, Codec, Content, Webhook, WebhookKind
from specpress.naming.scopes import Names
from specpress.targets.base import Symbol, TypeExpr
from specpress.targets.python.docstrings import webhook_docstring
from specpress.targets.python.types import type_expr

_MODULE = "._runtime.webhook_payloads"
_READ = (Codec.JSON, Codec.FORM, Codec.MULTIPART)


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookView:
    """One request, as a function that reads its body; no `reader`: the body is text or octets."""

    name: str
    doc: str
    wire_name: str
    returns: TypeExpr
    reader: Symbol | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhooksFile:
    """`webhooks.py`."""

    webhooks: tuple[WebhookView, ...]
    exports: tuple[str, ...]


def webhooks_file(model: ApiModel, names: Names) -> WebhooksFile | None:
    """The view of `webhooks.py`, None where the API sends nothing of its own accord."""
    found = tuple(_webhook(one, names) for one in model.webhooks)
    if not found:
        return None
    return WebhooksFile(webhooks=found, exports=tuple(sorted(one.name for one in found)))


def _webhook(webhook: Webhook, names: Names) -> WebhookView:
    content = _content(webhook)
    returns, reader = TypeExpr("bytes | str"), None
    if content is not None:
        kind = "json" if content.codec is Codec.JSON else "form"
        returns, reader = type_expr(content.type, names), Symbol(_MODULE, f"{kind}_payload_of")
    name = names.webhook(webhook.id)
    owner = names.operation(webhook.operation) if webhook.operation else ""
    return WebhookView(
        name=name,
        doc=webhook_docstring(webhook, owner),
        wire_name=webhook.name.declared if webhook.kind is WebhookKind.WEBHOOK else name,
        returns=returns,
        reader=reader,
    )


def _content(webhook: Webhook) -> Content | None:
    """The media type that is read as a type, None where there is none."""
    body = webhook.body
    if body is None:
        return None
    return next((one for one in body.contents if one.codec in _READ), None)
