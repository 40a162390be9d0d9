// Calls of the package that is made from everything.yaml.
package bench_test

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"example.com/bench"
)

// server keeps the last request, and answers as it was told.
type server struct {
	status  int
	kind    string
	answer  string
	request *http.Request
	body    string
}

func (s *server) RoundTrip(request *http.Request) (*http.Response, error) {
	s.request = request
	if request.Body != nil {
		content, err := io.ReadAll(request.Body)
		if err != nil {
			return nil, err
		}
		s.body = string(content)
	}
	return &http.Response{
		StatusCode: s.status,
		Header:     http.Header{"Content-Type": {s.kind}},
		Body:       io.NopCloser(strings.NewReader(s.answer)),
		Request:    request,
	}, nil
}

func (s *server) client(t *testing.T, options ...bench.ClientOption) *bench.Client {
	t.Helper()
	if s.status == 0 {
		s.status = http.StatusOK
	}
	if s.kind == "" {
		s.kind = "application/json"
	}
	sender := bench.WithHTTPClient(&http.Client{Transport: s})
	client, err := bench.NewClient(append(options, sender, bench.WithRetries(0))...)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

func check(t *testing.T, seen, want any) {
	t.Helper()
	if seen != want {
		t.Errorf("seen %v, not %v", seen, want)
	}
}

func succeed(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestParameters(t *testing.T) {
	s := &server{answer: `[{"id":"123e4567-e89b-42d3-a456-426614174000","next":{"id":"x"}}]`}
	parts, err := s.client(t, bench.WithKey("k3y")).Widgets.ListParts(t.Context(), bench.ListPartsParams{
		WidgetID: 7,
		Path:     []string{"a b", "c/d"},
		Tags:     bench.Some([]string{"x", "y"}),
		IDs:      bench.Some([]int64{1, 2}),
		Filter:   bench.Some(map[string]string{"a": "1"}),
		Since:    bench.Some(time.Date(2026, 1, 31, 0, 0, 0, 0, time.UTC)),
		Where:    &bench.Widget{Name: "w"},
		XTrace:   bench.Some("t"),
		Flavour:  bench.Some("mint"),
	})
	succeed(t, err)
	check(t, s.request.Method, "GET")
	check(t, s.request.URL.String(), "https://bench.example.com/v1/widgets/7/parts/;path=a%20b,c%2Fd?tags=x&tags=y"+
		"&ids=1%7C2&filter%5Ba%5D=1&since=2026-01-31T00%3A00%3A00Z&where=%7B%22name%22%3A%22w%22%7D")
	check(t, s.request.Header.Get("X-Trace"), "t")
	check(t, s.request.Header.Get("Cookie"), "flavour=mint")
	check(t, s.request.Header.Get("X-Key"), "k3y")
	check(t, s.request.Header.Get("Accept"), "application/json, application/problem+json")
	next := parts[0].Next
	check(t, parts[0].ID+next.ID, "123e4567-e89b-42d3-a456-426614174000x")
}

func TestWhatIsLeftOutIsNotSentAndNeitherAreDefaults(t *testing.T) {
	s := &server{answer: "[]"}
	_, err := s.client(t, bench.WithKey("k")).Widgets.ListParts(t.Context(), bench.ListPartsParams{WidgetID: 7, Path: []string{"a"}})
	succeed(t, err)
	check(t, s.request.URL.String(), "https://bench.example.com/v1/widgets/7/parts/;path=a")
	check(t, s.request.Header.Get("Content-Type")+s.body, "")
}

func TestABodyAsAWhole(t *testing.T) {
	s := &server{status: 201, answer: `{"name":"w","new":1.0}`}
	made, err := s.client(t, bench.WithKey("k")).Widgets.CreateWidget(t.Context(), bench.CreateWidgetParams{
		Body: bench.Widget{Name: "é", Kind: bench.Some(bench.Kind("oval"))},
	})
	succeed(t, err)
	check(t, s.body, `{"name":"é","kind":"oval"}`)
	check(t, s.request.Header.Get("Content-Type"), "application/json")
	widget := made.Created
	check(t, widget != nil && made.Accepted == nil, true)
	extra, _ := widget.Extra.Get("new")
	check(t, string(extra), "1.0")
}

func TestTheStatusSaysWhichTypeComesBack(t *testing.T) {
	s := &server{status: 202, answer: `{"ticket":"t"}`}
	made, err := s.client(t, bench.WithKey("k")).Widgets.CreateWidget(t.Context(), bench.CreateWidgetParams{})
	succeed(t, err)
	check(t, made.Accepted.Ticket, "t")
	check(t, made.Created == nil, true)
}

func TestABodyOfArgumentsKeepsNullAndAbsentApart(t *testing.T) {
	for want, params := range map[string]bench.SearchWidgetsParams{
		"":                     {},
		`{"page":null}`:        {Page: bench.Null[int64]()},
		`{"text":"","page":0}`: {Text: bench.Some(""), Page: bench.Some[int64](0)},
	} {
		s := &server{answer: `{"a":9007199254740993}`}
		found, err := s.client(t, bench.WithBasic("me", "pw")).Widgets.SearchWidgets(t.Context(), params)
		succeed(t, err)
		check(t, s.body, want)
		check(t, s.request.Header.Get("Authorization"), "Basic bWU6cHc=")
		check(t, found["a"], int64(9007199254740993))
	}
}

func TestACallWithoutCredentialsAndContent(t *testing.T) {
	s := &server{status: 204}
	succeed(t, s.client(t).Widgets.Delete(t.Context()))
	check(t, s.request.Header.Get("X-Key"), "")
	check(t, s.request.Header.Get("Accept"), "*/*")
}

func TestOtherMediaTypes(t *testing.T) {
	s := &server{kind: "text/plain", answer: "fine"}
	text, err := s.client(t, bench.WithKey("k")).OtherThings.SendForm(t.Context(), bench.SendFormParams{
		Name: bench.Some("a&b"), Size: bench.Some([]int64{1, 2}),
	})
	succeed(t, err)
	check(t, s.body+" "+text, "name=a%26b&size=1&size=2 fine")
	check(t, s.request.Header.Get("Content-Type"), "application/x-www-form-urlencoded")

	s = &server{kind: "application/octet-stream", answer: "\x00\xff"}
	blob, err := s.client(t, bench.WithKey("k")).OtherThings.PutBlob(t.Context(), bench.PutBlobParams{Body: strings.NewReader("\xff\x00")})
	succeed(t, err)
	octets, err := blob.ReadAll()
	succeed(t, err)
	check(t, s.body+string(octets), "\xff\x00\x00\xff")
	check(t, s.request.Header.Get("Content-Type"), "application/octet-stream")

	s = &server{}
	succeed(t, s.client(t, bench.WithKey("k")).OtherThings.PutNote(t.Context(), bench.PutNoteParams{Body: bench.Some("é")}))
	check(t, s.body, "é")
	check(t, s.request.Header.Get("Content-Type"), "text/plain; charset=utf-8")
}

func TestASecretInTheQuery(t *testing.T) {
	s := &server{answer: `{"a":[1]}`}
	var response *bench.Response
	anything, err := s.client(t, bench.WithQuery("q y")).OtherThings.Import(t.Context(), bench.WithResponseInto(&response))
	succeed(t, err)
	check(t, s.request.URL.String(), "https://bench.example.com/v1/import?api_key=q%20y")
	check(t, response.Request.URL, "https://bench.example.com/v1/import?api_key=***")
	if _, ok := anything.(map[string]any); !ok {
		t.Error(anything)
	}
}

func TestADocumentedError(t *testing.T) {
	s := &server{status: 418, kind: "application/problem+json", answer: `{"type":"teapot","title":"short","detail":"and stout"}`}
	_, err := s.client(t, bench.WithKey("k")).Widgets.ListParts(t.Context(), bench.ListPartsParams{Path: []string{"a"}})
	var failed *bench.StatusError
	if !errors.As(err, &failed) {
		t.Fatal(err)
	}
	check(t, failed.ErrorDetail, bench.ErrorDetail{Code: "teapot", Message: "short", Details: "and stout"})
	if problem, ok := failed.Body.(*bench.Problem); !ok || problem.Title.Or("") != "short" {
		t.Error(failed.Body)
	}
}

func TestAMissingCredential(t *testing.T) {
	s := &server{}
	_, err := s.client(t).Widgets.ListParts(t.Context(), bench.ListPartsParams{Path: []string{"a"}})
	var wrong *bench.ConfigurationError
	if !errors.As(err, &wrong) || !strings.Contains(err.Error(), "listParts needs a credential: give the option WithKey") {
		t.Error(err)
	}
}

func TestTheEnvironment(t *testing.T) {
	t.Setenv("BENCH_BASE_URL", "http://env/")
	t.Setenv("BENCH_KEY", "env-key")
	s := &server{answer: "[]"}
	_, err := s.client(t).Widgets.ListParts(t.Context(), bench.ListPartsParams{Path: []string{"a"}})
	succeed(t, err)
	check(t, s.request.URL.Host+" "+s.request.Header.Get("X-Key"), "env env-key")
}
