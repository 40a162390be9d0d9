//lint:file-ignore U1000 An API may need less than all of it.

package client

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"time"
)

// Job is a call that goes on at the server. The methods whose names begin with Submit
// and Resume make one. It may be used by several goroutines.
type Job[T any] struct {
	core      *core
	settings  *settings
	operation *operation
	id        string
	location  string

	lock  sync.Mutex
	pause time.Duration // what the server asks for; negative where it does not
	value *T
}

// ID returns the id to take the job up again with, in this process or another.
func (j *Job[T]) ID() string {
	return j.id
}

// Location returns the path of the job at the server, with its query; "" for a job
// that was done at once.
func (j *Job[T]) Location() string {
	return j.location
}

// String returns the operation and the id, for people.
func (j *Job[T]) String() string {
	return j.operation.id + " " + j.id
}

// Poll looks at the job once. Done is false while the job runs.
//
// A job that ended without a result is a [*JobFailedError], one that the server does
// not know, or not any more, a [*JobExpiredError].
func (j *Job[T]) Poll(ctx context.Context, options ...CallOption) (result *T, done bool, err error) {
	if value := j.result(); value != nil {
		return value, true, nil
	}
	s := j.settings.with(options)
	ctx, cancel := s.limited(ctx)
	defer cancel()
	value, err := j.poll(ctx, s)
	return value, value != nil, err
}

// Wait looks at the job until it is done. When the time of ctx or of [WithTimeout] is
// over, or the caller gives up, the job goes on at the server.
//
// A job that ended without a result is a [*JobFailedError], one that the server does
// not know, or not any more, a [*JobExpiredError], one that still runs when the time is
// over a [*JobDeadlineError]. Any other error is a [*JobError].
func (j *Job[T]) Wait(ctx context.Context, options ...CallOption) (*T, error) {
	s := j.settings.with(options)
	ctx, cancel := s.limited(ctx)
	defer cancel()
	return j.wait(ctx, s)
}

func (j *Job[T]) result() *T {
	j.lock.Lock()
	defer j.lock.Unlock()
	return j.value
}

// keep remembers the result, because a server forgets jobs.
func (j *Job[T]) keep(value *T, pause time.Duration) {
	j.lock.Lock()
	defer j.lock.Unlock()
	j.value, j.pause = value, pause
}

func (j *Job[T]) wait(ctx context.Context, s *settings) (*T, error) {
	for {
		if value := j.result(); value != nil {
			return value, nil
		}
		if err := sleep(ctx, j.nextPause(s)); err != nil {
			info := RequestInfo{Operation: j.operation.id, Method: "GET", URL: j.location}
			return nil, j.interrupted(&TransportError{info, err, context.Cause(ctx)})
		}
		if _, err := j.poll(ctx, s); err != nil {
			return nil, j.interrupted(err)
		}
	}
}

func (j *Job[T]) nextPause(s *settings) time.Duration {
	j.lock.Lock()
	defer j.lock.Unlock()
	switch {
	case j.pause >= 0:
		return j.pause
	case s.pollInterval >= 0:
		return s.pollInterval
	default:
		return j.operation.job.interval
	}
}

// interrupted is the error of a wait that came to no end of the job.
func (j *Job[T]) interrupted(err error) error {
	var failed *JobFailedError
	var expired *JobExpiredError
	var lost *TransportError
	again := j.operation.job.resume + " takes it up again"
	switch {
	case errors.As(err, &failed) || errors.As(err, &expired):
		return err
	case errors.As(err, &lost) && lost.Kind == context.DeadlineExceeded:
		text := fmt.Sprintf("%s: the time is over, and the job %s still runs; %s", j.operation.id, j.id, again)
		return &JobDeadlineError{j.id, err, text}
	default:
		return &JobError{j.id, err, fmt.Sprintf("the job %s may still run; %s", j.id, again)}
	}
}

// poll looks at the job once. It returns nil while the job runs.
func (j *Job[T]) poll(ctx context.Context, s *settings) (*T, error) {
	job := j.operation.job
	build := func(refused *signature) (*request, error) {
		return pollRequest(ctx, s, j.operation, j.location, refused)
	}
	done, err := j.core.authorised(ctx, s, j.operation, build, true)
	if err != nil {
		return nil, err
	}
	reply := done.reply
	switch {
	case hasStatus(job.pending, reply.StatusCode):
		j.keep(nil, pauseOf(reply))
		return nil, nil
	case hasStatus(job.done, reply.StatusCode):
		value, err := readBody(reply, []body{job.result})
		if err == nil {
			j.keep(typed[T](value), 0)
		}
		return typed[T](value), err
	case hasStatus(job.expired, reply.StatusCode):
		return nil, &JobExpiredError{j.id, failureOf(s, j.operation, reply, nil)}
	case hasStatus(job.failed, reply.StatusCode):
		documented := j.operation.errors
		if job.failure != nil {
			documented = []errorAnswer{*job.failure}
		}
		return nil, &JobFailedError{j.id, failureOf(s, j.operation, reply, documented)}
	default:
		return nil, statusError(s, j.operation, reply)
	}
}

func pauseOf(reply *Response) time.Duration {
	if pause, given := retryAfter(reply); given {
		return pause
	}
	return -1
}

// callJob submits a job and waits for its result.
func callJob[T any](ctx context.Context, c *core, o *operation, given *arguments, options []CallOption) (*T, error) {
	s := c.settings.with(options)
	ctx, cancel := s.limited(ctx)
	defer cancel()
	job, err := started[T](ctx, c, s, o, given)
	if err != nil {
		return nil, err
	}
	return job.wait(ctx, s)
}

// submitJob submits a job.
func submitJob[T any](ctx context.Context, c *core, o *operation, given *arguments, options []CallOption) (*Job[T], error) {
	s := c.settings.with(options)
	ctx, cancel := s.limited(ctx)
	defer cancel()
	job, err := started[T](ctx, c, s, o, given)
	if err == nil && s.response != nil {
		later := *s
		later.response = nil // the answer that was asked for is that of the submission
		job.settings = &later
	}
	return job, err
}

// resumeJob takes up a job that was submitted earlier. Nothing is asked of the server.
func resumeJob[T any](c *core, o *operation, id string, options []CallOption) (*Job[T], error) {
	quoted := quote(id, "")
	if quoted == "" || quoted == "." || quoted == ".." {
		return nil, &ArgumentError{o.id, "the id of the job", fmt.Errorf("%q is none", id)}
	}
	s := c.settings.with(options)
	path := variable.ReplaceAllLiteralString(o.job.pollPath, quoted)
	location, err := jobPath(s, o, path)
	return &Job[T]{core: c, settings: s, operation: o, id: id, location: location}, err
}

func started[T any](ctx context.Context, c *core, s *settings, o *operation, given *arguments) (*Job[T], error) {
	done, key, err := c.submit(ctx, s, o, given)
	if err != nil {
		return nil, err
	}
	var value any
	switch {
	case hasStatus(o.job.accepted, done.reply.StatusCode):
		return accepted[T](c, s, o, done.reply, key)
	case isOwnDuplicate(o, done):
		return firstAttempt[T](ctx, c, s, o, done.reply, key)
	case hasStatus(o.job.done, done.reply.StatusCode):
		value, err = readBody(done.reply, []body{o.job.result})
	default:
		value, err = result(s, o, done.reply)
	}
	if err != nil {
		return nil, err
	}
	return &Job[T]{core: c, settings: s, operation: o, id: key, value: typed[T](value)}, nil
}

// isOwnDuplicate reports whether a key was refused because an earlier attempt of the
// same call had arrived.
func isOwnDuplicate(o *operation, done exchanged) bool {
	return done.uncertain && o.key != nil && o.key.duplicate == done.reply.StatusCode && o.job.keyIsID
}

// firstAttempt is the job of the attempt that arrived, which goes by the key; the
// refusal if there is none.
func firstAttempt[T any](ctx context.Context, c *core, s *settings, o *operation, refusal *Response, key string) (*Job[T], error) {
	job, err := resumeJob[T](c, o, key, nil)
	if err != nil {
		return nil, err
	}
	job.settings = s
	_, err = job.poll(ctx, s)
	var expired *JobExpiredError
	if errors.As(err, &expired) {
		return nil, statusError(s, o, refusal)
	}
	return job, err
}

func accepted[T any](c *core, s *settings, o *operation, reply *Response, key string) (*Job[T], error) {
	location, err := locationOf(o, reply)
	if err != nil {
		return nil, err
	}
	path, err := jobPath(s, o, location)
	if err != nil {
		return nil, &DecodeError{reply, "the location of the job is no URL", nil}
	}
	return &Job[T]{
		core:      c,
		settings:  s,
		operation: o,
		id:        jobID(o.job, location, key),
		location:  path,
		pause:     pauseOf(reply),
	}, nil
}

func locationOf(o *operation, reply *Response) (string, error) {
	location, where := reply.Header.Get("Location"), "the header Location"
	var reason error
	if len(o.job.location) > 0 {
		value, err := parseJSON(reply.Body)
		location, where, reason = value.at(o.job.location).text, strings.Join(o.job.location, "."), err
	}
	if location == "" {
		problem := fmt.Sprintf("the answer %s does not name the job in %s", reply.reason(), where)
		return "", &DecodeError{reply, problem, reason}
	}
	return location, nil
}

// jobID is the variable part of a location; the key, or the last segment, where the
// location looks different.
func jobID(job *longRunning, location, key string) string {
	path, _, _ := splitLocation(location)
	ends := variable.Split(job.pollPath, 2)
	if len(ends) == 2 {
		trimmed, ok := strings.CutSuffix(path, ends[1])
		begin := strings.LastIndex(trimmed, ends[0])
		if ok && begin >= 0 {
			id := trimmed[begin+len(ends[0]):]
			if plain, err := url.PathUnescape(id); err == nil && id != "" && !strings.Contains(id, "/") {
				return plain
			}
		}
	}
	if job.keyIsID && key != "" {
		return key
	}
	path = strings.TrimRight(path, "/")
	return path[strings.LastIndex(path, "/")+1:]
}
