//gvm build -o /dev/null -gcflags=-m FILE

package main

type tree struct{ left, right *tree }

func build(depth int) *tree {
	if depth == 0 {
		return nil
	}
	return &tree{build(depth - 1), build(depth - 1)}
}

func count(t *tree) int {
	if t == nil {
		return 0
	}
	return 1 + count(t.left) + count(t.right)
}

var deepest *tree

func even(t *tree) bool {
	if t == nil {
		return true
	}
	return odd(t.left)
}

func odd(t *tree) bool {
	if t == nil {
		deepest = t
		return false
	}
	return even(t.left)
}

func main() { println(count(build(3)), even(build(2))) }
