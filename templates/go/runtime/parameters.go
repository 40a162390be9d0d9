//lint:file-ignore U1000 An API may need less than all of it.

package client

import (
	"errors"
	"strings"
)

// Arguments outside the body are spelled in the styles of OpenAPI and RFC 6570.
// Everything but the unreserved characters of RFC 3986 is percent-encoded as UTF-8,
// brackets and the delimiters of spaceDelimited and pipeDelimited included. A list or
// an object without members is not sent, null is the word null, and booleans are true
// and false.

// reservedInQuery is what a query value may hold as it is when the API allows it: the
// reserved characters without the delimiters of the query itself and without brackets,
// which no query may hold.
const reservedInQuery = ":/?@!$'()*,;="

// scalarText is the text of one value outside JSON.
func scalarText(value jsonValue) (string, error) {
	switch value.kind {
	case jsonString:
		return value.text, nil
	case jsonArray, jsonObject:
		return "", value.isNo("single value")
	default:
		return string(value.raw), nil
	}
}

// flatTexts are all names and values of a value, one after the other.
func flatTexts(value jsonValue) ([]string, error) {
	switch value.kind {
	case jsonArray:
		return eachText(value.items)
	case jsonObject:
		var texts []string
		for _, member := range value.members {
			text, err := scalarText(member.value)
			if err != nil {
				return nil, err
			}
			texts = append(texts, member.name, text)
		}
		return texts, nil
	default:
		return eachText([]jsonValue{value})
	}
}

func eachText(items []jsonValue) ([]string, error) {
	texts := make([]string, len(items))
	for position, item := range items {
		text, err := scalarText(item)
		if err != nil {
			return nil, err
		}
		texts[position] = text
	}
	return texts, nil
}

func joined(texts []string, separator string, encode func(string) string) string {
	encoded := make([]string, len(texts))
	for position, text := range texts {
		encoded[position] = encode(text)
	}
	return strings.Join(encoded, separator)
}

func queryPairs(name string, value jsonValue, how style, explode, reserved bool) ([]pair, error) {
	safe := ""
	if reserved {
		safe = reservedInQuery
	}
	switch {
	case how == deepObjectStyle:
		return deepPairs(quote(name, ""), value, safe)
	case explode:
		return explodedPairs(quote(name, ""), value, safe)
	}
	delimiter := map[style]string{spaceDelimitedStyle: "%20", pipeDelimitedStyle: "%7C"}[how]
	if delimiter == "" {
		delimiter = ","
	}
	texts, err := flatTexts(value)
	if err != nil || len(texts) == 0 {
		return nil, err
	}
	encode := func(text string) string { return quote(text, safe) }
	text := joined(texts, delimiter, encode)
	if text == "" && (value.kind == jsonArray || value.kind == jsonObject) {
		return nil, nil
	}
	return []pair{{name: quote(name, ""), value: text}}, nil
}

func explodedPairs(name string, value jsonValue, safe string) ([]pair, error) {
	if value.kind == jsonObject {
		pairs := make([]pair, len(value.members))
		for position, member := range value.members {
			text, err := scalarText(member.value)
			if err != nil {
				return nil, err
			}
			pairs[position] = pair{name: quote(member.name, ""), value: quote(text, safe)}
		}
		return pairs, nil
	}
	texts, err := flatTexts(value)
	pairs := make([]pair, len(texts))
	for position, text := range texts {
		pairs[position] = pair{name: name, value: quote(text, safe)}
	}
	return pairs, err
}

// deepPairs spells name[key]=value; objects go deeper, the elements of a list repeat
// the name.
func deepPairs(name string, value jsonValue, safe string) ([]pair, error) {
	var pairs []pair
	switch value.kind {
	case jsonObject:
		for _, member := range value.members {
			inner, err := deepPairs(name+"%5B"+quote(member.name, "")+"%5D", member.value, safe)
			if err != nil {
				return nil, err
			}
			pairs = append(pairs, inner...)
		}
	case jsonArray:
		for _, item := range value.items {
			inner, err := deepPairs(name, item, safe)
			if err != nil {
				return nil, err
			}
			pairs = append(pairs, inner...)
		}
	default:
		text, err := scalarText(value)
		return []pair{{name: name, value: quote(text, safe)}}, err
	}
	return pairs, nil
}

func simpleText(value jsonValue, explode bool, encode func(string) string) (string, error) {
	if value.kind != jsonObject || !explode {
		texts, err := flatTexts(value)
		return joined(texts, ",", encode), err
	}
	parts := make([]string, len(value.members))
	for position, member := range value.members {
		text, err := scalarText(member.value)
		if err != nil {
			return "", err
		}
		parts[position] = encode(member.name) + "=" + encode(text)
	}
	return strings.Join(parts, ","), nil
}

func pathText(name string, value jsonValue, how style, explode bool) (string, error) {
	encode := func(text string) string { return quote(text, "") }
	if how == matrixStyle && explode {
		return explodedMatrix(name, value)
	}
	text, err := simpleText(value, explode && how != matrixStyle, encode)
	switch how {
	case labelStyle:
		if explode {
			text = strings.ReplaceAll(text, ",", ".")
		}
		return "." + text, err
	case matrixStyle:
		if text == "" {
			return ";" + name, err
		}
		return ";" + name + "=" + text, err
	case simpleStyle:
		return text, err
	default:
		return "", errors.New("the style does not go with a path")
	}
}

func explodedMatrix(name string, value jsonValue) (string, error) {
	pairs, err := explodedPairs(name, value, "")
	text := ""
	for _, one := range pairs {
		text += ";" + one.name
		if one.value != "" {
			text += "=" + one.value
		}
	}
	return text, err
}

// quote percent-encodes all octets but the unreserved ones and those of safe.
func quote(text, safe string) string {
	var quoted strings.Builder
	for position := range len(text) {
		octet := text[position]
		if isUnreserved(octet) || strings.IndexByte(safe, octet) >= 0 {
			quoted.WriteByte(octet)
		} else {
			const digits = "0123456789ABCDEF"
			quoted.WriteString(string([]byte{'%', digits[octet>>4], digits[octet&15]}))
		}
	}
	return quoted.String()
}

func isUnreserved(octet byte) bool {
	return 'a' <= octet && octet <= 'z' || 'A' <= octet && octet <= 'Z' ||
		'0' <= octet && octet <= '9' || strings.IndexByte("-._~", octet) >= 0
}
