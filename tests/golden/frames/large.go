//gvm build -o /dev/null FILE

// Frames past a gigabyte are refused as by gc, all of them, at their functions.

package main

type large struct{ b [1500000000]byte }

func (x large) method() int { return 5 }

func argument(x large) int { return 5 }

func result() (x large, n int) { return }

func local(x *[1<<30 + 1e6]byte) byte {
	for _, b := range *x {
		return b
	}
	return 0
}

func fine(x *[1000]byte) byte { return x[3] }

func main() {
	f := func(x large) {}
	_ = f
	println(fine(new([1000]byte)))
}
