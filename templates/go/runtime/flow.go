//lint:file-ignore U1000 An API may need less than all of it.

package client

import (
	"context"
	"errors"
	"math"
	"net/http"
	"net/url"
	"time"
)

const mostRedirects = 5

// call makes a call that is answered at once. It returns a pointer to the result.
func call[T any](ctx context.Context, c *core, o *operation, given *arguments, options []CallOption) (*T, error) {
	value, _, err := callWith[T](ctx, c, c.settings.with(options), o, given)
	return value, err
}

// callWith returns the answer too.
func callWith[T any](ctx context.Context, c *core, s *settings, o *operation, given *arguments) (*T, *Response, error) {
	begun := func() {}
	var cancel context.CancelFunc
	if o.isLive() {
		ctx, begun, cancel = s.limitedStart(ctx)
	} else {
		ctx, cancel = s.limited(ctx)
	}
	done, _, err := c.submit(ctx, s, o, given)
	if err != nil {
		cancel()
		return nil, nil, err
	}
	begun()
	value, err := result(s, o, done.reply)
	if live := done.reply.live; live != nil && err == nil {
		live.whenClosed(cancel)
		return typed[T](value), done.reply, nil
	}
	if done.reply.live != nil {
		_ = done.reply.live.Close()
	}
	cancel()
	return typed[T](value), done.reply, err
}

// only returns what a call points to, for results that are no structs.
func only[T any](value *T, err error) (T, error) {
	if err != nil {
		var zero T
		return zero, err
	}
	return *value, nil
}

func typed[T any](value any) *T {
	found, _ := value.(*T)
	return found
}

// submit sends the request of a call, and returns the idempotency key that it had.
func (c *core) submit(ctx context.Context, s *settings, o *operation, given *arguments) (exchanged, string, error) {
	var invalid *ArgumentError
	if errors.As(given.err, &invalid) {
		invalid.Operation = o.id
		return exchanged{}, "", invalid
	}
	key := withKey(s, o, given)
	build := func(refused *signature) (*request, error) {
		return newRequest(ctx, s, o, given, refused)
	}
	done, err := c.authorised(ctx, s, o, build, key != "" || o.isIdempotent())
	return done, key, err
}

// authorised sends a request, and once more with new tokens where the server refuses
// those that it had.
func (c *core) authorised(ctx context.Context, s *settings, o *operation, build func(refused *signature) (*request, error), safe bool) (exchanged, error) {
	r, err := build(nil)
	if err != nil {
		return exchanged{}, err
	}
	done, err := c.exchange(ctx, s, o, r, safe)
	if err != nil || done.reply.StatusCode != http.StatusUnauthorized || len(r.signed.tokens) == 0 || r.body.isOneShot() {
		return done, err
	}
	if r, err = build(r.signed); err != nil {
		return exchanged{}, err
	}
	return c.exchange(ctx, s, o, r, safe)
}

// exchanged is the last answer, and whether an earlier attempt may have arrived too.
type exchanged struct {
	reply     *Response
	uncertain bool
}

// exchange sends a request until there is an answer worth having.
//
//	what happened                                     sent again
//	no connection was made                            always: nothing was sent
//	the connection broke, or the answer was cut off   if the request is safe to repeat
//	the server was silent for the read timeout        if the request is safe to repeat
//	408, 429, 502, 504                                if the request is safe to repeat
//	503 without an error body of the API's own        if the request is safe to repeat
//	anything else                                     never
//
// Safe are the idempotent methods (RFC 9110, section 9.2.2), and every call with an
// idempotency key. A body that can be read once only is never sent again.
func (c *core) exchange(ctx context.Context, s *settings, o *operation, r *request, safe bool) (exchanged, error) {
	uncertain := false
	for attempt := 0; ; attempt++ {
		reply, err := c.follow(ctx, s, r)
		if ctx.Err() != nil && err != nil {
			return exchanged{}, err
		}
		unsent := errors.Is(err, ErrConnect)
		pause := backoff(attempt, s.jitter)
		if err == nil {
			if !isTransient(o, reply) {
				return exchanged{reply, uncertain}, nil
			}
			if wanted, given := retryAfter(reply); given {
				pause = wanted
			}
		}
		if !safe && !unsent || attempt >= s.retries || !fits(ctx, pause) || r.body.isOneShot() {
			return exchanged{reply, uncertain}, err
		}
		uncertain = uncertain || !unsent
		s.logger.InfoContext(ctx, "retry", "operation", o.id, "reason", reasonOf(reply, err),
			"attempt", attempt+2, "pause", pause)
		if err := sleep(ctx, pause); err != nil {
			return exchanged{}, &TransportError{r.info, err, context.Cause(ctx)}
		}
	}
}

func reasonOf(reply *Response, err error) string {
	var failed *TransportError
	if errors.As(err, &failed) {
		return failed.Kind.Error()
	}
	return reply.reason()
}

// follow makes one attempt, which follows redirects to the same host.
func (c *core) follow(ctx context.Context, s *settings, r *request) (*Response, error) {
	for hops := 0; ; hops++ {
		if err := ctx.Err(); err != nil {
			return nil, &TransportError{r.info, err, context.Cause(ctx)}
		}
		reply, err := c.send(ctx, s, r)
		if err != nil {
			return nil, err
		}
		moved := redirected(r, reply)
		if moved == nil || hops >= mostRedirects {
			return reply, nil
		}
		r = moved
	}
}

// redirected is the request that a redirect asks for, nil where it is not to be
// followed. Only the same scheme, host and port get the credentials, and only requests
// that stay what they are (RFC 9110, section 15.4): GET and HEAD, and others after 307
// and 308.
func redirected(r *request, reply *Response) *request {
	location := reply.Header.Get("Location")
	switch reply.StatusCode {
	case 301, 302, 303:
		if r.method != http.MethodGet && r.method != http.MethodHead {
			return nil
		}
	case 307, 308:
	default:
		return nil
	}
	if location == "" || r.target != "" {
		return nil
	}
	old, err := url.Parse(r.url)
	if err != nil {
		return nil
	}
	moved, err := old.Parse(location)
	if err != nil || !sameOrigin(moved, old) {
		return nil
	}
	moved.Fragment, moved.RawFragment = "", ""
	next := *r
	next.url = moved.String()
	next.info.URL = next.url
	return &next
}

const (
	firstPause   = 500 * time.Millisecond
	longestPause = 8 * time.Second
)

// backoff is the pause after a failed attempt, counted from 0: random between 0 and
// 0.5, 1, 2, 4, 8, 8, ... seconds.
func backoff(attempt int, jitter func() float64) time.Duration {
	longest := min(longestPause, firstPause<<min(attempt, 16))
	return time.Duration(float64(longest) * jitter())
}

// isTransient reports whether another attempt may fare better than this answer.
func isTransient(o *operation, reply *Response) bool {
	switch reply.StatusCode {
	case 408, 429, 502, 504:
		return true
	case 503:
		return !isOwnError(o, reply)
	default:
		return false
	}
}

// retryAfter is how long the server asks to wait (RFC 9110, section 10.2.3). A date
// counts from the answer's own Date, so that the clocks of server and client need not
// agree.
func retryAfter(reply *Response) (pause time.Duration, given bool) {
	value := reply.Header.Get("Retry-After")
	if isDigits(value) {
		seconds, err := time.ParseDuration(value + "s")
		if err != nil {
			seconds = math.MaxInt64 // longer than anybody waits
		}
		return seconds, true
	}
	wanted, err := http.ParseTime(value)
	if err != nil {
		return 0, false
	}
	now, err := http.ParseTime(reply.Header.Get("Date"))
	if err != nil {
		now = time.Now()
	}
	return max(0, wanted.Sub(now)), true
}

func isDigits(text string) bool {
	for position := range len(text) {
		if text[position] < '0' || text[position] > '9' {
			return false
		}
	}
	return text != ""
}

// fits reports whether a pause ends before the time of the call does.
func fits(ctx context.Context, pause time.Duration) bool {
	deadline, limited := ctx.Deadline()
	return !limited || pause < time.Until(deadline)
}

// sleep waits, or returns the error of the context when it ends first.
func sleep(ctx context.Context, pause time.Duration) error {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-timer.C:
		return ctx.Err()
	case <-ctx.Done():
		return ctx.Err()
	}
}
