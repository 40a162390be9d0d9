//lint:file-ignore U1000 An API may need less than all of it.

package client

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"iter"
	"strconv"
	"strings"
)

// Stream has the elements of an answer, one after the other as they arrive. Whoever gets
// one closes it, or reads it to its end. One goroutine at a time may read it.
//
//	for element, err := range stream.All() {
//		if err != nil {
//			return err
//		}
//		...
//	}
type Stream[T any] struct {
	reply *Response
	from  io.Closer
	next  func() (jsonValue, error)
	ended error
}

// Next returns the next element, waiting for it. At the end of the stream the error is
// [io.EOF]; any other is a [*TransportError] or a [*DecodeError], and ends the stream.
func (s *Stream[T]) Next() (T, error) {
	var zero T
	if s.ended != nil {
		return zero, s.ended
	}
	found, err := s.next()
	var element T
	if err == nil {
		err = bindJSON(found, &element)
	}
	if err == nil {
		return element, nil
	}
	s.ended = s.failure(err)
	_ = s.Close()
	return zero, s.ended
}

// failure is the error that ends the stream.
func (s *Stream[T]) failure(err error) error {
	var lost *TransportError
	if errors.Is(err, io.EOF) || errors.As(err, &lost) {
		return err
	}
	return &DecodeError{s.reply, "an element of the stream does not fit the documented type", err}
}

// All goes through the elements that are left, and closes the stream. An error ends it.
func (s *Stream[T]) All() iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		defer func() { _ = s.Close() }()
		for {
			element, err := s.Next()
			if errors.Is(err, io.EOF) || !yield(element, err) || err != nil {
				return
			}
		}
	}
}

// Close ends the stream. It may be called at any time, and more than once.
func (s *Stream[T]) Close() error {
	return s.from.Close()
}

// Response returns the answer, whose Body is nil.
func (s *Stream[T]) Response() *Response {
	return s.reply
}

// streamOf reads a body element by element; read makes the function that finds them.
func streamOf[T any](mediaType string, read func(from io.Reader, mediaType string) func() (jsonValue, error)) body {
	open := func(r *Response) (any, error) {
		from := newDownload(r)
		return &Stream[T]{reply: r, from: from, next: read(from, r.mediaType())}, nil
	}
	return body{mediaType: mediaType, accepts: anything, read: open, live: true}
}

const recordSeparator = 0x1e

// jsonLines finds JSON texts, one a line, or behind record separators (RFC 7464).
func jsonLines(from io.Reader, mediaType string) func() (jsonValue, error) {
	end := byte('\n')
	if strings.HasSuffix(mediaType, "json-seq") {
		end = recordSeparator
	}
	lines := bufio.NewReader(from)
	return func() (jsonValue, error) {
		for {
			line, err := lines.ReadBytes(end)
			text := bytes.Trim(line, " \t\r\n\x1e")
			if len(text) > 0 && (err == nil || errors.Is(err, io.EOF)) {
				return parseJSON(text)
			}
			if err != nil {
				return jsonValue{}, err
			}
		}
	}
}

// lastData is what some servers send behind the last element.
const lastData = "[DONE]"

// eventTexts finds the data of server-sent events, which are texts.
func eventTexts(from io.Reader, _ string) func() (jsonValue, error) {
	return eventsAs(from, func(one *event) (jsonValue, error) { return textValue(one.text()), nil })
}

// eventData finds the data of server-sent events, which are JSON.
func eventData(from io.Reader, _ string) func() (jsonValue, error) {
	return eventsAs(from, func(one *event) (jsonValue, error) { return parseJSON([]byte(one.text())) })
}

// wholeEvents finds server-sent events, their data as text.
func wholeEvents(from io.Reader, _ string) func() (jsonValue, error) {
	return eventsAs(from, func(one *event) (jsonValue, error) { return one.object(textValue(one.text())) })
}

// wholeJSONEvents finds server-sent events, their data as JSON.
func wholeJSONEvents(from io.Reader, _ string) func() (jsonValue, error) {
	return eventsAs(from, func(one *event) (jsonValue, error) {
		data, err := parseJSON([]byte(one.text()))
		if err != nil {
			return jsonValue{}, err
		}
		return one.object(data)
	})
}

func eventsAs(from io.Reader, as func(one *event) (jsonValue, error)) func() (jsonValue, error) {
	lines := &eventLines{from: bufio.NewReader(from)}
	return func() (jsonValue, error) {
		one, err := lines.event()
		if err == nil && one.text() == lastData {
			err = io.EOF
		}
		if err != nil {
			return jsonValue{}, err
		}
		return as(one)
	}
}

// event is a server-sent event (HTML, section 9.2.6).
type event struct {
	data            []string
	name, id, retry string
	hasID           bool
}

func (e *event) text() string {
	return strings.Join(e.data, "\n")
}

// object is the event as an object, without the members that it does not have.
func (e *event) object(data jsonValue) (jsonValue, error) {
	found := jsonValue{kind: jsonObject, members: []jsonMember{{"data", data}}}
	if e.name != "" {
		found.members = append(found.members, jsonMember{"event", textValue(e.name)})
	}
	if e.hasID {
		found.members = append(found.members, jsonMember{"id", textValue(e.id)})
	}
	if e.retry != "" {
		found.members = append(found.members, jsonMember{"retry", jsonValue{kind: jsonNumber, raw: []byte(e.retry)}})
	}
	raw, err := encodeJSON(found)
	found.raw = raw
	return found, err
}

// textValue is a text as if it had been parsed.
func textValue(text string) jsonValue {
	text = validText([]byte(text))
	raw, _ := encodeJSON(text)
	return jsonValue{kind: jsonString, raw: raw, text: text}
}

// eventLines reads events line by line; lines end in CR, LF or both.
type eventLines struct {
	from    *bufio.Reader
	started bool
	afterCR bool
}

// event returns the next event that has data. One that is cut off by the end of the
// stream is none.
func (l *eventLines) event() (*event, error) {
	one := &event{}
	for {
		line, err := l.line()
		if err != nil {
			return nil, err
		}
		if line != "" {
			one.take(line)
			continue
		}
		if one.data != nil {
			return one, nil
		}
		one = &event{}
	}
}

func (e *event) take(line string) {
	field, value, _ := strings.Cut(line, ":")
	value = strings.TrimPrefix(value, " ")
	switch field {
	case "data":
		e.data = append(e.data, value)
	case "event":
		e.name = value
	case "id":
		e.id, e.hasID = value, true
	case "retry":
		if isDigits(value) {
			e.retry = strconv.FormatUint(parsedDigits(value), 10)
		}
	}
}

func parsedDigits(digits string) uint64 {
	number, _ := strconv.ParseUint(digits, 10, 64)
	return number
}

// line returns the next line without its end; a line that has none is no line.
func (l *eventLines) line() (string, error) {
	var line []byte
	for {
		octet, err := l.from.ReadByte()
		if err != nil {
			return "", err
		}
		skipped := octet == '\n' && l.afterCR
		l.afterCR = octet == '\r'
		switch {
		case skipped:
		case octet == '\n' || octet == '\r':
			return l.first(line), nil
		default:
			line = append(line, octet)
		}
	}
}

// first takes the byte order mark off the first line.
func (l *eventLines) first(line []byte) string {
	if !l.started {
		l.started = true
		line = bytes.TrimPrefix(line, byteOrderMark)
	}
	return string(line)
}
