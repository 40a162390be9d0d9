/** An answer as it came. */

/**
 * The request of an answer or an error: without its body, and with credentials
 * masked.
 */
export interface RequestSummary {
  /** The operation id in the description of the API. */
  readonly operation: string;
  /** The HTTP method. */
  readonly method: string;
  /** The whole URL. */
  readonly url: string;
  /** The headers that this package set, by their names. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A whole answer, before anybody looked into it. */
export class RawResponse {
  /** The status code. */
  readonly status: number;
  /** The headers. */
  readonly headers: Headers;
  /** The body, with any content coding undone. */
  readonly content: Uint8Array;
  /** What was asked. */
  readonly request: RequestSummary;
  readonly #phrase: string;

  constructor(
    status: number,
    phrase: string,
    headers: Headers,
    content: Uint8Array,
    request: RequestSummary,
  ) {
    this.status = status;
    this.#phrase = phrase;
    this.headers = headers;
    this.content = content;
    this.request = request;
  }

  /**
   * The body in the charset that the answer names, else UTF-8. It never fails.
   */
  get text(): string {
    const contentType = this.headers.get("content-type") ?? "";
    const charset = /;\s*charset="?([^\s;"]+)/i.exec(contentType)?.[1];
    return decoder(charset).decode(this.content);
  }

  /**
   * The media type in lower case, without parameters; "" where there is none.
   */
  get mediaType(): string {
    const contentType = this.headers.get("content-type") ?? "";
    return (contentType.split(";")[0] ?? "").trim().toLowerCase();
  }

  /** The status and its phrase: "404 Not Found". */
  get reason(): string {
    return `${String(this.status)} ${this.#phrase}`.trim();
  }
}

function decoder(charset: string | undefined): TextDecoder {
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder();
  }
}
