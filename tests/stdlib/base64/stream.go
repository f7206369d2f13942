// encoding/base64 in streams: writes of all sizes, reads of all sizes, mistakes on the way.
package main

import (
	"bytes"
	"encoding/base64"
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
	for _, enc := range []*base64.Encoding{base64.StdEncoding, base64.RawURLEncoding} {
		for _, size := range []int{1, 2, 3, 4, 5, 767, 768, 769, 1024, 4000} {
			var out bytes.Buffer
			w := base64.NewEncoder(enc, &out)
			for at := 0; at < len(data); at += size {
				part := data[at:min(len(data), at+size)]
				if n, err := w.Write(part); n != len(part) || err != nil {
					fmt.Println("write", n, err)
				}
			}
			fmt.Println(size, w.Close(), out.String() == enc.EncodeToString(data))
			r := base64.NewDecoder(enc, &out)
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
	for _, s := range []string{"", "Zg", "Zg=", "Zg==", "Zm8=\n", "Zm9v", "Zm9vYg", "Zm9vYg==", "Zm9v\nYg\n==\n", "Zm9v!mFy", "Zm9vYg==Zg==", "Zm", "Z", "Zm9vYmFyZm9vYmFy=", strings.Repeat("Zm9v", 400) + "?"} {
		for _, enc := range []*base64.Encoding{base64.StdEncoding, base64.RawStdEncoding} {
			for i, r := range []io.Reader{strings.NewReader(s), iotest.OneByteReader(strings.NewReader(s)), iotest.DataErrReader(strings.NewReader(s)), iotest.HalfReader(strings.NewReader(s))} {
				b, err := io.ReadAll(base64.NewDecoder(enc, r))
				if len(s) > 100 {
					fmt.Println(i, len(b), err)
				} else {
					fmt.Printf("%d %q %q %v\n", i, s, b, err)
				}
			}
		}
	}
	w := base64.NewEncoder(base64.StdEncoding, &fails{1100})
	for range 4 {
		fmt.Println(w.Write(data[:600]))
	}
	fmt.Println(w.Close())
	b, err := io.ReadAll(base64.NewDecoder(base64.StdEncoding, io.MultiReader(strings.NewReader("Zm9vYm"), iotest.ErrReader(errors.New("broken")))))
	fmt.Printf("%q %v\n", b, err)
}
