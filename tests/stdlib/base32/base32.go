// encoding/base32: all encodings over all lengths, mistakes with their places, padding and newlines.
package main

import (
	"encoding/base32"
	"fmt"
	"math/rand"
)

func caught(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

func main() {
	named := []struct {
		name string
		enc  *base32.Encoding
	}{
		{"std", base32.StdEncoding}, {"hex", base32.HexEncoding}, {"raw", base32.StdEncoding.WithPadding(base32.NoPadding)},
		{"star", base32.StdEncoding.WithPadding('*')}, {"high", base32.HexEncoding.WithPadding('\u00fe')},
	}
	data := make([]byte, 50)
	for i := range data {
		data[i] = byte(251 * i)
	}
	for _, e := range named {
		for n := range 10 {
			text := e.enc.EncodeToString(data[:n])
			back, err := e.enc.DecodeString(text)
			fmt.Printf("%s %q %d %d %v %v\n", e.name, text, e.enc.EncodedLen(n), e.enc.DecodedLen(len(text)), string(back) == string(data[:n]), err)
		}
		fmt.Printf("%q\n", e.enc.AppendEncode([]byte("="), data))
	}
	fixed := []string{"", "\n", "MY", "MY=", "MY=====", "MY======", "MY=======", "MY\n======\n", "MZ======", "MZXQ====", "MZXW6===", "MZXW6YQ=", "MZXW6YTB", "MZXW6YTBOI======", "=", "========", "M=======", "M", "MYA=====", "MZXW6Y==", "MY====A=", "MY=A====", "MY======MY======", "MZXW6YTB!", "my======", "MY1=====", "MZXW6YTBMZXW6YTB=", "A", "AAA", "AAAAAA", "\xfe\xfe", "CO\xfe\xfe\xfe\xfe\xfe\xfe", "MY******"}
	for _, s := range fixed {
		for _, e := range named {
			b, err := e.enc.DecodeString(s)
			fmt.Printf("%s %q %x %v\n", e.name, s, b, err)
		}
	}
	rng := rand.New(rand.NewSource(1))
	sum := 0
	for range 20000 {
		letters := "AQMY27==*\n===z"
		s := make([]byte, rng.Intn(20))
		for i := range s {
			s[i] = letters[rng.Intn(len(letters))]
		}
		e := named[rng.Intn(len(named))]
		b, err := e.enc.DecodeString(string(s))
		at := -1
		if c, ok := err.(base32.CorruptInputError); ok {
			at = int(c)
		}
		sum = sum*31 + len(b)*100 + at
		for _, c := range b {
			sum = sum*7 + int(c)
		}
		c, err2 := e.enc.AppendDecode([]byte("ab"), s)
		if string(c) != "ab"+string(b) || err2 != err {
			fmt.Println("append", string(s))
		}
		if rng.Intn(100) == 0 {
			fmt.Printf("%s %q %x %v %d\n", e.name, s, b, err, sum)
		}
	}
	fmt.Println(sum)
	caught(func() { base32.NewEncoding("abc") })
	caught(func() { base32.NewEncoding("ABCDEFGHIJKLMNOPQRSTUVWXYZ23456\n") })
	caught(func() { base32.NewEncoding("ABCDEFGHIJKLMNOPQRSTUVWXYZ234566") })
	caught(func() { base32.StdEncoding.WithPadding('A') })
	caught(func() { base32.StdEncoding.WithPadding('\r') })
	caught(func() { base32.StdEncoding.WithPadding('\u0100') })
}
