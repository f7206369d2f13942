// encoding/hex: strings, mistakes, streams and dumps.
package main

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing/iotest"
)

func main() {
	for _, s := range []string{"", "00", "0", "fF", "0g", "g0", "abc", "abg", "zz1", "12345678 9", "\xff\xff", "a\u00e9"} {
		b, err := hex.DecodeString(s)
		fmt.Printf("%q %x %v %v %v\n", s, b, err, errors.Is(err, hex.ErrLength), b == nil)
		dst, err := hex.AppendDecode([]byte("p"), []byte(s))
		fmt.Printf("  %q %v\n", dst, err)
		for _, r := range []io.Reader{strings.NewReader(s), iotest.OneByteReader(strings.NewReader(s)), iotest.DataErrReader(strings.NewReader(s))} {
			got, err := io.ReadAll(hex.NewDecoder(r))
			fmt.Printf("  %x %v\n", got, err)
		}
	}
	all := make([]byte, 256)
	for i := range all {
		all[i] = byte(i)
	}
	text := hex.EncodeToString(all)
	fmt.Println(text, hex.EncodedLen(5), hex.DecodedLen(11))
	fmt.Printf("%s\n", hex.AppendEncode([]byte("x="), all[:9]))
	back, err := hex.DecodeString(strings.ToUpper(text))
	fmt.Println(bytes.Equal(back, all), err)
	var out strings.Builder
	w := hex.NewEncoder(&out)
	for i := 0; i < 5; i++ {
		n, err := w.Write(bytes.Repeat(all, i*3))
		fmt.Println(n, err)
	}
	fmt.Println(len(out.String()), out.String()[3000:3020])
	for _, n := range []int{0, 1, 7, 8, 9, 15, 16, 17, 40} {
		fmt.Print(hex.Dump(all[60 : 60+n]))
	}
	out.Reset()
	d := hex.Dumper(&out)
	for i := 0; i < 40; i += 3 {
		n, err := d.Write(all[i : i+3])
		if n != 3 || err != nil {
			fmt.Println(n, err)
		}
	}
	fmt.Println(d.Close(), d.Close())
	fmt.Println(d.Write(all[:1]))
	fmt.Print(out.String())
	dst := make([]byte, 2)
	fmt.Println(hex.Decode(dst, []byte("0102zz")))
	func() {
		defer func() { fmt.Println(recover() != nil) }()
		hex.Encode(dst, all)
	}()
}
