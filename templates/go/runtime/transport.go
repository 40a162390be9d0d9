//lint:file-ignore U1000 An API may need less than all of it.

package client

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"
)

// mostStale is how many connections may turn out to be closed before one is an error.
const mostStale = 3

// newHTTPClient is the caller's HTTP client, or one like the default, with the
// middleware around its transport. It follows no redirects by itself.
func newHTTPClient(s *settings) *http.Client {
	client := &http.Client{}
	if s.httpClient != nil {
		*client = *s.httpClient
	}
	if client.Transport == nil {
		client.Transport = http.DefaultTransport
	}
	for _, wrap := range slices.Backward(s.middleware) {
		client.Transport = wrap(client.Transport)
	}
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return client
}

// send sends a request once and reads the whole answer.
//
// A connection that the server had closed while it was idle is no attempt: nothing was
// sent over it, and the request takes another one.
func (c *core) send(ctx context.Context, s *settings, r *request) (*Response, error) {
	s.logger.DebugContext(ctx, "request", "operation", r.info.Operation, "method", r.method, "url", r.url)
	for stale := 0; ; stale++ {
		reply, watch, err := c.attempt(ctx, s, r)
		if err == nil {
			s.logger.DebugContext(ctx, "answer", "operation", r.info.Operation,
				"status", reply.StatusCode, "octets", len(reply.Body))
			if s.response != nil {
				*s.response = reply
			}
			return reply, nil
		}
		if ctx.Err() == nil && watch.wasStale() && stale < mostStale {
			continue
		}
		return nil, watch.failure(ctx, r.info, err)
	}
}

func (c *core) attempt(call context.Context, s *settings, r *request) (*Response, *watch, error) {
	ctx, cancel := context.WithCancelCause(call)
	watch := &watch{cancel: cancel, connect: s.connectTimeout, silence: s.readTimeout}
	end := func() {
		watch.stop()
		cancel(nil)
	}
	outgoing, err := r.outgoing(httptrace.WithClientTrace(ctx, watch.trace()), watch)
	if err != nil {
		end()
		return nil, watch, err
	}
	answer, err := c.http.Do(outgoing)
	if err != nil {
		err = withoutURL(ctx, err)
		end()
		return nil, watch, err
	}
	reply := &Response{StatusCode: answer.StatusCode, Header: answer.Header, Request: r.info}
	if r.live != nil && r.live(answer.StatusCode, mediaTypeOf(answer.Header)) {
		reply.live = newLiveBody(call, ctx, answer, watch, r.info, end)
		return reply, watch, nil
	}
	defer end()
	defer func() { _ = answer.Body.Close() }()
	reply.Body, err = readAll(answer, watch)
	if err != nil {
		return nil, watch, withoutURL(ctx, err)
	}
	return reply, watch, nil
}

// outgoing is the request as net/http wants it.
//
// net/http repeats a GET by itself when a connection breaks that was used before. Only
// this package decides what is sent again, so that a request without a body gets one
// that is empty: net/http finds nothing to send in it, and does not repeat it. Over TLS
// it might speak HTTP/2, where an empty body is one more frame; there it stays without.
func (r *request) outgoing(ctx context.Context, watch *watch) (*http.Request, error) {
	address := r.url
	if r.target != "" {
		address = r.target
	}
	outgoing, err := http.NewRequestWithContext(ctx, r.method, address, nil)
	if err != nil {
		return nil, err
	}
	outgoing.Header = r.header.Clone()
	switch size := r.body.size(); {
	case r.body == nil && outgoing.URL.Scheme == "http":
		outgoing.Body = io.NopCloser(bytes.NewReader(nil))
	case r.body == nil:
	case size == 0:
		outgoing.Body = http.NoBody
	default:
		content, err := r.body.open(ctx)
		if err != nil {
			return nil, err
		}
		outgoing.ContentLength = size
		outgoing.Body = &watchedReader{content, watch.begun}
	}
	return outgoing, nil
}

// readAll reads a body to its end, which must be where the answer says, and unpacks it.
func readAll(answer *http.Response, watch *watch) ([]byte, error) {
	content, err := io.ReadAll(&watchedReader{answer.Body, watch.progress})
	if err != nil {
		return nil, err
	}
	if len(content) == 0 || !isPacked(answer) {
		return content, nil
	}
	unpacked, err := gzip.NewReader(bytes.NewReader(content))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(unpacked)
}

func isPacked(answer *http.Response) bool {
	coding := strings.ToLower(answer.Header.Get("Content-Encoding"))
	return coding == "gzip" || coding == "x-gzip"
}

// withoutURL is an error of the HTTP library without the URL, which may hold a secret.
func withoutURL(ctx context.Context, err error) error {
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		err = wrapped.Err
	}
	if cause := context.Cause(ctx); cause != nil && errors.Is(err, context.Canceled) {
		return cause
	}
	return err
}

// watch follows one attempt through its steps, and ends it when one takes too long.
type watch struct {
	cancel           context.CancelCauseFunc
	connect, silence time.Duration

	lock      sync.Mutex
	timer     *time.Timer
	connects  bool
	connected bool
	reused    bool
	written   bool
}

func (w *watch) trace() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{
		GetConn: func(string) {
			w.note(func() { w.connects = true })
			w.limit(w.connect, ErrConnectTimeout)
		},
		GotConn: func(info httptrace.GotConnInfo) {
			w.note(func() { w.connected, w.reused = true, info.Reused })
			w.progress()
		},
		WroteRequest: func(info httptrace.WroteRequestInfo) {
			w.note(func() { w.written = w.written || info.Err == nil })
			w.progress()
		},
		GotFirstResponseByte: w.progress,
	}
}

func (w *watch) note(change func()) {
	w.lock.Lock()
	defer w.lock.Unlock()
	change()
}

// progress begins to wait for the next sign of life.
func (w *watch) progress() {
	w.limit(w.silence, ErrReadTimeout)
}

func (w *watch) limit(most time.Duration, cause error) {
	w.lock.Lock()
	defer w.lock.Unlock()
	if w.timer != nil {
		w.timer.Stop()
	}
	if most > 0 {
		w.timer = time.AfterFunc(most, func() { w.cancel(cause) })
	}
}

func (w *watch) stop() {
	w.limit(0, nil)
}

// begun notes that the body is being sent, behind the whole header.
func (w *watch) begun() {
	w.note(func() { w.written = true })
	w.progress()
}

// wasStale reports whether the connection was closed before the request was sent.
func (w *watch) wasStale() bool {
	w.lock.Lock()
	defer w.lock.Unlock()
	return w.reused && !w.written
}

// failure is the error of an attempt without a whole answer.
func (w *watch) failure(ctx context.Context, info RequestInfo, err error) error {
	w.lock.Lock()
	defer w.lock.Unlock()
	failed := &TransportError{Request: info, Kind: ErrConnectionLost, Err: err}
	var network net.Error
	switch {
	case ctx.Err() != nil:
		failed.Kind, failed.Err = ctx.Err(), context.Cause(ctx)
	case errors.Is(err, ErrConnectTimeout):
		failed.Kind = ErrConnectTimeout
	case errors.Is(err, ErrReadTimeout):
		failed.Kind = ErrReadTimeout
	case w.connects && !w.connected && errors.As(err, &network) && network.Timeout():
		failed.Kind = ErrConnectTimeout
	case w.connects && !w.connected:
		failed.Kind = ErrConnect
	case errors.As(err, &network) && network.Timeout():
		failed.Kind = ErrReadTimeout
	}
	return failed
}

// watchedReader tells of every piece that is read.
type watchedReader struct {
	from io.ReadCloser
	tell func()
}

func (r *watchedReader) Close() error {
	return r.from.Close()
}

func (r *watchedReader) Read(into []byte) (int, error) {
	count, err := r.from.Read(into)
	if count > 0 {
		r.tell()
	}
	return count, err
}
