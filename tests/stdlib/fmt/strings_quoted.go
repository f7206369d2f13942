// fmt: strings and quoting, with widths in runes, broken UTF-8, and flags of %q and %x.
package main

import "fmt"

type text string
type raw []byte

func main() {
	values := []string{"", "a", "hello", "héllo", "日本語", "a\tb\n", "\x00\x01\x7f", "\xff\xfe", "back`tick", "quote\"s", "a\u2028b", "\U0001f600", "\ufffd", "e\u0301", "\u00a0"}
	shapes := []string{"%s", "%q", "%+q", "%#q", "%# q", "%+#q", "%x", "%X", "% x", "%#x", "%# X", "%v", "%#v", "%8s", "%-8s|", "%08s", "%.2s", "%8.2s", "%-8.2s|", "%.0s", "%8q", "%-12q|", "%.2q", "%.1x", "%6.1x", "%d", "%c", "%t"}
	for _, v := range values {
		for _, s := range shapes {
			fmt.Printf("%s=%s;", s, fmt.Sprintf(s, v))
		}
		fmt.Println()
	}
	for _, s := range shapes {
		fmt.Printf("%s: %s / %s / %s / %s\n", s, fmt.Sprintf(s, text("té")), fmt.Sprintf(s, raw("t\xe9")), fmt.Sprintf(s, []string{"a b", "c"}), fmt.Sprintf(s, [3]byte{'x', 0, 255}))
	}
	for _, r := range []rune{'a', '\'', '"', '\\', 0, 7, 0x7f, 0x80, 0xad, 0xd800, 0x10ffff, 0x110000, -1, '☺'} {
		fmt.Printf("%q %+q %#q %c %U %#U %x %d %5q| %-6c|\n", r, r, r, r, r, r, r, r, r, r)
	}
}
