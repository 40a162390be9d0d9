//! Values of one of several types: which one it is.

use serde::de::DeserializeOwned;

use super::json::{JsonError, Value, from_value};

/// What tells the objects of one record from those of another: its members, and those of them that
/// have one value only, as JSON text.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    pub required: &'static [&'static str],
    pub optional: &'static [&'static str],
    pub constants: &'static [(&'static str, &'static str)],
}

impl Shape {
    /// Of what is no record.
    pub const NONE: Self = Self {
        required: &[],
        optional: &[],
        constants: &[],
    };
}

/// Reads a value as a variant.
pub type Read<U> = fn(Value) -> Result<U, JsonError>;

/// A variant that is told by the members of an object, or by `tags`: the values of the
/// discriminator that select it.
pub struct Variant<U> {
    pub tags: &'static [&'static str],
    pub shape: Shape,
    pub read: Read<U>,
}

/// The value as one of the variants, which `others` are tried after where they fit.
///
/// A discriminator decides, and then the value must fit. Without one it is the record that knows
/// the most of the members, has all its required ones there, and agrees with its constants, which
/// count most. A value that is of no variant is kept by `unknown`.
///
/// # Errors
///
/// The value does not fit the variant that its discriminator names.
pub fn read<U>(
    value: Value,
    tag: &str,
    variants: &[Variant<U>],
    others: &[Read<U>],
    unknown: fn(Value) -> U,
) -> Result<U, JsonError> {
    let found = match choose(&value, tag, variants) {
        Choice::Tagged(variant) => return (variant.read)(value),
        Choice::Guessed(variant) => (variant.read)(value.clone()).ok(),
        Choice::Unknown => None,
    };
    let found = found.or_else(|| others.iter().find_map(|read| read(value.clone()).ok()));
    Ok(found.unwrap_or_else(|| unknown(value)))
}

/// The value as one type.
///
/// # Errors
///
/// It does not fit.
pub fn fit<T: DeserializeOwned>(value: Value) -> Result<T, JsonError> {
    from_value(value)
}

enum Choice<'v, U> {
    /// The discriminator says so.
    Tagged(&'v Variant<U>),
    /// The members say so.
    Guessed(&'v Variant<U>),
    /// It is of no variant that is known, or no object.
    Unknown,
}

fn choose<'v, U>(value: &Value, tag: &str, variants: &'v [Variant<U>]) -> Choice<'v, U> {
    let Value::Object(members) = value else {
        return Choice::Unknown;
    };
    if !tag.is_empty()
        && let Some(found) = members.get(tag)
    {
        let tagged = found
            .as_str()
            .and_then(|text| variants.iter().find(|one| one.tags.contains(&text)));
        return tagged.map_or(Choice::Unknown, Choice::Tagged);
    }
    let ranked = variants
        .iter()
        .filter_map(|variant| Some((rank(members, variant.shape)?, variant)));
    ranked
        .min_by_key(|(rank, _)| *rank)
        .map_or(Choice::Unknown, |(_, variant)| Choice::Guessed(variant))
}

/// The smaller, the better; `None` where the object cannot be of the shape.
fn rank(members: &super::json::Map, shape: Shape) -> Option<(usize, usize, usize)> {
    if !shape
        .required
        .iter()
        .all(|name| members.contains_key(*name))
    {
        return None;
    }
    let mut agreed = 0;
    for (name, allowed) in shape.constants {
        match members.get(*name) {
            Some(one) if one.to_string() == *allowed => agreed += 1,
            Some(_) => return None,
            None => {}
        }
    }
    let there = shape
        .optional
        .iter()
        .filter(|name| members.contains_key(**name))
        .count();
    let known = shape.required.len() + there;
    Some((
        usize::MAX - agreed,
        members.len() - known,
        shape.optional.len() - there,
    ))
}

/// Declares a union of the records and tagged types behind `=`, of the types behind `or`, and of
/// values that are none of these, which the variant behind `else` keeps.
macro_rules! union {
    (
        $(#[$attribute:meta])*
        pub enum $name:ident, tag $tag:literal, else $unknown:ident {
            $($variant:ident($type:ty) = $shape:path, [$($value:literal),*] $(, from $source:ty)?;)*
        } or {
            $($other:ident($plain:ty) $(, from $origin:ty)?;)*
        }
    ) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        #[allow(missing_docs, reason = "a variant is its type")]
        pub enum $name {
            $($variant($type),)*
            $($other($plain),)*
            /// A value that is none of these, as it came.
            $unknown(crate::json::Value),
        }

        impl serde::Serialize for $name {
            #[allow(clippy::match_same_arms, reason = "variants may have one type")]
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(value) => value.serialize(serializer),)*
                    $(Self::$other(value) => value.serialize(serializer),)*
                    Self::$unknown(value) => value.serialize(serializer),
                }
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let value = <crate::json::Value as serde::Deserialize>::deserialize(from)?;
                crate::runtime::unions::read(
                    value,
                    $tag,
                    &[$(crate::runtime::unions::Variant {
                        tags: &[$($value),*],
                        shape: $shape,
                        read: |value| crate::runtime::unions::fit(value).map(Self::$variant),
                    }),*],
                    &[$(|value| crate::runtime::unions::fit(value).map(Self::$other)),*],
                    Self::$unknown,
                )
                .map_err(serde::de::Error::custom)
            }
        }

        $($(impl From<$source> for $name {
            fn from(value: $source) -> Self {
                Self::$variant(value.into())
            }
        })?)*

        $($(impl From<$origin> for $name {
            fn from(value: $origin) -> Self {
                Self::$other(value.into())
            }
        })?)*
    };
}

pub(crate) use union;
