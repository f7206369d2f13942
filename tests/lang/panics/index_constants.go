// Constant indices panic where the length does not reach, also when a later access at a lower index stands beside them.
package main

func try(name string, f func() int) {
	defer func() {
		if e := recover(); e != nil {
			println(name, e.(error).Error())
		}
	}()
	println(name, f())
}

func read(b []byte) int {
	_ = b[3]
	return int(b[0]) + int(b[1]) + int(b[2]) + int(b[3])
}

func sum(s []int) int {
	x := s[2]
	return s[0] + x + s[1]
}

func store(s []int) int {
	s[1] = 7
	s[0] = s[1] + 1
	s[2]++
	return s[0] + s[2]
}

func guarded(s string) int {
	if len(s) >= 2 {
		return int(s[1]) + int(s[2])
	}
	if len(s) == 1 {
		return int(s[0])
	}
	return -int(s[0])
}

func changing(s []int) (n int) {
	for len(s) > 1 {
		n += s[1]
		s = s[1:]
	}
	return n + s[0]
}

type pair struct{ a, b int }

func pairs(p []pair) int {
	p[1].b = 3
	return p[0].a + p[1].b + p[2].a
}

func made() int {
	s := make([]int, 2, 8)
	t := []string{"a", "b", "c"}
	return s[1] + len(t[2]) + s[:4][3]
}

func main() {
	for n := 0; n <= 4; n++ {
		b, s := make([]byte, n), make([]int, n)
		for i := range n {
			b[i], s[i] = byte(i+1), i+1
		}
		try("read", func() int { return read(b) })
		try("sum", func() int { return sum(s) })
		try("store", func() int { return store(s) })
		try("guarded", func() int { return guarded(string(b)) })
		try("changing", func() int { return changing(s) })
		try("pairs", func() int { return pairs(make([]pair, n)) })
	}
	try("nil", func() int { return sum(nil) })
	try("made", made)
}
