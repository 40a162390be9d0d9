import assert from "node:assert/strict";
import { test } from "node:test";

import { parseJson, stringifyJson } from "../runtime/json.js";

void test("integers that a number cannot hold are bigints", () => {
  const cases: readonly (readonly [string, unknown])[] = [
    ["0", 0],
    ["-0", -0],
    ["9007199254740991", 9007199254740991],
    ["9007199254740992", 9007199254740992n],
    ["9007199254740993", 9007199254740993n],
    ["-9223372036854775808", -9223372036854775808n],
    ["9007199254740993.0", 9007199254740993n],
    ["9.0e18", 9000000000000000000n],
    ["9.007199254740993e15", 9007199254740993n],
    ["1.5e300", BigInt(`15${"0".repeat(299)}`)],
    ["90071992547409930e-1", 9007199254740993n],
    ["9007199254740993.5", 9007199254740994],
    ["1.073741824E10", 10737418240],
    ["0.1", 0.1],
    ["1e-7", 1e-7],
  ];
  for (const [text, value] of cases) {
    assert.deepEqual(parseJson(text), value, text);
  }
});

void test("what JSON.parse refuses is refused", () => {
  const wrong =
    '|{|}|[|]|[1,]|{"a":1,}|{a:1}|01|1.|.5|+1|NaN|Infinity|nul|truex|"|"\\x"|"a\nb"|1 2|[1}|{"a"}|-|1e|\u00a01|\'a\''.split(
      "|",
    );
  for (const text of wrong) {
    assert.throws(() => parseJson(text), SyntaxError, text);
    assert.throws(() => JSON.parse(text) as unknown, SyntaxError, text);
  }
});

void test("what JSON.parse reads is read in the same way", () => {
  const right = [
    ' { "a" : [ 1 , true , false , null , "x" ] , "" : { } , "b" : [ ] } ',
    '"\\u955c\\ud83d\\udc27\\/\\"\\\\\\b\\f\\n\\r\\t\\u0000"',
    '"\\\\"',
    '"a\\\\\\"b"',
    '{"a":1,"a":2}',
    '"\u2028"',
    "-1.5e-3",
  ];
  for (const text of right) {
    assert.deepEqual(parseJson(text), JSON.parse(text), text);
  }
});

void test("a member called __proto__ is a member like any other", () => {
  const value = parseJson('{"__proto__":{"x":1},"constructor":2}') as object;
  assert.equal(Object.getPrototypeOf(value), Object.prototype);
  assert.equal(stringifyJson(value), '{"__proto__":{"x":1},"constructor":2}');
});

void test("nesting is followed to a depth and no further", () => {
  const nested = (depth: number): string =>
    "[".repeat(depth) + "]".repeat(depth);
  assert.equal(stringifyJson(parseJson(nested(1000))), nested(1000));
  assert.throws(() => parseJson(nested(100_000)), /nested too deeply/);
});

void test("a number of endless digits is refused", () => {
  assert.throws(() => parseJson("1e999999"), SyntaxError);
  assert.throws(() => parseJson("9".repeat(500)), SyntaxError);
});

void test("the canonical form", () => {
  const value = {
    b: undefined,
    a: [1, undefined, 2n ** 63n, -0, 1e21, 1e-7, 0.1],
    text: '"\\\b\t\n\f\r\u0001\u001f\u007f</>&\u2028é🐧',
  };
  assert.equal(
    stringifyJson(value),
    '{"a":[1,9223372036854775808,0,1e+21,1e-7,0.1],"text":"\\"\\\\\\b\\t\\n\\f\\r\\u0001\\u001f\u007f</>&\u2028é🐧"}',
  );
});

void test("what has no JSON form is refused", () => {
  const wrong = [
    NaN,
    Infinity,
    "\ud800",
    Symbol("x"),
    () => 1,
    new Date(),
    new Set(),
  ];
  for (const value of wrong) {
    assert.throws(() => stringifyJson(value), TypeError, String(value));
  }
});
