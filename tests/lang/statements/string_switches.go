// Switches on strings of one and of many lengths choose the case that is equal, or default.
package main

func few(s string) int {
	switch s {
	case "a":
		return 1
	case "bb", "":
		return 2
	}
	return 0
}

func lengths(s string) string {
	switch s {
	case "":
		return "empty"
	case "x":
		return "one"
	case "xy":
		return "two"
	case "xyz":
		return "three"
	case "wxyz":
		return "four"
	case "vwxyz":
		return "five"
	case "a very long case that is longer than the others by far":
		return "long"
	}
	return "none"
}

func keyword(s string) int {
	switch s {
	case "break", "case", "chan", "const", "continue":
		return 1
	case "default", "defer", "else", "fallthrough", "for", "func":
		return 2
	case "go", "goto", "if", "import", "interface":
		return 3
	case "map", "package", "range", "return", "select":
		return 4
	case "struct", "switch", "type", "var":
		return 5
	default:
		return -1
	}
}

func falls(s string) (n int) {
	for {
		switch s {
		case "aaa":
			n++
			fallthrough
		case "aab":
			n += 10
		case "aba", "abb", "baa", "bab", "bba":
			n += 100
			return
		default:
			return -n
		}
		if n > 30 {
			s = "bba"
		}
	}
}

func main() {
	for _, s := range []string{"a", "bb", "", "b", "ab"} {
		println(few(s))
	}
	for _, s := range []string{"", "x", "xy", "xyz", "wxyz", "vwxyz", "abcde", "a very long case that is longer than the others by far", "a very long case that is longer than the others by fax"} {
		println(lengths(s))
	}
	for _, s := range []string{"break", "case", "chan", "const", "continue", "default", "defer", "else", "fallthrough", "for", "func",
		"go", "goto", "if", "import", "interface", "map", "package", "range", "return", "select", "struct", "switch", "type", "var",
		"brea", "caze", "zzzz", "g", "aaaaaa", "zzzzzz", "nil"} {
		print(keyword(s), " ")
	}
	println()
	println(falls("aaa"), falls("aab"), falls("bba"), falls("ccc"), falls("bbb"))
}
