// strings: Builder, Reader, Replacer; bytes: Buffer, with misuse and errors.
package main

import (
	"bytes"
	"fmt"
	"io"
	"strings"
)

func try(what string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(what, "panics:", r)
		}
	}()
	f()
}

func main() {
	var b strings.Builder
	n, err := b.WriteRune('é')
	fmt.Println(n, err, b.WriteByte('x'), b.Len())
	b.WriteString("yz")
	b.Write([]byte{'!'})
	n, _ = b.WriteRune(-1)
	fmt.Printf("%d %q %d\n", n, b.String(), b.Len())
	b.Grow(100)
	fmt.Println(b.Cap() >= 107, b.String())
	b.Reset()
	fmt.Println(b.Len(), b.String() == "")
	try("grow", func() { b.Grow(-1) })
	try("copied builder", func() {
		var a strings.Builder
		a.WriteByte('a')
		c := a
		c.WriteByte('c')
	})

	r := strings.NewReader("héllo")
	p := make([]byte, 3)
	fmt.Println(r.Size(), r.Len(), r.UnreadByte(), r.UnreadRune())
	c, _ := r.ReadByte()
	ru, size, err := r.ReadRune()
	fmt.Println(c, ru, size, err, r.UnreadRune(), r.UnreadRune(), r.Len())
	n, err = r.Read(p)
	fmt.Println(n, err, p)
	fmt.Println(r.ReadAt(p, 4))
	fmt.Println(r.ReadAt(p, 60))
	fmt.Println(r.ReadAt(p, -1))
	fmt.Println(r.Seek(-2, io.SeekEnd))
	fmt.Println(r.Seek(-20, io.SeekCurrent))
	fmt.Println(r.Seek(0, 7))
	var sink strings.Builder
	fmt.Println(r.WriteTo(&sink))
	fmt.Println(sink.String(), r.Len())
	_, err = r.ReadByte()
	fmt.Println(err, r.UnreadByte())

	var buf bytes.Buffer
	fmt.Println(buf.ReadByte())
	fmt.Println(buf.Read(nil))
	fmt.Println(buf.Read(p))
	buf.WriteString("line one\nline two\nrest")
	line, err := buf.ReadString('\n')
	fmt.Printf("%q %v\n", line, err)
	bs, err := buf.ReadBytes('\n')
	fmt.Printf("%q %v\n", bs, err)
	fmt.Println(buf.UnreadByte(), buf.UnreadRune(), buf.Len(), buf.Available() >= 0, string(buf.Next(2)))
	bs, err = buf.ReadBytes('\n')
	fmt.Printf("%q %v %q\n", bs, err, buf.String())
	fmt.Println(buf.UnreadByte(), (*bytes.Buffer)(nil).String())
	buf.Reset()
	buf.WriteString("truncate me")
	buf.Truncate(4)
	fmt.Println(buf.String(), buf.Len())
	try("truncate", func() { buf.Truncate(20) })
	try("negative grow", func() { buf.Grow(-1) })
	fmt.Println(buf.ReadFrom(strings.NewReader("ed")))
	fmt.Println(buf.String())
	buf.WriteRune('日')
	buf.WriteByte('!')
	fmt.Println(buf.WriteTo(&sink))
	fmt.Println(sink.String(), buf.Len())
	peek := bytes.NewBufferString("abc")
	fmt.Println(peek.Peek(2))
	fmt.Println(peek.Peek(5))
	ab := append(peek.AvailableBuffer(), "zz"...)
	peek.Write(ab)
	fmt.Println(peek, bytes.NewBuffer(nil).Len())

	rep := strings.NewReplacer("a", "1", "aa", "2", "b", "", "日", "day", "", "X")
	fmt.Println(rep.Replace("aaab日c"), rep.Replace(""))
	fmt.Println(strings.NewReplacer("<", "&lt;", ">", "&gt;", "&", "&amp;").Replace("<a&b>"), strings.NewReplacer("a", "b", "b", "a").Replace("abba"), strings.NewReplacer().Replace("same"), strings.NewReplacer("hello", "HI", "hell", "HE").Replace("hell hello"))
	fmt.Println(strings.NewReplacer("x", "1", "x", "2").Replace("xx"))
	fmt.Println(rep.WriteString(&sink, "ab"))
	try("odd", func() { strings.NewReplacer("a") })
	try("negative count", func() { bytes.Repeat([]byte("a"), -2) })
}
