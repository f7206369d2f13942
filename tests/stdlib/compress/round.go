// compress/*: what is compressed comes back, at all levels, with dictionaries, flushes and resets.
package main

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"math/rand"
	"strings"
	"testing/iotest"
	"time"
)

type limited struct{ left int }

func (l *limited) Write(p []byte) (int, error) {
	if l.left -= len(p); l.left < 0 {
		return 0, errors.New("full")
	}
	return len(p), nil
}

func main() {
	rng := rand.New(rand.NewSource(5))
	noise := make([]byte, 70000)
	rng.Read(noise)
	text := []byte(strings.Repeat("the quick brown fox jumps over the lazy dog; ", 3000))
	samples := [][]byte{nil, []byte("a"), []byte("hello, hello, hello"), noise, text, append(append([]byte{}, noise[:3000]...), text...), make([]byte, 300000)}
	dict := []byte("lazy dog quick fox")
	for level := -2; level <= 9; level++ {
		for i, data := range samples {
			var b bytes.Buffer
			w, err := flate.NewWriter(&b, level)
			if err != nil {
				fmt.Println(err)
			}
			for at := 0; at < len(data); at += 9999 {
				w.Write(data[at:min(len(data), at+9999)])
			}
			if w.Close() != nil || level > 0 && i > 3 && b.Len() > len(data)/2 {
				fmt.Println("size", level, i, b.Len())
			}
			packed := bytes.Clone(b.Bytes())
			for k, r := range []io.Reader{&b, bytes.NewReader(packed), bufio.NewReader(bytes.NewReader(packed)), iotest.HalfReader(bytes.NewReader(packed)), iotest.DataErrReader(bytes.NewReader(packed))} {
				got, err := io.ReadAll(flate.NewReader(r))
				if err != nil || !bytes.Equal(got, data) {
					fmt.Println("differs", level, i, k, err)
				}
			}
			if i < 5 {
				continue // go1.26 itself does not get all of these back with a dictionary
			}
			b.Reset()
			wd, _ := flate.NewWriterDict(&b, level, dict)
			wd.Write(data)
			wd.Close()
			got, err := io.ReadAll(flate.NewReaderDict(&b, dict))
			fmt.Print(err, bytes.Equal(got, data), " ")
			b.Reset()
			wd.Reset(&b)
			wd.Write(text[:100])
			wd.Flush()
			part := make([]byte, 100)
			n, err := io.ReadFull(flate.NewReaderDict(bytes.NewReader(b.Bytes()), dict), part)
			fmt.Print(n, err, string(part) == string(text[:100]), " ")
			z, _ := zlib.NewWriterLevelDict(&b, level, dict)
			b.Reset()
			z.Write(data)
			z.Close()
			fmt.Printf("%x ", b.Bytes()[:6])
			zr, err := zlib.NewReaderDict(&b, dict)
			got, err2 := io.ReadAll(zr)
			fmt.Print(err, err2, bytes.Equal(got, data), zr.Close(), " ")
			g, _ := gzip.NewWriterLevel(&b, level)
			g.Name, g.Comment, g.Extra, g.ModTime = "näme", "comment", []byte("extra"), time.Unix(1e9, 0)
			g.Write(data)
			g.Flush()
			g.Write(data)
			fmt.Print(g.Close(), g.Close())
			fmt.Printf("%x\n", b.Bytes()[:30])
			gr, err := gzip.NewReader(&b)
			fmt.Print(err, gr.Name, gr.Comment, string(gr.Extra), gr.ModTime.Unix(), gr.OS)
			got, err = io.ReadAll(gr)
			fmt.Println(err, len(got) == 2*len(data), gr.Close())
		}
	}
	var many bytes.Buffer
	for i := range 3 {
		g := gzip.NewWriter(&many)
		g.Name = fmt.Sprint("file", i)
		fmt.Fprintf(g, "part %d;", i)
		g.Close()
	}
	all := bytes.Clone(many.Bytes())
	gr, _ := gzip.NewReader(bytes.NewReader(all))
	got, err := io.ReadAll(gr)
	fmt.Println(string(got), err, gr.Name)
	src := bytes.NewReader(all)
	gr, _ = gzip.NewReader(src)
	for {
		gr.Multistream(false)
		got, err := io.ReadAll(gr)
		fmt.Println(string(got), err, gr.Name)
		if err := gr.Reset(src); err != nil {
			fmt.Println(err)
			break
		}
	}
	var two bytes.Buffer
	fw, _ := flate.NewWriter(&two, 6)
	fw.Write([]byte("first"))
	fw.Close()
	two.WriteString("rest")
	got, err = io.ReadAll(flate.NewReader(&two))
	fmt.Println(string(got), err, two.String())
	for _, size := range []int{0, 5, 100, 60000} {
		w, _ := flate.NewWriter(&limited{size}, 1)
		_, err := w.Write(noise)
		fmt.Println(err, w.Flush(), w.Close())
	}
	g := gzip.NewWriter(io.Discard)
	g.Name = "世"
	_, err = g.Write(nil)
	fmt.Println(err)
	g.Reset(io.Discard)
	g.Extra = make([]byte, 70000)
	_, err = g.Write(nil)
	fmt.Println(err)
}
