"""How declarations are split into words."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specpress.naming.words import ascii_words, spelled, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name", "name"),
        ("backupStorageUuids", "backup storage uuids"),
        ("ImageInventory", "image inventory"),
        ("HTTPServer", "http server"),
        ("getHTTPResponseCode", "get http response code"),
        ("UUIDs", "uuids"),
        ("backupStorageUUIDs", "backup storage uuids"),
        ("VMsPerHost", "vms per host"),
        ("md5Sum", "md5 sum"),
        ("exportMd5Sum", "export md5 sum"),
        ("md5sum", "md5sum"),
        ("LoginIAM2VirtualID", "login iam2 virtual id"),
        ("P2P", "p2p"),
        ("I18N", "i18n"),
        ("EC2ID", "ec2 id"),
        ("S3Bucket", "s3 bucket"),
        ("2FA", "2fa"),
        ("3D", "3d"),
        ("64bit", "64bit"),
        ("x86_64", "x86 64"),
        ("v1beta2", "v1beta2"),
        ("1.5", "1 5"),
        ("snake_case_name", "snake case name"),
        ("kebab-case-name", "kebab case name"),
        ("SCREAMING_CASE", "screaming case"),
        ("dotted.name", "dotted name"),
        ("with  spaces", "with spaces"),
        ("X-Job-UUID", "x job uuid"),
        ("filter[name]", "filter name"),
        ("$ref", "ref"),
        ("@type", "type"),
        ("__init__", "init"),
        ("it's", "its"),
        ("C#", "c"),
        ("-created", "created"),
        # words whose own spelling breaks the rules
        ("iOS", "ios"),
        ("isIOSDevice", "is ios device"),
        ("OAuthToken", "oauth token"),
        ("OAuth2Flow", "oauth2 flow"),
        ("IPv6Address", "ipv6 address"),
        ("vCPUCount", "vcpu count"),
        ("radiOSize", "radi o size"),
        ("DoSomething", "do something"),
        # symbols that carry the meaning
        ("+1", "plus 1"),
        ("-1", "minus 1"),
        (">=5", "greater equal 5"),
        ("<10", "less 10"),
        ("!=x", "not equal x"),
        ("*", "asterisk"),
        ("%", "percent"),
        ("<=", "less equal"),
        ("_", "underscore"),
        (" ", "space"),
        ("\u20ac", "euro sign"),
        ("\U0001f600", "grinning face"),
        ("\ue000", "ue000"),
        ("\ud800", "ud800"),
        ("", "empty"),
        # letters of other scripts are letters
        ("\u955c\u50cfID", "\u955c\u50cf id"),
        ("caf\u00e9Bar", "caf\u00e9 bar"),
        ("cafe\u0301Bar", "caf\u00e9 bar"),
        (
            "\u041f\u0440\u0438\u0432\u0435\u0442\u041c\u0438\u0440",
            "\u043f\u0440\u0438\u0432\u0435\u0442 \u043c\u0438\u0440",
        ),
        ("\ufb01le", "file"),
    ],
)
def test_words(text: str, expected: str) -> None:
    assert words(text) == tuple(expected.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a<b", "a less b"),
        ("a>b", "a greater b"),
        ("-created", "minus created"),
        ("$ref", "dollar ref"),
        ("foo_bar", "foo bar"),
        ("", "empty"),
        ("__", "underscore underscore"),
    ],
)
def test_spelled(text: str, expected: str) -> None:
    assert spelled(text) == tuple(expected.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (("caf\u00e9", "x"), ("cafe", "x")),
        (("\u955c",), ("u955c",)),
        (("\u00df",), ("u00df",)),
        (("\u5927a",), ("u5927a",)),
    ],
)
def test_ascii_words(text: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert ascii_words(text) == expected


@settings(derandomize=True, deadline=None, max_examples=300)
@given(st.text())
def test_words_are_identifier_parts(text: str) -> None:
    found = words(text)
    assert found
    for word in found:
        assert word
        assert f"a{word}".isidentifier()
        assert word == unicodedata.normalize("NFKC", word)
        assert "_" not in word
    assert all(part.isascii() and part.isalnum() for part in ascii_words(found))
    assert all(f"a{word}".isidentifier() for word in spelled(text))


@settings(derandomize=True, deadline=None, max_examples=300)
@given(st.from_regex(r"[A-Za-z0-9_.-]{1,24}", fullmatch=True))
def test_splitting_twice_changes_nothing(text: str) -> None:
    found = words(text)
    assert words("_".join(found)) == found


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.lists(st.from_regex(r"[a-z]{2,8}", fullmatch=True), min_size=1, max_size=4))
def test_every_case_of_a_name_has_its_words(parts: list[str]) -> None:
    expected = tuple(parts)
    assert words("_".join(parts)) == expected
    assert words("-".join(parts)) == expected
    assert words("_".join(parts).upper()) == expected
    assert words(" ".join(parts)) == expected
