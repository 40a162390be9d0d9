"""Every rule of the page reader: the page that breaks it, what is said, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from errors.pages.base import BASE, edited, read
from specpress.diagnostics import Rule, Severity
from specpress.source.page import rules


@dataclass(frozen=True, slots=True)
class Case:
    """A page (or several), the code that it must give, and the text at the place of the fault."""

    code: str
    pages: tuple[str, ...]
    at: str
    says: str


def case(code: str, at: str, says: str, *changes: tuple[str, str]) -> Case:
    return Case(code, (edited(*changes),), at, says)


def two(code: str, at: str, says: str, *changes: tuple[str, str]) -> Case:
    """The page, and one of another operation with the changes."""
    second = edited(("AddThing", "MakeThing"), ("/v1/things", "/v1/made"), *changes)
    return Case(code, (BASE, second), at, says)


URL = "'http://{host}/v1/things/{uuid}?limit=5'"
CURL = f"curl -X POST {URL} -H 'Authorization: OAuth {{sessionUuid}}'"
BODY = """ -d '{"params":{"name":"<name>","tags":["<tags>"]}}'"""
TREE = BASE[BASE.index("  • inventory") : BASE.index("Endpoint")]
FIELDS = BASE[BASE.index("  • params") : BASE.index("Responses")]
PATH_LIST = BASE[BASE.index("Path Parameters") : BASE.index("Query Parameters")]
ERROR = "  • errorErrorCodeRequired\n\n    What.\n\n    • codeStringRequired\n\n      The code.\n\n"
DENIAL = "This API requires no request parameters."

CASES = [
    # What cannot be read.
    Case("page-not-a-page", ("some text\nof two lines\n",), "", "no heading"),
    case("page-endpoint-missing", "", "neither an endpoint nor a curl",
         ("POST/v1/things/{uuid}\n\n/v1/things/{uuid}", ""), (CURL + BODY, "")),
    case("page-method-missing", "/v1/things", "no HTTP method",
         ("POST/v1", "/v1"), ("POSTThing OperationsSince 1.0SynchronousAuth Required\n", ""),
         (" -X POST", "")),
    case("page-path-unreadable", "POST/v1", "no path template", ("{uuid}", "{uuid")),
    case("page-row-unreadable", "not a row", "no field",
         (FIELDS, "not a row of any kind\nnameString\n\n"), (BODY, "")),
    case("page-example-unreadable", "x }", "the response example: ", ('"size": 7', '"size": 7 x')),
    case("page-example-unreadable", "1e999", "the response example: ",
         ('"size": 7', '"size": 1e999')),
    case("page-curl-unreadable", "curl -X", "does not end", ("?limit=5'", "?limit=5")),
    case("page-curl-unreadable", "wget", "no curl command", ("curl -X", "wget -X")),
    case("page-curl-unreadable", "curl", "no URL", (URL, "")),
    Case("page-operation-repeated", (BASE, BASE), "POST/v1", "also that of 0.txt"),
    # What a page leaves out.
    case("page-section-missing", "", "no section `Response Example`",
         ("Response Example\n\n200\n", "")),
    case("page-section-missing", "curl", "no section `Endpoint`",
         ("Endpoint\n\nPOST/v1/things/{uuid}\n\n/v1/things/{uuid}\n\n", "")),
    case("page-operation-id-missing", "POST/v1", "`postV1ThingsUuid` is used",
         ("Operation ID\n\nAddThing", ""), ("AddThing", "Add a thing")),
    case("page-operation-id-missing", "Add it", "the title `AddThing` is read",
         ("Operation ID\n\nAddThing", "Operation ID\n\nAdd it")),
    case("page-response-tree-missing", "Responses", "not listed", (TREE, "")),
    case("page-list-truncated", "nameString", "stops before `params.tags`",
         (FIELDS, "paramsObjectRequiredThe arguments.\nnameStringRequiredThe name.\n\n")),
    # What a page contradicts itself in.
    case("page-required-absent", "nameStringRequired", "the response example leaves it out",
         ('"name": "one", ', "")),
    case("page-required-absent", "nameStringRequired", "the request example leaves it out",
         ('"name":"<name>",', "")),
    case("page-undocumented-field", '"extra"', "which no list documents",
         ('"size": 7', '"size": 7, "extra": true')),
    case("page-undocumented-field", '"extra"', "which no list documents",
         ('{"params":', '{"extra":{},"params":')),
    case("page-whole-float", '"size": 7.0', "float `7.0`", ('"size": 7', '"size": 7.0')),
    case("page-foreign-description", "sizelong", "not in the language", ("The size.", "大小")),
    case("page-foreign-description", "limitInteger", "not in the language",
         ("At most so many.", "数量")),
    case("page-required-optional", "nameStringRequired", "described as optional",
         ("The name.\n\n    • tags", "Optional. The name.\n\n    • tags")),
    case("page-required-optional", "limitInteger", "described as optional",
         ("limitInteger", "limitIntegerRequired"), ("At most", "Optional. At most")),
    case("page-query-in-path", "POST/v1", "`a`, `name`",
         ("POST/v1/things/{uuid}\n\n/v1/things/{uuid}",
          "POST/v1/things/{uuid}?a={a}&name={name}\n\n/v1/things/{uuid}?a={a}&name={name}")),
    case("page-path-variable-unlisted", "POST/v1", "`uuid` of the path is listed nowhere",
         (PATH_LIST, "")),
    case("page-path-variable-in-body", "nameString", "`name` of the path",
         ("{uuid}", "{uuid}/{name}")),
    case("page-path-parameter-unknown", "otherString", "no variable `other`",
         ("  • uuid", "  • otherString\n\n  • uuid")),
    case("page-path-parameter-optional", "uuidString", "not labelled Required",
         ("uuidStringRequired", "uuidString")),
    case("page-response-not-empty", '{ "inv', "empty object", (TREE, ""),
         ("On success, this API returns the following response structure.",
          "On success, this API returns an empty object.")),
    case("page-parameters-denied", DENIAL, "`uuid`, `limit`, `params`",
         ("Request Inputs\n", f"Request Inputs\n\n{DENIAL}\n")),
    case("page-envelope", "params", "the curl sends `addThing`", ('{"params"', '{"addThing"')),
    case("page-envelope", "addThing", "two envelopes",
         ("Responses\n\n200", "  • addThingObject\n\n    • aString\n\nResponses\n\n200"),
         ('"tags":["<tags>"]}', '"tags":["<tags>"]},"addThing":{}')),
    case("page-envelope", "params", "by convention",
         ("POST", "PUT"), ("{uuid}", "{uuid}/actions")),
    case("page-name-case", "NameString", "differ in nothing but case",
         ("    • tagsList", "    • NameString\n\n    • tagsList"),
         ('"tags":', '"Name":"<Name>","tags":')),
    case("page-name-case", "Sizelong", "is `size` in the example", ("sizelong", "Sizelong")),
    case("page-login-needs-auth", "POSTThing", "logs in", ("AddThing", "LogInThing")),
    case("page-auth-contradicted", "POSTThing", "does not send",
         (" -H 'Authorization: OAuth {sessionUuid}'", "")),
    case("page-get-with-body", "params", "GET with a request body", ("POST", "GET")),
    case("page-error-sample-key", '"ode"', "no error object",
         ("Endpoint\n", 'Error Response\n\n{"error":{"ode":"X.1","details":"y"}}\n\nEndpoint\n')),
    case("page-field-repeated", "nameString", "listed again",
         ("    • tagsList", "    • nameString\n\n    • tagsList")),
    case("page-nesting-jump", "tagsList", "levels more",
         ("    • tagsList", "        • tagsList")),
    case("page-nesting-jump", "tagsList", "that of no row before",
         ("    • tagsList", "   • tagsList")),
    case("page-type-unknown", "modeDiskMode", "defined nowhere",
         ("  • limitInteger", "  • modeDiskMode\n\n  • limitInteger"),
         ("?limit", "?mode=<mode>&limit")),
    case("page-type-guessed", "modeDiskMode", "is not known",
         ("    • sizelong", "    • modeDiskMode\n\n    • sizelong")),
    case("page-type-contradicted", "sizelong", "labelled long",
         ('"size": 7', '"size": "big"')),
    case("page-type-contradicted", "limitInteger", "which is no Integer", ("limit=5", "limit=x")),
    case("page-type-contradicted", "[1]", "its example is no object",
         ('{ "inventory": { "name": "one", "size": 7 } }', "[1]")),
    case("page-list-items-unknown", "tagsList", "nothing says", ('["<tags>"]', "[]")),
    case("page-struct-undefined", "ownerErrorCode", "defined nowhere",
         ("    • sizelong", "    • ownerErrorCode\n\n    • sizelong")),
    two("page-struct-conflict", "inventoryThing", "they differ in `size`", ("sizelong", "sizeint")),
    case("page-required-recursive", "causeErrorCode", "would contain another one",
         ("  • inventory", ERROR + "    • causeErrorCodeRequired\n\n  • inventory")),
    case("page-endpoint-contradicted", "curl", "the curl calls `/v1/other`",
         ("{host}/v1/things/{uuid}", "{host}/v1/other")),
    case("page-endpoint-contradicted", "POST/v1", "the badge says PUT",
         ("POSTThing", "PUTThing")),
    case("page-endpoint-contradicted", "/v1/things", "no HTTP method; POST is read",
         ("POST/v1", "/v1")),
    case("page-endpoint-contradicted", "/v1/else", "and then `/v1/else`",
         ("\n/v1/things/{uuid}\n", "\n/v1/else\n")),
    Case("page-endpoint-shared", (BASE, edited(("AddThing", "MakeThing"))), "POST/v1",
         "the method and the path of `AddThing`"),
    case("page-examples-differ", '{"a', "differs",
         ("Endpoint\n", 'Success Response\n\n{"a":1}\n\nEndpoint\n')),
    case("page-example-odd", '"size": 8', "was given before",
         ('"size": 7', '"size": 7, "size": 8')),
    case("page-undocumented-parameter", "curl", "`extra` is sent", ("?limit", "?extra=1&limit")),
    case("page-undocumented-parameter", "curl", "header `X-Trace`",
         (" -d '", " -H 'X-Trace: 1' -d '")),
    # What is worth knowing.
    case("page-null-value", "sizelong", "null for `size`", ('"size": 7', '"size": null')),
    two("page-description-differs", "nameString", "other words",
        ("The name.\n\n    • sizelong", "What it is called.\n\n    • sizelong")),
]  # fmt: skip

ELSEWHERE = {
    "page-too-large": "test_bad_input.py",
    "page-nesting-too-deep": "test_bad_input.py",
    "print-keyword-lost": "test_printing.py",
    "print-value-changed": "test_printing.py",
    "print-operation-unknown": "test_printing.py",
    "print-evidence-elsewhere": "test_printing.py",
}

RULES: dict[str, Rule] = {
    rule.code: rule for rule in vars(rules).values() if isinstance(rule, Rule)
}


def text_at(pages: tuple[str, ...], place: Any) -> str:
    page = pages[int(place.file.partition(".")[0])]
    return page.split("\n")[place.line - 1][place.column - 1 :] if place.line else ""


def test_that_the_page_without_a_fault_has_none() -> None:
    assert read(BASE)[1] == []


def test_that_every_rule_has_a_case() -> None:
    assert {found.code for found in CASES} | {*ELSEWHERE} == {*RULES}


@pytest.mark.parametrize("one", CASES, ids=[f"{n}-{one.code}" for n, one in enumerate(CASES)])
def test_that_a_fault_is_told_at_its_place(one: Case) -> None:
    _, found = read(*one.pages)
    matching = [d for d in found if d.code == one.code and one.says in d.message]
    assert matching, [(d.code, d.message) for d in found]
    told = matching[0]
    assert text_at(one.pages, told.location).startswith(one.at)
    assert bool(told.location.line) == bool(one.at)
    assert told.severity is RULES[one.code].severity


@pytest.mark.parametrize("one", CASES, ids=[f"{n}-{one.code}" for n, one in enumerate(CASES)])
def test_that_only_what_cannot_be_read_is_an_error(one: Case) -> None:
    document, found = read(*one.pages)
    failed = any(told.severity is Severity.ERROR for told in found)
    assert failed == (RULES[one.code].severity is Severity.ERROR)
    assert document is not None or failed
