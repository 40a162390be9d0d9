/**
 * What groups of operations are made of: calls, submissions, jobs that are
 * taken up again.
 */

import { resultOf } from "./answers.js";
import { ApiPromise } from "./api-promise.js";
import type { Outcome } from "./api-promise.js";
import { Deadline } from "./deadline.js";
import { exchange } from "./exchange.js";
import type { NoHeaders } from "./headers.js";
import { Job } from "./job.js";
import * as jobs from "./jobs.js";
import { isIdempotent } from "./operation.js";
import type { Arguments, JobOperation, Operation } from "./operation.js";
import { merged, secretsOf } from "./options.js";
import type { CallOptions, Settings } from "./options.js";
import { Items } from "./pages.js";
import type { Paging } from "./pages.js";
import { buildRequest, withKey } from "./requests.js";

/** The base of a group of operations. */
export class Group {
  readonly #settings: Settings;

  /** @internal */
  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** Sends a call. */
  protected call<T, H extends object = NoHeaders>(
    operation: Operation<T, H>,
    args: Arguments,
    options: CallOptions | undefined,
  ): ApiPromise<T, H> {
    return new ApiPromise(
      call(merged(this.#settings, options), operation, args),
    );
  }

  /** Goes through the pages of a list. */
  protected paged<T>(
    operation: Operation<unknown>,
    paging: Paging<T>,
    args: Arguments,
    options: CallOptions | undefined,
  ): Items<T> {
    const settings = merged(this.#settings, options);
    return new Items({ settings, operation, args }, paging);
  }

  /** Sends a call that makes a job, and waits for it. */
  protected run<T>(
    operation: JobOperation<T>,
    args: Arguments,
    options: CallOptions | undefined,
  ): ApiPromise<T> {
    return new ApiPromise(
      run(merged(this.#settings, options), operation, args),
    );
  }

  /** Sends a call that makes a job. */
  protected submit<T>(
    operation: JobOperation<T>,
    args: Arguments,
    options: CallOptions | undefined,
  ): ApiPromise<Job<T>> {
    const settings = merged(this.#settings, options);
    const submitting = jobs
      .submit(settings, operation, args)
      .then((started) => {
        const job = new Job(settings, operation, started);
        return { response: started.response, read: () => job };
      });
    return new ApiPromise(submitting);
  }

  /** A job that was submitted earlier. */
  protected resume<T>(
    operation: JobOperation<T>,
    id: string,
    options: CallOptions | undefined,
  ): Job<T> {
    const settings = merged(this.#settings, options);
    return new Job(settings, operation, jobs.resumed(settings, operation, id));
  }
}

async function call<T, H extends object>(
  settings: Settings,
  operation: Operation<T, H>,
  args: Arguments,
): Promise<Outcome<T, H>> {
  const deadline = Deadline.after(settings.timeout);
  const { given, key } = withKey(settings, operation, args);
  const request = buildRequest(settings, operation, given);
  const isSafe = key !== "" || isIdempotent(operation);
  const done = await exchange(settings, operation, request, deadline, isSafe);
  const { response } = done;
  const { status } = response;
  const read = (): T => resultOf(operation, response, secretsOf(settings));
  // A failure is told at once, also to a caller that wants the raw response alone.
  if (status < 200 || status >= 300) read();
  return { response, read, headers: operation.headers };
}

async function run<T>(
  settings: Settings,
  operation: JobOperation<T>,
  args: Arguments,
): Promise<Outcome<T>> {
  const deadline = Deadline.after(settings.timeout);
  const started = await jobs.submit(settings, operation, args, deadline);
  return jobs.wait(settings, operation, started, deadline);
}
