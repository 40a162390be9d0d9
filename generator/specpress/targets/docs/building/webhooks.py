"""The page of a webhook or callback."""

from __future__ import annotations

from dataclasses import replace

from specpress.model import Access, Webhook
from specpress.targets.docs.building import bodies
from specpress.targets.docs.building.fields import Rows
from specpress.targets.docs.building.place import Place, web_links
from specpress.targets.docs.content import WebhookPage
from specpress.targets.docs.names import Anchors, webhook_ref


def page(place: Place, webhook: Webhook) -> WebhookPage:
    """All about a request that the API makes. What the API reads back is what it sends."""
    anchors = Anchors()
    rows = Rows(place=place, anchors=anchors, prefix=(), hidden=Access.WRITE)
    title = webhook.docs.summary or webhook.id
    return WebhookPage(
        key=webhook_ref(place.names, webhook.id).page,
        anchor=anchors.take(webhook.id),
        id=webhook.id,
        title=title,
        method=webhook.method,
        path=webhook.path,
        caller=place.operation_link(webhook.operation) if webhook.operation else None,
        deprecated=webhook.deprecated,
        summary=webhook.docs.summary if webhook.docs.summary != title else "",
        description=webhook.docs.description,
        links=web_links(webhook.docs.links),
        parameters=bodies.parameters(webhook.parameters, rows),
        body=bodies.body(webhook.body, rows),
        responses=tuple(
            bodies.response(one, "response", replace(rows, hidden=Access.READ))
            for one in webhook.responses
        ),
        source=place.source(webhook.origin),
    )
