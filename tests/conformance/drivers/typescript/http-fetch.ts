/**
 * A `fetch` over node:http, which sends the headers that it is given and no others, and which takes
 * no gzip for whole that is cut off. It has what the client needs, and no more.
 */

import { Agent, request } from "node:http";
import type { IncomingMessage } from "node:http";
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";

const agent = new Agent({ keepAlive: true });

/** The same contract as the global `fetch`, for a client's `fetch` option. */
export async function httpFetch(
  input: string | URL | Request,
  init: RequestInit = {},
): Promise<Response> {
  const content = init.body as Uint8Array | null;
  const headers = Object.fromEntries(init.headers as [string, string][]);
  const message = await new Promise<IncomingMessage>((resolve, reject) => {
    const sent = request(
      String(input),
      {
        agent,
        method: init.method ?? "GET",
        headers: content
          ? { ...headers, "Content-Length": content.length }
          : headers,
        ...(init.signal && { signal: init.signal }),
      },
      resolve,
    );
    sent.on("error", reject);
    sent.end(content ?? undefined);
  });
  const response = new Response(bodyOf(message), {
    statusText: message.statusMessage ?? "",
    headers: headersOf(message),
  });
  // Not in the constructor, which takes no body where the status should have none.
  Object.defineProperty(response, "status", { value: message.statusCode });
  return response;
}

function bodyOf(message: IncomingMessage): ReadableStream<Uint8Array> {
  const isPacked = message.headers["content-encoding"] === "gzip";
  const body = isPacked
    ? pipeline(message, createGunzip(), () => undefined)
    : message;
  return Readable.toWeb(body as Readable) as ReadableStream<Uint8Array>;
}

function headersOf(message: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, values] of Object.entries(message.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value);
  }
  return headers;
}
