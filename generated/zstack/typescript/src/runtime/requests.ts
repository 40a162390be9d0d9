/** Calls to requests: address, credentials, headers. Nothing is sent here. */

import { ConfigurationError } from "./errors.js";
import { acceptOf } from "./operation.js";
import type {
  Arguments,
  Idempotency,
  Operation,
  Payload,
  WholePayload,
} from "./operation.js";
import { secretsOf } from "./options.js";
import type { Settings } from "./options.js";
import { checkedHeader, expand, quote } from "./parameters.js";
import type { Pair } from "./parameters.js";
import type { RequestSummary } from "./response.js";
import { MASK, authorization, scrub } from "./secret.js";
import type { Credential, Secret } from "./secret.js";
import type { TokenSource } from "./tokens.js";
import type { Content } from "./uploads.js";

/**
 * A request that is ready to be sent. `summary` is what errors and logs may
 * show.
 */
export interface Request {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly Pair[];
  readonly content: Content | undefined;
  readonly summary: RequestSummary;
  /** What gives the token of the request, which stands in Authorization. */
  readonly token?: TokenSource | undefined;
}

/**
 * What credentials add to a request; `hidden` names the headers that have
 * secrets.
 */
interface Signature {
  readonly headers: readonly Pair[];
  readonly query: readonly Pair[];
  readonly cookies: readonly Pair[];
  readonly hidden: readonly string[];
  readonly token?: TokenSource | undefined;
}

/**
 * The request of a call. Throws a ConfigurationError where a credential is
 * missing.
 */
export function buildRequest(
  settings: Settings,
  operation: Operation<unknown>,
  given: Arguments,
): Request {
  const base = baseOf(settings, operation);
  const path = prefixOf(base) + expand(operation.path, given.path ?? []);
  const body = given.body && wholeOf(settings, given.body);
  const type: readonly Pair[] = body ? [["Content-Type", body.mediaType]] : [];
  return build(settings, operation, operation.method, path, {
    ...given,
    body,
    headers: [...type, ...(given.headers ?? [])],
  });
}

/**
 * The request for the state of a job; `location` is its path, with a query
 * perhaps.
 */
export function buildPoll(
  settings: Settings,
  operation: Operation<unknown>,
  location: string,
): Request {
  return build(settings, operation, "GET", location, {});
}

/**
 * Arguments with an idempotency key, the caller's or a new one; and the key, ""
 * for none.
 */
export function withKey(
  settings: Settings,
  operation: Operation<unknown>,
  given: Arguments,
): { readonly given: Arguments; readonly key: string } {
  const { idempotency } = operation;
  if (!idempotency) return { given, key: "" };
  const headers = given.headers ?? [];
  const wanted = idempotency.header.toLowerCase();
  const all = [...headers, ...Object.entries(settings.headers)];
  const known = all.find(([name]) => name.toLowerCase() === wanted);
  if (known) return { given, key: known[1] };
  const key = newKey(settings, idempotency);
  return {
    given: { ...given, headers: [...headers, [idempotency.header, key]] },
    key,
  };
}

/** A request with another URL on the same server. */
export function withUrl(
  settings: Settings,
  request: Request,
  url: string,
): Request {
  const shown = scrub(url, secretsOf(settings));
  return { ...request, url, summary: { ...request.summary, url: shown } };
}

/**
 * The path and query of a job's location, below the path of the client's base
 * URL. The scheme, host and port that a server names are its own idea and are
 * not used.
 *
 * @throws TypeError if the location is no URL.
 */
export function jobPath(settings: Settings, location: string): string {
  const url = new URL(location, settings.baseUrl);
  const prefix = prefixOf(settings.baseUrl);
  const path = url.pathname;
  const isBelow = path === prefix || path.startsWith(`${prefix}/`);
  return `${isBelow ? path : prefix + path}${url.search}`;
}

/**
 * The URL that an operation's path counts from: the client's own, unless the
 * operation has a server.
 */
function baseOf(settings: Settings, { server }: Operation<unknown>): URL {
  if (!server) return settings.baseUrl;
  return new URL(
    settings.servers[server.described] ?? server.url,
    settings.baseUrl,
  );
}

/** A body with all its octets; parts get the text that stands between them. */
function wholeOf(settings: Settings, body: Payload): WholePayload {
  if ("content" in body) return body;
  const boundary = settings.newBoundary();
  return {
    mediaType: `${body.mediaType}; boundary=${boundary}`,
    content: body.parts(boundary),
  };
}

function build(
  settings: Settings,
  operation: Operation<unknown>,
  method: string,
  path: string,
  given: Omit<Arguments, "body"> & { readonly body?: WholePayload | undefined },
): Request {
  const signature = sign(settings, operation);
  const cookies = [...(given.cookies ?? []), ...signature.cookies];
  const headers = mergedHeaders([
    ["Accept", acceptOf(operation)],
    ["Accept-Encoding", "gzip"],
    ["User-Agent", settings.userAgent],
    ...(given.headers ?? []),
    ...cookieHeader(cookies),
    ...signature.headers,
    ...Object.entries(settings.headers).map((pair) => checkedHeader(...pair)),
  ]);
  const { origin } = baseOf(settings, operation);
  const query = (given.query ?? []).map((pair) => pair.join("="));
  if (given.querystring !== undefined) query.push(given.querystring);
  const signed = signature.query.map((pair) => pair.join("="));
  const masked = signature.query.map(([name]) => `${name}=${MASK}`);
  return {
    method,
    url: origin + target(path, [...query, ...signed]),
    headers,
    content: given.body?.content,
    token: hasHeader(settings, "authorization") ? undefined : signature.token,
    summary: {
      operation: operation.id,
      method,
      url: origin + target(path, [...query, ...masked]),
      headers: maskedHeaders(settings, signature, headers),
    },
  };
}

/** What the first alternative adds whose credentials the client has. */
function sign(settings: Settings, operation: Operation<unknown>): Signature {
  const alternatives = operation.security ?? [];
  if (alternatives.length === 0) return signed([]);
  for (const names of alternatives) {
    const known = names.flatMap((name) => settings.credentials.get(name) ?? []);
    if (known.length === names.length) return signed(known);
  }
  const hints = settings.credentialHints;
  const needed = alternatives
    .map((names) => names.map((name) => hints[name] ?? name).join(" and "))
    .join(" or ");
  throw new ConfigurationError(
    `${operation.id} needs a credential: give ${needed}`,
  );
}

function signed(credentials: readonly Credential[]): Signature {
  const headers: Pair[] = [];
  const query: Pair[] = [];
  const cookies: Pair[] = [];
  let token: TokenSource | undefined;
  for (const credential of credentials) {
    switch (credential.kind) {
      case "scheme":
      case "basic":
        headers.push(["Authorization", authorization(credential)]);
        break;
      case "query":
        query.push([credential.wireName, quote(credential.secret.reveal())]);
        break;
      case "cookie":
        cookies.push([credential.wireName, credential.secret.reveal()]);
        break;
      case "header":
        headers.push([credential.wireName, credential.secret.reveal()]);
        break;
      case "token":
        headers.push(["Authorization", MASK]); // the token itself comes last
        token = credential.source;
    }
  }
  const hidden = headers.map(([name]) => name);
  return { headers, query, cookies, hidden, token };
}

/** A request with a token in its place. */
export function withToken(request: Request, token: Secret): Request {
  const headers = request.headers.map((pair): Pair =>
    pair[0].toLowerCase() === "authorization"
      ? ["Authorization", `Bearer ${token.reveal()}`]
      : pair,
  );
  return { ...request, headers };
}

/** Whether the caller gives a header itself. */
function hasHeader({ headers }: Settings, name: string): boolean {
  return Object.keys(headers).some((one) => one.toLowerCase() === name);
}

/** All headers; a later one replaces an earlier one of the same name. */
function mergedHeaders(pairs: readonly Pair[]): Pair[] {
  const merged = new Map<string, Pair>();
  for (const pair of pairs) merged.set(pair[0].toLowerCase(), pair);
  return [...merged.values()];
}

/**
 * The headers without the caller's own, which may be secrets, and without
 * credentials.
 */
function maskedHeaders(
  settings: Settings,
  signature: Signature,
  headers: readonly Pair[],
): Record<string, string> {
  const hidden = new Set(
    [
      "authorization",
      "cookie",
      ...signature.hidden,
      ...Object.keys(settings.headers),
    ].map((name) => name.toLowerCase()),
  );
  return Object.fromEntries(
    headers.map(([name, value]) => [
      name,
      hidden.has(name.toLowerCase()) ? MASK : value,
    ]),
  );
}

function cookieHeader(cookies: readonly Pair[]): Pair[] {
  if (cookies.length === 0) return [];
  return [["Cookie", cookies.map((pair) => pair.join("=")).join("; ")]];
}

function target(path: string, query: readonly string[]): string {
  const all = query.filter((one) => one !== "").join("&");
  if (all === "") return path;
  return `${path}${path.includes("?") ? "&" : "?"}${all}`;
}

/** The path of a base URL, "" for none. */
function prefixOf(base: URL): string {
  return base.pathname.replace(/\/$/, "");
}

/**
 * The path of a job from its id. Throws a TypeError for an id that leads
 * elsewhere.
 */
export function idPath(pollPath: string, id: string): string {
  const quoted = quote(id);
  if (quoted === "" || quoted === "." || quoted === "..") {
    throw new TypeError(`${JSON.stringify(id)} is no id of a job`);
  }
  return pollPath.replace(/\{[^{}]*\}/, () => quoted);
}

function newKey(settings: Settings, idempotency: Idempotency): string {
  const key = settings.newKey();
  return idempotency.form === "hex32" ? key.replaceAll("-", "") : key;
}
