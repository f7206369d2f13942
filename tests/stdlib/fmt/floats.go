// fmt: floats and complex numbers with every verb and flag, and values at the edges.
package main

import (
	"fmt"
	"math"
)

func main() {
	values := []float64{0, math.Copysign(0, -1), 1, -1, 0.1, 1.0 / 3, 1e20, 1e21, 1e-4, 1e-5, 123456789, 1234567.5, math.MaxFloat64,
		math.SmallestNonzeroFloat64, math.Inf(1), math.Inf(-1), math.NaN(), 2.5, 3.5, 0.5, 99.995, 1e100, 5e-324, 100000, 1000000, 12345678}
	for _, v := range values {
		for _, shape := range []string{"%v", "%e", "%E", "%f", "%F", "%g", "%G", "%b", "%x", "%X", "%.0f", "%.1f", "%.3g", "%.10g", "%#g", "%#.3g", "%#v", "%+v", "% v", "%08.2f", "%-10.1f|", "%+.2e", "%#.0f", "%#x", "%.3x", "%+010.1f", "%+-10.1f|", "%d", "%s"} {
			fmt.Printf("%s|", fmt.Sprintf(shape, v))
		}
		fmt.Println()
	}
	for _, v := range []float32{0.1, 1.0 / 3, 16777216, 16777217, math.MaxFloat32, math.SmallestNonzeroFloat32, 3e10, 2.5e-7} {
		fmt.Printf("%v %e %g %.3f %x %b %#v\n", v, v, v, v, v, v, v)
	}
	for _, c := range []complex128{0, 1i, complex(-1, math.Inf(-1)), complex(math.NaN(), 2), complex(1.5, -2.25), complex(1e30, 1e-30)} {
		fmt.Printf("%v %f %.2f %+v %g %e %8.1f %-8.1f| %+.3g %x %#v\n", c, c, c, c, c, c, c, c, c, c, c)
	}
	fmt.Println(complex64(1.1+2.2i), float32(1.1), 1.1, []float64{1, 2.5}, map[float64]bool{math.NaN(): true, 1: false, -1: true})
	fmt.Printf("%6.2f %v %T\n", []float32{1, 2.345}, [2]complex64{1, 2i}, 1i)
	fmt.Printf("%5t %-7t| %q %v\n", true, false, true, []bool{true, false})
}
