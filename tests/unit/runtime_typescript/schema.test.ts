import assert from "node:assert/strict";
import { test } from "node:test";

import { parseJson, stringifyJson } from "../runtime/json.js";
import { ShapeError } from "../runtime/shape-error.js";
import * as s from "../runtime/wire.js";
import type { Schema } from "../runtime/wire.js";

interface Node {
  id: bigint;
  name?: string;
  note?: string | null;
  next?: Node;
  items?: bigint[];
}

const node: Schema<Node> = s.record(() => ({
  id: s.required(s.int64),
  name: s.optional(s.text),
  note: s.optional(s.nullable(s.text)),
  next: s.optional(node),
  items: s.optional(s.list(s.int64)),
}));

function read(text: string): Node {
  return node.decode(parseJson(text));
}

void test("64 bits are exact in both directions, unknown members are kept", () => {
  const text =
    '{"extra":[1,{"x":null}],"id":9223372036854775807,"items":[1,-9007199254740993]}';
  const value = read(text);
  assert.equal(value.id, 9223372036854775807n);
  assert.deepEqual(value.items, [1n, -9007199254740993n]);
  assert.deepEqual(s.extraProperty(value, "extra"), [1, { x: null }]);
  assert.equal(
    stringifyJson(node.encode(value)),
    '{"id":9223372036854775807,"items":[1,-9007199254740993],"extra":[1,{"x":null}]}',
  );
});

void test("absence, null where it is a value, null where it is none", () => {
  assert.deepEqual(read('{"id":1,"note":null,"name":null}'), {
    id: 1n,
    note: null,
  });
  assert.equal(
    stringifyJson(node.encode({ id: 1n, note: null })),
    '{"id":1,"note":null}',
  );
});

void test("whole floats are integers", () => {
  assert.equal(read('{"id":1.073741824E10}').id, 10737418240n);
  assert.equal(read('{"id":-0.0}').id, 0n);
});

void test("what does not fit is told with its place", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["[]", "an object is expected, and this is a list"],
    ["{}", "id: is missing"],
    ['{"id":null}', "id: an integer is expected, and this is null"],
    ['{"id":"1"}', "id: an integer is expected, and this is a text"],
    ['{"id":0.5}', "id: an integer is expected, and this is the number 0.5"],
    [
      '{"id":9223372036854775808}',
      "id: 9223372036854775808 has more than 64 bits",
    ],
    [
      '{"id":1,"next":{"id":1,"items":[1,true]}}',
      "next.items[1]: an integer is expected, and this is true",
    ],
  ];
  for (const [text, message] of cases) {
    assert.throws(() => read(text), new ShapeError(message), text);
  }
});

void test("arguments take numbers where a bigint is not needed", () => {
  assert.equal(s.int64.encode(5 as never), 5n);
  assert.throws(() => s.int64.encode((2 ** 53) as never), /give a bigint/);
  assert.throws(() => s.integer.encode(1.5), ShapeError);
  assert.equal(s.integer.encode((2n ** 63n) as never), 2n ** 63n);
  assert.throws(() => s.integer.decode(2n ** 53n), ShapeError);
  assert.equal(s.bigInteger.decode(7), 7n);
});

void test("octets and moments", () => {
  assert.deepEqual(s.base64.decode("AP8="), new Uint8Array([0, 255]));
  assert.equal(s.base64.encode(new Uint8Array([0, 255])), "AP8=");
  assert.throws(() => s.base64.decode("*"), ShapeError);
  const moment = new Date(Date.UTC(2026, 0, 2, 3, 4, 5));
  assert.equal(s.dateTime.encode(moment as never), "2026-01-02T03:04:05Z");
  assert.equal(
    s.dateTime.decode("Nov 14, 2017 10:20:57 PM"),
    "Nov 14, 2017 10:20:57 PM",
  );
});

interface Cat {
  kind: string;
  lives: bigint;
}
interface Dog {
  kind: string;
  loud?: boolean;
}

const cat: Schema<Cat> = s.record(() => ({
  kind: s.required(s.text),
  lives: s.required(s.int64),
}));
const dog: Schema<Dog> = s.record(() => ({
  kind: s.required(s.text),
  loud: s.optional(s.boolean),
}));

void test("a tag decides, and an unknown one is kept raw", () => {
  const pet = s.tagged<unknown>("kind", () => ({ cat, dog }));
  assert.deepEqual(pet.decode(parseJson('{"kind":"cat","lives":9}')), {
    kind: "cat",
    lives: 9n,
  });
  assert.deepEqual(pet.decode(parseJson('{"kind":"fox","lives":9}')), {
    kind: "fox",
    lives: 9,
  });
  assert.deepEqual(pet.decode(parseJson('{"kind":"toString"}')), {
    kind: "toString",
  });
  assert.throws(
    () => pet.decode(parseJson('{"kind":"cat","lives":"9"}')),
    /lives/,
  );
  assert.deepEqual(pet.encode({ lives: 1n, kind: "cat" }), {
    kind: "cat",
    lives: 1n,
  });
});

void test("without a tag the form decides, and what fits none is kept raw", () => {
  const either = s.oneOf<unknown>(() => [
    s.text,
    s.int64,
    s.list(s.number),
    cat,
    dog,
  ]);
  assert.equal(either.decode("x"), "x");
  assert.equal(either.decode(5), 5n);
  assert.deepEqual(either.decode([1.5]), [1.5]);
  assert.deepEqual(either.decode({ kind: "x", lives: 1 }), {
    kind: "x",
    lives: 1n,
  });
  assert.deepEqual(either.decode({ kind: "x", loud: true }), {
    kind: "x",
    loud: true,
  });
  assert.deepEqual(either.decode(false), false);
  assert.deepEqual(either.encode({ lives: 2n, kind: "x" }), {
    kind: "x",
    lives: 2n,
  });
  assert.equal(either.encode(7n), 7n);
});

void test("names that look like numbers keep the order of the description", () => {
  const odd: Schema<{ b: string; "1": string; "0": string }> = s.record(
    () => ({
      b: s.required(s.text),
      "1": s.required(s.text),
      "0": s.required(s.text),
    }),
    undefined,
    ["b", "1", "0"],
  );
  const value = { "0": "x", "1": "y", b: "z" };
  assert.equal(stringifyJson(odd.encode(value)), '{"b":"z","1":"y","0":"x"}');
});
