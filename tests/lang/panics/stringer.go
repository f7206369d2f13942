package main

type S struct{ a string }

func (s S) String() string { return "S(" + s.a + ")" }

type named string

func main() {
	defer func() {
		defer func() {
			panic(named("third"))
		}()
		panic(S{"second"})
	}()
	panic("first")
}
