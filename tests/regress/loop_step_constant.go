// The step of a loop inside a loop is a constant in a register; what follows the inner loop must not reuse the register.
package main

import "fmt"

type sink struct{ n, calls int }

//go:noinline
func (s *sink) put(p []byte) error { s.n += len(p); s.calls++; return nil }

//go:noinline
func (s *sink) done() error { return nil }

func main() {
	for round := 0; round < 3; round++ {
		for _, n := range []int{0, 1, 25000} {
			data := make([]byte, n)
			s := &sink{}
			for at := 0; at < len(data) && s.calls < 10; at += 9999 {
				s.put(data[at:min(len(data), at+9999)])
			}
			if s.done() != nil || round > 0 && n > 3 && s.n > n/2 {
				fmt.Println("more than half", round, n)
			}
			a, b, c := round*3+n, round^n, round-n
			fmt.Println(round, n, s.n, s.calls, a, b, c)
		}
	}
}
