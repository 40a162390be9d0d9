"""What the API sends of its own accord: the view of `webhooks.go`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from specpress.model import Codec, Content, Webhook, WebhookKind
from specpress.targets.base import TypeExpr
from specpress.targets.go.sentences import sentence
from specpress.targets.go.types import Types


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoder:
    """The function that reads the body of a webhook or callback.

    `held` is what it decodes, `result` what it returns and `call` what it does.
    """

    name: str
    doc: str
    result: TypeExpr
    call: TypeExpr


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhooksFile:
    """`webhooks.go`: what its head says, and the functions."""

    package: str
    doc: str
    decoders: tuple[Decoder, ...]


def webhooks_file(types: Types, package: str) -> WebhooksFile:
    """The view of all webhooks and callbacks of an API."""
    bare = [f"- {_asked(one)}" for one in types.model.webhooks if _content(one) is None]
    said = "What the API sends of its own accord. Each function reads the body of a request."
    if bare:
        said += "\n\nThese requests have no body:\n" + "\n".join(bare)
    return WebhooksFile(package=package, doc=said, decoders=tuple(_decoders(types)))


def _decoders(types: Types) -> Iterator[Decoder]:
    for webhook in types.model.webhooks:
        content = _content(webhook)
        if content is None:
            continue
        name = types.names.webhook(webhook.id)
        result, call = _reading(content, types)
        yield Decoder(name=name, doc=_doc(webhook, name, content), result=result, call=call)


def _content(webhook: Webhook) -> Content | None:
    return webhook.body.contents[0] if webhook.body and webhook.body.contents else None


def _reading(content: Content, types: Types) -> tuple[TypeExpr, TypeExpr]:
    value = types.expr(content.type)
    match content.codec:
        case Codec.JSON | Codec.FORM:
            form = "true" if content.codec is Codec.FORM else "false"
            whole = f"decodePayload[{value.text}](body, {form})"
            if types.is_struct(content.type):
                return TypeExpr(f"*{value.text}", value.symbols), TypeExpr(whole)
            return value, TypeExpr(f"only({whole})")
        case Codec.BYTES | Codec.MULTIPART:
            return TypeExpr("[]byte"), TypeExpr("body, nil")
        case _:
            return TypeExpr("string"), TypeExpr("string(body), nil")


def _doc(webhook: Webhook, name: str, content: Content) -> str:
    docs = webhook.docs
    parts = [
        f"{name} reads the body of {_asked(webhook)} It is {content.media_type}.",
        sentence(docs.summary),
        docs.description,
    ]
    listed = "\n".join(
        f"- {one.wire_name} ({one.place.value})"
        + (f": {' '.join(one.docs.description.split())}" if one.docs.description else "")
        for one in webhook.parameters
    )
    if listed:
        parts.append(f"The request has parameters too:\n{listed}")
    if webhook.deprecated:
        parts.append("Deprecated: the API says so.")
    return "\n\n".join(part for part in parts if part)


def _asked(webhook: Webhook) -> str:
    method = webhook.method.upper()
    if webhook.kind is WebhookKind.CALLBACK:
        return sentence(f"the callback {webhook.name.declared} ({method} {webhook.path})")
    return sentence(f"the webhook {webhook.name.declared} ({method})")
