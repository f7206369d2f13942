// bufio: Reader and Writer with small buffers, peeking, unreading, long lines, errors that stick, and ReadFrom/WriteTo.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing/iotest"
)

type chunks struct {
	parts []string
	err   error
}

func (c *chunks) Read(p []byte) (int, error) {
	if len(c.parts) == 0 {
		return 0, c.err
	}
	n := copy(p, c.parts[0])
	if c.parts[0] = c.parts[0][n:]; c.parts[0] == "" {
		c.parts = c.parts[1:]
	}
	return n, nil
}

type short struct{ max int }

func (s *short) Write(p []byte) (int, error) {
	if len(p) > s.max {
		return s.max, nil
	}
	return len(p), nil
}

func main() {
	r := bufio.NewReaderSize(strings.NewReader("0123456789abcdefghijklmnopqrstuvwxyz"), 1)
	fmt.Println(r.Size(), r.Buffered())
	p, err := r.Peek(5)
	fmt.Printf("%q %v %d\n", p, err, r.Buffered())
	p, err = r.Peek(17)
	fmt.Printf("%q %v\n", p, err)
	_, err = r.Peek(-1)
	fmt.Println(err, r.UnreadByte(), r.UnreadRune())
	n, err := r.Discard(20)
	fmt.Println(n, err)
	n, err = r.Discard(-1)
	fmt.Println(n, err)
	b, err := r.ReadByte()
	fmt.Println(string(b), err, r.UnreadByte(), r.UnreadByte())
	n, err = r.Discard(100)
	fmt.Println(n, err)

	src := func() io.Reader { return &chunks{[]string{"ab", "c\nlong line without an ", "end in sight at all\n", "\r\n", "tail"}, errors.New("gone")} }
	r = bufio.NewReaderSize(src(), 16)
	for i := 0; i < 8; i++ {
		line, more, err := r.ReadLine()
		fmt.Printf("%q %v %v\n", line, more, err)
	}
	r = bufio.NewReaderSize(src(), 16)
	for i := 0; i < 6; i++ {
		s, err := r.ReadSlice('\n')
		fmt.Printf("slice %q %v\n", s, err)
	}
	r.Reset(src())
	for i := 0; i < 5; i++ {
		s, err := r.ReadString('\n')
		fmt.Printf("string %q %v\n", s, err)
	}
	r.Reset(strings.NewReader("é日\xffx"))
	for i := 0; i < 5; i++ {
		c, size, err := r.ReadRune()
		fmt.Printf("%q %d %v %v\n", c, size, err, r.UnreadRune())
		r.ReadRune()
	}
	r.Reset(iotest.OneByteReader(strings.NewReader("slowly")))
	buf := make([]byte, 4)
	fmt.Println(r.Read(buf))
	fmt.Println(io.ReadFull(r, buf))
	fmt.Println(r.Read(nil))
	var sb strings.Builder
	r.Reset(strings.NewReader("copied"))
	fmt.Println(r.WriteTo(&sb))
	fmt.Println(sb.String())
	r.Reset(&chunks{make([]string, 200), io.EOF})
	fmt.Println(r.ReadByte())

	w := bufio.NewWriterSize(&sb, 4)
	n, err = w.WriteString("hello")
	fmt.Println(n, err, w.Buffered(), w.Available(), w.Size(), sb.String())
	fmt.Println(w.WriteRune('日'), w.Buffered())
	fmt.Println(w.WriteByte('!'), w.Flush(), sb.String())
	m, err := w.ReadFrom(strings.NewReader("from reader"))
	fmt.Println(m, err, w.Buffered(), sb.String())
	w.Reset(&short{3})
	n, err = w.Write([]byte("abcdefgh"))
	fmt.Println(n, err)
	n, err = w.Write([]byte("more"))
	fmt.Println(n, err, w.Flush())
	w = bufio.NewWriter(iotest.TruncateWriter(&sb, 3))
	fmt.Fprint(w, "truncated")
	fmt.Println(w.Flush(), sb.String())
	rw := bufio.NewReadWriter(bufio.NewReader(strings.NewReader("in")), bufio.NewWriter(&sb))
	rw.WriteString("out")
	s, err := rw.ReadString(0)
	fmt.Println(s, err, rw.Flush(), sb.String(), rw.Writer.AvailableBuffer() != nil)
	fmt.Println(bufio.NewReader(r) == r, bufio.NewReaderSize(r, 99999) == r, bufio.NewWriter(w) == w)
}
