// This file encodes to streams and decodes from them, value by value or token by
// token.

package json

import (
	"bytes"
	"io"
	"slices"
)

// Encoder writes values to a stream, each on a line.
type Encoder struct {
	w              io.Writer
	err            error
	plainHTML      bool // HTML's characters are not escaped
	prefix, indent string
}

// NewEncoder returns an Encoder to w.
func NewEncoder(w io.Writer) *Encoder { return &Encoder{w: w} }

// Encode writes v and a newline.
func (enc *Encoder) Encode(v any) error {
	if enc.err != nil {
		return enc.err
	}
	e := encoder{html: !enc.plainHTML}
	if err := e.any(v); err != nil {
		return err
	}
	out := e.buf
	if enc.prefix != "" || enc.indent != "" {
		out = indent(out, enc.prefix, enc.indent)
	}
	_, enc.err = enc.w.Write(append(out, '\n'))
	return enc.err
}

// SetIndent lays the values that follow out as Indent does; with empty strings they
// are written without spaces.
func (enc *Encoder) SetIndent(prefix, indent string) { enc.prefix, enc.indent = prefix, indent }

// SetEscapeHTML says whether <, > and & are escaped in strings, which they are at
// first.
func (enc *Encoder) SetEscapeHTML(on bool) { enc.plainHTML = !on }

// Decoder reads values from a stream.
type Decoder struct {
	r       io.Reader
	buf     []byte
	at      int   // so much of buf is done
	base    int64 // offset of buf in the stream
	scanned int64 // bytes of the values so far, which the offsets of syntax errors count
	err     error
	options decoder

	open  []byte // the arrays and objects that Token is in, by their first character
	phase phase
}

// NewDecoder returns a Decoder of r, of which it may read more than it decodes.
func NewDecoder(r io.Reader) *Decoder { return &Decoder{r: r} }

// UseNumber makes numbers in interfaces a Number, not a float64.
func (dec *Decoder) UseNumber() { dec.options.useNumber = true }

// DisallowUnknownFields makes members that a struct has no field for an error.
func (dec *Decoder) DisallowUnknownFields() { dec.options.strict = true }

// Buffered returns what was read but not decoded. It is good until the next Decode.
func (dec *Decoder) Buffered() io.Reader { return bytes.NewReader(dec.buf[dec.at:]) }

// InputOffset returns where in the stream the last value or token ended.
func (dec *Decoder) InputOffset() int64 { return dec.base + int64(dec.at) }

// refill reads more, after what is not decoded yet.
func (dec *Decoder) refill() error {
	if dec.at > 0 {
		dec.base += int64(dec.at)
		dec.buf = dec.buf[:copy(dec.buf, dec.buf[dec.at:])]
		dec.at = 0
	}
	dec.buf = slices.Grow(dec.buf, max(512, len(dec.buf)))
	n, err := dec.r.Read(dec.buf[len(dec.buf):cap(dec.buf)])
	dec.buf = dec.buf[:len(dec.buf)+n]
	return err
}

// read returns the tape of the next value and where it ends in buf. A value that is
// not all there is skimmed while it grows, and scanned again when it may have ended or
// there is as much again to scan, so that the work stays in proportion.
func (dec *Decoder) read() (tape []entry, end int, err error) {
	scanned, skimmed, state := -1, 0, 0
	for {
		rest := len(dec.buf) - dec.at
		if state >= 0 {
			state = skim(dec.buf, dec.at+skimmed, state)
			skimmed = rest
		}
		if err != nil || state < 0 || rest >= 2*scanned {
			tape, at, fault := scan(dec.buf, dec.at, withTape)
			scanned, skimmed, state = rest, 0, 0
			if fault == noFault || fault == endsAtEdge && err == io.EOF {
				return tape, at, nil
			}
			if at < len(dec.buf) {
				dec.err = syntaxError(dec.buf, at, fault, dec.scanned-int64(dec.at))
				return nil, 0, dec.err
			}
		}
		if err != nil {
			if err == io.EOF && len(bytes.TrimLeft(dec.buf[dec.at:], " \t\r\n")) > 0 {
				err = io.ErrUnexpectedEOF
			}
			dec.err = err
			return nil, 0, err
		}
		err = dec.refill()
	}
}

// Decode decodes the next value into what v points to.
func (dec *Decoder) Decode(v any) error {
	if dec.err != nil {
		return dec.err
	}
	if err := dec.beforeValue(); err != nil {
		return err
	}
	tape, end, err := dec.read()
	if err != nil {
		return err
	}
	d := dec.options
	d.data, d.tape = dec.buf[dec.at:end], tape
	// Places on the tape count from the buffer's beginning, those of d from the value's.
	for i := range tape {
		tape[i].head -= uint64(dec.at) << 8
		if k := byte(tape[i].head); k != '{' && k != '[' && k != '}' && k != ']' {
			tape[i].tail -= uint64(dec.at)
		}
	}
	dec.scanned += int64(end - dec.at)
	dec.at = end
	err = d.into(v)
	dec.afterValue()
	return err
}

// Token is a Delim, bool, float64, Number, string or nil.
type Token any

// Delim is one of the delimiters [ ] { }.
type Delim rune

func (d Delim) String() string { return string(d) }

// phase is what Token expects next.
type phase int

const (
	topValue phase = iota
	firstElement
	nextElement
	elementEnd
	firstKey
	nextKey
	colon
	memberValue
	memberEnd
)

// wants says what is missing where another character stands.
var wants = [...]string{
	topValue:     " looking for beginning of value",
	firstElement: " looking for beginning of value",
	nextElement:  " looking for beginning of value",
	elementEnd:   " after array element",
	firstKey:     "",
	nextKey:      " looking for beginning of object key string",
	colon:        " after object key",
	memberValue:  " looking for beginning of value",
	memberEnd:    " after object key:value pair",
}

func (p phase) takesValue() bool {
	return p == topValue || p == firstElement || p == nextElement || p == memberValue
}

// peek returns the next character that is no space, without taking it.
func (dec *Decoder) peek() (byte, error) {
	var err error
	for {
		for i, c := range dec.buf[dec.at:] {
			if c != ' ' && c != '\t' && c != '\r' && c != '\n' {
				dec.at += i
				return c, nil
			}
		}
		if err != nil {
			return 0, err
		}
		err = dec.refill()
	}
}

func (dec *Decoder) wrong(c byte) error {
	return &SyntaxError{"invalid character " + quoteChar(c) + wants[dec.phase], dec.InputOffset()}
}

// beforeValue takes the comma or colon before a value that is decoded between tokens.
func (dec *Decoder) beforeValue() error {
	switch dec.phase {
	case elementEnd, colon:
		c, err := dec.peek()
		if err != nil {
			return err
		}
		if dec.phase == elementEnd && c != ',' {
			return &SyntaxError{"expected comma after array element", dec.InputOffset()}
		}
		if dec.phase == colon && c != ':' {
			return &SyntaxError{"expected colon after object key", dec.InputOffset()}
		}
		dec.at++
		if dec.phase == colon {
			dec.phase = memberValue
		} else {
			dec.phase = nextElement
		}
	}
	if !dec.phase.takesValue() {
		return &SyntaxError{msg: "not at beginning of value", Offset: dec.InputOffset()}
	}
	return nil
}

func (dec *Decoder) afterValue() {
	switch dec.phase {
	case firstElement, nextElement:
		dec.phase = elementEnd
	case memberValue:
		dec.phase = memberEnd
	}
}

// More tells whether the array or object that Token is in has another element.
func (dec *Decoder) More() bool {
	c, err := dec.peek()
	return err == nil && c != ']' && c != '}'
}

// Token returns the next token. Commas and colons are passed over; delimiters come in
// pairs. At the end the error is io.EOF.
func (dec *Decoder) Token() (Token, error) {
	for {
		c, err := dec.peek()
		if err != nil {
			return nil, err
		}
		switch {
		case c == '[' || c == '{':
			if !dec.phase.takesValue() {
				return nil, dec.wrong(c)
			}
			dec.at++
			dec.open = append(dec.open, c)
			dec.phase = firstElement
			if c == '{' {
				dec.phase = firstKey
			}
			return Delim(c), nil
		case c == ']' && (dec.phase == firstElement || dec.phase == elementEnd),
			c == '}' && (dec.phase == firstKey || dec.phase == memberEnd):
			dec.at++
			dec.close()
			return Delim(c), nil
		case c == ':' && dec.phase == colon:
			dec.at++
			dec.phase = memberValue
		case c == ',' && dec.phase == elementEnd:
			dec.at++
			dec.phase = nextElement
		case c == ',' && dec.phase == memberEnd:
			dec.at++
			dec.phase = nextKey
		case c == '"' && (dec.phase == firstKey || dec.phase == nextKey):
			before := dec.phase
			var key string
			dec.phase = topValue
			err := dec.Decode(&key)
			dec.phase = before
			if err != nil {
				return nil, err
			}
			dec.phase = colon
			return key, nil
		case !dec.phase.takesValue() || c == ':' || c == ',' || c == ']' || c == '}':
			return nil, dec.wrong(c)
		default:
			var value any
			err := dec.Decode(&value)
			return value, err
		}
	}
}

// close goes back to where the array or object began that ends.
func (dec *Decoder) close() {
	dec.open = dec.open[:len(dec.open)-1]
	dec.phase = topValue
	if n := len(dec.open); n > 0 {
		dec.phase = elementEnd
		if dec.open[n-1] == '{' {
			dec.phase = memberEnd
		}
	}
}
