"""`$dynamicRef` resolved where the outermost anchor is known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from specpress.diagnostics import Sink
from specpress.printers import as_text
from specpress.source import openapi
from specpress.source.bundle import dynamic
from specpress.source.document import LoadedDocument
from specpress.source.validate import validate

HEAD = "openapi: 3.1.1\ninfo: {title: T, version: '1'}\ncomponents:\n  schemas:\n"


def loaded(folder: Path, text: str, *codes: str, **files: str) -> LoadedDocument:
    for name, content in files.items():
        (folder / f"{name}.yaml").write_text(content)
    path = folder / "root.yaml"
    path.write_text(HEAD + "".join(f"    {line}\n" for line in text.splitlines()))
    sink = Sink()
    found = openapi.load(path, path.name, sink)
    assert found is not None
    validate(found, sink)
    assert [one.code for one in sink] == list(codes), as_text(sink)
    return found


def schemas(document: LoadedDocument) -> Any:
    return document.root["components"]["schemas"]  # type: ignore[call-overload, index]


LIST = """\
List:
  $id: https://example.com/list
  type: array
  items: {$dynamicRef: '#T'}
  $defs: {T: {$dynamicAnchor: T}}
Pet: {$id: 'https://example.com/pet', type: object}
"""
PETS = """\
Pets:
  $id: https://example.com/pets
  description: Some pets.
  $ref: list
  $defs: {T: {$dynamicAnchor: T, $ref: pet}}
"""


def test_a_generic_list(tmp_path: Path) -> None:
    found = loaded(tmp_path, LIST + PETS)
    assert schemas(found)["Pets"] == {
        "type": "array",
        "items": {"$ref": "#/components/schemas/Pet"},
        "description": "Some pets.",
        "$defs": {"T": {"$ref": "#/components/schemas/Pet"}},
    }
    assert schemas(found)["List"]["items"] == {"$ref": "#/components/schemas/List/$defs/T"}
    pets = "/components/schemas/Pets"
    assert found.positions.locate(f"{pets}/items").line == 8
    assert found.positions.locate(f"{pets}/description").line == 13
    assert found.positions.locate(f"{pets}/$defs/T").line == 15


def test_a_generic_list_without_identifiers(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        """\
List: {type: array, items: {$dynamicRef: '#T'}, $defs: {T: {$dynamicAnchor: T, not: {}}}}
Page: {type: object, properties: {items: {$ref: '#/components/schemas/List'}, n: {type: integer}}}
Pet: {type: object}
Pets:
  $ref: '#/components/schemas/Page'
  $defs: {T: {$dynamicAnchor: T, $ref: '#/components/schemas/Pet'}}
""",
    )
    bound = {"$ref": "#/components/schemas/Pet"}
    assert schemas(found)["Pets"] == {
        "type": "object",
        "properties": {"items": {"type": "array", "items": bound}, "n": {"type": "integer"}},
        "$defs": {"T": {"$ref": "#/components/schemas/Pet"}},
    }
    assert schemas(found)["Page"]["properties"]["items"] == {"$ref": "#/components/schemas/List"}


TREE = """\
Tree:
  $id: https://example.com/tree
  $dynamicAnchor: node
  type: object
  properties:
    data: true
    children: {type: array, items: {$dynamicRef: '#node'}}
Strict:
  $id: https://example.com/strict-tree
  $dynamicAnchor: node
  $ref: tree
  unevaluatedProperties: false
"""


def test_a_tree_that_is_extended(tmp_path: Path) -> None:
    found = schemas(loaded(tmp_path, TREE))
    children = {"type": "array", "items": {"$ref": "#/components/schemas/Tree"}}
    assert found["Tree"]["properties"]["children"] == children
    children = {"type": "array", "items": {"$ref": "#/components/schemas/Strict"}}
    assert found["Strict"] == {
        "unevaluatedProperties": False,
        "allOf": [{"type": "object", "properties": {"data": True, "children": children}}],
    }


def test_a_generic_that_refers_to_itself_is_copied_once(tmp_path: Path) -> None:
    found = schemas(
        loaded(
            tmp_path,
            """\
Node:
  properties:
    value: {$dynamicRef: '#T'}
    next: {$ref: '#/components/schemas/Node'}
  $defs: {T: {$dynamicAnchor: T}}
Texts: {$ref: '#/components/schemas/Node', $defs: {T: {$dynamicAnchor: T, type: string}}}
""",
        )
    )
    assert found["Texts"]["properties"] == {
        "value": {"$ref": "#/components/schemas/Texts/$defs/T"},
        "next": {"$ref": "#/components/schemas/Texts"},
    }


def test_a_generic_of_another_file_bound_in_a_response(tmp_path: Path) -> None:
    path = tmp_path / "root.yaml"
    (tmp_path / "page.yaml").write_text(
        "type: object\nproperties: {items: {type: array, items: {$dynamicRef: '#item'}}}\n"
        "$defs: {item: {$dynamicAnchor: item}}\n"
    )
    path.write_text("""\
openapi: 3.1.1
info: {title: T, version: '1'}
paths:
  /pets:
    get:
      responses:
        '200':
          description: d
          content:
            application/json:
              schema:
                $ref: page.yaml
                $defs: {item: {$dynamicAnchor: item, type: string}}
""")
    sink = Sink()
    found = openapi.load(path, path.name, sink)
    assert found is not None
    validate(found, sink)
    assert len(sink) == 0, as_text(sink)
    start = "/paths/~1pets/get/responses/200/content/application~1json/schema"
    root: Any = found.root
    schema = root["paths"]["/pets"]["get"]["responses"]["200"]["content"]["application/json"]
    assert schema["schema"] == {
        "type": "object",
        "properties": {"items": {"type": "array", "items": {"$ref": f"#{start}/$defs/item"}}},
        "$defs": {"item": {"type": "string"}},
    }
    assert str(found.positions.locate(f"{start}/properties/items")) == "page.yaml:2:14"
    assert root["components"]["schemas"] == {}  # the page itself was there to be copied


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("A: {$dynamicRef: '#nobody'}", ["ref-dangling"]),
        ("A: {$dynamicRef: '#a', $defs: {a: {$anchor: a}}}", []),
        ("A: {$dynamicRef: '#/components/schemas/B'}\nB: {type: string}", []),
        ("A: {$dynamicRef: 'b#a'}\nB: {$id: b, $dynamicAnchor: a}", []),
        (
            "A: {items: {$dynamicRef: '#a'}, $dynamicAnchor: a}\nB: {$dynamicAnchor: a}",
            ["ref-dynamic-unbound"],
        ),
    ],
)
def test_other_dynamic_references(tmp_path: Path, text: str, codes: list[str]) -> None:
    found = loaded(tmp_path, text, *codes)
    assert "$dynamicRef" not in str(found.root)


def test_copies_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dynamic, "MOST_COPIES", 0)
    found = loaded(tmp_path, LIST + PETS, "ref-dynamic-unbound")
    assert schemas(found)["Pets"]["$ref"] == "#/components/schemas/List"
