// This file writes records.

package csv

import (
	"bufio"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Writer writes records, each a line. What it writes is buffered until Flush.
type Writer struct {
	Comma   rune // separates fields
	UseCRLF bool // lines end with \r\n, not \n
	w       *bufio.Writer
}

// NewWriter returns a Writer to w, with a comma between fields.
func NewWriter(w io.Writer) *Writer {
	return &Writer{Comma: ',', w: bufio.NewWriter(w)}
}

// mustQuote tells whether a field needs quotes around it. A field \. does, which is
// the end of the data to some databases.
func (w *Writer) mustQuote(field string) bool {
	if field == "" || field == `\.` {
		return field != ""
	}
	if first, _ := utf8.DecodeRuneInString(field); unicode.IsSpace(first) {
		return true
	}
	return strings.ContainsAny(field, "\"\r\n") || strings.ContainsRune(field, w.Comma)
}

// quote writes a field between quotes.
func (w *Writer) quote(field string) error {
	w.w.WriteByte('"')
	for field != "" {
		i := strings.IndexAny(field, "\"\r\n")
		if i < 0 {
			w.w.WriteString(field)
			break
		}
		w.w.WriteString(field[:i])
		switch c := field[i]; {
		case c == '"':
			w.w.WriteString(`""`)
		case !w.UseCRLF:
			w.w.WriteByte(c)
		case c == '\n':
			w.w.WriteString("\r\n")
		}
		field = field[i+1:]
	}
	return w.w.WriteByte('"')
}

// Write writes a record.
func (w *Writer) Write(record []string) error {
	if !delimiterOK(w.Comma) {
		return errDelimiter
	}
	for i, field := range record {
		if i > 0 {
			if _, err := w.w.WriteRune(w.Comma); err != nil {
				return err
			}
		}
		var err error
		if w.mustQuote(field) {
			err = w.quote(field)
		} else {
			_, err = w.w.WriteString(field)
		}
		if err != nil {
			return err
		}
	}
	end := "\n"
	if w.UseCRLF {
		end = "\r\n"
	}
	_, err := w.w.WriteString(end)
	return err
}

// WriteAll writes records, and flushes.
func (w *Writer) WriteAll(records [][]string) error {
	for _, record := range records {
		if err := w.Write(record); err != nil {
			return err
		}
	}
	return w.w.Flush()
}

// Flush writes what is buffered. Error tells whether that went well.
func (w *Writer) Flush() { w.w.Flush() }

// Error returns the first error of writing.
func (w *Writer) Error() error {
	_, err := w.w.Write(nil)
	return err
}
