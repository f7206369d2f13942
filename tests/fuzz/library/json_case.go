// This file makes calls of package encoding/json: texts that are mostly JSON, decoded into many types and encoded again.

package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

type leaf struct {
	A int8               `json:"a"`
	B string             `json:"b,omitempty"`
	C *float32           `json:"c"`
	D any                `json:"d"`
	E []uint16           `json:"e,omitempty"`
	F map[string]*leaf   `json:"f,omitempty"`
	G [2]bool            `json:"g"`
	H json.RawMessage    `json:"h,omitempty"`
	I []byte             `json:"i"`
	J int                `json:"j,string"`
	K map[int]string     `json:"k,omitempty"`
	L time.Duration      `json:"l,omitzero"`
	M json.Number        `json:"m,omitempty"`
	N *leaf              `json:"n,omitempty"`
	O struct{ X, Y int } `json:"o"`
	Inner
}

type Inner struct {
	P bool
	B string
}

func (d *dice) json(depth int) string {
	n := 11
	if depth > 3 {
		n = 7
	}
	space := d.pick("", "", "", " ", "\n", "\t ")
	switch d.below(n) {
	case 0:
		return space + d.pick("null", "true", "false", "nul", "True")
	case 1, 2:
		return space + strconv.FormatInt(int64(d.bits()), 10)
	case 3:
		return d.pick("1.5", "-0", "0", "1e3", "1E+2", "-1.25e-3", "01", "1.", ".5", "-", "1e", "300", "65536", "12345678901234567890", "1e400", "127", "-129", "0.1") + space
	case 4, 5, 6:
		return d.jsonText()
	case 7, 8:
		var parts []string
		for range d.below(4) {
			parts = append(parts, d.json(depth+1))
		}
		return "[" + strings.Join(parts, ",") + space + d.end("]")
	}
	var parts []string
	for range d.below(5) {
		key := d.pick("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "P", "p", "X", "A", "zz", "\\u0061")
		name := `"` + key + `"`
		if d.oneIn(30) {
			name = d.json(4)
		}
		value := d.json(depth + 1)
		if d.oneIn(2) {
			// A value that fits.
			switch key {
			case "a", "X":
				value = strconv.Itoa(d.below(140))
			case "j":
				value = `"` + strconv.Itoa(d.below(99)) + `"`
			case "e":
				value = "[1, 65535]"
			case "g":
				value = "[true]"
			case "i":
				value = `"aGk="`
			case "k":
				value = `{"5":"x","-1":null}`
			case "o":
				value = `{"x":1,"Y":2}`
			case "P":
				value = "true"
			}
		}
		parts = append(parts, name+space+":"+value)
	}
	return "{" + strings.Join(parts, ",") + space + d.end("}")
}

// end is what closes something, most of the time.
func (d *dice) end(s string) string {
	if d.oneIn(40) {
		return d.pick("", "}", "]", ",", "x", ",}")
	}
	return s
}

func (d *dice) jsonText() string {
	if d.oneIn(3) {
		return `"` + d.pick(`\ud83d\ude00`, `\ud800x`, `\u0000`, `\/`, `\"`, `\x`, `\u12`, "\x01", "é", "\xff", `\udc00\ud800`, `<>&`, "\u2028") + d.end(`"`)
	}
	b, _ := json.Marshal(d.text())
	return string(b)
}

func jsonCase(d *dice) string {
	text := d.json(0)
	if d.oneIn(10) {
		text += d.json(3)
	}
	var v any
	switch d.below(8) {
	case 0:
		v = new(any)
	case 1:
		v = new(map[string]any)
	case 2:
		v = new([]leaf)
	case 3:
		v = new(string)
	case 4:
		v = new(map[string]json.RawMessage)
	default:
		v = new(leaf)
	}
	var err error
	if d.oneIn(3) {
		dec := json.NewDecoder(strings.NewReader(text))
		if d.oneIn(2) {
			dec.UseNumber()
		}
		if d.oneIn(2) {
			dec.DisallowUnknownFields()
		}
		err = dec.Decode(v)
		text += fmt.Sprint(" @", dec.InputOffset())
	} else {
		err = json.Unmarshal([]byte(text), v)
	}
	var se *json.SyntaxError
	var te *json.UnmarshalTypeError
	at := int64(-1)
	if errors.As(err, &se) {
		at = se.Offset
	} else if errors.As(err, &te) {
		at = te.Offset
	}
	out, merr := json.Marshal(v)
	var buf bytes.Buffer
	ierr := json.Indent(&buf, []byte(text), "", " ")
	return fmt.Sprintf("%q into %T: %v %d; %s %v; %q %v", text, v, err, at, out, merr, buf.String(), ierr)
}
