// This file has bodies: how they lie between the other bytes of a connection.
//
// A body has a length that the header says, or comes in chunks that each say theirs, or ends with the connection.

package http

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"strconv"
	"strings"
	"sync"
)

var (
	ErrBodyReadAfterClose = errors.New("http: invalid Read on closed Body")
	ErrLineTooLong        = errors.New("header line too long")
)

// NoBody is a body of nothing.
var NoBody = noBody{}

type noBody struct{}

func (noBody) Read([]byte) (int, error)         { return 0, io.EOF }
func (noBody) Close() error                     { return nil }
func (noBody) WriteTo(io.Writer) (int64, error) { return 0, nil }

// body is a body that comes in.
type body struct {
	in    io.Reader // ends where the body ends
	begin func()    // called before the first Read, or nil
	ended func(clean bool)

	mu     sync.Mutex
	err    error // of all further calls
	closed bool
}

func (b *body) Read(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed {
		return 0, ErrBodyReadAfterClose
	}
	return b.read(p)
}

func (b *body) read(p []byte) (n int, err error) {
	if b.err != nil {
		return 0, b.err
	}
	if b.begin != nil {
		b.begin()
		b.begin = nil
	}
	n, err = b.in.Read(p)
	if l, ok := b.in.(*io.LimitedReader); ok && err == nil && l.N == 0 {
		err = io.EOF // so that the connection is free as soon as all is read
	} else if ok && err == io.EOF && l.N > 0 {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		b.err = err
		if b.ended != nil {
			b.ended(err == io.EOF)
		}
	}
	return n, err
}

// Close ends the reading. A connection whose body is not read to its end cannot be used again.
func (b *body) Close() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.closed {
		b.closed = true
		if b.err == nil {
			b.err = ErrBodyReadAfterClose
			if b.ended != nil {
				b.ended(false)
			}
		}
	}
	return nil
}

// drain reads what is left, up to a limit, and reports whether that was all.
func (b *body) drain(most int64) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.begin != nil {
		return false // nobody has asked for it
	}
	p := make([]byte, 4096)
	for b.err == nil && most > 0 {
		n, _ := b.read(p)
		most -= int64(n)
	}
	return b.err == io.EOF
}

// chunks reads a body in chunks, and the trailer behind it.
type chunks struct {
	from    *bufio.Reader
	left    int64 // of this chunk
	inside  bool  // a line end is to come
	trailer func(Header)
	err     error
}

func (c *chunks) Read(p []byte) (n int, err error) {
	for c.err == nil && c.left == 0 {
		c.err = c.next()
	}
	if c.err != nil || len(p) == 0 {
		return 0, c.err
	}
	n, err = c.from.Read(p[:min(int64(len(p)), c.left)])
	c.left -= int64(n)
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	c.err = err
	if c.left == 0 && err == nil && c.from.Buffered() > 0 {
		c.err = c.next() // so that the end is noted without another Read
	}
	if c.err == io.EOF {
		return n, io.EOF
	}
	return n, err
}

// next reads the line in front of a chunk; behind the last one, the trailer.
func (c *chunks) next() error {
	if c.inside {
		if end, err := readLine(c.from); err != nil {
			return unexpected(err)
		} else if end != "" {
			return errors.New("malformed chunked encoding")
		}
	}
	line, err := readLine(c.from)
	if err != nil {
		return unexpected(err)
	}
	size, _, _ := strings.Cut(line, ";")
	n, err := strconv.ParseUint(strings.TrimRight(size, " \t"), 16, 63)
	switch {
	case errors.Is(err, strconv.ErrRange):
		return errors.New("http chunk length too large")
	case err != nil:
		return errors.New("invalid byte in chunk length")
	}
	c.left, c.inside = int64(n), true
	if n > 0 {
		return nil
	}
	h, err := textproto.NewReader(c.from).ReadMIMEHeader()
	if err != nil {
		return unexpected(err)
	}
	if c.trailer != nil {
		c.trailer(Header(h))
	}
	return io.EOF
}

func unexpected(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// mostLine is how long a line in front of a chunk may be.
const mostLine = 4096

func readLine(r *bufio.Reader) (string, error) {
	b, err := r.ReadSlice('\n')
	if err == bufio.ErrBufferFull || len(b) > mostLine {
		return "", ErrLineTooLong
	}
	if err != nil {
		return "", err
	}
	return strings.TrimRight(string(b), "\r\n"), nil
}

// chunkWriter writes chunks.
type chunkWriter struct{ to *bufio.Writer }

func (w chunkWriter) Write(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	fmt.Fprintf(w.to, "%x\r\n", len(p))
	w.to.Write(p)
	_, err := w.to.WriteString("\r\n")
	return len(p), err
}

// end writes the last chunk, and a trailer.
func (w chunkWriter) end(trailer Header) error {
	w.to.WriteString("0\r\n")
	trailer.Write(w.to)
	_, err := w.to.WriteString("\r\n")
	return err
}

// framing is what a header says about the body.
type framing struct {
	length   int64 // -1 where it is not known
	chunked  bool
	trailers Header // that are announced, without values
}

// badMessage is a message that cannot be understood.
type badMessage string

func (e badMessage) Error() string { return string(e) }

// frame finds out how the body lies, and takes out of the header what is about that alone.
func frame(h Header) (f framing, err error) {
	f.length = -1
	if te := h["Transfer-Encoding"]; te != nil {
		if len(te) != 1 || !strings.EqualFold(textproto.TrimString(te[0]), "chunked") {
			return f, badMessage(fmt.Sprintf("unsupported transfer encoding: %q", te))
		}
		f.chunked = true
		delete(h, "Transfer-Encoding")
		delete(h, "Content-Length")
	}
	if lengths := h["Content-Length"]; len(lengths) > 0 {
		first := textproto.TrimString(lengths[0])
		for _, l := range lengths[1:] {
			if textproto.TrimString(l) != first {
				return f, badMessage(fmt.Sprintf("http: message cannot contain multiple Content-Length headers; got %q", lengths))
			}
		}
		n, err := strconv.ParseUint(first, 10, 63)
		if err != nil {
			return f, badMessage(fmt.Sprintf("bad Content-Length %q", first))
		}
		h["Content-Length"] = []string{first}
		f.length = int64(n)
	}
	if f.chunked && len(h["Trailer"]) > 0 {
		f.trailers = Header{}
		for _, list := range h["Trailer"] {
			for key := range strings.SplitSeq(list, ",") {
				key = CanonicalHeaderKey(textproto.TrimString(key))
				switch key {
				case "Transfer-Encoding", "Trailer", "Content-Length":
					return f, badMessage(fmt.Sprintf("bad trailer key %q", key))
				}
				f.trailers[key] = nil
			}
		}
		delete(h, "Trailer")
	}
	return f, nil
}

// newBody makes the body of a message. *trailer gets its trailer.
func newBody(from *bufio.Reader, f framing, trailer *Header) *body {
	switch {
	case f.chunked:
		return &body{in: &chunks{from: from, trailer: func(h Header) {
			if len(h) == 0 {
				return
			}
			if *trailer == nil {
				*trailer = Header{}
			}
			for k, v := range h {
				(*trailer)[k] = v
			}
		}}}
	case f.length >= 0:
		return &body{in: &io.LimitedReader{R: from, N: f.length}}
	}
	return &body{in: from}
}
