//gvm disasm FILE main.order

// Cases of several lengths: the length chooses the group, an order test halves a large group.

package main

func order(s string) int {
	switch s {
	case "":
		return 0
	case "a":
		return 1
	case "aa", "bb", "cc", "dd", "ee", "ff":
		return 2
	case "abc", "xyz":
		return 3
	case "four":
		return 4
	}
	return -1
}

func main() { println(order("ee")) }
