package client

import (
	"io"
	"strings"
	"testing"
)

var (
	colors = []string{"blue", "black", "brown"}
	rgb    = object{{"R", 100}, {"G", 200}, {"B", 150}}
)

// The tables of OpenAPI 3.1.1, section 4.8.12.4, and RFC 6570.
func TestPath(t *testing.T) {
	for _, test := range []struct {
		how     style
		explode bool
		value   any
		want    string
	}{
		{matrixStyle, false, "", ";color"},
		{matrixStyle, false, "blue", ";color=blue"},
		{matrixStyle, false, colors, ";color=blue,black,brown"},
		{matrixStyle, false, rgb, ";color=R,100,G,200,B,150"},
		{matrixStyle, true, "", ";color"},
		{matrixStyle, true, "blue", ";color=blue"},
		{matrixStyle, true, colors, ";color=blue;color=black;color=brown"},
		{matrixStyle, true, rgb, ";R=100;G=200;B=150"},
		{labelStyle, false, "blue", ".blue"},
		{labelStyle, false, colors, ".blue,black,brown"},
		{labelStyle, false, rgb, ".R,100,G,200,B,150"},
		{labelStyle, true, colors, ".blue.black.brown"},
		{labelStyle, true, rgb, ".R=100.G=200.B=150"},
		{labelStyle, true, []string{"a,b", "c"}, ".a%2Cb.c"},
		{simpleStyle, false, colors, "blue,black,brown"},
		{simpleStyle, false, rgb, "R,100,G,200,B,150"},
		{simpleStyle, true, rgb, "R=100,G=200,B=150"},
		{simpleStyle, false, "a/b c,d%é", "a%2Fb%20c%2Cd%25%C3%A9"},
		{simpleStyle, false, 17, "17"},
		{simpleStyle, false, true, "true"},
		{simpleStyle, false, "...", "..."},
	} {
		given := &arguments{}
		given.inPath("color", test.value, test.how, test.explode)
		if given.err != nil || given.path["color"] != test.want {
			t.Errorf("%v is %s (%v), not %s", test.value, given.path["color"], given.err, test.want)
		}
	}
	for _, value := range []any{"", ".", "..", []string{}} {
		given := &arguments{}
		if given.inPath("color", value, simpleStyle, false); given.err == nil {
			t.Errorf("%v leads elsewhere", value)
		}
	}
}

func TestQuery(t *testing.T) {
	for _, test := range []struct {
		how     style
		explode bool
		value   any
		want    string
	}{
		{formStyle, true, "", "color="},
		{formStyle, true, "a b&c=d+e", "color=a%20b%26c%3Dd%2Be"},
		{formStyle, true, colors, "color=blue&color=black&color=brown"},
		{formStyle, true, rgb, "R=100&G=200&B=150"},
		{formStyle, false, colors, "color=blue,black,brown"},
		{formStyle, false, rgb, "color=R,100,G,200,B,150"},
		{formStyle, false, []string{}, ""},
		{formStyle, true, []string{}, ""},
		{formStyle, true, Optional[string]{}, ""},
		{formStyle, true, Null[string](), "color=null"},
		{formStyle, true, Some(false), "color=false"},
		{spaceDelimitedStyle, false, colors, "color=blue%20black%20brown"},
		{pipeDelimitedStyle, false, colors, "color=blue%7Cblack%7Cbrown"},
		{deepObjectStyle, true, rgb, "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"},
		{deepObjectStyle, true, object{{"a", object{{"b", colors}}}}, "color%5Ba%5D%5Bb%5D=blue&color%5Ba%5D%5Bb%5D=black&color%5Ba%5D%5Bb%5D=brown"},
	} {
		given := &arguments{}
		given.inQuery("color", test.value, test.how, test.explode, false)
		if text := joinPairs(given.query, "&"); given.err != nil || text != test.want {
			t.Errorf("%v is %s (%v), not %s", test.value, text, given.err, test.want)
		}
	}
	given := &arguments{}
	given.inQuery("u", "http://h/?a=b&c=[1]", formStyle, true, true)
	if text := joinPairs(given.query, "&"); text != "u=http://h/?a=b%26c=%5B1%5D" {
		t.Error(text)
	}
	given.inQuery("deep", []any{colors}, formStyle, true, false)
	if given.err == nil || !strings.Contains(given.err.Error(), "a list is no single value") {
		t.Error(given.err)
	}
}

func TestHeadersCookiesAndBodies(t *testing.T) {
	given := &arguments{}
	given.inHeader("X-A", colors, false)
	given.inHeader("X-B", rgb, true)
	given.inCookie("c", "a;b", formStyle, true)
	given.inCookie("d", []string{"e", "f"}, cookieStyle, false)
	given.documentInQuery("application/json", "j", object{{"a", 1}})
	want := "X-A=blue,black,brown|X-B=R=100,G=200,B=150|c=a%3Bb|d=e,f|j=%7B%22a%22%3A1%7D"
	if found := joinPairs(append(append(given.headers, given.cookies...), given.query...), "|"); found != want {
		t.Error(found)
	}
	given.formBody("application/x-www-form-urlencoded", object{{"a b", "c d"}, {"e", []int{1, 2}}, {"f", Optional[int]{}}})
	if bodyText(t, given.body) != "a%20b=c%20d&e=1&e=2" {
		t.Error(bodyText(t, given.body))
	}
	given.body = nil
	given.textBody("text/plain", Some("é"))
	if given.body.mediaType != "text/plain; charset=utf-8" || bodyText(t, given.body) != "é" {
		t.Error(given.body)
	}
	given.body = nil
	given.bytesBody("image/png", nil)
	if given.jsonBody("application/json", Optional[string]{}); given.body != nil || given.err != nil {
		t.Error("an absent body is none", given.body, given.err)
	}
	if given.inHeader("X-C", "a\nb", false); given.err == nil {
		t.Error("a line end cannot be sent in a header")
	}
}

func bodyText(t *testing.T, body *payload) string {
	t.Helper()
	reader, err := body.open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(reader)
	if err != nil {
		t.Fatal(err)
	}
	if err := reader.Close(); err != nil {
		t.Fatal(err)
	}
	return string(text)
}
