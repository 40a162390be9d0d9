"""How Python spells names, and the names that Python, pydantic and the package keep."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from specpress.model import ApiModel, Record
from specpress.naming import cases
from specpress.naming.allocate import identifier
from specpress.naming.reserved import load
from specpress.naming.scopes import NameRule, Scope
from specpress.naming.standard import Conventions, standard_scopes

_FOLDER = Path(__file__).parent / "reserved"


def conventions() -> Conventions:
    """PEP 8: classes in CapWords, all else in snake_case; a taken word gets an underscore."""
    return Conventions(
        type=_rule(cases.pascal, "keywords", "module"),
        field=_rule(cases.snake, "keywords", "annotations", "model"),
        member=_rule(cases.screaming, "keywords"),
        variant=_rule(cases.pascal, "keywords"),
        group=_rule(cases.snake, "keywords", "client"),
        operation=_rule(cases.snake, "keywords", "annotations", "resource"),
        argument=_rule(cases.snake, "keywords", "annotations", "arguments"),
        credential=_rule(cases.snake, "keywords", "annotations", "constructor"),
    )


def scopes(model: ApiModel) -> tuple[Scope, ...]:
    """All names of the package, in scopes.

    A field never gets the name that another field of its record has on the wire: a model can be
    made by either name, and could not tell them apart. Nor does it get the name of a type, which
    happens in scripts without capitals: annotations below it would mean the field.
    """
    spelling = conventions()
    uncased = _uncased(model, spelling)
    records = {
        ("field", definition.id): definition
        for definition in model.types.values()
        if isinstance(definition, Record)
    }
    return tuple(
        _keeping(scope, uncased | _wire_names(scope, records[scope.id]))
        if scope.id in records
        else _keeping(scope, load(_FOLDER / "webhook.txt"))
        if scope.id == ("webhook",)
        else scope
        for scope in standard_scopes(model, spelling)
    )


def group_classes() -> NameRule:
    """How the classes of groups are called, which stand in modules of their own."""
    return _rule(cases.pascal, "keywords", "group")


def modules(model: ApiModel) -> NameRule:
    """How modules of the models are called: like no type, whose names the package has too."""
    spelling = conventions()
    rule = _rule(cases.snake, "keywords")
    return dataclasses.replace(
        rule, reserved=rule.reserved | _uncased(model, spelling), folds_case=True
    )


def _uncased(model: ApiModel, spelling: Conventions) -> frozenset[str]:
    """The names of types without capitals, which happen in scripts that have none."""
    classes = (identifier(spelling.type, item.name.words) for item in model.types.values())
    return frozenset(name for name in classes if name == name.lower())


def _wire_names(scope: Scope, record: Record) -> frozenset[str]:
    """The wire names of fields that are called something else."""
    return frozenset(
        field.wire_name
        for field in record.fields
        if identifier(scope.rule, field.name.words) != field.wire_name
    )


def _keeping(scope: Scope, words: frozenset[str]) -> Scope:
    rule = dataclasses.replace(scope.rule, reserved=scope.rule.reserved | words)
    return dataclasses.replace(scope, rule=rule)


def _rule(case: cases.Case, *files: str) -> NameRule:
    words = frozenset[str]().union(*(load(_FOLDER / f"{file}.txt") for file in files))
    return NameRule(case=case, reserved=words)
