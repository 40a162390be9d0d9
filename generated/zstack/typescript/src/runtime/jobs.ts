/** Calls that the server accepts at once and finishes later. */

import {
  at,
  describe,
  errorContent,
  messageOf,
  readBody,
  resultOf,
} from "./answers.js";
import { statusError } from "./answers.js";
import type { Outcome } from "./api-promise.js";
import { readJson } from "./bodies.js";
import { Deadline } from "./deadline.js";
import {
  ApiError,
  DeadlineError,
  DecodeError,
  JobDeadlineError,
  JobExpiredError,
  JobFailedError,
} from "./errors.js";
import { exchange, sleep } from "./exchange.js";
import type { Exchange } from "./exchange.js";
import { isIdempotent, isInAny } from "./operation.js";
import type { Arguments, JobOperation, LongRunning } from "./operation.js";
import { secretsOf } from "./options.js";
import type { Settings } from "./options.js";
import {
  buildPoll,
  buildRequest,
  idPath,
  jobPath,
  withKey,
} from "./requests.js";
import type { RawResponse } from "./response.js";
import { retryAfter } from "./retries.js";

/** The job runs. `pause` is how many milliseconds the server asks to wait. */
export interface Pending {
  readonly pause: number | undefined;
}

/** What is known of a job: its result, or that it runs. */
export type JobState<T> = Outcome<T> | Pending;

/** A job that the server knows: its id, and its path with any query. */
export interface Started<T> {
  readonly id: string;
  readonly location: string;
  readonly state: JobState<T>;
  /** The answer to the submission; none where the job was taken up again. */
  readonly response?: RawResponse;
}

/** Whether a job has come to its result. */
export function isDone<T>(state: JobState<T>): state is Outcome<T> {
  return "read" in state;
}

/** Submits a job. */
export async function submit<T>(
  settings: Settings,
  operation: JobOperation<T>,
  args: Arguments,
  deadline: Deadline = Deadline.after(settings.timeout),
): Promise<Started<T> & { readonly response: RawResponse }> {
  const { given, key } = withKey(settings, operation, args);
  const request = buildRequest(settings, operation, given);
  const isSafe = key !== "" || isIdempotent(operation);
  const done = await exchange(settings, operation, request, deadline, isSafe);
  const { response } = done;
  const job = operation.longRunning;
  if (isInAny(job.accepted, response.status)) {
    return { ...accepted(settings, operation, response, key), response };
  }
  if (isOwnDuplicate(operation, done)) {
    const first = await firstAttempt(
      settings,
      operation,
      response,
      key,
      deadline,
    );
    return { ...first, response };
  }
  const value = isInAny(job.done, response.status)
    ? readBody(operation, [job.result], response)
    : resultOf(operation, response, secretsOf(settings));
  const state = { response, read: () => value };
  return { id: key, location: "", state, response };
}

/** A job that was submitted earlier. Nothing is asked of the server. */
export function resumed<T>(
  settings: Settings,
  operation: JobOperation<T>,
  id: string,
): Started<T> {
  const location = jobPath(
    settings,
    idPath(operation.longRunning.pollPath, id),
  );
  return { id, location, state: { pause: 0 } };
}

/**
 * Looks at a job once. Throws a JobFailedError or JobExpiredError where it has
 * no result.
 */
export async function poll<T>(
  settings: Settings,
  operation: JobOperation<T>,
  started: Started<T>,
  deadline: Deadline = Deadline.after(settings.timeout),
): Promise<JobState<T>> {
  const job = operation.longRunning;
  const request = buildPoll(settings, operation, started.location);
  const { response } = await exchange(
    settings,
    operation,
    request,
    deadline,
    true,
  );
  if (isInAny(job.pending, response.status)) {
    return { pause: retryAfter(response) };
  }
  if (isInAny(job.done, response.status)) {
    return {
      response,
      read: () => readBody(operation, [job.result], response),
    };
  }
  throw withoutResult(settings, operation, started.id, response);
}

/** Looks at a job until it is done. */
export async function wait<T>(
  settings: Settings,
  operation: JobOperation<T>,
  started: Started<T>,
  deadline: Deadline = Deadline.after(settings.timeout),
): Promise<Outcome<T>> {
  const interval = settings.pollInterval ?? operation.longRunning.interval;
  let { state } = started;
  try {
    while (!isDone(state)) {
      const pause = state.pause ?? interval;
      const { remaining } = deadline;
      await sleep(settings, Math.min(pause, remaining), operation);
      // Not asked of the clock: a timer may fire a moment too early.
      if (pause >= remaining) throw tooLate(settings, operation, started);
      state = await poll(settings, operation, started, deadline);
    }
  } catch (error) {
    throw inJob(error, operation, started.id);
  }
  return state;
}

function tooLate<T>(
  settings: Settings,
  operation: JobOperation<T>,
  started: Started<T>,
): DeadlineError {
  const { summary } = buildPoll(settings, operation, started.location);
  return new DeadlineError(`${operation.id}: the time is over`, summary);
}

/** An error of a job that still runs knows the job. */
function inJob(
  error: unknown,
  operation: JobOperation<unknown>,
  id: string,
): unknown {
  if (error instanceof DeadlineError) {
    return new JobDeadlineError(
      `${operation.id}: the time for waiting is over, and the job ${id} still runs;` +
        ` ${operation.longRunning.resume} takes it up again`,
      error.request,
      id,
    );
  }
  if (error instanceof ApiError) error.jobId = id;
  return error;
}

/**
 * Whether a key was refused because an earlier attempt of the same call had
 * arrived.
 */
function isOwnDuplicate(
  operation: JobOperation<unknown>,
  done: Exchange,
): boolean {
  return (
    done.isUncertain &&
    done.response.status === operation.idempotency?.duplicate &&
    operation.longRunning.keyIsId === true
  );
}

/**
 * The job of the attempt that arrived, which goes by the key; the refusal if
 * there is none.
 */
async function firstAttempt<T>(
  settings: Settings,
  operation: JobOperation<T>,
  refusal: RawResponse,
  key: string,
  deadline: Deadline,
): Promise<Started<T>> {
  const started = resumed(settings, operation, key);
  try {
    return {
      ...started,
      state: await poll(settings, operation, started, deadline),
    };
  } catch (error) {
    if (!(error instanceof JobExpiredError)) throw error;
    throw statusError(operation, refusal, secretsOf(settings));
  }
}

function accepted<T>(
  settings: Settings,
  operation: JobOperation<T>,
  response: RawResponse,
  key: string,
): Started<T> {
  const job = operation.longRunning;
  try {
    const given = locationOf(job, response);
    const location = jobPath(settings, given);
    const path = new URL(given, settings.baseUrl).pathname;
    const state = { pause: retryAfter(response) };
    return { id: jobId(job, path, key), location, state };
  } catch (cause) {
    const where = job.location.join(".") || "the header Location";
    throw new DecodeError(
      `${operation.id}: the answer ${response.reason} does not say in ${where}` +
        ` where the job is: ${messageOf(cause)}`,
      response,
      { cause },
    );
  }
}

function locationOf(job: LongRunning<unknown>, response: RawResponse): string {
  const location =
    job.location.length > 0
      ? at(readJson(response.content), job.location)
      : response.headers.get("location");
  if (typeof location === "string" && location !== "") return location;
  throw new TypeError("there is none");
}

/**
 * The variable part of a location; the key, or the last segment, where it looks
 * different.
 */
function jobId(job: LongRunning<unknown>, path: string, key: string): string {
  const [before = "", after = ""] = job.pollPath.split(/\{[^{}]*\}/);
  const start = path.lastIndexOf(before) + before.length;
  const end = path.length - after.length;
  const id = path.slice(start, end);
  const isTemplate = path.includes(before) && path.endsWith(after);
  if (isTemplate && id !== "" && !id.includes("/"))
    return decodeURIComponent(id);
  const last = path.replace(/\/+$/, "").split("/").at(-1) ?? "";
  return job.keyIsId === true && key !== "" ? key : last;
}

function withoutResult(
  settings: Settings,
  operation: JobOperation<unknown>,
  id: string,
  response: RawResponse,
): ApiError {
  const job = operation.longRunning;
  const secrets = secretsOf(settings);
  const prefix = `${operation.id}: the job ${id}`;
  if (isInAny(job.expired, response.status)) {
    const said = describe(response, [], secrets);
    const what = `${prefix} is not known to the server: ${said}`;
    return new JobExpiredError(what, response, id);
  }
  if (isInAny(job.failed, response.status)) {
    const documented = job.failure ? [job.failure] : (operation.errors ?? []);
    const content = errorContent(documented, response);
    const said = describe(response, content.chain, secrets);
    return new JobFailedError(
      `${prefix} failed: ${said}`,
      response,
      content,
      id,
    );
  }
  return statusError(operation, response, secrets);
}
