"""Arguments outside the body: the tables of OpenAPI 3.1.1 (section 4.8.12.4) and RFC 6570."""

from __future__ import annotations

import urllib.parse

import pytest
from client_runtime._runtime.omit import omit
from client_runtime._runtime.parameters import (
    cookie_parameter,
    expand,
    header_parameter,
    path_parameter,
    query_parameter,
)
from client_runtime._runtime.payloads import json_text
from hypothesis import given, settings
from hypothesis import strategies as st

LIST = ["blue", "black", "brown"]
OBJECT = {"R": 100, "G": 200, "B": 150}


@pytest.mark.parametrize(
    ("style", "explode", "value", "text"),
    [
        ("matrix", False, "", ";color"),
        ("matrix", False, "blue", ";color=blue"),
        ("matrix", False, LIST, ";color=blue,black,brown"),
        ("matrix", False, OBJECT, ";color=R,100,G,200,B,150"),
        ("matrix", True, "", ";color"),
        ("matrix", True, "blue", ";color=blue"),
        ("matrix", True, LIST, ";color=blue;color=black;color=brown"),
        ("matrix", True, OBJECT, ";R=100;G=200;B=150"),
        ("label", False, "blue", ".blue"),
        ("label", False, LIST, ".blue,black,brown"),
        ("label", False, OBJECT, ".R,100,G,200,B,150"),
        ("label", True, "blue", ".blue"),
        ("label", True, LIST, ".blue.black.brown"),
        ("label", True, OBJECT, ".R=100.G=200.B=150"),
        ("simple", False, "blue", "blue"),
        ("simple", False, LIST, "blue,black,brown"),
        ("simple", False, OBJECT, "R,100,G,200,B,150"),
        ("simple", True, LIST, "blue,black,brown"),
        ("simple", True, OBJECT, "R=100,G=200,B=150"),
        ("simple", False, "a/b c,d%é", "a%2Fb%20c%2Cd%25%C3%A9"),
        ("simple", False, ["a,b", "c"], "a%2Cb,c"),
        ("label", True, ["a,b", "c"], ".a%2Cb.c"),
        ("simple", False, 17, "17"),
        ("simple", False, True, "true"),
        ("simple", False, "...", "..."),
    ],
)
def test_path(style: str, explode: bool, value: object, text: str) -> None:
    assert path_parameter("color", value, style=style, explode=explode) == ("color", text)


@pytest.mark.parametrize("value", ["", ".", "..", []])
def test_a_path_that_would_lead_elsewhere_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="color must not be"):
        path_parameter("color", value)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.text(min_size=1, alphabet=st.characters(exclude_categories=["Cs"])))
def test_a_segment_stays_one_segment(value: str) -> None:
    if value in (".", ".."):
        return
    _, text = path_parameter("a", value)
    assert urllib.parse.unquote(text) == value
    assert not set(text) & set("/?#;,=&+ ")


@pytest.mark.parametrize(
    ("style", "explode", "value", "text"),
    [
        ("form", False, "", "color="),
        ("form", False, "blue", "color=blue"),
        ("form", False, LIST, "color=blue,black,brown"),
        ("form", False, OBJECT, "color=R,100,G,200,B,150"),
        ("form", True, "", "color="),
        ("form", True, "blue", "color=blue"),
        ("form", True, LIST, "color=blue&color=black&color=brown"),
        ("form", True, OBJECT, "R=100&G=200&B=150"),
        ("spaceDelimited", False, LIST, "color=blue%20black%20brown"),
        ("spaceDelimited", False, OBJECT, "color=R%20100%20G%20200%20B%20150"),
        ("pipeDelimited", False, LIST, "color=blue%7Cblack%7Cbrown"),
        ("pipeDelimited", False, OBJECT, "color=R%7C100%7CG%7C200%7CB%7C150"),
        ("pipeDelimited", True, LIST, "color=blue&color=black&color=brown"),
        ("deepObject", True, OBJECT, "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"),
        (
            "deepObject",
            True,
            {"a": {"b c": 1}, "d": [2, 3]},
            "color%5Ba%5D%5Bb%20c%5D=1&color%5Bd%5D=2&color%5Bd%5D=3",
        ),
        ("form", True, [], ""),
        ("form", False, [], ""),
        ("form", False, {}, ""),
        ("form", True, [1, omit, 2], "color=1&color=2"),
        ("form", True, omit, ""),
        ("form", True, None, "color=null"),
        ("form", True, False, "color=false"),
        ("form", True, "a&b=c+d é", "color=a%26b%3Dc%2Bd%20%C3%A9"),
    ],
)
def test_query(style: str, explode: bool, value: object, text: str) -> None:
    pairs = query_parameter("color", value, style=style, explode=explode)
    assert "&".join(f"{name}={value}" for name, value in pairs) == text


def test_reserved_characters_stay_where_the_api_allows_it() -> None:
    pairs = query_parameter("q", "/a?b:c,d&e#f[g]+h", allow_reserved=True)
    assert pairs == (("q", "/a?b:c,d%26e%23f%5Bg%5D%2Bh"),)


def test_names_are_encoded_too() -> None:
    assert query_parameter("a[]", 1) == (("a%5B%5D", "1"),)


@pytest.mark.parametrize(
    ("explode", "value", "text"),
    [
        (False, "blue", "blue"),
        (False, LIST, "blue,black,brown"),
        (False, OBJECT, "R,100,G,200,B,150"),
        (True, OBJECT, "R=100,G=200,B=150"),
        (False, "a b%", "a b%"),
    ],
)
def test_header(explode: bool, value: object, text: str) -> None:
    assert header_parameter("X-A", value, explode=explode) == (("X-A", text),)


@pytest.mark.parametrize("value", ["a\r\nX-B: c", "镜像", "\x00"])
def test_a_header_with_foreign_characters_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="X-A has characters") as caught:
        header_parameter("X-A", value)
    assert value not in str(caught.value)


def test_cookies_are_like_a_query() -> None:
    assert cookie_parameter("c", "a;b") == (("c", "a%3Bb"),)
    assert cookie_parameter("c", omit) == header_parameter("c", omit) == ()


def test_json_in_the_query() -> None:
    assert query_parameter("q", json_text({"a": "é"})) == (("q", "%7B%22a%22%3A%22%C3%A9%22%7D"),)
    assert query_parameter("q", json_text(omit)) == ()


def test_expand() -> None:
    assert expand("/a/{b}/c{d}", (("b", "%2F"), ("d", ";d=1"))) == "/a/%2F/c;d=1"
