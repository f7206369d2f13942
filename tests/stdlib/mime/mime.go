// Media types with their parameters, the types of files, and words of headers in other alphabets.
package main

import (
	"fmt"
	"io"
	"mime"
	"strings"
)

func main() {
	for _, s := range []string{"text/html", "text/html; charset=utf-8", "Text/HTML;CHARSET=\"a b\"", "form-data; name=\"a\\\"b\"; x=y", "a; b", "a/b; c=d; c=e", "; x=y", "", "text", "text/",
		"a/b;", "a/b; =c", "a/b; c=", "a/b; c=\"", "attachment; filename*=UTF-8''foo%20bar", "a; title*0*=us-ascii'en'This%20is; title*1*=%2A%2A%2Afun; title*2=\"isn't\"",
		"a/b; c=d e", "a/b/c", "a b/c", "a/b; x*=bad", "a/b; c=\"\\\\server\\f\"", "a/b; c=\"é\""} {
		m, p, err := mime.ParseMediaType(s)
		fmt.Printf("%q: %q %q %v\n", s, m, p, err)
	}
	for _, x := range []struct {
		t string
		p map[string]string
	}{{"Text/HTML", map[string]string{"Charset": "utf-8"}}, {"a", nil}, {"a b", nil}, {"a/b c", nil}, {"a/b", map[string]string{"x": "y z", "b": "q\"\\"}},
		{"a/b", map[string]string{"x y": "z"}}, {"a/b", map[string]string{"x": "é"}}, {"a/b", map[string]string{"x": ""}}, {"", nil}, {"a/b", map[string]string{"x": "\n"}}} {
		fmt.Printf("%q\n", mime.FormatMediaType(x.t, x.p))
	}
	for _, e := range []string{".html", ".HTM", ".png", ".json", ".nope", "", ".js", ".wasm", ".svg", ".txt"} {
		fmt.Println(e, mime.TypeByExtension(e))
	}
	fmt.Println(mime.AddExtensionType("x", "y"), mime.AddExtensionType(".x", "y/;"), mime.AddExtensionType(".x", "text/y"), mime.TypeByExtension(".x"))
	fmt.Println(mime.ExtensionsByType("/"))
	fmt.Println(mime.ExtensionsByType("no/no"))
	for _, s := range []string{"=?UTF-8?Q?=C2=A1Hola,_se=C3=B1or!?= x", "=?utf-8?b?Y2Fmw6k=?=", "=?iso-8859-1?q?caf=e9?=", "=?x?q?a?=", "=?utf-8?z?a?=", "=?utf-8?q?a",
		"a =?utf-8?q?b?= =?utf-8?q?c?= d", "=?utf-8?q?=G1?=", "=?us-ascii?q?=e9?="} {
		d := new(mime.WordDecoder)
		one, err := d.Decode(s)
		all, err2 := d.DecodeHeader(s)
		fmt.Printf("%q %v %q %v\n", one, err, all, err2)
	}
	d := &mime.WordDecoder{CharsetReader: func(charset string, in io.Reader) (io.Reader, error) {
		if charset == "upper" {
			b, err := io.ReadAll(in)
			return strings.NewReader(strings.ToUpper(string(b))), err
		}
		return nil, fmt.Errorf("no %s", charset)
	}}
	for _, s := range []string{"a =?UPPER?q?bc?= d", "=?other?q?x?="} {
		fmt.Println(d.DecodeHeader(s))
	}
	for _, s := range []string{"¡Hola, señor! = _?", "é", "plain", strings.Repeat("é", 40), "a\tb", "a\x00b"} {
		fmt.Println(mime.QEncoding.Encode("iso-8859-1", s), mime.QEncoding.Encode("utf-8", s), mime.BEncoding.Encode("UTF-8", s))
	}
}
