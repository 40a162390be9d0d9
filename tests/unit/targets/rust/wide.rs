//! What callers of the crate of wide.yaml see, with a transport that answers from a script.

use std::collections::VecDeque;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use futures_util::{StreamExt, TryStreamExt, stream};
use http::{Request, Response};
use wide::models::{Note, Parcel};
use wide::resources::things::{MixAnswer, MixHeaders};
use wide::{Body, BoxFuture, Client, ClientBuilder, ClientCredentials, Error, Failure, Grant};
use wide::{Limits, Transport, Upload};

type Answer = (u16, &'static [(&'static str, &'static str)], &'static str);

/// Answers from a script, and keeps what it was sent.
#[derive(Clone, Default)]
struct Stand {
    answers: Arc<Mutex<VecDeque<Answer>>>,
    seen: Arc<Mutex<Vec<Request<Bytes>>>>,
}

impl Stand {
    fn new<const N: usize>(answers: [Answer; N]) -> Self {
        Self {
            answers: Arc::new(Mutex::new(answers.into())),
            seen: Arc::default(),
        }
    }

    fn builder(&self) -> ClientBuilder {
        Client::builder().transport(self.clone()).retries(0)
    }

    fn client(&self) -> Client {
        self.builder().build().unwrap()
    }

    fn header(&self, name: &str) -> String {
        let seen = self.seen.lock().unwrap();
        let found = seen.last().unwrap().headers().get(name);
        found.map_or_else(String::new, |one| one.to_str().unwrap().to_owned())
    }

    fn sent(&self) -> String {
        String::from_utf8(self.seen.lock().unwrap().last().unwrap().body().to_vec()).unwrap()
    }

    fn targets(&self) -> Vec<String> {
        let seen = self.seen.lock().unwrap();
        seen.iter().map(|one| one.uri().to_string()).collect()
    }
}

impl Transport for Stand {
    fn send(
        &self,
        request: Request<Body>,
        _: Limits,
    ) -> BoxFuture<'_, Result<Response<Body>, Failure>> {
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let whole = Request::from_parts(parts, body.collect().await?);
            self.seen.lock().unwrap().push(whole);
            let (status, headers, body) = self.answers.lock().unwrap().pop_front().unwrap();
            let mut response = Response::builder().status(status);
            for (name, value) in headers {
                response = response.header(*name, *value);
            }
            // Octet by octet, so that nothing comes in the pieces that a reader would like.
            let pieces: Vec<_> = body.bytes().map(|one| Ok(vec![one].into())).collect();
            Ok(response.body(Body::pieces(stream::iter(pieces))).unwrap())
        })
    }
}

const JSON: &[(&str, &str)] = &[("content-type", "application/json")];
const TEXT: &[(&str, &str)] = &[("content-type", "text/plain")];
const EMPTY: Answer = (204, &[], "");

#[tokio::test]
async fn parts_are_written_as_browsers_do() {
    let stand = Stand::new([(200, TEXT, "ok")]);
    let file = Upload::stream(stream::iter([
        Ok::<_, Error>("<x").map(Bytes::from),
        Ok("y>".into()),
    ]));
    let call = stand.client();
    let call = call
        .things()
        .upload_files(
            file.file_name("a\"b\r\n.txt")
                .media_type("text/plain")
                .header("X-Row", "1"),
        )
        .title("ü")
        .more(["\u{1}", "\u{2}"])
        .na_me([1, 2])
        .meta(Note::new("n"));
    assert_eq!(call.send().await.unwrap(), "ok");
    let media_type = stand.header("content-type");
    let boundary = media_type
        .strip_prefix("multipart/form-data; boundary=")
        .unwrap();
    let expected = [
        "--B\r\nContent-Disposition: form-data; name=\"title\"\r\nContent-Type: text/markdown\r\n\r\nü",
        "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a%22b%0D%0A.txt\"\r\n\
         Content-Type: text/plain\r\nX-Row: 1\r\n\r\n<xy>",
        "--B\r\nContent-Disposition: form-data; name=\"more\"; filename=\"more\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n\u{1}",
        "--B\r\nContent-Disposition: form-data; name=\"more\"; filename=\"more\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n\u{2}",
        "--B\r\nContent-Disposition: form-data; name=\"na%22me\"\r\n\r\n1",
        "--B\r\nContent-Disposition: form-data; name=\"na%22me\"\r\n\r\n2",
        "--B\r\nContent-Disposition: form-data; name=\"meta\"\r\n\
         Content-Type: application/json\r\n\r\n{\"text\":\"n\"}",
        "--B--\r\n",
    ];
    assert_eq!(
        stand.sent(),
        expected
            .join("\r\n")
            .replace("--B", &format!("--{boundary}"))
    );
}

#[tokio::test]
async fn the_caller_chooses_the_media_type() {
    let headers: &[(&str, &str)] = &[
        ("content-type", "text/plain"),
        ("x-count", "3"),
        ("x-tags", "a, b"),
    ];
    let stand = Stand::new([
        (200, JSON, r#"{"text":"a"}"#),
        (200, headers, "b"),
        (200, TEXT, "c"),
    ]);
    let client = stand.client();
    let answer = client.things().mix(Note::new("x")).send().await.unwrap();
    assert!(matches!(answer, MixAnswer::Ok(note) if note.text == "a"));
    assert_eq!(stand.header("content-type"), "application/json");
    assert_eq!(stand.header("accept"), "application/json, text/plain");
    assert_eq!(stand.targets(), ["https://eu.example.com/v1/mixed"]);
    let raw = client
        .things()
        .mix("plain".to_owned())
        .send_raw()
        .await
        .unwrap();
    assert_eq!(
        (stand.header("content-type"), stand.sent()),
        ("text/plain; charset=utf-8".into(), "plain".into())
    );
    let found = MixHeaders::from(&raw.reply);
    assert_eq!(found.x_count, Some(3));
    assert_eq!(found.x_tags, Some(vec!["a".to_owned(), "b".to_owned()]));
    assert_eq!(found.e_tag, None);
    client.things().mix(Parcel::new("f")).send().await.unwrap();
    assert!(
        stand
            .header("content-type")
            .starts_with("multipart/form-data; boundary=")
    );
    assert!(stand.sent().contains("name=\"file\"; filename=\"file\""));
}

#[tokio::test]
async fn forms_follow_their_encodings() {
    let stand = Stand::new([EMPTY, EMPTY]);
    let client = stand.client();
    let form = client.things().fill_form().ids([1, 2]).path("a/b?c&d");
    let form = form.note(Note::new("n")).tags(["x", "y"]);
    form.send().await.unwrap();
    let expected = "ids=1%202&path=a/b?c%26d&note=%7B%22text%22%3A%22n%22%7D&tags=x&tags=y";
    assert_eq!(stand.sent(), expected);
    client.things().fill_form().send().await.unwrap();
    assert_eq!(stand.header("content-type"), "");
}

#[tokio::test]
async fn events_arrive_one_by_one() {
    let body = "\u{feff}: hello\r\n\r\ndata: {\"n\":\r\ndata: 1}\r\n\r\nevent: x\rdata:{\"n\":2}\r\rdata: [DONE]\n\ndata: 3\n\n";
    let stand = Stand::new([(200, &[("content-type", "text/event-stream")], body)]);
    let stream = stand.client().things().listen().send().await.unwrap();
    assert_eq!(stand.header("accept"), "text/event-stream");
    let ticks: Vec<i64> = stream.map_ok(|tick| tick.n).try_collect().await.unwrap();
    assert_eq!(ticks, [1, 2]);
}

#[tokio::test]
async fn an_element_that_does_not_fit_ends_the_stream() {
    let body = "{\"n\":1}\n\n{\"n\":\"x\"}\n{\"n\":3}";
    let stand = Stand::new([
        (200, &[], body),
        (200, JSON, r#"{"n":7}"#),
        (500, JSON, "{}"),
    ]);
    let client = stand.client();
    let mut stream = client.things().answer().send_stream().await.unwrap();
    assert_eq!(stand.header("accept"), "application/jsonl");
    assert_eq!(stream.next().await.unwrap().unwrap().n, 1);
    assert!(matches!(stream.next().await, Some(Err(Error::Decode(_)))));
    assert!(stream.next().await.is_none());
    assert_eq!(client.things().answer().send().await.unwrap().n, 7);
    assert_eq!(stand.header("accept"), "application/json");
    let failed = client.things().answer().send_stream().await;
    assert!(matches!(failed, Err(Error::Status(_))));
}

#[tokio::test]
async fn octets_come_whole_or_in_pieces() {
    let stand = Stand::new([(200, &[], "abc"), (200, &[], "abc")]);
    let client = stand.client();
    assert_eq!(client.things().download().send().await.unwrap(), "abc");
    let stream = client.things().download().send_stream().await.unwrap();
    assert_eq!(stream.reply().status, 200);
    assert_eq!(stream.read_all().await.unwrap(), "abc");
}

#[tokio::test]
async fn an_operation_goes_to_its_own_server() {
    let stand = Stand::new([EMPTY, EMPTY]);
    stand.client().things().upload("x").send().await.unwrap();
    let moved = stand
        .builder()
        .region("us")
        .server("https://uploads.example.com/", "http://localhost:1/p");
    moved
        .build()
        .unwrap()
        .things()
        .upload("x")
        .send()
        .await
        .unwrap();
    assert_eq!(
        stand.targets(),
        [
            "https://uploads.example.com/uploads",
            "http://localhost:1/p/uploads"
        ]
    );
}

#[tokio::test]
async fn all_pages_are_walked_through() {
    let link: &[(&str, &str)] = &[(
        "link",
        "</v1/links?page=2>; rel=\"prev next\", <x>; rel=last",
    )];
    let stand = Stand::new([(200, link, "[1,2]"), (200, JSON, "[3]")]);
    let found: Vec<i64> = stand
        .client()
        .things()
        .list_by_link()
        .send_all()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(found, [1, 2, 3]);
    assert_eq!(stand.targets()[1], "https://eu.example.com/v1/links?page=2");
    let stand = Stand::new([
        (200, JSON, r#"{"data":[1],"next":"a b"}"#),
        (200, JSON, r#"{"data":[],"next":"c"}"#),
        (200, JSON, r#"{"data":[2],"next":null}"#),
    ]);
    let found: Vec<i64> = stand
        .client()
        .things()
        .list_by_cursor()
        .send_all()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(found, [1, 2]);
    assert!(stand.targets()[1].ends_with("?after=a%20b"));
    let stand = Stand::new([
        (200, JSON, r#"{"data":[1,2]}"#),
        (200, JSON, r#"{"data":[3]}"#),
    ]);
    let call = stand.client();
    let found: Vec<i64> = call
        .things()
        .list_by_offset()
        .limit(2)
        .send_all()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(found, [1, 2, 3]);
    assert!(stand.targets()[1].ends_with("?limit=2&offset=2"));
    let elsewhere: &[(&str, &str)] = &[("link", "<https://evil.example.com/>; rel=next")];
    let stand = Stand::new([(200, elsewhere, "[1]")]);
    let found: Vec<_> = stand
        .client()
        .things()
        .list_by_link()
        .send_all()
        .collect()
        .await;
    assert!(matches!(found[..], [Err(Error::Decode(_))]));
}

#[tokio::test]
async fn tokens_are_asked_for_once_and_again_when_refused() {
    let token = r#"{"access_token":"t1","expires_in":3600}"#;
    let stand = Stand::new([
        (200, JSON, token),
        EMPTY,
        EMPTY,
        (401, JSON, "{}"),
        (200, JSON, r#"{"access_token":"t2","expires_in":10}"#),
        EMPTY,
        (200, JSON, r#"{"access_token":"t3"}"#),
        EMPTY,
    ]);
    let credentials = ClientCredentials::new("i:d", "s ä");
    let client = stand.builder().oauth(credentials).build().unwrap();
    client
        .things()
        .secret()
        .x_note(Note::new("ü"))
        .send()
        .await
        .unwrap_err();
    client
        .things()
        .secret()
        .x_note(Note::new("n"))
        .send()
        .await
        .unwrap();
    assert_eq!(stand.header("x-note"), r#"{"text":"n"}"#);
    assert_eq!(stand.header("authorization"), "Bearer t1");
    {
        let seen = stand.seen.lock().unwrap();
        assert_eq!(seen[0].uri(), "https://id.example.com/token");
        assert_eq!(
            seen[0].headers()["authorization"],
            "Basic aSUzQWQ6cyUyMCVDMyVBNA=="
        );
        assert_eq!(seen[0].body(), "grant_type=client_credentials&scope=read");
    }
    client.things().secret().send().await.unwrap();
    client.things().secret().send().await.unwrap();
    assert_eq!(stand.header("authorization"), "Bearer t2");
    client.things().secret().send().await.unwrap();
    assert_eq!(stand.header("authorization"), "Bearer t3");
    assert!(!format!("{client:?}").contains("t3"));
    let stand = Stand::new([EMPTY]);
    let grant = Grant::provider(|| async { Ok("mine".into()) });
    let client = stand.builder().oauth(grant).build().unwrap();
    client.things().secret().send().await.unwrap();
    assert_eq!(stand.header("authorization"), "Bearer mine");
}

#[test]
fn webhooks_are_read() {
    assert_eq!(wide::webhooks::noted(br#"{"text":"a"}"#).unwrap().text, "a");
    assert!(wide::webhooks::noted(b"{}").is_err());
}

/// A server that answers one request with what it is given, and gives back what it was sent.
fn server(answer: &'static [u8]) -> (String, std::thread::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let served = std::thread::spawn(move || {
        let (mut connection, _) = listener.accept().unwrap();
        let mut seen = Vec::new();
        let mut piece = [0; 1024];
        while !seen.ends_with(b"0\r\n\r\n")
            && !(seen.starts_with(b"GET") && seen.ends_with(b"\r\n\r\n"))
        {
            let length = connection.read(&mut piece).unwrap();
            seen.extend_from_slice(&piece[..length]);
        }
        connection.write_all(answer).unwrap();
        String::from_utf8(seen).unwrap()
    });
    (url, served)
}

#[tokio::test]
async fn streams_go_over_a_real_connection() {
    let (url, served) = server(b"HTTP/1.1 204 No Content\r\n\r\n");
    let client = Client::builder()
        .server("https://uploads.example.com", url)
        .build()
        .unwrap();
    let upload = Upload::reader(&b"some octets"[..]);
    client.things().upload(upload.clone()).send().await.unwrap();
    let seen = served.join().unwrap();
    assert!(
        seen.to_lowercase().contains("transfer-encoding: chunked"),
        "{seen}"
    );
    assert!(seen.contains("some octets"), "{seen}");
    let again = client.things().upload(upload).send().await;
    assert!(
        matches!(again, Err(Error::Transport(_))),
        "a stream is sent once"
    );
}

#[test]
fn a_thread_that_blocks_reads_streams_too() {
    let (url, _) = server(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: {\"n\":1}\n\ndata: {\"n\":2}\n\n",
    );
    let client = Client::builder().base_url(url).build_blocking().unwrap();
    let found: Result<Vec<_>, _> = client.things().listen().send().unwrap().collect();
    assert_eq!(
        found.unwrap().iter().map(|tick| tick.n).collect::<Vec<_>>(),
        [1, 2]
    );
    let (url, _) = server(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc");
    let client = Client::builder().base_url(url).build_blocking().unwrap();
    let mut text = String::new();
    client
        .things()
        .download()
        .send_stream()
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    assert_eq!(text, "abc");
}
