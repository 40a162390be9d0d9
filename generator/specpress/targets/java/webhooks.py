"""What the API sends of its own accord: a class that reads the bodies of such requests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from specpress.model import ApiModel, Codec, Content, Webhook, WebhookKind
from specpress.targets.base import TypeExpr
from specpress.targets.java.code import Code, call, expr, signature, statement
from specpress.targets.java.contents import TEXTS
from specpress.targets.java.javadoc import comment
from specpress.targets.java.sentences import sentence
from specpress.targets.java.types import Types


@dataclass(frozen=True, slots=True, kw_only=True)
class PayloadReader:
    """A webhook or callback with a body; all is laid out."""

    doc: str
    deprecated: bool
    head: TypeExpr
    body: TypeExpr


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhooksFile:
    """The requests that the API makes."""

    package: str
    doc: str
    readers: tuple[PayloadReader, ...]


def webhooks_file(types: Types) -> WebhooksFile | None:
    """The class for all webhooks and callbacks, None where there are none."""
    model: ApiModel = types.model
    if not model.webhooks:
        return None
    title = " ".join(model.info.title.split()) or "API"
    bare = [_told(one) for one in model.webhooks if not _contents(one)]
    said = [f"What the {title} sends of its own accord: webhooks and callbacks."]
    if bare:
        said.append(f"Without a body come {', '.join(bare)}.")
    return WebhooksFile(
        package=types.places.root,
        doc=comment(said),
        readers=tuple(_reader(one, types) for one in model.webhooks if _contents(one)),
    )


def _contents(webhook: Webhook) -> tuple[Content, ...]:
    return webhook.body.contents if webhook.body is not None else ()


def _told(webhook: Webhook) -> str:
    return f"`{webhook.name.declared}`"


def _reader(webhook: Webhook, types: Types) -> PayloadReader:
    content = _contents(webhook)[0]
    name = types.names.webhook(webhook.id)
    kind, code, uses = _read(content, types)
    return PayloadReader(
        doc=comment(list(_texts(webhook, content)), indent=2),
        deprecated=webhook.deprecated,
        head=expr(signature(f"public static {kind.text} {name}", ["byte[] body"], 2), kind),
        body=expr(statement(code, 4, "return "), uses),
    )


def _read(content: Content, types: Types) -> tuple[TypeExpr, Code, TypeExpr]:
    payloads = types.places.internal("Payloads")
    match content.codec:
        case Codec.JSON | Codec.FORM:
            json = types.whole_json(content.type)
            reader = "Payloads.json" if content.codec is Codec.JSON else "Payloads.form"
            return (
                types.plain(content.type),
                call(reader, json.text, "body"),
                expr("", payloads, json),
            )
        case codec if codec in TEXTS:
            return TypeExpr("String"), call("Payloads.text", "body"), expr("", payloads)
        case _:
            return TypeExpr("byte[]"), "body.clone()", TypeExpr("")


def _texts(webhook: Webhook, content: Content) -> Iterator[str]:
    docs = webhook.docs
    what = "callback" if webhook.kind is WebhookKind.CALLBACK else "webhook"
    yield sentence(docs.summary) if docs.summary else f"Reads the {what} {_told(webhook)}."
    if docs.description:
        yield docs.description
    where = f" to `{webhook.path}`" if webhook.path else ""
    after = f" after `{webhook.operation}`" if webhook.operation else ""
    body = f"with a body of {content.media_type}"
    yield f"It comes as {webhook.method.upper()}{where}{after}, {body}."
    headers = [one.wire_name for one in webhook.parameters if one.place.value == "header"]
    if headers:
        yield f"Its headers: {', '.join(f'`{name}`' for name in headers)}."
    yield "An `IllegalArgumentException` says what does not fit."
