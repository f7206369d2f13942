// Blocks as text, and back; texts that are none are passed over.
package main

import (
	"encoding/pem"
	"errors"
	"fmt"
	"os"
	"strings"
)

type full struct{}

func (full) Write(p []byte) (int, error) { return 0, errors.New("full") }

func main() {
	var all strings.Builder
	for n := range 4 {
		b := &pem.Block{Type: strings.TrimSpace("A KEY"[:n]), Bytes: []byte(strings.Repeat("bytes\x00\xff", 7*n))}
		if n > 1 {
			b.Headers = map[string]string{"Z": "last", "Proc-Type": "4,ENCRYPTED", "A b": "c: d"}
		}
		fmt.Println(pem.Encode(os.Stdout, b))
		all.Write(pem.EncodeToMemory(b))
		all.WriteString("text between\n")
	}
	bad := &pem.Block{Headers: map[string]string{"a:b": "c"}}
	fmt.Println(pem.Encode(os.Stdout, bad), pem.EncodeToMemory(bad) == nil, pem.Encode(full{}, &pem.Block{}))
	text := []byte(all.String())
	for {
		b, rest := pem.Decode(text)
		if b == nil {
			fmt.Printf("%q\n", rest)
			break
		}
		fmt.Printf("%q %q %q\n", b.Type, b.Headers, b.Bytes)
		text = rest
	}
	for _, s := range []string{"", "-----BEGIN X-----", "-----BEGIN X-----\n-----END X-----", "-----BEGIN X-----\n-----END Y-----\n", "-----BEGIN X-----\nA: b\n-----END X-----\n",
		"-----BEGIN X-----\nYW\r\nJj\t \n-----END X-----  \nrest", "-----BEGIN X-----\nYW!j\n-----END X-----\n-----BEGIN Y-----\nYWJj\n-----END Y-----\n",
		"x -----BEGIN X-----\nYWJj\n-----END X-----\n", "-----BEGIN X----\nYWJj\n-----END X-----\n", "-----BEGIN X-----\nYWJ\n-----END X-----\n",
		"-----BEGIN X-----\nA: b\n\nYWJj\n-----END X-----\n", "-----BEGIN X-----\nA: b\nYWJj\n-----END X-----\n", "\n-----BEGIN -----\nYWJj\n-----END -----"} {
		b, rest := pem.Decode([]byte(s))
		if b == nil {
			fmt.Printf("%q: none, %v\n", s, string(rest) == s)
		} else {
			fmt.Printf("%q: %q %q %q %q\n", s, b.Type, b.Headers, b.Bytes, rest)
		}
	}
}
