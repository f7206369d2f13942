// This file explains flags to the user.

package flag

import (
	"fmt"
	"reflect"
	"strings"
)

// explain prints the usage, in the way that was set for it.
func (f *FlagSet) explain() {
	if f.Usage != nil {
		f.Usage()
		return
	}
	if f.name == "" {
		fmt.Fprintln(f.Output(), "Usage:")
	} else {
		fmt.Fprintf(f.Output(), "Usage of %s:\n", f.name)
	}
	f.PrintDefaults()
}

// UnquoteUsage splits a flag's usage into the name of its value and the text. A word in
// backquotes is the name and loses its quotes; else the name says the value's type, and
// is empty for a bool.
func UnquoteUsage(flag *Flag) (name string, usage string) {
	if before, quoted, ok := strings.Cut(flag.Usage, "`"); ok {
		if inside, after, closed := strings.Cut(quoted, "`"); closed {
			return inside, before + inside + after
		}
	}
	return typeWord(flag.Value), flag.Usage
}

func typeWord(v Value) string {
	switch v := v.(type) {
	case *stringValue:
		return "string"
	case *intValue, *int64Value:
		return "int"
	case *uintValue, *uint64Value:
		return "uint"
	case *float64Value:
		return "float"
	case *durationValue:
		return "duration"
	case interface{ IsBoolFlag() bool }:
		if v.IsBoolFlag() {
			return ""
		}
	}
	return "value"
}

// PrintDefaults prints what each flag is for, and its default where that is not the
// zero value of its type.
func (f *FlagSet) PrintDefaults() {
	var faults []error
	f.VisitAll(func(one *Flag) {
		name, usage := UnquoteUsage(one)
		line := "  -" + one.Name
		if name != "" {
			line += " " + name
		}
		// One letter leaves room for the text on the same line.
		if len(line) > 4 {
			line += "\n    "
		}
		line += "\t" + strings.ReplaceAll(usage, "\n", "\n    \t")
		zero, err := isZero(one)
		if err != nil {
			faults = append(faults, err)
		}
		if _, text := one.Value.(*stringValue); zero {
			// Nothing to say.
		} else if text {
			line += fmt.Sprintf(" (default %q)", one.DefValue)
		} else {
			line += " (default " + one.DefValue + ")"
		}
		fmt.Fprintln(f.Output(), line)
	})
	for i, err := range faults {
		if i == 0 {
			fmt.Fprintln(f.Output())
		}
		fmt.Fprintln(f.Output(), err)
	}
}

// isZero tells whether the flag's default is the text of its type's zero value. That
// calls a method of someone else's on a value it may not expect.
func isZero(one *Flag) (zero bool, err error) {
	t := reflect.TypeOf(one.Value)
	defer func() {
		if e := recover(); e != nil {
			if t.Kind() == reflect.Pointer {
				t = t.Elem()
			}
			zero, err = true, fmt.Errorf("panic calling String method on zero %v for flag %s: %v", t, one.Name, e)
		}
	}()
	fresh := reflect.Zero(t)
	if t.Kind() == reflect.Pointer {
		fresh = reflect.New(t.Elem())
	}
	return fresh.Interface().(Value).String() == one.DefValue, nil
}
