/** All that descriptions of types are made of. */

export * from "./record.js";
export * from "./schema.js";
export * from "./union.js";
