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
func newCore(options []ClientOption, userAgent, variable, server string, sources ...credentialSource) (*core, error) {
	s := &settings{
		userAgent:      userAgent,
		given:          map[string]string{},
		hints:          map[string]string{},
		header:         map[string]string{},
		timeout:        10 * time.Minute,
		connectTimeout: 10 * time.Second,
		readTimeout:    time.Minute,
		retries:        2,
		pollInterval:   -1,
		logger:         slog.New(slog.DiscardHandler),
		newKey:         newUUID,
		jitter:         mathrand.Float64,
	}
	for _, option := range options {
		option.applyToClient(s)
	}
	for _, text := range []string{os.Getenv(variable), server} {
		if s.baseURL == "" {
			s.baseURL = text
		}
	}
	if err := s.checkBaseURL(variable); err != nil {
		return nil, err
	}
	for _, source := range sources {
		s.hints[source.id] = source.hint()
	}
	var err error
	if s.credentials, err = findCredentials(sources, s.given); err != nil {
		return nil, err
	}
	s.given = nil
	return &core{s, newHTTPClient(s)}, nil
}

func (s *settings) checkBaseURL(variable string) error {
	if s.baseURL == "" {
		return &ConfigurationError{"where is the server? Give the option WithBaseURL or set the environment variable " + variable}
	}
	parts, err := url.Parse(s.baseURL)
	switch {
	case err != nil:
		return &ConfigurationError{"the base URL is no URL"}
	case parts.Scheme != "http" && parts.Scheme != "https" || parts.Hostname() == "":
		return &ConfigurationError{"the base URL must begin with http:// or https:// and a host"}
	case parts.User != nil || strings.ContainsAny(s.baseURL, "?#"):
		return &ConfigurationError{"the base URL must have no user, no query and no fragment"}
	}
	s.baseURL = strings.TrimRight(s.baseURL, "/")
	return nil
}

// origin returns the base URL up to its path, and the path.
func (s *settings) origin() (origin, path string) {
	authority := strings.Index(s.baseURL, "://") + len("://")
	if slash := strings.IndexByte(s.baseURL[authority:], '/'); slash >= 0 {
		return s.baseURL[:authority+slash], s.baseURL[authority+slash:]
	}
	return s.baseURL, ""
}

// scrub masks every secret: a server may repeat what it was sent.
func (s *settings) scrub(text string) string {
	for _, one := range s.credentials {
		text = strings.ReplaceAll(text, one.value(), mask)
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

// newUUID returns a random UUID (RFC 9562, version 4) without dashes.
func newUUID() string {
	var octets [16]byte
	_, _ = rand.Read(octets[:]) // never fails, since Go 1.24
	octets[6] = octets[6]&0x0f | 0x40
	octets[8] = octets[8]&0x3f | 0x80
	return hex.EncodeToString(octets[:])
}
