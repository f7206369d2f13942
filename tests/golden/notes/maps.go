//gvm build -o /dev/null -gcflags=-m FILE

package main

type pair struct{ a, b *int }

var all map[string]*pair

func local(k string) int {
	m := map[string]int{"a": 1}
	m[k] = 2
	return m["a"] + len(m)
}

func made() int {
	m := make(map[int]int)
	m[1] = 2
	return m[1]
}

func values() {
	x := 1
	m := make(map[string]*pair)
	m["x"] = &pair{a: &x}
	all = m
}

func key(p *int) bool {
	m := map[*int]bool{}
	m[p] = true
	return m[p]
}

func main() {
	values()
	println(local("k"), made(), key(new(int)))
}
