// This file is F: fuzz targets, run with the inputs that are at hand.
//
// The inputs are those of F.Add, and the files in testdata/fuzz/NAME. Each is a test of
// its own below the target.

package testing

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
)

// F is given to fuzz targets: they add inputs and hand Fuzz the function to call with
// them.
type F struct {
	node
	inputs []fuzzInput
	fuzzed bool
	inside bool // the function runs: F's own methods must not be used
}

// InternalFuzzTarget names a fuzz target.
type InternalFuzzTarget struct {
	Name string
	Fn   func(f *F)
}

type fuzzInput struct {
	name   string
	values []any
}

// The types that the function of a fuzz target may take.
var fuzzable = func() map[reflect.Type]bool {
	set := map[reflect.Type]bool{}
	for _, zero := range []any{
		[]byte{}, "", false, byte(0), rune(0), float32(0), float64(0),
		int(0), int8(0), int16(0), int64(0), uint(0), uint16(0), uint32(0), uint64(0),
	} {
		set[reflect.TypeOf(zero)] = true
	}
	return set
}()

// Add adds an input: the arguments for the function, after its T.
func (f *F) Add(args ...any) {
	for _, arg := range args {
		if t := reflect.TypeOf(arg); !fuzzable[t] {
			panic(fmt.Sprintf("testing: unsupported type to Add %v", t))
		}
	}
	f.inputs = append(f.inputs, fuzzInput{fmt.Sprint("seed#", len(f.inputs)), append([]any(nil), args...)})
}

func (f *F) guard(method string) {
	if f.inside {
		panic("testing: f." + method + " was called inside the fuzz target, use t." + method + " instead")
	}
}

// Fail marks the fuzz target as failed.
func (f *F) Fail() {
	f.guard("Fail")
	f.node.Fail()
}

// Skipped tells whether the fuzz target was skipped.
func (f *F) Skipped() bool {
	f.guard("Skipped")
	return f.node.Skipped()
}

// Helper makes the calling function one whose lines are not named in the log.
func (f *F) Helper() {
	f.guard("Helper")
	f.node.Helper()
}

// Fuzz runs ff, a func(*T, ...) without results, as a test with each input.
func (f *F) Fuzz(ff any) {
	if f.fuzzed {
		panic("testing: F.Fuzz called more than once")
	}
	f.fuzzed = true
	if f.Failed() {
		return
	}
	fn := reflect.ValueOf(ff)
	if fn.Kind() != reflect.Func {
		panic("testing: F.Fuzz must receive a function")
	}
	t := fn.Type()
	if t.NumIn() < 2 || t.In(0) != reflect.TypeFor[*T]() {
		panic("testing: fuzz target must receive at least two arguments, where the first argument is a *T")
	}
	if t.NumOut() != 0 {
		panic("testing: fuzz target must not return a value")
	}
	types := make([]reflect.Type, 0, t.NumIn()-1)
	for i := 1; i < t.NumIn(); i++ {
		if !fuzzable[t.In(i)] {
			panic(fmt.Sprintf("testing: unsupported type for fuzzing %v", t.In(i)))
		}
		types = append(types, t.In(i))
	}
	inputs := f.inputs
	for _, one := range inputs {
		if err := fits(one.values, types); err != nil {
			f.Fatal(err)
		}
	}
	files, err := readCorpus(filepath.Join("testdata", "fuzz", f.name), types)
	if err != nil {
		f.Fatal(err)
	}
	for _, one := range append(inputs, files...) {
		f.try(one, fn)
	}
}

func (f *F) try(one fuzzInput, fn reflect.Value) {
	full, wanted := f.run.names.below(&f.node, one.name)
	if !wanted || f.run.stopping() {
		return
	}
	f.inside = true
	f.spawn(full, func(t *T) {
		args := []reflect.Value{reflect.ValueOf(t)}
		for _, v := range one.values {
			args = append(args, reflect.ValueOf(v))
		}
		fn.Call(args)
	})
	f.inside = false
}

func fits(values []any, types []reflect.Type) error {
	if len(values) != len(types) {
		return fmt.Errorf("wrong number of values in corpus entry: %d, want %d", len(values), len(types))
	}
	var have []reflect.Type
	wrong := false
	for i, v := range values {
		have = append(have, reflect.TypeOf(v))
		wrong = wrong || have[i] != types[i]
	}
	if wrong {
		return fmt.Errorf("mismatched types in corpus entry: %v, want %v", have, types)
	}
	return nil
}

// runTargets runs the fuzz targets that are wanted.
func (s *session) runTargets(targets []InternalFuzzTarget, round uint) {
	root := new(T)
	root.init(s, nil, "")
	for _, one := range targets {
		full, wanted := s.names.below(&root.node, one.Name)
		if !wanted || s.stopping() {
			continue
		}
		f := new(F)
		f.init(s, &root.node, full)
		s.ran.Add(1)
		if s.verbose {
			s.screen.note("RUN  ", full, "")
		}
		running.add(&f.node)
		go f.live(func() {
			one.Fn(f)
			if !f.fuzzed && !f.node.Failed() && !f.node.Skipped() {
				panic("returned without calling F.Fuzz, F.Fail, or F.Skip")
			}
		})
		<-f.signal
	}
}

// readCorpus reads the files of a folder of inputs; none is no error.
func readCorpus(dir string, types []reflect.Type) (list []fuzzInput, err error) {
	entries, err := os.ReadDir(dir)
	if os.IsNotExist(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var faults []string
	for _, entry := range entries {
		if entry.IsDir() {
			continue
		}
		name := filepath.Join(dir, entry.Name())
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		values, err := parseInput(string(text))
		if err == nil {
			err = fits(values, types)
		}
		if err != nil {
			faults = append(faults, fmt.Sprintf("%q: %v", name, err))
			continue
		}
		list = append(list, fuzzInput{entry.Name(), values})
	}
	if faults != nil {
		return nil, fmt.Errorf("%s", strings.Join(faults, "\n"))
	}
	return list, nil
}
