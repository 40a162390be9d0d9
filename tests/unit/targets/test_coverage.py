"""No operation is lost: it comes out, or an error says why not, or the user left it out by name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from specpress import config as configuration
from specpress import pipeline
from specpress.diagnostics import Location, Severity, Sink, error
from specpress.model import ApiModel
from specpress.targets import registry
from specpress.targets.base import Unsupported
from specpress.targets.coverage import cover, report_unused
from unit.normalize.described import read_document

ODD = error("test-unsupported-odd", "something odd")

API = """
paths:
  /a: {get: {operationId: a, tags: [one], responses: {}}}
  /b: {get: {operationId: b, tags: [two], responses: {}}}
"""


def model() -> ApiModel:
    return read_document(API).model


def found(api: ApiModel) -> Unsupported:
    operation = api.operations[0]
    return Unsupported(operation=operation.id, rule=ODD, origin=operation.origin, message="odd")


def test_what_is_unsupported_is_an_error_and_stays() -> None:
    api, sink = model(), Sink()
    covered = cover(api, [found(api)], (), lambda _: Location(file="x"), sink)
    assert [one.code for one in sink] == ["test-unsupported-odd"]
    assert sink.has_errors()
    assert covered.model is api
    assert covered.left_out == ()


def test_the_user_leaves_it_out_with_its_group() -> None:
    api, sink = model(), Sink()
    covered = cover(api, [found(api)], [ODD.code], lambda _: Location(file="x"), sink)
    assert [one.severity for one in sink] == [Severity.WARNING]
    assert covered.left_out == ("a",)
    assert [one.id for one in covered.model.operations] == ["b"]
    assert [group.id for group in covered.model.groups] == ["two"]


def test_what_belongs_to_no_operation_cannot_be_left_out() -> None:
    api, sink = model(), Sink()
    cover(api, [replace(found(api), operation="")], [ODD.code], lambda _: Location(file="x"), sink)
    assert sink.has_errors()


def test_a_code_without_effect_is_an_error() -> None:
    sink = Sink()
    report_unused(["a", "b"], {"b"}, Location(file="x"), sink)
    assert [(one.code, "`a`" in one.message) for one in sink] == [("config-unused-skip", True)]


def test_all_operations_of_the_hardest_case_come_out_in_every_target() -> None:
    case = Path(__file__).parents[2] / "cases" / "every-operation" / "spec.yaml"
    sink = Sink()
    targets: dict[str, dict[str, object]] = {name: {} for name in registry.names()}
    config = configuration.for_description(case, case.parent / "out", targets)
    inputs = pipeline.read(config, sink)
    assert inputs is not None
    api = pipeline.understand(config, inputs, sink)
    assert len(api.operations) == 12
    prepared = pipeline.prepare(config, inputs, api, sink)
    assert not sink.has_errors()
    assert all(given.model is api for _, given in prepared)
    for target, given in prepared:
        for operation in api.operations:
            assert ("operation", operation.id) in given.names.table, (target.name, operation.id)
