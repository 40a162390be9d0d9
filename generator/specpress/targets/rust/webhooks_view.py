"""What the API sends of its own accord: the view of `webhooks.rs`."""

from __future__ import annotations

from dataclasses import dataclass

from specpress.model import ApiModel, Codec, Content, Webhook, WebhookKind
from specpress.naming.scopes import Names
from specpress.targets.rust import layout
from specpress.targets.rust.sentences import code, prose, sentence
from specpress.targets.rust.types import Types

_READERS = {Codec.JSON: "json::from_bytes", Codec.FORM: "wire::form_of"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A function that reads the body of a request that the API makes."""

    doc: str
    deprecated: bool
    head: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhooksFile:
    """`webhooks.rs`; `uses` are its imports."""

    uses: tuple[str, ...]
    readers: tuple[Reader, ...]


def webhooks_file(model: ApiModel, names: Names) -> WebhooksFile:
    """The view of all webhooks and callbacks whose bodies have a type."""
    types = Types(model=model, names=names)
    readers = tuple(
        _reader(webhook, content, types)
        for webhook in model.webhooks
        if (content := _content(webhook)) is not None
    )
    bodies = " ".join(f"{one.head} {one.body}" for one in readers)
    uses = [
        *["use crate::json;"] * ("json::" in bodies),
        *["use crate::models;"] * ("models::" in bodies),
        *["use crate::runtime::wire;"] * ("wire::" in bodies),
    ]
    return WebhooksFile(uses=tuple(uses), readers=readers)


def has_webhooks(model: ApiModel) -> bool:
    """Whether there is anything to read."""
    return any(_content(webhook) is not None for webhook in model.webhooks)


def _content(webhook: Webhook) -> Content | None:
    contents = webhook.body.contents if webhook.body is not None else ()
    return next((one for one in contents if one.codec in _READERS), None)


def _reader(webhook: Webhook, content: Content, types: Types) -> Reader:
    name, kind = types.names.webhook(webhook.id), types.text(content.type)
    return Reader(
        doc=f"{prose(webhook.docs) or sentence(f'The request {code(webhook.id)}')}\n\n"
        f"{_origin(webhook)}",
        deprecated=webhook.deprecated,
        head=layout.signature(
            f"pub fn {name}", ["body: &[u8]"], f" -> Result<{kind}, json::JsonError> {{", 0
        ),
        body=layout.call(_READERS[content.codec], ["body"], "", 4),
    )


def _origin(webhook: Webhook) -> str:
    match webhook.kind:
        case WebhookKind.WEBHOOK:
            return f"The API sends it with {webhook.method.upper()}."
        case WebhookKind.CALLBACK:
            where = code(webhook.path)
            return (
                f"The API sends it with {webhook.method.upper()} to {where}, after a call of "
                f"{code(webhook.operation)}."
            )
