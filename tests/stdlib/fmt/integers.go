// fmt: integers of every kind and verb, with each flag, width and precision.
package main

import (
	"fmt"
	"math"
)

func main() {
	values := []any{0, 1, -1, 42, -42, int8(-128), uint8(255), int64(math.MinInt64), uint64(math.MaxUint64), 'x', '⌘', rune(0x10ffff), uintptr(0xbeef), int32(-5), 0x7f, 127}
	verbs := []string{"%v", "%d", "%b", "%o", "%O", "%x", "%X", "%c", "%q", "%U", "%e", "%s", "%t", "%p"}
	for _, v := range values {
		for _, verb := range verbs {
			fmt.Printf("%s|", fmt.Sprintf(verb, v))
		}
		fmt.Println()
	}
	flags := []string{"", "+", "-", "#", " ", "0", "+0", "-0", "# ", "+#", "-#", "#0", " 0", "+-0", "#+ 0-"}
	sizes := []string{"", "8", ".4", "8.4", ".0", "8.0", "2", ".12"}
	for _, verb := range "dboxXcqUv" {
		for _, f := range flags {
			for _, s := range sizes {
				shape := "%" + f + s + string(verb)
				fmt.Printf("%s: [%s] [%s] [%s]\n", shape, fmt.Sprintf(shape, 37), fmt.Sprintf(shape, -37), fmt.Sprintf(shape, 0))
			}
		}
	}
	for _, shape := range []string{"%*d", "%-*d", "%.*d", "%*.*d", "%[2]*[1]d", "%[3]*.[2]*[1]d", "%[5]d", "%[0]d", "%[x]d", "%[2]d %d", "%[1]d %[1]x %[1]b"} {
		fmt.Printf("%s: [%s] [%s] [%s]\n", shape, fmt.Sprintf(shape, 5, 3, 2), fmt.Sprintf(shape, -4, 7), fmt.Sprintf(shape, 9))
	}
	fmt.Printf("%d %d\n", []int8{1, -2, 3}, [2]uint16{7, 8})
	fmt.Printf("%03x|% x|%#x|%# x|%X\n", []byte{1, 0xab, 0xff}, []byte{1, 0xab, 0xff}, []byte{1, 0xab, 0xff}, []byte{1, 0xab, 0xff}, [3]byte{9, 10, 11})
	fmt.Printf("%v %d %s %q %x\n", []byte("hi"), []byte("hi"), []byte("hi"), []byte("hi"), "hi")
}
