"""What is wrong with a description that is sound YAML: each fault once, at its place, in words."""

from __future__ import annotations

import pytest

from reading import places
from specpress.diagnostics import Diagnostic, Severity, Sink
from specpress.source.openapi import load_bytes
from specpress.source.validate import validate

HEAD = """\
openapi: {version}
info:
  title: T
  version: "1"
"""
OK = "responses: {'200': {description: ok}}"


def faults(text: str, version: str = "3.1.0") -> list[Diagnostic]:
    sink = Sink()
    document = load_bytes((HEAD.format(version=version) + text).encode(), "a.yaml", sink)
    assert document is not None
    validate(document, sink)
    return list(sink)


BOTH = pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])


@BOTH
def test_a_sound_description_has_no_fault(version: str) -> None:
    text = f"""\
tags: [{{name: a}}]
paths:
  /a/{{b}}:
    parameters: [{{$ref: '#/components/parameters/B'}}]
    get:
      operationId: get
      {OK}
    x-mine: {{$ref: '#/nowhere'}}
components:
  parameters:
    B: {{name: b, in: path, required: true, schema: {{type: string}}}}
  schemas:
    A:
      type: object
      properties: {{$ref: {{type: string}}, self: {{$ref: '#/components/schemas/A'}}}}
      example: {{$ref: '#/nowhere'}}
      default: {{self: {{}}}}
"""
    assert faults(text, version) == []


@BOTH
def test_missing_fields_are_told_at_their_object(version: str) -> None:
    found = faults("paths:\n  /a:\n    get:\n      responses:\n        '200': {}\n", version)
    assert places(found) == [("openapi-missing-field", 9, 9)]
    assert found[0].message == "`200` has no `description`"


@BOTH
def test_unknown_fields_have_a_near_miss(version: str) -> None:
    found = faults(
        f"paths:\n  /a:\n    get:\n      sumary: x\n      {OK}\n      zzz: 1\nfoo: 1\n", version
    )
    assert places(found) == [
        ("openapi-unknown-field", 8, 7),
        ("openapi-unknown-field", 10, 7),
        ("openapi-unknown-field", 11, 1),
    ]
    assert found[0].hint == "did you mean `summary`?"
    assert found[1].hint == "extensions begin with `x-`"


@BOTH
def test_places_that_have_rules_of_their_own_say_them(version: str) -> None:
    text = """\
paths:
  a: {}
  /b:
    get:
      responses: {'200': {description: ok}, '2000': {description: no}}
"""
    assert [found.hint for found in faults(text, version)] == [
        "a path begins with a slash",
        "a response has a status code (`404`), a range (`4XX`) or `default`",
    ]


@BOTH
def test_wrong_types_say_what_is_wanted(version: str) -> None:
    found = faults("paths: []\ntags: {}\n", version)
    assert places(found) == [("openapi-wrong-type", 5, 1), ("openapi-wrong-type", 6, 1)]
    assert found[0].message == "`paths` must be an object, and this is an array"


@BOTH
def test_the_branch_that_was_meant_is_the_one_that_is_told(version: str) -> None:
    text = """\
paths: {}
components:
  parameters:
    P: {name: p, in: quer, schema: {type: string}}
    Q: {name: q, in: query}
    R: {name: r, in: path, schema: {type: string}}
  schemas:
    S: {type: object, properties: {a: {type: strin}}}
  securitySchemes:
    U: {type: apikey, name: x, in: header}
"""
    found = faults(text, version)
    assert [(one.code, one.location.line) for one in found] == [
        ("openapi-wrong-value", 8),
        ("openapi-wrong-value", 9),
        ("openapi-missing-field", 10),
        ("openapi-wrong-value", 12),
        ("openapi-wrong-value", 14),
    ]
    assert found[0].message.startswith("`quer` is none of `")
    assert found[0].hint == "did you mean `query`?"
    assert found[1].message == "`Q` needs `schema` or `content`"
    assert found[2].message == "`R` has no `required`"
    assert found[3].hint == "did you mean `string`?"
    assert found[4].hint == "did you mean `apiKey`?"


def test_what_excludes_each_other() -> None:
    text = "paths: {}\ncomponents:\n  parameters:\n"
    text += "    P: {name: p, in: query, schema: {}, content: {a/b: {}}}\n"
    (found,) = faults(text)
    assert found.code == "openapi-wrong-value"
    assert "exclude each other" in found.message
    text = text.replace("schema: {}, content: {a/b: {}}", "schema: {}, example: 1, examples: {}")
    (found,) = faults(text, "3.0.0")
    assert found.message == "`P` has `example` and `examples` together"


def test_old_keywords_and_repeated_items_are_warnings() -> None:
    found = faults(
        """\
components:
  schemas:
    A: {type: number, minimum: 1, exclusiveMinimum: true}
    B: {$recursiveAnchor: true}
    C: {type: object, required: [a, b, a], properties: {a: {}, b: {}}}
"""
    )
    assert [one.code for one in found] == [
        "openapi-old-keyword",
        "openapi-old-keyword",
        "openapi-repeated-item",
    ]
    assert {one.severity for one in found} == {Severity.WARNING}
    assert found[2].message == "`required` has `a` twice"


@BOTH
def test_operation_ids_tags_and_parameters_come_once(version: str) -> None:
    text = f"""\
tags: [{{name: a}}, {{name: a}}]
paths:
  /a:
    get: {{operationId: x, {OK}}}
    put:
      operationId: x
      parameters:
        - {{name: p, in: query, schema: {{}}}}
        - {{name: p, in: header, schema: {{}}}}
        - {{$ref: '#/components/parameters/P'}}
      {OK}
components:
  parameters: {{P: {{name: p, in: query, schema: {{}}}}}}
"""
    found = faults(text, version)
    assert places(found) == [
        ("openapi-duplicate-tag", 5, 19),
        ("openapi-duplicate-operation-id", 10, 7),
        ("openapi-duplicate-parameter", 14, 11),
    ]
    assert [str(one.related[0]) for one in found] == ["a.yaml:5:8", "a.yaml:8:11", "a.yaml:12:11"]


@BOTH
def test_paths_and_their_parameters_agree(version: str) -> None:
    text = f"""\
paths:
  /a/{{x}}/{{y}}:
    parameters: [{{name: x, in: path, required: true, schema: {{}}}}]
    get:
      {OK}
    put:
      parameters:
        - {{name: y, in: path, required: true, schema: {{}}}}
        - {{name: z, in: path, required: true, schema: {{}}}}
      {OK}
  /a/{{p}}/{{q}}:
    parameters: [{{$ref: '#/components/parameters/none'}}]
    get:
      {OK}
"""
    assert places(faults(text, version)) == [
        ("openapi-undeclared-path-variable", 8, 5),
        ("openapi-stray-path-parameter", 13, 11),
        ("openapi-ambiguous-path", 15, 3),
        ("ref-dangling", 16, 19),
    ]


def test_references_of_every_kind_are_followed() -> None:
    text = f"""\
paths:
  /a:
    get:
      parameters: [{{$ref: '#/p'}}]
      requestBody: {{$ref: '#/b'}}
      responses:
        '200':
          description: ok
          headers: {{H: {{$ref: '#/h'}}}}
          content:
            a/b: {{schema: {{oneOf: [{{$ref: '#/s'}}]}}, examples: {{e: {{$ref: '#/e'}}}}}}
          links: {{L: {{$ref: '#/l'}}}}
        default: {{$ref: '#/r'}}
      callbacks: {{c: {{'{{$request.body}}': {{post: {{responses: {{'200': {{$ref: '#/c'}}}}}}}}}}}}
  /b: {{$ref: 'other.yaml'}}
webhooks:
  w: {{get: {{{OK}, parameters: [{{$ref: '#/w'}}]}}}}
"""
    found = faults(text)
    assert [one.message.split("`")[1] for one in found if one.code == "ref-dangling"] == [
        "#/p",
        "#/b",
        "#/h",
        "#/s",
        "#/e",
        "#/l",
        "#/r",
        "#/c",
        "#/w",
    ]
    assert [one.code for one in found if one.code != "ref-dangling"] == ["ref-external-unsupported"]


@BOTH
def test_defaults_fit_their_schemas(version: str) -> None:
    text = """\
paths: {}
components:
  schemas:
    A: {type: integer, default: "1"}
    B: {type: string, enum: [x], default: x}
    C: {allOf: [{$ref: '#/components/schemas/B'}], default: z}
    a/b: {type: integer, default: 1.0}
"""
    found = faults(text.replace("    a/b", "    'a.b'"), version)
    assert places(found) == [("openapi-bad-default", 8, 24), ("openapi-bad-default", 10, 52)]


def test_null_is_a_default_of_what_is_nullable() -> None:
    text = """\
paths: {}
components:
  schemas:
    A: {type: string, nullable: true, default: null}
    B: {nullable: true, allOf: [{type: string}], default: null}
    C: {type: number, minimum: 1, exclusiveMinimum: true, default: 1}
    D: {type: string, default: null}
"""
    assert [one.location.line for one in faults(text, "3.0.3")] == [10, 11]


@BOTH
def test_patterns_can_be_read(version: str) -> None:
    text = "paths: {}\ncomponents:\n  schemas:\n    A: {type: string, pattern: 'a('}\n"
    assert places(faults(text, version)) == [("openapi-bad-pattern", 8, 23)]


@BOTH
@pytest.mark.parametrize(
    "text",
    [
        "paths: null\ncomponents: 5\ntags: [1, {name: 2}]\n",
        "paths: {/a: [], /b: {get: 1, parameters: {}}, /c: {put: {parameters: [1, {name: 1}]}}}\n",
        "paths: {/a: {get: {operationId: [], parameters: [{$ref: 1}], responses: 4}}}\n",
        "paths: {}\ncomponents: {schemas: {A: 1, B: {properties: [], default: 1, pattern: 4}}}\n",
        "paths: {}\ncomponents: {schemas: {A: {$ref: '#/components/schemas/A', default: 1}}}\n",
        "paths: {}\ncomponents: {schemas: {A: {enum: 1, default: 1, minimum: x, required: [1]}}}\n",
        "webhooks: {a: {get: {responses: {}}}}\n",
        "paths: {}\ncomponents: {schemas: {A: {maximum: 1" + "0" * 400 + ", default: 1}}}\n",
    ],
)
def test_odd_shapes_are_told_and_never_raise(text: str, version: str) -> None:
    faults(text, version)
