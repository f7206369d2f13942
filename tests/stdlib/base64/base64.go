// encoding/base64: all encodings over all lengths, mistakes with their places, padding, newlines and strictness.
package main

import (
	"encoding/base64"
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
		enc  *base64.Encoding
	}{
		{"std", base64.StdEncoding}, {"url", base64.URLEncoding}, {"rawstd", base64.RawStdEncoding}, {"rawurl", base64.RawURLEncoding},
		{"strict", base64.StdEncoding.Strict()}, {"rawstrict", base64.RawStdEncoding.Strict()}, {"star", base64.StdEncoding.WithPadding('*')},
		{"high", base64.StdEncoding.WithPadding('\u00fe')},
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
	fixed := []string{"", "\n", "Zg", "Zg=", "Zg==", "Zg===", "Zg==\n", "Zg=\n=", "Z\ng==", "Zh==", "Zm8", "Zm8=", "Zm9=", "Zm8==", "=", "==", "A=", "A===", "AA=A", "AAA=A", "AAA=AAAA", "AAAAA", "A", "AA", "AA!A", "!", "AAAA!", "AAAAAAAAAAAAAAAA!AAA", "Zg\r\n==\r\n", "Zg=\nx", "-_-_", "+/+/", "Zg**", "Zm8*", "AAAAAA==AAAA", "\xfe\xfe", "AA\xfe\xfe"}
	for _, s := range fixed {
		for _, e := range named {
			b, err := e.enc.DecodeString(s)
			fmt.Printf("%s %q %x %v\n", e.name, s, b, err)
		}
	}
	rng := rand.New(rand.NewSource(1))
	sum := 0
	for range 20000 {
		letters := "AQg8+/-_=\n\r=z*"
		s := make([]byte, rng.Intn(14))
		for i := range s {
			s[i] = letters[rng.Intn(len(letters))]
		}
		e := named[rng.Intn(len(named))]
		b, err := e.enc.DecodeString(string(s))
		at := -1
		if c, ok := err.(base64.CorruptInputError); ok {
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
	caught(func() { base64.NewEncoding("abc") })
	caught(func() { base64.NewEncoding("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz012345678\n+/") })
	caught(func() { base64.NewEncoding("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456788+/") })
	caught(func() { base64.StdEncoding.WithPadding('A') })
	caught(func() { base64.StdEncoding.WithPadding('\r') })
	caught(func() { base64.StdEncoding.WithPadding('\u0100') })
	caught(func() { base64.StdEncoding.WithPadding(-2) })
}
