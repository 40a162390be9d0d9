/**
 * A request, sent until there is an answer worth having, by the rules in
 * `retries`.
 */

import { isOpenAnswer } from "./answers.js";
import { ConnectError, DeadlineError } from "./errors.js";
import type { TransportError } from "./errors.js";
import { pause } from "./deadline.js";
import type { Deadline } from "./deadline.js";
import type { Operation } from "./operation.js";
import type { Settings } from "./options.js";
import { withToken } from "./requests.js";
import type { Request } from "./requests.js";
import { RawResponse } from "./response.js";
import { backoff, isTransient, retryAfter } from "./retries.js";
import type { IsOpen } from "./transport.js";
import { send, stopIfCancelled } from "./transport.js";
import { isOneShot } from "./uploads.js";

const MOST_REDIRECTS = 5;

/**
 * The last answer, and whether an earlier attempt may have reached the server
 * too.
 */
export interface Exchange {
  readonly response: RawResponse;
  readonly isUncertain: boolean;
}

/**
 * Sends a request. Throws a TransportError or a CancelledError where there is
 * no answer.
 */
export async function exchange(
  settings: Settings,
  operation: Operation<unknown>,
  request: Request,
  deadline: Deadline,
  isSafe: boolean,
): Promise<Exchange> {
  let isUncertain = false;
  for (let attempt = 0; ; attempt += 1) {
    const outcome = await attempted(settings, operation, request, deadline);
    const wait = pauseAfter(settings, operation, outcome, attempt);
    const isUnsent = outcome instanceof ConnectError;
    const isLast =
      isOneShot(request.content) ||
      wait === undefined ||
      !(isSafe || isUnsent) ||
      attempt >= settings.retries ||
      wait >= deadline.remaining;
    if (isLast) return { response: answered(outcome), isUncertain };
    isUncertain ||= !isUnsent;
    settings.logger?.info(repetition(request, outcome, attempt, wait));
    await sleep(settings, wait, operation);
  }
}

/** Waits. Throws a CancelledError when the caller gives up. */
export async function sleep(
  settings: Settings,
  milliseconds: number,
  operation: Operation<unknown>,
): Promise<void> {
  await pause(milliseconds, settings.signal);
  stopIfCancelled(settings, operation.id);
}

/** One attempt, which follows redirects to the same host. */
async function attempted(
  settings: Settings,
  { answers, id: operation }: Operation<unknown>,
  first: Request,
  deadline: Deadline,
): Promise<RawResponse | TransportError> {
  const isOpen: IsOpen = (status, headers) =>
    isOpenAnswer(answers ?? [], status, headers);
  const token = await first.token?.token(settings);
  let request = token ? withToken(first, token) : first;
  let isFresh = isOneShot(first.content);
  for (let hops = 0; ; hops += 1) {
    stopIfCancelled(settings, operation);
    if (deadline.hasPassed) {
      const what = `${operation}: the time for the call is over`;
      throw new DeadlineError(what, request.summary);
    }
    const outcome = await send(settings, request, deadline, isOpen);
    stopIfCancelled(settings, operation);
    if (!(outcome instanceof RawResponse)) {
      if (outcome instanceof DeadlineError) throw outcome;
      return outcome;
    }
    if (first.token && outcome.status === 401 && !isFresh) {
      isFresh = true;
      const other = await first.token.token(settings, token);
      request = withToken(first, other);
      continue;
    }
    const moved = redirected(request, outcome);
    if (!moved || hops >= MOST_REDIRECTS) return outcome;
    request = moved;
  }
}

/**
 * The request that a redirect asks for, `undefined` where it is not to be
 * followed. Only the same scheme, host and port get the credentials, and only
 * requests that stay what they are (RFC 9110, section 15.4): GET and HEAD, and
 * others after 307 and 308.
 */
function redirected(
  request: Request,
  response: RawResponse,
): Request | undefined {
  const { status } = response;
  const location = response.headers.get("location") ?? "";
  const isRead = request.method === "GET" || request.method === "HEAD";
  const isFollowed =
    status === 307 ||
    status === 308 ||
    (isRead && (status === 301 || status === 302 || status === 303));
  const hasSecret = request.url !== request.summary.url;
  if (!isFollowed || location === "" || hasSecret) return undefined;
  if (isOneShot(request.content)) return undefined;
  if (!URL.canParse(location, request.url)) return undefined;
  const url = new URL(location, request.url);
  url.hash = "";
  if (url.origin !== new URL(request.url).origin) return undefined;
  const summary = { ...request.summary, url: url.href };
  return { ...request, url: url.href, summary };
}

/**
 * Milliseconds to wait before another attempt, `undefined` where none would
 * fare better.
 */
function pauseAfter(
  settings: Settings,
  operation: Operation<unknown>,
  outcome: RawResponse | TransportError,
  attempt: number,
): number | undefined {
  const chosen = backoff(attempt, settings.jitter);
  if (!(outcome instanceof RawResponse)) return chosen;
  if (!isTransient(operation, outcome)) return undefined;
  return retryAfter(outcome) ?? chosen;
}

function answered(outcome: RawResponse | TransportError): RawResponse {
  if (outcome instanceof RawResponse) return outcome;
  throw outcome;
}

function repetition(
  request: Request,
  outcome: RawResponse | TransportError,
  attempt: number,
  wait: number,
): string {
  const what = outcome instanceof RawResponse ? outcome.reason : outcome.name;
  const number = String(attempt + 2);
  const seconds = (wait / 1000).toFixed(2);
  return `${request.summary.operation}: ${what}, attempt ${number} in ${seconds} s`;
}
