// strconv: quoting for text, ASCII and graphic output, and unquoting with its refusals.
package main

import (
	"fmt"
	"strconv"
	"unicode/utf8"
)

func main() {
	for _, s := range []string{"", "plain", "tab\tnl\ncr\r", "\a\b\f\v\\", "'\"`", "\x00\x1f\x7f\x80\xff", "é日😀", "\u00ad\u200b\u3000\ufeff", "\ufffd", "a\xed\xa0\x80b", string(rune(utf8.MaxRune)), "\u2028"} {
		fmt.Println(strconv.Quote(s), strconv.QuoteToASCII(s), strconv.QuoteToGraphic(s), strconv.CanBackquote(s))
		back, err := strconv.Unquote(strconv.Quote(s))
		fmt.Println(back == s || !utf8.ValidString(s), err)
	}
	for _, r := range []rune{'a', '\'', '"', '\n', 0, 0x7f, 0x80, 0xad, 0x2028, 0xd800, 0xfffd, 0x10ffff, 0x110000, -1, '界', 0x3000} {
		fmt.Println(strconv.QuoteRune(r), strconv.QuoteRuneToASCII(r), strconv.QuoteRuneToGraphic(r), strconv.IsPrint(r), strconv.IsGraphic(r))
	}
	quoted := []string{`""`, `''`, `'a'`, `'ab'`, `"a`, `a"`, `"`, "``", "`a\\n`", "`a\r\nb`", "`a`b`", `"\x41\101\u00e9\U0001F600"`, `"\x4"`, `"\400"`, `"\378"`, `"\u12"`, `"\ud800"`, `"\U00110000"`, `"\'"`, `'\"'`, `'\''`, `"\""`, `'"'`, `"'"`,
		`"\q"`, "\"a\nb\"", "'\n'", `"a" `, ` "a"`, `"a""b"`, `'\xff'`, "'\xff'", "\"\xff\"", `'é'`, `'\u00e9'`, `"\`, `'\`, `"a\`, "", "x"}
	for _, q := range quoted {
		s, err := strconv.Unquote(q)
		p, perr := strconv.QuotedPrefix(q)
		fmt.Printf("%q: %q %v | %q %v\n", q, s, err, p, perr)
	}
	for _, in := range []string{`a`, `\n`, `\x41b`, `\u00e9`, `'`, `"`, `\'`, `\"`, ``, `\`, `\z`, `é`, "\xff", `\777`, `\377x`} {
		for _, q := range []byte{'\'', '"', 0, '`'} {
			r, multi, tail, err := strconv.UnquoteChar(in, q)
			fmt.Printf("%q %q: %q %v %q %v\n", in, q, r, multi, tail, err)
		}
	}
	fmt.Println(string(strconv.AppendQuote([]byte("<"), "é")), string(strconv.AppendQuoteToASCII(nil, "é")), string(strconv.AppendQuoteRune(nil, 'é')), string(strconv.AppendQuoteRuneToASCII(nil, 'é')),
		string(strconv.AppendInt(nil, -35, 36)), string(strconv.AppendUint(nil, 35, 2)), string(strconv.AppendBool(nil, true)), strconv.FormatInt(-255, 16), strconv.FormatUint(1<<63, 8), strconv.Itoa(-0))
	func() {
		defer func() { fmt.Println(recover()) }()
		strconv.FormatInt(1, 1)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		strconv.ParseFloat("1", 16)
		strconv.FormatUint(1, 40)
	}()
}
