/** Jobs, as callers have them. */

import { ApiPromise } from "./api-promise.js";
import type { Outcome } from "./api-promise.js";
import * as jobs from "./jobs.js";
import type { Started } from "./jobs.js";
import type { JobOperation } from "./operation.js";
import { merged } from "./options.js";
import type { CallOptions, Settings } from "./options.js";

/** How a job is waited for. */
export type WaitOptions = Pick<
  CallOptions,
  "signal" | "timeout" | "pollInterval"
>;

/**
 * A call that goes on at the server. Made by the `submit` and `resume` methods
 * of a client.
 */
export class Job<T> {
  readonly #settings: Settings;
  readonly #operation: JobOperation<T>;
  #started: Started<T>;

  /** @internal */
  constructor(
    settings: Settings,
    operation: JobOperation<T>,
    started: Started<T>,
  ) {
    this.#settings = settings;
    this.#operation = operation;
    this.#started = started;
  }

  /** The id to take the job up again with, in this process or another. */
  get id(): string {
    return this.#started.id;
  }

  /**
   * The path of the job at the server, with its query; "" for a job that was
   * done at once.
   */
  get location(): string {
    return this.#started.location;
  }

  /**
   * Looks at the job once.
   *
   * @returns The result, or `undefined` while the job runs.
   * @throws JobFailedError if the job failed.
   * @throws JobExpiredError if the server does not know the job, or not any
   *   more.
   */
  async poll(options?: Pick<CallOptions, "signal">): Promise<T | undefined> {
    let { state } = this.#started;
    if (!jobs.isDone(state)) {
      const settings = merged(this.#settings, options);
      state = await jobs.poll(settings, this.#operation, this.#started);
    }
    return jobs.isDone(state) ? this.#done(state).read() : undefined;
  }

  /**
   * Waits for the job.
   *
   * @param options - How long, by default the client's `timeout`; and what ends
   *   the waiting.
   * @throws JobFailedError if the job failed.
   * @throws JobExpiredError if the server does not know the job, or not any
   *   more.
   * @throws JobDeadlineError if the time is over. The job goes on.
   * @throws CancelledError if the signal was aborted. The job goes on.
   */
  wait(options?: WaitOptions): ApiPromise<T> {
    const settings = merged(this.#settings, options);
    const waiting = jobs.wait(settings, this.#operation, this.#started);
    return new ApiPromise(waiting.then((outcome) => this.#done(outcome)));
  }

  /** Keeps the result, because a server forgets jobs. */
  #done(outcome: Outcome<T>): Outcome<T> {
    this.#started = { ...this.#started, state: outcome };
    return outcome;
  }
}
