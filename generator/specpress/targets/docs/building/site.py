"""All pages of the documentation."""

from __future__ import annotations

from specpress.model import Group, Info
from specpress.targets.docs.building import auth, corrections, operations, schemas, text, webhooks
from specpress.targets.docs.building.place import Place, web_links
from specpress.targets.docs.content import (
    GroupBlock,
    IndexPage,
    Inlines,
    Link,
    OperationRow,
    ServerRow,
    Site,
    VariableRow,
    WebLink,
    Words,
)
from specpress.targets.docs.names import CORRECTIONS, INDEX, Anchors, group_ref


def site(place: Place) -> Site:
    """The whole documentation of an API."""
    users = schemas.users(place)
    found = corrections.page(place)
    return Site(
        index=_index(place, Link("Corrections", CORRECTIONS) if found else None),
        operations=tuple(operations.page(place, one) for one in place.model.operations),
        webhooks=tuple(webhooks.page(place, one) for one in place.model.webhooks),
        schemas=tuple(schemas.page(place, one, users) for one in place.model.types.values()),
        corrections=found,
    )


def _index(place: Place, corrected: Link | None) -> IndexPage:
    model = place.model
    return IndexPage(
        key=INDEX.page,
        title=model.info.title,
        version=model.info.version,
        summary=model.info.summary,
        description=model.info.description,
        facts=_facts(model.info),
        links=web_links(model.docs.links),
        auth=auth.blocks(place, Anchors()),
        servers=tuple(
            ServerRow(
                url=server.url,
                description=text.of(server.docs),
                variables=tuple(
                    VariableRow(
                        name=one.wire_name,
                        default=one.default,
                        values=one.values,
                        description=text.of(one.docs),
                    )
                    for one in server.variables
                ),
            )
            for server in model.servers
        ),
        groups=_groups(place),
        webhooks=place.webhook_links(),
        schemas=tuple(map(place.type_link, model.types)),
        corrections=corrected,
    )


def _facts(info: Info) -> tuple[tuple[str, Inlines], ...]:
    contact = info.contact
    found: list[tuple[str, Inlines]] = [
        ("Version", (Words(info.version),) if info.version else ()),
        ("License", _linked(info.license, info.license_url)),
        ("Terms", _linked(info.terms, info.terms)),
        ("Contact", _linked(contact.name, contact.url)),
        ("E-mail", _linked(contact.email, f"mailto:{contact.email}")),
    ]
    return tuple((label, words) for label, words in found if words)


def _linked(words: str, url: str) -> Inlines:
    links: tuple[WebLink, ...] = web_links(((words, url),))
    return links or ((Words(words),) if words else ())


def _groups(place: Place) -> tuple[GroupBlock, ...]:
    """The groups in order, and a last one of the operations that no group lists."""
    listed = {listing for group in place.model.groups for listing in group.operations}
    found = [_group(place, group) for group in place.model.groups]
    rest = tuple(one.id for one in place.model.operations if one.id not in listed)
    if rest:
        title = "Other operations" if found else "Operations"
        found.append(
            GroupBlock(
                anchor="operations",
                title=title,
                description="",
                links=(),
                rows=_rows(place, rest),
            )
        )
    return tuple(found)


def _group(place: Place, group: Group) -> GroupBlock:
    return GroupBlock(
        anchor=group_ref(place.names, group).anchor,
        title=group.name.declared,
        description=text.of(group.docs),
        links=web_links(group.docs.links),
        rows=_rows(place, group.operations),
    )


def _rows(place: Place, ids: tuple[str, ...]) -> tuple[OperationRow, ...]:
    known = {one.id: one for one in place.model.operations}
    return tuple(
        OperationRow(
            link=place.operation_link(one.id),
            method=one.method.upper(),
            path=one.path,
            summary=one.docs.summary if one.docs.summary != one.id else "",
            deprecated=one.deprecated,
            long_running=one.long_running is not None,
        )
        for one in (known[listing] for listing in ids if listing in known)
    )
