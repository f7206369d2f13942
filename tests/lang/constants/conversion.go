package main

import "fmt"

type Celsius float32
type myString string

func main() {
	fmt.Println(uint(3), float32(0.49999999), float64(-1e-1000), string('x'), string(rune(0x266c)))
	fmt.Println(myString("foo"+"bar"), string([]byte{'a', 'b'}), (*int)(nil) == nil)
	fmt.Println(complex128(3), int('a'), byte('b'), Celsius(36.6))
	var f = 3.99
	var n = -3.99
	fmt.Println(int(f), int(n), uint8(int(f)), int64(float32(16777217)))
	var i = 300
	fmt.Println(uint8(i), int8(i), int16(70000+i), uint32(-i), uint64(int8(i)))
	var u64 uint64 = 1<<63 + 1024
	fmt.Println(float64(u64), float32(u64), uint64(float64(u64)), int64(u64))
	fmt.Println([]byte("hé"), []rune("hé\xff"), string([]rune{0x68, 0x10FFFF + 1, -1, 0xD800}))
	s := []int{1, 2, 3, 4}
	a := [2]int(s)
	p := (*[3]int)(s)
	p[0] = 9
	fmt.Println(a, *p, s, len(*(*[0]int)(s)))
	type T1 struct {
		X int `tag:"a"`
	}
	type T2 struct{ X int }
	fmt.Println(T2(T1{4}))
	var r rune = 'é'
	fmt.Println(string(r), []byte(string(r)), len(string(r)))
}
