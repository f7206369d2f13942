//gvm build -o /dev/null -gcflags=-m FILE

package main

var sink []int

func constant() int {
	s := make([]int, 10)
	s[3] = 1
	return s[3]
}

func variable(n int) int {
	s := make([]int, n)
	return len(s)
}

func huge() int {
	s := make([]int, 100000)
	return len(s)
}

func returned() []int { return make([]int, 3) }

func stored() { sink = []int{1, 2, 3} }

func literal() int {
	s := []int{1, 2, 3}
	return s[1]
}

func grown(s []int) []int { return append(s, 1) }

func sum(list ...int) (n int) {
	for _, x := range list {
		n += x
	}
	return
}

func main() {
	println(constant(), variable(5), huge(), len(returned()), literal(), len(grown(nil)), sum(1, 2, 3))
	stored()
}
