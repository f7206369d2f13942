//gvm build -o /dev/null -gcflags=-m FILE

package main

type base struct{ id *int }

func (b *base) identity() *int { return b.id }

type outer struct {
	base
	name string
}

type viaPointer struct{ *base }

type identified interface{ identity() *int }

func of(x identified) *int { return x.identity() }

func main() {
	n := 1
	o := outer{base{&n}, "o"}
	v := viaPointer{&o.base}
	println(*o.identity(), *v.identity(), *of(&o), *of(v))
}
