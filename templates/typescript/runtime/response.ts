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

/** A body that is read piece by piece, once. */
export interface BodySource {
  /** The octets as they arrive. */
  chunks(): AsyncGenerator<Uint8Array, void>;
  /** Ends the connection. */
  close(): Promise<void>;
}

/** An answer, before anybody looked into it. */
export class RawResponse {
  /** The status code. */
  readonly status: number;
  /** The headers. */
  readonly headers: Headers;
  /**
   * The body, with any content coding undone; no octets where it is a stream
   * that the call gives.
   */
  readonly content: Uint8Array;
  /** What was asked. */
  readonly request: RequestSummary;
  readonly #phrase: string;
  readonly #source: BodySource;

  /** @internal */
  constructor(
    status: number,
    phrase: string,
    headers: Headers,
    body: Uint8Array | BodySource,
    request: RequestSummary,
  ) {
    this.status = status;
    this.#phrase = phrase;
    this.headers = headers;
    this.content = body instanceof Uint8Array ? body : new Uint8Array();
    this.#source = body instanceof Uint8Array ? whole(body) : body;
    this.request = request;
  }

  /**
   * The body as it arrives, whole where it was read already.
   *
   * @internal
   */
  get source(): BodySource {
    return this.#source;
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
    return mediaTypeOf(this.headers.get("content-type") ?? "");
  }

  /** The status and its phrase: "404 Not Found". */
  get reason(): string {
    return `${String(this.status)} ${this.#phrase}`.trim();
  }
}

/** A media type in lower case, without parameters. */
export function mediaTypeOf(contentType: string): string {
  return (contentType.split(";")[0] ?? "").trim().toLowerCase();
}

function whole(content: Uint8Array): BodySource {
  return {
    // eslint-disable-next-line @typescript-eslint/require-await -- as long as streams are
    async *chunks(): AsyncGenerator<Uint8Array, void> {
      yield content;
    },
    close: () => Promise.resolve(),
  };
}

function decoder(charset: string | undefined): TextDecoder {
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder();
  }
}
