//! What sends requests: reqwest, or something of the caller's own.

use std::error::Error as StdError;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use http::{Request, Response};

use super::body::Body;
use super::error::{Error, TransportFailure};

/// A future on the heap, which is what a trait object can return.
pub type BoxFuture<'f, T> = Pin<Box<dyn Future<Output = T> + Send + 'f>>;

/// How long the steps of one request may take; `None` for no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// The time that making a connection may take.
    pub connect: Option<Duration>,
    /// The time that the server may be silent.
    pub read: Option<Duration>,
}

impl Limits {
    pub(crate) const fn new(connect: Option<Duration>, read: Option<Duration>) -> Self {
        Self { connect, read }
    }
}

/// Why there is no whole answer.
#[derive(Debug)]
pub struct Failure {
    /// The kind, which decides whether the request may be sent again.
    pub kind: TransportFailure,
    /// What happened.
    pub source: Box<dyn StdError + Send + Sync>,
}

impl Failure {
    /// A connection that broke, or octets that did not come.
    pub fn lost(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self {
            kind: TransportFailure::ConnectionLost,
            source: source.into(),
        }
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.source.fmt(formatter)
    }
}

impl StdError for Failure {}

/// Sends a request, and gives the answer as soon as its headers are there.
///
/// A transport of your own can add headers, record traffic, or answer by itself in a test. It
/// follows no redirects and repeats nothing: the client decides that. An empty body is no body.
pub trait Transport: Send + Sync {
    /// Sends `request`, whose headers have the credentials in them.
    fn send(
        &self,
        request: Request<Body>,
        limits: Limits,
    ) -> BoxFuture<'_, Result<Response<Body>, Failure>>;
}

/// Sends requests with reqwest.
#[derive(Debug, Clone)]
pub struct ReqwestTransport(reqwest::Client);

impl ReqwestTransport {
    /// Completes `builder`: no redirects, no coding but gzip, no retries of its own.
    ///
    /// # Errors
    ///
    /// TLS or the settings of the builder do not work.
    pub fn new(
        builder: reqwest::ClientBuilder,
        connect_timeout: Option<Duration>,
    ) -> Result<Self, Error> {
        let builder = builder
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .no_brotli()
            .no_deflate()
            .no_zstd()
            .gzip(true);
        let builder = match connect_timeout {
            Some(limit) => builder.connect_timeout(limit),
            None => builder,
        };
        let client = builder.build().map_err(|error| {
            Error::Configuration(format!(
                "no HTTP client can be made: {}",
                error.without_url()
            ))
        })?;
        Ok(Self(client))
    }

    pub(crate) fn shared(
        builder: Option<reqwest::ClientBuilder>,
        connect_timeout: Option<Duration>,
    ) -> Result<Arc<dyn Transport>, Error> {
        Ok(Arc::new(Self::new(
            builder.unwrap_or_default(),
            connect_timeout,
        )?))
    }

    async fn exchange(
        &self,
        request: Request<Body>,
        limits: Limits,
    ) -> Result<Response<Body>, Failure> {
        let (parts, body) = request.into_parts();
        let url = parts.uri.to_string();
        let mut builder = self.0.request(parts.method, url).headers(parts.headers);
        match body.into_whole() {
            Ok(octets) if octets.is_empty() => {}
            Ok(octets) => builder = builder.body(octets),
            Err(body) => builder = builder.body(reqwest::Body::wrap_stream(body)),
        }
        // The limit for a connection is the client's own; here it only adds to the patience.
        let patience = limits
            .read
            .map(|read| read.saturating_add(limits.connect.unwrap_or_default()));
        let response = within(patience, builder.send()).await?;
        let mut answer = Response::builder().status(response.status());
        if let Some(headers) = answer.headers_mut() {
            headers.clone_from(response.headers());
        }
        let pieces = futures_util::stream::try_unfold(response, move |mut response| async move {
            let piece = within(limits.read, response.chunk()).await?;
            Ok(piece.map(|piece| (piece, response)))
        });
        answer.body(Body::pieces(pieces)).map_err(Failure::lost)
    }
}

impl Transport for ReqwestTransport {
    fn send(
        &self,
        request: Request<Body>,
        limits: Limits,
    ) -> BoxFuture<'_, Result<Response<Body>, Failure>> {
        Box::pin(self.exchange(request, limits))
    }
}

async fn within<T>(
    limit: Option<Duration>,
    step: impl Future<Output = reqwest::Result<T>>,
) -> Result<T, Failure> {
    let outcome = match limit {
        Some(limit) => tokio::time::timeout(limit, step)
            .await
            .map_err(|elapsed| Failure {
                kind: TransportFailure::ReadTimeout,
                source: elapsed.into(),
            })?,
        None => step.await,
    };
    outcome.map_err(|error| {
        let kind = match (error.is_connect(), error.is_timeout()) {
            (true, true) => TransportFailure::ConnectTimeout,
            (true, false) => TransportFailure::Connect,
            (false, true) => TransportFailure::ReadTimeout,
            (false, false) => TransportFailure::ConnectionLost,
        };
        Failure {
            kind,
            source: error.without_url().into(),
        }
    })
}
