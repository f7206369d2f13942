package main

func (int) M() {}
func (t *U) M() {}

type T struct{ M int }

func (t T) M() {}

type P *T

func (p P) N() {}

type I interface{}

func (i I) N() {}

func (t T) O[X any]() {}

func init(x int) {}
func main(a int) int { return 0 }
