//lint:file-ignore U1000 An API may need less than all of it.

package zstack

import (
	"errors"
	"math"
	"strconv"
	"strings"
)

// exactDoubles is the first integer whose neighbours a double cannot tell apart.
const exactDoubles = 1 << 53

const mostDigits = 400

// wholeNumber returns the digits of a JSON number that is whole, however it is
// written: "1.0", "1e3", "-0.0". It is exact beyond the integers of a double.
func wholeNumber(text string) (digits string, whole bool) {
	if !strings.ContainsAny(text, ".eE") {
		if text == "-0" {
			return "0", true
		}
		return text, true
	}
	double, err := strconv.ParseFloat(text, 64)
	if err == nil && math.Abs(double) < exactDoubles {
		if double == 0 {
			return "0", true
		}
		return strconv.FormatFloat(double, 'f', 0, 64), math.Trunc(double) == double
	}
	return shifted(text)
}

// shifted moves the decimal point of a number to where its exponent says.
func shifted(text string) (digits string, whole bool) {
	mantissa, power, _ := strings.Cut(strings.ToLower(text), "e")
	exponent, err := strconv.Atoi("0" + strings.TrimLeft(power, "+-"))
	if err != nil || exponent > mostDigits {
		return "", false
	}
	if strings.HasPrefix(power, "-") {
		exponent = -exponent
	}
	sign := ""
	if strings.HasPrefix(mantissa, "-") {
		sign, mantissa = "-", mantissa[1:]
	}
	before, after, _ := strings.Cut(mantissa, ".")
	point := len(before) + exponent
	all := before + after
	if point < len(all) {
		if point < 0 || strings.Trim(all[point:], "0") != "" {
			return "", false
		}
		all = all[:point]
	}
	all = strings.TrimLeft(all+strings.Repeat("0", max(0, point-len(all))), "0")
	if all == "" || len(all) > mostDigits {
		return "0", all == ""
	}
	return sign + all, true
}

func parseInteger(text string) (int64, error) {
	digits, whole := wholeNumber(text)
	if !whole {
		return 0, errors.New(text + " is no integer")
	}
	number, err := strconv.ParseInt(digits, 10, 64)
	if err != nil {
		return 0, errors.New(text + " is no integer of 64 bits")
	}
	return number, nil
}

func parseUnsigned(text string) (uint64, error) {
	digits, whole := wholeNumber(text)
	if !whole {
		return 0, errors.New(text + " is no integer")
	}
	number, err := strconv.ParseUint(digits, 10, 64)
	if err != nil {
		return 0, errors.New(text + " is no unsigned integer of 64 bits")
	}
	return number, nil
}

// numberText is the canonical form of a JSON number: integers in all their digits,
// others as RFC 8785, section 3.2.2.3, writes them.
func numberText(text string) (string, error) {
	if digits, whole := wholeNumber(text); whole {
		return digits, nil
	}
	double, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return "", errors.New(text + " is no number")
	}
	return doubleText(double)
}

// doubleText is Number.prototype.toString of ECMAScript.
func doubleText(double float64) (string, error) {
	size := math.Abs(double)
	switch {
	case math.IsNaN(double) || math.IsInf(double, 0):
		return "", errors.New("a number is not finite")
	case size == 0:
		return "0", nil
	case size >= 1e-6 && size < 1e21:
		return strconv.FormatFloat(double, 'f', -1, 64), nil
	}
	mantissa, power, _ := strings.Cut(strconv.FormatFloat(double, 'e', -1, 64), "e")
	return mantissa + "e" + power[:1] + strings.TrimLeft(power[1:], "0"), nil
}
