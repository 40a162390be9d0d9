//! What is decided of a call, with a clock that is wound by hand and a server that is a list.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bench::runtime::body::Body;
use bench::runtime::cancellation::Cancellation;
use bench::runtime::engine::Engine;
use bench::runtime::error::{Error, TransportFailure};
use bench::runtime::json::Value;
use bench::runtime::options::CallOptions;
use bench::runtime::settings::{Known, Settings};
use bench::runtime::transport::{BoxFuture, Failure, Limits, Transport};
use bench::runtime::wire::{self, Call, Operation, Statuses};
use http::{Method, Request, Response};
use tokio::time::Instant;

enum Play {
    Answer(u16, &'static [(&'static str, &'static str)], &'static str),
    Fail(TransportFailure),
    Silence,
}

use Play::{Answer, Fail, Silence};

type Seen = Arc<Mutex<Vec<(Method, String, String)>>>;

struct Script {
    plays: Mutex<VecDeque<Play>>,
    seen: Seen,
}

impl Transport for Script {
    fn send(
        &self,
        request: Request<Body>,
        _: Limits,
    ) -> BoxFuture<'_, Result<Response<Body>, Failure>> {
        let key = request
            .headers()
            .get("x-key")
            .map_or("", |key| key.to_str().unwrap())
            .to_owned();
        let seen = (request.method().clone(), request.uri().to_string(), key);
        self.seen.lock().unwrap().push(seen);
        let play = self
            .plays
            .lock()
            .unwrap()
            .pop_front()
            .expect("a request too many");
        Box::pin(async move {
            match play {
                Answer(status, headers, body) => {
                    let mut answer = Response::builder().status(status);
                    for (name, value) in headers {
                        answer = answer.header(*name, *value);
                    }
                    Ok(answer.body(body.into()).unwrap())
                }
                Fail(kind) => Err(Failure {
                    kind,
                    source: "played".into(),
                }),
                Silence => std::future::pending().await,
            }
        })
    }
}

static SHAPE: wire::ErrorShape = wire::ErrorShape {
    error: &["error"],
    code: &["code"],
    message: &[],
    details: &[],
    cause: &["cause"],
};

const fn failures(status: u16) -> wire::ErrorAnswer {
    wire::ErrorAnswer {
        statuses: Statuses(status, status),
        fits: |_| true,
        shape: Some(&SHAPE),
    }
}

const FAILURES: &[wire::ErrorAnswer] = &[failures(503)];
const ANSWERS: &[wire::Answer<Value>] = &[wire::Answer {
    statuses: Statuses(200, 299),
    media: wire::Media::Json,
    read: wire::json_body,
}];

const fn operation(
    method: &'static Method,
    idempotency: Option<wire::Idempotency>,
    long_running: Option<wire::LongRunning<Value>>,
) -> Operation<Value> {
    Operation {
        id: "Do",
        method,
        path: "/do",
        server: None,
        accept: "application/json",
        answers: ANSWERS,
        errors: FAILURES,
        security: &[&["token"]],
        idempotency,
        long_running,
    }
}

static GET: Operation<Value> = operation(&Method::GET, None, None);
static POST: Operation<Value> = operation(&Method::POST, None, None);
static JOB: Operation<Value> = operation(
    &Method::POST,
    Some(wire::Idempotency {
        header: "X-Key",
        form: wire::KeyForm::Hex32,
        duplicate: 400,
    }),
    Some(wire::LongRunning {
        accepted: &[Statuses(202, 202)],
        location: &["location"],
        poll_path: "/jobs/{id}",
        pending: &[Statuses(202, 202)],
        done: &[Statuses(200, 200)],
        failed: &[Statuses(503, 503)],
        expired: &[Statuses(404, 404)],
        interval: 1.0,
        result: wire::json_body,
        failure: Some(failures(503)),
        key_is_id: true,
        resume: "resume_do",
    }),
);

const NOW: &[(&str, &str)] = &[("retry-after", "0")];
const JOB_1: &str = r#"{"location":"http://elsewhere/jobs/1"}"#;

fn engine(plays: impl IntoIterator<Item = Play>) -> (Engine, Seen) {
    let token = Known::scheme(
        "token",
        Some("t0ken".into()),
        "token",
        "BENCH_NONE",
        "Bearer",
    )
    .unwrap();
    let mut settings = Settings::new("http://server/v1".parse().unwrap(), "bench/1", vec![token]);
    settings.jitter = || 1.0;
    let seen = Seen::default();
    let script = Script {
        plays: Mutex::new(plays.into_iter().collect()),
        seen: Arc::clone(&seen),
    };
    (Engine::new(settings, Arc::new(script)), seen)
}

async fn sent(
    operation: &'static Operation<Value>,
    plays: impl IntoIterator<Item = Play>,
) -> (Result<String, Error>, usize, Duration) {
    let (engine, seen) = engine(plays);
    let started = Instant::now();
    let found = engine.call(Call::new(operation), CallOptions::new()).await;
    let count = seen.lock().unwrap().len();
    (
        found.map(|raw| raw.value.to_string()),
        count,
        started.elapsed(),
    )
}

#[tokio::test(start_paused = true)]
async fn transient_answers_are_tried_again_where_that_is_safe() {
    for status in [408, 429, 502, 503, 504] {
        let plays = || {
            [
                Answer(status, &[], ""),
                Answer(status, &[], ""),
                Answer(200, &[], "1"),
            ]
        };
        let (found, count, elapsed) = sent(&GET, plays()).await;
        assert_eq!((found.unwrap().as_str(), count), ("1", 3), "{status}");
        assert_eq!(elapsed.as_millis(), 1500);
        let (found, count, _) = sent(&POST, plays()).await;
        assert_eq!(
            (found.unwrap_err().status().unwrap().as_u16(), count),
            (status, 1)
        );
    }
    for status in [400, 404, 409, 500, 501] {
        let (found, count, _) = sent(&GET, [Answer(status, &[], "")]).await;
        assert!(
            matches!(found, Err(Error::Status(_))) && count == 1,
            "{status}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_503_of_the_api_itself_is_an_answer() {
    let (found, count, _) = sent(
        &GET,
        [Answer(
            503,
            &[],
            r#"{"error":{"code":"E","cause":{"code":"R"}}}"#,
        )],
    )
    .await;
    let error = found.unwrap_err();
    assert_eq!(
        (error.code(), error.chain().len(), count),
        (Some("E"), 2, 1)
    );
    assert!(error.to_string().contains("root cause: R"));
}

#[tokio::test(start_paused = true)]
async fn a_connection_that_was_not_made_is_always_tried_again() {
    for kind in [TransportFailure::Connect, TransportFailure::ConnectTimeout] {
        let (found, count, _) = sent(&POST, [Fail(kind), Answer(200, &[], "1")]).await;
        assert!(found.is_ok() && count == 2);
    }
    for kind in [
        TransportFailure::ConnectionLost,
        TransportFailure::ReadTimeout,
    ] {
        let (found, count, _) = sent(&POST, [Fail(kind)]).await;
        assert!(
            matches!(found, Err(Error::Transport(error)) if error.failure == kind) && count == 1
        );
        let (found, count, _) = sent(&GET, [Fail(kind), Answer(200, &[], "1")]).await;
        assert!(found.is_ok() && count == 2);
    }
}

#[tokio::test(start_paused = true)]
async fn retry_after_is_honoured_in_both_forms() {
    let date: &[(&str, &str)] = &[
        ("date", "Sun, 06 Nov 1994 08:49:36 GMT"),
        ("retry-after", "Sun, 06 Nov 1994 08:49:39 GMT"),
    ];
    let past: &[(&str, &str)] = &[("retry-after", "Sun, 06 Nov 1994 08:49:39 GMT")];
    for (headers, seconds) in [
        (&[("retry-after", "7")][..], 7.0),
        (date, 3.0),
        (past, 0.0),
        (&[("retry-after", "soon")], 0.5),
        (&[("retry-after", "-5")], 0.5),
    ] {
        let (_, count, elapsed) =
            sent(&GET, [Answer(429, headers, ""), Answer(200, &[], "1")]).await;
        assert_eq!((elapsed.as_secs_f64(), count), (seconds, 2));
    }
    let (found, count, elapsed) = sent(&GET, [Answer(503, &[("retry-after", "601")], "")]).await;
    assert!(
        found.is_err() && count == 1 && elapsed.is_zero(),
        "advice beyond the limit is not taken"
    );
}

#[tokio::test(start_paused = true)]
async fn time_is_up_when_it_is_up() {
    let (engine, _) = engine([Silence]);
    let options = CallOptions::new().timeout(Duration::from_secs(5));
    let found = engine.call(Call::new(&GET), options).await;
    assert!(matches!(found, Err(Error::Deadline(_))));
}

#[tokio::test(start_paused = true)]
async fn redirects_stay_with_the_host() {
    let same = [
        Answer(307, &[("location", "/v1/b?c#d")], ""),
        Answer(200, &[], "1"),
    ];
    let (found, count, _) = sent(&POST, same).await;
    assert!(found.is_ok() && count == 2);
    for location in [
        "http://other/v1",
        "https://server/v1",
        "http://server:81/v1",
        "http://u@server/v1",
        "//other/x",
        "",
    ] {
        let headers: &'static [(&str, &str)] = Box::leak(Box::new([("location", location)]));
        let (found, count, _) = sent(&GET, [Answer(302, headers, "")]).await;
        assert!(found.is_err() && count == 1, "{location}");
    }
    let (found, _, _) = sent(&POST, [Answer(303, &[("location", "/v1/b")], "")]).await;
    assert!(found.is_err());
    let circle = (0..6).map(|_| Answer(302, &[("location", "/v1/b")], ""));
    let (found, count, _) = sent(&GET, circle).await;
    assert!(found.is_err() && count == 6);
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_does_not_fit_says_so() {
    let (found, count, _) = sent(&GET, [Answer(200, &[], "no json")]).await;
    assert!(matches!(found, Err(Error::Decode(_))) && count == 1);
    let (found, _, _) = sent(&GET, [Answer(101, &[], "")]).await;
    assert!(matches!(found, Err(Error::Status(_))));
}

#[tokio::test(start_paused = true)]
async fn jobs_are_followed() {
    let plays = [
        Answer(202, &[], JOB_1),
        Answer(202, &[("retry-after", "5")], ""),
        Answer(202, &[], ""),
        Answer(200, &[], "1"),
    ];
    let (found, count, elapsed) = sent(&JOB, plays).await;
    assert_eq!(
        (found.unwrap().as_str(), count, elapsed.as_secs()),
        ("1", 4, 7)
    );
}

#[tokio::test(start_paused = true)]
async fn a_key_that_is_known_leads_to_the_job_of_the_first_attempt() {
    let (engine, seen) = engine([
        Fail(TransportFailure::ConnectionLost),
        Answer(400, &[], "duplicate"),
        Answer(202, NOW, ""),
        Answer(200, &[], "1"),
    ]);
    engine
        .call(Call::new(&JOB), CallOptions::new())
        .await
        .unwrap();
    let seen = seen.lock().unwrap();
    let key = &seen[0].2;
    assert!(key.len() == 32 && seen[1].2 == *key);
    assert_eq!(
        (seen[2].0.as_str(), seen[2].1.as_str()),
        ("GET", format!("http://server/v1/jobs/{key}").as_str())
    );
    let (found, _, _) = sent(&JOB, [Answer(400, &[], "duplicate")]).await;
    assert!(
        matches!(found, Err(Error::Status(_))),
        "the first attempt was refused"
    );
    let lost = [
        Fail(TransportFailure::ConnectionLost),
        Answer(400, &[], "bad"),
        Answer(404, &[], ""),
    ];
    let (found, _, _) = sent(&JOB, lost).await;
    assert!(matches!(found, Err(Error::Status(error)) if error.reply.text() == "bad"));
}

#[tokio::test(start_paused = true)]
async fn jobs_end_in_many_ways() {
    let accepted = || Answer(202, NOW, JOB_1);
    let (found, _, _) = sent(
        &JOB,
        [accepted(), Answer(503, &[], r#"{"error":{"code":"E"}}"#)],
    )
    .await;
    assert!(matches!(&found, Err(Error::JobFailed(error)) if error.job_id.as_deref() == Some("1")));
    let (found, _, _) = sent(&JOB, [accepted(), Answer(404, &[], "gone")]).await;
    assert!(matches!(found, Err(Error::JobExpired(_))));
    let (found, _, elapsed) = sent(
        &JOB,
        [accepted(), Answer(202, &[("retry-after", "9999")], "")],
    )
    .await;
    assert!(matches!(&found, Err(Error::JobDeadline(_))), "{found:?}");
    assert_eq!(
        (found.unwrap_err().job_id(), elapsed.as_secs()),
        (Some("1"), 600)
    );
    let (found, _, _) = sent(&JOB, [accepted(), Answer(500, &[], "")]).await;
    assert!(matches!(&found, Err(Error::Status(_))) && found.unwrap_err().job_id() == Some("1"));
    let (found, _, _) = sent(&JOB, [Answer(202, &[], "{}")]).await;
    assert!(matches!(found, Err(Error::Decode(_))), "no location");
}

#[tokio::test(start_paused = true)]
async fn a_job_keeps_its_result() {
    let (engine, seen) = engine([Answer(202, &[], ""), Answer(200, &[], "1")]);
    let mut job = engine.resume(&JOB, "a/b").unwrap();
    assert_eq!(job.poll().await.unwrap(), None);
    assert_eq!(job.poll().await.unwrap().unwrap().to_string(), "1");
    assert_eq!(job.wait().await.unwrap().to_string(), "1");
    assert_eq!(
        (job.id(), job.location(), seen.lock().unwrap().len()),
        ("a/b", "/v1/jobs/a%2Fb", 2)
    );
    assert!(engine.resume(&JOB, "..").is_err() && engine.resume(&GET, "1").is_err());
}

#[tokio::test(start_paused = true)]
async fn a_call_can_be_cancelled_from_elsewhere() {
    let (engine, _) = engine([Silence]);
    let cancellation = Cancellation::new();
    let handle = cancellation.clone();
    tokio::spawn(async move {
        tokio::time::sleep(Duration::from_secs(1)).await;
        handle.cancel();
    });
    let options = CallOptions::new().cancellation(cancellation.clone());
    let found = engine.call(Call::new(&GET), options).await;
    assert!(matches!(found, Err(Error::Cancelled)) && cancellation.is_cancelled());
}

#[tokio::test(start_paused = true)]
async fn a_credential_that_is_missing_is_told() {
    let (engine, _) = engine([]);
    let mut settings = (*engine.settings).clone();
    settings.credentials =
        vec![Known::scheme("token", None, "token", "BENCH_NONE", "Bearer").unwrap()];
    let engine = Engine::new(settings, engine.transport);
    let found = engine.call(Call::new(&GET), CallOptions::new()).await;
    let told = found.unwrap_err().to_string();
    assert_eq!(told, "Do needs a credential: give token, or set BENCH_NONE");
}
