// Tables with all flags, several widths and paddings, escapes, and writes in pieces.
package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"text/tabwriter"
)

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("cannot") }

func main() {
	texts := []string{
		"", "\n\n\n", "a\n", "a\tb\tc\n", "a\tb\tc", "a\tbbb\tc\naa\tb\tcccc\naaa\t\tc\n", "\ta\n\t\tb\n\t\t\tc\n",
		"x\ty\n\nx\tyyy\tz\nno tabs\nx\ty\tz\n", "a\vb\vc\n\v\vd\n\v\ve\n", "a\tb\f\taa\tbb\n", "é\t日本\tx\nlonger\tx\ty\n",
		"\xffesc\taped\xff\tb\nshort\tb\n", "<b>bold</b>\t&amp;x\t&lt;\nplain\ttext\tx\n", "1\t2\t3\n10\t20\t30\n100\t200\t300\n",
		"open \xffescape\tto the end", "a\t\tb\n\t\tc\n\t\td\n", "trailing\t\nmore\t\t\n", "<unclosed tag\tx\n", ".0\t.3\t2.4\t-5.1\t\n23.0\t12345678.9\t2.4\t-989.4\t\n5.1\t12.0\t2.4\t-7.0\t\n",
	}
	show := func(s string) string { return strings.NewReplacer("\t", "\\t", " ", ".").Replace(s) }
	for _, text := range texts {
		fmt.Printf("text %q\n", text)
		for _, c := range []struct {
			min, tab, pad int
			char          byte
			flags         uint
		}{
			{0, 8, 1, ' ', 0}, {8, 8, 1, '\t', 0}, {5, 0, 0, '.', tabwriter.AlignRight}, {0, 8, 2, ' ', tabwriter.Debug},
			{0, 8, 1, ' ', tabwriter.FilterHTML | tabwriter.StripEscape}, {4, 4, 1, ' ', tabwriter.TabIndent},
			{8, 8, 1, '\t', tabwriter.DiscardEmptyColumns | tabwriter.Debug}, {8, 0, 1, '\t', 0},
			{0, 4, 0, ' ', tabwriter.AlignRight | tabwriter.Debug | tabwriter.DiscardEmptyColumns}, {8, 8, 1, '\t', tabwriter.AlignRight},
		} {
			var out strings.Builder
			w := tabwriter.NewWriter(&out, c.min, c.tab, c.pad, c.char, c.flags)
			for i := range len(text) {
				w.Write([]byte{text[i]})
			}
			err := w.Flush()
			fmt.Println(show(out.String()), err)
			fmt.Fprint(w, "again\tx\n")
			w.Flush()
			var whole strings.Builder
			w.Init(&whole, c.min, c.tab, c.pad, c.char, c.flags)
			n, err := fmt.Fprint(w, text)
			w.Flush()
			if !strings.HasPrefix(out.String(), whole.String()) || n != len(text) || err != nil {
				fmt.Println("in one piece:", show(whole.String()), n, err)
			}
		}
	}
	w := tabwriter.NewWriter(failing{}, 0, 8, 1, ' ', 0)
	fmt.Println(w.Write([]byte("a\tb\n")))
	fmt.Println(w.Flush())
	fmt.Println(w.Write([]byte("line\nmore")))
	defer func() { fmt.Println(recover()) }()
	tabwriter.NewWriter(os.Stdout, -1, 0, 0, ' ', 0)
}
