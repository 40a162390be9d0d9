"""The struct types of all pages by their name: one definition each, or a reported conflict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from specpress.diagnostics import Location, Sink
from specpress.source.page import rules
from specpress.source.page.fields import Row
from specpress.source.page.names import pascal
from specpress.source.page.words import SCALARS, Kind, kind_of

Signature: TypeAlias = "tuple[tuple[str, str, bool, object], ...]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One definition of a type: its component name and the page that has it first."""

    name: str
    signature: Signature
    location: Location


class Catalogue:
    """Knows which component a type word means on a page, and gives out component names."""

    def __init__(self, reserved: Iterable[str], sink: Sink) -> None:
        self._taken = set(reserved)
        self._sink = sink
        self._variants: dict[str, list[Variant]] = {}
        self._on_page: dict[tuple[str, str], str] = {}
        self._undefined: dict[str, str] = {}
        self._numbers: dict[str, int] = {}

    def allocate(self, wanted: str) -> str:
        """`wanted`, or with a number behind it when it is taken."""
        name, number = wanted, self._numbers.get(wanted, 2)
        while name in self._taken:
            name = f"{wanted}{number}"
            number += 1
        self._numbers[wanted] = number
        self._taken.add(name)
        return name

    def add(self, rows: Sequence[Row], operation_id: str, file: str) -> None:
        """Enters the types that rows define, innermost first."""
        for row in rows:
            self.add(row.children, operation_id, file)
            if row.children and kind_of(row.type) is Kind.NAMED:
                self._enter(row, operation_id, file)

    def _enter(self, row: Row, operation_id: str, file: str) -> None:
        variants = self._variants.setdefault(row.type, [])
        signature = self._signature(row.children, file)
        found = next((v for v in variants if v.signature == signature), None)
        if found is None:
            found = Variant(
                name=self._name(row.type, operation_id, first=not variants),
                signature=signature,
                location=Location(file=file, line=row.line.number, column=row.line.column),
            )
            variants.append(found)
            if len(variants) > 1:
                self._report(row.type, variants[0], found)
        self._on_page.setdefault((file, row.type), found.name)

    def _name(self, word: str, operation_id: str, *, first: bool) -> str:
        return self.allocate(pascal(word) if first else pascal(operation_id) + pascal(word))

    def _report(self, word: str, first: Variant, other: Variant) -> None:
        before = {part[0]: part for part in first.signature}
        after = {part[0]: part for part in other.signature}
        names = [*before, *(name for name in after if name not in before)]
        differ = [f"`{name}`" for name in names if before.get(name) != after.get(name)]
        self._sink.report(
            rules.STRUCT_CONFLICT.at(
                other.location,
                f"`{word}` is documented in two ways; they differ in"
                f" {', '.join(differ) or 'the order of their fields'}",
                hint=f"both are kept: this one becomes the component `{other.name}`",
                related=(first.location,),
            )
        )

    def _signature(self, rows: Sequence[Row], file: str) -> Signature:
        return tuple(
            (row.name, self._type(row, file), row.required, self._below(row, file)) for row in rows
        )

    def _type(self, row: Row, file: str) -> str:
        kind = kind_of(row.type)
        if kind is Kind.SCALAR:
            return "/".join(SCALARS[row.type].values())
        if kind is not Kind.NAMED:
            return str(kind.value)
        if not row.children or not self._variants.get(row.type):
            return row.type
        name = self.name_of(row, file)
        first = self._variants[row.type][0].name
        return row.type if name == first else name

    def _below(self, row: Row, file: str) -> object:
        return () if kind_of(row.type) is Kind.NAMED else self._signature(row.children, file)

    def is_defined(self, word: str) -> bool:
        """Whether some page lists the fields of a type."""
        return word in self._variants

    def name_of(self, row: Row, file: str) -> str:
        """The component of a row that lists the fields of its type."""
        signature = self._signature(row.children, file)
        for variant in self._variants[row.type]:
            if variant.signature == signature:
                return variant.name
        return self.reference(row.type, file)

    def reference(self, word: str, file: str) -> str:
        """The component that a type word means on a page that does not list its fields there."""
        on_page = self._on_page.get((file, word))
        if on_page is not None:
            return on_page
        variants = self._variants.get(word)
        if variants:
            return variants[0].name
        if word not in self._undefined:
            self._undefined[word] = self.allocate(pascal(word))
        return self._undefined[word]
