//gvm disasm FILE main.fields main.method main.branch main.loop

// A pointer that was used, or compared with nil, is not checked again where that dominates.

package main

type inner struct{ a, b int }
type outer struct {
	n int
	inner
}

func (i *inner) get() int { return i.a }

func fields(o *outer) *int {
	o.n = 1
	return &o.inner.b
}

func method(o *outer) *inner {
	if o.n > 0 {
		return &o.inner
	}
	return nil
}

func branch(o *outer) *inner {
	if o != nil {
		return &o.inner
	}
	return nil
}

// Only one way through the loop uses the pointer first: the check stays.
func loop(o *outer, n int) *inner {
	for i := 0; i < n; i++ {
		if i == 5 {
			o.n = i
		}
	}
	return &o.inner
}

func main() {
	println(fields(&outer{}) != nil, method(&outer{}) == nil, branch(nil) == nil, loop(&outer{}, 2) != nil)
}
