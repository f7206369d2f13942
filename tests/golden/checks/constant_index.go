//gvm disasm FILE main.read main.after main.short main.made main.unknown main.reassigned

// Elements at constant indices are plain loads where the length is known, and checked where it is not.

package main

// The first access checks, the others rest on it.
func read(b []byte) uint32 {
	_ = b[3]
	return uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24
}

// The branch proves three elements, not a fourth.
func after(s []int) int {
	if len(s) < 3 {
		return 0
	}
	return s[0] + s[2] + s[3]
}

func short(s string) bool { return len(s) > 1 && s[0] == 'a' && s[1] == 'b' }

func made(n int) int {
	s := make([]int, 4)
	s[0] = n
	s[3] = n + 1
	return s[1]
}

// Nothing is known here: all are checked.
func unknown(s []int, t []int) int { return s[1] + t[1] + s[2] }

// The variable changes between the test and the use.
func reassigned(s []int, t []int) int {
	if len(s) < 2 {
		return 0
	}
	for len(t) > 0 {
		s = t
		t = t[1:]
	}
	return s[1]
}

func main() {
	println(read([]byte{1, 2, 3, 4}), after([]int{1, 2, 3, 4}), short("ab"), made(1), unknown([]int{1, 2, 3}, []int{1, 2}), reassigned([]int{1, 2}, nil))
}
