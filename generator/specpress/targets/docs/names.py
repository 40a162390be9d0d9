"""The names of pages and anchors: stable, safe as paths, unique when case does not count."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from specpress.model import ApiModel, Group, Name
from specpress.naming.cases import kebab, pascal
from specpress.naming.scopes import Entry, NameRule, Names, Scope
from specpress.targets.docs.content import Ref

_LONGEST = 120
"""Characters of a page's name; a longer one is cut and gets a digest."""

_DEVICES = frozenset(
    ("con", "prn", "aux", "nul") + tuple(f"{port}{n}" for port in ("com", "lpt") for n in range(10))
)
"""File names that mean a device on Windows ("Naming Files, Paths, and Namespaces")."""

_RULE = NameRule(case=kebab, reserved=_DEVICES, digit_prefix="n", folds_case=True)


def scopes(model: ApiModel) -> tuple[Scope, ...]:
    """A scope each for the pages of operations, of types, of groups and of webhooks."""
    return (
        _scope("operation", tuple((one.id, one.id) for one in model.operations)),
        _scope("type", tuple((one.id, _title(one.name)) for one in model.types.values())),
        _scope("group", tuple((one.id, one.name.declared) for one in model.groups)),
        _scope("webhook", tuple((one.id, one.id) for one in model.webhooks)),
    )


def _scope(kind: str, declared: tuple[tuple[str, str], ...]) -> Scope:
    entries = tuple(
        Entry(key=(kind, subject), name=Name(words=(spelled(text),), declared=text))
        for subject, text in declared
    )
    return Scope(id=("docs", kind), rule=_RULE, entries=entries)


def _title(name: Name) -> str:
    """The name of a type for readers: as declared, unless the user chose another."""
    return pascal(name.words) if name.pinned else name.declared


def spelled(declared: str) -> str:
    """`declared` as the name of a page: as it is, a dash for each run of what no path likes."""
    plain = unicodedata.normalize("NFKC", declared)
    text = "".join(char if char.isalnum() or char in "._" else "-" for char in plain)
    text = re.sub(r"-+", "-", text).strip("-.") or "unnamed"
    if len(text.encode()) <= _LONGEST:
        return text
    digest = hashlib.sha256(declared.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{text.encode()[: _LONGEST - 13].decode(errors='ignore').strip('-.')}-{digest}"


def operation_ref(names: Names, operation_id: str, anchor: str = "") -> Ref:
    """A place on the page of an operation."""
    return Ref(f"operations/{names.operation(operation_id)}", anchor)


def schema_ref(names: Names, type_id: str, anchor: str = "") -> Ref:
    """A place on the page of a type."""
    return Ref(f"schemas/{names.type(type_id)}", anchor)


def webhook_ref(names: Names, webhook_id: str) -> Ref:
    """The page of a webhook or callback."""
    return Ref(f"webhooks/{names.webhook(webhook_id)}")


def group_ref(names: Names, group: Group) -> Ref:
    """The list of a group's operations."""
    return Ref(INDEX.page, f"group-{anchored(names.group(group.id))}")


INDEX = Ref("index")
CORRECTIONS = Ref("corrections")


class Anchors:
    """Hands out the anchors of one page.

    A part gets the same anchor whatever stands beside it, unless two parts want one: then the later
    one gets a number.
    """

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, *parts: str) -> str:
        """An anchor such as `body-params-name`: the parts as they are, in characters of a URL."""
        wanted = "-".join(anchored(part) for part in parts)
        text, number = wanted, 1
        while text in self._taken:
            number += 1
            text = f"{wanted}-{number}"
        self._taken.add(text)
        return text


def anchored(part: str) -> str:
    """A part of an anchor, in characters that every attribute and URL can hold."""
    return re.sub(r"[^A-Za-z0-9._-]", lambda found: f"_{ord(found[0]):x}", part) or "_"
