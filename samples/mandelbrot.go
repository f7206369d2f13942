// The Mandelbrot set as a PGM picture on standard output: gvm run mandelbrot.go > m.pgm
package main

import (
	"bufio"
	"fmt"
	"os"
)

func escape(c complex128, limit int) int {
	z := complex(0, 0)
	for i := range limit {
		z = z*z + c
		if real(z)*real(z)+imag(z)*imag(z) > 4 {
			return i
		}
	}
	return limit
}

func main() {
	const w, h, limit = 120, 80, 60
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	fmt.Fprintf(out, "P2\n%d %d\n255\n", w, h)
	for y := range h {
		for x := range w {
			c := complex(float64(x)/w*3-2.25, float64(y)/h*2.4-1.2)
			fmt.Fprint(out, 255-255*escape(c, limit)/limit)
			if x == w-1 {
				fmt.Fprintln(out)
			} else {
				fmt.Fprint(out, " ")
			}
		}
	}
}
