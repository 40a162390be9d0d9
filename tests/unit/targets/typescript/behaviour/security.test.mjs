// Credentials, tokens and servers.
import assert from "node:assert/strict";
import { test } from "node:test";

import { Client } from "security-and-servers";

import { json, reply, serving } from "./server.mjs";

const nothing = (_, response) => reply(response, 204);

test("an operation goes to its own server, wherever the caller says that is", async () => {
  await serving(nothing, async (other, reached) => {
    await serving(nothing, async (baseUrl, seen) => {
      const servers = { "https://uploads.example.com/{tenant}": `${other}/x/` };
      const client = new Client({ baseUrl: `${baseUrl}/v1`, servers, bearer: "t" });
      await client.uploads.upload({ body: "o" });
      await client.uploads.listUploads();
      assert.deepEqual(reached.map(({ url }) => url), ["/x/uploads"]);
      assert.deepEqual(seen.map(({ url }) => url), ["/v2/uploads"]);
    });
  });
});

test("variables make the URL of the server", async () => {
  const urls = [];
  const fetch = async (url) => {
    urls.push(url);
    return new Response(null, { status: 204 });
  };
  await new Client({ fetch }).open.open();
  await new Client({ fetch, region: "us", base: "v9" }).open.open();
  assert.deepEqual(urls, ["https://eu.example.com/v1/open", "https://us.example.com/v9/open"]);
});

test("a token is asked for once, and again when it is refused or old", async () => {
  let number = 0;
  const answer = ({ url, headers }, response) => {
    if (url === "/token") {
      number += 1;
      const token = { access_token: `secret-${number}`, expires_in: number === 3 ? 20 : 3600 };
      setTimeout(() => json(response, token), 20);
    } else {
      const isOld = headers.authorization === "Bearer secret-1" && number === 1 && old;
      reply(response, isOld ? 401 : 204);
    }
  };
  let old = false;
  await serving(answer, async (baseUrl, seen) => {
    const oauth = { clientId: "c d", clientSecret: "s:t", tokenUrl: `${baseUrl}/token` };
    const client = new Client({ baseUrl, oauth });
    await Promise.all([client.oauth.oauth(), client.oauth.oauth()]);
    assert.equal(number, 1);
    const [{ headers, body }] = seen;
    assert.equal(body, "grant_type=client_credentials&scope=read%20write");
    assert.equal(headers.authorization, `Basic ${btoa("c%20d:s%3At")}`);
    old = true;
    await client.oauth.oauth();
    assert.equal(number, 2);
    assert.equal(seen.at(-1).headers.authorization, "Bearer secret-2");
  });
  await serving(answer, async (baseUrl) => {
    number = 2; // the next one is good for 20 seconds, which is too short
    const oauth = { refreshToken: "r", clientId: "c", tokenUrl: `${baseUrl}/token` };
    const client = new Client({ baseUrl, oauth });
    await client.oauth.oauth();
    await client.oauth.oauth();
    assert.equal(number, 4);
  });
});

test("a refused token is an error that shows no secret", async () => {
  const refuse = (_, response) => reply(response, 401, {}, "no r-secret, no c-secret");
  await serving(refuse, async (baseUrl) => {
    const oauth = { refreshToken: "r-secret", clientSecret: "c-secret", tokenUrl: `${baseUrl}/t` };
    const calling = new Client({ baseUrl, oauth }).oauth.oauth();
    await assert.rejects(calling, (error) => {
      assert.equal(error.name, "AuthenticationError");
      assert.doesNotMatch(error.message, /secret/);
      return true;
    });
  });
});

test("a provider is asked before each request", async () => {
  let number = 0;
  await serving(nothing, async (baseUrl, seen) => {
    const client = new Client({ baseUrl, oidc: async () => `t${(number += 1)}` });
    await client.oauth.oauth();
    await client.oauth.oauth();
    assert.deepEqual(
      seen.map(({ headers }) => headers.authorization),
      ["Bearer t1", "Bearer t2"],
    );
  });
});
