// Answers: streams, octets, several media types, headers, pages, webhooks.
import assert from "node:assert/strict";
import { test } from "node:test";

import { Client as Paging } from "paging";
import { Client as Headers } from "response-headers";
import { ByteStream, Client as Several } from "several-media-types";
import { Client as Streams } from "streams";
import { webhooks } from "webhooks-and-callbacks";

import { json, reply, serving } from "./server.mjs";

async function all(items) {
  const found = [];
  for await (const item of items) found.push(item);
  return found;
}

/** Sends a stream in pieces that respect no border. */
function events(text, cut = 7) {
  return (_, response) => {
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    for (let at = 0; at < text.length; at += cut) response.write(text.slice(at, at + cut));
    response.end();
  };
}

test("events are read one by one, whatever ends their lines", async () => {
  const text =
    '\ufeff: keep-alive\n\ndata: {"n":1}\r\n\r\ndata: {"n":\rdata: 2}\r\rdata:{"n":3}\n\n' +
    'event: x\nretry: 5\n\ndata: [DONE]\n\ndata: {"n":4}\n\n';
  for (const cut of [1, 7, 1000]) {
    await serving(events(text, cut), async (baseUrl, seen) => {
      const stream = await new Streams({ baseUrl }).events.listen();
      assert.deepEqual(await all(stream), [{ n: 1 }, { n: 2 }, { n: 3 }]);
      assert.equal(seen[0].headers.accept, "text/event-stream");
    });
  }
});

test("an element may be the event itself, or a text", async () => {
  const text = 'event: started\ndata: {"id":"a"}\nid: 7\n\n';
  await serving(events(text), async (baseUrl) => {
    const client = new Streams({ baseUrl });
    assert.deepEqual(await all(await client.envelopes.watch()), [
      { event: "started", id: "7", data: { id: "a" } },
    ]);
    assert.deepEqual(await all(await client.texts.readTexts()), ['{"id":"a"}']);
  });
});

test("lines of JSON are elements", async () => {
  const lines = (_, response) =>
    reply(response, 200, { "Content-Type": "application/jsonl" }, '{"n":1}\n\n{"n":2}\r\n{"n":3}');
  await serving(lines, async (baseUrl) => {
    const stream = await new Streams({ baseUrl }).lines.readLines();
    assert.deepEqual(await all(stream), [{ n: 1 }, { n: 2 }, { n: 3 }]);
  });
});

test("an element that does not fit, and a stream that breaks, are errors of the client", async () => {
  await serving(events('data: {"n":"x"}\n\n'), async (baseUrl) => {
    const stream = await new Streams({ baseUrl }).events.listen();
    await assert.rejects(all(stream), { name: "DecodeError" });
  });
  const broken = (_, response) => {
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    response.write('data: {"n":1}\n\n');
    setTimeout(() => response.destroy(), 50);
  };
  await serving(broken, async (baseUrl) => {
    const stream = await new Streams({ baseUrl }).events.listen();
    await assert.rejects(all(stream), { name: "ConnectionLostError" });
  });
});

test("silence, a cancel and a close end a stream", async () => {
  let closed = 0;
  const silent = (_, response) => {
    response.on("close", () => (closed += 1));
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    response.write('data: {"n":1}\n\n');
  };
  await serving(silent, async (baseUrl) => {
    const { events: group } = new Streams({ baseUrl });
    await assert.rejects(all(await group.listen({ readTimeout: 50 })), { name: "ReadTimeoutError" });
    const controller = new AbortController();
    const cancelled = await group.listen({ signal: controller.signal });
    setTimeout(() => controller.abort(), 50);
    await assert.rejects(all(cancelled), { name: "CancelledError" });
    const left = await group.listen();
    for await (const item of left) {
      assert.deepEqual(item, { n: 1 });
      break;
    }
    await (await group.listen()).close();
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.equal(closed, 4);
  });
});

test("of two methods, each asks for its own kind of answer", async () => {
  const answer = ({ headers }, response) =>
    headers.accept.includes("event-stream")
      ? events('data: {"delta":"a"}\n\n')(null, response)
      : json(response, { text: "a" });
  await serving(answer, async (baseUrl, seen) => {
    const { answers } = new Streams({ baseUrl });
    assert.deepEqual(await answers.answer({ question: "q" }), { text: "a" });
    assert.deepEqual(await all(await answers.answerStream({ question: "q", stream: true })), [
      { delta: "a" },
    ]);
    assert.equal(seen[0].headers.accept, "application/json");
    assert.equal(seen[1].body, '{"question":"q","stream":true}');
  });
});

test("octets are read in pieces, or all at once", async () => {
  const file = (_, response) => {
    response.writeHead(200, { "Content-Type": "application/octet-stream" });
    response.write("one ");
    setTimeout(() => response.end("two"), 20);
  };
  await serving(file, async (baseUrl) => {
    const { download } = new Streams({ baseUrl });
    assert.equal(await (await download.download()).text(), "one two");
    assert.equal((await (await download.download()).bytes()).length, 7);
    const read = await new Response((await download.download()).readable()).text();
    assert.equal(read, "one two");
    const { data, headers } = await download.download().withResponse();
    assert.deepEqual(headers, {});
    await data.close();
  });
});

test("the content type of an answer decides", async () => {
  const kinds = {
    1: ["application/json", '{"title":"T"}'],
    2: ["application/vnd.acme.v2+json; v=1", '{"titles":["T"]}'],
    3: ["text/plain", "T"],
    4: ["application/pdf", "%PDF"],
  };
  const answer = (_, response, number) =>
    reply(response, 200, { "Content-Type": kinds[number][0] }, kinds[number][1]);
  await serving(answer, async (baseUrl, seen) => {
    const { documents } = new Several({ baseUrl });
    const ask = () => documents.addDocument({ body: { title: "T" } });
    assert.deepEqual(await ask(), { title: "T" });
    assert.deepEqual(await ask(), { titles: ["T"] });
    assert.equal(await ask(), "T");
    const file = await ask();
    assert.ok(file instanceof ByteStream);
    assert.equal(await file.text(), "%PDF");
    assert.match(seen[0].headers.accept, /application\/json, application\/vnd\.acme\.v2\+json/);
  });
});

test("headers are typed, and what does not fit is absent", async () => {
  const answer = (_, response) =>
    json(response, ["a"], {
      "X-Rate-Limit": "7",
      "X-Reset": "2026-01-01T00:00:00Z",
      "X-Tags": "a, b",
      "X-Info": '{"a":"b"}',
      "X-Flag": "maybe",
      "X-Total": "9007199254740993",
    });
  await serving(answer, async (baseUrl) => {
    const client = new Headers({ baseUrl });
    const { data, headers } = await client.items.listItems().withResponse();
    assert.deepEqual(data, ["a"]);
    assert.deepEqual(headers, {
      xRateLimit: 7,
      xReset: "2026-01-01T00:00:00Z",
      xTags: ["a", "b"],
      xInfo: { a: "b" },
      ...("contentType" in headers && { contentType: "application/json" }),
    });
    const counted = await client.items.countItems().withResponse();
    assert.equal(counted.headers.xTotal, 9007199254740993n);
  });
});

test("pages follow a cursor of the body or of a header", async () => {
  const pages = [
    { data: [{ id: "1" }], meta: { next: "b/c", has_more: true } },
    { data: [], meta: { next: "d" } },
    { data: [{ id: "2" }], meta: { next: null } },
  ];
  const body = (_, response, number) => json(response, pages[number - 1]);
  await serving(body, async (baseUrl, seen) => {
    const items = new Paging({ baseUrl }).cursor.listByCursorAll({ q: "x", after: "a" });
    assert.deepEqual(await items.toArray(), [{ id: "1" }, { id: "2" }]);
    const targets = seen.map(({ url }) => url);
    assert.deepEqual(targets, [
      "/cursor?q=x&after=a",
      "/cursor?q=x&after=b%2Fc",
      "/cursor?q=x&after=d",
    ]);
  });
  const header = (_, response, number) =>
    json(response, [{ id: String(number) }], number < 3 ? { "X-Next-Token": `t${number}` } : {});
  await serving(header, async (baseUrl, seen) => {
    const { headerCursor } = new Paging({ baseUrl });
    assert.equal((await headerCursor.listByHeaderAll().toArray()).length, 3);
    assert.equal(seen.at(-1).url, "/header-cursor?token=t2");
    assert.equal((await headerCursor.listByHeaderAll().toArray(1)).length, 1);
  });
});

test("pages are counted by elements or by pages", async () => {
  const left = [["a", "b"], ["c"]];
  const offset = (_, response, number) => json(response, { items: left[number - 1] });
  await serving(offset, async (baseUrl, seen) => {
    const items = new Paging({ baseUrl }).offset.listByOffsetAll({ limit: 2 });
    assert.deepEqual(await items.toArray(), ["a", "b", "c"]);
    assert.deepEqual(
      seen.map(({ url }) => url),
      ["/offset?limit=2", "/offset?limit=2&offset=2"],
    );
  });
  const page = (_, response, number) =>
    json(response, { items: number < 3 ? [{ id: String(number) }] : [] });
  await serving(page, async (baseUrl, seen) => {
    const items = new Paging({ baseUrl }).page.listByPageAll({ owner: "o" });
    assert.equal((await items.toArray()).length, 2);
    assert.deepEqual(
      seen.map(({ url }) => url),
      ["/page/o", "/page/o?page=1", "/page/o?page=2"],
    );
  });
});

test("links lead to pages on the same server only", async () => {
  const links = (_, response, number) =>
    json(response, [{ id: String(number) }], {
      Link:
        number === 1
          ? '</link?per_page=1&x="a,b">; rel="prev next"; title="a, b", </z>; rel=last'
          : '<http://other.example.com/link>; rel="next"',
    });
  await serving(links, async (baseUrl, seen) => {
    const items = new Paging({ baseUrl }).link.listByLinkAll({ per_page: 1 });
    const found = [];
    const reading = (async () => {
      for await (const item of items) found.push(item.id);
    })();
    await assert.rejects(reading, { name: "DecodeError" });
    assert.deepEqual(found, ["1", "2"]);
    assert.equal(seen.length, 2);
  });
});

test("webhooks are read from their raw bodies", () => {
  const body = '{"id":"a","at":"2026-01-01T00:00:00Z","subject":null}';
  const expected = { id: "a", at: "2026-01-01T00:00:00Z", subject: null };
  assert.deepEqual(webhooks.imageAdded(body), expected);
  assert.deepEqual(webhooks.imageAdded(new TextEncoder().encode(body)), expected);
  assert.throws(() => webhooks.imageAdded("{}"), { name: "ShapeError" });
  assert.equal(webhooks.ping(), undefined);
  assert.deepEqual(webhooks.form("a=b%20c"), { a: "b c" });
});
