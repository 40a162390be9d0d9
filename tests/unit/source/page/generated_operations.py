"""A hypothesis strategy for OpenAPI documents of the form that pages can say.

The documents are built here from the contract of the reader, without the reader: a field is drawn
with its type, its words and its place in the example, and its schema follows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from specpress.source.page import labels

REQUIRED = "x-specpress-documented-required"
UNDOCUMENTED = "x-specpress-undocumented"
TYPE = "x-specpress-type"

SCALARS: dict[str, tuple[dict[str, str], st.SearchStrategy[Any]]] = {
    "string": ({"type": "string"}, st.text(max_size=8)),
    "boolean": ({"type": "boolean"}, st.booleans()),
    "int32": ({"type": "integer", "format": "int32"}, st.integers(-(2**31), 2**31 - 1)),
    "int64": ({"type": "integer", "format": "int64"}, st.integers(-(2**63), 2**63 - 1)),
    "double": (
        {"type": "number", "format": "double"},
        st.floats(allow_nan=False, allow_infinity=False) | st.integers(-9, 9),
    ),
    "timestamp": ({"type": "string", "format": "timestamp"}, st.text(max_size=8)),
}

# Names that end like a type does, and plain ones.
HARD = ["xLinkedHash", "specsMap", "isSet", "aString", "fooList", "blueprint", "wantsInt", "aLong"]
NAMES = st.one_of(
    st.from_regex(r"[a-z][A-Za-z0-9_]{0,6}", fullmatch=True), st.sampled_from(HARD)
).filter(lambda name: not name.endswith("Required"))

LETTERS = "abc XYZ.,:'\"/{}[]<>|\\-é中文🎉\u00a0#`*"
LINE = st.text(LETTERS, min_size=1, max_size=20).map(str.strip).filter(bool)
WORDS = st.one_of(
    st.just(""),
    st.lists(LINE, min_size=1, max_size=3).map("\n".join),
    st.tuples(LINE, LINE).map("\n\n".join),
    st.sampled_from(["Optional. More.", "可选。描述", "The name.", "资源的名称"]),
)


def label_denied(words: str) -> bool:
    return bool(labels.OPTIONAL.match(words))


@dataclass
class Doc:
    """The document of one operation while it is drawn."""

    draw: DrawFn
    id: str
    schemas: dict[str, Any] = field(default_factory=dict)
    counter: int = 0

    def one(self, strategy: st.SearchStrategy[Any]) -> Any:
        return self.draw(strategy)

    def maybe(self) -> bool:
        return bool(self.draw(st.booleans()))

    def names(self, most: int = 4) -> list[str]:
        return self.draw(st.lists(NAMES, min_size=1, max_size=most, unique_by=str.lower))

    def fresh(self) -> str:
        self.counter += 1
        return f"{pascal(self.id)}T{self.counter}Inventory"

    def reserve(self, name: str) -> str:
        if name in self.schemas:
            raise TakenError(name)
        self.schemas[name] = {}
        return name


class TakenError(Exception):
    """Two components would have one name."""


def pascal(text: str) -> str:
    return (
        "".join(part[:1].upper() + part[1:] for part in text.replace("_", " ").split()) or "Field"
    )


def member(prefix: str, key: str) -> str:
    """The component of an object that a field holds."""
    return prefix + ("Params" if pascal(key) == prefix else pascal(key))


def singular(word: str) -> str:
    from specpress.source.page.names import singular as one

    return one(word)


def struct(doc: Doc, name: str, prefix: str, *, shown: bool, answer: bool, depth: int) -> Any:
    """Fills the component `name`; returns its example when `shown`."""
    properties: dict[str, Any] = {}
    required: list[str] = []
    example: dict[str, Any] = {}
    for key in doc.names():
        there = shown and doc.maybe()
        schema, value = typed(doc, key, prefix, shown=there, answer=answer, depth=depth)
        words = doc.one(WORDS)
        if words:
            schema["description"] = words
        if doc.maybe() and not schema.pop("optional", False):
            if label_denied(words) or (shown and answer and not there):
                schema[REQUIRED] = True
            else:
                required.append(key)
        schema.pop("optional", None)
        if there:
            example[key] = value
        properties[key] = schema
    if shown and doc.maybe():
        extra = doc.one(NAMES.map(lambda text: "zz" + text))
        schema, value = undocumented(doc, extra, prefix, depth)
        properties[extra] = {**schema, UNDOCUMENTED: True}
        example[extra] = value
    component: dict[str, Any] = {"type": "object"}
    if required:
        component["required"] = required
    component["properties"] = properties
    doc.schemas[name].update(component)
    return example


def ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def typed(
    doc: Doc, key: str, prefix: str, *, shown: bool, answer: bool, depth: int
) -> tuple[dict[str, Any], Any]:
    """The schema of a documented field, and its value when `shown`."""
    kinds = ["scalar", "scalar", "list", "set", "open", "enum"]
    kinds += ["object", "structs", "inventory", "recursive"] if depth else []
    match doc.one(st.sampled_from(kinds)):
        case "scalar":
            schema, values = SCALARS[doc.one(st.sampled_from(sorted(SCALARS)))]
            return dict(schema), doc.one(values)
        case "list" | "set" as kind:
            items, value = listed(doc, shown=shown)
            unique = {"uniqueItems": True} if kind == "set" else {}
            return {"type": "array", **unique, "items": items}, value
        case "open":
            return {"type": "object", "additionalProperties": True}, {"a": [1, {"b": None}]}
        case "enum":
            kind = doc.one(st.sampled_from(["VmState", "State", "DiskMode"]))
            return {"type": "string", TYPE: kind}, doc.one(st.text("abc", max_size=5))
        case "object":
            name = doc.reserve(member(prefix, key))
            value = struct(doc, name, name, shown=shown, answer=answer, depth=depth - 1)
            return ref(name), value
        case "structs":
            name = doc.reserve(prefix + pascal(singular(key)))
            one = shown and doc.maybe()
            value = struct(doc, name, name, shown=one, answer=answer, depth=depth - 1)
            return {"type": "array", "items": ref(name)}, [value] if one else []
        case "inventory":
            name = doc.reserve(doc.fresh())
            value = struct(doc, name, name, shown=shown, answer=answer, depth=depth - 1)
            return ref(name), value
        case _:
            name = doc.reserve(doc.fresh())
            value = struct(doc, name, name, shown=shown, answer=answer, depth=depth - 1)
            inner = {**ref(name), "description": "The one inside."}
            if doc.maybe():
                inner[REQUIRED] = True
            documented = {"zzself": inner}
            before = doc.schemas[name]["properties"]
            plain = {k: v for k, v in before.items() if UNDOCUMENTED not in v}
            doc.schemas[name]["properties"] = {**plain, **documented, **before}
            return ref(name), value


def listed(doc: Doc, *, shown: bool) -> tuple[dict[str, Any], Any]:
    """The items of a list without fields, which the example decides, and a value."""
    kind = doc.one(st.sampled_from(["empty", "string", "boolean", "int64", "nested"]))
    if not shown or kind == "empty":
        return {}, []
    if kind == "nested":
        return {"type": "array", "items": {"type": "string"}}, [["a"], []]
    schema, values = SCALARS[kind]
    return dict(schema), doc.one(st.lists(values, min_size=1, max_size=2))


def undocumented(doc: Doc, key: str, prefix: str, depth: int) -> tuple[dict[str, Any], Any]:
    """A field that only an example has."""
    kinds = ["string", "boolean", "int64", "float", "null", "list", "map"]
    match doc.one(st.sampled_from(kinds + (["object", "objects"] if depth else []))):
        case "float":
            return {"type": "number", "format": "double"}, 0.5
        case "null":
            return {}, None
        case "list":
            return {"type": "array", "items": {"type": "string"}}, ["a", "b"]
        case "map":
            return {"type": "object", "additionalProperties": True}, {}
        case "object" | "objects" as kind:
            word = pascal(key if kind == "object" else singular(key))
            name = doc.reserve(prefix + word)
            schema, value = undocumented(doc, "inner", name, depth - 1)
            properties = {"inner": {**schema, UNDOCUMENTED: True}}
            doc.schemas[name] |= {"type": "object", "properties": properties}
            if kind == "object":
                return ref(name), {"inner": value}
            return {"type": "array", "items": ref(name)}, [{"inner": value}]
        case kind:
            schema, values = SCALARS[kind]
            return dict(schema), doc.one(values)


def parameters(doc: Doc, variables: list[str]) -> list[Any]:
    """Path, query and header parameters."""
    found: list[Any] = []
    for name in variables:
        one: dict[str, Any] = {"name": name, "in": "path"}
        if doc.maybe():
            words = doc.one(WORDS)
            one |= ({"description": words} if words else {}) | {"required": True}
            one["schema"] = dict(SCALARS[doc.one(st.sampled_from(["string", "int64"]))][0])
        else:
            one |= {"required": True, "schema": {"type": "string"}, UNDOCUMENTED: True}
        found.append(one)
    found += [query(doc, "q" + name) for name in (doc.names() if doc.maybe() else [])]
    if doc.maybe():
        extra = {"in": "query", "schema": {"type": "string"}, UNDOCUMENTED: True}
        found.append({"name": "zz-extra &=?", **extra})
    if doc.maybe():
        extra = {"in": "header", "schema": {"type": "string"}, UNDOCUMENTED: True}
        found.append({"name": "X-Trace", **extra})
    return found


def query(doc: Doc, name: str) -> dict[str, Any]:
    one: dict[str, Any] = {"name": name, "in": "query"}
    words = doc.one(WORDS)
    if words:
        one["description"] = words
    needed = doc.maybe()
    if needed and not label_denied(words):
        one["required"] = True
    shown = doc.maybe()
    kind = doc.one(st.sampled_from([*sorted(SCALARS), "list", "map", "struct"]))
    if kind == "list":
        one["schema"] = {"type": "array", "items": {"type": "string"}}
        if shown:
            one["example"] = doc.one(st.lists(st.text("a&=%? é", max_size=4), min_size=1))
    elif kind == "map":
        media: dict[str, Any] = {"schema": {"type": "object", "additionalProperties": True}}
        one["content"] = {"application/json": media | ({"example": {"a": "é&"}} if shown else {})}
    elif kind == "struct":
        component = doc.reserve(pascal(doc.id) + pascal(name))
        value = struct(doc, component, component, shown=shown, answer=False, depth=0)
        media = {"schema": ref(component)}
        if shown and value == {}:
            value = None
        one["content"] = {"application/json": media | ({"example": value} if value else {})}
    else:
        schema, values = SCALARS[kind]
        one["schema"] = dict(schema)
        if shown:
            one["example"] = doc.one(values.filter(lambda value: not _like_placeholder(value)))
    if needed and label_denied(words):
        one[REQUIRED] = True
    return one


def _like_placeholder(value: Any) -> bool:
    return isinstance(value, str) and value[:1] in ("<", "{") and value[-1:] in (">", "}")


def body(doc: Doc) -> dict[str, Any]:
    name = doc.reserve(pascal(doc.id) + "Request")
    shown = doc.maybe()
    envelope = doc.one(st.sampled_from(["", "params", doc.id[:1].lower() + doc.id[1:]]))
    value = struct(doc, name, pascal(doc.id), shown=shown, answer=False, depth=2)
    if envelope:
        inner = doc.reserve(pascal(doc.id) + "Params")
        below = struct(doc, inner, inner, shown=shown, answer=False, depth=1)
        holder = {**ref(inner), "description": "The arguments.", "x-specpress-envelope": True}
        component = doc.schemas[name]
        component["properties"] = {envelope: holder, **component["properties"]}
        required = [envelope, *component.pop("required", [])]
        rest = component.pop("properties")
        component |= {"required": required, "properties": rest}
        value = {envelope: below, **value}
    media = {"schema": ref(name)} | ({"example": value} if shown else {})
    found: dict[str, Any] = {"required": True} if doc.schemas[name].get("required") else {}
    return {**found, "content": {"application/json": media}}


def responses(doc: Doc) -> dict[str, Any]:
    name = doc.reserve(pascal(doc.id) + "Response")
    form = doc.one(st.sampled_from(["tree", "tree", "empty", "error"]))
    words = "OK"
    if form == "tree":
        shown = doc.maybe()
        value = struct(doc, name, name, shown=shown, answer=True, depth=3)
        words = doc.one(st.sampled_from(["OK", "The answer.\n\nIt has fields."]))
    else:
        doc.schemas[name] |= {"type": "object"}
        value, shown = {}, doc.maybe()
        words = "On success, this API returns an empty object."
    media = {"schema": ref(name)} | ({"example": value} if shown else {})
    found = {"200": {"description": words, "content": {"application/json": media}}}
    if form == "error":
        outer, inner = doc.reserve(pascal(doc.id) + "Error"), doc.reserve("ErrorCode")
        keys = doc.one(st.lists(st.sampled_from(["code", "details", "elaboration"]), unique=True))
        text = {"type": "string", UNDOCUMENTED: True}
        doc.schemas[inner] |= {"type": "object"}
        if keys:
            doc.schemas[inner]["properties"] = {key: dict(text) for key in keys}
        holder = {"error": {**ref(inner), UNDOCUMENTED: True}}
        doc.schemas[outer] |= {"type": "object", "properties": holder}
        sample = {"schema": ref(outer), "example": {"error": dict.fromkeys(keys, "x")}}
        found["default"] = {
            "description": "Error response",
            "content": {"application/json": sample},
        }
    return found


def extensions(doc: Doc, crumbs: list[str]) -> dict[str, Any]:
    since = doc.one(st.sampled_from(["", "0.6", "3.10.2", "4.1.0-rc1"]))
    found: dict[str, Any] = {"x-specpress-since": since}
    if crumbs:
        found["x-specpress-breadcrumb"] = crumbs
    found["x-specpress-synchronous"] = doc.maybe()
    if doc.maybe():
        records = [{"version": "4.1", "change": "Added."}, {"version": "", "change": "Later."}]
        found["x-specpress-history"] = records
    return found


@st.composite
def documents(draw: DrawFn) -> dict[str, Any]:
    """A document with one operation."""
    doc = Doc(draw, draw(st.sampled_from(["AddImage", "getThing", "Query_VM2", "Zap9"])))
    try:
        return _document(doc)
    except TakenError:
        from hypothesis import reject

        raise reject() from None


def _document(doc: Doc) -> dict[str, Any]:
    method = doc.one(st.sampled_from(["get", "post", "put", "delete", "patch"]))
    variables = doc.one(st.sampled_from([[], ["uuid"], ["vmUuid", "disk-no"]]))
    path = "/zstack/v1/things" + "".join(f"/{{{name}}}/x" for name in variables)
    crumbs = doc.one(st.lists(st.sampled_from(["Cloud", "资源", "Image Ops"]), max_size=4))
    group = doc.one(st.sampled_from(["Image Operations", "POST it", "镜像"]))
    title = doc.one(st.sampled_from([doc.id, "添加镜像", "Add an image"]))
    operation: dict[str, Any] = {"tags": [group]}
    if title != doc.id:
        operation["summary"] = title
    operation["operationId"] = doc.id
    found = parameters(doc, variables)
    if found:
        operation["parameters"] = found
    if method != "get" and doc.maybe():
        operation["requestBody"] = body(doc)
    operation["responses"] = responses(doc)
    operation["security"] = [{"OAuth": []}] if doc.maybe() else []
    operation |= extensions(doc, crumbs)
    title, since = crumbs[0] if crumbs else "Documented API", operation["x-specpress-since"]
    scheme = doc.one(st.sampled_from(["http", "https"]))
    host = {
        "default": "localhost",
        "description": "The host, and the port where it is not the default.",
    }
    paths = {path: {method: operation}}
    return {
        "openapi": "3.1.1",
        "info": {"title": title, "version": since or "0"},
        "servers": [{"url": f"{scheme}://{{host}}", "variables": {"host": host}}],
        "tags": [{"name": group}],
        "paths": paths,
        "components": {
            "schemas": _in_order(paths, doc.schemas),
            "securitySchemes": {
                "OAuth": {
                    "type": "http",
                    "scheme": "OAuth",
                    "description": "`Authorization: OAuth {sessionUuid}`,"
                    " with the UUID of a session.",
                }
            },
        },
    }


def _in_order(paths: Any, schemas: dict[str, Any]) -> dict[str, Any]:
    """The schemas in the order in which a reader from the top meets them."""
    found: dict[str, Any] = {}

    def visit(part: Any) -> None:
        if isinstance(part, list):
            for item in part:
                visit(item)
        elif isinstance(part, dict):
            for key, value in part.items():
                if key == "$ref":
                    name = value.rpartition("/")[2]
                    if name not in found:
                        found[name] = schemas[name]
                        visit(schemas[name])
                elif key != "example":
                    visit(value)

    visit(paths)
    return found
