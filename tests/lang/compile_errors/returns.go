package main

func f() int {
	for {
		break
	}
}
func g() int {
	if true {
		return 1
	} else if false {
		return 2
	}
}
func h() int {
	switch {
	case true:
		return 1
	}
}
func i() int {
L:
	for {
		for {
			break L
		}
	}
}
func j() int { select { case <-c: } }
func k() (int, string) { return 1 }
func l() { return 1 }
func m() (a int) { { a := 1; _ = a; return } }
func n() int { return }
func o() int { return 1, 2 }
var c chan int
func main() {}
