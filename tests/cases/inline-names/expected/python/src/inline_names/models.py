"""The types of Inline names."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal, TypeAlias

from ._runtime.model import Model, OneOf

__all__ = [
    "GetOrdersByIdResponseItem",
    "GetResponse",
    "GetResponseLinksValue",
    "PlaceOrderDelivery",
    "PlaceOrderDeliveryParcel",
    "PlaceOrderDeliveryPickup",
    "PlaceOrderLinesItem",
    "PlaceOrderLinesItemArticle",
    "PlaceOrderLinesItemPrice",
    "PlaceOrderLinesItemPriceCurrency",
    "PlaceOrderRequest",
    "PlaceOrderResponse",
    "PlaceOrderResponseState",
    "PlaceOrderStatus400Response",
]


PlaceOrderLinesItemPriceCurrency: TypeAlias = Literal["EUR", "USD"] | str


class GetOrdersByIdResponseItem(Model):
    a: str | None = None


class GetResponse(Model):
    links: dict[str, GetResponseLinksValue] | None = None


class GetResponseLinksValue(Model):
    href: str | None = None


class PlaceOrderDeliveryParcel(Model):
    """Parcel"""

    street: str | None = None


class PlaceOrderDeliveryPickup(Model):
    """Pickup"""

    shop: str | None = None


class PlaceOrderLinesItem(Model):
    article: PlaceOrderLinesItemArticle
    price: PlaceOrderLinesItemPrice | None = None


class PlaceOrderLinesItemArticle(Model):
    id: str | None = None


class PlaceOrderLinesItemPrice(Model):
    amount: float | None = None
    currency: PlaceOrderLinesItemPriceCurrency | None = None


class PlaceOrderRequest(Model):
    lines: list[PlaceOrderLinesItem]
    delivery: PlaceOrderDelivery | None = None


class PlaceOrderResponse(Model):
    id: str | None = None
    state: PlaceOrderResponseState | None = None


class PlaceOrderResponseState(Model):
    name: str | None = None
    since: datetime.datetime | None = None


class PlaceOrderStatus400Response(Model):
    reason: str | None = None


PlaceOrderDelivery: TypeAlias = Annotated[
    PlaceOrderDeliveryPickup | PlaceOrderDeliveryParcel | Any, OneOf()
]
