// fmt: what is printed for formats that do not fit their operands.
package main

import (
	"errors"
	"fmt"
)

type bad struct{}

func (bad) String() string { panic("no text") }

type badError struct{}

func (*badError) Error() string { panic(errors.New("inner")) }

type nilMethod struct{ s string }

func (n *nilMethod) String() string { return n.s }

type deep struct{}

func (deep) Format(f fmt.State, c rune) { panic(fmt.Sprintf("verb %c", c)) }

type goer struct{}

func (goer) GoString() string { panic(3) }

func main() {
	say := func(f string, a ...any) { fmt.Printf("%q -> %s\n", f, fmt.Sprintf(f, a...)) }
	say("%d")
	say("%d %d", 1)
	say("no verbs", 1, "two", nil)
	say("%")
	say("%%")
	say("%5%|%-5%|%05%")
	say("%!")
	say("%z", 3)
	say("%z")
	say("%-")
	say("%.")
	say("%.d", 7)
	say("%.-3d", 7)
	say("%*d", "x", 3)
	say("%*d", -9, 3)
	say("%.*d", -9, 3)
	say("%*d", 10000000, 3)
	say("%[3]d", 1)
	say("%[1", 1)
	say("%[]d", 1)
	say("%[-1]d", 1)
	say("%[2]*d", 1, 2)
	say("%[1]d", 1, 2)
	say("%d %d %#[1]x %#x", 16, 17)
	say("%1000000000d", 1)
	say("%s", nil)
	say("%d", nil)
	say("%v %+v %#v", nil, nil, nil)
	say("%s %d", error(nil), []any{nil, 1})
	say("%v", bad{})
	say("%s", &badError{})
	say("%d", bad{})
	say("%v %s", (*nilMethod)(nil), (*nilMethod)(nil))
	say("%v", deep{})
	say("%#v", goer{})
	say("%v", []any{bad{}, 1})
	say("%v", struct{ B bad }{})
	say("%t %t", 1, "x")
	say("%p %p", 1, "s")
	say("%w", errors.New("w"))
	say("%w", 5)
	say("é%世", 1)
	say("%\xff", 1)
	fmt.Println(fmt.Errorf("a %w b %w", errors.New("x"), errors.New("y")))
	fmt.Println(fmt.Errorf("a %w", nil), fmt.Errorf("%w %v", 1, 2), fmt.Errorf("%s", "plain"), fmt.Errorf("%d %w"))
	fmt.Println(errors.Unwrap(fmt.Errorf("a %w", errors.New("in"))), errors.Unwrap(fmt.Errorf("a %v", errors.New("in"))))
	fmt.Println(fmt.Sprint("a", 1, 2, "b", "c", 3.0, nil, nil, []int{1}), fmt.Sprint(), fmt.Sprint(nil), fmt.Sprintln("a", 1))
}
