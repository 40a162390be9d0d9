//! Makes the call of a job with the blocking client.

use zstack::blocking::{Client, Job};
use zstack::json::Value;
use zstack::models::AddImageResponse;
use zstack::{CallOptions, Cancellation};

use crate::neutral::{self, Outcome, filled, object, options, required, seconds};
use crate::text;

pub fn run(job: &Value) -> Outcome {
    let client = zstack::Client::builder()
        .base_url(text(job, "base_url"))
        .session(text(job, "session"))
        .build_blocking()?;
    make(&client, job.get("call").unwrap_or(&Value::Null))
}

fn make(client: &Client, call: &Value) -> Outcome {
    let images = client.images();
    let action = text(call, "action");
    if action.starts_with("resume") {
        return follow(images.resume_add_image(text(call, "job"))?, &action, call);
    }
    let (name, url, uuids) = required(call);
    let made = filled(images.add_image(name, url, uuids), call).options(cancelling(call));
    match action.as_str() {
        "call" => Ok(neutral::model(&made.send()?)),
        "raw" => Ok(neutral::raw(&made.send_raw()?)),
        _ => follow(made.submit()?, &action, call),
    }
}

fn follow(mut job: Job<AddImageResponse>, action: &str, call: &Value) -> Outcome {
    match action {
        "submit" => Ok(object([("job", Some(job.id().into()))])),
        "wait" | "resume" => {
            let options = CallOptions::new().timeout(seconds(call.get("wait")));
            Ok(neutral::model(&job.wait_with(options)?))
        }
        _ => {
            let mut polls = Vec::new();
            for _ in 0..neutral::integer(call.get("polls")) {
                polls.push(job.poll()?.as_ref().map_or(Value::Null, neutral::model));
            }
            Ok(neutral::polls(job.id(), polls))
        }
    }
}

/// The options of a call that another thread may cancel.
fn cancelling(call: &Value) -> CallOptions {
    let Some(after) = call.get("cancel_after").cloned() else {
        return options(call);
    };
    let cancellation = Cancellation::new();
    let handle = cancellation.clone();
    std::thread::spawn(move || {
        std::thread::sleep(seconds(Some(&after)));
        handle.cancel();
    });
    options(call).cancellation(cancellation)
}
