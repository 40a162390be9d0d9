//lint:file-ignore U1000 An API may need less than all of it.

package client

import (
	"log/slog"
	"maps"
	"net/http"
	"strings"
	"time"
)

// ClientOption sets something of a client. See [NewClient].
type ClientOption interface {
	applyToClient(s *settings)
}

// CallOption sets something of one call. What is not set is as the client has it.
type CallOption interface {
	applyToCall(s *settings)
}

// Option sets something of a client, or of one call.
type Option func(s *settings)

func (o Option) applyToClient(s *settings) { o(s) }
func (o Option) applyToCall(s *settings)   { o(s) }

type clientOption func(s *settings)

func (o clientOption) applyToClient(s *settings) { o(s) }

type callOption func(s *settings)

func (o callOption) applyToCall(s *settings) { o(s) }

// Middleware wraps the transport of a client: it sees every request before it is
// sent, with its credentials, and every answer before it is read.
type Middleware func(next http.RoundTripper) http.RoundTripper

// RoundTripperFunc is a function as an [http.RoundTripper].
type RoundTripperFunc func(request *http.Request) (*http.Response, error)

// RoundTrip implements [http.RoundTripper].
func (f RoundTripperFunc) RoundTrip(request *http.Request) (*http.Response, error) {
	return f(request)
}

// settings are those of a client, or of a client and one call.
type settings struct {
	baseURL        string
	userAgent      string
	given          map[string]string
	tokens         map[string]TokenSource
	credentials    map[string]credential
	hints          map[string]string
	servers        map[string]string
	variables      map[string]string
	header         map[string]string
	timeout        time.Duration
	connectTimeout time.Duration
	readTimeout    time.Duration
	retries        int
	pollInterval   time.Duration
	httpClient     *http.Client
	middleware     []Middleware
	logger         *slog.Logger
	newKey         func() string
	newBoundary    func() string
	jitter         func() float64
	response       **Response
}

// with returns a copy with the options of one call on top.
func (s *settings) with(options []CallOption) *settings {
	if len(options) == 0 {
		return s
	}
	merged := *s
	merged.header = maps.Clone(s.header)
	for _, option := range options {
		option.applyToCall(&merged)
	}
	return &merged
}

// WithBaseURL says where the server is: a URL with http or https that goes before the
// paths of the API.
func WithBaseURL(url string) ClientOption {
	return clientOption(func(s *settings) { s.baseURL = url })
}

// WithServer sends the requests for one server to another place. Described is the URL
// of the server as the description of the API has it: some operations have servers of
// their own, and a test or a proxy may stand in for them.
func WithServer(described, used string) ClientOption {
	return clientOption(func(s *settings) { s.servers[strings.TrimRight(described, "/")] = used })
}

// WithHTTPClient sends requests with an HTTP client of the caller's, with proxies or
// TLS settings of its own. Its CheckRedirect is not used: redirects are followed to
// the same host only.
func WithHTTPClient(client *http.Client) ClientOption {
	return clientOption(func(s *settings) { s.httpClient = client })
}

// WithMiddleware wraps the transport, the first middleware outermost.
func WithMiddleware(middleware ...Middleware) ClientOption {
	return clientOption(func(s *settings) { s.middleware = append(s.middleware, middleware...) })
}

// WithLogger logs requests and answers at the level debug and retries at the level
// info. Credentials and bodies are never logged.
func WithLogger(logger *slog.Logger) ClientOption {
	return clientOption(func(s *settings) { s.logger = logger })
}

// WithKeys makes the idempotency keys of calls that were given none. By default they
// are random UUIDs.
func WithKeys(newKey func() string) ClientOption {
	return clientOption(func(s *settings) { s.newKey = newKey })
}

// WithBoundaries makes the boundaries between the parts of forms. By default they are
// random.
func WithBoundaries(newBoundary func() string) ClientOption {
	return clientOption(func(s *settings) { s.newBoundary = newBoundary })
}

// WithTimeout limits a whole call, with its retries and the waiting for a job. The
// deadline of the call's context holds too. For an answer that is read as it arrives
// it is the time until that begins. 0 is no limit; the default is 10 minutes.
func WithTimeout(limit time.Duration) Option {
	return func(s *settings) { s.timeout = limit }
}

// WithConnectTimeout limits the making of a connection. 0 is no limit; the default is
// 10 seconds.
func WithConnectTimeout(limit time.Duration) Option {
	return func(s *settings) { s.connectTimeout = limit }
}

// WithReadTimeout limits how long the server may be silent. 0 is no limit; the default
// is 60 seconds.
func WithReadTimeout(limit time.Duration) Option {
	return func(s *settings) { s.readTimeout = limit }
}

// WithRetries says how many times a request is repeated, if it is safe to repeat. The
// default is 2.
func WithRetries(most int) Option {
	return func(s *settings) { s.retries = most }
}

// WithPollInterval sets the pause between two looks at a job, unless the server asks
// for another one. The default is what the API says.
func WithPollInterval(pause time.Duration) Option {
	return func(s *settings) { s.pollInterval = pause }
}

// WithHeader adds a header to every request, or replaces one.
func WithHeader(name, value string) Option {
	return func(s *settings) { s.header[http.CanonicalHeaderKey(name)] = value }
}

// WithResponseInto keeps the last answer of a call in *response, also when the call
// fails. It stays as it was where there was no answer.
func WithResponseInto(response **Response) CallOption {
	return callOption(func(s *settings) { s.response = response })
}

// credentialOption gives a client a credential.
func credentialOption(id, text string) ClientOption {
	return clientOption(func(s *settings) { s.given[id] = text })
}

// tokenOption gives a client a source of tokens.
func tokenOption(id string, source TokenSource) ClientOption {
	return clientOption(func(s *settings) { s.tokens[id] = source })
}

// serverVariable gives a variable of the server's URL a value.
func serverVariable(name, value string) ClientOption {
	return clientOption(func(s *settings) { s.variables[name] = value })
}
