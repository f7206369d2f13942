// This program writes the tables of stdlib/unicode from those of the installed
// Go's package unicode, which it reads through that package's exported variables
// and functions, and which hold the data of the Unicode Character Database; and
// the ranges of printable characters for stdlib/strconv:
//
//	go run tools/gen/unicode/main.go stdlib/unicode stdlib/strconv
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"unicode"
)

const lineWidth = 110

type writer struct {
	strings.Builder
	column int
}

func (w *writer) item(format string, args ...any) {
	s := fmt.Sprintf(format, args...)
	if w.column > 0 && w.column+len(s) > lineWidth {
		w.WriteString("\n")
		w.column = 0
	}
	if w.column == 0 {
		w.WriteString("\t")
	} else {
		w.WriteString(" ")
	}
	w.WriteString(s + ",")
	w.column += len(s) + 2
}

func (w *writer) line(format string, args ...any) {
	if w.column > 0 {
		w.WriteString("\n")
	}
	w.column = 0
	fmt.Fprintf(w, format+"\n", args...)
}

func (w *writer) table(name, doc string, t *unicode.RangeTable) {
	w.line("// %s %s", name, doc)
	w.line("var %s = %s", name, literal(t))
	w.line("")
}

func literal(t *unicode.RangeTable) string {
	w := new(writer)
	w.line("&RangeTable{")
	if len(t.R16) > 0 {
		w.line("\tR16: []Range16{")
		for _, r := range t.R16 {
			w.item("{%#x, %#x, %d}", r.Lo, r.Hi, r.Stride)
		}
		w.line("\t},")
	}
	if len(t.R32) > 0 {
		w.line("\tR32: []Range32{")
		for _, r := range t.R32 {
			w.item("{%#x, %#x, %d}", r.Lo, r.Hi, r.Stride)
		}
		w.line("\t},")
	}
	if t.LatinOffset > 0 {
		w.line("\tLatinOffset: %d,", t.LatinOffset)
	}
	w.WriteString("}")
	return w.String()
}

func keys[V any](m map[string]V) []string {
	var all []string
	for k := range m {
		all = append(all, k)
	}
	sort.Strings(all)
	return all
}

func (w *writer) mapOf(name, doc string, m map[string]*unicode.RangeTable) {
	w.line("// %s %s", name, doc)
	w.line("var %s = map[string]*RangeTable{", name)
	for _, k := range keys(m) {
		w.item("%q: %s", k, k)
	}
	w.line("}")
	w.line("")
}

func (w *writer) foldMap(name, doc string, m map[string]*unicode.RangeTable) {
	w.line("// %s %s", name, doc)
	w.line("var %s = map[string]*RangeTable{", name)
	for _, k := range keys(m) {
		w.line("\t%q: %s,", k, strings.ReplaceAll(literal(m[k]), "\n", "\n\t"))
	}
	w.line("}")
	w.line("")
}

func save(file, about string, w *writer) {
	path := filepath.Join(os.Args[1], file)
	text := "// This file is " + about + ", written by tools/gen/unicode.\n\npackage unicode\n\n" + w.String()
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func main() {
	w := new(writer)
	w.line("// Version is the edition of Unicode that the tables hold.")
	w.line("const Version = %q", unicode.Version)
	w.line("")
	w.mapOf("Categories", "is the set of Unicode category tables.", unicode.Categories)
	w.line("// CategoryAliases maps the long names of categories to the short ones.")
	w.line("var CategoryAliases = map[string]string{")
	for _, k := range keys(unicode.CategoryAliases) {
		w.item("%q: %q", k, unicode.CategoryAliases[k])
	}
	w.line("}")
	w.line("")
	for _, k := range keys(unicode.Categories) {
		w.table(k, "is the set of characters of category "+k+".", unicode.Categories[k])
	}
	w.line("// The long names of some categories.")
	w.line("var (")
	for _, a := range strings.Fields("Digit=Nd Letter=L Lower=Ll Mark=M Number=N Other=C Punct=P Space=Z Symbol=S Title=Lt Upper=Lu") {
		name, short, _ := strings.Cut(a, "=")
		w.line("\t%s = %s", name, short)
	}
	w.line(")")
	save("categories.go", "the tables of general categories", w)

	w = new(writer)
	w.mapOf("Scripts", "is the set of Unicode script tables.", unicode.Scripts)
	for _, k := range keys(unicode.Scripts) {
		w.table(k, "is the set of characters of script "+k+".", unicode.Scripts[k])
	}
	save("scripts.go", "the tables of scripts", w)

	w = new(writer)
	w.mapOf("Properties", "is the set of Unicode property tables.", unicode.Properties)
	for _, k := range keys(unicode.Properties) {
		w.table(k, "is the set of characters with property "+k+".", unicode.Properties[k])
	}
	save("properties.go", "the tables of properties", w)

	w = new(writer)
	w.line("// CaseRanges describes the case mappings of all letters that have any.")
	w.line("var CaseRanges = []CaseRange{")
	for _, c := range unicode.CaseRanges {
		w.item("{%#x, %#x, d{%d, %d, %d}}", c.Lo, c.Hi, c.Delta[0], c.Delta[1], c.Delta[2])
	}
	w.line("}")
	w.line("")
	w.foldMap("FoldCategory", "maps a category to the characters outside it that are equal under simple case\n// folding to one inside.", unicode.FoldCategory)
	w.foldMap("FoldScript", "maps a script to the characters outside it that are equal under simple case\n// folding to one inside.", unicode.FoldScript)
	w.line("// orbits are the steps of simple folding that are not the way between the two\n// cases of a letter, in order of the first rune.")
	w.line("var orbits = [...]struct{ from, to uint16 }{")
	for r := rune(0); r <= unicode.MaxRune; r++ {
		plain := unicode.ToLower(r)
		if plain == r {
			plain = unicode.ToUpper(r)
		}
		if to := unicode.SimpleFold(r); to != plain {
			w.item("{%#x, %#x}", r, to)
		}
	}
	w.line("}")
	w.line("")
	w.line("// latin1 classifies the runes below 0x100 by the class bits.")
	w.line("const latin1 = \"\" +")
	for row := rune(0); row < 256; row += 16 {
		s := ""
		for r := row; r < row+16; r++ {
			var bits int
			for i, is := range []func(rune) bool{unicode.IsControl, unicode.IsPunct, unicode.IsNumber, unicode.IsSymbol,
				func(r rune) bool { return r == 0xA0 || r == ' ' }, unicode.IsUpper, unicode.IsLower, unicode.IsPrint} {
				if is(r) {
					bits |= 1 << i
				}
			}
			if unicode.IsLetter(r) && !unicode.IsUpper(r) && !unicode.IsLower(r) {
				bits |= 0x60 // neither case: both bits
			}
			s += fmt.Sprintf("\\x%02x", bits)
		}
		plus := " +"
		if row == 240 {
			plus = ""
		}
		w.line("\t\"%s\"%s", s, plus)
	}
	save("cases.go", "the tables of case, folding and Latin-1", w)

	w = new(writer)
	w.ranges("kPrintable", "Ranges of IsPrint, first and last.", unicode.IsPrint)
	w.ranges("kSpaces", "Ranges of what is graphic but not printable.", func(r rune) bool { return unicode.IsGraphic(r) && !unicode.IsPrint(r) })
	path := filepath.Join(os.Args[2], "printable.inc")
	text := "// This file is the table of printable characters, written by tools/gen/unicode.\n" + w.String()
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// ranges writes a C++ table of the runes that is accepts.
func (w *writer) ranges(name, doc string, is func(rune) bool) {
	w.line("// %s", doc)
	w.line("constexpr CodeRange %s[] = {", name)
	for lo := rune(0); lo <= unicode.MaxRune; lo++ {
		if !is(lo) {
			continue
		}
		hi := lo
		for is(hi + 1) {
			hi++
		}
		w.item("{%#x, %#x}", lo, hi)
		lo = hi
	}
	w.line("};")
}
