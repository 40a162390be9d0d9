//! Numbers as they are on the wire.

use std::fmt;

use serde::{Serialize, Serializer};

use super::JsonError;

/// Below it every whole double is exact.
const EXACT: f64 = 9_007_199_254_740_992.0;
const MOST_DIGITS: i64 = 400;

/// A JSON number: exact if it is whole, else a double.
///
/// A whole number is an integer however it is written (`1.073741824E10`), as long as it needs to be.
#[derive(Clone, PartialEq)]
pub struct Number(pub(crate) Repr);

#[derive(Clone, PartialEq)]
pub(crate) enum Repr {
    Signed(i64),
    Unsigned(u64),
    /// The digits of an integer that 64 bits cannot hold.
    Big(String),
    Double(f64),
}

impl Number {
    /// The number, if it is an integer that fits.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        match &self.0 {
            Repr::Signed(number) => Some(*number),
            Repr::Unsigned(number) => i64::try_from(*number).ok(),
            Repr::Big(_) | Repr::Double(_) => None,
        }
    }

    /// The number, if it is an integer that fits.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        match &self.0 {
            Repr::Signed(number) => u64::try_from(*number).ok(),
            Repr::Unsigned(number) => Some(*number),
            Repr::Big(_) | Repr::Double(_) => None,
        }
    }

    /// The double that is nearest to the number.
    #[must_use]
    #[allow(
        clippy::cast_precision_loss,
        reason = "the nearest double is what is asked for"
    )]
    pub fn as_f64(&self) -> f64 {
        match &self.0 {
            Repr::Signed(number) => *number as f64,
            Repr::Unsigned(number) => *number as f64,
            Repr::Big(digits) => digits.parse().unwrap_or(f64::NAN),
            Repr::Double(number) => *number,
        }
    }

    /// Reads the text of a JSON number (RFC 8259, section 6), whose form was checked.
    pub(crate) fn read(text: &str) -> Result<Self, JsonError> {
        if !text.contains(['.', 'e', 'E']) {
            return Self::whole(text);
        }
        let double: f64 = text
            .parse()
            .map_err(|_| JsonError(format!("{text} is no number")))?;
        if double.abs() < EXACT {
            #[allow(
                clippy::cast_possible_truncation,
                reason = "it is whole and below 2^53"
            )]
            return Ok(Self(if double.fract() == 0.0 {
                Repr::Signed(double as i64)
            } else {
                Repr::Double(double)
            }));
        }
        match integer_digits(text)? {
            Some(digits) => Self::whole(&digits),
            None => Ok(Self(Repr::Double(double))),
        }
    }

    fn whole(digits: &str) -> Result<Self, JsonError> {
        if let Ok(number) = digits.parse() {
            return Ok(Self(Repr::Signed(number)));
        }
        if let Ok(number) = digits.parse() {
            return Ok(Self(Repr::Unsigned(number)));
        }
        if digits.len() > usize::try_from(MOST_DIGITS).unwrap_or(usize::MAX) {
            return Err(JsonError("a number has too many digits".to_owned()));
        }
        Ok(Self(Repr::Big(digits.to_owned())))
    }
}

/// The digits of a decimal number, `None` if it has a fraction.
fn integer_digits(text: &str) -> Result<Option<String>, JsonError> {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (sign, mantissa) = mantissa
        .strip_prefix('-')
        .map_or(("", mantissa), |rest| ("-", rest));
    let (before, after) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let exponent: i64 = exponent.trim_start_matches('+').parse().unwrap_or(i64::MAX);
    let digits = format!("{before}{after}");
    let point = exponent.saturating_add(i64::try_from(before.len()).unwrap_or(i64::MAX));
    if point > MOST_DIGITS {
        return Err(JsonError("a number has too many digits".to_owned()));
    }
    let Ok(point) = usize::try_from(point) else {
        return Ok(None);
    };
    if digits.bytes().skip(point).any(|digit| digit != b'0') {
        return Ok(None);
    }
    let whole: String = digits
        .chars()
        .chain(std::iter::repeat('0'))
        .take(point)
        .collect();
    let whole = whole.trim_start_matches('0');
    Ok(Some(format!(
        "{sign}{}",
        if whole.is_empty() { "0" } else { whole }
    )))
}

impl fmt::Display for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Repr::Signed(number) => number.fmt(formatter),
            Repr::Unsigned(number) => number.fmt(formatter),
            Repr::Big(digits) => digits.fmt(formatter),
            Repr::Double(number) => formatter.write_str(&super::canonical::double_text(*number)),
        }
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl From<i64> for Number {
    fn from(number: i64) -> Self {
        Self(Repr::Signed(number))
    }
}

impl From<u64> for Number {
    fn from(number: u64) -> Self {
        Self(i64::try_from(number).map_or(Repr::Unsigned(number), Repr::Signed))
    }
}

impl From<f64> for Number {
    fn from(number: f64) -> Self {
        Self(Repr::Double(number))
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Repr::Signed(number) => serializer.serialize_i64(*number),
            Repr::Unsigned(number) => serializer.serialize_u64(*number),
            Repr::Double(number) => serializer.serialize_f64(*number),
            Repr::Big(digits) => serde_json::value::RawValue::from_string(digits.clone())
                .map_err(serde::ser::Error::custom)?
                .serialize(serializer),
        }
    }
}
