package client

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

type value struct {
	ID int64 `json:"id"`
}

func readOperation() *operation {
	return newOperation("GetValue", http.MethodGet, "/values/{id}").
		secured("key").
		answered(200, 200, jsonOf[value]("application/json")).
		refused(400, 599, jsonOf[map[string]any]("application/json"), &errorShape{
			problem: []string{"error"}, code: []string{"code"}, cause: []string{"cause"},
		})
}

func writeOperation() *operation {
	return newOperation("AddValue", http.MethodPost, "/values").answered(200, 200, nothing())
}

func coreFor(t *testing.T, handler http.HandlerFunc, options ...ClientOption) *core {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	sources := []credentialSource{
		{id: "key", option: "WithKey", variable: "TEST_KEY", make: keyCredential(inQuery, "key")},
		{id: "token", option: "WithToken", variable: "TEST_TOKEN", make: schemeCredential("Bearer"), tokenURL: server.URL + "/token", refreshURL: server.URL + "/refresh"},
	}
	all := append([]ClientOption{WithBaseURL(server.URL), credentialOption("key", "s3cret")}, options...)
	found, err := newCore(all, "test/1", "TEST_BASE_URL", "", sources...)
	if err != nil {
		t.Fatal(err)
	}
	found.settings.jitter = func() float64 { return 0 }
	return found
}

func idArguments() *arguments {
	given := &arguments{}
	given.inPath("id", 7, simpleStyle, false)
	return given
}

func TestACallAndItsResponse(t *testing.T) {
	var logged bytes.Buffer
	logger := slog.New(slog.NewTextHandler(&logged, &slog.HandlerOptions{Level: slog.LevelDebug}))
	seen := ""
	spy := func(next http.RoundTripper) http.RoundTripper {
		return RoundTripperFunc(func(r *http.Request) (*http.Response, error) {
			seen = r.Method + " " + r.URL.RequestURI()
			return next.RoundTrip(r)
		})
	}
	c := coreFor(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, `{"id":7.0}`)
	}, WithLogger(logger), WithMiddleware(spy))
	var response *Response
	found, err := call[value](t.Context(), c, readOperation(), idArguments(), []CallOption{WithResponseInto(&response)})
	if err != nil || found.ID != 7 || response.Text() != `{"id":7.0}` {
		t.Fatal(found, err)
	}
	if seen != "GET /values/7?key=s3cret" || !strings.Contains(response.Request.URL, "/values/7?key=***") {
		t.Error(seen, response.Request.URL)
	}
	if text := logged.String(); !strings.Contains(text, "GetValue") || strings.Contains(text, "s3cret") {
		t.Error(text)
	}
}

func TestOnlySafeRequestsAreRepeated(t *testing.T) {
	var attempts atomic.Int64
	c := coreFor(t, func(w http.ResponseWriter, r *http.Request) {
		attempts.Add(1)
		w.WriteHeader(http.StatusServiceUnavailable)
	})
	var failed *StatusError
	_, err := call[value](t.Context(), c, readOperation(), idArguments(), nil)
	if !errors.As(err, &failed) || !errors.Is(err, ErrServer) || attempts.Load() != 3 {
		t.Error(err, attempts.Load())
	}
	attempts.Store(0)
	if _, err = call[struct{}](t.Context(), c, writeOperation(), &arguments{}, nil); attempts.Load() != 1 {
		t.Error(err, attempts.Load())
	}
	attempts.Store(0)
	keyed := writeOperation().keyed("Idempotency-Key", uuidKey, 0)
	if _, err = call[struct{}](t.Context(), c, keyed, &arguments{}, nil); attempts.Load() != 3 {
		t.Error(err, attempts.Load())
	}
}

func TestABrokenConnectionIsNotRepeatedBehindOurBack(t *testing.T) {
	var attempts atomic.Int64
	c := coreFor(t, func(w http.ResponseWriter, r *http.Request) {
		if attempts.Add(1) == 1 {
			_, _ = io.WriteString(w, `{"id":1}`)
			return
		}
		panic(http.ErrAbortHandler)
	})
	if _, err := call[value](t.Context(), c, readOperation(), idArguments(), nil); err != nil {
		t.Fatal(err)
	}
	var lost *TransportError
	_, err := call[value](t.Context(), c, readOperation(), idArguments(), []CallOption{WithRetries(0)})
	if !errors.As(err, &lost) || !errors.Is(err, ErrConnectionLost) || attempts.Load() != 2 {
		t.Error(err, attempts.Load())
	}
	if text := fmt.Sprintf("%v %+v %#v", err, lost, *lost); strings.Contains(text, "s3cret") {
		t.Error(text)
	}
}

func TestErrorsOfTheServer(t *testing.T) {
	c := coreFor(t, func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusNotFound)
		_, _ = io.WriteString(w, `{"error":{"code":"A","cause":{"code":"B s3cret","cause":{"code":3}}}}`)
	})
	var failed *StatusError
	_, err := call[value](t.Context(), c, readOperation(), idArguments(), nil)
	if !errors.As(err, &failed) || !errors.Is(err, ErrNotFound) || errors.Is(err, ErrServer) {
		t.Fatal(err)
	}
	if failed.Code != "A" || len(failed.Causes) != 2 || failed.Causes[1].Code != "3" {
		t.Error(failed.Causes)
	}
	if err.Error() != "GetValue: 404 Not Found: A (root cause: 3)" {
		t.Error(err)
	}
}

func TestLimitsOfTime(t *testing.T) {
	free := make(chan struct{})
	c := coreFor(t, func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-free:
		case <-r.Context().Done():
		}
	})
	defer close(free)
	for _, test := range []struct {
		option CallOption
		kind   error
	}{
		{WithTimeout(30 * time.Millisecond), context.DeadlineExceeded},
		{WithReadTimeout(30 * time.Millisecond), ErrReadTimeout},
	} {
		var failed *TransportError
		_, err := call[value](t.Context(), c, readOperation(), idArguments(), []CallOption{test.option, WithRetries(0)})
		if !errors.As(err, &failed) || !errors.Is(err, test.kind) || !failed.Timeout() {
			t.Error(err)
		}
	}
	stuck := &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		<-ctx.Done()
		return nil, ctx.Err()
	}}
	nowhere := coreFor(t, nil, WithHTTPClient(&http.Client{Transport: stuck}))
	_, err := call[value](t.Context(), nowhere, readOperation(), idArguments(), []CallOption{WithConnectTimeout(30 * time.Millisecond)})
	if !errors.Is(err, ErrConnectTimeout) || !errors.Is(err, ErrConnect) {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(30*time.Millisecond, cancel)
	if _, err := call[value](ctx, c, readOperation(), idArguments(), nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestNobodyListens(t *testing.T) {
	c := coreFor(t, func(http.ResponseWriter, *http.Request) {}, WithBaseURL("http://127.0.0.1:1/base/"))
	_, err := call[struct{}](t.Context(), c, writeOperation(), &arguments{}, []CallOption{WithRetries(1)})
	if !errors.Is(err, ErrConnect) || errors.Is(err, ErrConnectionLost) {
		t.Error(err)
	}
}

func TestConfiguration(t *testing.T) {
	t.Setenv("TEST_BASE_URL", "")
	for _, base := range []string{"", "ftp://h", "http://", "http://u:p@h", "http://h?a", "http://h#a", "://", "http://h:x"} {
		var wrong *ConfigurationError
		if _, err := newCore([]ClientOption{WithBaseURL(base)}, "test/1", "TEST_BASE_URL", ""); !errors.As(err, &wrong) {
			t.Errorf("%q: %v", base, err)
		}
	}
	t.Setenv("TEST_BASE_URL", "https://h/base//")
	t.Setenv("TEST_TOKEN", "from environment")
	source := credentialSource{id: "token", option: "WithToken", variable: "TEST_TOKEN", make: schemeCredential("Bearer")}
	c, err := newCore(nil, "test/1", "TEST_BASE_URL", "", source)
	if err != nil || c.settings.baseURL != "https://h/base" {
		t.Fatal(c, err)
	}
	r, err := newRequest(t.Context(), c.settings, newOperation("A", "GET", "/a").secured("token"), &arguments{}, nil)
	if err != nil || r.header.Get("Authorization") != "Bearer from environment" || r.url != "https://h/base/a" {
		t.Error(r, err)
	}
	if text := fmt.Sprintf("%v %+v %#v %v", r.info, r.info, c.settings.credentials, c.settings.credentials); strings.Contains(text, "from environment") {
		t.Error(text)
	}
	_, err = newRequest(t.Context(), c.settings, newOperation("A", "GET", "/a").secured("key").secured("token", "key"), &arguments{}, nil)
	if err == nil {
		t.Error("there is no key")
	}
	_, err = newCore([]ClientOption{credentialOption("token", "a\nb")}, "test/1", "TEST_BASE_URL", "", source)
	if err == nil || strings.Contains(err.Error(), "a\nb") {
		t.Error(err)
	}
}

func TestAnArgumentThatCannotBeSent(t *testing.T) {
	c := coreFor(t, func(http.ResponseWriter, *http.Request) { t.Error("nothing may be sent") })
	given := &arguments{}
	given.inPath("id", "..", simpleStyle, false)
	var wrong *ArgumentError
	_, err := call[value](t.Context(), c, readOperation(), given, nil)
	if !errors.As(err, &wrong) || wrong.Name != "id" || wrong.Operation != "GetValue" {
		t.Error(err)
	}
}

func TestRetryAfter(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"0":                             0,
		"17":                            17 * time.Second,
		"99999999999999999999":          math.MaxInt64,
		"Sun, 06 Nov 1994 08:49:37 GMT": time.Second,
		"Sun, 06 Nov 1994 08:49:30 GMT": 0,
	} {
		header := http.Header{"Retry-After": {text}, "Date": {"Sun, 06 Nov 1994 08:49:36 GMT"}}
		if pause, given := retryAfter(&Response{Header: header}); !given || pause != want {
			t.Errorf("%s is %v (%v)", text, pause, given)
		}
	}
	for _, text := range []string{"", "-5", "soon", "1.5", "1e3", "0x1"} {
		if pause, given := retryAfter(&Response{Header: http.Header{"Retry-After": {text}}}); given {
			t.Errorf("%q is %v", text, pause)
		}
	}
}

func TestBackoffGrowsToALimit(t *testing.T) {
	most := func() float64 { return 1 }
	for attempt, want := range []time.Duration{500 * time.Millisecond, time.Second, 2 * time.Second, 4 * time.Second, 8 * time.Second, 8 * time.Second} {
		if pause := backoff(attempt, most); pause != want {
			t.Error(attempt, pause)
		}
	}
	if pause := backoff(1000, most); pause != 8*time.Second {
		t.Error(pause)
	}
}

func TestJobLocations(t *testing.T) {
	s, o := &settings{baseURL: "http://h/base"}, newOperation("A", "POST", "/a")
	job := &longRunning{pollPath: "/v1/jobs/{id}", keyIsID: true}
	for _, test := range []struct{ location, path, id string }{
		{"http://other:1/v1/jobs/a%2Fb?x=1#f", "/base/v1/jobs/a%2Fb?x=1", "a/b"},
		{"/v1/jobs/7", "/base/v1/jobs/7", "7"},
		{"//other/base/v1/jobs/7", "/base/v1/jobs/7", "7"},
		{"v1/jobs/7 8", "/base/v1/jobs/7%208", "key"},
		{"https://h/elsewhere/9", "/base/elsewhere/9", "key"},
	} {
		path, err := jobPath(s, o, test.location)
		if id := jobID(job, test.location, "key"); err != nil || path != test.path || id != test.id {
			t.Errorf("%s is %s and %s (%v)", test.location, path, id, err)
		}
	}
	if _, err := jobPath(s, o, "http://[::1/x"); err == nil {
		t.Error("an open bracket is no host")
	}
}
