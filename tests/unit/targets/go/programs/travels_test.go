// Calls of the package that is made from travels.yaml, to a server.
package bench_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"example.com/bench"
)

func clientFor(t *testing.T, handler http.HandlerFunc, options ...bench.ClientOption) *bench.Client {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	all := []bench.ClientOption{
		bench.WithBaseURL(server.URL + "/v1"),
		bench.WithServer("https://uploads.example.com/{tenant}", server.URL+"/uploads"),
		bench.WithBoundaries(func() string { return "b" }),
	}
	client, err := bench.NewClient(append(all, options...)...)
	succeed(t, err)
	return client
}

func check(t *testing.T, seen, want any) {
	t.Helper()
	if seen != want {
		t.Errorf("seen %v\nnot  %v", seen, want)
	}
}

func succeed(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// echo keeps what was asked.
type echo struct {
	target, kind, body string
	length             int64
	header             http.Header
}

func (e *echo) take(r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	*e = echo{r.RequestURI, r.Header.Get("Content-Type"), string(body), r.ContentLength, r.Header}
}

func TestParts(t *testing.T) {
	var seen echo
	client := clientFor(t, func(w http.ResponseWriter, r *http.Request) {
		seen.take(r)
		w.WriteHeader(204)
	})
	succeed(t, client.Things.AddFiles(t.Context(), bench.AddFilesParams{
		File: bench.FileUpload{Name: "a\"b\r\n.png", Content: strings.NewReader("\x00\xff")},
		More: bench.Some([]bench.FileUpload{{Content: bytes.NewReader([]byte("1"))}, {Name: "2", ContentType: "text/x", Content: strings.NewReader("2")}}),
		NaMe: bench.Some("é"),
		Size: bench.Some[int64](7),
		Tags: bench.Some([]string{"x", "y"}),
		Meta: &bench.Note{Text: bench.Some("n")},
		IDs:  bench.Some([]int64{1, 2}),
		Raw:  bench.Some("a;b"),
	}))
	part := func(head, body string) string {
		return "--b\r\nContent-Disposition: form-data; name=" + head + "\r\n\r\n" + body + "\r\n"
	}
	want := part("\"file\"; filename=\"a%22b%0D%0A.png\"\r\nContent-Type: image/png", "\x00\xff") +
		part("\"more\"; filename=\"more\"\r\nContent-Type: application/octet-stream", "1") +
		part("\"more\"; filename=\"2\"\r\nContent-Type: text/x", "2") +
		part(`"na%22me"`, "é") + part(`"size"`, "7") + part(`"tags"`, "x") + part(`"tags"`, "y") +
		part("\"meta\"\r\nContent-Type: application/json", `{"text":"n"}`) + part(`"ids"`, "1,2") +
		part("\"raw\"\r\nContent-Type: text/csv", "a;b") + "--b--\r\n"
	check(t, seen.body, want)
	check(t, seen.kind, "multipart/form-data; boundary=b")
	check(t, seen.length, int64(len(want)))
	check(t, seen.target, "/uploads/files")
}

func TestAReaderThatCanBeReadOnce(t *testing.T) {
	calls := 0
	var seen echo
	client := clientFor(t, func(w http.ResponseWriter, r *http.Request) {
		calls++
		seen.take(r)
		w.WriteHeader(503)
	})
	err := client.Things.PutBlob(t.Context(), bench.PutBlobParams{Body: io.MultiReader(strings.NewReader("once"))})
	check(t, errors.Is(err, bench.ErrServer), true)
	check(t, fmt.Sprint(calls, seen.body, seen.length), "1once-1")

	client = clientFor(t, func(w http.ResponseWriter, r *http.Request) {
		calls++
		seen.take(r)
		w.Header().Set("Retry-After", "0")
		w.WriteHeader(map[bool]int{true: 204, false: 503}[calls > 2])
	})
	again := strings.NewReader("-again")
	_, _ = again.ReadByte()
	succeed(t, client.Things.PutBlob(t.Context(), bench.PutBlobParams{Body: again}))
	check(t, fmt.Sprint(calls, seen.body, seen.length), "3again5")
	var wrong *bench.ArgumentError
	check(t, errors.As(client.Things.PutBlob(t.Context(), bench.PutBlobParams{}), &wrong), true)
}

func TestServers(t *testing.T) {
	var seen echo
	client := clientFor(t, func(w http.ResponseWriter, r *http.Request) {
		seen.take(r)
		w.WriteHeader(204)
	}, bench.WithRegion("us"))
	succeed(t, client.Things.Relative(t.Context()))
	check(t, seen.target, "/v2/relative")

	host := ""
	spy := bench.WithMiddleware(func(http.RoundTripper) http.RoundTripper {
		return bench.RoundTripperFunc(func(r *http.Request) (*http.Response, error) {
			host = r.URL.String()
			return nil, errors.New("no")
		})
	})
	client, err := bench.NewClient(bench.WithRegion("us"), spy, bench.WithRetries(0))
	succeed(t, err)
	_, _ = client.Things.ReadLines(t.Context())
	check(t, host, "https://us.bench.example.com/v1/lines")
	_ = client.Things.AddFiles(t.Context(), bench.AddFilesParams{File: bench.FileUpload{Content: strings.NewReader("")}})
	check(t, host, "https://uploads.example.com/main/files")
}

func TestSeveralMediaTypes(t *testing.T) {
	var seen echo
	kind, answer := "application/json", `{"text":"t","new":1}`
	client := clientFor(t, func(w http.ResponseWriter, r *http.Request) {
		seen.take(r)
		w.Header().Set("Content-Type", kind)
		_, _ = io.WriteString(w, answer)
	})
	made, err := client.Things.AddNote(t.Context(), bench.AddNoteParams{Body: &bench.Note{Text: bench.Some("t")}})
	succeed(t, err)
	check(t, seen.kind+seen.body+made.OK.Text.String(), `application/json{"text":"t"}t`)
	check(t, seen.header.Get("Accept"), "application/json, text/plain, application/pdf")
	kind, answer = "text/plain", "said"
	made, err = client.Things.AddNote(t.Context(), bench.AddNoteParams{BodyForm: &bench.Note{Text: bench.Some("t"), Tags: bench.Some([]string{"a", "b"})}})
	succeed(t, err)
	check(t, seen.kind+seen.body+made.OKText.String(), "application/x-www-form-urlencodedtext=t&tags=a&tags=bsaid")
	kind, answer = "application/pdf", "%PDF"
	made, err = client.Things.AddNote(t.Context(), bench.AddNoteParams{BodyText: bench.Some("é")})
	succeed(t, err)
	pdf, err := made.OKBytes.ReadAll()
	succeed(t, err)
	check(t, seen.kind+seen.body+string(pdf), "text/plain; charset=utf-8é%PDF")
	for _, params := range []bench.AddNoteParams{{}, {BodyText: bench.Some(""), BodyBytes: strings.NewReader("")}} {
		var wrong *bench.ArgumentError
		_, err = client.Things.AddNote(t.Context(), params)
		check(t, errors.As(err, &wrong), true)
	}
}

func TestEvents(t *testing.T) {
	more := make(chan string)
	accept := ""
	client := clientFor(t, func(w http.ResponseWriter, r *http.Request) {
		accept = r.Header.Get("Accept")
		w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
		for text := range more {
			_, _ = io.WriteString(w, text)
			w.(http.Flusher).Flush()
		}
	}, bench.WithTimeout(300*time.Millisecond))
	go func() {
		more <- "\ufeff: hello\r\n\r\ndata: {\"text\":\rdata: \"one\"}\r"
		more <- "\nevent: x\nretry: 5\n\n\r\ndata:{\"text\":\"two\"}\n\n"
		time.Sleep(400 * time.Millisecond) // the time of the call does not end the stream
		more <- "data: [DONE]\n\ndata: no\n\n"
		close(more)
	}()
	stream, err := client.Things.ChatStream(t.Context())
	succeed(t, err)
	var texts []string
	for note, err := range stream.All() {
		succeed(t, err)
		texts = append(texts, note.Text.Or(""))
	}
	check(t, strings.Join(texts, " "), "one two")
	check(t, accept, "text/event-stream")
	if _, err := stream.Next(); !errors.Is(err, io.EOF) {
		t.Error(err)
	}
}

func TestAStreamThatBreaks(t *testing.T) {
	client := clientFor(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, "{\"size\":1}\n\n")
		w.(http.Flusher).Flush()
		switch r.Header.Get("X-How") {
		case "cut":
			panic(http.ErrAbortHandler)
		case "silent":
			<-r.Context().Done()
		default:
			_, _ = io.WriteString(w, "{\"size\":\"x\"}")
		}
	})
	for how, want := range map[string]error{"cut": bench.ErrConnectionLost, "silent": bench.ErrReadTimeout, "cancel": context.Canceled} {
		ctx, cancel := context.WithCancel(t.Context())
		silence := 50 * time.Millisecond
		header := how
		if how == "cancel" {
			header, silence = "silent", time.Minute
		}
		stream, err := client.Things.ReadLines(ctx, bench.WithHeader("X-How", header), bench.WithReadTimeout(silence))
		succeed(t, err)
		first, err := stream.Next()
		succeed(t, err)
		check(t, first.Size.Or(0), int64(1))
		if how == "cancel" {
			cancel()
		}
		var lost *bench.TransportError
		if _, err = stream.Next(); !errors.Is(err, want) || !errors.As(err, &lost) {
			t.Error(how, err)
		}
		cancel()
	}
	stream, err := client.Things.ReadLines(t.Context())
	succeed(t, err)
	var odd *bench.DecodeError
	for _, err = range stream.All() {
	}
	check(t, errors.As(err, &odd), true)
}

func TestADownload(t *testing.T) {
	gone := make(chan struct{})
	client := clientFor(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "image/png")
		w.Header().Set("Content-Disposition", `attachment; filename="a.png"`)
		_, _ = w.Write([]byte{0, 255})
		w.(http.Flusher).Flush()
		<-r.Context().Done()
		close(gone)
	})
	blob, err := client.Things.GetBlob(t.Context())
	succeed(t, err)
	check(t, blob.ContentType()+" "+blob.FileName(), "image/png a.png")
	first := make([]byte, 2)
	_, err = io.ReadFull(blob, first)
	succeed(t, err)
	check(t, string(first), "\x00\xff")
	succeed(t, blob.Close())
	<-gone
}

func TestDocumentsInParametersAndTypedHeaders(t *testing.T) {
	var seen echo
	client := clientFor(t, func(w http.ResponseWriter, r *http.Request) {
		seen.take(r)
		for name, value := range map[string]string{
			"X-Rate-Limit": "12", "X-Reset": "2026-01-31T12:00:00Z", "X-Tags": "a, b",
			"X-Note": `{"size":1}`, "X-Bad": "maybe",
		} {
			w.Header().Set(name, value)
		}
		_, _ = io.WriteString(w, "[]")
	})
	var response *bench.Response
	_, err := client.Things.Search(t.Context(), bench.SearchParams{
		Where:       bench.Note{Text: bench.Some("a/b")},
		Q:           &bench.Note{Text: bench.Some("é &"), Tags: bench.Some([]string{"x", "y"})},
		XWhere:      &bench.Note{Size: bench.Some[int64](1)},
		CookieWhere: &bench.Note{Size: bench.Some[int64](2)},
		Plain:       bench.Some("a%20b"),
	}, bench.WithResponseInto(&response))
	succeed(t, err)
	check(t, seen.target, "/v1/search/%7B%22text%22%3A%22a%2Fb%22%7D?text=%C3%A9%20%26&tags=x&tags=y")
	check(t, seen.header.Get("X-Where"), `{"size":1}`)
	check(t, seen.header.Get("Cookie"), "where=%7B%22size%22%3A2%7D; plain=a%20b")
	headers := bench.HeadersOf[bench.SearchHeaders](response)
	check(t, fmt.Sprint(headers.XRateLimit, headers.XTags, headers.XReset.Or(time.Time{}).Year(), headers.XNote.Size, headers.XBad), "12 [a b] 2026 1 <absent>")
	check(t, bench.HeadersOf[bench.SearchHeaders](nil), bench.SearchHeaders{})
}

func TestTokens(t *testing.T) {
	var asked atomic.Int32
	tokens := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		number := asked.Add(1)
		user, password, _ := r.BasicAuth()
		succeed(t, r.ParseForm())
		if user != "me%2F" || password != "s" || r.Form.Get("scope") != "a b" || r.Form.Get("grant_type") != "client_credentials" {
			w.WriteHeader(400)
			_, _ = io.WriteString(w, `{"error":"invalid_client","error_description":"s"}`)
			return
		}
		_, _ = fmt.Fprintf(w, `{"access_token":"t%d","token_type":"bearer","expires_in":%d}`, number, map[bool]int{true: 30, false: 3600}[number == 1])
	}))
	t.Cleanup(tokens.Close)
	refused := "t3"
	handler := func(w http.ResponseWriter, r *http.Request) {
		given := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
		if given == refused || given == "no" {
			w.WriteHeader(401)
		}
		_, _ = io.WriteString(w, given)
	}
	source := &bench.ClientCredentials{ClientID: "me/", ClientSecret: "s", Scopes: []string{"a", "b"}, TokenURL: tokens.URL}
	client := clientFor(t, handler, bench.WithOAuthTokens(source))
	for _, want := range []string{"t1", "t2", "t2"} { // the first expires within the margin
		text, err := client.Things.Secret(t.Context())
		succeed(t, err)
		check(t, text, want)
	}
	refused = "t2"
	text, err := client.Things.Secret(t.Context())
	succeed(t, err)
	check(t, text, "t3")

	never := bench.TokenFunc(func(context.Context) (bench.Token, error) { return bench.Token{Access: "no"}, nil })
	_, err = clientFor(t, handler, bench.WithOAuthTokens(never)).Things.Secret(t.Context())
	check(t, errors.Is(err, bench.ErrAuthentication), true)
	source = &bench.ClientCredentials{ClientID: "me", ClientSecret: "s", TokenURL: tokens.URL}
	_, err = clientFor(t, handler, bench.WithOAuthTokens(source)).Things.Secret(t.Context())
	var failed *bench.TokenError
	check(t, errors.As(err, &failed) && strings.HasSuffix(err.Error(), "400 invalid_client"), true)
}

func TestPages(t *testing.T) {
	var targets []string
	var elsewhere *httptest.Server
	client := clientFor(t, func(w http.ResponseWriter, r *http.Request) {
		targets = append(targets, r.RequestURI)
		query := r.URL.Query()
		switch r.URL.Path {
		case "/v1/cursor":
			_, _ = io.WriteString(w, map[string]string{
				"":    `{"data":[{"size":1}],"next":"a&b"}`,
				"a&b": `{"data":[],"next":"c"}`,
				"c":   `{"data":[{"size":2}],"next":"d","more":false}`,
			}[query.Get("after")])
		case "/v1/offset":
			_, _ = io.WriteString(w, map[string]string{"": `{"data":[{"size":1},{"size":2}]}`, "2": `{"data":[{"size":3}]}`}[query.Get("offset")])
		case "/v1/page":
			_, _ = io.WriteString(w, map[string]string{"": `{"data":[{"size":1}]}`, "1": `{"data":[{"size":2}]}`, "2": `{"data":[]}`}[query.Get("page")])
		case "/v1/link":
			if query.Get("page") == "" {
				w.Header().Add("Link", `<?page=0>; rel="prev"; title="a, <b>"`)
				w.Header().Add("Link", `<?page=2&x=%20>; rel="last next"`)
			} else {
				w.Header().Set("Link", "<"+elsewhere.URL+"/more>; rel=next")
			}
			_, _ = fmt.Fprintf(w, `[{"text":%q}]`, r.Header.Get("Authorization"))
		}
	}, bench.WithOAuth("tok"))
	elsewhere = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = fmt.Fprintf(w, `[{"text":"elsewhere%s"}]`, r.Header.Get("Authorization"))
	}))
	t.Cleanup(elsewhere.Close)
	things := client.Things
	sizes := ""
	for note, err := range things.ListByCursorAll(t.Context(), bench.ListByCursorParams{Q: "q"}) {
		succeed(t, err)
		sizes += note.Size.String()
	}
	for note, err := range things.ListByOffsetAll(t.Context(), bench.ListByOffsetParams{Limit: bench.Some[int64](2)}) {
		succeed(t, err)
		sizes += note.Size.String()
	}
	for note, err := range things.ListByPageAll(t.Context(), bench.ListByPageParams{}) {
		succeed(t, err)
		sizes += note.Size.String()
	}
	for note, err := range things.ListByLinkAll(t.Context(), bench.ListByLinkParams{Size: bench.Some[int64](1)}) {
		succeed(t, err)
		sizes += " " + note.Text.Or("")
	}
	check(t, sizes, "1212312 Bearer tok Bearer tok elsewhere")
	check(t, strings.Join(targets, " "), "/v1/cursor?q=q /v1/cursor?q=q&after=a%26b /v1/cursor?q=q&after=c /v1/offset?limit=2 "+
		"/v1/offset?limit=2&offset=2 /v1/page /v1/page?page=1 /v1/page?page=2 /v1/link?size=1 /v1/link?page=2&x=%20")
	for range things.ListByPageAll(t.Context(), bench.ListByPageParams{}) {
		break
	}
	check(t, len(targets), 11)
}

func TestWebhooks(t *testing.T) {
	note, err := bench.DecodeAdded([]byte(`{"text":"t","next":null}`))
	succeed(t, err)
	check(t, fmt.Sprint(note.Text, note.Next.IsNull()), "t true")
	note, err = bench.DecodeForm([]byte("text=12&size=12&tags=a+b&tags=%C3%A9"))
	succeed(t, err)
	check(t, fmt.Sprint(note.Text, note.Size, note.Tags), "12 12 [a b é]")
	var wrong *bench.PayloadError
	_, err = bench.DecodeAdded([]byte("{"))
	check(t, errors.As(err, &wrong), true)
}
