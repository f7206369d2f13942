package main

import "fmt"

type T struct{}

func (t T) String() string { return "" }

func g() (a int, b string) {
	a, b := 1, "x"
	return
}

func h() (err error) {
	if err := f(); err != nil {
		return
	}
	return nil
}
func f() error { return nil }

func i(x int) {
	x := 1
	switch x {
	case 1:
		x := 2
	}
	var x string
}

func main() {
	fmt.Println("a" + 1)
	fmt.Println("a" + 'b')
	fmt.Printf("%d\n")
	var x int = "a" + "b"
	y := [...]int{1, 2, 3}[5]
	z := map[string]int{"a": 1}["a"]["b"]
	w := T.String
	w()
	w(T{}, 1)
	(T).String(5)
	v := &T{}.String
	u := &f()
	t := *5
	s := -"a"
	r := !5
	q := ^1.5
	p := <-5
	o := 5()
	n := func() int { return "a" }()
	m := [](int){1}
	l := struct{ int }{1}.int.x
	if x := f(); x {
	}
	for i := 0; i; i++ {
	}
	for 5 {
	}
	x.y = 1
	x[0] = 1
	x()
	*x = 1
	x <- 1
	x++ 
	"a"++
	f()++
	main = nil
	T = nil
	fmt = nil
	len = nil
}
