/** Errors in the neutral form of README.md. */

import {
  CancelledError,
  DeadlineError,
  DecodeError,
  JobDeadlineError,
  JobExpiredError,
  JobFailedError,
  ResponseError,
  StatusError,
  TransportError,
} from "zstack-client";
import type { ApiError } from "zstack-client";

/** What the caller of a call that failed sees. Members that are `undefined` are left out. */
export function neutralError(error: ApiError): unknown {
  return { kind: kindOf(error), ...jobOf(error), ...answerOf(error) };
}

function kindOf(error: ApiError): string {
  if (error instanceof JobFailedError) return "job-failed";
  if (error instanceof JobExpiredError) return "job-expired";
  if (error instanceof JobDeadlineError) return "job-deadline";
  if (error instanceof StatusError) return "status";
  if (error instanceof DecodeError) return "decode";
  if (error instanceof DeadlineError) return "deadline";
  if (error instanceof TransportError) return "transport";
  if (error instanceof CancelledError) return "cancelled";
  throw error;
}

function jobOf(error: ApiError): object {
  const isOfJob =
    error instanceof JobFailedError ||
    error instanceof JobExpiredError ||
    error instanceof JobDeadlineError;
  return isOfJob ? { job: error.jobId } : {};
}

function answerOf(error: ApiError): object {
  if (!(error instanceof ResponseError)) return {};
  const { status, response } = error;
  if (!(error instanceof StatusError) || error.code === undefined) {
    return { status, text: response.text };
  }
  const causes = error.causes.map((cause) => cause.code ?? null);
  return {
    status,
    ...error.detail,
    causes: causes.length > 0 ? causes : undefined,
  };
}
