/** Tokens of OAuth 2 (RFC 6749) that the client asks for itself. */

import { statusError } from "./answers.js";
import { readJson } from "./bodies.js";
import { Deadline } from "./deadline.js";
import { DecodeError } from "./errors.js";
import { isObject, member } from "./json.js";
import type { JsonObject } from "./json.js";
import { secretsOf } from "./options.js";
import type { Settings } from "./options.js";
import { quote } from "./parameters.js";
import type { Pair } from "./parameters.js";
import type { Request } from "./requests.js";
import { RawResponse } from "./response.js";
import { MASK, Secret, authorization } from "./secret.js";
import { send } from "./transport.js";

/** How many milliseconds before its end a token is not used any more. */
const MARGIN = 30_000;

/** Gives a token; it is asked before each request. */
export type TokenProvider = () => string | Promise<string>;

/** Tokens for the client's own id and secret (RFC 6749, section 4.4). */
export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
  /** What the tokens are good for; all that the API names, by default. */
  readonly scopes?: readonly string[] | undefined;
  /** Where tokens come from; where the API says, by default. */
  readonly tokenUrl?: string | URL | undefined;
}

/** Tokens for one that outlives the others (RFC 6749, section 6). */
export interface RefreshToken {
  readonly refreshToken: string;
  /** The id of the client, where the server wants one. */
  readonly clientId?: string | undefined;
  /** The secret of the client, where it has one. */
  readonly clientSecret?: string | undefined;
  /** Where tokens come from; where the API says, by default. */
  readonly tokenUrl?: string | URL | undefined;
}

/** What gives the tokens of a client. */
export type Grant = TokenProvider | ClientCredentials | RefreshToken;

interface Token {
  readonly secret: Secret;
  /** The moment of `performance.now()` from which on it is not used. */
  readonly until: number;
  readonly refresh: string | undefined;
}

/** Where tokens come from, and the last one that came. */
export class TokenSource {
  readonly #grant: Grant;
  readonly #url: string;
  readonly #scopes: string;
  #current: Token | undefined;
  #asking: Promise<Token> | undefined;

  /** `url` and `scopes` are those of the API, "" for none. */
  constructor(grant: Grant, url: string, scopes: string) {
    this.#grant = grant;
    this.#url = url;
    this.#scopes = scopes;
  }

  /** What no message may show. */
  get secrets(): readonly Secret[] {
    const grant = this.#grant;
    const own =
      typeof grant === "function"
        ? []
        : [
            grant.clientSecret ?? "",
            "refreshToken" in grant ? grant.refreshToken : "",
          ];
    const last = [this.#current?.refresh ?? ""];
    const hidden = [...own, ...last].filter((text) => text !== "");
    const current = this.#current ? [this.#current.secret] : [];
    return [...hidden.map((text) => new Secret(text)), ...current];
  }

  /**
   * A token that is good for half a minute at least, and not the one that was
   * refused. Of several calls that need a new one, one asks for it.
   */
  async token(settings: Settings, refused?: Secret): Promise<Secret> {
    const known = this.#current;
    if (known && known.secret !== refused && performance.now() < known.until) {
      return known.secret;
    }
    // The call that asks for all must not take its own end for theirs.
    this.#asking ??= this.#ask({ ...settings, signal: undefined }).finally(
      () => {
        this.#asking = undefined;
      },
    );
    this.#current = await this.#asking;
    return this.#current.secret;
  }

  async #ask(settings: Settings): Promise<Token> {
    const grant = this.#grant;
    if (typeof grant === "function") {
      const secret = new Secret(await grant());
      return { secret, until: 0, refresh: undefined };
    }
    const refresh =
      this.#current?.refresh ??
      ("refreshToken" in grant ? grant.refreshToken : undefined);
    const form =
      "refreshToken" in grant
        ? refreshForm(grant, refresh)
        : clientForm(grant, this.#scopes);
    const url = new URL(grant.tokenUrl ?? this.#url, settings.baseUrl).href;
    const request = requestOf(settings, url, form, grant);
    const deadline = Deadline.after(settings.timeout);
    const outcome = await send(settings, request, deadline, () => false);
    if (!(outcome instanceof RawResponse)) throw outcome;
    return tokenOf(settings, outcome, refresh);
  }
}

function clientForm(grant: ClientCredentials, scopes: string): readonly Pair[] {
  const wanted = grant.scopes?.join(" ") ?? scopes;
  const more: Pair[] = wanted === "" ? [] : [["scope", wanted]];
  return [["grant_type", "client_credentials"], ...more];
}

function refreshForm(
  { clientId, clientSecret }: RefreshToken,
  token = "",
): readonly Pair[] {
  const isPublic = clientSecret === undefined && clientId !== undefined;
  return [
    ["grant_type", "refresh_token"],
    ["refresh_token", token],
    ...(isPublic ? [["client_id", clientId] as const] : []),
  ];
}

function requestOf(
  settings: Settings,
  url: string,
  form: readonly Pair[],
  { clientId = "", clientSecret }: ClientCredentials | RefreshToken,
): Request {
  const text = form.map(([name, value]) => `${name}=${quote(value)}`).join("&");
  const headers: Pair[] = [
    ["Accept", "application/json"],
    ["Accept-Encoding", "gzip"],
    ["User-Agent", settings.userAgent],
    ["Content-Type", "application/x-www-form-urlencoded"],
  ];
  if (clientSecret !== undefined) {
    // RFC 6749, section 2.3.1: both are encoded as in a form first.
    const secret = new Secret(quote(clientSecret));
    const user = quote(clientId);
    const value = authorization({ kind: "basic", user, secret });
    headers.push(["Authorization", value]);
  }
  const shown = headers.map(([name, value]) => [
    name,
    name === "Authorization" ? MASK : value,
  ]);
  return {
    method: "POST",
    url,
    headers,
    content: new TextEncoder().encode(text),
    summary: {
      operation: "token",
      method: "POST",
      url,
      headers: Object.fromEntries(shown) as Record<string, string>,
    },
  };
}

function tokenOf(
  settings: Settings,
  response: RawResponse,
  refresh: string | undefined,
): Token {
  if (response.status < 200 || response.status >= 300) {
    const operation = { id: "token", method: "POST", path: "" };
    throw statusError(operation, response, secretsOf(settings));
  }
  const body = objectOf(response);
  const access = member(body, "access_token");
  if (typeof access !== "string") {
    throw new DecodeError("token: the answer is no token", response);
  }
  const seconds = Number(member(body, "expires_in") ?? Infinity);
  const next = member(body, "refresh_token");
  return {
    secret: new Secret(access),
    until: performance.now() + Math.max(0, seconds * 1000 - MARGIN),
    refresh: typeof next === "string" ? next : refresh,
  };
}

function objectOf(response: RawResponse): JsonObject {
  try {
    const body = readJson(response.content);
    return isObject(body) ? body : {};
  } catch {
    return {};
  }
}
