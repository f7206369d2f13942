package main

func main() {
	var i int
	var u uint
	var f float64
	var s string
	var b bool
	var p *int
	var fn func()
	var sl []int
	var mp map[int]int
	_ = i + f
	_ = i + s
	_ = i + "a"
	_ = s + 1
	_ = b + b
	_ = b && i
	_ = !i
	_ = -s
	_ = ^f
	_ = &i + 1
	_ = *i
	_ = i << f
	_ = f << 1
	_ = 1.5 << i
	_ = i == u
	_ = fn == fn
	_ = sl == sl
	_ = mp == mp
	_ = fn == nil
	_ = p == 0
	_ = i == nil
	_ = s == nil
	_ = nil == nil
	_ = p < p
	_ = b < b
	_ = struct{ f func() }{} == struct{ f func() }{}
	_ = [1][]int{} == [1][]int{}
	_ = i % f
	_ = f % f
	_ = 1 / 0
	_ = i / 0
	_ = f / 0
	_ = 1.0 / 0.0
	_ = i &^ s
	_ = <-i
}
