//! Lists that come in pages, walked through as one.

use std::collections::VecDeque;
use std::sync::Arc;

use futures_util::StreamExt;
use futures_util::stream::{self, BoxStream};
use serde::de::DeserializeOwned;
use url::Url;

use super::answers::{decode_error, result};
use super::deadline::Deadline;
use super::engine::{Engine, cancellable};
use super::error::Error;
use super::exchange::exchange;
use super::json::{self, JsonError, Value};
use super::operation::Call;
use super::parameters::quote;
use super::reply::Reply;
use super::requests::build;

/// What leads from one page to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// The header Link with `rel="next"` (RFC 8288).
    Link,
    /// A value of the body, at a path of member names.
    Cursor(&'static [&'static str]),
    /// A value of a header of the answer.
    CursorHeader(&'static str),
    /// The number of elements before the page.
    Offset,
    /// The number of the page; the first one has this.
    Page(i64),
}

/// How a list comes in pages.
///
/// `items` is the path of member names to the list, `parameter` the query parameter that `turn`
/// sets, `size` the one that says how long a page is, `more` the path of a boolean that is false on
/// the last page; a name or path that is empty: there is none.
pub struct Paging<T> {
    pub turn: Turn,
    pub items: &'static [&'static str],
    pub parameter: &'static str,
    pub size: &'static str,
    pub more: &'static [&'static str],
    pub read: fn(Value) -> Result<Vec<T>, JsonError>,
}

/// Reads the list of a page.
///
/// # Errors
///
/// It is none.
pub fn list_of<T: DeserializeOwned>(value: Value) -> Result<Vec<T>, JsonError> {
    json::from_value(value)
}

/// The elements of all pages, each page asked for when its elements are wanted.
pub fn walk<T: Send + Sync + 'static, I: Send + 'static>(
    engine: Engine,
    call: Result<Call<T>, Error>,
    paging: &'static Paging<I>,
) -> BoxStream<'static, Result<I, Error>> {
    let walk = match call {
        Ok(call) => Walk {
            engine,
            call,
            paging,
            waiting: VecDeque::new(),
            next: Next::First,
            number: None,
        },
        Err(error) => return stream::iter([Err(error)]).boxed(),
    };
    let found = stream::try_unfold(walk, |mut walk| async move {
        let next = walk.next().await?;
        Ok(next.map(|element| (element, walk)))
    });
    found.boxed()
}

enum Next {
    First,
    Again,
    At(Url),
    Nowhere,
}

struct Walk<T: 'static, I: 'static> {
    engine: Engine,
    call: Call<T>,
    paging: &'static Paging<I>,
    waiting: VecDeque<I>,
    next: Next,
    number: Option<i64>,
}

impl<T, I> Walk<T, I> {
    async fn next(&mut self) -> Result<Option<I>, Error> {
        loop {
            if let Some(element) = self.waiting.pop_front() {
                return Ok(Some(element));
            }
            if matches!(self.next, Next::Nowhere) {
                return Ok(None);
            }
            let settings = Arc::clone(&self.engine.settings);
            cancellable(&settings, self.turn()).await?;
        }
    }

    async fn turn(&mut self) -> Result<(), Error> {
        let settings = Arc::clone(&self.engine.settings);
        let deadline = Deadline::after(settings.timeout);
        let operation = self.call.operation;
        let mut request = build(&settings, &self.call)?;
        if let Next::At(url) = std::mem::replace(&mut self.next, Next::Nowhere) {
            request.url = url;
        }
        let safe = operation.is_idempotent();
        let done = exchange(&self.engine, &settings, operation, &request, deadline, safe).await?;
        let reply = done.reply;
        result(&settings, operation, &reply)?;
        let refused = |what: &str, source| decode_error(&reply, what.to_owned(), source);
        let body = json::parse(&reply.content)
            .map_err(|error| refused("the page is no JSON", Some(error)))?;
        let list = body.at(self.paging.items).filter(|list| !list.is_null());
        let items = list.map_or_else(|| Ok(Vec::new()), |list| (self.paging.read)(list.clone()));
        let items = items.map_err(|error| refused("the page has no list", Some(error)))?;
        self.next = self.after(&request.url, &reply, &body, items.len())?;
        self.waiting = items.into();
        Ok(())
    }

    /// Where the next page is.
    fn after(
        &mut self,
        url: &Url,
        reply: &Reply,
        body: &Value,
        found: usize,
    ) -> Result<Next, Error> {
        let more = body.at(self.paging.more).and_then(Value::as_bool);
        if !self.paging.more.is_empty() && more == Some(false) {
            return Ok(Next::Nowhere);
        }
        let cursor = match self.paging.turn {
            Turn::Link => return linked(url, reply),
            Turn::Cursor(path) => body.at(path).map_or_else(String::new, text_of),
            Turn::CursorHeader(name) => reply.header(name).unwrap_or_default().to_owned(),
            Turn::Offset | Turn::Page(_) => match self.number_after(found) {
                Some(number) => number.to_string(),
                None => return Ok(Next::Nowhere),
            },
        };
        if cursor.is_empty() {
            return Ok(Next::Nowhere);
        }
        let name = quote(self.paging.parameter);
        let value = quote(&cursor);
        match self.call.query.iter_mut().find(|(other, _)| *other == name) {
            Some((_, old)) => *old = value,
            None => self.call.query.push((name, value)),
        }
        Ok(Next::Again)
    }

    fn number_after(&mut self, found: usize) -> Option<i64> {
        let size: Option<i64> = self.given(self.paging.size);
        let found = i64::try_from(found).ok().filter(|found| *found > 0)?;
        if size.is_some_and(|size| found < size) {
            return None;
        }
        let (first, step) = match self.paging.turn {
            Turn::Page(first) => (first, 1),
            _ => (0, found),
        };
        let now = self.number.or_else(|| self.given(self.paging.parameter));
        self.number = Some(now.unwrap_or(first) + step);
        self.number
    }

    fn given(&self, name: &str) -> Option<i64> {
        let name = quote(name);
        let (_, text) = self.call.query.iter().find(|(other, _)| *other == name)?;
        text.parse().ok()
    }
}

fn text_of(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The page that the header Link names. Credentials go to the same server only, and so does this.
fn linked(url: &Url, reply: &Reply) -> Result<Next, Error> {
    let headers = reply.headers.get_all("link").iter();
    let texts: Vec<&str> = headers.filter_map(|one| one.to_str().ok()).collect();
    let Some(target) = next_link(&texts.join(",")) else {
        return Ok(Next::Nowhere);
    };
    match url.join(&target) {
        Ok(next) if next.origin() == url.origin() => Ok(Next::At(next)),
        _ => {
            let message = "the next page is at another server".to_owned();
            Err(decode_error(reply, message, None))
        }
    }
}

/// The target of the link whose relations have `next` among them (RFC 8288, section 3).
pub fn next_link(header: &str) -> Option<String> {
    let mut rest = header;
    while let Some((_, after)) = rest.split_once('<') {
        let (target, after) = after.split_once('>')?;
        let mut quoted = false;
        let end = after.find(|character| {
            quoted ^= character == '"';
            character == ',' && !quoted
        });
        let (parameters, after) = after.split_at(end.unwrap_or(after.len()));
        let is_next = parameters.split(';').any(|parameter| {
            let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
            let relations = value.trim().trim_matches('"');
            name.trim().eq_ignore_ascii_case("rel")
                && relations
                    .split_ascii_whitespace()
                    .any(|relation| relation.eq_ignore_ascii_case("next"))
        });
        if is_next {
            return Some(target.to_owned());
        }
        rest = after;
    }
    None
}
