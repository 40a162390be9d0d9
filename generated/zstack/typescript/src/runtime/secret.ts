/** Values that must not be seen, and the credentials that hold them. */

import type { TokenSource } from "./tokens.js";

export const MASK = "***";

/** A text that no log, error or inspector shows. `reveal` gives it. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The text itself. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return MASK;
  }

  toJSON(): string {
    return MASK;
  }
}

/**
 * A secret behind a scheme in Authorization (RFC 9110, section 11.4), a user's
 * name in Basic.
 */
export interface SchemeCredential {
  readonly kind: "scheme";
  readonly scheme: string;
  readonly secret: Secret;
}

/** A user and a password (RFC 7617). */
export interface BasicCredential {
  readonly kind: "basic";
  readonly user: string;
  readonly secret: Secret;
}

/** A secret of its own, in a header, a query parameter or a cookie. */
export interface KeyCredential {
  readonly kind: "header" | "query" | "cookie";
  readonly wireName: string;
  readonly secret: Secret;
}

/** A token that the client gets for itself. */
export interface TokenCredential {
  readonly kind: "token";
  readonly source: TokenSource;
}

export type Credential =
  SchemeCredential | BasicCredential | KeyCredential | TokenCredential;

/** What no message may show of a credential. */
export function secretsIn(credential: Credential): readonly Secret[] {
  return credential.kind === "token"
    ? credential.source.secrets
    : [credential.secret];
}

/** The value of the header Authorization. */
export function authorization(
  credential: SchemeCredential | BasicCredential,
): string {
  const secret = credential.secret.reveal();
  if (credential.kind === "scheme") return `${credential.scheme} ${secret}`;
  const octets = new TextEncoder().encode(`${credential.user}:${secret}`);
  return `Basic ${btoa(String.fromCharCode(...octets))}`;
}

/** `text` with every secret masked: a server may repeat what it was sent. */
export function scrub(text: string, secrets: Iterable<Secret>): string {
  let scrubbed = text;
  for (const secret of secrets) {
    const value = secret.reveal();
    if (value !== "") scrubbed = scrubbed.replaceAll(value, MASK);
  }
  return scrubbed;
}
