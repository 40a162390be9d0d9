/** Makes the call of a job. */

import { Client } from "zstack-client";
import type {
  AddImageParams,
  AddImageResponse,
  CallOptions,
  ClientOptions,
  Job as ServerJob,
} from "zstack-client";

import type { Call, Job } from "./job.js";

type OwnOptions = Pick<ClientOptions, "fetch" | "logger">;

/** Makes the call; returns what the caller sees, in neutral form. */
export async function perform(
  job: Job,
  settings: OwnOptions,
): Promise<unknown> {
  const { call } = job;
  const client = new Client({
    baseUrl: job.base_url,
    session: job.session,
    ...settings,
  });
  const options = optionsOf(call);
  switch (call.action) {
    case "call":
      return client.images.addImage(paramsOf(call), options);
    case "raw": {
      const calling = client.images.addImage(paramsOf(call), options);
      const { data, response } = await calling.withResponse();
      return {
        status: response.status,
        served_by: response.headers.get("X-Served-By"),
        text: response.text,
        parsed: data,
      };
    }
    case "submit":
    case "poll":
    case "wait":
      return follow(
        await client.images.submitAddImage(paramsOf(call), options),
        call,
      );
    case "resume":
    case "resume-poll":
      return follow(
        client.images.resumeAddImage(call.job ?? "", options),
        call,
      );
    default:
      throw new Error(`there is no action ${call.action}`);
  }
}

async function follow(
  job: ServerJob<AddImageResponse>,
  call: Call,
): Promise<unknown> {
  switch (call.action) {
    case "submit":
      return { job: job.id };
    case "wait":
    case "resume":
      return job.wait(
        call.wait === undefined ? undefined : { timeout: call.wait * 1000 },
      );
    default: {
      const polls: unknown[] = [];
      while (polls.length < (call.polls ?? 1))
        polls.push((await job.poll()) ?? null);
      return { job: job.id, polls };
    }
  }
}

function paramsOf(call: Call): AddImageParams {
  if (!call.arguments) throw new Error("the job has no arguments");
  const {
    "X-Job-UUID": xJobUuid,
    "X-API-Timeout": xApiTimeout,
    "X-Web-Hook": xWebHook,
    ...rest
  } = call.arguments;
  return { ...rest, xJobUuid, xApiTimeout, xWebHook };
}

function optionsOf(call: Call): CallOptions {
  const { retries, timeout, headers } = call.options ?? {};
  const controller = new AbortController();
  if (call.cancel_after !== undefined) {
    setTimeout(() => {
      controller.abort();
    }, call.cancel_after * 1000);
  }
  return {
    retries,
    timeout: timeout === undefined ? undefined : timeout * 1000,
    headers,
    signal: controller.signal,
  };
}
