"""Which way a type travels, and what that means for fields of one direction."""

from __future__ import annotations

import dataclasses

from specpress.model import (
    Access,
    ApiModel,
    Body,
    Codec,
    Content,
    ListOf,
    Named,
    Nullable,
    Operation,
    Origin,
    Response,
    StatusRange,
    TypeRef,
)
from specpress.targets.python.models import directions
from unit.targets.python.models.building import printed
from unit.targets.python.models.rich import alias, api, field, name, record, ref, type_id

ONE_WAY = (
    field("id", required=True, access=Access.READ),
    field("password", required=True, access=Access.WRITE),
)


def content(of: TypeRef) -> tuple[Content, ...]:
    return (Content(media_type="application/json", codec=Codec.JSON, type=of),)


def exchanging(request: TypeRef, answer: TypeRef) -> ApiModel:
    operation = Operation(
        id="exchange",
        name=name("exchange"),
        groups=(),
        method="POST",
        path="/",
        parameters=(),
        body=Body(name=name("body"), required=True, contents=content(request), origin=Origin("")),
        responses=(
            Response(status=StatusRange(200, 200), contents=content(answer), origin=Origin("")),
        ),
        errors=(),
        auth=(),
        origin=Origin(""),
    )
    model = api(
        [
            record("Request", *ONE_WAY, field("inner", ListOf(ref("Inner")))),
            record("Answer", *ONE_WAY, field("inner", ref("Alias"))),
            record("Inner", *ONE_WAY),
            alias("Alias", Nullable(ref("Inner"))),
            record("Unused", *ONE_WAY),
        ]
    )
    return dataclasses.replace(model, operations=(operation,))


def ids(*texts: str) -> frozenset[str]:
    return frozenset(type_id(text) for text in texts)


def test_types_are_followed_through_all_that_holds_them() -> None:
    model = exchanging(ref("Request"), ListOf(ref("Answer")))
    assert directions.sent(model) == ids("Request", "Inner")
    assert directions.received(model) == ids("Answer", "Alias", "Inner")


def test_named() -> None:
    assert directions.named(ListOf(Nullable(Named("#/a")))) == "#/a"


def test_a_field_is_required_where_it_is_always_there() -> None:
    text = printed(exchanging(ref("Request"), ref("Answer")))
    blocks = {block.split("(")[0]: block for block in text.split("\n\n\n")}
    assert "    id: str | None = None\n" in blocks["class Request"]
    assert "    password: str\n" in blocks["class Request"]
    assert "    id: str\n" in blocks["class Answer"]
    assert "    password: str | None = None\n" in blocks["class Answer"]
    assert "    id: str | None = None\n" in blocks["class Inner"]
    assert "    password: str | None = None\n" in blocks["class Inner"]
