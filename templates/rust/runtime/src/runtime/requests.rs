//! Calls to requests: address, credentials, headers. Nothing is sent here.

use std::sync::Arc;

use http::header::{ACCEPT, ACCEPT_ENCODING, AUTHORIZATION, CONTENT_TYPE, COOKIE, USER_AGENT};
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use url::Url;

use super::body::Octets;
use super::deadline::Deadline;
use super::engine::Engine;
use super::error::Error;
use super::operation::{Call, Idempotency, KeyForm, Operation};
use super::parameters::{Pair, checked_header, expand, quote};
use super::payload::Payload;
use super::reply::RequestInfo;
use super::secret::{Credential, KeyPlace, MASK, basic};
use super::settings::Settings;
use super::tokens::TokenSource;

/// What no path or query of a URL holds as it is.
const NOT_IN_A_URL: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}')
    .add(b'[')
    .add(b']')
    .add(b'#');

/// A request that is ready to be sent. `info` is what errors and logs may show.
#[derive(Clone)]
pub struct Request {
    pub method: Method,
    pub url: Url,
    pub headers: HeaderMap,
    pub content: Option<Octets>,
    pub signed_url: bool,
    /// Whether the body of a success is read by the caller.
    pub streams: bool,
    /// What gives the token of the header Authorization.
    pub token: Option<Arc<TokenSource>>,
    pub info: Arc<RequestInfo>,
}

impl Request {
    /// Gives the request the token that it needs; a `fresh` one where the last was refused.
    ///
    /// # Errors
    ///
    /// No token can be had.
    pub async fn authorize(
        &mut self,
        engine: &Engine,
        settings: &Settings,
        deadline: Deadline,
        fresh: bool,
    ) -> Result<(), Error> {
        if let Some(source) = &self.token {
            let refused = self.headers.get(AUTHORIZATION).filter(|_| fresh).cloned();
            let token = source
                .token(engine, settings, deadline, refused.as_ref())
                .await?;
            let value = format!("Bearer {}", token.reveal());
            let value = header_value("Authorization", &value, true)?;
            self.headers.insert(AUTHORIZATION, value);
        }
        Ok(())
    }
}

/// The request of a call.
///
/// # Errors
///
/// A credential that the operation needs was not given, or a header cannot be sent.
pub fn build<T>(settings: &Settings, call: &Call<T>) -> Result<Request, Error> {
    let server = settings.server_of(call.operation)?;
    let base = server.path().trim_end_matches('/');
    let parts = Parts {
        path: format!("{base}{}", expand(call.operation.path, &call.path)),
        server,
        accept: call.accept.unwrap_or(call.operation.accept),
        method: call.operation.method.clone(),
        query: &call.query,
        document: call.document.as_deref(),
        headers: &call.headers,
        cookies: &call.cookies,
        body: call.body.as_ref(),
    };
    finish(settings, call.operation, parts)
}

/// The request for the state of a job at `location`, its path with any query.
///
/// # Errors
///
/// As `build`.
pub fn build_poll<T>(
    settings: &Settings,
    operation: &Operation<T>,
    location: &str,
) -> Result<Request, Error> {
    let parts = Parts {
        server: settings.base_url.clone(),
        accept: operation.accept,
        method: Method::GET,
        path: location.to_owned(),
        query: &[],
        document: None,
        headers: &[],
        cookies: &[],
        body: None,
    };
    finish(settings, operation, parts)
}

/// Gives the call an idempotency key, the caller's or a new one; returns it, "" for none.
pub fn add_key<T>(settings: &Settings, call: &mut Call<T>) -> String {
    let Some(idempotency) = &call.operation.idempotency else {
        return String::new();
    };
    let mut given = call.headers.iter().chain(&settings.headers);
    if let Some((_, key)) = given.find(|(name, _)| name.eq_ignore_ascii_case(idempotency.header)) {
        return key.clone();
    }
    let key = new_key(settings, idempotency);
    call.headers
        .push((idempotency.header.to_owned(), key.clone()));
    key
}

/// The path and query of a job's location, below the path of the client's base URL; `None` if it is
/// no URL. The scheme, host and port that a server names are its own idea and are not used.
pub fn job_path(settings: &Settings, location: &str) -> Option<String> {
    let after_host = match location.split_once("://") {
        Some((_, rest)) => rest
            .find(['/', '?', '#'])
            .map_or("", |start| &rest[start..]),
        None => location.strip_prefix("//").map_or(location, |rest| {
            rest.find('/').map_or("", |start| &rest[start..])
        }),
    };
    let without_fragment = after_host.split('#').next().unwrap_or_default();
    let (path, query) = without_fragment
        .split_once('?')
        .unwrap_or((without_fragment, ""));
    Url::options()
        .base_url(Some(&settings.base_url))
        .parse(location)
        .ok()?;
    let mut path = format!("/{}", path.trim_start_matches('/'));
    let prefix = settings.base_path();
    if !prefix.is_empty() && path != prefix && !path.starts_with(&format!("{prefix}/")) {
        path = format!("{prefix}{path}");
    }
    let text = if query.is_empty() {
        path
    } else {
        format!("{path}?{query}")
    };
    Some(utf8_percent_encode(&text, NOT_IN_A_URL).to_string())
}

struct Parts<'p> {
    server: Url,
    accept: &'static str,
    method: Method,
    path: String,
    query: &'p [Pair],
    document: Option<&'p str>,
    headers: &'p [Pair],
    cookies: &'p [Pair],
    body: Option<&'p Payload>,
}

/// What credentials add to a request.
#[derive(Default)]
struct Signed {
    headers: Vec<(&'static str, String)>,
    query: Vec<Pair>,
    cookies: Vec<Pair>,
    token: Option<Arc<TokenSource>>,
}

fn finish<T>(
    settings: &Settings,
    operation: &Operation<T>,
    parts: Parts<'_>,
) -> Result<Request, Error> {
    let signed = sign(settings, operation)?;
    let headers = headers(settings, &parts, &signed)?;
    let origin = parts.server.origin().ascii_serialization();
    let masked: Vec<Pair> = signed
        .query
        .iter()
        .map(|(name, _)| (name.clone(), MASK.to_owned()))
        .collect();
    let public = format!("{origin}{}", target(&parts, &masked));
    let real = format!("{origin}{}", target(&parts, &signed.query));
    let url = Url::parse(&real).map_err(|error| {
        Error::Configuration(format!(
            "{}: no request can go to this URL: {error}",
            operation.id
        ))
    })?;
    let info = RequestInfo {
        operation: operation.id,
        method: parts.method.clone(),
        url: public,
    };
    Ok(Request {
        method: parts.method,
        url,
        headers,
        content: parts.body.map(|body| body.octets.clone()),
        signed_url: !signed.query.is_empty(),
        streams: false,
        token: signed.token,
        info: Arc::new(info),
    })
}

/// All headers; a later one replaces an earlier one of the same name.
fn headers(settings: &Settings, parts: &Parts<'_>, signed: &Signed) -> Result<HeaderMap, Error> {
    let mut headers = HeaderMap::new();
    headers.insert(ACCEPT, HeaderValue::from_static(parts.accept));
    headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
    headers.insert(USER_AGENT, HeaderValue::from_static(settings.user_agent));
    if let Some(body) = parts.body {
        headers.insert(
            CONTENT_TYPE,
            header_value("Content-Type", &body.media_type, false)?,
        );
    }
    for (name, value) in parts.headers {
        headers.insert(header_name(name)?, header_value(name, value, false)?);
    }
    let cookies: Vec<String> = parts
        .cookies
        .iter()
        .chain(&signed.cookies)
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    if !cookies.is_empty() {
        headers.insert(COOKIE, header_value("Cookie", &cookies.join("; "), true)?);
    }
    for (name, value) in &signed.headers {
        headers.insert(header_name(name)?, header_value(name, value, true)?);
    }
    for (name, value) in &settings.headers {
        headers.insert(header_name(name)?, header_value(name, value, true)?);
    }
    Ok(headers)
}

fn header_name(name: &str) -> Result<HeaderName, Error> {
    name.parse()
        .map_err(|_| Error::Argument(format!("{name:?} is no name of a header")))
}

fn header_value(name: &str, value: &str, sensitive: bool) -> Result<HeaderValue, Error> {
    let (name, value) = checked_header(name, value)?;
    let mut value = HeaderValue::from_str(&value)
        .map_err(|_| Error::Argument(format!("the header {name} cannot be sent")))?;
    value.set_sensitive(sensitive);
    Ok(value)
}

/// What the first alternative adds whose credentials the client has.
fn sign<T>(settings: &Settings, operation: &Operation<T>) -> Result<Signed, Error> {
    if operation.security.is_empty() {
        return Ok(Signed::default());
    }
    for names in operation.security {
        let credentials: Option<Vec<&Credential>> = names
            .iter()
            .map(|name| credential(settings, name))
            .collect();
        if let Some(credentials) = credentials {
            return Ok(signed(&credentials));
        }
    }
    let hint = |name: &&'static str| {
        settings
            .credentials
            .iter()
            .find(|known| known.id == *name)
            .map_or(*name, |known| known.hint.as_str())
    };
    let needed: Vec<String> = operation
        .security
        .iter()
        .map(|names| names.iter().map(hint).collect::<Vec<_>>().join(" and "))
        .collect();
    let needed = needed.join(" or ");
    Err(Error::Configuration(format!(
        "{} needs a credential: {needed}",
        operation.id
    )))
}

fn credential<'s>(settings: &'s Settings, id: &str) -> Option<&'s Credential> {
    settings
        .credentials
        .iter()
        .find(|known| known.id == id)?
        .credential
        .as_ref()
}

fn signed(credentials: &[&Credential]) -> Signed {
    let mut signed = Signed::default();
    for credential in credentials {
        match credential {
            Credential::Scheme { scheme, secret } => {
                let value = format!("{scheme} {}", secret.reveal());
                signed.headers.push(("Authorization", value));
            }
            Credential::Token(source) => signed.token = Some(Arc::clone(source)),
            Credential::Basic { user, secret } => {
                signed.headers.push(("Authorization", basic(user, secret)));
            }
            Credential::Key {
                place: KeyPlace::Header,
                name,
                secret,
            } => {
                signed.headers.push((name, secret.reveal().to_owned()));
            }
            Credential::Key {
                place: KeyPlace::Query,
                name,
                secret,
            } => {
                signed.query.push((quote(name), quote(secret.reveal())));
            }
            Credential::Key {
                place: KeyPlace::Cookie,
                name,
                secret,
            } => {
                signed
                    .cookies
                    .push(((*name).to_owned(), secret.reveal().to_owned()));
            }
        }
    }
    signed
}

fn target(parts: &Parts<'_>, more: &[Pair]) -> String {
    let pairs = parts.query.iter().chain(more);
    let mut written: Vec<String> = pairs
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    if let Some(document) = parts.document.filter(|text| !text.is_empty()) {
        written.insert(0, document.to_owned());
    }
    let path = &parts.path;
    let mark = match (written.is_empty(), path.contains('?')) {
        (true, _) => "",
        (false, true) => "&",
        (false, false) => "?",
    };
    format!("{path}{mark}{}", written.join("&"))
}

fn new_key(settings: &Settings, idempotency: &Idempotency) -> String {
    let key = (settings.new_key)();
    match idempotency.form {
        KeyForm::Uuid => key.hyphenated().to_string(),
        KeyForm::Hex32 => key.simple().to_string(),
    }
}
