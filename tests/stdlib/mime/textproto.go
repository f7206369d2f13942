// Lines, answers, headers and texts with a period at the end, read and written.
package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/textproto"
	"strings"
)

func reader(s string) *textproto.Reader {
	return textproto.NewReader(bufio.NewReader(strings.NewReader(s)))
}

func main() {
	for _, s := range []string{"content-type", "Content-Type", "a b", "x-é", "ETAG", "a", "", "-a-b", "foo_bar"} {
		fmt.Printf("%q ", textproto.CanonicalMIMEHeaderKey(s))
	}
	fmt.Println()
	for _, s := range []string{"A: b\r\nc:d\n\n", "A: b\n c\n\td\n\n", "A b\n\n", " A: b\n\n", ": x\n\n", "A : b\n\n", "A:b", "", "A: b\n\nrest", "é: x\n\n", "A: \x00\n\n", "A: é \n\n", "A:\n\n", "A:b\nA:c\n\n"} {
		h, err := reader(s).ReadMIMEHeader()
		fmt.Printf("%q: %q %v\n", s, h, err)
	}
	for _, s := range []string{"200 ok\n", "200-a\n200-b\n200 c\n", "2 x\n", "200\n", "abc d\n", "200-a\n300 b\n", "550-x\n y\n550 z\n", "12a foo\n", "", "200 ok"} {
		code, text, err := reader(s).ReadCodeLine(2)
		fmt.Printf("%q: %d %q %v", s, code, text, err)
		code, text, err = reader(s).ReadResponse(0)
		fmt.Printf(" | %d %q %v", code, text, err)
		code, text, err = reader(s).ReadCodeLine(300)
		fmt.Printf(" | %d %q %v\n", code, text, err)
	}
	for _, s := range []string{"a\n..b\n.\nrest", "a\r\nb", "..\n.x\n.\n", ".\n", "a\n.\r\n", "\r\r\n.\r\n"} {
		b, err := reader(s).ReadDotBytes()
		l, err2 := reader(s).ReadDotLines()
		fmt.Printf("%q %v %q %v\n", b, err, l, err2)
	}
	r := reader("x\n.\nafter\na \n b\n\tc\nd")
	part := make([]byte, 1)
	r.DotReader().Read(part)
	fmt.Printf("%q\n", part)
	for range 4 {
		line, err := r.ReadContinuedLine()
		fmt.Printf("%q %v\n", line, err)
	}
	var b strings.Builder
	w := textproto.NewWriter(bufio.NewWriter(&b))
	w.PrintfLine("a %d", 1)
	d := w.DotWriter()
	io.WriteString(d, "x\n.y\nz\r\nq")
	d.Close()
	w.DotWriter().Close()
	w.PrintfLine("e")
	fmt.Printf("%q\n", b.String())
	fmt.Println(&textproto.Error{Code: 550, Msg: "no"}, textproto.ProtocolError("p"), textproto.TrimString(" a\t\r\n"))

	here, there := net.Pipe()
	go func() {
		s := textproto.NewConn(there)
		for range 2 {
			line, _ := s.ReadLine()
			s.PrintfLine("250 you said %s", line)
		}
		s.Close()
	}()
	c := textproto.NewConn(here)
	for _, word := range []string{"HELO", "QUIT"} {
		id, err := c.Cmd("%s x", word)
		c.StartResponse(id)
		code, text, err2 := c.ReadResponse(250)
		c.EndResponse(id)
		fmt.Println(id, err, code, text, err2)
	}
	fmt.Println(c.Close())
}
