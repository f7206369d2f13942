// encoding/base32 in streams: writes of all sizes, reads of all sizes, mistakes on the way.
package main

import (
	"bytes"
	"encoding/base32"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing/iotest"
)

type fails struct{ left int }

func (f *fails) Write(p []byte) (int, error) {
	if f.left -= len(p); f.left < 0 {
		return 0, errors.New("full")
	}
	return len(p), nil
}

func main() {
	data := make([]byte, 4000)
	for i := range data {
		data[i] = byte(i * 31 >> 2)
	}
	for _, enc := range []*base32.Encoding{base32.StdEncoding, base32.HexEncoding.WithPadding(base32.NoPadding)} {
		for _, size := range []int{1, 2, 3, 4, 5, 767, 768, 769, 1024, 4000} {
			var out bytes.Buffer
			w := base32.NewEncoder(enc, &out)
			for at := 0; at < len(data); at += size {
				part := data[at:min(len(data), at+size)]
				if n, err := w.Write(part); n != len(part) || err != nil {
					fmt.Println("write", n, err)
				}
			}
			fmt.Println(size, w.Close(), out.String() == enc.EncodeToString(data))
			r := base32.NewDecoder(enc, &out)
			var back []byte
			buf := make([]byte, size)
			for {
				n, err := r.Read(buf)
				back = append(back, buf[:n]...)
				if err != nil {
					fmt.Println(err)
					break
				}
			}
			fmt.Println(bytes.Equal(back, data))
		}
	}
	for _, s := range []string{"", "MY", "MY======", "MY=====", "MZXQ====\n", "MZXW6YTB", "MZXW6YTBMY", "MZXW6YTBMY======", "MZXW\n6YTB\nMY\n======\n", "MZXW!YTB", "MY======MY======", "MZXW6YTBMZXW6YTB="} {
		for _, enc := range []*base32.Encoding{base32.StdEncoding, base32.StdEncoding.WithPadding(base32.NoPadding)} {
			for i, r := range []io.Reader{strings.NewReader(s), iotest.OneByteReader(strings.NewReader(s)), iotest.DataErrReader(strings.NewReader(s)), iotest.HalfReader(strings.NewReader(s))} {
				b, err := io.ReadAll(base32.NewDecoder(enc, r))
				if len(s) > 100 {
					fmt.Println(i, len(b), err)
				} else {
					fmt.Printf("%d %q %q %v\n", i, s, b, err)
				}
			}
		}
	}
	w := base32.NewEncoder(base32.StdEncoding, &fails{1100})
	for range 4 {
		fmt.Println(w.Write(data[:600]))
	}
	fmt.Println(w.Close())
	b, err := io.ReadAll(base32.NewDecoder(base32.StdEncoding, io.MultiReader(strings.NewReader("MZXW6YTBMZ"), iotest.ErrReader(errors.New("broken")))))
	fmt.Printf("%q %v\n", b, err)
}
