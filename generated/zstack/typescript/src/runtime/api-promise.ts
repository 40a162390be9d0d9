/** A promise that also gives the raw response. */

import type { NoHeaders } from "./headers.js";
import type { RawResponse } from "./response.js";

/** What a call came to: the last answer, and how to read its result. */
export interface Outcome<T, H extends object = NoHeaders> {
  readonly response: RawResponse;
  readonly read: () => T;
  readonly headers?: ((headers: Headers) => H) | undefined;
}

/**
 * The result of a call, which has been sent already. Await it for the result,
 * or call one of its methods for the raw response.
 */
export class ApiPromise<T, H extends object = NoHeaders> implements Promise<T> {
  readonly [Symbol.toStringTag] = "ApiPromise";
  readonly #outcome: Promise<Outcome<T, H>>;
  #result: Promise<T> | undefined;

  constructor(outcome: Promise<Outcome<T, H>>) {
    this.#outcome = outcome;
  }

  /**
   * The result, the raw response, and those of its headers that the API
   * documents.
   *
   * Of a call that sends several requests (retries, a job that is waited for),
   * it is the last response.
   */
  async withResponse(): Promise<{
    data: T;
    response: RawResponse;
    headers: H;
  }> {
    const data = await this.#read();
    const { response, headers } = await this.#outcome;
    const read = headers ? headers(response.headers) : {};
    return { data, response, headers: read as H };
  }

  /** The raw response alone. Its body is not looked at. */
  async asResponse(): Promise<RawResponse> {
    return (await this.#outcome).response;
  }

  then<Fulfilled = T, Rejected = never>(
    onfulfilled?: ((value: T) => Fulfilled | PromiseLike<Fulfilled>) | null,
    onrejected?: ((reason: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Fulfilled | Rejected> {
    return this.#read().then(onfulfilled, onrejected);
  }

  catch<Rejected = never>(
    onrejected?: ((reason: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<T | Rejected> {
    return this.#read().catch(onrejected);
  }

  finally(onfinally?: (() => void) | null): Promise<T> {
    return this.#read().finally(onfinally);
  }

  #read(): Promise<T> {
    return (this.#result ??= this.#outcome.then((outcome) => outcome.read()));
  }
}
