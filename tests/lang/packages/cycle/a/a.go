package a

import "example.org/cycle/b"

func A() { b.B() }
