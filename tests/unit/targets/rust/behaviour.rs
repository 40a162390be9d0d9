//! What callers of the crate of rich.yaml see, with a transport that answers by itself.

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use garden::models::{Ant, Colour, Order, Plant, Size, Visitor};
use garden::resources::plants::PlantAnswer;
use garden::{Body, BoxFuture, Client, Error, Failure, Limits, Nullable, Transport, json};
use http::{Request, Response};

/// Keeps what it was sent, and answers the same each time.
#[derive(Clone)]
struct Stand {
    status: u16,
    media_type: &'static str,
    body: &'static str,
    seen: Arc<Mutex<Vec<Request<Bytes>>>>,
}

impl Stand {
    fn new(status: u16, media_type: &'static str, body: &'static str) -> Self {
        Self {
            status,
            media_type,
            body,
            seen: Arc::default(),
        }
    }

    fn client(&self) -> Client {
        Client::builder()
            .base_url("https://garden.example.com/v1/")
            .key("k3y")
            .hidden("s3cret/")
            .basic("ann", "pässword")
            .transport(self.clone())
            .retries(0)
            .build()
            .unwrap()
    }

    fn target(&self) -> String {
        self.seen.lock().unwrap().last().unwrap().uri().to_string()
    }

    fn header(&self, name: &str) -> String {
        let seen = self.seen.lock().unwrap();
        seen.last()
            .unwrap()
            .headers()
            .get(name)
            .map(|one| one.to_str().unwrap().to_owned())
            .unwrap_or_default()
    }

    fn sent(&self) -> String {
        String::from_utf8(self.seen.lock().unwrap().last().unwrap().body().to_vec()).unwrap()
    }
}

impl Transport for Stand {
    fn send(
        &self,
        request: Request<Body>,
        _: Limits,
    ) -> BoxFuture<'_, Result<Response<Body>, Failure>> {
        let response = Response::builder()
            .status(self.status)
            .header("content-type", self.media_type);
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let whole = Request::from_parts(parts, body.collect().await?);
            self.seen.lock().unwrap().push(whole);
            Ok(response.body(self.body.into()).unwrap())
        })
    }
}

fn plant(text: &str) -> Plant {
    json::from_text(text).unwrap()
}

fn written(plant: &Plant) -> String {
    json::to_text(plant).unwrap()
}

#[test]
fn presence_is_not_nullness() {
    let mut rose = Plant::new("rose", None);
    assert_eq!(written(&rose), r#"{"name":"rose","until":null}"#);
    rose.pruned = Some(Nullable::Null);
    assert_eq!(
        written(&rose),
        r#"{"name":"rose","until":null,"pruned":null}"#
    );
    let rose = Plant::new("rose", Some("May".to_owned())).pruned(7);
    assert_eq!(
        written(&rose),
        r#"{"name":"rose","until":"May","pruned":7}"#
    );
}

#[test]
fn what_is_read_is_written_again() {
    let text = concat!(
        r#"{"name":"a","until":null,"pruned":null,"colour":"blue","height":1.5,"#,
        r#""parent":{"name":"b","until":"x","new":[1,{"deep":null}]},"children":[],"#,
        r#""visitor":{"kind":"wasp","x":1},"size":{"width":3},"seed":"AQI=","anything":null,"#,
        r#""kind":"plant","tree":{"a":{"b":{}}},"more":123456789012345678901234567890}"#
    );
    let found = plant(text);
    assert_eq!(found.pruned, Some(Nullable::Null));
    assert_eq!(found.anything, Some(json::Value::Null));
    assert_eq!(found.colour, Some(Colour::Unknown("blue".to_owned())));
    assert_eq!(written(&found), text);
}

#[test]
fn a_null_where_none_is_documented_is_absent() {
    let found = plant(r#"{"name":"a","until":null,"height":null,"colour":null,"parent":null}"#);
    assert_eq!(written(&found), r#"{"name":"a","until":null}"#);
}

#[test]
fn what_must_be_there_must_be_there() {
    for text in [
        r#"{"name":"a"}"#,
        r#"{"until":null}"#,
        r#"{"name":null,"until":null}"#,
        r#"{"name":1,"until":null}"#,
    ] {
        assert!(json::from_text::<Plant>(text).is_err(), "{text}");
    }
}

#[test]
fn the_discriminator_chooses() {
    let ant = plant(r#"{"name":"a","until":null,"visitor":{"kind":"ant","load":4.0e1}}"#);
    let Some(Visitor::Ant(ant)) = ant.visitor else {
        panic!("{ant:?}")
    };
    assert_eq!(ant.load, 40);
    let unfit = r#"{"name":"a","until":null,"visitor":{"kind":"ant"}}"#;
    assert!(json::from_text::<Plant>(unfit).is_err());
    let new = plant(r#"{"name":"a","until":null,"visitor":{"kind":"wasp"}}"#);
    assert!(matches!(new.visitor, Some(Visitor::Unknown(_))));
}

#[test]
fn a_union_without_a_discriminator_is_told_by_its_value() {
    let size = |text: &str| json::from_text::<Size>(text).unwrap();
    assert!(matches!(size(r#""big""#), Size::String(_)));
    assert!(matches!(
        size("9007199254740993"),
        Size::Int64(9_007_199_254_740_993)
    ));
    assert!(matches!(size("[1, 2.5]"), Size::NumberList(_)));
    assert!(matches!(size(r#"{"width": 2}"#), Size::Box(_)));
    assert!(matches!(size(r#"{"depth": 2}"#), Size::Unknown(_)));
    assert!(matches!(size("true"), Size::Unknown(_)));
}

#[tokio::test]
async fn arguments_land_in_their_places() {
    let stand = Stand::new(200, "application/json", "[1, 2.5]");
    let client = stand.client();
    let leaves = client
        .plants()
        .list_leaves(i64::MAX, ["a/b", "ü"])
        .tags(["x", "y z"])
        .ids([1, 2])
        .filter([("k&".to_owned(), "v=".to_owned())].into_iter().collect())
        .raw("a/b?c&d")
        .where_(Plant::new("q", None))
        .sort(Order::from(-1))
        .x_trace("t 1")
        .flavour("sweet")
        .send()
        .await
        .unwrap();
    assert_eq!(leaves, [1.0, 2.5]);
    let expected = concat!(
        "https://garden.example.com/v1/plants/9223372036854775807/leaves/;path=a%2Fb,%C3%BC",
        "?tags=x&tags=y%20z&ids=1%7C2&filter%5Bk%26%5D=v%3D&raw=a/b?c%26d",
        "&where=%7B%22name%22%3A%22q%22%2C%22until%22%3Anull%7D&sort=-1"
    );
    assert_eq!(stand.target(), expected);
    assert_eq!(stand.header("x-trace"), "t 1");
    assert_eq!(stand.header("cookie"), "flavour=sweet");
    assert_eq!(stand.header("x-key"), "k3y");
    assert_eq!(
        stand.header("accept"),
        "application/json, application/problem+json"
    );
}

#[tokio::test]
async fn a_path_must_not_lead_elsewhere() {
    let client = Stand::new(200, "application/json", "[]").client();
    let nowhere: [&str; 0] = [];
    let found = client.plants().list_leaves(1, nowhere).send().await;
    assert!(found.is_ok(), "a matrix is never empty");
    let header = client
        .plants()
        .list_leaves(1, ["a"])
        .x_trace("a\r\nb: c")
        .send()
        .await;
    assert!(matches!(header, Err(Error::Argument(_))));
}

#[tokio::test]
async fn each_status_has_its_answer() {
    let body = r#"{"name":"n","until":null}"#;
    let planted = Stand::new(200, "application/json", body).client();
    let answer = planted
        .plants()
        .plant(Plant::new("n", None))
        .send()
        .await
        .unwrap();
    assert!(matches!(answer, PlantAnswer::Ok(_)));
    let later = Stand::new(202, "text/plain", "soon").client();
    let answer = later
        .plants()
        .plant(Plant::new("n", None))
        .send()
        .await
        .unwrap();
    assert_eq!(answer, PlantAnswer::Accepted("soon".to_owned()));
    let never = Stand::new(204, "", "").client();
    let answer = never
        .plants()
        .plant(Plant::new("n", None))
        .send()
        .await
        .unwrap();
    assert_eq!(answer, PlantAnswer::NoContent);
}

#[tokio::test]
async fn bodies_have_their_forms() {
    let stand = Stand::new(200, "text/plain", "ok");
    let client = stand.client();
    let form = client.beds().send_form().name("a b").sizes([1, 2]);
    let text = form.send().await.unwrap();
    assert_eq!(
        (text.as_str(), stand.sent().as_str()),
        ("ok", "name=a%20b&sizes=1&sizes=2")
    );
    client.beds().put_note().body("grün").send().await.unwrap();
    assert_eq!(stand.header("content-type"), "text/plain; charset=utf-8");
    client.beds().put_note().send().await.unwrap();
    assert_eq!(
        (stand.header("content-type"), stand.sent()),
        (String::new(), String::new())
    );
    let octets = client
        .beds()
        .fill_bed(b"\x00\xff".to_vec())
        .send()
        .await
        .unwrap();
    assert_eq!(octets, "ok");
    assert!(stand.target().ends_with("/beds?api_key=s3cret%2F"));
}

#[tokio::test]
async fn flattened_members_are_sent_when_given() {
    let stand = Stand::new(200, "application/json", r#"{"a":5e0}"#);
    let found = stand
        .client()
        .beds()
        .make_bed(3)
        .note(Nullable::Null)
        .send()
        .await
        .unwrap();
    assert_eq!(found.get("a"), Some(&5));
    assert_eq!(stand.sent(), r#"{"bed":{"size":3,"note":null}}"#);
    let call = stand.client();
    let plants = [Plant::new("p", None)];
    call.beds()
        .make_bed(4)
        .why("so")
        .plants(plants)
        .send()
        .await
        .unwrap();
    let sent = r#"{"bed":{"size":4},"plants":[{"name":"p","until":null}],"extra":{"why":"so"}}"#;
    assert_eq!(stand.sent(), sent);
    assert_eq!(stand.header("authorization"), "Basic YW5uOnDDpHNzd29yZA==");
}

#[tokio::test]
async fn errors_tell_their_chain_and_no_secret() {
    let body = r#"{"type":"t","title":"s3cret/ is wrong","cause":{"type":"root"}}"#;
    let client = Stand::new(404, "application/problem+json", body).client();
    let error = client
        .plants()
        .list_leaves(1, ["a"])
        .send()
        .await
        .unwrap_err();
    let codes: Vec<_> = error
        .chain()
        .iter()
        .map(|one| one.code.as_deref())
        .collect();
    assert_eq!(codes, [Some("t"), Some("root")]);
    let hidden = client.beds().fill_bed("x").send().await.unwrap_err();
    for shown in [
        format!("{error} {error:?}"),
        format!("{hidden} {hidden:?}"),
        format!("{client:?}"),
    ] {
        assert!(
            !shown.contains("s3cret/") && !shown.contains("k3y"),
            "{shown}"
        );
    }
}

#[test]
fn types_are_made_of_what_they_hold() {
    assert_eq!(Colour::from("dark-green"), Colour::DarkGreen);
    assert_eq!(Order::from(5), Order::Unknown(5));
    let visitor = Visitor::from(Ant::new("ant", 1));
    assert_eq!(
        json::to_text(&visitor).unwrap(),
        r#"{"kind":"ant","load":1}"#
    );
}

#[cfg(feature = "blocking")]
#[test]
fn blocking_calls_are_the_same_calls() {
    let stand = Stand::new(204, "", "");
    let client = garden::blocking::Client::new(stand.client()).unwrap();
    client.beds().clear_bed().send().unwrap();
    assert_eq!(stand.target(), "https://garden.example.com/v1/beds");
}
