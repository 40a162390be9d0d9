import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";

import {
  baseUrl,
  basicCredential,
  keyCredential,
  schemeCredential,
  settingsOf,
} from "../runtime/configuration.js";
import {
  CancelledError,
  ConfigurationError,
  ConnectionLostError,
  DeadlineError,
  ReadTimeoutError,
  RedirectError,
  ServerError,
} from "../runtime/errors.js";
import { Group } from "../runtime/group.js";
import { json } from "../runtime/bodies.js";
import type { Operation } from "../runtime/operation.js";
import type { ApiPromise } from "../runtime/api-promise.js";
import type { BaseOptions, CallOptions } from "../runtime/options.js";
import { backoff, retryAfter } from "../runtime/retries.js";
import { RawResponse } from "../runtime/response.js";
import { parseTimestamp } from "../runtime/timestamps.js";
import * as s from "../runtime/wire.js";

const SECRET = "36c27e8ff05c";

const get: Operation<number> = {
  id: "GetCount",
  method: "GET",
  path: "/count",
  answers: [{ statuses: 200, body: json(s.number) }],
  security: [["key"]],
};
const post: Operation<number> = { ...get, id: "AddCount", method: "POST" };

class Counts extends Group {
  send(
    operation: Operation<number>,
    options?: CallOptions,
  ): ApiPromise<number> {
    return this.call(operation, {}, options);
  }
}

type Answering = (
  url: string,
  init: RequestInit,
) => Response | Promise<Response>;

function counts(answer: Answering, options: BaseOptions = {}): Counts {
  const fetch = async (input: unknown, init?: RequestInit): Promise<Response> =>
    answer(String(input), init ?? {});
  const facts = {
    baseUrl: new URL("https://example.com/v1"),
    userAgent: "counts/1",
    credentials: {
      key: keyCredential(SECRET, "key", "NONE", "query", "api_key"),
    },
    credentialHints: { key: "key or set KEY" },
  };
  return new Counts({
    ...settingsOf(facts, {
      ...options,
      fetch: fetch as typeof globalThis.fetch,
    }),
    jitter: () => 0,
  });
}

void test("a secret in the query is sent, and shown nowhere", async () => {
  const lines: string[] = [];
  const logger = {
    debug: (line: string): number => lines.push(line),
    info: (line: string): number => lines.push(line),
  };
  let seen = "";
  const group = counts(
    (url) => {
      seen = url;
      return new Response(`no ${SECRET}`, { status: 500 });
    },
    { logger },
  );
  const error = await group.send(get).catch((caught: unknown) => caught);
  assert.equal(seen, `https://example.com/v1/count?api_key=${SECRET}`);
  assert.ok(error instanceof ServerError);
  assert.equal(error.request.url, "https://example.com/v1/count?api_key=***");
  assert.ok(!error.message.includes(SECRET));
  assert.ok(!lines.join().includes(SECRET));
  assert.ok(!inspect(group, { depth: 9, showHidden: true }).includes(SECRET));
});

void test("the raw response beside the result, and alone", async () => {
  const group = counts(() => new Response("2.5", { headers: { "X-A": "b" } }));
  const { data, response } = await group.send(get).withResponse();
  assert.equal(data, 2.5);
  assert.equal(response.headers.get("x-a"), "b");
  const odd = counts(() => new Response("odd"));
  assert.equal((await odd.send(get).asResponse()).text, "odd");
  await assert.rejects(odd.send(get), /does not fit/);
});

void test("a POST without a key is not repeated, a GET is", async () => {
  let times = 0;
  const group = counts(() => {
    times += 1;
    throw new TypeError("fetch failed");
  });
  await assert.rejects(group.send(post), ConnectionLostError);
  assert.equal(times, 1);
  await assert.rejects(group.send(get), ConnectionLostError);
  assert.equal(times, 4);
});

void test("a request that was never sent is always repeated", async () => {
  let times = 0;
  const group = counts(() => {
    times += 1;
    const cause = Object.assign(new Error("refused"), { code: "ECONNREFUSED" });
    if (times < 3) throw new TypeError("fetch failed", { cause });
    return new Response("1");
  });
  assert.equal(await group.send(post), 1);
});

const never: Answering = (_, init) =>
  new Promise((_resolve, reject) => {
    init.signal?.addEventListener("abort", () => {
      reject(new Error("aborted"));
    });
  });

void test("limits of time, and the caller's signal", async () => {
  const group = counts(never, { retries: 0 });
  await assert.rejects(group.send(get, { timeout: 20 }), DeadlineError);
  await assert.rejects(group.send(get, { readTimeout: 20 }), ReadTimeoutError);
  const reason = new Error("changed my mind");
  const aborted = group.send(get, { signal: AbortSignal.abort(reason) });
  await assert.rejects(aborted, (error: unknown) => {
    assert.ok(error instanceof CancelledError);
    assert.equal(error.cause, reason);
    return true;
  });
});

void test("a body that never ends ends with the silence", async () => {
  const stream = new ReadableStream({
    start(controller): void {
      controller.enqueue(new Uint8Array([49]));
    },
  });
  const group = counts(() => new Response(stream), {
    retries: 0,
    readTimeout: 20,
  });
  await assert.rejects(group.send(get), ReadTimeoutError);
});

void test("what a browser shows of a redirect is an error of its own", async () => {
  const opaque = {
    status: 0,
    statusText: "",
    headers: new Headers(),
    body: null,
  };
  const group = counts(() => opaque as unknown as Response);
  await assert.rejects(group.send(get), RedirectError);
});

void test("base URLs", () => {
  assert.equal(baseUrl("http://h:8080/a//", "NONE").href, "http://h:8080/a");
  for (const url of [
    "",
    "h",
    "ftp://h",
    "http://",
    "http://u:p@h",
    "http://h?a",
    "http://h#a",
  ]) {
    assert.throws(() => baseUrl(url, "NONE"), ConfigurationError, url);
  }
});

void test("credentials", () => {
  assert.throws(
    () => schemeCredential("a\nb", "session", "NONE", "OAuth"),
    /session/,
  );
  assert.equal(
    schemeCredential(undefined, "session", "NONE", "OAuth"),
    undefined,
  );
  assert.equal(
    basicCredential({ user: "u", password: "p" }, "NONE")?.secret.reveal(),
    "p",
  );
  const shown = JSON.stringify(
    schemeCredential(SECRET, "session", "NONE", "OAuth"),
  );
  assert.ok(!shown.includes(SECRET));
});

void test("pauses", () => {
  assert.deepEqual(
    [0, 1, 2, 3, 4, 5].map((attempt) => backoff(attempt, () => 1)),
    [500, 1000, 2000, 4000, 8000, 8000],
  );
  const after = (headers: Record<string, string>): number | undefined =>
    retryAfter(
      new RawResponse(
        503,
        "",
        new Headers(headers),
        new Uint8Array(),
        {} as never,
      ),
    );
  assert.equal(after({ "Retry-After": "2" }), 2000);
  assert.equal(after({ "Retry-After": "soon, -5" }), undefined);
  const date = "Sun, 06 Nov 1994 08:49:37 GMT";
  assert.equal(
    after({ "Retry-After": "Sun, 06 Nov 1994 08:49:40 GMT", Date: date }),
    3000,
  );
  assert.equal(after({ "Retry-After": date }), 0);
});

void test("times that come as text", () => {
  const iso = (text: string, zone?: string): string =>
    parseTimestamp(text, zone).toISOString();
  assert.equal(iso("Nov 14, 2017 10:20:57 PM"), "2017-11-14T22:20:57.000Z");
  assert.equal(
    iso("Nov 14, 2017, 12:20:57 AM", "+08:00"),
    "2017-11-13T16:20:57.000Z",
  );
  assert.equal(iso("2024-10-14T22:20:57+08:00"), "2024-10-14T14:20:57.000Z");
  assert.equal(iso("2024-10-14 22:20:57"), "2024-10-14T22:20:57.000Z");
  for (const text of [
    "",
    "yesterday",
    "Foo 1, 2017 1:00:00 PM",
    "Nov 1, 2017 13:00:00 PM",
  ]) {
    assert.throws(() => parseTimestamp(text), RangeError, text);
  }
});
