/** The job of a driver, in the form of README.md. */

import { parseJson } from "zstack-client";
import type { AddImageParams } from "zstack-client";

/** One job. */
export interface Job {
  readonly base_url: string;
  readonly session: string;
  readonly call: Call;
}

/** The arguments that travel in headers, by their wire names. */
interface WireHeaders {
  readonly "X-Job-UUID"?: string;
  readonly "X-API-Timeout"?: number | bigint;
  readonly "X-Web-Hook"?: string;
}

type Headers = Pick<AddImageParams, "xJobUuid" | "xApiTimeout" | "xWebHook">;

/** What to call, and how. Times are in seconds. */
export interface Call {
  readonly action: string;
  readonly arguments?: Omit<AddImageParams, keyof Headers> & WireHeaders;
  readonly options?: {
    readonly retries?: number;
    readonly timeout?: number;
    readonly headers?: Readonly<Record<string, string>>;
  };
  readonly job?: string;
  readonly polls?: number;
  readonly wait?: number;
  readonly cancel_after?: number;
}

/** Reads a job from its line. */
export function readJob(line: string): Job {
  return parseJson(line) as unknown as Job;
}
