// This file writes.

package textproto

import (
	"bufio"
	"fmt"
	"io"
)

// Writer writes to W.
type Writer struct {
	W   *bufio.Writer
	dot *dotWriter // the text that is being written, which the next call ends
}

// NewWriter makes a Writer.
func NewWriter(w *bufio.Writer) *Writer { return &Writer{W: w} }

// PrintfLine writes a line, and flushes.
func (w *Writer) PrintfLine(format string, args ...any) error {
	w.endDot()
	fmt.Fprintf(w.W, format, args...)
	w.W.WriteString("\r\n")
	return w.W.Flush()
}

func (w *Writer) endDot() {
	if w.dot != nil {
		w.dot.Close()
	}
}

// DotWriter returns a writer of a text that Close ends with a line with a period. \n becomes \r\n, and lines that begin
// with a period get another.
func (w *Writer) DotWriter() io.WriteCloser {
	w.endDot()
	w.dot = &dotWriter{w: w, last: '\n'}
	return w.dot
}

type dotWriter struct {
	w     *Writer
	last  byte // that was written; at first as if a line had ended
	begun bool
}

func (d *dotWriter) Write(b []byte) (n int, err error) {
	for n, c := range b {
		d.begun = true
		if c == '.' && d.last == '\n' {
			d.w.W.WriteByte('.')
		}
		if c == '\n' && d.last != '\r' {
			d.w.W.WriteByte('\r')
		}
		if err := d.w.W.WriteByte(c); err != nil {
			return n, err
		}
		d.last = c
	}
	return len(b), nil
}

// Close ends the text.
func (d *dotWriter) Close() error {
	if d.w.dot == d {
		d.w.dot = nil
	}
	end := ".\r\n"
	switch {
	case d.last == '\r':
		end = "\n" + end
	case d.last != '\n' || !d.begun:
		end = "\r\n" + end
	}
	d.w.W.WriteString(end)
	return d.w.W.Flush()
}
