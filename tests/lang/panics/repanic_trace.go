package main

import "errors"

type T struct{ n int }

func (t *T) method(n int) {
	if n == 0 {
		panic(errors.New("deep"))
	}
	t.method(n - 1)
}

func wrap() {
	defer func() {
		if r := recover(); r != nil {
			panic(r)
		}
	}()
	(&T{}).method(2)
}

func main() {
	f := func() { wrap() }
	f()
}
