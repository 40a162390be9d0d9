"""Where a name ends and its type begins."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specpress.source.page.split import Ground, split
from specpress.source.page.words import KNOWN

FAST = settings(max_examples=300, deadline=None, derandomize=True)
NAMES = st.from_regex(r"[a-z][A-Za-z0-9_]{0,12}", fullmatch=True)


@pytest.mark.parametrize(
    ("words", "name", "kind"),
    [
        ("systemboolean", "system", "boolean"),
        ("sizelong", "size", "long"),
        ("vendorToSpecUuidsMapMap", "vendorToSpecUuidsMap", "Map"),
        ("inventoryImageInventory", "inventory", "ImageInventory"),
        ("errorErrorCode", "error", "ErrorCode"),
        ("paramsObject", "params", "Object"),
        ("opaqueLinkedHashMap", "opaque", "LinkedHashMap"),
        ("causeErrorCode", "cause", "ErrorCode"),
        ("stateImageState", "state", "ImageState"),
        ("UuidString", "Uuid", "String"),
        ("isSetSet", "isSet", "Set"),
        ("pointInteger", "point", "Integer"),
    ],
)
def test_without_an_example(words: str, name: str, kind: str) -> None:
    found = split(words)
    assert (found.name, found.type) == (name, kind)


@pytest.mark.parametrize(
    ("words", "keys", "name", "kind"),
    [
        ("aLinkedHashMap", {"aLinkedHash"}, "aLinkedHash", "Map"),
        ("aLinkedHashMap", {"a"}, "a", "LinkedHashMap"),
        ("platformVmPlatform", {"platform"}, "platform", "VmPlatform"),
        ("vmPlatformState", {"vm"}, "vm", "PlatformState"),
        ("inputCheckpoint", {"input"}, "input", "Checkpoint"),
        ("typeNameString", {"type"}, "typeName", "String"),
        ("volumeInventoryPoolInventory", {"volumeInventory"}, "volumeInventory", "PoolInventory"),
    ],
)
def test_with_an_example(words: str, keys: set[str], name: str, kind: str) -> None:
    found = split(words, keys)
    assert (found.name, found.type) == (name, kind)


def test_with_a_type_that_another_row_has() -> None:
    assert split("stateDiskFullState", named={"DiskFullState"}).type == "DiskFullState"
    assert split("aB", frozenset()).ground is Ground.GUESS


@FAST
@given(NAMES, st.sampled_from(sorted(KNOWN)))
def test_that_a_key_of_the_example_settles_a_known_type(name: str, kind: str) -> None:
    found = split(name + kind, {name})
    assert (found.name, found.type) == (name, kind)


@FAST
@given(NAMES, st.from_regex(r"[A-Z][a-z]{2,8}Inventory", fullmatch=True))
def test_that_a_key_of_the_example_settles_an_inventory(name: str, kind: str) -> None:
    found = split(name + kind, {name})
    assert (found.name, found.type) == (name, kind)


@FAST
@given(NAMES, st.sampled_from(sorted(KNOWN)))
def test_that_two_words_need_no_example(name: str, kind: str) -> None:
    found = split(f"{name} {kind}")
    assert (found.name, found.type) == (name, kind)


@FAST
@given(st.text(min_size=1), st.sets(st.text(max_size=4), max_size=4))
def test_that_nothing_is_lost_in_any_text(words: str, keys: set[str]) -> None:
    found = split(words, keys)
    assert "".join((found.name + found.type).split()) == "".join(words.split())
    assert found.name or not words.strip()
