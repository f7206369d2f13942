// Conway's game of life on a torus: a glider goes round.
package main

import (
	"fmt"
	"strings"
)

type Field struct {
	cells [][]bool
	w, h  int
}

func NewField(w, h int) *Field {
	cells := make([][]bool, h)
	for i := range cells {
		cells[i] = make([]bool, w)
	}
	return &Field{cells, w, h}
}

func (f *Field) Alive(x, y int) bool {
	return f.cells[(y+f.h)%f.h][(x+f.w)%f.w]
}

func (f *Field) Next() *Field {
	next := NewField(f.w, f.h)
	for y := range f.h {
		for x := range f.w {
			n := 0
			for dy := -1; dy <= 1; dy++ {
				for dx := -1; dx <= 1; dx++ {
					if (dx != 0 || dy != 0) && f.Alive(x+dx, y+dy) {
						n++
					}
				}
			}
			next.cells[y][x] = n == 3 || n == 2 && f.Alive(x, y)
		}
	}
	return next
}

func (f *Field) String() string {
	var b strings.Builder
	for y := range f.h {
		for x := range f.w {
			if f.Alive(x, y) {
				b.WriteByte('#')
			} else {
				b.WriteByte('.')
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func main() {
	f := NewField(12, 8)
	for _, p := range [][2]int{{1, 0}, {2, 1}, {0, 2}, {1, 2}, {2, 2}} {
		f.cells[p[1]][p[0]] = true
	}
	for gen := 0; gen <= 24; gen++ {
		if gen%8 == 0 {
			fmt.Printf("generation %d\n%v\n", gen, f)
		}
		f = f.Next()
	}
}
