// bufio: Scanner with each split function, own ones, long tokens, and misuse.
package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing/iotest"
)

func main() {
	texts := []string{"", "\n", "a\nb\r\nc", "a\n\n\nb\n", "\r\r\n", " one  two\tthree\u00a0four\u2003five ", "日本\xff語", "no newline", "x\r"}
	for _, s := range texts {
		for i, split := range []bufio.SplitFunc{bufio.ScanLines, bufio.ScanWords, bufio.ScanRunes, bufio.ScanBytes} {
			sc := bufio.NewScanner(iotest.HalfReader(strings.NewReader(s)))
			sc.Split(split)
			fmt.Print(i, ": ")
			for sc.Scan() {
				fmt.Printf("%q ", sc.Text())
			}
			fmt.Printf("%v %q %v\n", sc.Err(), sc.Bytes(), sc.Scan())
		}
	}
	commas := func(data []byte, atEOF bool) (int, []byte, error) {
		if i := bytes.IndexByte(data, ','); i >= 0 {
			return i + 1, data[:i], nil
		}
		if atEOF {
			return len(data), data, bufio.ErrFinalToken
		}
		return 0, nil, nil
	}
	run := func(s string, f bufio.SplitFunc) {
		defer func() {
			if r := recover(); r != nil {
				fmt.Println("panic:", r)
			}
		}()
		sc := bufio.NewScanner(strings.NewReader(s))
		sc.Buffer(make([]byte, 0, 4), 8)
		sc.Split(f)
		for i := 0; sc.Scan() && i < 12; i++ {
			fmt.Printf("%q ", sc.Text())
		}
		fmt.Println(sc.Err())
	}
	run("a,,bc,", commas)
	run("abcdefghi,x", commas)
	run("abcdefg,x", commas)
	run("a,stop,b", func(d []byte, eof bool) (int, []byte, error) {
		n, tok, err := commas(d, eof)
		if string(tok) == "stop" {
			return n, nil, bufio.ErrFinalToken
		}
		return n, tok, err
	})
	run("a,b", func(d []byte, eof bool) (int, []byte, error) { return -1, nil, nil })
	run("a,b", func(d []byte, eof bool) (int, []byte, error) { return len(d) + 1, nil, nil })
	run("a,b", func(d []byte, eof bool) (int, []byte, error) { return 0, nil, errors.New("own") })
	run("ab", func(d []byte, eof bool) (int, []byte, error) { return 0, []byte{}, nil })
	run("abc", func(d []byte, eof bool) (int, []byte, error) {
		if len(d) == 0 {
			return 0, nil, nil
		}
		return 1, nil, nil
	})
	sc := bufio.NewScanner(iotest.TimeoutReader(strings.NewReader(strings.Repeat("x", 5000) + "\n")))
	fmt.Println(sc.Scan(), sc.Err())
	sc = bufio.NewScanner(iotest.DataErrReader(strings.NewReader("last\nline")))
	for sc.Scan() {
		fmt.Println(sc.Text())
	}
	sc = bufio.NewScanner(iotest.ErrReader(io.ErrUnexpectedEOF))
	fmt.Println(sc.Scan(), sc.Err())
	sc = bufio.NewScanner(strings.NewReader(strings.Repeat("y", bufio.MaxScanTokenSize)))
	fmt.Println(sc.Scan(), sc.Err(), len(sc.Bytes()))
	sc = bufio.NewScanner(strings.NewReader("z"))
	sc.Scan()
	for _, f := range []func(){func() { sc.Split(bufio.ScanWords) }, func() { sc.Buffer(nil, 1) }} {
		func() {
			defer func() { fmt.Println(recover()) }()
			f()
		}()
	}
	adv, tok, err := bufio.ScanLines([]byte("x\r"), false)
	fmt.Println(adv, tok, err)
	adv, tok, err = bufio.ScanWords([]byte("  "), true)
	fmt.Println(adv, tok, err)
	adv, tok, err = bufio.ScanRunes([]byte{0xe6, 0x97}, false)
	fmt.Println(adv, tok, err)
	adv, tok, err = bufio.ScanRunes([]byte{0xe6, 0x97}, true)
	fmt.Println(adv, string(tok), err)
}
