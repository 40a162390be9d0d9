import assert from "node:assert/strict";
import { test } from "node:test";

import {
  cookieParameter,
  expand,
  headerParameter,
  asJson,
  pathParameter,
  queryParameter,
} from "../runtime/parameters.js";
import type { PathStyle, QueryStyle } from "../runtime/parameters.js";
import * as s from "../runtime/wire.js";

const LIST = ["blue", "black", "brown"];
const OBJECT = { R: 100, G: 200, B: 150 };

// The table of OpenAPI 3.1, section 4.8.12.3.
const PATHS: readonly (readonly [PathStyle, unknown, string])[] = [
  [{}, "blue", "blue"],
  [{}, LIST, "blue,black,brown"],
  [{}, OBJECT, "R,100,G,200,B,150"],
  [{ explode: true }, OBJECT, "R=100,G=200,B=150"],
  [{ style: "label" }, "blue", ".blue"],
  [{ style: "label" }, LIST, ".blue,black,brown"],
  [{ style: "label", explode: true }, LIST, ".blue.black.brown"],
  [{ style: "label", explode: true }, OBJECT, ".R=100.G=200.B=150"],
  [{ style: "matrix" }, "blue", ";color=blue"],
  [{ style: "matrix" }, "", ";color"],
  [{ style: "matrix" }, LIST, ";color=blue,black,brown"],
  [
    { style: "matrix", explode: true },
    LIST,
    ";color=blue;color=black;color=brown",
  ],
  [{ style: "matrix", explode: true }, OBJECT, ";R=100;G=200;B=150"],
];

void test("styles of paths", () => {
  for (const [style, value, text] of PATHS) {
    const pair = pathParameter("color", s.anything, value as never, style);
    assert.deepEqual(pair, ["color", text]);
  }
});

const QUERIES: readonly (readonly [QueryStyle, unknown, string])[] = [
  [{}, "", "color="],
  [{}, "a b/?&=+é", "color=a%20b%2F%3F%26%3D%2B%C3%A9"],
  [{}, "!'()*~-._", "color=%21%27%28%29%2A~-._"],
  [
    { allowReserved: true },
    ":/?@!$'()*,;=&#+[]",
    "color=:/?@!$'()*,;=%26%23%2B%5B%5D",
  ],
  [{}, LIST, "color=blue&color=black&color=brown"],
  [{}, [], ""],
  [{}, OBJECT, "R=100&G=200&B=150"],
  [{ explode: false }, LIST, "color=blue,black,brown"],
  [{ explode: false }, OBJECT, "color=R,100,G,200,B,150"],
  [
    { style: "spaceDelimited", explode: false },
    LIST,
    "color=blue%20black%20brown",
  ],
  [
    { style: "pipeDelimited", explode: false },
    LIST,
    "color=blue%7Cblack%7Cbrown",
  ],
  [
    { style: "deepObject" },
    OBJECT,
    "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
  ],
  [
    { style: "deepObject" },
    { a: { b: ["x", "y"] } },
    "color%5Ba%5D%5Bb%5D=x&color%5Ba%5D%5Bb%5D=y",
  ],
  [{}, null, "color=null"],
  [{}, true, "color=true"],
  [{}, 9007199254740993n, "color=9007199254740993"],
  [{}, undefined, ""],
];

void test("styles of queries", () => {
  for (const [style, value, text] of QUERIES) {
    const pairs = queryParameter("color", s.anything, value as never, style);
    assert.equal(pairs.map((pair) => pair.join("=")).join("&"), text);
  }
});

void test("a path parameter never leads elsewhere", () => {
  for (const value of ["", ".", ".."]) {
    assert.throws(() => pathParameter("id", s.text, value), /lead elsewhere/);
  }
  assert.equal(
    expand("/a/{id}/b", [pathParameter("id", s.text, "../$&")]),
    "/a/..%2F%24%26/b",
  );
});

void test("headers and cookies", () => {
  assert.deepEqual(headerParameter("X-A", s.list(s.text), ["a b", "c"]), [
    ["X-A", "a b,c"],
  ]);
  assert.deepEqual(headerParameter("X-A", s.text, undefined), []);
  assert.throws(() => headerParameter("X-A", s.text, "a\r\nB: c"), TypeError);
  assert.throws(() => headerParameter("X-A", s.text, "é"), TypeError);
  assert.deepEqual(cookieParameter("a", s.text, "b;c"), [["a", "b%3Bc"]]);
});

void test("JSON in a query", () => {
  const pairs = queryParameter("q", asJson(s.map(s.int64)), { a: 2n ** 62n });
  assert.deepEqual(pairs, [["q", "%7B%22a%22%3A4611686018427387904%7D"]]);
});
