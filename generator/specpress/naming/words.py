"""Splits the text of a declaration into words: `HTTPServer` is `http`, `server`.

The words of a name are lower case and hold nothing but letters, marks and digits (the identifier
characters of Unicode, UAX 31, in the form NFKC). A target's case joins them.
"""

from __future__ import annotations

import functools
import re
import unicodedata

from specpress.naming.symbols import LEADING, spell_symbol

LONGEST = 200
"""Bytes of the longest identifier. A file name may have 255, and gets a suffix."""

_LONGEST_TITLE = 80

EMPTY = ("empty",)
"""The words of a text that is empty."""

# Words whose own spelling breaks the rules of camel case. Each is one word.
# fmt: off
_IRREGULAR = (
    "DDoS", "DoS", "GitHub", "GitLab", "GraphQL", "IaaS", "IoT", "IPv4", "IPv6", "LaTeX",
    "MySQL", "NoSQL", "OAuth", "OAuth2", "OpenAPI", "PaaS", "PostgreSQL", "QoS", "SaaS",
    "WiFi", "YouTube", "eBPF", "gRPC", "iOS", "iPXE", "macOS", "mDNS", "tvOS", "vCPU",
)
# fmt: on

_KEEP_TOGETHER = re.compile(
    "|".join(
        (r"(?<![A-Za-z])" if word[0].islower() else r"(?<![A-Z])") + word + r"(?![a-z])"
        for word in sorted(_IRREGULAR, key=len, reverse=True)
    )
)

# Each character of a text becomes one letter of a class string, in which the words are found:
# U upper case, l lower case, s the lower case s (plurals of acronyms), o letters without case,
# d digits, - all else.
_WORD = re.compile(
    r"""
      U{2,}s(?![lsd])            # UUIDs
    | U+(?=U[ls])                # HTTP|Server
    | U?[ls][lsd]*               # server, Server, md5sum, v1beta2
    | U+(?:d+U(?![Uls]))*d*      # HTTP, IAM2, P2P, I18N
    | d+U+(?![ls])d*             # 2FA, 3D
    | d[lsd]*                    # 64bit
    | o+d*
    """,
    re.VERBOSE,
)

_APOSTROPHE = re.compile(r"(?<=\w)['\u2019](?=\w)")


@functools.lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """The words of `text`, in lower case and in their order; at least one.

    A case change, a digit before a capital, and every character that no identifier may hold part
    two words; digits stay with the letters before them (`md5Sum` is `md5`, `sum`), an acronym is
    one word (`HTTPServer`, `UUIDs`). Symbols part words and are not spelled, but where they carry
    the meaning: a sign or a comparison in front (`-1`, `>=5`), and a text that is nothing else
    (`*` is `asterisk`). The empty text is `empty`.
    """
    plain = _APOSTROPHE.sub("", unicodedata.normalize("NFKC", text))
    lead = LEADING.match(plain)
    found = _split(plain[lead.end() :] if lead else plain)
    if lead and found:
        return (*spell_symbol(lead.group()), *found)
    return tuple(found) or spelled(text)


def spelled(text: str) -> tuple[str, ...]:
    """The words of `text` with every symbol spelled out: `a<b` is `a`, `less`, `b`.

    Tells names apart that `words` makes equal.
    """
    if text.isascii() and text.replace("_", "").isalnum():
        return words(text)
    found: list[str] = []
    run = ""
    for character in unicodedata.normalize("NFKC", text):
        if _class(character) != "-" or character in "_ '\u2019":
            run += character
            continue
        found += [*_split(run), *spell_symbol(character)]
        run = ""
    found += _split(run)
    if not found and text:
        found = [word for character in text for word in spell_symbol(character)]
    return tuple(found) or EMPTY


def of_title(title: str) -> tuple[str, ...]:
    """The words of a title that a package is called after: as many as make a sane name."""
    return bounded(words(title), _LONGEST_TITLE)


def ascii_words(parts: tuple[str, ...]) -> tuple[str, ...]:
    """`parts` in ASCII: marks are dropped where a plain letter is left, other letters become their
    code points (`é` is `e`, `镜` is `u955c`). For languages whose identifiers are ASCII."""
    return tuple(part if part.isascii() else _ascii(part) for part in parts)


def bounded(parts: tuple[str, ...], most: int = LONGEST) -> tuple[str, ...]:
    """The first of `parts` that are together no longer than `most` bytes of UTF-8; at least one,
    which is cut where it is longer itself. Names become file names, and those have a limit.
    A byte is kept free after each part for what joins it."""
    if (sum(map(len, parts)) + len(parts)) * 4 <= most:
        return parts
    room = most
    kept: list[str] = []
    for part in parts:
        size = len(part.encode("utf-8", "surrogatepass")) + 1
        if size > room:
            break
        kept.append(part)
        room -= size
    if kept:
        return tuple(kept)
    return (parts[0].encode()[:most].decode("utf-8", "ignore"),)


def _ascii(part: str) -> str:
    text = ""
    for character in part:
        plain = "".join(
            piece for piece in unicodedata.normalize("NFKD", character) if piece.isascii()
        )
        text += plain if plain.isalnum() else f"u{ord(character):04x}"
    return text


def _split(text: str) -> list[str]:
    classes = _classes(text)
    found = [text[hit.start() : hit.end()] for hit in _WORD.finditer(classes)]
    return [unicodedata.normalize("NFKC", word.lower()) for word in found]


def _classes(text: str) -> str:
    result = ""
    for character in text:
        kind = _class(character)
        result += (result[-1:] or "-") if kind == "m" else kind
    # An irregular word counts as one lower-case word, with its first letter as the only capital.
    for hit in _KEEP_TOGETHER.finditer(text):
        inner = "U" + "l" * (hit.end() - hit.start() - 1)
        result = result[: hit.start()] + inner + result[hit.end() :]
    return result


def _class(character: str) -> str:
    if character == "s":
        return "s"
    category = unicodedata.category(character)
    if character == "_" or category == "Pc" or not f"a{character}".isidentifier():
        return "-"
    if category in {"Lu", "Lt"}:
        return "U"
    if category == "Ll":
        return "l"
    if category.startswith("N"):
        return "d"
    if category.startswith("M"):
        return "m"
    return "o"
