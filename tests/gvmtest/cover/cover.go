// Package cover has branches that its tests take and leave.
package cover

import "example.com/cover/part"

func Sign(x int) string {
	if x < 0 {
		return "-"
	} else if x == 0 {
		return "0"
	}
	return "+"
}

func Many(n int) (sum int) {
	for i := range n {
		switch {
		case i%3 == 0:
			sum += i
		case i > 100:
			sum--
			sum--
		default:
			sum++
		}
	}
	f := func() {
		sum = part.Double(sum)
	}
	if n > 50 {
		f()
	}
	return
}

var table = map[string]func() int{"a": func() int { return 1 }}

func Unused() {
	println("never")
	println("never")
again:
	goto again
}
