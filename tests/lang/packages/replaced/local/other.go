// Package name differs from the path.
package words

func Hello() string { return "hello from a replaced module" }
