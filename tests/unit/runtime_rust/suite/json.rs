//! JSON without loss, in one form.

use bench::runtime::base64::Base64;
use bench::runtime::json::{Value, from_text, from_value, parse, to_text};
use bench::runtime::nullable::Nullable;

fn again(text: &str) -> String {
    parse(text.as_bytes()).map_or_else(|error| format!("! {error}"), |value| value.to_string())
}

#[test]
fn whole_numbers_are_exact_however_they_are_written() {
    for (text, expected) in [
        ("0.0", "0"),
        ("-0.0", "0"),
        ("-0", "0"),
        ("1.073741824E10", "10737418240"),
        ("17.000", "17"),
        ("9007199254740993.0", "9007199254740993"),
        ("9.223372036854775807e18", "9223372036854775807"),
        ("-9223372036854775808", "-9223372036854775808"),
        ("18446744073709551615", "18446744073709551615"),
        (
            "123456789012345678901234567890",
            "123456789012345678901234567890",
        ),
        ("-1e30", "-1000000000000000000000000000000"),
        ("12345678901234567890.5", "12345678901234567000"),
    ] {
        assert_eq!(again(text), expected, "{text}");
    }
    assert!(from_text::<i64>("9223372036854775808").is_err());
    assert!(from_text::<i64>("1.5").is_err());
    assert!(from_text::<i64>("true").is_err());
    assert_eq!(from_text::<i64>("9.0e18"), Ok(9_000_000_000_000_000_000));
    assert_eq!(from_text::<f64>("2"), Ok(2.0));
    assert!(from_text::<String>("123456789012345678901234567890").is_err());
}

/// The table of RFC 8785, appendix B, as far as it has finite numbers.
#[test]
fn doubles_are_written_as_ecmascript_does() {
    for (number, expected) in [
        (5e-324, "5e-324"),
        (f64::MAX, "1.7976931348623157e+308"),
        (295_147_905_179_352_830_000.0, "295147905179352830000"),
        (1e21, "1e+21"),
        (9.999_999_999_999_997e22, "9.999999999999997e+22"),
        (0.000_001, "0.000001"),
        (1e-7, "1e-7"),
        (1.25, "1.25"),
        (-0.0, "0"),
        (100.0, "100"),
        (333_333_333.333_333_25, "333333333.33333325"),
    ] {
        assert_eq!(to_text(&number).unwrap(), expected);
    }
}

#[test]
fn only_json_is_json() {
    for text in [
        "",
        " ",
        "{",
        "[1,]",
        "{\"a\":}",
        "{a:1}",
        "'a'",
        "01",
        "1.",
        ".5",
        "+1",
        "1e",
        "nul",
        "NaN",
        "Infinity",
        "\"\\x\"",
        "\"a",
        "\"\n\"",
        "1 2",
        "[1 2]",
        "\"\\ud800\"",
        "1e401",
        "\\",
    ] {
        assert!(parse(text.as_bytes()).is_err(), "{text}");
    }
    assert!(parse(b"\"\xff\"").is_err());
    assert!(parse("[".repeat(100_000).as_bytes()).is_err());
    assert_eq!(
        again("\u{feff} [1 , {\"a\":null}]\r\n"),
        r#"[1,{"a":null}]"#
    );
    assert_eq!(again(r#"{"a":1,"b":2,"a":3}"#), r#"{"a":3,"b":2}"#);
    let deep = format!("{}{}", "[".repeat(128), "]".repeat(128));
    assert_eq!(again(&deep), deep);
}

#[test]
fn text_is_escaped_where_it_must_be() {
    let text = "\"\\/\u{8}\u{c}\n\r\t\u{0}\u{1f}\u{7f}\u{2028}<>&镜像🐧";
    let expected = r#""\"\\/\b\f\n\r\t\u0000\u001f"#.to_owned() + "\u{7f}\u{2028}<>&镜像🐧\"";
    assert_eq!(to_text(text).unwrap(), expected);
    assert_eq!(from_text::<String>(&expected).unwrap(), text);
}

#[test]
fn octets_are_base64() {
    for text in [r#""+/8=""#, r#""-_8""#, r#""+/8""#] {
        assert_eq!(
            from_text::<Base64>(text).unwrap(),
            Base64::from(vec![0xfb, 0xff]),
            "{text}"
        );
    }
    assert_eq!(
        to_text(&Base64::from(vec![0xfb, 0xff])).unwrap(),
        r#""+/8=""#
    );
    assert!(from_text::<Base64>(r#""!""#).is_err());
}

#[test]
fn null_is_a_value() {
    assert_eq!(to_text(&Nullable::<i64>::Null).unwrap(), "null");
    assert_eq!(to_text(&Nullable::Value(1)).unwrap(), "1");
    assert_eq!(
        from_value::<Nullable<i64>>(Value::Null).unwrap(),
        Nullable::Null
    );
    assert_eq!(Nullable::from(2).value(), Some(2));
}

#[test]
fn values_are_reached_by_name() {
    let value: Value = serde_json::json!({"a": {"b": [1, "x", true]}}).into();
    let list = value.at(&["a", "b"]).and_then(Value::as_array).unwrap();
    assert_eq!(list[0].as_number().and_then(|one| one.as_i64()), Some(1));
    assert_eq!(
        (list[1].as_str(), list[2].as_bool()),
        (Some("x"), Some(true))
    );
    assert!(value.get("b").is_none() && Value::Null.is_null());
}

#[test]
fn numbers_that_are_not_finite_are_refused() {
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert!(to_text(&number).is_err());
        assert!(to_text(&[Some((1, number))]).is_err());
        assert!(to_text(&Value::from(number)).is_err());
        assert!(
            to_text(&std::collections::BTreeMap::from([(
                "a",
                Nullable::Value(number)
            )]))
            .is_err()
        );
    }
    assert!(to_text(&f32::NAN).is_err());
    let big = from_text::<Value>("[123456789012345678901234567890]").unwrap();
    assert_eq!(to_text(&big).unwrap(), "[123456789012345678901234567890]");
}
