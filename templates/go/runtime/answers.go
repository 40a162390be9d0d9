//lint:file-ignore U1000 An API may need less than all of it.

package client

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	longestText  = 500
	longestChain = 1000
)

// result reads an answer: a pointer to its value, or the error that says what is wrong
// with it.
func result(s *settings, o *operation, reply *Response) (any, error) {
	bodies := bodiesOf(o.answers, reply.StatusCode)
	if len(bodies) > 0 {
		return readBody(reply, bodies)
	}
	if reply.StatusCode >= 200 && reply.StatusCode < 300 {
		return nil, &DecodeError{reply, "the API documents no answer " + reply.reason(), nil}
	}
	return nil, statusError(s, o, reply)
}

// bodiesOf are the bodies of the answers with a status: those that name it most closely.
func bodiesOf(answers []answer, status int) []body {
	var fitting []answer
	for _, one := range answers {
		if one.statuses.has(status) {
			fitting = append(fitting, one)
		}
	}
	if len(fitting) == 0 {
		return nil
	}
	narrowest := slices.MinFunc(fitting, func(a, b answer) int {
		return cmp.Compare(a.statuses.width(), b.statuses.width())
	})
	var bodies []body
	for _, one := range fitting {
		if one.statuses.width() == narrowest.statuses.width() {
			bodies = append(bodies, one.body)
		}
	}
	return bodies
}

// accepting are the bodies that can be of a media type, the one of just that type
// first. Where there is none, the content type may be wrong, and all may do.
func accepting(bodies []body, mediaType string) (found []body, known bool) {
	for _, one := range bodies {
		switch {
		case one.mediaType == mediaType && mediaType != "":
			found = slices.Insert(found, 0, one)
		case one.accepts(mediaType):
			found = append(found, one)
		}
	}
	if len(found) == 0 {
		return bodies, false
	}
	return found, true
}

// readBody reads the body with the first reader that accepts its media type and that it
// fits.
func readBody(reply *Response, bodies []body) (any, error) {
	kind := reply.mediaType()
	found, known := accepting(bodies, kind)
	problem := "the body of the answer " + reply.reason() + " does not fit the documented type"
	if !known {
		problem = "the body of the answer " + reply.reason() + " (its content type is " + kind + ") does not fit the documented type"
	}
	var failure error
	for _, one := range found {
		value, err := one.read(reply)
		if err == nil {
			return value, nil
		}
		if failure == nil {
			failure = err
		}
	}
	return nil, &DecodeError{reply, problem, failure}
}

// statusError is the error for an answer that means failure.
func statusError(s *settings, o *operation, reply *Response) *StatusError {
	return failureOf(s, o, reply, o.errors)
}

func failureOf(s *settings, o *operation, reply *Response, documented []errorAnswer) *StatusError {
	found := &StatusError{StatusCode: reply.StatusCode, Response: reply}
	var chain []ErrorDetail
	if value, err := parseJSON(reply.Body); err == nil {
		found.Body = plainJSON(value)
		if one := narrowest(documented, reply.StatusCode); one != nil {
			chain = errorChain(value, one.shape)
			if fitted, err := one.body.read(reply); err == nil {
				found.Body = fitted
			}
		}
	}
	if len(chain) > 0 {
		found.ErrorDetail = chain[0]
		found.Causes = chain[1:]
	}
	found.text = o.id + ": " + s.scrub(describe(reply, chain))
	return found
}

func narrowest(documented []errorAnswer, status int) *errorAnswer {
	var found *errorAnswer
	for _, one := range documented {
		if one.statuses.has(status) && (found == nil || one.statuses.width() < found.statuses.width()) {
			found = &one
		}
	}
	return found
}

// isOwnError reports whether a failure comes from the API itself and not from something
// in front of it. It does when it is JSON, whatever its content type, and has the
// documented error in it, or fits the documented type where the API does not say which
// part is the error.
func isOwnError(o *operation, reply *Response) bool {
	documented := slices.Clone(o.errors)
	if o.job != nil && o.job.failure != nil {
		documented = append(documented, *o.job.failure)
	}
	value, err := parseJSON(reply.Body)
	if err != nil {
		return false
	}
	return slices.ContainsFunc(documented, func(one errorAnswer) bool {
		if !one.statuses.has(reply.StatusCode) {
			return false
		}
		if one.shape != nil {
			return len(errorChain(value, one.shape)) > 0
		}
		_, err := one.body.read(reply)
		return err == nil
	})
}

// describe is a failure in one line: the status, and what the API says of it.
func describe(reply *Response, chain []ErrorDetail) string {
	said := strings.TrimSpace(reply.Text())
	if len(chain) > 0 {
		said = chain[0].String()
	}
	if utf8.RuneCountInString(said) > longestText {
		said = string([]rune(said)[:longestText]) + "..."
	}
	if len(chain) > 1 {
		said += " (root cause: " + chain[len(chain)-1].String() + ")"
	}
	if said == "" {
		return reply.reason()
	}
	return reply.reason() + ": " + said
}

// errorChain is the error in a body and its causes, the outermost first.
func errorChain(body jsonValue, shape *errorShape) []ErrorDetail {
	if shape == nil {
		return nil
	}
	var chain []ErrorDetail
	problem := body.at(shape.problem)
	for problem.kind == jsonObject && len(chain) < longestChain {
		chain = append(chain, ErrorDetail{
			Code:    textAt(problem, shape.code),
			Message: textAt(problem, shape.message),
			Details: textAt(problem, shape.details),
		})
		if len(shape.cause) == 0 {
			break
		}
		problem = problem.at(shape.cause)
	}
	return chain
}

func textAt(problem jsonValue, path []string) string {
	found := problem.at(path)
	switch {
	case len(path) == 0 || found.isNull():
		return ""
	case found.kind == jsonString:
		return found.text
	default:
		text, err := encodeJSON(found)
		if err != nil {
			return string(found.raw)
		}
		return string(text)
	}
}
