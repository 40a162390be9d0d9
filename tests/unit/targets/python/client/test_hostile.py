"""Descriptions that mean harm: text stays text, and names stay apart."""

from __future__ import annotations

import ast
import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from unit.targets.python.client.bench import imported, model_of, options, tree_of

EVIL = (
    'x"""\n\'\'\'\\"\n{{ 7 * 7 }} {% raw %}\r\n`"]\n'
    "import os; os.boom() # \u2028\u202e*/ -->\n```\n"
)


def described(paths: Mapping[str, Any], **parts: Any) -> str:
    document = {
        "openapi": "3.1.1",
        "info": {"title": "Bench", "version": "1"},
        "paths": paths,
        **parts,
    }
    return json.dumps(document)


def hostile() -> str:
    """Every text that a description may choose is evil here."""
    text = {"description": EVIL, "summary": EVIL}
    schema = {"type": "string", "enum": [EVIL], "default": EVIL, "pattern": EVIL, **text}
    body = {"type": "object", "required": [EVIL], "properties": {EVIL: schema, "__class__": schema}}
    content = {"application/json": {"schema": body, "example": {EVIL: EVIL}}}
    operation = {
        "operationId": EVIL,
        "tags": [EVIL],
        "security": [{EVIL: []}],
        **text,
        "parameters": [
            {"name": EVIL, "in": "query", "schema": schema, **text},
            {"name": "self", "in": "query", "schema": schema},
            {"name": "options", "in": "query", "schema": schema},
            {"name": "wire", "in": "query", "schema": schema},
        ],
        "requestBody": {"content": content, "required": True, **text},
        "responses": {
            "200": {"description": EVIL, "content": content},
            "400": {"description": EVIL, "content": content},
        },
    }
    return described(
        {"/a": {"post": operation}},
        info={"title": EVIL, "version": EVIL, **text, "license": {"name": EVIL}},
        tags=[{"name": EVIL, **text}],
        servers=[{"url": "https://h/{v}", "variables": {"v": {"default": EVIL, **text}}}],
        components={
            "securitySchemes": {EVIL: {"type": "apiKey", "in": "header", "name": "X-A", **text}}
        },
    )


def strings(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "boom":
            yield node
        if isinstance(node, ast.Name) and node.id == "os":
            yield node


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Mapping[PurePosixPath, bytes]:
    return tree_of(model_of(hostile(), tmp_path_factory.mktemp("hostile")), options())


def test_no_text_becomes_code(tree: Mapping[PurePosixPath, bytes]) -> None:
    for path, content in tree.items():
        runtime = "_runtime" in path.parts
        if path.suffix == ".py" and not runtime:
            assert not list(strings(ast.parse(content))), path
            assert b"49" not in content, path


def test_text_stays_in_its_place(tree: Mapping[PurePosixPath, bytes]) -> None:
    project = tomllib.loads(tree[PurePosixPath("pyproject.toml")].decode())
    assert "boom" in project["project"]["description"]
    readme = tree[PurePosixPath("README.md")].decode()
    fences = [line for line in readme.splitlines() if line.lstrip().startswith("```")]
    assert fences == ["```sh", "```", *["```python", "```"] * 3]
    assert "\u202e" not in readme


def test_it_can_be_imported(tmp_path: Path) -> None:
    module = imported(hostile(), tmp_path)
    assert module.Client(base_url="http://h")


def many(*names: str) -> dict[str, Any]:
    return {
        f"/{number}": {
            "get": {
                "operationId": name,
                "tags": ["Widgets"],
                "responses": {
                    "200": {
                        "description": "Fine.",
                        "content": {
                            "application/json": {"schema": {"$ref": "#/components/schemas/Widgets"}}
                        },
                    }
                },
            }
        }
        for number, name in enumerate(names)
    }


SCHEMAS = {
    name: {"type": "object", "properties": {"a": {"type": "string"}}}
    for name in ("Widgets", "AsyncWidgets", "Job", "Operation", "Call", "Omit", "Client", "Any")
}


def test_classes_of_groups_are_no_types(tmp_path: Path) -> None:
    text = described(many("one", "list", "jobs"), components={"schemas": SCHEMAS})
    module = imported(text, tmp_path)
    group = module.Client(base_url="http://h").widgets
    assert type(group).__name__ == "Widgets"
    assert type(module.AsyncClient(base_url="http://h").widgets).__name__ == "AsyncWidgets"
    assert {name for name in dir(group) if not name.startswith("_")} == {"one", "list_", "jobs_"}


def test_methods_of_jobs_give_way_to_operations(tmp_path: Path) -> None:
    fine = {"200": {"description": "Fine."}}
    poll = {"operationId": "Poll", "tags": ["a"], "responses": fine}
    path = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    long_running = {
        "location": "$response.header.Location",
        "poll": "Poll",
        "accepted": ["202"],
        "pending": ["202"],
        "done": ["200"],
        "failed": ["500"],
        "expired": ["404"],
        "interval": 1,
        "result": {"type": "string"},
    }
    text = described(
        {
            "/a": {
                "post": {
                    "operationId": "Add",
                    "tags": ["a"],
                    "responses": {"202": {"description": "Later."}},
                    "x-specpress-long-running": long_running,
                },
                "get": {"operationId": "SubmitAdd", "tags": ["a"], "responses": fine},
            },
            "/jobs/{id}": {"get": {**poll, "parameters": [path]}},
        }
    )
    group = imported(text, tmp_path).Client(base_url="http://h").a
    assert {name for name in dir(group) if not name.startswith("_")} == {
        "add",
        "submit_add",
        "submit_add_group",
        "resume_add",
        "poll",
    }


@pytest.mark.parametrize("name", ["headers", "timeout", "uuid", "self", "base_url"])
def test_credentials_give_way_to_settings(tmp_path: Path, name: str) -> None:
    scheme = {name: {"type": "http", "scheme": "bearer"}}
    text = described({}, components={"securitySchemes": scheme})
    assert imported(text, tmp_path).Client(base_url="http://h", **{f"{name}_": "secret"})


def test_an_api_without_operations_is_a_package_too(tmp_path: Path) -> None:
    assert imported(described({}), tmp_path).Client(base_url="http://h")
