/**
 * `node main.js [--transport http]`: one job a line in, one result a line out.
 *
 * With `--transport http` the client gets a `fetch` of its own, which sends what it is told to send
 * and nothing else.
 */

import { createInterface } from "node:readline";

import { ApiError, stringifyJson } from "zstack-client";

import { httpFetch } from "./http-fetch.js";
import { perform } from "./calls.js";
import { readJob } from "./job.js";
import type { Job } from "./job.js";
import { leaks } from "./leaks.js";
import { neutralError } from "./neutral.js";

const fetch = process.argv.includes("http") ? httpFetch : undefined;

async function resultOf(job: Job): Promise<unknown> {
  const lines: string[] = [];
  const logger = {
    debug: (line: string): number => lines.push(line),
    info: (line: string): number => lines.push(line),
  };
  try {
    return { ok: await perform(job, { fetch, logger }) };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const found = leaks(job.session, error);
    return found.length > 0 ? { leaks: found } : { error: neutralError(error) };
  } finally {
    if (lines.join().includes(job.session) || lines.length === 0) {
      process.stderr.write("the log shows the session, or nothing at all\n");
      process.exitCode = 1;
    }
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const result = await resultOf(readJob(line));
  process.stdout.write(`${stringifyJson(result)}\n`);
}
