"""What the API sends of its own accord: the view of `webhooks.ts`."""

from __future__ import annotations

from dataclasses import dataclass, replace

from specpress.model import Codec, Content, Webhook, WebhookKind
from specpress.targets.base import Symbol, TypeExpr
from specpress.targets.typescript.escape import doc_text, ts_string
from specpress.targets.typescript.layout import (
    SOFT,
    SPACE,
    Doc,
    IfBroken,
    Uses,
    bracketed,
    concat,
    group,
    indent,
    join,
    render,
)
from specpress.targets.typescript.package import Package
from specpress.targets.typescript.sentences import sentence
from specpress.targets.typescript.types import union

_MODULE = "runtime/webhooks"
_STEP = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookFunction:
    """The function that reads the body of a webhook or callback."""

    doc: str
    head: TypeExpr
    body: TypeExpr


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhooksFile:
    """`webhooks.ts`."""

    about: str
    webhooks: tuple[WebhookFunction, ...]


def webhooks_file(package: Package) -> WebhooksFile:
    """The view of `webhooks.ts`."""
    title = doc_text(" ".join(package.model.info.title.split()))
    return WebhooksFile(
        about=f"The requests that the {title} makes: what their bodies hold.",
        webhooks=tuple(_function(webhook, package) for webhook in package.model.webhooks),
    )


def _function(webhook: Webhook, package: Package) -> WebhookFunction:
    contents = webhook.body.contents if webhook.body is not None else ()
    name = package.names.webhook(webhook.id)
    if not contents:
        return WebhookFunction(
            doc=f"{_doc(webhook)}\n\nIt has no body.",
            head=render(f"export function {name}(): undefined"),
            body=render("return undefined;"),
        )
    types = replace(package.types, given=False)
    found: dict[str, Doc] = {}
    for content in contents:
        listed = types.of(content.type) if content.codec in _TYPED else (_UNTYPED[content.codec],)
        for doc in listed:
            found.setdefault(render(doc).text, doc)
    raw = Uses("RawBody", frozenset({Symbol(f"type {_MODULE}", "RawBody")}))
    parameters = (concat("body: ", raw), "contentType?: string")
    result = union(tuple(found.values()), indented=False)
    inner = indent(SOFT, *join((",", SPACE), parameters), IfBroken(","))
    head = group(f"export function {name}(", inner, SOFT, "): ", result)
    payloads = bracketed("[", [_payload(content, package) for content in contents], "]")
    call = group(_used("readPayload"), bracketed("(", (payloads, "body", "contentType"), ")"))
    return WebhookFunction(
        doc=f"{_doc(webhook)}\n\n{_PARAMETERS}",
        head=render(head, 0, " {"),
        body=render(concat("return ", call, ";"), _STEP),
    )


_PARAMETERS = """@param body - The body as it came.

@param contentType - The header Content-Type, if it came.

@throws {@link ShapeError} The body does not have the documented form.

@throws SyntaxError The body is no JSON."""

_TYPED = frozenset({Codec.JSON, Codec.FORM})
_UNTYPED: dict[Codec, str] = {
    Codec.TEXT: "string",
    Codec.XML: "string",
    Codec.EVENTS: "string",
    Codec.JSON_LINES: "string",
    Codec.BYTES: "Uint8Array",
    Codec.MULTIPART: "Uint8Array",
}


def _payload(content: Content, package: Package) -> Doc:
    media_type = ts_string(content.media_type)
    match content.codec:
        case Codec.JSON | Codec.FORM:
            function = "jsonBody" if content.codec is Codec.JSON else "formBody"
            arguments = (media_type, package.schemas.of(content.type))
            return group(_used(function), bracketed("(", arguments, ")"))
        case Codec.BYTES | Codec.MULTIPART:
            return group(_used("octetsBody"), bracketed("(", (media_type,), ")"))
        case _:
            return group(_used("textBody"), bracketed("(", (media_type,), ")"))


def _used(name: str) -> Uses:
    return Uses(name, frozenset({Symbol(_MODULE, name)}))


def _doc(webhook: Webhook) -> str:
    """The words of the API, and who sends what to where."""
    what = "webhook" if webhook.kind is WebhookKind.WEBHOOK else "callback"
    first = f"Reads the body of the {what} `{doc_text(webhook.name.declared)}` ({webhook.method})."
    if webhook.path:
        first += f" It is sent to `{doc_text(webhook.path)}`."
    parts = [first]
    for text in (webhook.docs.summary, webhook.docs.description):
        words = doc_text(text)
        if words:
            parts.append(sentence(words))
    if webhook.deprecated:
        parts.append("@deprecated")
    return "\n\n".join(dict.fromkeys(parts))
