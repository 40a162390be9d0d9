//! Makes the call of a job with the asynchronous client.

use zstack::json::Value;
use zstack::models::AddImageResponse;
use zstack::{CallOptions, Client, Error, Job};

use crate::neutral::{self, Outcome, filled, object, options, required, seconds};
use crate::text;

pub async fn run(job: &Value) -> Outcome {
    let client = Client::builder()
        .base_url(text(job, "base_url"))
        .session(text(job, "session"))
        .build()?;
    let call = job.get("call").unwrap_or(&Value::Null);
    match call.get("cancel_after") {
        // Dropping the future is how an asynchronous call is cancelled.
        Some(after) => tokio::time::timeout(seconds(Some(after)), make(&client, call))
            .await
            .unwrap_or(Err(Error::Cancelled)),
        None => make(&client, call).await,
    }
}

async fn make(client: &Client, call: &Value) -> Outcome {
    let images = client.images();
    let action = text(call, "action");
    if action.starts_with("resume") {
        return follow(images.resume_add_image(text(call, "job"))?, &action, call).await;
    }
    let (name, url, uuids) = required(call);
    let made = filled(images.add_image(name, url, uuids), call).options(options(call));
    match action.as_str() {
        "call" => Ok(neutral::model(&made.send().await?)),
        "raw" => Ok(neutral::raw(&made.send_raw().await?)),
        _ => follow(made.submit().await?, &action, call).await,
    }
}

async fn follow(mut job: Job<AddImageResponse>, action: &str, call: &Value) -> Outcome {
    match action {
        "submit" => Ok(object([("job", Some(job.id().into()))])),
        "wait" | "resume" => {
            let options = CallOptions::new().timeout(seconds(call.get("wait")));
            Ok(neutral::model(&job.wait_with(options).await?))
        }
        _ => {
            let mut polls = Vec::new();
            for _ in 0..neutral::integer(call.get("polls")) {
                polls.push(
                    job.poll()
                        .await?
                        .as_ref()
                        .map_or(Value::Null, neutral::model),
                );
            }
            Ok(neutral::polls(job.id(), polls))
        }
    }
}
