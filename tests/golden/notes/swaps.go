//gvm build -o /dev/null -gcflags=-m FILE

package main

type ring struct {
	next, prev *ring
	value      int
}

func (r *ring) link(s *ring) {
	s.next, r.next = r.next, s
	s.prev = r
}

func exchange(a, b **ring) { *a, *b = *b, *a }

func copyInto(dst, src *ring) { *dst = *src }

func copySlice(dst, src []*ring) int { return copy(dst, src) }

func main() {
	a, b := &ring{value: 1}, &ring{value: 2}
	a.link(b)
	exchange(&a, &b)
	var c ring
	copyInto(&c, a)
	println(c.value, copySlice(make([]*ring, 2), []*ring{a, b}))
}
