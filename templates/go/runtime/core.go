//lint:file-ignore U1000 An API may need less than all of it.

package client

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"log/slog"
	mathrand "math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"
)

// core is what a client and its services share.
type core struct {
	settings *settings
	http     *http.Client
}

// newCore makes a core from the options, the environment and the API's own server, in
// this order.
func newCore(options []ClientOption, userAgent, environment, server string, sources ...credentialSource) (*core, error) {
	s := &settings{
		userAgent:      userAgent,
		given:          map[string]string{},
		tokens:         map[string]TokenSource{},
		hints:          map[string]string{},
		servers:        map[string]string{},
		variables:      map[string]string{},
		header:         map[string]string{},
		timeout:        10 * time.Minute,
		connectTimeout: 10 * time.Second,
		readTimeout:    time.Minute,
		retries:        2,
		pollInterval:   -1,
		logger:         slog.New(slog.DiscardHandler),
		newKey:         newUUID,
		newBoundary:    newBoundary,
		jitter:         mathrand.Float64,
	}
	for _, option := range options {
		option.applyToClient(s)
	}
	for _, text := range []string{os.Getenv(environment), s.filled(server)} {
		if s.baseURL == "" {
			s.baseURL = text
		}
	}
	if err := s.checkBaseURL(environment); err != nil {
		return nil, err
	}
	for _, source := range sources {
		s.hints[source.id] = source.hint()
	}
	client := newHTTPClient(s)
	var err error
	if s.credentials, err = s.findCredentials(sources, client); err != nil {
		return nil, err
	}
	s.given = nil
	return &core{s, client}, nil
}

// filled is a URL with values in the place of its variables.
func (s *settings) filled(server string) string {
	return variable.ReplaceAllStringFunc(server, func(found string) string {
		return s.variables[found[1:len(found)-1]]
	})
}

func (s *settings) checkBaseURL(environment string) error {
	if s.baseURL == "" {
		return &ConfigurationError{"where is the server? Give the option WithBaseURL or set the environment variable " + environment}
	}
	if problem := problemOfURL(s.baseURL); problem != "" {
		return &ConfigurationError{"the base URL " + problem}
	}
	s.baseURL = strings.TrimRight(s.baseURL, "/")
	for described, used := range s.servers {
		if problem := problemOfURL(used); problem != "" {
			return &ConfigurationError{"the URL in place of " + described + " " + problem}
		}
	}
	return nil
}

// problemOfURL says why a text is no URL of a server, "" where it is one.
func problemOfURL(text string) string {
	parts, err := url.Parse(text)
	switch {
	case err != nil:
		return "is no URL"
	case parts.Scheme != "http" && parts.Scheme != "https" || parts.Hostname() == "":
		return "must begin with http:// or https:// and a host"
	case parts.User != nil || strings.ContainsAny(text, "?#"):
		return "must have no user, no query and no fragment"
	}
	return ""
}

// origin returns the URL of an operation's server up to its path, and the path. The
// operations without a server of their own have that of the client. A relative URL
// counts from the client's (RFC 3986, section 5).
func (s *settings) origin(o *operation) (origin, path string) {
	base := s.baseURL
	if o.server != "" {
		used := s.servers[o.described]
		if used == "" {
			used = s.resolved(o.server)
		}
		base = strings.TrimRight(used, "/")
	}
	authority := strings.Index(base, "://") + len("://")
	if slash := strings.IndexByte(base[authority:], '/'); slash >= 0 {
		return base[:authority+slash], base[authority+slash:]
	}
	return base, ""
}

// resolved is a URL of the description, which may count from the client's own.
func (s *settings) resolved(reference string) string {
	base, err := url.Parse(s.baseURL + "/")
	if err != nil || reference == "" {
		return reference
	}
	found, err := base.Parse(reference)
	if err != nil {
		return reference
	}
	return found.String()
}

// scrub masks every secret: a server may repeat what it was sent.
func (s *settings) scrub(text string) string {
	for _, one := range s.credentials {
		if known := one.current(); known != "" {
			text = strings.ReplaceAll(text, known, mask)
		}
	}
	return text
}

// limited is ctx with the time limit of the call.
func (s *settings) limited(ctx context.Context) (context.Context, context.CancelFunc) {
	if s.timeout <= 0 {
		return context.WithCancel(ctx)
	}
	return context.WithTimeout(ctx, s.timeout)
}

// opening is a context whose deadline holds only until an answer begins.
type opening struct {
	context.Context
	deadline time.Time
}

// limitedStart is ctx with the time limit of the call, which begun takes away.
func (s *settings) limitedStart(ctx context.Context) (limited context.Context, begun func(), cancel context.CancelFunc) {
	inner, end := context.WithCancelCause(ctx)
	cancel = func() { end(nil) }
	if s.timeout <= 0 {
		return inner, func() {}, cancel
	}
	timer := time.AfterFunc(s.timeout, func() { end(context.DeadlineExceeded) })
	begun = func() { timer.Stop() }
	stop := func() {
		timer.Stop()
		end(nil)
	}
	return &opening{inner, time.Now().Add(s.timeout)}, begun, stop
}

// Deadline implements [context.Context].
func (o *opening) Deadline() (time.Time, bool) {
	if earlier, ok := o.Context.Deadline(); ok && earlier.Before(o.deadline) {
		return earlier, true
	}
	return o.deadline, true
}

// Err implements [context.Context].
func (o *opening) Err() error {
	err := o.Context.Err()
	if err != nil && context.Cause(o.Context) == context.DeadlineExceeded {
		return context.DeadlineExceeded
	}
	return err
}

// newUUID returns a random UUID (RFC 9562, version 4) without dashes.
func newUUID() string {
	var octets [16]byte
	_, _ = rand.Read(octets[:]) // never fails, since Go 1.24
	octets[6] = octets[6]&0x0f | 0x40
	octets[8] = octets[8]&0x3f | 0x80
	return hex.EncodeToString(octets[:])
}
