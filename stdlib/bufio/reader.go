// Package bufio puts buffers between a reader or writer and the one who uses it, and
// reads text by lines, words and other tokens.
package bufio

import (
	"errors"
	"internal/bytescan"
	"io"
	"unicode/utf8"
)

const (
	defaultSize = 4096 // bytes of a buffer
	leastSize   = 16   // of a Reader's
	patience    = 100  // reads in a row that may bring nothing
)

var (
	// ErrNegativeCount: Peek or Discard was given a negative count.
	ErrNegativeCount = errors.New("bufio: negative count")

	// ErrBufferFull: what was asked for does not fit the buffer.
	ErrBufferFull = errors.New("bufio: buffer full")

	// ErrInvalidUnreadRune: the last thing done was not a ReadRune.
	ErrInvalidUnreadRune = errors.New("bufio: invalid use of UnreadRune")

	// ErrInvalidUnreadByte: nothing was read that can be taken back.
	ErrInvalidUnreadByte = errors.New("bufio: invalid use of UnreadByte")

	errNegativeRead  = errors.New("bufio: reader returned negative count from Read")
	errNegativeWrite = errors.New("bufio: writer returned negative count from Write")
)

// Reader buffers what it reads from another reader.
type Reader struct {
	from     io.Reader
	buf      []byte
	at, end  int   // buf[at:end] is read from the source and not yet given away
	failed   error // what the source said last; given away once the buffer is empty
	lastByte int   // that UnreadByte takes back, or -1
	lastRune int   // width of the rune that UnreadRune takes back, or -1
}

// NewReader returns a Reader of rd with a buffer of the usual size.
func NewReader(rd io.Reader) *Reader { return NewReaderSize(rd, defaultSize) }

// NewReaderSize returns a Reader of rd whose buffer has size bytes or more; rd itself
// where it is such a Reader.
func NewReaderSize(rd io.Reader, size int) *Reader {
	if b, ok := rd.(*Reader); ok && size <= len(b.buf) {
		return b
	}
	b := new(Reader)
	b.use(make([]byte, max(size, leastSize)), rd)
	return b
}

func (b *Reader) use(buf []byte, rd io.Reader) {
	*b = Reader{from: rd, buf: buf, lastByte: -1, lastRune: -1}
}

// Size returns the size of the buffer.
func (b *Reader) Size() int { return len(b.buf) }

// Buffered returns how many bytes can be read from the buffer.
func (b *Reader) Buffered() int { return b.end - b.at }

// Reset drops what is buffered and reads from r from now on.
func (b *Reader) Reset(r io.Reader) {
	if b == r {
		return // else it would read from itself
	}
	buf := b.buf
	if buf == nil {
		buf = make([]byte, defaultSize)
	}
	b.use(buf, r)
}

// forget says that nothing can be taken back.
func (b *Reader) forget() { b.lastByte, b.lastRune = -1, -1 }

// takeError gives the source's error away.
func (b *Reader) takeError() error {
	err := b.failed
	b.failed = nil
	return err
}

// more reads from the source, once, into a buffer that is not full.
func (b *Reader) more() {
	if b.at > 0 {
		b.end = copy(b.buf, b.buf[b.at:b.end])
		b.at = 0
	}
	if b.end == len(b.buf) {
		panic("bufio: tried to fill full buffer")
	}
	for range patience {
		n, err := b.from.Read(b.buf[b.end:])
		if n < 0 {
			panic(errNegativeRead)
		}
		b.end += n
		if b.failed = err; err != nil || n > 0 {
			return
		}
	}
	b.failed = io.ErrNoProgress
}

// Peek returns the next n bytes without reading them; fewer, and the reason, where
// there are not as many. They stay valid until the next read.
func (b *Reader) Peek(n int) ([]byte, error) {
	if n < 0 {
		return nil, ErrNegativeCount
	}
	b.forget()
	for b.Buffered() < min(n, len(b.buf)) && b.failed == nil {
		b.more()
	}
	have := b.buf[b.at:b.end]
	switch {
	case n > len(b.buf):
		return have, ErrBufferFull
	case n <= len(have):
		return have[:n], nil
	}
	err := b.takeError()
	if err == nil {
		err = ErrBufferFull
	}
	return have, err
}

// Discard skips n bytes, or fewer and an error.
func (b *Reader) Discard(n int) (discarded int, err error) {
	if n < 0 {
		return 0, ErrNegativeCount
	}
	if n > 0 {
		b.forget()
	}
	for discarded < n {
		if b.at == b.end {
			b.more()
		}
		step := min(n-discarded, b.end-b.at)
		b.at += step
		discarded += step
		if discarded < n && b.failed != nil {
			return discarded, b.takeError()
		}
	}
	return discarded, nil
}

// Read takes what is in the buffer; where it is empty, it reads once from the
// source.
func (b *Reader) Read(p []byte) (n int, err error) {
	if len(p) == 0 {
		if b.at < b.end {
			return 0, nil
		}
		return 0, b.takeError()
	}
	if b.at == b.end {
		if b.failed != nil {
			return 0, b.takeError()
		}
		into := p // long reads pass the buffer by
		if len(p) < len(b.buf) {
			into = b.buf
			b.at, b.end = 0, 0
		}
		n, b.failed = b.from.Read(into)
		if n < 0 {
			panic(errNegativeRead)
		}
		if len(p) >= len(b.buf) {
			if n > 0 {
				b.lastByte, b.lastRune = int(p[n-1]), -1
			}
			return n, b.takeError()
		}
		if n == 0 {
			return 0, b.takeError()
		}
		b.end = n
	}
	n = copy(p, b.buf[b.at:b.end])
	b.at += n
	b.lastByte, b.lastRune = int(p[n-1]), -1
	return n, nil
}

// ReadByte reads a byte.
func (b *Reader) ReadByte() (byte, error) {
	b.lastRune = -1
	for b.at == b.end {
		if b.failed != nil {
			return 0, b.takeError()
		}
		b.more()
	}
	c := b.buf[b.at]
	b.lastByte = int(c)
	b.at++
	return c, nil
}

// UnreadByte takes back the byte read last; not after Peek, Discard or WriteTo.
func (b *Reader) UnreadByte() error {
	if b.lastByte < 0 || b.at == 0 && b.end > 0 {
		return ErrInvalidUnreadByte
	}
	if b.at == 0 {
		b.end = 1 // the buffer is empty
	} else {
		b.at--
	}
	b.buf[b.at] = byte(b.lastByte)
	b.forget()
	return nil
}

// ReadRune reads a rune; a byte that is no UTF-8 gives U+FFFD of width 1.
func (b *Reader) ReadRune() (r rune, size int, err error) {
	if b.at < b.end && b.buf[b.at] < utf8.RuneSelf {
		c := b.buf[b.at]
		b.at++
		b.lastByte, b.lastRune = int(c), 1
		return rune(c), 1, nil
	}
	for b.failed == nil && b.Buffered() < utf8.UTFMax && b.Buffered() < len(b.buf) &&
		!utf8.FullRune(b.buf[b.at:b.end]) {
		b.more()
	}
	b.lastRune = -1
	if b.at == b.end {
		return 0, 0, b.takeError()
	}
	r, size = utf8.DecodeRune(b.buf[b.at:b.end])
	b.at += size
	b.lastByte, b.lastRune = int(b.buf[b.at-1]), size
	return r, size, nil
}

// UnreadRune takes back the rune that the last thing done, a ReadRune, has read.
func (b *Reader) UnreadRune() error {
	if b.lastRune < 0 || b.lastRune > b.at {
		return ErrInvalidUnreadRune
	}
	b.at -= b.lastRune
	b.forget()
	return nil
}

// ReadSlice reads up to and with delim, and returns the bytes where they lie in the
// buffer, until the next read. Where there is an error before delim comes, or
// ErrBufferFull, it returns what there is.
func (b *Reader) ReadSlice(delim byte) (line []byte, err error) {
	for searched := 0; ; {
		if at := bytescan.IndexByte(b.buf[b.at+searched:b.end], delim); at >= 0 {
			line = b.buf[b.at : b.at+searched+at+1]
			break
		}
		line = b.buf[b.at:b.end]
		if b.failed != nil {
			err = b.takeError()
			break
		}
		if searched = len(line); searched == len(b.buf) {
			err = ErrBufferFull
			break
		}
		b.more()
	}
	b.at += len(line)
	if n := len(line); n > 0 {
		b.lastByte, b.lastRune = int(line[n-1]), -1
	}
	return line, err
}

// ReadLine reads a line, or as much of it as the buffer holds, which isPrefix says.
// The end of the line, \n or \r\n, is not part of what it returns. Most callers want
// ReadBytes('\n'), ReadString('\n') or a Scanner.
func (b *Reader) ReadLine() (line []byte, isPrefix bool, err error) {
	line, err = b.ReadSlice('\n')
	n := len(line)
	if err == ErrBufferFull {
		if n > 0 && line[n-1] == '\r' {
			// It may belong to a \r\n: it is read again with the \n.
			b.at--
			line = line[:n-1]
		}
		return line, true, nil
	}
	if n == 0 {
		if err != nil {
			line = nil
		}
		return line, false, err
	}
	if line[n-1] == '\n' {
		if n--; n > 0 && line[n-1] == '\r' {
			n--
		}
	}
	return line[:n], false, nil
}

// through collects what ReadSlice returns until delim or an error: head is a copy of
// the buffers that were full, tail the rest where it lies.
func (b *Reader) through(delim byte) (head, tail []byte, err error) {
	tail, err = b.ReadSlice(delim)
	for err == ErrBufferFull {
		head = append(head, tail...)
		tail, err = b.ReadSlice(delim)
	}
	return
}

// ReadBytes reads up to and with delim. Where an error, often EOF, comes before
// delim, it returns what there is and the error.
func (b *Reader) ReadBytes(delim byte) ([]byte, error) {
	head, tail, err := b.through(delim)
	if head == nil {
		head = make([]byte, 0, len(tail))
	}
	return append(head, tail...), err
}

// ReadString is ReadBytes that returns a string.
func (b *Reader) ReadString(delim byte) (string, error) {
	head, tail, err := b.through(delim)
	if head == nil {
		return string(tail), err
	}
	return string(append(head, tail...)), err
}

// WriteTo writes what is buffered and all that is left in the source to w.
func (b *Reader) WriteTo(w io.Writer) (n int64, err error) {
	b.forget()
	flush := func() error {
		wrote, err := w.Write(b.buf[b.at:b.end])
		if wrote < 0 {
			panic(errNegativeWrite)
		}
		b.at += wrote
		n += int64(wrote)
		return err
	}
	if b.at < b.end {
		if err = flush(); err != nil {
			return n, err
		}
	}
	rest, direct := int64(0), true
	if from, ok := b.from.(io.WriterTo); ok {
		rest, err = from.WriteTo(w)
	} else if to, ok := w.(io.ReaderFrom); ok {
		rest, err = to.ReadFrom(b.from)
	} else {
		direct = false
	}
	if direct {
		return n + rest, err
	}
	if b.Buffered() < len(b.buf) {
		b.more()
	}
	for b.at < b.end {
		if err = flush(); err != nil {
			return n, err
		}
		b.more()
	}
	if b.failed == io.EOF {
		b.failed = nil
	}
	return n, b.takeError()
}
