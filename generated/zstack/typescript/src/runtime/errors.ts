/**
 * What can go wrong in a call.
 *
 *     ApiError
 *     ├── ConfigurationError            a base URL or a credential is missing
 *     ├── CancelledError                the caller aborted the signal of the call
 *     ├── TransportError                no answer, or only a part of one
 *     │   ├── ConnectError              no connection: the request was not sent
 *     │   ├── ConnectionLostError       broken: the request may have arrived
 *     │   ├── ReadTimeoutError          the server was silent for too long
 *     │   └── DeadlineError             the whole call took too long
 *     │       └── JobDeadlineError      a job still runs, and the time is over
 *     └── ResponseError                 an answer that is no success
 *         ├── StatusError               its status says so
 *         │   ├── RedirectError         3xx that is not followed
 *         │   ├── BadRequestError       400
 *         │   ├── AuthenticationError   401
 *         │   ├── PermissionDeniedError 403
 *         │   ├── NotFoundError         404
 *         │   ├── ConflictError         409
 *         │   ├── UnprocessableContentError 422
 *         │   ├── RateLimitError        429
 *         │   ├── ServerError           5xx
 *         │   ├── JobFailedError        a job that was submitted failed
 *         │   └── JobExpiredError       the server does not know the job (any more)
 *         └── DecodeError               it is not what the API documents
 *
 * No error holds a secret: requests are kept without their body, and with
 * credentials masked.
 */

import type { RawResponse, RequestSummary } from "./response.js";

/**
 * What the API itself says of one error, or of one error that caused another.
 */
export interface ErrorDetail {
  /** The error code. */
  readonly code?: string;
  /** The short description. */
  readonly message?: string;
  /** The long description. */
  readonly details?: string;
}

/** The root of all errors of this package. */
export class ApiError extends Error {
  /**
   * The job that the call had submitted, where there is one. It may still run.
   */
  jobId?: string;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** The client was not told something that the call needs. */
export class ConfigurationError extends ApiError {}

/**
 * The signal of the call was aborted. A request that was sent is not taken
 * back.
 */
export class CancelledError extends ApiError {}

/** There is no answer, or only a part of one. */
export class TransportError extends ApiError {
  /** What was asked. */
  readonly request: RequestSummary;

  constructor(
    message: string,
    request: RequestSummary,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.request = request;
  }
}

/**
 * No connection was made: name, route, port or TLS. The request was not sent.
 */
export class ConnectError extends TransportError {}

/**
 * The connection broke, or the answer was cut off. The request may have
 * arrived.
 */
export class ConnectionLostError extends TransportError {}

/**
 * The server sent nothing for `readTimeout` milliseconds. The request may have
 * arrived.
 */
export class ReadTimeoutError extends TransportError {}

/** The call, with all its retries, took more than `timeout` milliseconds. */
export class DeadlineError extends TransportError {}

/**
 * The time is over. The job still runs at the server, and can be taken up
 * again.
 */
export class JobDeadlineError extends DeadlineError {
  /** The id to take the job up again with. */
  declare readonly jobId: string;

  constructor(message: string, request: RequestSummary, jobId: string) {
    super(message, request);
    this.jobId = jobId;
  }
}

/** There is an answer, and it is not the one that was hoped for. */
export class ResponseError extends ApiError {
  /** The answer as it came. */
  readonly response: RawResponse;

  constructor(message: string, response: RawResponse, options?: ErrorOptions) {
    super(message, options);
    this.response = response;
  }

  /** The status code. */
  get status(): number {
    return this.response.status;
  }

  /** What was asked. */
  get request(): RequestSummary {
    return this.response.request;
  }
}

/** What an error body says. */
export interface ErrorContent {
  /**
   * The body as the documented type if it fits, else as JSON, else `undefined`.
   */
  readonly body?: unknown;
  /**
   * The error and its causes, outermost first; empty where the body has none.
   */
  readonly chain?: readonly ErrorDetail[];
}

/** The status of the answer says that the call failed. */
export class StatusError extends ResponseError {
  /**
   * The body as the documented type if it fits, else as JSON, else `undefined`.
   */
  readonly body: unknown;
  /**
   * The error and its causes, outermost first; empty where the body has none.
   */
  readonly chain: readonly ErrorDetail[];

  constructor(
    message: string,
    response: RawResponse,
    content: ErrorContent = {},
  ) {
    super(message, response);
    this.body = content.body;
    this.chain = content.chain ?? [];
  }

  /** What the API itself says of the error. */
  get detail(): ErrorDetail | undefined {
    return this.chain[0];
  }

  /** The API's own error code. */
  get code(): string | undefined {
    return this.chain[0]?.code;
  }

  /** What led to the error, the root cause last. */
  get causes(): readonly ErrorDetail[] {
    return this.chain.slice(1);
  }
}

/** The answer leads elsewhere. Credentials are never sent to another host. */
export class RedirectError extends StatusError {}

/** 400: the server does not accept the request. */
export class BadRequestError extends StatusError {}

/** 401: the server does not know who asks. */
export class AuthenticationError extends StatusError {}

/** 403: the server knows who asks, and refuses. */
export class PermissionDeniedError extends StatusError {}

/** 404: there is nothing at this address. */
export class NotFoundError extends StatusError {}

/** 409: the request does not go with the state of the resource. */
export class ConflictError extends StatusError {}

/** 422: the request is well formed and makes no sense. */
export class UnprocessableContentError extends StatusError {}

/** 429: too many requests. */
export class RateLimitError extends StatusError {}

/** 5xx: the server failed. */
export class ServerError extends StatusError {}

/**
 * The job came to its end and failed. `body` is the documented failure if it
 * fits.
 */
export class JobFailedError extends StatusError {
  /** The id of the job. */
  declare readonly jobId: string;

  constructor(
    message: string,
    response: RawResponse,
    content: ErrorContent,
    jobId: string,
  ) {
    super(message, response, content);
    this.jobId = jobId;
  }
}

/** The server does not know the job, or not any more. */
export class JobExpiredError extends StatusError {
  /** The id of the job. */
  declare readonly jobId: string;

  constructor(message: string, response: RawResponse, jobId: string) {
    super(message, response);
    this.jobId = jobId;
  }
}

/** The answer is not what the API documents. `cause` says what does not fit. */
export class DecodeError extends ResponseError {}
