//lint:file-ignore U1000 An API may need less than all of it.

package zstack

import (
	"bytes"
	"encoding/json"
	"errors"
	"unicode/utf8"
)

type jsonKind byte

const (
	jsonNull jsonKind = iota
	jsonBool
	jsonNumber
	jsonString
	jsonArray
	jsonObject
)

var jsonKindNames = [...]string{"null", "a boolean", "a number", "a text", "a list", "an object"}

// jsonValue is a JSON text, taken apart. Unlike the values of encoding/json it keeps
// the order of members, all digits of numbers, and the text itself.
type jsonValue struct {
	kind    jsonKind
	raw     []byte
	text    string
	items   []jsonValue
	members []jsonMember
}

type jsonMember struct {
	name  string
	value jsonValue
}

func (v jsonValue) isNull() bool {
	return v.kind == jsonNull
}

// at returns the member at a path of names, a null where there is none.
func (v jsonValue) at(path []string) jsonValue {
	for _, name := range path {
		found := jsonValue{}
		for _, member := range v.members {
			if member.name == name {
				found = member.value
			}
		}
		v = found
	}
	return v
}

func (v jsonValue) isNo(what string) error {
	return errors.New(jsonKindNames[v.kind] + " is no " + what)
}

var byteOrderMark = []byte("\ufeff")

// parseJSON takes a JSON text apart. It must be in UTF-8 (RFC 8259, section 8.1) and
// not be nested deeper than encoding/json follows.
func parseJSON(data []byte) (jsonValue, error) {
	data = bytes.TrimPrefix(data, byteOrderMark)
	if !utf8.Valid(data) {
		return jsonValue{}, errors.New("the text is no UTF-8")
	}
	var valid json.RawMessage
	if err := json.Unmarshal(data, &valid); err != nil {
		return jsonValue{}, err
	}
	scanner := jsonScanner{data: valid}
	return scanner.value(), nil
}

// jsonScanner reads a text that is known to be valid.
type jsonScanner struct {
	data []byte
	pos  int
}

func (s *jsonScanner) value() jsonValue {
	s.skipSpace()
	start := s.pos
	var value jsonValue
	switch s.data[s.pos] {
	case '{':
		value = jsonValue{kind: jsonObject, members: s.members()}
	case '[':
		value = jsonValue{kind: jsonArray, items: s.items()}
	case '"':
		value = jsonValue{kind: jsonString, text: s.string()}
	case 'n':
		s.skipWord()
	case 't', 'f':
		value.kind = jsonBool
		s.skipWord()
	default:
		value.kind = jsonNumber
		s.skipWord()
	}
	value.raw = s.data[start:s.pos]
	return value
}

func (s *jsonScanner) members() []jsonMember {
	var members []jsonMember
	for s.more('}') {
		name := s.string()
		s.skipSpace()
		s.pos++ // the colon
		members = append(members, jsonMember{name, s.value()})
	}
	return members
}

func (s *jsonScanner) items() []jsonValue {
	var items []jsonValue
	for s.more(']') {
		items = append(items, s.value())
	}
	return items
}

// more goes to the next member or element; false behind the closing bracket.
func (s *jsonScanner) more(closing byte) bool {
	if s.data[s.pos] == '{' || s.data[s.pos] == '[' {
		s.pos++
	}
	s.skipSpace()
	if s.data[s.pos] == ',' {
		s.pos++
		s.skipSpace()
		return true
	}
	if s.data[s.pos] == closing {
		s.pos++
		return false
	}
	return true
}

func (s *jsonScanner) string() string {
	start := s.pos
	for s.pos++; s.data[s.pos] != '"'; s.pos++ {
		if s.data[s.pos] == '\\' {
			s.pos++
		}
	}
	s.pos++
	quoted := s.data[start:s.pos]
	if bytes.IndexByte(quoted, '\\') < 0 {
		return string(quoted[1 : len(quoted)-1])
	}
	var text string
	if json.Unmarshal(quoted, &text) != nil {
		panic("a valid text is no text")
	}
	return text
}

func (s *jsonScanner) skipSpace() {
	for s.pos < len(s.data) && bytes.IndexByte([]byte(" \t\r\n"), s.data[s.pos]) >= 0 {
		s.pos++
	}
}

func (s *jsonScanner) skipWord() {
	for s.pos < len(s.data) && bytes.IndexByte([]byte(",]} \t\r\n"), s.data[s.pos]) < 0 {
		s.pos++
	}
}
