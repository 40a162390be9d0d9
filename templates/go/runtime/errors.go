package client

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// What a failed call can be asked for with [errors.Is]. Those about a status are
// matched by [StatusError], the others by [TransportError].
var (
	// ErrRedirect is an answer that leads elsewhere. Credentials are never sent to
	// another host.
	ErrRedirect = errors.New("the answer leads elsewhere")
	// ErrBadRequest is status 400: the server does not accept the request.
	ErrBadRequest = errors.New("the request is not accepted")
	// ErrAuthentication is status 401: the server does not know who asks.
	ErrAuthentication = errors.New("the server does not know who asks")
	// ErrPermissionDenied is status 403: the server knows who asks, and refuses.
	ErrPermissionDenied = errors.New("permission denied")
	// ErrNotFound is status 404: there is nothing at this address.
	ErrNotFound = errors.New("not found")
	// ErrConflict is status 409: the request does not go with the state of the
	// resource.
	ErrConflict = errors.New("the request conflicts with the state of the resource")
	// ErrUnprocessable is status 422: the request is well formed and makes no sense.
	ErrUnprocessable = errors.New("the request makes no sense")
	// ErrRateLimit is status 429: too many requests.
	ErrRateLimit = errors.New("too many requests")
	// ErrServer is any status from 500 on: the server failed.
	ErrServer = errors.New("the server failed")

	// ErrConnect is a connection that was not made: name, route, port, TLS or proxy.
	// The request was not sent.
	ErrConnect = errors.New("no connection")
	// ErrConnectTimeout is a connection that was not made in time. It is an
	// [ErrConnect] too.
	ErrConnectTimeout = fmt.Errorf("%w in time", ErrConnect)
	// ErrConnectionLost is a connection that broke, or an answer that was cut off.
	// The request may have arrived.
	ErrConnectionLost = errors.New("the connection broke, or the answer was cut off")
	// ErrReadTimeout is a server that was silent for too long. The request may have
	// arrived.
	ErrReadTimeout = errors.New("the server was silent for too long")
)

// RequestInfo is the request that an error belongs to, with its credentials masked
// and without its body.
type RequestInfo struct {
	// Operation is the operation id in the description of the API.
	Operation string
	// Method is the HTTP method.
	Method string
	// URL is the whole URL.
	URL string
	// Header has the headers that this package set.
	Header http.Header
}

// ErrorDetail is what the API itself says of one error, or of one that caused
// another. Texts that the answer does not have are empty.
type ErrorDetail struct {
	// Code is the error code.
	Code string
	// Message is the short description.
	Message string
	// Details is the long description.
	Details string
}

// String joins the texts that there are.
func (d ErrorDetail) String() string {
	var parts []string
	for _, part := range []string{d.Code, d.Message, d.Details} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ": ")
}

// ConfigurationError says what a client was not told, or what makes no sense.
type ConfigurationError struct {
	// Problem says what is wrong, and what to do.
	Problem string
}

// Error implements error.
func (e *ConfigurationError) Error() string {
	return e.Problem
}

// ArgumentError is an argument that cannot be sent. Nothing was sent.
type ArgumentError struct {
	// Operation is the operation id.
	Operation string
	// Name is the name of the argument in the description of the API.
	Name string
	// Err says why.
	Err error
}

// Error implements error.
func (e *ArgumentError) Error() string {
	return fmt.Sprintf("%s: %s: %v", e.Operation, e.Name, e.Err)
}

// Unwrap returns the reason.
func (e *ArgumentError) Unwrap() error {
	return e.Err
}

// TokenError means that a source gave no access token. Nothing was sent to the API.
type TokenError struct {
	// Operation is the operation id.
	Operation string
	// Scheme is the name of the credential in the description of the API.
	Scheme string
	// Err says why.
	Err error
}

// Error implements error.
func (e *TokenError) Error() string {
	return fmt.Sprintf("%s: no access token for %s: %v", e.Operation, e.Scheme, e.Err)
}

// Unwrap returns the reason.
func (e *TokenError) Unwrap() error {
	return e.Err
}

// TransportError means that there is no answer, or only a part of one.
//
// [errors.Is] tells its kinds apart: [ErrConnect], [ErrConnectTimeout],
// [ErrConnectionLost], [ErrReadTimeout], [context.DeadlineExceeded] when the time for
// the call is over, and [context.Canceled] when the caller gave up.
type TransportError struct {
	// Request is what was asked.
	Request RequestInfo
	// Kind is one of the errors named above.
	Kind error
	// Err is what the HTTP library said, nil where it said nothing.
	Err error
}

// Error implements error.
func (e *TransportError) Error() string {
	if e.Err == nil || errors.Is(e.Err, e.Kind) {
		return fmt.Sprintf("%s: %v", e.Request.Operation, e.Kind)
	}
	return fmt.Sprintf("%s: %v: %v", e.Request.Operation, e.Kind, e.Err)
}

// Unwrap returns the kind and the error of the HTTP library.
func (e *TransportError) Unwrap() []error {
	if e.Err == nil {
		return []error{e.Kind}
	}
	return []error{e.Kind, e.Err}
}

// Timeout reports whether a limit of time passed, as a [net.Error] does.
func (e *TransportError) Timeout() bool {
	return errors.Is(e.Kind, ErrConnectTimeout) || errors.Is(e.Kind, ErrReadTimeout) ||
		errors.Is(e.Kind, context.DeadlineExceeded)
}

// StatusError is an answer whose status says that the call failed.
//
// [errors.Is] tells its kinds apart: [ErrNotFound] and the others.
type StatusError struct {
	// StatusCode is the status of the answer.
	StatusCode int
	// ErrorDetail is what the API says; empty where the body has no error of its own.
	ErrorDetail
	// Causes led to the error, the nearest first, the root cause last.
	Causes []ErrorDetail
	// Body is a pointer to the documented model if the body fits it, else the JSON as
	// encoding/json has it, else nil. Response has the body as it came.
	Body any
	// Response is the answer as it came.
	Response *Response

	text string
}

// Error implements error.
func (e *StatusError) Error() string {
	return e.text
}

// Is reports whether target is the kind of the status.
func (e *StatusError) Is(target error) bool {
	kinds := map[int]error{
		400: ErrBadRequest,
		401: ErrAuthentication,
		403: ErrPermissionDenied,
		404: ErrNotFound,
		409: ErrConflict,
		422: ErrUnprocessable,
		429: ErrRateLimit,
	}
	switch {
	case e.StatusCode >= 500:
		return target == ErrServer
	case e.StatusCode >= 300 && e.StatusCode < 400:
		return target == ErrRedirect
	default:
		kind, known := kinds[e.StatusCode]
		return known && target == kind
	}
}

// DecodeError is an answer that is not what the API documents.
type DecodeError struct {
	// Response is the answer as it came.
	Response *Response
	// Problem says what does not fit.
	Problem string
	// Err is the reason, nil where Problem says it all.
	Err error
}

// Error implements error.
func (e *DecodeError) Error() string {
	text := e.Response.Request.Operation + ": " + e.Problem
	if e.Err != nil {
		text += ": " + e.Err.Error()
	}
	return text
}

// Unwrap returns the reason.
func (e *DecodeError) Unwrap() error {
	return e.Err
}

// JobFailedError is a job that ended and failed. [errors.As] finds the [StatusError]
// in it, whose Body is the documented failure if it fits.
type JobFailedError struct {
	// JobID is the id of the job.
	JobID string
	// Err is the answer that said so.
	Err *StatusError
}

// Error implements error.
func (e *JobFailedError) Error() string {
	return jobText(e.Err, e.JobID, "failed")
}

// Unwrap returns the answer.
func (e *JobFailedError) Unwrap() error {
	return e.Err
}

// JobExpiredError is a job that the server does not know, or not any more.
type JobExpiredError struct {
	// JobID is the id of the job.
	JobID string
	// Err is the answer that said so.
	Err *StatusError
}

// Error implements error.
func (e *JobExpiredError) Error() string {
	return jobText(e.Err, e.JobID, "is not known to the server")
}

// Unwrap returns the answer.
func (e *JobExpiredError) Unwrap() error {
	return e.Err
}

// JobDeadlineError means that the time is over. The job still runs at the server, and
// can be taken up again. It is a [context.DeadlineExceeded].
type JobDeadlineError struct {
	// JobID is the id to take the job up again with.
	JobID string
	// Err is the last thing that happened.
	Err error

	text string
}

// Error implements error.
func (e *JobDeadlineError) Error() string {
	return e.text
}

// Unwrap returns the last thing that happened.
func (e *JobDeadlineError) Unwrap() error {
	return e.Err
}

// Is reports whether target is [context.DeadlineExceeded].
func (e *JobDeadlineError) Is(target error) bool {
	return target == context.DeadlineExceeded
}

// Timeout reports true.
func (e *JobDeadlineError) Timeout() bool {
	return true
}

// JobError is any other error while a job was waited for. It says nothing on the job,
// which may still run and can be taken up again.
type JobError struct {
	// JobID is the id to take the job up again with.
	JobID string
	// Err is what happened.
	Err error

	text string
}

// Error implements error.
func (e *JobError) Error() string {
	return e.Err.Error() + " (" + e.text + ")"
}

// Unwrap returns what happened.
func (e *JobError) Unwrap() error {
	return e.Err
}

func jobText(err *StatusError, id, what string) string {
	operation := err.Response.Request.Operation
	said := strings.TrimPrefix(err.text, operation+": ")
	return fmt.Sprintf("%s: the job %s %s: %s", operation, id, what, said)
}
