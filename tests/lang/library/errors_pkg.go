package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
)

var ErrA = errors.New("a")

type T struct{ inner error }

func (t *T) Error() string   { return "T(" + t.inner.Error() + ")" }
func (t *T) Unwrap() error   { return t.inner }
func (t *T) Is(e error) bool { return e == io.EOF }

func main() {
	w := fmt.Errorf("ctx: %w", &T{ErrA})
	fmt.Println(w, errors.Is(w, ErrA), errors.Is(w, io.EOF), errors.Is(w, io.ErrUnexpectedEOF), errors.Unwrap(w))
	var t *T
	fmt.Println(errors.As(w, &t), t.inner == ErrA)
	j := errors.Join(ErrA, nil, io.EOF)
	fmt.Println(j, errors.Is(j, io.EOF), errors.Join(nil, nil) == nil)
	two := fmt.Errorf("%w and %w", ErrA, io.EOF)
	fmt.Println(two, errors.Is(two, ErrA), errors.Is(two, io.EOF), errors.Unwrap(two))
	_, err := os.Open("/no/such/file")
	var pe *os.PathError
	fmt.Println(err, errors.Is(err, os.ErrNotExist), errors.As(err, &pe), pe.Op, pe.Path)
	_, err = strconv.Atoi("z")
	fmt.Println(errors.Is(err, strconv.ErrSyntax))
	fmt.Printf("%T %T %q\n", w, ErrA, ErrA)
	fmt.Println(errors.New("x") == errors.New("x"))
	func() {
		defer func() { fmt.Println(recover()) }()
		errors.As(w, nil)
	}()
}
