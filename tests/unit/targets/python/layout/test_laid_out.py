"""What is laid out is what Black leaves alone: Black is the judge."""

from __future__ import annotations

import json
from pathlib import Path

import black
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specpress.targets.python import layout
from unit.targets.python.client.bench import model_of, options, tree_of

ROOT = Path(__file__).parents[5]
PRINTED = sorted(
    path
    for folder in (ROOT / "generated", ROOT / "tests" / "cases")
    for path in folder.glob("**/python/**/*.py")
    if "_runtime" not in path.parts and path.name != "errors.py"
)


def by_black(text: str) -> str:
    return black.format_str(text, mode=black.Mode())


@pytest.fixture
def no_black(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails where Black is asked, which is right but slow."""

    def asked(text: str) -> str:
        raise AssertionError(f"of no known form:\n{text}")

    monkeypatch.setattr(layout, "by_black", asked)


def test_all_printed_files_are_found() -> None:
    assert len(PRINTED) > 40


@pytest.mark.parametrize("path", PRINTED, ids=lambda path: str(path.relative_to(ROOT)))
@pytest.mark.usefixtures("no_black")
def test_printed_files(path: Path) -> None:
    text = path.read_text()
    assert text == by_black(text)
    assert layout.laid_out(text) == text


STATEMENTS = [
    '{a} = wire.Operation(\n    id="{a}",\n    path="{b}",\n    method="GET",\n)',
    '{a} = wire.Operation(id="x", answers=(wire.Answer(wire.JsonBody(lambda: models.{b})), ), )',
    'value: {a} | None = self._read("{b}", lambda: models.{a})',
    "found: {a} | ByteStream = await self._call({b}(x=x), options)",
    "class {a}(Model): ...",
    "{a}: {b}",
    "{a}: {b} = None",
    "{a}: dict[str, list[{b}] | None] | None = None",
    '{a}: TypeAlias = Literal["a", "b"] | str',
    '{a}: TypeAlias = Literal["{b}"] | str',
    "{a}: TypeAlias = Annotated[int | str, OneOf()]",
    "{a}: TypeAlias = Annotated[{b} | {a} | None, OneOf()]",
    "return await self._call({a}({b}=1), options)",
    "return await self._call({a}(), options)",
    '{a}: wire.Operation[{b}] = wire.Operation(\n    id="x",\n)',
    '{a}: wire.Operation[dict[str, {b}] | None] = wire.Operation(\n    id="x",\n)',
    '__all__ = ["{a}", "{b}"]',
    "from .resources.module import {a}, {b}",
    "class {a}(\n    {b}\n): ...",
    "def {a}(\n) -> wire.Call[{b}]: ...",
    "def {a}(\n) -> wire.Call[{b} | list[{a}]]: ...",
    "def {a}(\n    *,\n    x: {b},\n) -> {b}: ...",
    "def f(self, *, {a}: {b} | Omit = omit) -> {a} | {b} | None: ...",
    "def f(self, *, {a}: dict[str, {b}]) -> jobs.Job[{a}]: ...",
    "def f(self, *, {a}: dict[str, {b}], c: {a} | list[{b}] = omit) -> None: ...",
    'x = f(wire.JsonBody[{a}]({a}), ({b}, ), {{"{a}": {b}}})',
    'x = f(wire.JsonBody[{a}]({a}, "{b}"))',
    "x = f(wire.JsonBody[{a} | {b}]({a} | {b}))",
    'x = f(wire.JsonBody[list[dict[str, {a}]]](list[dict[str, {a}]], "{b}"), (({a}, {b}), ), )',
    'x = f(wire.unless_empty({{\n"{a}": wire.unless_empty({{"{b}": {a},}}),\n}}))',
    'x = f(\n    path=(\n        "{a}",\n    ), q=(\n        *g("{b}"),\n        *h({a}),\n    ))',
    "{a}: TypeAlias = {b} | list[{b}] | None",
    '{a}: TypeAlias = "{b}"',
    'A: TypeAlias = Literal["{a}", "{b}"] | str',
    'A: TypeAlias = Annotated[{a} | {b}, OneOf("tag", {{"{a}": {b}, "{b}": {b}}})]',
    '{a} = TypeAliasType("{a}", "{b} | None")',
    "{a}: {b} | None = None",
    "{a}: dict[str, {b}] | None = None",
    "{a}: list[{b}]",
    '{a}: Annotated[{b} | None, Field(alias="{b}")] = None',
    '{a}: Annotated[{b} | None, Field(alias="{a}"), NULLABLE] = None',
    '{a}: Annotated[{b}, Field(alias="{a}", repr=False)]',
    'x = f(Literal["{a}", "it\'s ({b}"])',
]


@pytest.mark.parametrize("statement", STATEMENTS)
@pytest.mark.parametrize("depth", [0, 2])
def test_widths(statement: str, depth: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every width at which a line could break, and beyond. Black is asked for long names alone."""
    asked: list[int] = []
    monkeypatch.setattr(layout, "by_black", lambda text: asked.append(1) or by_black(text))
    margin = "    " * depth
    outer = "".join(f"{'    ' * level}class A:\n" for level in range(depth))
    outer = f"from __future__ import annotations\n\nx = 1\n\n\n{outer}"
    for first in range(1, 100, 4):
        for second in sorted({first // 2 + 1, first, abs(90 - first) + 1}):
            asked.clear()
            text = statement.format(a="a" * first, b="B" * second)
            text = text.replace(": ...", ":\n    pass")
            text = outer + "".join(f"{margin}{line}\n" for line in text.split("\n"))
            assert layout.laid_out(text) == by_black(text), (first, second)
            assert max(first, second) > 60 or not asked, (first, second)


def test_what_is_of_no_known_form_goes_through_black() -> None:
    text = f"x = f({'a' * 50} + {'b' * 50} if c else d)\n"
    assert layout.laid_out(text) == by_black(text) != text


@pytest.mark.usefixtures("no_black")
def test_a_short_file_stays_as_it_is() -> None:
    text = '"""Doc.\n\n    [(\n"""\n\nx = "(["  # }\n\n\n# [\ndef f() -> None:\n    """[[["""\n'
    assert layout.laid_out(f"{text}\n\n\n") == text


WORD = st.text("abcdefgh", min_size=1, max_size=70)
TEXT = st.text(st.sampled_from("ab ,.\"'\\()[]{}|#\n完成。"), max_size=150)


@st.composite
def schemas(draw: st.DrawFn, depth: int = 0) -> dict[str, object]:
    kind = draw(st.sampled_from(["string", "enum", "array", "object", "union", "named"]))
    if depth > 2 or kind == "string":
        return {"type": "string", "description": draw(TEXT)}
    inner = schemas(depth + 1)
    match kind:
        case "enum":
            return {"type": "string", "enum": draw(st.lists(TEXT, min_size=1, unique=True))}
        case "array":
            return {"type": "array", "items": draw(inner)}
        case "object":
            return {"type": "object", "properties": draw(st.dictionaries(WORD | TEXT, inner))}
        case "union":
            return {"oneOf": draw(st.lists(inner, min_size=1, max_size=4))}
        case _:
            return {"$ref": "#/components/schemas/Named"}


@st.composite
def descriptions(draw: st.DrawFn) -> dict[str, object]:
    def content() -> dict[str, object]:
        return {
            draw(st.sampled_from(["application/json", "application/vnd.a+json"])): {
                "schema": draw(schemas())
            }
        }

    def operation(mark: str) -> dict[str, object]:
        parameters = [
            {
                "name": name,
                "in": draw(st.sampled_from(["query", "header"])),
                "schema": draw(schemas(2)),
            }
            for name in draw(st.lists(WORD, max_size=4, unique=True))
        ]
        return {
            "operationId": draw(WORD) + mark,
            "description": draw(TEXT),
            "parameters": parameters,
            "requestBody": {"content": content()},
            "responses": {
                code: {"description": draw(TEXT), "content": content()}
                for code in draw(
                    st.lists(st.sampled_from(["200", "201", "400", "5XX"]), min_size=1, unique=True)
                )
            },
        }

    return {
        "openapi": "3.1.0",
        "info": {"title": draw(WORD), "version": "1"},
        "components": {"schemas": {"Named": draw(schemas(3))}},
        "paths": {f"/{draw(WORD)}": {"post": operation("x"), "put": operation("y")}},
    }


@given(descriptions())
@settings(max_examples=25, derandomize=True, deadline=None, database=None)
def test_packages_of_any_description(
    tmp_path_factory: pytest.TempPathFactory, description: dict[str, object]
) -> None:
    model = model_of(json.dumps(description), tmp_path_factory.mktemp("any"))
    for path, data in tree_of(model, options()).items():
        if path.suffix == ".py" and "_runtime" not in path.parts:
            assert data.decode() == by_black(data.decode()), path
