//! Tokens of `OAuth` 2 (RFC 6749) that the client asks for itself.

use std::fmt;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, Method};
use tokio::sync::Mutex;
use tokio::time::Instant;
use url::Url;

use super::answers::{decode_error, failure};
use super::body::Octets;
use super::deadline::Deadline;
use super::engine::Engine;
use super::error::Error;
use super::exchange::exchange_once;
use super::json;
use super::parameters::quote;
use super::reply::{Reply, RequestInfo};
use super::requests::Request;
use super::secret::{Secret, basic};
use super::settings::Settings;
use super::transport::BoxFuture;

/// How long before its end a token is not used any more.
const MARGIN: Duration = Duration::from_secs(30);

/// How a token is had.
pub enum Grant {
    /// With the client's own id and secret (RFC 6749, section 4.4).
    Client {
        id: String,
        secret: Secret,
        scopes: &'static str,
    },
    /// With a token that outlives the others (RFC 6749, section 6).
    Refresh {
        token: Secret,
        id: String,
        secret: Option<Secret>,
    },
    /// From a function of the caller's.
    Provider(Arc<dyn Provide>),
}

/// Gives a token.
pub trait Provide: Send + Sync {
    /// A token; a new one where the last was `refused`.
    fn token(&self) -> BoxFuture<'_, Result<Secret, Error>>;
}

impl<F, R> Provide for F
where
    F: Fn() -> R + Send + Sync,
    R: Future<Output = Result<Secret, Error>> + Send + 'static,
{
    fn token(&self) -> BoxFuture<'_, Result<Secret, Error>> {
        Box::pin(self())
    }
}

/// Where tokens come from, and the last one that came.
pub struct TokenSource {
    grant: Grant,
    url: String,
    current: Mutex<Option<Token>>,
}

struct Token {
    secret: Secret,
    until: Option<Instant>,
    refresh: Option<Secret>,
}

impl TokenSource {
    pub fn new(grant: Grant, url: impl Into<String>) -> Self {
        Self {
            grant,
            url: url.into(),
            current: Mutex::new(None),
        }
    }

    /// What no message may show.
    pub fn secrets(&self) -> Vec<&Secret> {
        match &self.grant {
            Grant::Client { secret, .. } => vec![secret],
            Grant::Refresh { token, secret, .. } => std::iter::once(token).chain(secret).collect(),
            Grant::Provider(_) => Vec::new(),
        }
    }

    /// A token that is good for half a minute at least, and not the one that was refused. Of several
    /// calls that need a new one at the same time one asks for it.
    ///
    /// # Errors
    ///
    /// There is no token to be had.
    pub async fn token(
        &self,
        engine: &Engine,
        settings: &Settings,
        deadline: Deadline,
        refused: Option<&HeaderValue>,
    ) -> Result<Secret, Error> {
        let mut current = self.current.lock().await;
        if let Some(token) = &*current {
            let in_time = token.until.is_none_or(|until| Instant::now() < until);
            let header = format!("Bearer {}", token.secret.reveal());
            let good = refused.is_none_or(|refused| refused.as_bytes() != header.as_bytes());
            if in_time && good {
                return Ok(token.secret.clone());
            }
        }
        let refresh = current.as_ref().and_then(|token| token.refresh.clone());
        let token = self.ask(engine, settings, deadline, refresh).await?;
        let secret = token.secret.clone();
        *current = Some(token);
        Ok(secret)
    }

    async fn ask(
        &self,
        engine: &Engine,
        settings: &Settings,
        deadline: Deadline,
        refresh: Option<Secret>,
    ) -> Result<Token, Error> {
        let (form, client) = match &self.grant {
            Grant::Provider(provider) => {
                let secret = provider.token().await?;
                return Ok(Token {
                    secret,
                    until: Some(Instant::now()),
                    refresh: None,
                });
            }
            Grant::Client { id, secret, scopes } => {
                let scope = match *scopes {
                    "" => String::new(),
                    scopes => format!("&scope={}", quote(scopes)),
                };
                let form = format!("grant_type=client_credentials{scope}");
                (form, Some((id, secret)))
            }
            Grant::Refresh { token, id, secret } => {
                let token = refresh.as_ref().unwrap_or(token);
                let mut form = format!(
                    "grant_type=refresh_token&refresh_token={}",
                    quote(token.reveal())
                );
                if secret.is_none() && !id.is_empty() {
                    form.push_str("&client_id=");
                    form.push_str(&quote(id));
                }
                (form, secret.as_ref().map(|secret| (id, secret)))
            }
        };
        let request = self.request(settings, form, client)?;
        let reply = exchange_once(engine, settings, &request, deadline).await?;
        self.read(settings, &reply)
    }

    fn request(
        &self,
        settings: &Settings,
        form: String,
        client: Option<(&String, &Secret)>,
    ) -> Result<Request, Error> {
        let url = Url::parse(&self.url)
            .or_else(|_| settings.base_url.join(&self.url))
            .map_err(|error| {
                Error::Configuration(format!("{} gives no tokens: {error}", self.url))
            })?;
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(
            CONTENT_TYPE,
            HeaderValue::from_static("application/x-www-form-urlencoded"),
        );
        if let Some((id, secret)) = client {
            // RFC 6749, section 2.3.1: both are encoded as in a form first.
            let value = basic(&quote(id), &Secret::new(quote(secret.reveal())));
            let mut value = HeaderValue::from_str(&value)
                .map_err(|_| Error::Configuration("the client id cannot be sent".to_owned()))?;
            value.set_sensitive(true);
            headers.insert(AUTHORIZATION, value);
        }
        let info = RequestInfo {
            operation: "token",
            method: Method::POST,
            url: url.to_string(),
        };
        Ok(Request {
            method: Method::POST,
            url,
            headers,
            content: Some(Octets::Whole(form.into())),
            signed_url: false,
            streams: false,
            token: None,
            info: Arc::new(info),
        })
    }

    fn read(&self, settings: &Settings, reply: &Reply) -> Result<Token, Error> {
        if !reply.status.is_success() {
            let error = failure(settings, "no token", [], reply);
            return Err(Error::Status(Box::new(error)));
        }
        let refused = |source| decode_error(reply, "the answer is no token".to_owned(), source);
        let body = json::parse(&reply.content).map_err(|error| refused(Some(error)))?;
        let text = |name| {
            body.get(name)
                .and_then(json::Value::as_str)
                .map(Secret::new)
        };
        let secret = text("access_token").ok_or_else(|| refused(None))?;
        let lifetime = body
            .get("expires_in")
            .and_then(json::Value::as_number)
            .map(|seconds| Duration::from_secs_f64(seconds.as_f64().clamp(0.0, 1e9)));
        Ok(Token {
            secret,
            until: lifetime.map(|lifetime| Instant::now() + lifetime.saturating_sub(MARGIN)),
            refresh: text("refresh_token"),
        })
    }
}

impl fmt::Debug for TokenSource {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("TokenSource")
            .field("url", &self.url)
            .finish_non_exhaustive()
    }
}
