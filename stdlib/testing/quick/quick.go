// Package quick tests functions with random arguments.
package quick

import (
	"flag"
	"fmt"
	"math"
	"math/rand"
	"reflect"
	"strings"
	"time"
	"unicode/utf8"
)

var rounds = flag.Int("quickchecks", 100, "how often package quick calls a function, unless it is told otherwise")

// Generator is a type that makes random values of itself; size says about how large.
type Generator interface {
	Generate(rand *rand.Rand, size int) reflect.Value
}

// Config says how to test. All zero is a good choice.
type Config struct {
	// How often to call the function; 0: MaxCountScale times the usual number, or that.
	MaxCount      int
	MaxCountScale float64
	// Where random numbers are from; nil: a source of its own.
	Rand *rand.Rand
	// Values, if not nil, sets the arguments.
	Values func([]reflect.Value, *rand.Rand)
}

// CheckError is a call with which Check's function returned false: the Count-th.
type CheckError struct {
	Count int
	In    []any
}

func (s *CheckError) Error() string {
	return fmt.Sprintf("#%d: failed on input %s", s.Count, shown(s.In))
}

// CheckEqualError is a call with which CheckEqual's functions differ.
type CheckEqualError struct {
	CheckError
	Out1, Out2 []any
}

func (s *CheckEqualError) Error() string {
	return fmt.Sprintf("#%d: failed on input %s. Output 1: %s. Output 2: %s", s.Count, shown(s.In), shown(s.Out1), shown(s.Out2))
}

func shown(values []any) string {
	var list []string
	for _, v := range values {
		list = append(list, fmt.Sprintf("%#v", v))
	}
	return strings.Join(list, ", ")
}

// SetupError is a function that cannot be tested.
type SetupError string

func (s SetupError) Error() string { return string(s) }

// Check calls f, which returns a bool, with random arguments, and returns an error with
// those for which it is false.
func Check(f any, config *Config) error {
	fn := reflect.ValueOf(f)
	if fn.Kind() != reflect.Func {
		return SetupError("argument is not a function")
	}
	if fn.Type().NumOut() != 1 {
		return SetupError("function does not return one value")
	}
	if fn.Type().Out(0).Kind() != reflect.Bool {
		return SetupError("function does not return a bool")
	}
	return config.run(fn.Type(), func(n int, args []reflect.Value) error {
		if fn.Call(args)[0].Bool() {
			return nil
		}
		return &CheckError{n, plain(args)}
	})
}

// CheckEqual calls f and g with the same random arguments, and returns an error with
// those for which they return different results.
func CheckEqual(f, g any, config *Config) error {
	first, second := reflect.ValueOf(f), reflect.ValueOf(g)
	if first.Kind() != reflect.Func {
		return SetupError("f is not a function")
	}
	if second.Kind() != reflect.Func {
		return SetupError("g is not a function")
	}
	if first.Type() != second.Type() {
		return SetupError("functions have different types")
	}
	return config.run(first.Type(), func(n int, args []reflect.Value) error {
		a, b := plain(first.Call(args)), plain(second.Call(args))
		if reflect.DeepEqual(a, b) {
			return nil
		}
		return &CheckEqualError{CheckError{n, plain(args)}, a, b}
	})
}

func plain(values []reflect.Value) []any {
	list := make([]any, len(values))
	for i, v := range values {
		list[i] = v.Interface()
	}
	return list
}

// run calls try with arguments for a function of that type, until it returns an error.
func (c *Config) run(t reflect.Type, try func(n int, args []reflect.Value) error) error {
	if c == nil {
		c = &Config{}
	}
	random := c.Rand
	if random == nil {
		random = rand.New(rand.NewSource(time.Now().UnixNano()))
	}
	count := c.MaxCount
	if count == 0 {
		count = *rounds
		if c.MaxCountScale != 0 {
			count = int(c.MaxCountScale * float64(*rounds))
		}
	}
	args := make([]reflect.Value, t.NumIn())
	for n := range count {
		if c.Values != nil {
			c.Values(args, random)
		} else {
			for i := range args {
				v, ok := Value(t.In(i), random)
				if !ok {
					return SetupError(fmt.Sprintf("cannot create arbitrary value of type %s for argument %d", t.In(i), i))
				}
				args[i] = v
			}
		}
		if err := try(n+1, args); err != nil {
			return err
		}
	}
	return nil
}

// About how many elements random collections have at most.
const usualSize = 50

// Value returns a random value of a type; ok is false for types without, such as
// channels.
func Value(t reflect.Type, rand *rand.Rand) (value reflect.Value, ok bool) {
	v := reflect.New(t).Elem()
	return v, fill(v, rand, usualSize)
}

// fill sets v to a random value.
func fill(v reflect.Value, r *rand.Rand, size int) bool {
	t := v.Type()
	if g, ok := reflect.Zero(t).Interface().(Generator); ok && (t.Kind() != reflect.Interface) {
		v.Set(g.Generate(r, size))
		return true
	}
	switch t.Kind() {
	case reflect.Bool:
		v.SetBool(r.Int()&1 == 0)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(int64(r.Uint64()))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		v.SetUint(r.Uint64())
	case reflect.Float32:
		v.SetFloat(signed(r, math.MaxFloat32))
	case reflect.Float64:
		v.SetFloat(signed(r, math.MaxFloat64))
	case reflect.Complex64:
		v.SetComplex(complex(signed(r, math.MaxFloat32), signed(r, math.MaxFloat32)))
	case reflect.Complex128:
		v.SetComplex(complex(signed(r, math.MaxFloat64), signed(r, math.MaxFloat64)))
	case reflect.String:
		v.SetString(randomText(r, size))
	case reflect.Array:
		return fillAll(v, r, size)
	case reflect.Slice:
		n := r.Intn(size)
		v.Set(reflect.MakeSlice(t, n, n))
		return fillAll(v, r, size-n)
	case reflect.Struct:
		for i := range v.NumField() {
			if !fill(v.Field(i), r, max(size/max(v.NumField(), 1), 1)) {
				return false
			}
		}
	case reflect.Pointer:
		// The smaller, the likelier an end of what may be an endless chain.
		if size <= 1 || r.Intn(size) == 0 {
			v.SetZero()
			return true
		}
		v.Set(reflect.New(t.Elem()))
		return fill(v.Elem(), r, size-1)
	case reflect.Map:
		v.Set(reflect.MakeMap(t))
		for range r.Intn(size) {
			key, elem := reflect.New(t.Key()).Elem(), reflect.New(t.Elem()).Elem()
			if !fill(key, r, size/2+1) || !fill(elem, r, size/2+1) {
				return false
			}
			v.SetMapIndex(key, elem)
		}
	default:
		return false
	}
	return true
}

func fillAll(v reflect.Value, r *rand.Rand, size int) bool {
	for i := range v.Len() {
		if !fill(v.Index(i), r, max(size, 1)) {
			return false
		}
	}
	return true
}

func signed(r *rand.Rand, limit float64) float64 { return (2*r.Float64() - 1) * limit }

func randomText(r *rand.Rand, size int) string {
	var text []byte
	for range r.Intn(size) {
		text = utf8.AppendRune(text, rune(r.Intn(0x10FFFF)))
	}
	return string(text)
}
