// compress/*: input that is cut, changed, or something else.
package main

import (
	"bytes"
	"compress/bzip2"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
)

func main() {
	_, err := flate.NewWriter(nil, 10)
	fmt.Println(err)
	_, err = gzip.NewWriterLevel(nil, 10)
	fmt.Println(err)
	_, err = zlib.NewWriterLevel(nil, -3)
	fmt.Println(err)
	w, _ := flate.NewWriter(io.Discard, -1)
	w.Close()
	_, err = w.Write([]byte("x"))
	fmt.Println(w.Close(), err, w.Flush())
	z := zlib.NewWriter(io.Discard)
	z.Close()
	_, err = z.Write([]byte("x"))
	fmt.Println(z.Close(), err, z.Flush())
	for _, s := range []string{"", "\x00", "\x07", "\x01\x05\x00", "\x01\x05\x00\xfa\xffhell", "\x01\x05\x00\xfa\xffhello", "\x01\x00\x00\x00\x00", "\x03\x00", "\x03", "\xff", "K\xcc", "\x4b\x4c\x4a\x06\x00"} {
		r := flate.NewReader(strings.NewReader(s))
		o, err := io.ReadAll(r)
		fmt.Printf("%q %q %v %v\n", s, o, err, r.Close())
	}
	for _, s := range []string{"", "\x1f", "\x1f\x8b", "\x1f\x8b\x08\x00", "xxxxxxxxxxxxxxxxx", "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff", "\x1f\x8b\x07\x00\x00\x00\x00\x00\x00\xff", "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff\x03\x00", "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff\x03\x00\x01\x00\x00\x00\x00\x00\x00\x00", "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff\x03\x00\x00\x00\x00\x00\x00\x00\x00\x00x", "\x1f\x8b\x08\x08\x00\x00\x00\x00\x00\xffab", "\x1f\x8b\x08\x02\x00\x00\x00\x00\x00\xff\x00\x00", "\x1f\x8b\x08\x08\x00\x00\x00\x00\x00\xff" + strings.Repeat("a", 600) + "\x00"} {
		r, err := gzip.NewReader(strings.NewReader(s))
		fmt.Printf("%.40q %v\n", s, err)
		if err == nil {
			o, err := io.ReadAll(r)
			fmt.Printf("  %q %v\n", o, err)
		}
	}
	for _, s := range []string{"", "x", "x\x9c", "x\x9c\x03\x00", "x\x9c\x03\x00\x00\x00\x00\x01", "x\x9c\x03\x00\x00\x00\x00\x02", "\x78\x20", "x\xbb\x00\x00\x00\x01", "y\x9c", "x\x9d", "\x88\x9c", "x\xf9\x02\x01\x02\x03\x03\x00"} {
		r, err := zlib.NewReader(strings.NewReader(s))
		fmt.Printf("%q %v\n", s, err)
		if err == nil {
			o, err := io.ReadAll(r)
			fmt.Printf("  %q %v\n", o, err)
		}
	}
	hello, _ := hex.DecodeString("425a68393141592653594eece83600000251800010400006449080200031064c4101a7a9a580bb9431f8bb9229c28482776741b0")
	for _, s := range []string{"", "B", "BZh", "BZh0", "BZh9", "BZx9", "BZh9abcdef", "BZh9\x17\x72\x45\x38\x50\x90\x00\x00\x00\x00", "BZh9\x17\x72\x45\x38\x50\x90\x00\x00\x00\x00x", "BZh9\x17\x72\x45\x38\x50\x90\x00\x00\x00\x01", string(hello), string(hello[:20])} {
		o, err := io.ReadAll(bzip2.NewReader(strings.NewReader(s)))
		fmt.Printf("%q %q %v\n", s, o, err)
	}
	o, err := io.ReadAll(bzip2.NewReader(bytes.NewReader(append(bytes.Clone(hello), hello...))))
	fmt.Printf("%q %v\n", o, err)
}
