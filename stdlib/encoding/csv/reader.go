// Package csv reads and writes values separated by commas, as RFC 4180 describes
// them.
package csv

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode"
	"unicode/utf8"
)

// What may be wrong with a record.
var (
	ErrBareQuote  = errors.New("bare \" in non-quoted-field")
	ErrQuote      = errors.New("extraneous or missing \" in quoted-field")
	ErrFieldCount = errors.New("wrong number of fields")

	// Deprecated: it is not used.
	ErrTrailingComma = errors.New("extra delimiter at end of line")
)

var errDelimiter = errors.New("csv: invalid field or comment delimiter")

// ParseError is the error for a record that is not well formed. Lines and columns
// (in bytes) count from 1.
type ParseError struct {
	StartLine int   // where the record begins
	Line      int   // where the mistake is
	Column    int   // where the mistake is
	Err       error // what it is
}

func (e *ParseError) Error() string {
	switch {
	case e.Err == ErrFieldCount:
		return fmt.Sprintf("record on line %d: %v", e.Line, e.Err)
	case e.StartLine != e.Line:
		return fmt.Sprintf("record on line %d; parse error on line %d, column %d: %v", e.StartLine, e.Line, e.Column, e.Err)
	}
	return fmt.Sprintf("parse error on line %d, column %d: %v", e.Line, e.Column, e.Err)
}

func (e *ParseError) Unwrap() error { return e.Err }

// Reader reads records. Its exported fields may be changed before the first one is
// read. It turns \r\n into \n everywhere.
type Reader struct {
	// Comma separates fields. Comment, where it is not 0, begins lines that are passed
	// over. Both must be valid runes, no newlines or quotes, and must differ.
	Comma, Comment rune

	// FieldsPerRecord is how many fields each record must have. 0 takes the number
	// from the first record; below 0 records may differ.
	FieldsPerRecord int

	// LazyQuotes allows quotes in fields that do not begin with one, and single
	// quotes in fields that do. TrimLeadingSpace drops white space where fields
	// begin, even if Comma is one.
	LazyQuotes, TrimLeadingSpace bool

	// ReuseRecord lets Read return the same slice again and again. TrailingComma
	// does nothing.
	ReuseRecord, TrailingComma bool

	in     *bufio.Reader
	long   []byte // a line that is longer than in's buffer
	line   int    // number of lines read
	offset int64  // bytes read

	text   []byte  // of the record's fields, one after the other
	fields []place // of the record
	last   []string
}

// place is where a field ends in the record's text, and where it began in the input.
type place struct {
	end, line, column int
}

// NewReader returns a Reader of r, with a comma between fields.
func NewReader(r io.Reader) *Reader {
	return &Reader{Comma: ',', in: bufio.NewReader(r)}
}

func delimiterOK(r rune) bool {
	return r != 0 && r != '"' && r != '\r' && r != '\n' && r != utf8.RuneError && utf8.ValidRune(r)
}

// Read reads a record. With too many or too few fields it is returned along with
// ErrFieldCount; where a field cannot be read, those before it are returned with the
// error. At the end the error is io.EOF.
func (r *Reader) Read() (record []string, err error) {
	if !r.ReuseRecord {
		return r.record(nil)
	}
	record, err = r.record(r.last)
	r.last = record
	return record, err
}

// ReadAll reads the records that are left. The end is not an error.
func (r *Reader) ReadAll() (records [][]string, err error) {
	for {
		record, err := r.record(nil)
		switch err {
		case nil:
			records = append(records, record)
		case io.EOF:
			return records, nil
		default:
			return nil, err
		}
	}
}

// FieldPos returns where field i of the record that was read last begins.
func (r *Reader) FieldPos(field int) (line, column int) {
	if field < 0 || field >= len(r.fields) {
		panic("out of range index passed to FieldPos")
	}
	p := r.fields[field]
	return p.line, p.column
}

// InputOffset returns where the record that was read last ends in the input.
func (r *Reader) InputOffset() int64 { return r.offset }

// nextLine returns the next line, with \n at its end except in the last one. The
// error is io.EOF only where there is no line.
func (r *Reader) nextLine() ([]byte, error) {
	line, err := r.in.ReadSlice('\n')
	if err == bufio.ErrBufferFull {
		r.long = r.long[:0]
		for err == bufio.ErrBufferFull {
			r.long = append(r.long, line...)
			line, err = r.in.ReadSlice('\n')
		}
		r.long = append(r.long, line...)
		line = r.long
	}
	r.offset += int64(len(line))
	n := len(line)
	if n > 0 && err == io.EOF {
		err = nil
		if line[n-1] == '\r' {
			line = line[:n-1]
		}
	} else if n > 1 && line[n-2] == '\r' && line[n-1] == '\n' {
		line[n-2] = '\n'
		line = line[:n-1]
	}
	r.line++
	return line, err
}

// firstLine returns the first line that belongs to a record.
func (r *Reader) firstLine() ([]byte, error) {
	for {
		line, err := r.nextLine()
		if err != nil {
			return nil, err
		}
		c, _ := utf8.DecodeRune(line)
		switch {
		case len(line) > 0 && r.Comment != 0 && c == r.Comment:
		case len(line) == 0 || len(line) == 1 && line[0] == '\n':
		default:
			return line, nil
		}
	}
}

func (r *Reader) record(reuse []string) ([]string, error) {
	if r.Comma == r.Comment || !delimiterOK(r.Comma) || r.Comment != 0 && !delimiterOK(r.Comment) {
		return nil, errDelimiter
	}
	line, err := r.firstLine()
	if err != nil {
		return nil, err
	}
	start := r.line
	m := machine{r: r, line: line, number: start, start: start, failed: nil}
	r.text, r.fields = r.text[:0], r.fields[:0]
	m.run()

	// One string holds the text of all fields.
	text := string(r.text)
	fields := reuse[:0]
	if cap(fields) < len(r.fields) {
		fields = make([]string, 0, len(r.fields))
	}
	from := 0
	for _, f := range r.fields {
		fields = append(fields, text[from:f.end])
		from = f.end
	}
	err = m.failed
	if r.FieldsPerRecord == 0 {
		r.FieldsPerRecord = len(fields)
	} else if r.FieldsPerRecord > 0 && len(fields) != r.FieldsPerRecord && err == nil {
		err = &ParseError{StartLine: start, Line: start, Column: 1, Err: ErrFieldCount}
	}
	return fields, err
}

// machine takes a record apart. Each state is a method that goes on from where the
// machine is and returns the next state, nil at the record's end.
type machine struct {
	r      *Reader
	line   []byte // of which
	at     int    // so much is done
	number int    // of the line
	start  int    // number of the record's first line
	field  place  // where the field begins
	failed error
}

type state func(*machine) state

func (m *machine) run() {
	for s := begin; s != nil; {
		s = s(m)
	}
}

func (m *machine) fail(why error, at int) state {
	m.failed = &ParseError{StartLine: m.start, Line: m.number, Column: at + 1, Err: why}
	return nil
}

// end is where the line ends, but for its newline.
func (m *machine) end() int {
	if n := len(m.line); n > 0 && m.line[n-1] == '\n' {
		return n - 1
	}
	return len(m.line)
}

// finish closes the field. last says that the record ends with it.
func (m *machine) finish(last bool) state {
	m.field.end = len(m.r.text)
	m.r.fields = append(m.r.fields, m.field)
	if last {
		return nil
	}
	return begin
}

// begin is the state where a field begins.
func begin(m *machine) state {
	if m.r.TrimLeadingSpace {
		rest := bytes.TrimLeftFunc(m.line[m.at:], unicode.IsSpace)
		m.at = min(len(m.line)-len(rest), max(m.end(), m.at))
	}
	m.field = place{line: m.number, column: m.at + 1}
	if m.at < len(m.line) && m.line[m.at] == '"' {
		m.at++
		return quoted
	}
	return plain
}

// commaAt returns the length of Comma where it stands at the machine's place, else 0.
func (m *machine) commaAt() int {
	if m.at < len(m.line) {
		if c := m.line[m.at]; c < utf8.RuneSelf {
			if rune(c) == m.r.Comma {
				return 1
			}
		} else if c, n := utf8.DecodeRune(m.line[m.at:]); c == m.r.Comma {
			return n
		}
	}
	return 0
}

// plain is the state in a field without quotes around it.
func plain(m *machine) state {
	from, to := m.at, m.end()
	i := -1
	if m.r.Comma < utf8.RuneSelf {
		i = bytes.IndexByte(m.line[from:to], byte(m.r.Comma))
	} else {
		i = bytes.IndexRune(m.line[from:to], m.r.Comma)
	}
	last := i < 0
	if !last {
		to = from + i
	}
	if !m.r.LazyQuotes {
		if q := bytes.IndexByte(m.line[from:to], '"'); q >= 0 {
			return m.fail(ErrBareQuote, from+q)
		}
	}
	m.r.text = append(m.r.text, m.line[from:to]...)
	m.at = to
	if !last {
		m.at += m.commaAt()
	}
	return m.finish(last)
}

// quoted is the state within quotes.
func quoted(m *machine) state {
	rest := m.line[m.at:]
	if q := bytes.IndexByte(rest, '"'); q >= 0 {
		m.r.text = append(m.r.text, rest[:q]...)
		m.at += q + 1
		return afterQuote
	}
	m.r.text = append(m.r.text, rest...)
	next, err := m.r.nextLine()
	if len(next) > 0 {
		m.line, m.at = next, 0
		m.number++
		return quoted
	}
	// The input ends within quotes.
	m.at = len(m.line)
	if err != nil && err != io.EOF {
		if m.r.LazyQuotes {
			m.finish(true)
		}
		m.failed = err
		return nil
	}
	if !m.r.LazyQuotes {
		return m.fail(ErrQuote, m.at)
	}
	return m.finish(true)
}

// afterQuote is the state after a quote within quotes.
func afterQuote(m *machine) state {
	if n := m.commaAt(); n > 0 {
		m.at += n
		return m.finish(false)
	}
	switch {
	case m.at >= m.end():
		return m.finish(true)
	case m.line[m.at] == '"':
		m.r.text = append(m.r.text, '"')
		m.at++
		return quoted
	case m.r.LazyQuotes:
		m.r.text = append(m.r.text, '"')
		return quoted
	}
	return m.fail(ErrQuote, m.at-1)
}
