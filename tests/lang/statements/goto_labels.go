// Control flow: goto, labels, fallthrough, nested breaks and continues, switch without tag, empty cases, shadowing in clauses.
package main

import "fmt"

func primes(n int) (ps []int) {
	i := 2
next:
	if i > n {
		goto done
	}
	for j := 0; j < len(ps) && ps[j]*ps[j] <= i; j++ {
		if i%ps[j] == 0 {
			i++
			goto next
		}
	}
	ps = append(ps, i)
	i++
	goto next
done:
	return
}

func fsm(s string) (trace string) {
	i := 0
	var c byte
start:
	trace += "S"
	if i == len(s) {
		goto end
	}
	c = s[i]
	i++
	switch c {
	case 'a':
		goto a
	case 'b':
		goto b
	default:
		goto start
	}
a:
	trace += "A"
	if i < len(s) && s[i] == 'a' {
		i++
		goto a
	}
	goto start
b:
	trace += "B"
	{
		x := i
		for {
			if x >= len(s) {
				goto end
			}
			if s[x] == 'b' {
				x++
				continue
			}
			i = x
			goto start
		}
	}
end:
	return trace + "."
}

func sw(x any, n int) (r []string) {
	add := func(s string) { r = append(r, s) }
	switch n {
	case 1:
		add("one")
		fallthrough
	case 2:
		add("two")
		if x == nil {
			break
		}
		fallthrough
	case 3, 4:
		add("34")
	case 5:
	default:
		add("def")
		fallthrough
	case 6:
		add("six")
	}
	switch n := n * 2; {
	case n > 10:
		add(">10")
	case n > 5:
		n := n + 1
		add(fmt.Sprint(n))
		fallthrough
	case false:
		add("false case")
	}
	switch x := x.(type) {
	case nil:
		add("nil")
	case int, string:
		add(fmt.Sprintf("%T", x))
	case func() int:
		add(fmt.Sprint(x()))
	case error, fmt.Stringer:
		add("iface")
	case []any:
		for _, y := range x {
			r = append(r, sw(y, 5)...)
		}
	}
	switch {
	}
	switch f := func() bool { add("call"); return n > 3 }; f() {
	case true:
		add("T")
	case false:
		add("F")
	}
	return
}

func loops() {
	var out []int
outer:
	for i := 0; ; i++ {
	inner:
		for j := 0; j < 5; j++ {
			switch {
			case i == 3:
				break outer
			case j == 3:
				break inner
			case (i+j)%2 == 0:
				continue inner
			case i == 1:
				continue outer
			}
			for {
				out = append(out, i*10+j)
				if len(out) > 2 {
					break
				}
				continue inner
			}
		}
		out = append(out, -i)
	}
	fmt.Println(out)
	n := 0
	for n < 10 {
		n++
		if n%2 == 0 {
			continue
		}
		if n > 6 {
			break
		}
		fmt.Print(n, " ")
	}
	for i, j := 0, 10; i < j; i, j = i+1, j-2 {
		fmt.Print(i, ":", j, " ")
	}
	for range 3 {
		n--
	}
	fmt.Println(n)
L:
	for i := range 3 {
		select {
		default:
			if i == 1 {
				break L
			}
			fmt.Print("sel", i, " ")
		}
	}
swl:
	switch {
	default:
		for i := 0; ; i++ {
			if i == 4 {
				break swl
			}
		}
	}
	fmt.Println("end")
}

func scopes() {
	x := 1
	if x := 2; x == 2 {
		x := 3
		_ = x
	} else if y := x; y > 0 {
		x = y
	} else {
		_, _ = x, y
	}
	for x := x; x < 3; x++ {
		x := x * 2
		_ = x
	}
	switch x := any(x).(type) {
	case int:
		x++
		fmt.Println("inner", x)
	}
	func(x string) { fmt.Println(x) }("param")
	{
		x, y := x+1, x
		fmt.Println(x, y)
	}
	fmt.Println(x)
	var err error
	if _, err := fmt.Sscan("5", &x); err != nil {
		return
	}
	fmt.Println(x, err)
}

func early(n int) (s string) {
	defer func() { s += "|" }()
	for i := 0; i < n; i++ {
		func() {
			if i == 2 {
				return
			}
			s += fmt.Sprint(i)
		}()
		if i == 4 {
			return s + "early"
		}
	}
	return
}

func main() {
	fmt.Println(primes(50))
	for _, s := range []string{"", "aab", "bba", "xayaabb", "babab"} {
		fmt.Print(fsm(s), " ")
	}
	fmt.Println()
	for n := range 8 {
		fmt.Println(n, sw([]any{1, "s", nil, 2.5, func() int { return 9 }, fmt.Errorf("e"), []any{[]any{}}}[n%7], n))
	}
	fmt.Println(sw([]any{1, []any{"x"}}, 0))
	loops()
	scopes()
	fmt.Println(early(3), early(10), early(0))
}
