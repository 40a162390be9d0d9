/** Answers to values, or to the error that says what is wrong with them. */

import { isJson, readJson } from "./bodies.js";
import type { JsonBody } from "./bodies.js";
import {
  AuthenticationError,
  BadRequestError,
  ConflictError,
  DecodeError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
  RedirectError,
  ServerError,
  StatusError,
  UnprocessableContentError,
} from "./errors.js";
import type { ErrorContent, ErrorDetail } from "./errors.js";
import { isObject, member, stringifyJson } from "./json.js";
import type { JsonObject, JsonValue } from "./json.js";
import { isIn, widthOf } from "./operation.js";
import type {
  Answer,
  Body,
  ErrorAnswer,
  ErrorShape,
  Operation,
} from "./operation.js";
import { mediaTypeOf } from "./response.js";
import type { RawResponse } from "./response.js";
import { scrub } from "./secret.js";
import type { Secret } from "./secret.js";

const LONGEST_TEXT = 500;
const LONGEST_CHAIN = 1000;

const KINDS: Readonly<Record<number, typeof StatusError>> = {
  400: BadRequestError,
  401: AuthenticationError,
  403: PermissionDeniedError,
  404: NotFoundError,
  409: ConflictError,
  422: UnprocessableContentError,
  429: RateLimitError,
};

/**
 * The value of an answer. Throws a StatusError where it means failure, else a
 * DecodeError.
 */
export function resultOf<T>(
  operation: Operation<T>,
  response: RawResponse,
  secrets: Iterable<Secret>,
): T {
  const { status } = response;
  const bodies = bodiesOf(operation.answers ?? [], status);
  if (bodies.length === 0) {
    if (status < 200 || status >= 300) {
      throw statusError(operation, response, secrets);
    }
    throw new DecodeError(
      `${operation.id}: the API documents no answer ${response.reason}`,
      response,
    );
  }
  return readBody(operation, bodies, response);
}

/** Whether an answer is one whose body the caller reads piece by piece. */
export function isOpenAnswer(
  answers: readonly Answer<unknown>[],
  status: number,
  headers: Headers,
): boolean {
  const type = mediaTypeOf(headers.get("content-type") ?? "");
  return bodyFor(bodiesOf(answers, status), type)?.isOpen === true;
}

/** The bodies that an answer may have: those of the narrowest range of statuses. */
function bodiesOf<T>(
  answers: readonly Answer<T>[],
  status: number,
): readonly Body<T>[] {
  const fitting = answers.filter((answer) => isIn(answer.statuses, status));
  const width = Math.min(...fitting.map((answer) => widthOf(answer.statuses)));
  return fitting
    .filter((answer) => widthOf(answer.statuses) === width)
    .map((answer) => answer.body);
}

/** The body that is documented for a media type, else one that can read it. */
function bodyFor<T>(
  bodies: readonly Body<T>[],
  type: string,
): Body<T> | undefined {
  return (
    bodies.find((one) => type !== "" && mediaTypeOf(one.mediaType) === type) ??
    bodies.find((one) => one.accepts(type)) ??
    bodies.find((one) => one.isSelfEvident)
  );
}

/** The body of an answer, read by the one of `bodies` that fits its media type. */
export function readBody<T>(
  operation: Operation<unknown>,
  bodies: readonly Body<T>[],
  response: RawResponse,
): T {
  const type = response.mediaType;
  const body = bodyFor(bodies, type);
  if (!body) {
    const wanted = bodies.map((one) => one.mediaType).join(" or ");
    throw new DecodeError(
      `${operation.id}: the answer ${response.reason} has the content type` +
        ` ${JSON.stringify(type)}, and the API documents ${wanted}`,
      response,
    );
  }
  try {
    return body.read(response);
  } catch (cause) {
    throw new DecodeError(
      `${operation.id}: the body of the answer ${response.reason} does not fit` +
        ` the documented type: ${messageOf(cause)}`,
      response,
      { cause },
    );
  }
}

/** The error for an answer that means failure. */
export function statusError(
  operation: Operation<unknown>,
  response: RawResponse,
  secrets: Iterable<Secret>,
): StatusError {
  const content = errorContent(operation.errors ?? [], response);
  const message = `${operation.id}: ${describe(response, content.chain, secrets)}`;
  return new (kindOf(response.status))(message, response, content);
}

/**
 * The body of a failure, as the documented type if it fits, else as JSON; and
 * its chain.
 */
export function errorContent(
  documented: readonly ErrorAnswer[],
  response: RawResponse,
): Required<ErrorContent> {
  const value = jsonOf(response);
  const answer = documented
    .filter((one) => isIn(one.statuses, response.status))
    .sort((one, other) => widthOf(one.statuses) - widthOf(other.statuses))[0];
  if (value === undefined || !answer) return { body: value, chain: [] };
  const chain = answer.shape ? errorChain(value, answer.shape) : [];
  return { body: fitted(answer.body, value, response) ?? value, chain };
}

/**
 * Whether a failure comes from the API itself and not from something in front
 * of it: it is JSON and has the documented error in it, or fits the documented
 * type where no part of it is the error.
 */
export function isOwnError(
  operation: Operation<unknown>,
  response: RawResponse,
): boolean {
  const failure = operation.longRunning?.failure;
  const documented = [
    ...(operation.errors ?? []),
    ...(failure ? [failure] : []),
  ];
  const value = isJson(response.mediaType) ? jsonOf(response) : undefined;
  if (value === undefined) return false;
  return documented
    .filter((answer) => isIn(answer.statuses, response.status))
    .some((answer) =>
      answer.shape
        ? errorChain(value, answer.shape).length > 0
        : fitted(answer.body, value, response) !== undefined,
    );
}

/** A failure in one line: the status, and what the API says of it. */
export function describe(
  response: RawResponse,
  chain: readonly ErrorDetail[],
  secrets: Iterable<Secret>,
): string {
  const [first] = chain;
  const root = chain.at(-1);
  const text = first ? lineOf(first) : response.text.trim();
  const said =
    text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}...` : text;
  const cause = root && root !== first ? ` (root cause: ${lineOf(root)})` : "";
  return scrub(`${response.reason}${said && ": "}${said}${cause}`, secrets);
}

/** The value at a path of names, `undefined` where there is none. */
export function at(
  value: JsonValue | undefined,
  path: readonly string[],
): JsonValue | undefined {
  let found = value;
  for (const name of path) {
    found = isObject(found) ? member(found, name) : undefined;
  }
  return found;
}

/** What an error says, for the message of another. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function kindOf(status: number): typeof StatusError {
  const known = KINDS[status];
  if (known) return known;
  // A browser shows no more of a redirect than that there is one: its status is 0.
  if (status === 0 || (status >= 300 && status < 400)) return RedirectError;
  return status >= 500 ? ServerError : StatusError;
}

function errorChain(body: JsonValue, shape: ErrorShape): ErrorDetail[] {
  const chain: ErrorDetail[] = [];
  let error = at(body, shape.error);
  while (isObject(error) && chain.length < LONGEST_CHAIN) {
    chain.push(detailOf(error, shape));
    error = shape.cause ? at(error, shape.cause) : undefined;
  }
  return chain;
}

function detailOf(error: JsonObject, shape: ErrorShape): ErrorDetail {
  const code = textAt(error, shape.code);
  const message = textAt(error, shape.message);
  const details = textAt(error, shape.details);
  return {
    ...(code !== undefined && { code }),
    ...(message !== undefined && { message }),
    ...(details !== undefined && { details }),
  };
}

function textAt(
  error: JsonObject,
  path: readonly string[] | undefined,
): string | undefined {
  const found = path && at(error, path);
  if (found === undefined || found === null) return undefined;
  return typeof found === "string" ? found : stringifyJson(found);
}

function lineOf(detail: ErrorDetail): string {
  return [detail.code, detail.message, detail.details]
    .filter(Boolean)
    .join(": ");
}

function jsonOf(response: RawResponse): JsonValue | undefined {
  try {
    return readJson(response.content);
  } catch {
    return undefined;
  }
}

function fitted(
  body: Body<unknown>,
  value: JsonValue,
  response: RawResponse,
): unknown {
  try {
    return "fit" in body
      ? (body as JsonBody<unknown>).fit(value)
      : body.read(response);
  } catch {
    return undefined;
  }
}
