// Package tabwriter aligns text whose lines have cells that end in tabs.
//
// A column is a run of adjacent lines that have a cell in the same place; its width is
// that of its widest cell. What follows a line's last tab is in no column.
//
// The Writer keeps a table of the cells since the last flush. Writing it out takes two
// passes: the first finds the runs of each column and gives every cell of a run its
// width; the second prints. The table is printed on Flush, at a form feed, and after a
// line without tabs, which ends all columns.
package tabwriter

import (
	"fmt"
	"io"
	"unicode/utf8"
)

// The flags of a Writer.
const (
	FilterHTML          uint = 1  // tags have no width, and entities are one character wide
	StripEscape         uint = 2  // the Escape characters around a text are left out
	AlignRight          uint = 4  // text is at the right of its cell
	DiscardEmptyColumns uint = 8  // columns of empty cells that end in vertical tabs have no width
	TabIndent           uint = 16 // empty cells at the beginning of a line are filled with tabs
	Debug               uint = 32 // columns are parted by bars, and tables by lines
)

// Escape begins and ends a text in which tabs and line ends mean nothing.
const Escape = '\xff'

// Writer is a filter that aligns what is written to it.
type Writer struct {
	to                          io.Writer
	minWidth, tabWidth, padding int
	pad                         byte
	flags                       uint

	lines [][]cell // the last one is being written
	open  cell     // the cell being written
	until byte     // in an escaped text, tag or entity: the byte that ends it
	plain int      // where the text of open begins whose width is not known yet
}

// A cell is text with its width in characters. One that ends in a tab is in a column.
type cell struct {
	text  []byte
	width int
	hard  bool // it ends in a tab, not in a vertical one
	space int  // of its column, where it has one
}

// NewWriter returns a Writer; see Init.
func NewWriter(output io.Writer, minwidth, tabwidth, padding int, padchar byte, flags uint) *Writer {
	return new(Writer).Init(output, minwidth, tabwidth, padding, padchar, flags)
}

// Init sets the Writer up: the least width of a cell; the width of a tab; how many
// characters are added to the widest text of a column; and the character that fills
// cells. If that is a tab, widths are multiples of tabwidth and text is at the left.
func (b *Writer) Init(output io.Writer, minwidth, tabwidth, padding int, padchar byte, flags uint) *Writer {
	if min(minwidth, tabwidth, padding) < 0 {
		panic("negative minwidth, tabwidth, or padding")
	}
	*b = Writer{to: output, minWidth: minwidth, tabWidth: tabwidth, padding: padding, pad: padchar, flags: flags}
	if padchar == '\t' {
		b.flags &^= AlignRight
	}
	b.lines = [][]cell{nil}
	return b
}

func (b *Writer) has(flag uint) bool { return b.flags&flag != 0 }

// Write takes text. It returns an error only where the table had to be printed.
func (b *Writer) Write(buf []byte) (n int, err error) {
	for i, c := range buf {
		if b.until != 0 {
			b.escaped(c)
			continue
		}
		switch {
		case c == '\t' || c == '\v' || c == '\n' || c == '\f':
			b.endCell(c == '\t')
			if c == '\n' || c == '\f' {
				alone := len(b.lines[len(b.lines)-1]) == 1
				b.lines = append(b.lines, nil)
				if c == '\f' || alone {
					if err := b.print("Write", c == '\f' && b.has(Debug)); err != nil {
						return i + 1, err
					}
				}
			}
		case c == Escape:
			b.measure()
			b.until = Escape
			if !b.has(StripEscape) {
				b.open.text = append(b.open.text, c)
				b.open.width -= 2 // this one, and the one at the end
			}
		case b.has(FilterHTML) && (c == '<' || c == '&'):
			b.measure()
			b.until = map[byte]byte{'<': '>', '&': ';'}[c]
			b.open.text = append(b.open.text, c)
		default:
			b.open.text = append(b.open.text, c)
		}
	}
	return len(buf), nil
}

// escaped takes a byte of an escaped text, tag or entity.
func (b *Writer) escaped(c byte) {
	if c != Escape || b.until != Escape || !b.has(StripEscape) {
		b.open.text = append(b.open.text, c)
	}
	if c == b.until {
		b.endEscape()
	}
}

func (b *Writer) endEscape() {
	switch b.until {
	case Escape:
		b.measure()
	case ';':
		b.open.width++
	}
	b.plain = len(b.open.text)
	b.until = 0
}

// measure adds the width of the text since the last measure.
func (b *Writer) measure() {
	b.open.width += utf8.RuneCount(b.open.text[b.plain:])
	b.plain = len(b.open.text)
}

// endCell puts the open cell into the last line.
func (b *Writer) endCell(hard bool) {
	b.measure()
	b.open.hard = hard
	last := &b.lines[len(b.lines)-1]
	*last = append(*last, b.open)
	b.open, b.plain = cell{}, 0
}

// Flush prints what has been written; the next text begins a new table.
func (b *Writer) Flush() error {
	if len(b.open.text) > 0 {
		if b.until != 0 {
			b.endEscape()
		}
		b.endCell(false)
	}
	return b.print("Flush", false)
}

// print lays the table out and writes it. A panic of the writer below says which method of this one it happened in.
func (b *Writer) print(method string, ruled bool) error {
	b.layOut()
	var out []byte
	for i, line := range b.lines {
		out = b.appendLine(out, line)
		if i < len(b.lines)-1 {
			out = append(out, '\n')
		}
	}
	if ruled {
		out = append(out, "---\n"...)
	}
	b.lines, b.open, b.plain, b.until = [][]cell{nil}, cell{}, 0, 0
	if len(out) == 0 {
		return nil
	}
	defer func() {
		if fault := recover(); fault != nil {
			panic(fmt.Sprintf("tabwriter: panic during %s (%v)", method, fault))
		}
	}()
	n, err := b.to.Write(out)
	if err == nil && n != len(out) {
		err = io.ErrShortWrite
	}
	return err
}

// layOut gives the cells their widths. A line's last cell is in no column.
func (b *Writer) layOut() {
	for column := 0; ; column++ {
		more := false
		for i := 0; i < len(b.lines); i++ {
			end := i
			for end < len(b.lines) && column < len(b.lines[end])-1 {
				end++
			}
			if end == i {
				continue
			}
			more = true
			space := b.space(b.lines[i:end], column)
			for _, line := range b.lines[i:end] {
				line[column].space = space
			}
			i = end
		}
		if !more {
			return
		}
	}
}

// space is the width of a column.
func (b *Writer) space(run [][]cell, column int) int {
	width, empty := b.minWidth, true
	for _, line := range run {
		c := line[column]
		width = max(width, c.width+b.padding)
		empty = empty && c.width == 0 && !c.hard
	}
	if empty && b.has(DiscardEmptyColumns) {
		return 0
	}
	return width
}

func (b *Writer) appendLine(out []byte, line []cell) []byte {
	indent := b.has(TabIndent)
	for i, c := range line {
		if i > 0 && b.has(Debug) {
			out = append(out, '|')
		}
		indent = indent && len(c.text) == 0
		inColumn := i < len(line)-1
		if inColumn && b.has(AlignRight) {
			out = b.appendPad(out, c, indent)
		}
		out = append(out, c.text...)
		if inColumn && !b.has(AlignRight) {
			out = b.appendPad(out, c, indent)
		}
	}
	return out
}

// appendPad fills a cell up to its width.
func (b *Writer) appendPad(out []byte, c cell, tabs bool) []byte {
	fill, n := b.pad, c.space-c.width
	if b.pad == '\t' || tabs {
		if b.tabWidth == 0 {
			return out
		}
		// Up to the next multiple of the tab's width; the first tab goes there from
		// wherever the text ends.
		stops := (c.space + b.tabWidth - 1) / b.tabWidth * b.tabWidth
		fill, n = '\t', (stops-c.width+b.tabWidth-1)/b.tabWidth
	}
	for range n {
		out = append(out, fill)
	}
	return out
}
