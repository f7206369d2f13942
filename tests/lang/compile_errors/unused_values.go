package main

func main() {
	1
	"a"
	x
	-5
	f
	f() + 1
	len("a")
	append([]int{}, 1)
	func() {}
	<-make(chan int)
	new(int)
	make([]int, 1)
	[]int{}
	int(3)
}
func f() int { return 1 }
