// This file reads files of fuzzing inputs: a first line that names the format, then a
// value a line, written as a Go conversion such as string("x") or int8(-3).

package testing

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

const corpusHead = "go test fuzz v1"

func parseInput(text string) ([]any, error) {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	if strings.TrimSpace(text) == "" {
		return nil, errors.New("unmarshal: cannot unmarshal empty string")
	}
	if head := strings.TrimSuffix(lines[0], "\r"); head != corpusHead {
		return nil, fmt.Errorf("unmarshal: unknown encoding version: %s", head)
	}
	var values []any
	for _, line := range lines[1:] {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		v, err := parseValue(line)
		if err != nil {
			return nil, fmt.Errorf("unmarshal: malformed line %q: %v", line, err)
		}
		values = append(values, v)
	}
	return values, nil
}

// parseValue parses type(literal).
func parseValue(line string) (any, error) {
	kind, rest, ok := strings.Cut(line, "(")
	literal, closed := strings.CutSuffix(rest, ")")
	if !ok || !closed {
		return nil, errors.New("expected call expression")
	}
	kind, literal = strings.TrimSpace(kind), strings.TrimSpace(literal)
	switch kind {
	case "string":
		return strconv.Unquote(literal)
	case "[]byte":
		s, err := strconv.Unquote(literal)
		return []byte(s), err
	case "bool":
		return strconv.ParseBool(literal)
	case "rune", "byte":
		if c, _, tail, err := strconv.UnquoteChar(strings.Trim(literal, "'"), '\''); literal != "" && literal[0] == '\'' && err == nil && tail == "" {
			if kind == "byte" {
				return byte(c), nil
			}
			return c, nil
		}
	case "float32", "float64":
		bits := map[string]int{"float32": 32, "float64": 64}[kind]
		f, err := strconv.ParseFloat(literal, bits)
		if bits == 32 {
			return float32(f), err
		}
		return f, err
	case "math.Float32frombits":
		n, err := strconv.ParseUint(literal, 0, 32)
		return math.Float32frombits(uint32(n)), err
	case "math.Float64frombits":
		n, err := strconv.ParseUint(literal, 0, 64)
		return math.Float64frombits(n), err
	}
	return parseInteger(kind, literal)
}

func parseInteger(kind, literal string) (any, error) {
	bits := 64
	if digits := strings.TrimLeft(kind, "abcdefghijklmnopqrstuvwxyz"); digits != "" {
		bits, _ = strconv.Atoi(digits)
	}
	if strings.HasPrefix(kind, "u") || kind == "byte" {
		n, err := strconv.ParseUint(literal, 0, bits)
		switch kind {
		case "uint":
			return uint(n), err
		case "byte", "uint8":
			return uint8(n), err
		case "uint16":
			return uint16(n), err
		case "uint32":
			return uint32(n), err
		case "uint64":
			return n, err
		}
		return nil, fmt.Errorf("unknown type %q", kind)
	}
	n, err := strconv.ParseInt(literal, 0, bits)
	switch kind {
	case "int":
		return int(n), err
	case "int8":
		return int8(n), err
	case "int16":
		return int16(n), err
	case "rune", "int32":
		return int32(n), err
	case "int64":
		return n, err
	}
	return nil, fmt.Errorf("unknown type %q", kind)
}
