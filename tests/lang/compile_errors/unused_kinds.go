package main

import (
	"fmt"
	"os"
	"strings"
)

func f() (int, error) { return 0, nil }

func main() {
	a, b := 1, 2
	var c int
	d := func() { e := 1 }
	for i, v := range []int{} {
	}
	switch x := any(a).(type) {
	}
	if g, err := f(); true {
	}
	b = 3
	_ = strings.ToUpper
	const unusedConst = 1
	type unusedType int
	var h, i = f()
	var _ = 5
	func() { j := 1; j = 2 }()
	k := 1
	k++
	l := []int{}
	l[0] = 1
	m := &a
	*m = 2
	var n struct{ x int }
	n.x = 1
}
