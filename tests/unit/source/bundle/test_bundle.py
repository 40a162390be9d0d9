"""Descriptions of many files: one document with local references, good names and true places."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
import yaml

from specpress.diagnostics import Sink
from specpress.printers import as_text
from specpress.source import openapi, overlay
from specpress.source.bundle import Access
from specpress.source.document import LoadedDocument
from specpress.source.refs import lookup
from specpress.source.structure import walk
from specpress.source.validate import validate

HEAD = "openapi: 3.1.1\ninfo: {title: T, version: '1'}\n"


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder / next(iter(files))


def loaded(folder: Path, files: dict[str, str], *codes: str, **access: Any) -> LoadedDocument:
    """The bundled document of files, of which the first is the root; it has only these faults."""
    path = written(folder, files)
    sink = Sink()
    found = openapi.load(path, path.name, sink, Access(**access))
    assert found is not None
    validate(found, sink)
    assert [one.code for one in sink] == list(codes), as_text(sink)
    for part in walk(found.root):
        reference = part.value.get("$ref")
        if isinstance(reference, str):
            assert reference.startswith("#/"), reference
    return found


def at(document: LoadedDocument, pointer: str) -> Any:
    found = lookup(document.root, pointer)
    assert found is not None, pointer
    return found.value


def schemas(document: LoadedDocument) -> Any:
    return at(document, "/components/schemas")


def schema(reference: str) -> str:
    """A root file whose one schema `A` has a property `p` that is a reference."""
    tree = {"type": "object", "properties": {"p": {"$ref": reference}}}
    return HEAD + yaml.safe_dump({"components": {"schemas": {"A": tree}}})


@pytest.mark.parametrize(
    ("reference", "file", "text", "name"),
    [
        ("pet.yaml", "pet.yaml", "type: string", "pet"),
        ("./pet.yaml#", "pet.yaml", "type: string", "pet"),
        ("schemas/Pet.json", "schemas/Pet.json", '{"type": "string"}', "Pet"),
        ("m.yaml#/definitions/Order", "m.yaml", "definitions: {Order: {type: string}}", "Order"),
        ("m.yaml#/Order", "m.yaml", "Order: {type: string}", "Order"),
        ("m.yaml#/a/b~1c", "m.yaml", "a: {b/c: {type: string}}", "aB-c"),
        ("m.yaml#/a%20b", "m.yaml", "a b: {type: string}", "a-b"),
        ("a%20b.yaml", "a b.yaml", "type: string", "a-b"),
        ("a b.yaml", "a b.yaml", "type: string", "a-b"),
        ("%6d.yaml#/A2", "m.yaml", "A2: {type: string}", "A2"),
        ("./x/../m.yaml#/A2", "m.yaml", "A2: {type: string}", "A2"),
        ("m.yaml#here", "m.yaml", "definitions: {B: {$anchor: here, type: string}}", "B"),
        (
            "m.yaml#/Order/properties/lines/items",
            "m.yaml",
            "Order: {properties: {lines: {items: {type: string}}}}",
            "OrderLinesItem",
        ),
        (
            "o.yaml#/components/schemas/B",
            "o.yaml",
            "openapi: 3.1.0\ncomponents: {schemas: {B: {type: string}}}",
            "B",
        ),
        ("日本.yaml", "日本.yaml", "type: string", "part"),
        ("m.yaml#/a", "m.yaml", "a: {type: string}", "m_a"),
        ("pet.v1_0_1.yaml", "pet.v1_0_1.yaml", "type: string", "pet.v1_0_1"),
    ],
)
def test_a_schema_of_another_file(
    tmp_path: Path, reference: str, file: str, text: str, name: str
) -> None:
    found = loaded(tmp_path, {"root.yaml": schema(reference), file: text})
    assert at(found, "/components/schemas/A/properties/p") == {
        "$ref": f"#/components/schemas/{name}"
    }
    assert schemas(found)[name]["type"] == "string"
    assert sorted(schemas(found)) == sorted(["A", name])
    assert found.files == (str(tmp_path / "root.yaml"), str(tmp_path / file))
    place = found.positions.locate(f"/components/schemas/{name}/type")
    assert place.file == file
    assert place.line == text.count("\n", 0, text.index("type")) + 1


def test_a_component_that_only_refers_is_the_home_of_what_it_refers_to(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        {
            "root.yaml": HEAD
            + """\
components:
  schemas:
    Owner: {$ref: schemas/owner.yaml}
    Animal: {$ref: 'schemas/index.yaml#/Animal'}
    Same: {$ref: schemas/animal.yaml}
""",
            "schemas/index.yaml": "Animal: {$ref: animal.yaml}\n",
            "schemas/animal.yaml": "type: object\nproperties: {owner: {$ref: owner.yaml}}\n",
            "schemas/owner.yaml": """\
type: object
properties:
  pets: {type: array, items: {$ref: '../root.yaml#/components/schemas/Same'}}
  first: {$ref: animal.yaml}
""",
        },
    )
    assert schemas(found) == {
        "Owner": {
            "type": "object",
            "properties": {
                "pets": {"type": "array", "items": {"$ref": "#/components/schemas/Same"}},
                "first": {"$ref": "#/components/schemas/Animal"},
            },
        },
        "Animal": {
            "type": "object",
            "properties": {"owner": {"$ref": "#/components/schemas/Owner"}},
        },
        "Same": {"$ref": "#/components/schemas/Animal"},
    }
    place = found.positions.locate("/components/schemas/Owner/properties/first")
    assert str(place) == "schemas/owner.yaml:4:3"
    assert str(found.positions.locate("/components/schemas/Same")) == "root.yaml:7:5"


def test_recursion_across_files(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        {
            "root.yaml": schema("a.yaml"),
            "a.yaml": "properties: {b: {$ref: b.yaml}, self: {$ref: '#'}}",
            "b.yaml": "properties: {a: {$ref: 'a.yaml'}, p: {$ref: '#/properties/a'}}",
        },
    )
    assert schemas(found) == {
        "A": {"type": "object", "properties": {"p": {"$ref": "#/components/schemas/a_2"}}},
        "a_2": {
            "properties": {
                "b": {"$ref": "#/components/schemas/b"},
                "self": {"$ref": "#/components/schemas/a_2"},
            }
        },
        "b": {
            "properties": {
                "a": {"$ref": "#/components/schemas/a_2"},
                # It leads to a reference alone, so it leads where that leads.
                "p": {"$ref": "#/components/schemas/a_2"},
            }
        },
    }


def test_parts_of_a_part_that_is_there_are_not_there_twice(tmp_path: Path) -> None:
    refs = ["order.yaml#/properties/line", "order.yaml", "order.yaml#/$defs/Money"]
    tree = {f"R{number}": {"allOf": [{"$ref": ref}]} for number, ref in enumerate(refs)}
    found = loaded(
        tmp_path,
        {
            "root.yaml": HEAD + yaml.safe_dump({"components": {"schemas": tree}}),
            "order.yaml": """\
properties:
  line: {type: object, properties: {price: {$ref: '#/$defs/Money'}}}
$defs:
  Money: {type: string}
  Unused: {$ref: gone.yaml}
""",
        },
    )
    referred = [
        value["allOf"][0]["$ref"] for name, value in schemas(found).items() if name[0] == "R"
    ]
    assert referred == [
        "#/components/schemas/order/properties/line",
        "#/components/schemas/order",
        "#/components/schemas/orderMoney",
    ]
    assert schemas(found)["order"] == {
        "properties": {
            "line": {
                "type": "object",
                "properties": {"price": {"$ref": "#/components/schemas/orderMoney"}},
            }
        }
    }


def test_names_do_not_depend_on_the_order_of_references(tmp_path: Path) -> None:
    files = {
        "status.yaml": "type: string",
        "a/status.yaml": "type: integer",
        "b/status.yaml": "type: boolean",
        "b/models.yaml": "Status: {type: number}\nOrder: {type: array}",
    }
    references = [*list(files)[:3], "b/models.yaml#/Status", "b/models.yaml#/Order"]
    results = []
    for seed in range(5):
        shuffled = random.Random(seed).sample(references, len(references))
        tree = {"anyOf": [{"$ref": ref} for ref in shuffled]}
        root = HEAD + yaml.safe_dump({"components": {"schemas": {"Any": tree}}})
        found = loaded(tmp_path, {"root.yaml": root, **files})
        results.append({name: value.get("type") for name, value in schemas(found).items()})
        assert list(results[0]) == list(results[-1])
    assert all(result == results[0] for result in results)
    assert results[0] == {
        "Any": None,
        "Order": "array",
        "a_status": "integer",
        "b_status": "boolean",
        "models_Status": "number",
        "status": "string",
    }


ROOMS = """\
paths:
  /p/{id}:
    $ref: 'paths/p.yaml'
  /q:
    $ref: 'paths/q.yaml#/q'
  /r:
    $ref: 'paths/q.yaml#/q'
components:
  securitySchemes: {key: {$ref: 'parts.yaml#/key'}}
"""
PATH = """\
parameters:
- {$ref: '../parts.yaml#/components/parameters/Id'}
put:
  operationId: put
  requestBody: {$ref: '../parts.yaml#/Body'}
  responses:
    '200': {$ref: '../parts.yaml#/Answer'}
  callbacks:
    done: {$ref: '../parts.yaml#/Done'}
"""
Q = """\
q:
  get:
    operationId: q
    responses: {default: {$ref: '../parts.yaml#/Answer'}}
"""
PARTS = """\
components:
  parameters: {Id: {name: id, in: path, required: true, schema: {$ref: '#/Text'}}}
Body: {content: {application/json: {schema: {$ref: '#/Text'}, examples: {e: {$ref: '#/Ex'}}}}}
Ex: {value: {$ref: not a reference}}
Answer: {description: d, headers: {X: {$ref: '#/Head'}}, links: {l: {$ref: '#/Link'}}}
Head: {schema: {type: string}}
Link: {operationId: put}
Done: {'{$request.body#/u}': {$ref: '#/Item'}}
Item: {post: {responses: {'200': {description: d}}}}
Text: {type: string}
key: {type: http, scheme: basic}
"""


def test_every_kind_of_part(tmp_path: Path) -> None:
    files = {
        "root.yaml": HEAD + ROOMS,
        "paths/p.yaml": PATH,
        "paths/q.yaml": Q,
        "parts.yaml": PARTS,
    }
    found = loaded(tmp_path, files)
    components = at(found, "/components")
    assert {room: list(members) for room, members in components.items()} == {
        "securitySchemes": ["key"],
        "schemas": ["Text"],
        "responses": ["Answer"],
        "parameters": ["Id"],
        "examples": ["Ex"],
        "requestBodies": ["Body"],
        "headers": ["Head"],
        "links": ["Link"],
        "callbacks": ["Done"],
    }
    item = at(found, "/paths/~1p~1{id}")
    assert item["parameters"] == [{"$ref": "#/components/parameters/Id"}]
    assert item["put"]["requestBody"] == {"$ref": "#/components/requestBodies/Body"}
    assert at(found, "/paths/~1q")["get"]["operationId"] == "q"
    assert at(found, "/paths/~1r") == {"$ref": "#/paths/~1q"}
    (callback,) = components["callbacks"]["Done"].values()
    assert list(callback) == ["post"]
    assert components["examples"]["Ex"] == {"value": {"$ref": "not a reference"}}
    places = {
        "/paths/~1p~1{id}/put/requestBody": "paths/p.yaml:5:3",
        "/paths/~1q/get/operationId": "paths/q.yaml:3:5",
        "/paths/~1r": "root.yaml:8:3",
        "/components/headers/Head/schema": "parts.yaml:6:8",
        "/components/parameters/Id/name": "parts.yaml:2:21",
    }
    for pointer, place in places.items():
        assert str(found.positions.locate(pointer)) == place


def test_swagger_has_its_own_rooms(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        {
            "root.yaml": """\
swagger: '2.0'
info: {title: T, version: '1'}
paths:
  /a:
    get:
      parameters: [{$ref: 'parts.yaml#/Page'}]
      responses: {'200': {$ref: 'parts.yaml#/Ok'}, '404': {$ref: '#/responses/Gone'}}
responses: {Gone: {$ref: 'parts.yaml#/Gone'}}
""",
            "parts.yaml": """\
Page: {name: page, in: query, type: integer}
Ok: {description: d, schema: {$ref: pet.yaml}}
Gone: {description: g}
""",
            "pet.yaml": "type: object\ndiscriminator: kind\nproperties: {kind: {type: string}}",
        },
    )
    assert list(found.root) == [
        "swagger",
        "info",
        "paths",
        "responses",
        "definitions",
        "parameters",
    ]
    assert found.root["definitions"] == {
        "pet": {
            "type": "object",
            "discriminator": "kind",
            "properties": {"kind": {"type": "string"}},
        }
    }
    assert at(found, "/responses") == {
        "Gone": {"description": "g"},
        "Ok": {"description": "d", "schema": {"$ref": "#/definitions/pet"}},
    }


def test_references_in_places_where_openapi_has_none_are_read_and_told(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        {
            "root.yaml": HEAD
            + "paths: {$ref: paths/all.yaml}\n"
            + "components: {schemas: {$ref: s.yaml}}\ntags: {$ref: t.yaml}\n",
            "paths/all.yaml": "/a: {get: {$ref: 'get.yaml'}}\n/b: {$ref: 'b.yaml'}\n",
            "paths/get.yaml": "responses: {'200': {description: d}}\n",
            "paths/b.yaml": "parameters: {$ref: 'ps.yaml'}\n",
            "paths/ps.yaml": "[{name: q, in: query, schema: {$ref: '../s.yaml#/S'}}]",
            "s.yaml": "S: {type: string}\nT: {$ref: '#/S'}\n",
            "t.yaml": "[{name: a}]",
        },
        *["ref-odd-place"] * 5,
    )
    assert at(found, "/paths/~1a/get/responses/200") == {"description": "d"}
    assert at(found, "/paths/~1b/parameters/0/schema") == {"$ref": "#/components/schemas/S"}
    assert schemas(found) == {"S": {"type": "string"}, "T": {"$ref": "#/components/schemas/S"}}
    assert found.root["tags"] == [{"name": "a"}]
    assert str(found.positions.locate("/paths/~1a/get/responses")) == "paths/get.yaml:1:1"
    assert str(found.positions.locate("/components/schemas/S/type")) == "s.yaml:1:5"


@pytest.mark.parametrize("paths", [["/a", "/b"], ["/b", "/a"]])
def test_the_first_path_by_name_has_the_path_item(tmp_path: Path, paths: list[str]) -> None:
    root = HEAD + yaml.safe_dump(
        {"paths": {path: {"$ref": "i.yaml"} for path in paths}}, sort_keys=False
    )
    item = "get: {operationId: g, responses: {'200': {description: d}}}"
    found = loaded(tmp_path, {"root.yaml": root, "i.yaml": item})
    assert list(at(found, "/paths/~1a")) == ["get"]
    assert at(found, "/paths/~1b") == {"$ref": "#/paths/~1a"}


def test_what_stands_beside_the_reference_of_a_path_item_stays(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        {
            "root.yaml": HEAD + "paths: {/a: {$ref: a.yaml, summary: own}}\n",
            "a.yaml": "$ref: b.yaml\nsummary: theirs\ndescription: a\n",
            "b.yaml": "get: {responses: {'200': {description: d}}}\n",
        },
    )
    item = at(found, "/paths/~1a")
    assert (item["summary"], item["description"], list(item["get"])) == ("own", "a", ["responses"])
    places = [found.positions.locate(f"/paths/~1a/{key}").file for key in item]
    assert dict(zip(item, places, strict=True)) == {
        "get": "b.yaml",
        "description": "a.yaml",
        "summary": "root.yaml",
    }


def test_mappings_of_discriminators(tmp_path: Path) -> None:
    mapping = {
        "dog": "dog.yaml",
        "cat": "#/components/schemas/Cat",
        "cow": "Cow",
        "own": "root.yaml#/components/schemas/Cow",
    }
    pet = {
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": {"type": "string"}},
        "discriminator": {"propertyName": "kind", "mapping": mapping},
    }
    tree = {"components": {"schemas": {"Pet": pet, "Cat": {}, "Cow": {}}}}
    found = loaded(tmp_path, {"root.yaml": HEAD + yaml.safe_dump(tree), "dog.yaml": "title: d"})
    assert schemas(found)["Pet"]["discriminator"]["mapping"] == {
        "dog": "#/components/schemas/dog",
        "cat": "#/components/schemas/Cat",
        "cow": "Cow",
        "own": "#/components/schemas/Cow",
    }


def test_values_of_a_discriminator_that_were_names_stay(tmp_path: Path) -> None:
    kinds = {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}}}
    one_of = [{"$ref": ref} for ref in ("a/cat.yaml", "b/cat.yaml", "dog.yaml", "m.yaml#/Cow")]
    pet = {
        "oneOf": one_of,
        "discriminator": {"propertyName": "kind", "mapping": {"tom": "b/cat.yaml"}},
    }
    root = HEAD + yaml.safe_dump({"components": {"schemas": {"Pet": pet, "Dog": {}, "Cow": {}}}})
    files = {name: yaml.safe_dump(kinds) for name in ("a/cat.yaml", "b/cat.yaml", "dog.yaml")}
    found = loaded(tmp_path, {"root.yaml": root, **files, "m.yaml": yaml.safe_dump({"Cow": kinds})})
    assert sorted(schemas(found)) == ["Cow", "Dog", "Pet", "b_cat", "cat", "dog_2", "m_Cow"]
    assert schemas(found)["Pet"]["discriminator"]["mapping"] == {
        "tom": "#/components/schemas/b_cat",
        "dog": "#/components/schemas/dog_2",
        "Cow": "#/components/schemas/m_Cow",
    }


@pytest.mark.parametrize(
    ("reference", "target"),
    [
        ("#/$defs/Name", "/components/schemas/Pet/$defs/Name"),
        ("#name", "/components/schemas/Pet/$defs/Name"),
        ("owner.json", "/components/schemas/Owner"),
        ("owner.json#/properties/a", "/components/schemas/Owner/properties/a"),
        ("https://example.com/s/owner.json", "/components/schemas/Owner"),
        ("#", "/components/schemas/Pet"),
        ("nested", "/components/schemas/Pet/$defs/Nested"),
        ("nested#deep", "/components/schemas/Pet/$defs/Nested/items"),
        ("urn:example:tag", "/components/schemas/Tag"),
    ],
)
def test_identifiers_of_schemas(tmp_path: Path, reference: str, target: str) -> None:
    root = (
        HEAD
        + f"""\
components:
  schemas:
    Pet:
      $id: https://example.com/s/pet.json
      properties: {{p: {{$ref: '{reference}'}}}}
      $defs:
        Name: {{$anchor: name, type: string}}
        Nested: {{$id: nested, items: {{$anchor: deep, type: string}}}}
    Owner: {{$id: 'https://example.com/s/owner.json', properties: {{a: {{type: string}}}}}}
    Tag: {{$id: 'urn:example:tag', type: string}}
"""
    )
    found = loaded(tmp_path, {"root.yaml": root})
    assert at(found, "/components/schemas/Pet/properties/p") == {"$ref": f"#{target}"}


def test_a_reference_past_an_id_is_read_and_told(tmp_path: Path) -> None:
    root = """\
components:
  schemas:
    Pet: {$id: 'https://example.com/pet', properties: {o: {$ref: '#/components/schemas/O'}}}
    O: {type: string}
"""
    found = loaded(tmp_path, {"root.yaml": HEAD + root}, "ref-past-id")
    assert schemas(found)["Pet"]["properties"]["o"] == {"$ref": "#/components/schemas/O"}


def test_self_is_the_base_of_references(tmp_path: Path) -> None:
    head = "openapi: 3.2.0\ninfo: {title: T, version: '1'}\n$self: https://example.com/api/root\n"
    refs = ["other.yaml", "https://example.com/api/other.yaml", "root#/components/schemas/A"]
    tree = {"A": {"type": "string"}} | {
        f"R{n}": {"allOf": [{"$ref": r}]} for n, r in enumerate(refs)
    }
    root = head + yaml.safe_dump({"components": {"schemas": tree}})
    found = loaded(tmp_path, {"root.yaml": root, "other.yaml": "type: integer"})
    referred = [schemas(found)[f"R{n}"]["allOf"][0]["$ref"] for n in range(3)]
    assert referred == [
        "#/components/schemas/other",
        "#/components/schemas/other",
        "#/components/schemas/A",
    ]


def test_media_types_of_3_2(tmp_path: Path) -> None:
    head = "openapi: 3.2.0\ninfo: {title: T, version: '1'}\n"
    path = (
        "paths: {/a: {get: {responses: {'200': {description: d, content: {a/b: {$ref: m.yaml}}}}}}}"
    )
    found = loaded(tmp_path, {"root.yaml": head + path, "m.yaml": "schema: {type: string}"})
    assert at(found, "/components/mediaTypes") == {"m": {"schema": {"type": "string"}}}


def test_a_file_of_3_0_is_read_as_one_of_3_1(tmp_path: Path) -> None:
    other = "openapi: 3.0.3\ncomponents: {schemas: {B: {type: string, nullable: true}}}"
    files = {"root.yaml": schema("o.yaml#/components/schemas/B"), "o.yaml": other}
    assert schemas(loaded(tmp_path, files))["B"] == {"type": ["string", "null"]}


def test_a_file_of_a_later_version_is_told(tmp_path: Path) -> None:
    root = (
        schema("o.yaml#/components/schemas/B")
        .replace("3.1.1", "3.0.3")
        .replace("components:", "paths: {}\ncomponents:")
    )
    other = "openapi: 3.1.0\ncomponents: {schemas: {B: {type: string}}}"
    loaded(tmp_path, {"root.yaml": root, "o.yaml": other}, "ref-other-version")


def test_an_overlay_corrects_what_other_files_have(tmp_path: Path) -> None:
    found = loaded(tmp_path, {"root.yaml": schema("pet.yaml"), "pet.yaml": "type: string\n"})
    text = """\
overlay: 1.1.0
info: {title: O, version: '1'}
actions:
- {target: $.components.schemas.pet, update: {maxLength: 3}}
"""
    sink = Sink()
    given = overlay.load_bytes(text.encode(), "o.yaml", sink)
    assert given is not None
    corrected = overlay.apply(found, given, sink).document
    assert not len(sink), as_text(sink)
    assert schemas(corrected)["pet"] == {"type": "string", "maxLength": 3}
    assert str(corrected.positions.locate("/components/schemas/pet/type")) == "pet.yaml:1:1"
    assert corrected.positions.locate("/components/schemas/pet/maxLength").file == "o.yaml"
    assert corrected.files == found.files


def test_folders_that_are_listed_may_be_read(tmp_path: Path) -> None:
    files = {"api/root.yaml": schema("../shared/b.yaml"), "shared/b.yaml": "type: string"}
    found = loaded(tmp_path, files, roots=(tmp_path / "shared",))
    assert schemas(found)["b"] == {"type": "string"}
    assert found.positions.locate("/components/schemas/b").file == "../shared/b.yaml"


def codes(path: Path, **access: Any) -> list[str]:
    sink = Sink()
    openapi.load(path, path.name, sink, Access(**access))
    return [one.code for one in sink]


@pytest.mark.parametrize("link", ["file", "folder", "chain"])
def test_links_that_lead_out_are_refused(tmp_path: Path, link: str) -> None:
    written(tmp_path, {"out/b.yaml": "type: string"})
    path = written(tmp_path, {"api/root.yaml": schema("sub/b.yaml"), "api/x.txt": ""})
    target = tmp_path / "out"
    if link == "file":
        (tmp_path / "api/sub").mkdir()
        (tmp_path / "api/sub/b.yaml").symlink_to(target / "b.yaml")
    elif link == "folder":
        (tmp_path / "api/sub").symlink_to(target, target_is_directory=True)
    else:
        (tmp_path / "api/one").symlink_to(target, target_is_directory=True)
        (tmp_path / "api/sub").symlink_to(tmp_path / "api/one", target_is_directory=True)
    assert codes(path) == ["ref-outside-roots"]
    assert codes(path, roots=(target,)) == []


def test_what_is_refused_is_never_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, {"api/root.yaml": schema("../secret.yaml"), "secret.yaml": "a: 1"})
    opened: list[Path] = []
    read_bytes = Path.read_bytes

    def noting(self: Path) -> bytes:
        opened.append(self)
        return read_bytes(self)

    monkeypatch.setattr(Path, "read_bytes", noting)
    assert codes(path) == ["ref-outside-roots"]
    assert opened == [path]


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    import os

    path = written(tmp_path, {"root.yaml": schema("pipe.yaml")})
    os.mkfifo(tmp_path / "pipe.yaml")
    assert codes(path) == ["ref-unreadable"]


def test_files_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from specpress.source.bundle import access

    chain = {f"s{n}.yaml": f"properties: {{p: {{$ref: s{n + 1}.yaml}}}}" for n in range(20)}
    path = written(tmp_path, {"root.yaml": schema("s0.yaml"), **chain})
    monkeypatch.setattr(access, "MOST_FILES", 10)
    assert codes(path) == ["ref-too-large"]
    monkeypatch.setattr(access, "MOST_FILES", 1000)
    monkeypatch.setattr(access, "LARGEST", 100)
    assert codes(path) == ["ref-too-large"]


def test_a_long_chain_and_a_pointer_through_a_circle_end(tmp_path: Path) -> None:
    chain = {f"s{n}.yaml": f"$ref: s{n + 1}.yaml" for n in range(300)}
    path = written(tmp_path, {"root.yaml": schema("s0.yaml"), **chain, "s300.yaml": "type: string"})
    assert codes(path) == []
    path = written(tmp_path, {"root.yaml": schema("b.yaml#/a/x"), "b.yaml": "a: {$ref: '#/a/y'}"})
    assert codes(path) == ["ref-cycle"]


def test_a_whole_description_is_given_back_as_it_is(tmp_path: Path) -> None:
    path = written(tmp_path, {"root.yaml": schema("#/components/schemas/A")})
    found = openapi.load(path, "root.yaml", Sink())
    assert found is not None
    assert found.files == ()
