"""References: followed, and explained when they lead nowhere."""

from __future__ import annotations

import pytest

from specpress.diagnostics import Diagnostic, Sink
from specpress.source import refs
from specpress.source.openapi import load_bytes
from specpress.source.refs import Resolved, follow, lookup, resolve

TEXT = """\
openapi: 3.1.0
components:
  schemas:
    Pet: {type: object, $anchor: pet}
    a/b~c: {type: string}
    "ü %": {type: integer}
    Null: null
    One: {$ref: '#/components/schemas/Two'}
    Two: {$ref: '#/components/schemas/Pet'}
    Ping: {$ref: '#/components/schemas/Pong'}
    Pong: {$ref: '#/components/schemas/Ping'}
    Loop: {$ref: '#/components/schemas/Loop'}
  responses:
    Answer: {description: x}
list: [{a: 1}]
user: {$ref: x}
"""


def tried(
    ref: object, how: object = resolve, at: str = "/user"
) -> tuple[Resolved | None, list[Diagnostic]]:
    sink = Sink()
    document = load_bytes(TEXT.encode(), "a.yaml", sink)
    assert document is not None
    return how(document, ref, at, sink), list(sink)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("ref", "pointer"),
    [
        ("#/components/schemas/Pet", "/components/schemas/Pet"),
        ("#/components/schemas/a~1b~0c", "/components/schemas/a~1b~0c"),
        ("#/components/schemas/a~1b%7E0c", "/components/schemas/a~1b~0c"),
        ("#/components/schemas/%C3%BC%20%25", "/components/schemas/ü %"),
        ("#/components/schemas/Null", "/components/schemas/Null"),
        ("#/list/0/a", "/list/0/a"),
        ("#pet", "/components/schemas/Pet"),
        ("#", ""),
        ("", ""),
    ],
)
def test_references_within_the_document(ref: str, pointer: str) -> None:
    found, faults = tried(ref)
    assert not faults
    assert found is not None
    assert found.pointer == pointer
    (document,) = [load_bytes(TEXT.encode(), "a.yaml", Sink())]
    assert document is not None
    assert lookup(document.root, pointer) == found


@pytest.mark.parametrize(
    ("ref", "code", "hint"),
    [
        ("#/components/schemas/Pat", "ref-dangling", "did you mean `#/components/schemas/Pet`?"),
        ("#/components/schemas/pet", "ref-dangling", "did you mean `#/components/schemas/Pet`?"),
        ("#/component/schemas/Pet", "ref-dangling", "did you mean `#/components/schemas/Pet`?"),
        ("#/definitions/Pet", "ref-dangling", "there is `#/components/schemas/Pet`"),
        ("#/components/schemas/Answer", "ref-dangling", "there is `#/components/responses/Answer`"),
        ("#/list/1", "ref-dangling", ""),
        ("#/list/00", "ref-dangling", ""),
        ("#/list/-", "ref-dangling", ""),
        ("#/components/schemas/a~2b", "ref-dangling", "`~0`"),
        ("#/components/schemas/a%2", "ref-dangling", ""),
        ("#components/schemas/Pet", "ref-dangling", "`#/components/schemas/Pet`"),
        ("#Answer", "ref-dangling", "`#/components/responses/Answer`"),
        ("other.yaml#/components/schemas/Pet", "ref-external-unsupported", "schemas/Pet`"),
        ("https://example.com/x.json", "ref-external-unsupported", "only the description"),
        ("Pet", "ref-external-unsupported", ""),
        (7, "ref-not-a-string", ""),
        (None, refs.NOT_A_STRING.code, ""),
    ],
)
def test_references_that_lead_nowhere(ref: object, code: str, hint: str) -> None:
    found, faults = tried(ref)
    assert found is None
    (fault,) = faults
    assert fault.code == code
    assert hint in fault.hint
    assert str(fault.location) == "a.yaml:16:8"


def test_a_chain_is_followed_to_its_end() -> None:
    found, faults = tried("#/components/schemas/One", follow)
    assert not faults
    assert found is not None
    assert found.pointer == "/components/schemas/Pet"
    found, _ = tried("#/components/schemas/One")
    assert found is not None
    assert found.pointer == "/components/schemas/One"


@pytest.mark.parametrize("name", ["Ping", "Loop"])
def test_a_circle_is_told(name: str) -> None:
    found, faults = tried(f"#/components/schemas/{name}", follow)
    assert found is None
    assert [fault.code for fault in faults] == ["ref-cycle"]
    assert f"#/components/schemas/{name}" in faults[0].message
