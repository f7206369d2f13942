package main

import (
	"fmt"
	"strings"
	"sync"
)

type Animal interface {
	Name() string
	Sound() string
}
type Base struct{ name string }

func (b *Base) Name() string     { return b.name }
func (b *Base) SetName(s string) { b.name = s }
func (b Base) Sound() string     { return "..." }

type Dog struct {
	Base
	tricks []string
}

func (d Dog) Sound() string { return "woof" }

type Puppy struct {
	*Dog
	age int
}

func (p Puppy) Sound() string { return strings.ToUpper(p.Dog.Sound()) + p.Base.Sound() }

type Logger struct {
	prefix string
	lines  []string
}

func (l *Logger) Log(s string) { l.lines = append(l.lines, l.prefix+s) }

type Service struct {
	sync.Mutex
	*Logger
	Animal
	n int
}
type Ifc struct{ fmt.Stringer }
type str string

func (s str) String() string { return "str:" + string(s) }

type A struct{ X int }
type B struct{ X, Y int }
type C struct {
	A
	B
	Y string
}

func describe(a Animal) string { return a.Name() + " says " + a.Sound() }

func main() {
	d := &Dog{Base: Base{"rex"}}
	p := Puppy{d, 1}
	fmt.Println(describe(d), "|", describe(p))
	p.SetName("max")
	fmt.Println(d.Name(), p.name, d.Base.Sound())
	s := Service{Logger: &Logger{prefix: "> "}, Animal: p}
	s.Lock()
	s.n++
	s.Unlock()
	s.Log("hello")
	s.Log(s.Name())
	fmt.Println(s.lines, s.Sound(), describe(s))
	fmt.Println(Ifc{str("x")}.String(), Ifc{str("y")})
	c := C{A{1}, B{2, 3}, "y"}
	fmt.Println(c.A.X, c.B.X, c.Y, c.B.Y)
	var a Animal = struct {
		*Base
		extra int
	}{&Base{"anon"}, 1}
	fmt.Println(describe(a))
	f := s.Animal.Sound
	s.Animal = d
	fmt.Println(f(), s.Animal.Sound())
	func() {
		defer func() { fmt.Println(recover()) }()
		var e Service
		e.Sound()
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var e Puppy
		fmt.Println(e.Name())
	}()
}
