package main

func f(x ...int) {}
func g() {}

func main() {
	f([]int{1})
	f(1, []int{2}...)
	x := g()
	g() + 1
	len(1)
	_ = len(1, 2)
	_ = cap(map[int]int{})
	append([]int{}, 1)
	_ = append(1, 2)
	_ = make(int)
	_ = make([]int)
	_ = new(1, 2)
	1()
	delete([]int{}, 1)
	close(1)
	copy(1, 2)
}
