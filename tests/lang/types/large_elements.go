// Large arrays and structs as elements of literals are copied, not shared, and nil pointers to them panic.
package main

type big struct {
	a [1000]int
	s string
}

type holder struct {
	first  big
	second [40]string
	p      *big
	n      int
}

var global = big{s: "global"}
var made = holder{global, [40]string{3: "three"}, &global, 5}

func build(b *big, list [40]string, m map[string][40]string) holder {
	return holder{*b, list, b, len(m["k"])}
}

func nested(b big) [2]big { return [2]big{b, {s: "inner"}} }

func try(f func()) {
	defer func() {
		if e := recover(); e != nil {
			println("panic:", e.(error).Error())
		}
	}()
	f()
}

func main() {
	local := big{s: "local"}
	local.a[999] = 7
	h := build(&local, [40]string{39: "last"}, map[string][40]string{"k": {}})
	local.a[999] = 8
	println(h.first.a[999], h.first.s, h.second[39], h.p.a[999], h.n)
	global.a[0] = 3
	println(made.first.a[0], made.first.s, made.second[3], made.p.a[0], made.n)
	n := nested(local)
	n[0].a[999]++
	println(local.a[999], n[0].a[999], n[1].s)
	q := &holder{first: n[0], second: h.second}
	println(q.first.a[999], q.second[39])
	list := []big{local, n[0], *h.p}
	local.s = "changed"
	println(list[0].s, list[1].a[999], list[2].s)
	try(func() { build(nil, h.second, nil) })
}
