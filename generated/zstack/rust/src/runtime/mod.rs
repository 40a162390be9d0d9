//! What is the same for every API: requests, retries, errors, jobs, JSON.

pub mod answers;
pub mod base64;
#[cfg(feature = "blocking")]
pub mod blocking;
pub mod cancellation;
pub mod deadline;
pub mod engine;
pub mod error;
pub mod exchange;
pub mod fields;
pub mod jobs;
pub mod json;
pub mod nullable;
pub mod operation;
pub mod options;
pub mod parameters;
pub mod payload;
pub mod reply;
pub mod requests;
pub mod retries;
pub mod secret;
pub mod settings;
pub mod transport;
pub mod unions;
pub mod wire;
