//! Jobs to calls, and what a caller sees in the neutral form of the README.

use std::time::Duration;

use zstack::json::{Map, Value, to_value};
use zstack::resources::images::AddImage;
use zstack::{CallOptions, Error, RawResponse, models};

pub type Outcome = Result<Value, Error>;

/// What a driver prints.
pub fn outcome(outcome: Outcome) -> Value {
    match outcome {
        Ok(value) => object([("ok", Some(value))]),
        Err(error) => object([("error", Some(failure(&error)))]),
    }
}

pub fn object<const N: usize>(members: [(&str, Option<Value>); N]) -> Value {
    let given = members
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(given.collect())
}

pub fn model(value: &models::AddImageResponse) -> Value {
    to_value(value).unwrap_or_default()
}

pub fn raw(response: &RawResponse<models::AddImageResponse>) -> Value {
    let reply = &response.reply;
    object([
        ("status", Some(i64::from(reply.status.as_u16()).into())),
        ("served_by", reply.header("X-Served-By").map(Into::into)),
        ("text", Some(reply.text().into())),
        ("parsed", Some(model(&response.value))),
    ])
}

pub fn polls(job: &str, polls: Vec<Value>) -> Value {
    object([
        ("job", Some(job.into())),
        ("polls", Some(Value::Array(polls))),
    ])
}

fn failure(error: &Error) -> Value {
    let kind = match error {
        Error::Transport(_) => "transport",
        Error::Deadline(_) => "deadline",
        Error::Cancelled => "cancelled",
        Error::Status(_) => "status",
        Error::Decode(_) => "decode",
        Error::JobFailed(_) => "job-failed",
        Error::JobExpired(_) => "job-expired",
        Error::JobDeadline(_) => "job-deadline",
        other => panic!("no scenario expects this: {other}"),
    };
    let of_job = matches!(kind, "job-failed" | "job-expired" | "job-deadline");
    let own = error.chain().first().filter(|detail| detail.code.is_some());
    let text = error
        .reply()
        .filter(|_| own.is_none())
        .map(|reply| reply.text());
    let causes: Vec<Value> = error
        .chain()
        .iter()
        .skip(1)
        .map(|cause| cause.code.clone().map_or(Value::Null, Value::from))
        .collect();
    object([
        ("kind", Some(kind.into())),
        ("job", error.job_id().filter(|_| of_job).map(Into::into)),
        (
            "status",
            error
                .status()
                .map(|status| i64::from(status.as_u16()).into()),
        ),
        ("text", text.map(Into::into)),
        (
            "code",
            own.and_then(|detail| detail.code.clone()).map(Into::into),
        ),
        (
            "message",
            own.and_then(|detail| detail.message.clone())
                .map(Into::into),
        ),
        (
            "details",
            own.and_then(|detail| detail.details.clone())
                .map(Into::into),
        ),
        (
            "causes",
            own.filter(|_| !causes.is_empty())
                .map(|_| Value::Array(causes)),
        ),
    ])
}

pub fn options(call: &Value) -> CallOptions {
    let mut options = CallOptions::new();
    let given = call
        .get("options")
        .and_then(Value::as_object)
        .cloned()
        .unwrap_or_default();
    for (name, value) in &given {
        options = match name.as_str() {
            "timeout" => options.timeout(seconds(Some(value))),
            "retries" => options.retries(u32::try_from(integer(Some(value))).unwrap_or_default()),
            "headers" => members(Some(value))
                .into_iter()
                .fold(options, |options, (name, value)| {
                    options.header(name, string(&value))
                }),
            unknown => panic!("there is no option {unknown}"),
        };
    }
    options
}

/// What the three required arguments are.
pub fn required(call: &Value) -> (String, String, Vec<String>) {
    let given = members(call.get("arguments"));
    let text = |name: &str| given.get(name).map(string).unwrap_or_default();
    (
        text("name"),
        text("url"),
        given
            .get("backupStorageUuids")
            .map(strings)
            .unwrap_or_default(),
    )
}

/// Gives a call the optional arguments of a job.
pub fn filled<'c, C>(mut call: AddImage<'c, C>, job: &Value) -> AddImage<'c, C> {
    for (name, value) in members(job.get("arguments")) {
        call = match name.as_str() {
            "name" | "url" | "backupStorageUuids" => call,
            "description" => call.description(string(&value)),
            "mediaType" => call.media_type(string(&value)),
            "guestOsType" => call.guest_os_type(string(&value)),
            "system" => call.system(value.as_bool().unwrap_or_default()),
            "format" => call.format(string(&value)),
            "platform" => call.platform(string(&value)),
            "type" => call.type_(string(&value)),
            "resourceUuid" => call.resource_uuid(string(&value)),
            "architecture" => call.architecture(string(&value)),
            "tagUuids" => call.tag_uuids(strings(&value)),
            "virtio" => call.virtio(value.as_bool().unwrap_or_default()),
            "systemTags" => call.system_tags(strings(&value)),
            "userTags" => call.user_tags(strings(&value)),
            "X-Job-UUID" => call.x_job_uuid(string(&value)),
            "X-API-Timeout" => call.x_api_timeout(integer(Some(&value))),
            "X-Web-Hook" => call.x_web_hook(string(&value)),
            unknown => panic!("there is no argument {unknown}"),
        };
    }
    call
}

pub fn integer(value: Option<&Value>) -> i64 {
    value
        .and_then(Value::as_number)
        .and_then(zstack::json::Number::as_i64)
        .unwrap_or_default()
}

pub fn seconds(value: Option<&Value>) -> Duration {
    let number = value.and_then(Value::as_number);
    Duration::from_secs_f64(number.map(zstack::json::Number::as_f64).unwrap_or_default())
}

fn members(value: Option<&Value>) -> Map {
    value
        .and_then(Value::as_object)
        .cloned()
        .unwrap_or_default()
}

fn string(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn strings(value: &Value) -> Vec<String> {
    value
        .as_array()
        .unwrap_or_default()
        .iter()
        .map(string)
        .collect()
}
