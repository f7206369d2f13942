package main

type A struct{ x int }
type B struct{ x int }
type C struct{ y int }
type P *A
type I interface{ M() }
type F func()

func main() {
	var a A
	var b B = a
	b = B(a)
	c := C(a)
	var p P = &a
	_ = (*B)(&a)
	_ = (*C)(&a)
	_ = I(a)
	_ = F(main)
	_ = F(5)
	_ = int("5")
	_ = string(1.5)
	_ = []int("abc")
	_ = []byte(5)
	_ = []rune("x")
	_ = string([]int{})
	_ = bool(1)
	_ = float64(true)
	_ = complex128("x")
	_ = (chan int)(make(chan<- int))
	_ = (<-chan int)(make(chan int))
	_ = [2]int([]int{1, 2})
	_ = [2]int([]string{})
	_ = (*[2]int)([]int{1, 2})
	_ = []int([2]int{})
	_ = map[string]int(nil)
	_ = error(nil)
	_ = int(nil)
	_ = uintptr("a")
	_ = int8(1000)
	_ = uint(-1)
	_ = interface{}(main)
	_, _, _ = b, c, p
}
