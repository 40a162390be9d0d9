//lint:file-ignore U1000 An API may need less than all of it.

package client

import (
	"context"
	"iter"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// pagingStyle is what leads from one page of a list to the next.
type pagingStyle int

const (
	byLink   pagingStyle = iota // the header Link (RFC 8288)
	byCursor                    // a value of the answer that goes into the next request
	byOffset                    // the number of elements before the page
	byPage                      // the number of the page
)

// paging is how the list of an operation comes in pages. Items leads from the body to
// the list, cursor to the next cursor unless cursorHeader has it, and more to a boolean
// that is false on the last page. Parameter and size are those of the query.
type paging struct {
	style        pagingStyle
	items        []string
	parameter    string
	cursor       []string
	cursorHeader string
	more         []string
	size         string
	first        int64
}

// allPages goes through the elements of all pages. An error ends it.
func allPages[T any](ctx context.Context, c *core, o *operation, how *paging, given *arguments, options []CallOption) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		s := c.settings.with(options)
		walk := &pageWalk{core: c, settings: s, operation: o, how: how, given: given}
		for walk.given != nil {
			items, err := nextPage[T](ctx, walk)
			if err != nil {
				var zero T
				yield(zero, err)
				return
			}
			for _, item := range items {
				if !yield(item, nil) {
					return
				}
			}
		}
	}
}

// pageWalk is where one walk through the pages is. Given is what the next page is asked
// for with, nil behind the last page.
type pageWalk struct {
	core      *core
	settings  *settings
	operation *operation
	how       *paging
	given     *arguments
}

func nextPage[T any](ctx context.Context, w *pageWalk) ([]T, error) {
	ctx, cancel := w.settings.limited(ctx)
	defer cancel()
	done, _, err := w.core.submit(ctx, w.settings, w.operation, w.given)
	if err != nil {
		return nil, err
	}
	reply := done.reply
	if reply.StatusCode < 200 || reply.StatusCode > 299 {
		return nil, statusError(w.settings, w.operation, reply)
	}
	body := jsonValue{}
	if len(reply.Body) > 0 {
		if body, err = parseJSON(reply.Body); err != nil {
			return nil, &DecodeError{reply, "the page is no JSON", err}
		}
	}
	list := body.at(w.how.items)
	if list.kind != jsonArray && !list.isNull() {
		return nil, &DecodeError{reply, "the page has no list", list.isNo("list")}
	}
	var items []T
	if list.kind == jsonArray {
		if err := bindJSON(list, &items); err != nil {
			return nil, &DecodeError{reply, "the list of the page does not fit the documented type", err}
		}
	}
	w.given, err = w.following(reply, body, len(list.items))
	return items, err
}

// following is what the page behind one with some elements is asked for with; nil where
// there is none.
func (w *pageWalk) following(reply *Response, body jsonValue, count int) (*arguments, error) {
	if len(w.how.more) > 0 && string(body.at(w.how.more).raw) == "false" {
		return nil, nil
	}
	switch w.how.style {
	case byLink:
		return w.linked(reply)
	case byCursor:
		cursor := reply.Header.Get(w.how.cursorHeader)
		if w.how.cursorHeader == "" {
			found := body.at(w.how.cursor)
			if found.kind == jsonArray || found.kind == jsonObject {
				return nil, &DecodeError{reply, "the cursor of the next page is no single value", nil}
			}
			if !found.isNull() {
				cursor, _ = scalarText(found)
			}
		}
		if cursor == "" {
			return nil, nil
		}
		return w.moved(cursor), nil
	}
	size, sized := w.number(w.how.size)
	if count == 0 || sized && int64(count) < size {
		return nil, nil
	}
	step := int64(count)
	now, given := w.number(w.how.parameter)
	if w.how.style == byPage {
		step = 1
		if !given {
			now = w.how.first
		}
	}
	return w.moved(strconv.FormatInt(now+step, 10)), nil
}

// number is what the query says of a parameter.
func (w *pageWalk) number(name string) (int64, bool) {
	for _, one := range w.given.query {
		if one.name == quote(name, "") && name != "" && !one.bare {
			number, err := strconv.ParseInt(one.value, 10, 64)
			return number, err == nil
		}
	}
	return 0, false
}

func (w *pageWalk) moved(value string) *arguments {
	name := quote(w.how.parameter, "")
	return w.given.with(name, pair{name: name, value: quote(value, "")})
}

// linked is the request for what the header Link calls the next page. Only the same
// scheme, host and port get the credentials.
func (w *pageWalk) linked(reply *Response) (*arguments, error) {
	next := nextLink(reply.Header.Values("Link"))
	if next == "" {
		return nil, nil
	}
	base, err := url.Parse(reply.Request.URL)
	if err != nil {
		return nil, err
	}
	moved, err := base.Parse(next)
	if err != nil || moved.Scheme != "http" && moved.Scheme != "https" || moved.Host == "" {
		return nil, &DecodeError{reply, "the link to the next page is no URL", err}
	}
	moved.Fragment, moved.RawFragment = "", ""
	following := *w.given
	following.elsewhere = !sameOrigin(moved, base)
	moved.User = nil
	following.url = moved.String()
	return &following, nil
}

func sameOrigin(one, other *url.URL) bool {
	return one.Scheme == other.Scheme && one.Host == other.Host && one.User == nil
}

// nextLink is the target of the link with the relation next (RFC 8288, section 3).
func nextLink(headers []string) string {
	rest := strings.Join(headers, ",")
	for {
		begin := strings.IndexByte(rest, '<')
		if begin < 0 {
			return ""
		}
		end := strings.IndexByte(rest[begin:], '>')
		if end < 0 {
			return ""
		}
		target := rest[begin+1 : begin+end]
		var parameters []string
		parameters, rest = linkParameters(rest[begin+end+1:])
		if isNext(parameters) {
			return strings.TrimSpace(target)
		}
	}
}

// linkParameters are the parameters of a link, and what stands behind its comma.
func linkParameters(text string) (parameters []string, rest string) {
	quoted, start := false, 0
	for position := 0; position < len(text); position++ {
		switch octet := text[position]; {
		case quoted && octet == '\\':
			position++
		case octet == '"':
			quoted = !quoted
		case quoted:
		case octet == ';' || octet == ',':
			parameters = append(parameters, strings.TrimSpace(text[start:position]))
			start = position + 1
			if octet == ',' {
				return parameters, text[start:]
			}
		}
	}
	return append(parameters, strings.TrimSpace(text[start:])), ""
}

func isNext(parameters []string) bool {
	for _, one := range parameters {
		name, value, _ := strings.Cut(one, "=")
		if strings.EqualFold(strings.TrimSpace(name), "rel") {
			relations := strings.Fields(strings.ToLower(strings.Trim(strings.TrimSpace(value), `"`)))
			return slices.Contains(relations, "next")
		}
	}
	return false
}
