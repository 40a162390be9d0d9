// Bodies of requests: forms, parts, files, streams, several media types.
import assert from "node:assert/strict";
import { test } from "node:test";

import { Client as Forms } from "forms";
import { Client as Multipart } from "multipart-bodies";
import { Client as Several } from "several-media-types";
import { Client as Streams } from "streams";

import { json, reply, serving } from "./server.mjs";

const nothing = (_, response) => reply(response, 204);

test("a form of several parts is written as browsers write it", async () => {
  const taken = (_, response) => json(response, []);
  await serving(taken, async (baseUrl, seen) => {
    const client = new Multipart({ baseUrl, newBoundary: () => "B" });
    await client.files.uploadFiles({
      file: new Uint8Array([72, 105]),
      files: [
        new File(["one"], 'o"ne\r\n.txt', { type: "text/plain" }),
        { content: "two", fileName: "two.bin" },
      ],
      title: "T",
      count: 3,
      active: false,
      at: new Date(0),
      tags: ["a", "b"],
      ids: [1, 2],
      meta: { a: "x" },
      rows: [{ n: 1 }, { n: 2 }],
      colour: "red",
      naMe: "q",
    });
    const [{ headers, body }] = seen;
    assert.equal(headers["content-type"], "multipart/form-data; boundary=B");
    assert.equal(headers["content-length"], String(Buffer.byteLength(body)));
    const part = (head, text) => `--B\r\nContent-Disposition: form-data; ${head}\r\n\r\n${text}\r\n`;
    const file = (name, fileName, type, text) =>
      part(`name="${name}"; filename="${fileName}"\r\nContent-Type: ${type}`, text);
    const object = (name, text) => part(`name="${name}"\r\nContent-Type: application/json`, text);
    assert.equal(
      body,
      file("file", "file", "application/octet-stream", "Hi") +
        file("files", "o%22ne%0D%0A.txt", "text/plain", "one") +
        file("files", "two.bin", "application/octet-stream", "two") +
        part('name="title"', "T") +
        part('name="count"', "3") +
        part('name="active"', "false") +
        part('name="at"', "1970-01-01T00:00:00Z") +
        part('name="tags"', "a") +
        part('name="tags"', "b") +
        part('name="ids"', "1") +
        part('name="ids"', "2") +
        object("meta", '{"a":"x"}') +
        object("rows", '{"n":1}') +
        object("rows", '{"n":2}') +
        part('name="colour"', "red") +
        part('name="na%22me"', "q") +
        "--B--\r\n",
    );
  });
});

test("a stream among the parts is sent as it comes, and once", async () => {
  const busy = (_, response) => reply(response, 503, { "Retry-After": "0" });
  async function* chunks() {
    yield new TextEncoder().encode("one ");
    yield new TextEncoder().encode("two");
  }
  await serving(busy, async (baseUrl, seen) => {
    const client = new Multipart({ baseUrl, newBoundary: () => "B" });
    const calling = client.avatar.setAvatar({ image: [chunks()], alt: "A" });
    await assert.rejects(calling, { name: "ServerError", status: 503 });
    assert.equal(seen.length, 1);
    assert.match(seen[0].body, /\r\n\r\none two\r\n--B\r\n/);
    assert.equal(seen[0].headers["transfer-encoding"], "chunked");
  });
});

test("a form follows the styles of its members", async () => {
  await serving(nothing, async (baseUrl, seen) => {
    const client = new Forms({ baseUrl });
    await client.search.search({
      q: "a b",
      tags: ["x", "y"],
      ids: [1, 2],
      range: { from: 1, to: 2 },
      filter: { name: "n", list: ["l"] },
      path: "/a?b",
      when: "2026-01-01T00:00:00Z",
      flag: true,
    });
    assert.equal(seen[0].headers["content-type"], "application/x-www-form-urlencoded");
    assert.equal(
      seen[0].body,
      "q=a%20b&tags=x&tags=y&ids=1%7C2&range%5Bfrom%5D=1&range%5Bto%5D=2" +
        "&filter=%7B%22name%22%3A%22n%22%2C%22list%22%3A%5B%22l%22%5D%7D&path=/a?b" +
        "&when=2026-01-01T00%3A00%3A00Z&flag=true",
    );
  });
});

test("the caller chooses the media type, and JSON needs no choice", async () => {
  const created = (_, response) => reply(response, 201, { "Content-Type": "application/json" }, "{}");
  await serving(created, async (baseUrl, seen) => {
    const { documents } = new Several({ baseUrl, newBoundary: () => "B" });
    await documents.addDocument({ body: { title: "T" } });
    await documents.addDocument({ contentType: "text/plain", body: "text" });
    await documents.addDocument({
      contentType: "application/x-www-form-urlencoded",
      body: { title: "T", pages: 2 },
    });
    await documents.addDocument({ contentType: "application/octet-stream", body: new Blob(["b"]) });
    await documents.addDocument({ contentType: "multipart/form-data", body: { file: "f" } });
    const sent = seen.map(({ headers, body }) => [headers["content-type"], body]);
    assert.deepEqual(sent.slice(0, 4), [
      ["application/json", '{"title":"T"}'],
      ["text/plain; charset=utf-8", "text"],
      ["application/x-www-form-urlencoded", "title=T&pages=2"],
      ["application/octet-stream", "b"],
    ]);
    assert.equal(sent[4][0], "multipart/form-data; boundary=B");
  });
});

test("octets go out from a stream", async () => {
  await serving(nothing, async (baseUrl, seen) => {
    const client = new Streams({ baseUrl });
    await client.upload.upload({ body: new Blob(["stream"]).stream() });
    assert.equal(seen[0].body, "stream");
    assert.equal(seen[0].headers["content-type"], "application/octet-stream");
  });
});
