// errors: trees of wrapped and joined errors under Is, As, AsType, Unwrap, with odd methods and misuse.
package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

type own struct{ code int }

func (o own) Error() string        { return fmt.Sprint("own ", o.code) }
func (o own) Is(target error) bool { t, ok := target.(own); return ok && t.code == 0 }

type asker struct{ error }

func (asker) As(target any) bool {
	if p, ok := target.(*own); ok {
		*p = own{77}
		return true
	}
	return false
}

type many []error

func (m many) Error() string   { return fmt.Sprint(len(m), " errors") }
func (m many) Unwrap() []error { return m }

type timeouter interface{ Timeout() bool }
type slow struct{}

func (slow) Error() string { return "slow" }
func (slow) Timeout() bool { return true }

type uncomparable struct{ s []int }

func (uncomparable) Error() string { return "uncomparable" }

func try(f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("panics:", r)
		}
	}()
	f()
}

func main() {
	base := errors.New("base")
	list := []error{nil, base, errors.New("base"), fmt.Errorf("a: %w", base), fmt.Errorf("a: %v", base), fmt.Errorf("%w and %w", base, io.EOF), errors.Join(base, nil, io.EOF), errors.Join(), errors.Join(nil), own{1}, fmt.Errorf("x %w", own{2}), asker{base}, many{io.EOF, fmt.Errorf("deep %w", own{3})}, many{nil, base}, slow{}, fmt.Errorf("t %w", slow{}), &fs.PathError{Op: "op", Path: "p", Err: fs.ErrNotExist}, uncomparable{}, fmt.Errorf("w %w", uncomparable{})}
	for _, e := range list {
		var o own
		var pe *fs.PathError
		var t timeouter
		fmt.Printf("%T %v: is base %v EOF %v own0 %v own2 %v nil %v noexist %v uncomparable %v | as own %v %v path %v timeout %v | unwrap %v\n", e, e, errors.Is(e, base), errors.Is(e, io.EOF), errors.Is(e, own{}), errors.Is(e, own{2}), errors.Is(e, nil), errors.Is(e, fs.ErrNotExist), errors.Is(e, uncomparable{}), errors.As(e, &o), o.code, errors.As(e, &pe), errors.As(e, &t), errors.Unwrap(e))
		if got, ok := errors.AsType[own](e); ok {
			fmt.Println("  AsType", got.code)
		}
	}
	try(func() { errors.As(base, nil) })
	try(func() { errors.As(base, own{}) })
	try(func() { var n *int; errors.As(base, &n) })
	try(func() { var p *own; errors.As(base, p) })
	fmt.Println(errors.As(nil, nil), errors.Is(nil, nil), errors.Is(nil, base), errors.New("x") == errors.New("x"), errors.ErrUnsupported, errors.Is(fmt.Errorf("%w", errors.ErrUnsupported), errors.ErrUnsupported))
	j := errors.Join(errors.New("one"), errors.Join(errors.New("two"), errors.New("three")))
	fmt.Printf("%v|%q|%s\n", j, j.Error(), fmt.Errorf("wrap: %w", j))
	_, err := os.Open("/no/such/file")
	fmt.Println(err, errors.Is(err, fs.ErrNotExist), os.IsNotExist(err), os.IsNotExist(fmt.Errorf("%w", err)), errors.Unwrap(err))
}
