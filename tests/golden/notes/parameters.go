//gvm build -o /dev/null -gcflags=-m FILE

package main

type node struct {
	next *node
	data []byte
}

var root *node

func keeps(n *node)              { root = n }
func keepsContent(n **node)      { root = *n }
func keepsField(n *node)         { root = n.next }
func returns(n *node) *node      { return n }
func returnsField(n *node) *node { return n.next }
func returnsNamed(n *node) (r *node) {
	r = n
	return
}
func reads(n *node, b []byte, s string) int { return len(n.data) + len(b) + len(s) }
func both(a, b *node, first bool) *node {
	if first {
		return a
	}
	return b
}
func unnamed(*node, int)                    {}
func blank(_ *node, n int) int              { return n }
func two(a *node, b []byte) (*node, []byte) { return a, b }

func main() {
	n := &node{}
	keeps(n)
	keepsContent(&n)
	keepsField(n)
	println(returns(n) == returnsField(n), returnsNamed(n) != nil, reads(n, nil, ""), both(n, n, true) == n)
	unnamed(n, 1)
	blank(n, 2)
	two(n, nil)
}
