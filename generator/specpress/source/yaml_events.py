"""The events of a YAML text, from libyaml, with offsets that fit the text.

libyaml follows YAML 1.1 in one more thing: it breaks lines at NEL, LS and PS, where YAML 1.2
(section 5.4) has them be ordinary characters. They travel through it as private-use characters.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml
from yaml._yaml import CParser

_BREAKS_OF_1_1 = "\x85\u2028\u2029"
_PRIVATE_USE = range(0xE000, 0xF8FF)

_HINTS = (
    ("\\t", "YAML indents with spaces only: replace the tab"),
    ("mapping values are not allowed", "quote the text when it has a colon and a space"),
    ("could not find expected ':'", "a key ends with a colon and a space; check the indentation"),
    ("did not find expected key", "check the indentation of this line"),
    ("did not find expected", "check the indentation and the brackets before this place"),
    ("cannot start any token", "quote the text"),
)


class YamlSyntaxError(Exception):
    """The text is not YAML: at which offset, why, and what helps."""

    def __init__(self, offset: int, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.offset = offset
        self.message = message
        self.hint = hint


def events(text: str) -> Iterator[Any]:
    """The events of `text`, up to the end of the stream.

    The `start_mark.index` of an event is an offset into `text`. Raises YamlSyntaxError.
    """
    stand_ins = _stand_ins(text)
    there = {ord(char): stand_in for char, stand_in in stand_ins.items()}
    back = {ord(stand_in): char for char, stand_in in stand_ins.items()}
    try:
        parser: Any = CParser(text.translate(there) if there else text)
        take = parser.get_event
        event = take()
        while type(event) is not yaml.StreamEndEvent:
            if back and type(event) is yaml.ScalarEvent:
                event.value = event.value.translate(back)
            yield event
            event = take()
    except yaml.MarkedYAMLError as fault:
        raise _syntax_fault(text, fault) from fault
    except yaml.reader.ReaderError as fault:
        raise _character_fault(text, fault) from fault


def _stand_ins(text: str) -> dict[str, str]:
    """For each of the breaks in `text`, a private-use character that `text` does not have."""
    found = [char for char in _BREAKS_OF_1_1 if char in text]
    if not found:
        return {}
    used = set(text)
    free = (chr(code) for code in _PRIVATE_USE if chr(code) not in used)
    return dict(zip(found, free, strict=False))


def _syntax_fault(text: str, fault: yaml.MarkedYAMLError) -> YamlSyntaxError:
    mark = fault.problem_mark or fault.context_mark
    offset = min(mark.index, len(text)) if mark is not None else 0
    problem = fault.problem or fault.context or "this is not YAML"
    if text[offset : offset + 1] == "\t":
        return YamlSyntaxError(offset, "a tab where YAML wants spaces", "replace the tab")
    hint = next((hint for sign, hint in _HINTS if sign in problem), "")
    message = f"{fault.context}: {problem}" if fault.context else problem
    return YamlSyntaxError(offset, message, hint)


def _character_fault(text: str, fault: yaml.reader.ReaderError) -> YamlSyntaxError:
    before = text.encode()[: fault.position].decode(errors="ignore")
    character = text[len(before) : len(before) + 1]
    name = f"U+{ord(character):04X}" if character else "a character"
    return YamlSyntaxError(len(before), f"{name} may not stand in YAML", "write it as an escape")
