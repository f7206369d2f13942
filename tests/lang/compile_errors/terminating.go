package main

func f() int {
	x := 1
	_ = x
}
func g() int { }
func h() (int, error) {
	for i := 0; i < 10; i++ { return i, nil }
}
func i() int { defer panic(1) }
func j() int { panic(1) }
func k() int { { return 1 } }
func l() int { goto L; L: return 1 }
func m(x any) int { switch x.(type) { case int: return 1; default: panic(2) } }
func n(c chan int) int { select { case <-c: return 1; default: } }
func o() int { for { } }
func p() int { for true { } }
func q() int { if true { return 1 } else { return 2 } }
func r() int { L: for { break L } }
func s() int { func() int { return 1 }() }
func t() func() int { return func() int { } }
func main() {}
