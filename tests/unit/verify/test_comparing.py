"""What counts as the same request."""

from __future__ import annotations

from specpress.verify.comparing import Sent, differences, sent
from specpress.verify.recording import Request


def request(target: str = "/a", body: bytes = b"", **headers: str) -> Request:
    return Request(
        method="POST",
        target=target,
        headers=tuple((key.replace("_", "-"), value) for key, value in headers.items()),
        body=body,
    )


def told(**found: Request) -> dict[str, str]:
    return dict(differences({name: sent(one) for name, one in found.items()}))


def test_what_http_libraries_add_is_not_compared() -> None:
    one = request(User_Agent="a", Host="b", Accept_Encoding="gzip", Accept="x")
    assert told(one=one, other=request(user_agent="c", accept="x", connection="close")) == {}


def test_a_boundary_is_any_boundary() -> None:
    def multipart(boundary: str) -> Request:
        body = f"--{boundary}\r\n\r\nx\r\n--{boundary}--\r\n".encode()
        return request(body=body, Content_Type=f"multipart/form-data; boundary={boundary}")

    assert told(one=multipart("abc"), other=multipart("xyz123")) == {}
    quoted = request(body=b"--q--\r\n", Content_Type='multipart/form-data; boundary="q"')
    plain = request(body=b"--r--\r\n", Content_Type="multipart/form-data; boundary=r")
    assert told(one=quoted, other=plain) == {}


def test_the_odd_one_out_is_named() -> None:
    usual = request("/a?q=1%20", b'{"a":1}', Accept="application/json")
    odd = request("/a?q=1+", b'{"a":1.0}', Accept="*/*")
    found = told(one=usual, two=usual, three=odd)
    assert found.keys() == {"three"}
    assert "query 'q=1+' and not 'q=1%20'" in found["three"]
    assert "header accept: '*/*' and not 'application/json'" in found["three"]
    assert "body at 6" in found["three"]


def test_bytes_count_and_not_values() -> None:
    assert told(one=request(body=b'{"a":1}'), other=request(body=b'{"a": 1}'))


def test_a_header_that_is_missing() -> None:
    found = told(one=request(A="1"), two=request(A="1"), three=request())
    assert found == {"three": "header a: nothing and not '1'"}


def test_headers_may_be_ignored() -> None:
    one = sent(request(Key="1"), {"key"})
    assert one == sent(request(Key="2"), {"key"})
    assert isinstance(one, Sent)
    assert differences({}) == {}
