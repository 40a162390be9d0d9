/** A client's settings from its arguments and the environment. */

import { ConfigurationError } from "./errors.js";
import type { BaseOptions, Settings } from "./options.js";
import { Secret } from "./secret.js";
import type {
  BasicCredential,
  Credential,
  SchemeCredential,
} from "./secret.js";

import { TokenSource } from "./tokens.js";
import type { Grant } from "./tokens.js";

const NOT_IN_A_HEADER = /[^\x20-\x7e]/;

/** A user and a password. */
export interface BasicLogin {
  readonly user: string;
  readonly password: string;
}

/** What a generated client knows and its caller does not say. */
export interface ClientFacts {
  readonly baseUrl: URL;
  readonly userAgent: string;
  readonly credentials: Readonly<Record<string, Credential | undefined>>;
  readonly credentialHints: Readonly<Record<string, string>>;
}

/** The settings of a client, with the defaults for what its caller left out. */
export function settingsOf(facts: ClientFacts, options: BaseOptions): Settings {
  const credentials = new Map<string, Credential>();
  for (const [name, credential] of Object.entries(facts.credentials)) {
    if (credential) credentials.set(name, credential);
  }
  return {
    baseUrl: facts.baseUrl,
    servers: options.servers ?? {},
    userAgent: facts.userAgent,
    credentials,
    credentialHints: facts.credentialHints,
    headers: options.headers ?? {},
    timeout: options.timeout ?? 600_000,
    readTimeout: options.readTimeout ?? 60_000,
    retries: options.retries ?? 2,
    pollInterval: options.pollInterval,
    signal: undefined,
    // Not bound to the settings: some platforms want to be called on the global object.
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    logger: options.logger,
    newKey: options.newKey ?? randomUuid,
    newBoundary:
      options.newBoundary ?? (() => `----${randomUuid().replaceAll("-", "")}`),
    jitter: Math.random,
  };
}

/**
 * The base URL.
 *
 * @param given - The client's argument.
 * @param variable - The environment variable to look at where there is no
 *   argument.
 * @param fallback - The API's own server, where one is known.
 * @throws ConfigurationError if there is none, or it is not the URL of a
 *   server.
 */
export function baseUrl(
  given: string | URL | undefined,
  variable: string,
  fallback?: string,
): URL {
  const text = String(given ?? environment(variable) ?? fallback ?? "");
  if (text === "") {
    throw new ConfigurationError(
      `where is the server? Give baseUrl or set ${variable}`,
    );
  }
  if (!/^https?:\/\/[^/]/i.test(text) || !URL.canParse(text)) {
    throw new ConfigurationError(
      "baseUrl must begin with http:// or https:// and a host",
    );
  }
  const url = new URL(text);
  if (url.username || url.password || url.search || url.hash) {
    throw new ConfigurationError(
      "baseUrl must have no user, no query and no fragment",
    );
  }
  url.pathname = url.pathname.replace(/\/+$/, "");
  return url;
}

/** A credential that is sent behind `scheme` in Authorization. */
export function schemeCredential(
  given: string | undefined,
  argument: string,
  variable: string,
  scheme: string,
): SchemeCredential | undefined {
  const value = secret(given, argument, variable);
  return value && { kind: "scheme", scheme, secret: value };
}

/**
 * A bearer token, or what gives one. `url` and `scopes` are where the API says
 * that tokens come from, and what they are good for.
 */
export function tokenCredential(
  given: string | Grant | undefined,
  argument: string,
  variable: string,
  url = "",
  scopes = "",
): Credential | undefined {
  if (given === undefined || typeof given === "string") {
    return schemeCredential(given, argument, variable, "Bearer");
  }
  return { kind: "token", source: new TokenSource(given, url, scopes) };
}

/** The URL of a server, with the values of its variables. */
export function serverUrl(
  template: string,
  values: Readonly<Record<string, string>>,
): string {
  return template.replace(
    /\{([^{}]*)\}/g,
    (_, name: string) => values[name] ?? "",
  );
}

/**
 * A user and a password; the environment variable has them with a colon
 * between.
 */
export function basicCredential(
  given: BasicLogin | undefined,
  variable: string,
): BasicCredential | undefined {
  if (given) {
    return {
      kind: "basic",
      user: given.user,
      secret: new Secret(given.password),
    };
  }
  const [user, ...rest] = (environment(variable) ?? "").split(":");
  return user
    ? { kind: "basic", user, secret: new Secret(rest.join(":")) }
    : undefined;
}

/** A credential in a header, a query parameter or a cookie. */
export function keyCredential(
  given: string | undefined,
  argument: string,
  variable: string,
  kind: "header" | "query" | "cookie",
  wireName: string,
): Credential | undefined {
  const value = secret(given, argument, variable);
  return value && { kind, wireName, secret: value };
}

/**
 * The value of an environment variable, where there are any (not in browsers).
 */
export function environment(variable: string): string | undefined {
  const { process } = globalThis as {
    readonly process?: { readonly env?: Readonly<Record<string, string>> };
  };
  try {
    return process?.env?.[variable];
  } catch {
    return undefined; // Deno refuses by default.
  }
}

function secret(
  given: string | undefined,
  argument: string,
  variable: string,
): Secret | undefined {
  const text = given ?? environment(variable) ?? "";
  if (NOT_IN_A_HEADER.test(text)) {
    throw new ConfigurationError(
      `${argument} has characters that cannot be sent`,
    );
  }
  return text === "" ? undefined : new Secret(text);
}

/**
 * A UUID of version 4 (RFC 9562, section 5.4), also where `randomUUID` is
 * withheld.
 */
function randomUuid(): string {
  const octets = crypto.getRandomValues(new Uint8Array(16));
  octets[6] = ((octets[6] ?? 0) & 0x0f) | 0x40;
  octets[8] = ((octets[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(octets, (octet) =>
    octet.toString(16).padStart(2, "0"),
  );
  return hex.join("").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
