//lint:file-ignore U1000 An API may need less than all of it.

package client

import (
	"slices"
	"strings"
	"time"
)

// operation is what all calls of an operation have in common.
type operation struct {
	id, method, path string
	// described is the URL of a server of its own as the API has it, server the same with
	// its variables filled in; both empty for the operations of the client's server.
	described, server string
	answers           []answer
	errors            []errorAnswer
	// security lists alternatives, each of which names the credentials that it needs
	// together; none at all means that the operation needs no credential.
	security [][]string
	key      *idempotency
	job      *longRunning
}

// statuses is a range of status codes, both ends included.
type statuses struct {
	first, last int
}

func (s statuses) has(status int) bool {
	return s.first <= status && status <= s.last
}

func (s statuses) width() int {
	return s.last - s.first
}

func hasStatus(ranges []statuses, status int) bool {
	return slices.ContainsFunc(ranges, func(one statuses) bool { return one.has(status) })
}

// answer is a documented answer.
type answer struct {
	statuses statuses
	body     body
}

// errorShape says where an error body keeps what a caller asks of it, in paths of
// member names: problem leads from the body to the error, the others from an error,
// cause to the error that caused it. An empty path: there is no such part.
type errorShape struct {
	problem, code, message, details, cause []string
}

// errorAnswer is a documented answer that means failure, and whose body has a form.
type errorAnswer struct {
	statuses statuses
	body     body
	shape    *errorShape
}

// keyForm is how an idempotency key looks.
type keyForm int

const (
	uuidKey keyForm = iota
	hexKey
)

// idempotency is a header that makes a call safe to repeat, because the server runs a
// key once. duplicate is the status that refuses a key which the server knows, 0 where
// it gives the first answer again.
type idempotency struct {
	header    string
	form      keyForm
	duplicate int
}

// longRunning is how a call is followed that is accepted at once and done later.
type longRunning struct {
	accepted, pending, done, failed, expired []statuses

	// location is the path of member names to the job's address in the answer; empty
	// where it is the header Location.
	location []string
	// pollPath is that address with the job's id as its one variable.
	pollPath string
	interval time.Duration
	result   body
	failure  *errorAnswer
	// keyIsID: the idempotency key becomes the id of the job.
	keyIsID bool
	// resume is the method that takes a job up again.
	resume string
}

func newOperation(id, method, path string) *operation {
	return &operation{id: id, method: method, path: path}
}

// at gives the operation a server of its own.
func (o *operation) at(described, server string) *operation {
	o.described, o.server = described, server
	return o
}

// secured adds an alternative of credentials.
func (o *operation) secured(credentials ...string) *operation {
	o.security = append(o.security, credentials)
	return o
}

// keyed says which header makes the operation safe to repeat.
func (o *operation) keyed(header string, form keyForm, duplicate int) *operation {
	o.key = &idempotency{header, form, duplicate}
	return o
}

// answered adds an answer that means success.
func (o *operation) answered(first, last int, with body) *operation {
	o.answers = append(o.answers, answer{statuses{first, last}, with})
	return o
}

// refused adds an answer that means failure; shape is nil where nobody knows what its
// parts mean.
func (o *operation) refused(first, last int, with body, shape *errorShape) *operation {
	o.errors = append(o.errors, errorAnswer{statuses{first, last}, with, shape})
	return o
}

// follows says how the jobs of the operation are followed.
func (o *operation) follows(job *longRunning) *operation {
	o.job = job
	return o
}

// isIdempotent reports whether doing it twice is the same as doing it once (RFC 9110,
// section 9.2.2).
func (o *operation) isIdempotent() bool {
	return slices.Contains([]string{"GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"}, o.method)
}

// accept lists the media types that the answers may have.
func (o *operation) accept() string {
	var types []string
	add := func(one body) {
		if one.mediaType != "" && !slices.Contains(types, one.mediaType) {
			types = append(types, one.mediaType)
		}
	}
	for _, one := range o.answers {
		add(one.body)
	}
	if o.job != nil {
		add(o.job.result)
	}
	for _, one := range o.errors {
		add(one.body)
	}
	if len(types) == 0 {
		return "*/*"
	}
	return strings.Join(types, ", ")
}

// isLive reports whether an answer may be read as it arrives.
func (o *operation) isLive() bool {
	return slices.ContainsFunc(o.answers, func(one answer) bool { return one.body.live })
}

// live reports whether an answer is read as it arrives.
func (o *operation) live(status int, mediaType string) bool {
	if status < 200 || status > 299 {
		return false
	}
	bodies, _ := accepting(bodiesOf(o.answers, status), mediaType)
	return len(bodies) > 0 && bodies[0].live
}

// body is how a body in one media type is read; an empty media type is no body.
type body struct {
	mediaType string
	accepts   func(mediaType string) bool
	// read returns a pointer to the value.
	read func(r *Response) (any, error)
	// live: the value reads the body as it arrives.
	live bool
}

// jsonOf reads a JSON text that fits T.
func jsonOf[T any](mediaType string) body {
	read := func(r *Response) (any, error) {
		value := new(T)
		return value, decodeJSON(r.Body, value)
	}
	return body{mediaType: mediaType, accepts: isJSON, read: read}
}

// plainText reads a text of any kind.
func plainText(mediaType string) body {
	accepts := func(given string) bool {
		return strings.HasPrefix(given, "text/") || given == "" || given == mediaType
	}
	read := func(r *Response) (any, error) {
		text := r.Text()
		return &text, nil
	}
	return body{mediaType: mediaType, accepts: accepts, read: read}
}

// download reads a body as it is and as it arrives.
func download(mediaType string) body {
	read := func(r *Response) (any, error) { return newDownload(r), nil }
	return body{mediaType: mediaType, accepts: anything, read: read, live: true}
}

// nothing reads no body, or one that nobody described.
func nothing() body {
	read := func(*Response) (any, error) { return new(struct{}), nil }
	return body{accepts: anything, read: read}
}

// into puts what a body holds into one field of a result that has several.
func into[R, T any](one body, put func(result *R, value T)) body {
	read := one.read
	one.read = func(r *Response) (any, error) {
		value, err := read(r)
		if err != nil {
			return nil, err
		}
		result := new(R)
		put(result, *value.(*T))
		return result, nil
	}
	return one
}

// intoLive is into for what callers get a pointer to.
func intoLive[R, T any](one body, put func(result *R, value *T)) body {
	read := one.read
	one.read = func(r *Response) (any, error) {
		value, err := read(r)
		if err != nil {
			return nil, err
		}
		result := new(R)
		put(result, value.(*T))
		return result, nil
	}
	return one
}

func anything(string) bool { return true }

// isJSON reports whether a media type is JSON under any of its names (RFC 6839,
// section 3.1), or there is none.
func isJSON(mediaType string) bool {
	return mediaType == "" || strings.HasSuffix(mediaType, "/json") || strings.HasSuffix(mediaType, "+json")
}
