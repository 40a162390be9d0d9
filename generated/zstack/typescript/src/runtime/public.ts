/** What every client shows of its runtime. */

export { ApiPromise } from "./api-promise.js";
export type { BasicLogin } from "./configuration.js";
export * from "./errors.js";
export { Job } from "./job.js";
export type { WaitOptions } from "./job.js";
export { parseJson, stringifyJson } from "./json.js";
export type { JsonObject, JsonValue } from "./json.js";
export type { CallOptions, Logger } from "./options.js";
export { Items } from "./pages.js";
export { extraProperty } from "./record.js";
export { RawResponse } from "./response.js";
export type { RequestSummary } from "./response.js";
export { ShapeError } from "./shape-error.js";
export type { Open } from "./schema.js";
export { ApiStream, ByteStream } from "./streams.js";
export { parseTimestamp } from "./timestamps.js";
export type {
  ClientCredentials,
  RefreshToken,
  TokenProvider,
} from "./tokens.js";
export type { BinaryInput, FileUpload, Upload } from "./uploads.js";
