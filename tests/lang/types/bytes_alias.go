// A string made from bytes and compared at once keeps its text when it is used later, whatever happens to the bytes.
package main

import "fmt"

type entry struct {
	name string
	n    int
}

//go:noinline
func next(buf []byte) entry {
	for {
		name := string(buf[1:4])
		if name == "." || name == ".." {
			continue
		}
		return entry{name, len(name)}
	}
}

func main() {
	b := []byte("xabcx")
	e := next(b)
	copy(b, "-----")
	fmt.Println(e, string(b))
	m := map[string]int{}
	for i := range 3 {
		b[0] = byte('a' + i)
		k := string(b[:1])
		if k != "b" {
			m[k]++
		}
	}
	b[0] = 'z'
	fmt.Println(m, m["a"], m[string(b[:1])])
	switch s := string(b[1:2]); {
	case s == "-":
		b[1] = '+'
		fmt.Println(s)
	}
}
