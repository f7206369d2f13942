package main

func f(a int b int) {}

func main() {
	var x = 08
	y := 'ab'
	z := "unterminated
	a = = 3
	for i := 0; i < 10 {
	}
}
