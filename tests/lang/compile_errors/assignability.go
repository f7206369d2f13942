package main

type S []int
type M map[string]int
type F func()
type I interface{ M() }
type P *int
func main() {
	var s S = []int{}
	var t []int = s
	var m M = map[string]int{}
	var f F = func() {}
	var p P = new(int)
	var q *int = p
	type S2 []int
	var s2 S2 = s
	var i I = s
	var c1 chan int
	var c2 <-chan int = c1
	var c3 chan int = c2
	var c4 chan<- int = c2
	var a [3]int = [4]int{}
	var b [3]int = []int{1, 2, 3}
	var e error = nil
	var st struct{ a int } = struct{ b int }{}
	var st2 struct{ a int } = struct{ a int `x` }{}
	var fn func(int) = func(string) {}
	var fn2 func() int = func() {}
	var by []byte = "abc"
	var str string = []byte{}
	var r rune = "a"
	var u8 byte = 'ab'
	var fl float32 = 1 << 3.5
	var bo bool = 1
	var n int = nil
	var x, y int = 1
	_, _ = x, y
}
