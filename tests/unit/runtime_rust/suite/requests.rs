//! Arguments, settings and secrets on their way into a request.

use bench::runtime::json::Value;
use bench::runtime::json::from_text;
use bench::runtime::parameters::{Style, cookie, expand, header, path, query};
use bench::runtime::payload::{Members, Payload, form, text};
use bench::runtime::requests::job_path;
use bench::runtime::secret::{Secret, scrub};
use bench::runtime::settings::{Known, Settings, base_url};
use url::Url;

fn value(text: &str) -> Value {
    from_text(text).unwrap()
}

fn whole(payload: &Payload) -> String {
    let body = payload.octets.body();
    String::from_utf8(body.as_bytes().unwrap().to_vec()).unwrap()
}

/// The examples of RFC 6570 that OpenAPI 3.1 has in section 4.8.12.4.
#[test]
fn styles_are_those_of_openapi() {
    let (array, object) = (
        value(r#"["blue","black","brown"]"#),
        value(r#"{"R":100,"G":200,"B":150}"#),
    );
    let blue = value(r#""blue""#);
    let of = |value: &Value, style, explode| path("color", value, style, explode).unwrap().1;
    assert_eq!(of(&blue, Style::Matrix, false), ";color=blue");
    assert_eq!(of(&array, Style::Matrix, false), ";color=blue,black,brown");
    assert_eq!(
        of(&array, Style::Matrix, true),
        ";color=blue;color=black;color=brown"
    );
    assert_eq!(
        of(&object, Style::Matrix, false),
        ";color=R,100,G,200,B,150"
    );
    assert_eq!(of(&object, Style::Matrix, true), ";R=100;G=200;B=150");
    assert_eq!(of(&array, Style::Label, true), ".blue.black.brown");
    assert_eq!(of(&object, Style::Label, true), ".R=100.G=200.B=150");
    assert_eq!(of(&array, Style::Simple, false), "blue,black,brown");
    assert_eq!(of(&object, Style::Simple, true), "R=100,G=200,B=150");
    let of = |value: &Value, style, explode| {
        let pairs = query("color", value, style, explode, false).unwrap();
        pairs
            .iter()
            .map(|(name, text)| format!("{name}={text}"))
            .collect::<Vec<_>>()
            .join("&")
    };
    assert_eq!(of(&array, Style::Form, false), "color=blue,black,brown");
    assert_eq!(
        of(&array, Style::Form, true),
        "color=blue&color=black&color=brown"
    );
    assert_eq!(of(&object, Style::Form, true), "R=100&G=200&B=150");
    assert_eq!(
        of(&array, Style::SpaceDelimited, false),
        "color=blue%20black%20brown"
    );
    assert_eq!(
        of(&array, Style::PipeDelimited, false),
        "color=blue%7Cblack%7Cbrown"
    );
    assert_eq!(
        of(&object, Style::DeepObject, true),
        "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"
    );
    assert_eq!(
        of(&value(r#"{"a":{"b":[1,2]}}"#), Style::DeepObject, true),
        "color%5Ba%5D%5Bb%5D=1&color%5Ba%5D%5Bb%5D=2"
    );
    assert_eq!(of(&value("[]"), Style::Form, false), "");
    assert_eq!(of(&value(r#""""#), Style::Form, false), "color=");
    assert_eq!(of(&value("null"), Style::Form, true), "color=null");
}

#[test]
fn what_would_lead_elsewhere_is_refused() {
    for text in ["", ".", ".."] {
        assert!(path("id", text, Style::Simple, false).is_err(), "{text}");
    }
    let found = path("id", "../a b/ü?#%", Style::Simple, false).unwrap();
    assert_eq!(found.1, "..%2Fa%20b%2F%C3%BC%3F%23%25");
    assert_eq!(
        expand("/a/{id}/{other}", &[found]),
        "/a/..%2Fa%20b%2F%C3%BC%3F%23%25/"
    );
    assert!(header("X", "a\r\nb", false).is_err());
    assert!(header("X", "ü", false).is_err());
    assert_eq!(header("X", &[1, 2], false).unwrap().1, "1,2");
    assert_eq!(
        cookie("c", "a;b", true).unwrap(),
        [("c".to_owned(), "a%3Bb".to_owned())]
    );
    let reserved = query("r", ":/?@!$'()*,;=&+#[]", Style::Form, true, true).unwrap();
    assert_eq!(reserved[0].1, ":/?@!$'()*,;=%26%2B%23%5B%5D");
}

#[test]
fn bodies_have_one_form() {
    let mut inner = Members::new();
    inner.put("a", &1);
    inner.maybe("b", &None::<i64>);
    inner.maybe("c", &Some("x"));
    let mut body = Members::new();
    body.object("in\"ner", inner);
    body.object_unless_empty("empty", Members::new());
    let sent = body.json("application/json").unwrap();
    assert_eq!(whole(&sent), r#"{"in\"ner":{"a":1,"c":"x"}}"#);
    let sent = form(
        &value(r#"{"a b":[1,2],"c":"&"}"#),
        "application/x-www-form-urlencoded",
    )
    .unwrap();
    assert_eq!(whole(&sent), "a%20b=1&a%20b=2&c=%26");
    assert!(form(&1, "x").is_err());
    assert_eq!(
        text("ü", "text/plain").media_type,
        "text/plain; charset=utf-8"
    );
    assert_eq!(text("ü", "application/xml").media_type, "application/xml");
}

#[test]
fn the_base_url_is_that_of_a_server() {
    let found = |text: &str| base_url(Some(text.to_owned()), "BENCH_NO_SUCH_VARIABLE", None);
    for text in [
        "",
        "x",
        "ftp://a",
        "http://",
        "http://u@a",
        "http://a?b",
        "http://a#b",
        "http://:80",
    ] {
        assert!(found(text).is_err(), "{text}");
    }
    assert_eq!(found("https://a:1/b/").unwrap().as_str(), "https://a:1/b/");
    assert!(base_url(None, "BENCH_NO_SUCH_VARIABLE", None).is_err());
    assert!(base_url(None, "BENCH_NO_SUCH_VARIABLE", Some("http://a")).is_ok());
}

#[test]
fn the_host_of_a_job_is_not_used() {
    let at = |base: &str, location: &str| {
        let settings = Settings::new(Url::parse(base).unwrap(), "bench/1", Vec::new());
        job_path(&settings, location).unwrap_or_default()
    };
    assert_eq!(at("http://a", "https://evil:1/jobs/1?x=y#z"), "/jobs/1?x=y");
    assert_eq!(at("http://a/p", "http://b/jobs/1"), "/p/jobs/1");
    assert_eq!(at("http://a/p/", "http://b/p/jobs/1"), "/p/jobs/1");
    assert_eq!(at("http://a", "//b/jobs/1"), "/jobs/1");
    assert_eq!(at("http://a", "jobs/ü 1"), "/jobs/%C3%BC%201");
}

#[test]
fn secrets_are_not_shown() {
    let secret = Secret::new("s3cret");
    assert!(!format!("{secret:?}").contains("s3cret"));
    let known = Known::scheme(
        "a",
        Some(secret.clone()),
        "a",
        "BENCH_NO_SUCH_VARIABLE",
        "Bearer",
    )
    .unwrap();
    assert!(!format!("{known:?}").contains("s3cret"));
    assert_eq!(scrub("a s3cret b".to_owned(), [&secret]), "a *** b");
    assert!(
        Known::scheme(
            "a",
            Some("x\ny".into()),
            "a",
            "BENCH_NO_SUCH_VARIABLE",
            "Bearer"
        )
        .is_err()
    );
}
