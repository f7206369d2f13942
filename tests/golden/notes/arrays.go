//gvm build -o /dev/null -gcflags=-m FILE

package main

var kept *[4]int

func local() int {
	var a [1000]int
	s := a[:]
	s[1] = 2
	return a[1]
}

func leaves() []int {
	var a [4]int
	return a[1:3]
}

func large() int {
	var a [50000]int
	p := &a
	p[3] = 1
	return p[3]
}

func global() {
	a := [4]int{1, 2, 3, 4}
	kept = &a
}

func main() {
	global()
	println(local(), len(leaves()), large())
}
