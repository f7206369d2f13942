// This file reads.

package textproto

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// Reader reads from R.
type Reader struct {
	R   *bufio.Reader
	dot *dotReader // the text that is being read, which the next call passes over
	buf []byte     // of a line that is put together
}

// NewReader makes a Reader.
func NewReader(r *bufio.Reader) *Reader { return &Reader{R: r} }

var errTooLarge = errors.New("message too large")

// line reads a line without its end. It may lie in R's buffer. most is how many bytes it may have.
func (r *Reader) line(most int64) ([]byte, error) {
	r.finishDot()
	var whole []byte
	for {
		part, more, err := r.R.ReadLine()
		if err != nil {
			return nil, err
		}
		if most -= int64(len(part)); most < 0 {
			return nil, errTooLarge
		}
		if whole == nil && !more {
			return part, nil
		}
		if whole = append(whole, part...); !more {
			return whole, nil
		}
	}
}

// ReadLine reads a line.
func (r *Reader) ReadLine() (string, error) {
	b, err := r.line(math.MaxInt64)
	return string(b), err
}

// ReadLineBytes reads a line.
func (r *Reader) ReadLineBytes() ([]byte, error) {
	b, err := r.line(math.MaxInt64)
	return bytes.Clone(b), err
}

// continued reads a line and those behind it that begin with white space; each goes on with one blank. The first line
// must pass check, where that is not nil.
func (r *Reader) continued(most int64, check func([]byte) error) ([]byte, error) {
	first, err := r.line(most)
	if err != nil || len(first) == 0 {
		return first, err
	}
	if check != nil {
		if err := check(first); err != nil {
			return nil, err
		}
	}
	r.buf = append(r.buf[:0], TrimBytes(first)...)
	for r.space() {
		next, err := r.line(most - int64(len(r.buf)))
		if err != nil {
			break
		}
		r.buf = append(append(r.buf, ' '), TrimBytes(next)...)
	}
	return r.buf, nil
}

// space passes over white space in front of a line, and reports whether there was any.
func (r *Reader) space() (any bool) {
	for {
		b, err := r.R.Peek(1)
		if err != nil || b[0] != ' ' && b[0] != '\t' {
			return any
		}
		r.R.Discard(1)
		any = true
	}
}

// ReadContinuedLine reads a line that goes on in those that begin with white space.
func (r *Reader) ReadContinuedLine() (string, error) {
	b, err := r.continued(math.MaxInt64, nil)
	return string(b), err
}

// ReadContinuedLineBytes reads a line that goes on in those that begin with white space.
func (r *Reader) ReadContinuedLineBytes() ([]byte, error) {
	b, err := r.continued(math.MaxInt64, nil)
	return bytes.Clone(b), err
}

// codeLine reads a line of an answer. more tells whether it goes on.
func (r *Reader) codeLine(expect int) (code int, more bool, message string, err error) {
	line, err := r.ReadLine()
	if err != nil {
		return 0, false, "", err
	}
	if len(line) < 4 || line[3] != ' ' && line[3] != '-' {
		return 0, false, "", ProtocolError(fmt.Sprintf("short response: %q", line))
	}
	code, err = strconv.Atoi(line[:3])
	if err != nil || code < 100 {
		return 0, false, "", ProtocolError(fmt.Sprintf("invalid response code: %q", line))
	}
	return code, line[3] == '-', line[4:], mismatch(code, expect, line[4:])
}

// mismatch returns an error where a number is not what is expected: its first digits.
func mismatch(code, expect int, message string) error {
	begin := code
	switch {
	case 1 <= expect && expect < 10:
		begin = code / 100
	case 10 <= expect && expect < 100:
		begin = code / 10
	case expect < 100 || expect > 999:
		return nil
	}
	if begin != expect {
		return &Error{code, message}
	}
	return nil
}

// ReadCodeLine reads an answer of one line. expectCode is how its number must begin, or not above 0.
func (r *Reader) ReadCodeLine(expectCode int) (code int, message string, err error) {
	code, more, message, err := r.codeLine(expectCode)
	if err == nil && more {
		err = ProtocolError(fmt.Sprintf("unexpected multi-line response: %q", message))
	}
	return code, message, err
}

// ReadResponse reads an answer, which may have several lines.
func (r *Reader) ReadResponse(expectCode int) (code int, message string, err error) {
	code, more, message, err := r.codeLine(expectCode)
	several := more
	for more {
		line, failed := r.ReadLine()
		if failed != nil {
			return 0, "", failed
		}
		prefix := fmt.Sprintf("%03d", code)
		if rest, ok := strings.CutPrefix(line, prefix); ok && rest != "" && (rest[0] == ' ' || rest[0] == '-') {
			more = rest[0] == '-'
			line = rest[1:]
		}
		message += "\n" + strings.TrimRight(line, "\r\n")
	}
	if several && err != nil {
		err = &Error{code, message}
	}
	return code, message, err
}

// dotReader reads a text up to the line with a period.
type dotReader struct {
	r     *Reader
	begin bool // of a line
	ended bool
}

// DotReader returns a reader of a text that ends in a line with a period. Lines end in \n, and lose a period in front.
// It is good until the next call.
func (r *Reader) DotReader() io.Reader {
	r.finishDot()
	r.dot = &dotReader{r: r, begin: true}
	return r.dot
}

// finishDot passes over the rest of a text.
func (r *Reader) finishDot() {
	if d := r.dot; d != nil {
		io.Copy(io.Discard, d)
		r.dot = nil
	}
}

func (d *dotReader) Read(b []byte) (n int, err error) {
	for n < len(b) && !d.ended {
		c, err := d.next()
		if err == io.EOF {
			d.ended = true
			break
		}
		if err != nil {
			return n, err
		}
		b[n] = c
		n++
	}
	if n == 0 && d.ended && len(b) > 0 {
		if d.r.dot == d {
			d.r.dot = nil
		}
		return 0, io.EOF
	}
	return n, nil
}

// next returns a byte of the text.
func (d *dotReader) next() (byte, error) {
	in := d.r.R
	c, err := in.ReadByte()
	if err == nil && d.begin && c == '.' {
		rest, _ := in.Peek(2)
		switch {
		case len(rest) > 0 && rest[0] == '\n':
			in.Discard(1)
			return 0, io.EOF
		case len(rest) > 1 && rest[0] == '\r' && rest[1] == '\n':
			in.Discard(2)
			return 0, io.EOF
		}
		c, err = in.ReadByte()
	}
	if err == nil && c == '\r' {
		if rest, _ := in.Peek(1); len(rest) > 0 && rest[0] == '\n' {
			c, err = in.ReadByte()
		}
	}
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	d.begin = c == '\n'
	return c, err
}

// ReadDotBytes reads such a text.
func (r *Reader) ReadDotBytes() ([]byte, error) { return io.ReadAll(r.DotReader()) }

// ReadDotLines reads the lines of such a text.
func (r *Reader) ReadDotLines() (lines []string, err error) {
	for {
		line, err := r.ReadLine()
		switch {
		case err == io.EOF:
			return lines, io.ErrUnexpectedEOF
		case err != nil || line == ".":
			return lines, err
		}
		lines = append(lines, strings.TrimPrefix(line, "."))
	}
}

// How many bytes and keys a header may have.
const (
	mostBytes = math.MaxInt64
	mostKeys  = math.MaxInt64
)

// ReadMIMEHeader reads a header, up to an empty line.
func (r *Reader) ReadMIMEHeader() (MIMEHeader, error) { return r.readHeader(mostBytes, mostKeys) }

func (r *Reader) readHeader(bytesLeft, keysLeft int64) (MIMEHeader, error) {
	h := MIMEHeader{}
	r.finishDot()
	if b, err := r.R.Peek(1); err == nil && (b[0] == ' ' || b[0] == '\t') {
		line, err := r.line(bytesLeft)
		if err != nil {
			return h, err
		}
		return h, ProtocolError(fmt.Sprintf("malformed MIME header initial line: %q", line))
	}
	for {
		line, err := r.continued(bytesLeft, func(first []byte) error {
			if bytes.IndexByte(first, ':') < 0 {
				return ProtocolError(fmt.Sprintf("malformed MIME header: missing colon: %q", first))
			}
			return nil
		})
		if len(line) == 0 || err != nil {
			return h, err
		}
		if bytesLeft -= int64(len(line)); bytesLeft < 0 {
			return h, errTooLarge
		}
		if err := h.add(line, &keysLeft); err != nil {
			return h, err
		}
	}
}

// add takes a line of a header.
func (h MIMEHeader) add(line []byte, left *int64) error {
	name, value, _ := bytes.Cut(line, []byte(":"))
	bad := len(name) == 0
	spaced := false
	for _, c := range name {
		bad = bad || !inKey(c) && c != ' '
		spaced = spaced || c == ' '
	}
	value = bytes.TrimLeft(value, " \t")
	for _, c := range value {
		bad = bad || c < ' ' && c != '\t' || c == 0x7f
	}
	if bad {
		return ProtocolError(fmt.Sprintf("malformed MIME header line: %q", line))
	}
	key := string(name)
	if !spaced {
		key = CanonicalMIMEHeaderKey(key)
	}
	if *left--; *left < 0 {
		return errTooLarge
	}
	h[key] = append(h[key], string(value))
	return nil
}
