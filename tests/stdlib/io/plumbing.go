// io: readers and writers put together, short ones, pipes, sections, and the errors that each gives.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing/iotest"
)

type shortWriter struct{ n int }

func (s shortWriter) Write(p []byte) (int, error) { return min(s.n, len(p)), nil }

type badCount struct{}

func (badCount) Write(p []byte) (int, error) { return len(p) + 1, nil }

func main() {
	show := func(v ...any) { fmt.Println(v...) }
	n, err := io.Copy(shortWriter{2}, strings.NewReader("hello"))
	show(n, err)
	n, err = io.Copy(struct{ io.Writer }{shortWriter{2}}, struct{ io.Reader }{strings.NewReader("hello")})
	show(n, err)
	n, err = io.Copy(struct{ io.Writer }{badCount{}}, struct{ io.Reader }{strings.NewReader("hello")})
	show(n, err)
	n, err = io.CopyN(io.Discard, strings.NewReader("hello"), 3)
	show(n, err)
	n, err = io.CopyN(io.Discard, strings.NewReader("hello"), 9)
	show(n, err)
	func() {
		defer func() { show(recover()) }()
		io.CopyBuffer(struct{ io.Writer }{io.Discard}, struct{ io.Reader }{strings.NewReader("x")}, []byte{})
	}()
	buf := make([]byte, 4)
	for _, s := range []string{"", "ab", "abcd", "abcdef"} {
		m, err := io.ReadFull(strings.NewReader(s), buf)
		m2, err2 := io.ReadAtLeast(strings.NewReader(s), buf, 2)
		m3, err3 := io.ReadAtLeast(strings.NewReader(s), buf, 5)
		show(m, err, m2, err2, m3, err3)
	}
	all, err := io.ReadAll(io.MultiReader(strings.NewReader("a"), iotest.ErrReader(errors.New("mid")), strings.NewReader("b")))
	show(string(all), err)
	all, err = io.ReadAll(io.LimitReader(strings.NewReader("abcdef"), 3))
	show(string(all), err)
	all, err = io.ReadAll(io.LimitReader(strings.NewReader("abcdef"), -3))
	show(string(all), err)
	var tee bytes.Buffer
	all, err = io.ReadAll(io.TeeReader(strings.NewReader("tee"), &tee))
	show(string(all), err, tee.String())
	_, err = io.ReadAll(io.TeeReader(strings.NewReader("tee"), iotest.TruncateWriter(&tee, 1)))
	show(err)
	mw := io.MultiWriter(&tee, shortWriter{1}, &tee)
	k, err := mw.Write([]byte("xyz"))
	show(k, err, tee.String())
	sr := io.NewSectionReader(strings.NewReader("0123456789"), 2, 5)
	all, err = io.ReadAll(sr)
	show(string(all), err, sr.Size())
	for _, c := range []struct {
		off    int64
		whence int
	}{{1, io.SeekStart}, {-1, io.SeekEnd}, {-9, io.SeekCurrent}, {0, 9}, {100, io.SeekStart}} {
		p, err := sr.Seek(c.off, c.whence)
		show(p, err)
	}
	for _, off := range []int64{0, 3, 5, -1} {
		m, err := sr.ReadAt(buf, off)
		show(m, err, string(buf[:m]))
	}
	ow := io.NewOffsetWriter(writerAt{}, 10)
	k, err = ow.Write([]byte("abc"))
	show(k, err)
	k, err = ow.WriteAt([]byte("z"), -1)
	show(k, err)
	p, err := ow.Seek(-5, io.SeekStart)
	show(p, err)
	pr, pw := io.Pipe()
	go func() {
		fmt.Fprint(pw, "through the pipe")
		pw.CloseWithError(errors.New("done writing"))
	}()
	all, err = io.ReadAll(pr)
	show(string(all), err)
	pr, pw = io.Pipe()
	pr.CloseWithError(errors.New("reader left"))
	k, err = pw.Write([]byte("x"))
	show(k, err)
	pw.Close()
	k, err = pr.Read(buf)
	show(k, err)
	k, err = io.WriteString(struct{ io.Writer }{&tee}, "!")
	show(k, err, tee.String())
	rc := io.NopCloser(strings.NewReader("x"))
	_, isWT := rc.(io.WriterTo)
	show(rc.Close(), isWT)
	for _, e := range []error{io.EOF, io.ErrUnexpectedEOF, io.ErrShortWrite, io.ErrShortBuffer, io.ErrNoProgress, io.ErrClosedPipe} {
		show(e)
	}
	show(iotest.TestReader(strings.NewReader("conforming"), []byte("conforming")), iotest.TestReader(strings.NewReader("a"), []byte("b")))
}

type writerAt struct{}

func (writerAt) WriteAt(p []byte, off int64) (int, error) {
	fmt.Println("at", off, string(p))
	return len(p), nil
}
