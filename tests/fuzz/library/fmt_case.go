// This file makes calls of package fmt: formats that mostly fit their operands, and scans of what was printed.

package main

import (
	"errors"
	"fmt"
	"math"
	"strings"
)

type celsius float64

func (c celsius) String() string { return fmt.Sprintf("%.1f°", float64(c)) }

type code int

func (c code) Error() string { return fmt.Sprint("code ", int(c)) }

// failure is an error that is no pointer: addresses differ from run to run.
type failure struct{ text string }

func (f failure) Error() string { return f.text }

type custom struct{ V any }

func (c custom) Format(s fmt.State, verb rune) {
	w, wok := s.Width()
	p, pok := s.Precision()
	fmt.Fprintf(s, "<%c %d%v %d%v %v%v%v>", verb, w, wok, p, pok, s.Flag('+'), s.Flag('#'), s.Flag('0'))
}

type golike struct{ a, b int }

func (golike) GoString() string { return "golike!" }

type record struct {
	A int
	B string
	C any
	d []byte
	E *record
	F map[string]int
	g celsius
}

func (d *dice) float() float64 {
	switch d.below(6) {
	case 0:
		return math.Float64frombits(d.next())
	case 1:
		return float64(int64(d.bits()))
	case 2:
		return float64(d.below(2000)-1000) / 8
	case 3:
		return [...]float64{0, math.Copysign(0, -1), math.Inf(1), math.Inf(-1), math.NaN(), math.MaxFloat64, 5e-324, 1e21, 1e-7}[d.below(9)]
	}
	return float64(d.below(1000000)) / math.Pow(10, float64(d.below(12)))
}

func (d *dice) operand(depth int) any {
	n := 24
	if depth > 1 {
		n = 14
	}
	switch d.below(n) {
	case 0:
		return int(d.bits())
	case 1:
		return int8(d.bits())
	case 2:
		return uint16(d.bits())
	case 3:
		return d.bits()
	case 4:
		return d.float()
	case 5:
		return float32(d.float())
	case 6, 7:
		return d.text()
	case 8:
		return []byte(d.text())
	case 9:
		return d.oneIn(2)
	case 10:
		return rune(d.below(0x3000))
	case 11:
		return complex(d.float(), d.float())
	case 12:
		return nil
	case 13:
		return celsius(d.float())
	case 14:
		return code(d.below(9))
	case 15:
		return custom{d.below(3)}
	case 16:
		return golike{1, 2}
	case 17:
		return []any{d.operand(depth + 1), d.operand(depth + 1)}
	case 18:
		return map[string]any{"k": d.operand(depth + 1), d.text(): 1}
	case 19:
		return record{A: d.below(9), B: d.text(), C: d.operand(depth + 1), d: []byte(d.text()), F: map[string]int{"z": 1, "a": 2}, g: 36.6}
	case 20:
		return [3]int16{int16(d.bits()), 0, -1}
	case 21:
		return failure{d.text()}
	case 22:
		return []string{d.text(), d.text()}
	}
	return struct {
		X any
		Y celsius
	}{d.operand(depth + 1), 5}
}

func (d *dice) format() string {
	var b strings.Builder
	for range 1 + d.below(3) {
		if d.oneIn(3) {
			b.WriteString(strings.ReplaceAll(d.text(), "%", ""))
		}
		b.WriteByte('%')
		for range d.below(3) {
			b.WriteString(d.pick("+", "-", "#", " ", "0"))
		}
		if d.oneIn(12) {
			b.WriteString(d.pick("[1]", "[2]", "[3]", "[0]", "[x]", "[", "[1]*[2]"))
		}
		if d.oneIn(3) {
			b.WriteString(d.pick("1", "5", "12", "20", "*", "03"))
		}
		if d.oneIn(3) {
			b.WriteString(d.pick(".", ".0", ".1", ".3", ".10", ".*", ".-1"))
		}
		b.WriteString(d.pick("v", "v", "v", "d", "s", "q", "x", "X", "f", "g", "e", "t", "c", "U", "b", "o", "O", "G", "E", "T", "w", "%", "z", "é", ""))
	}
	return b.String()
}

func fmtCase(d *dice) string {
	if d.oneIn(5) {
		return scanCase(d)
	}
	format := d.format()
	var args []any
	for range d.below(4) {
		args = append(args, d.operand(0))
	}
	var printed string
	switch d.below(6) {
	case 0:
		printed = fmt.Sprint(args...)
	case 1:
		err := fmt.Errorf(format, args...)
		printed = fmt.Sprintf("%T %v %v", err, err, errors.Unwrap(err))
	case 2:
		printed = fmt.Sprintln(args...)
	default:
		printed = fmt.Sprintf(format, args...)
	}
	return fmt.Sprintf("%q %d: %q", format, len(args), printed)
}

func scanCase(d *dice) string {
	var (
		i  int
		u  uint8
		f  float64
		s  string
		b  bool
		r  rune
		bs []byte
	)
	in := d.pick("", " ", "\n") + fmt.Sprint(int64(d.bits())) + d.pick(" ", "\n", ",", "  ", "") + d.pick("0x1f", "12", "300", "1e5", "true", "nan", "0b11", "\"q\"", "x") + d.pick(" ", "\n", "") + d.text()
	targets := []any{&i, &u, &f, &s, &b, &r, &bs}
	var into []any
	for range 1 + d.below(3) {
		into = append(into, targets[d.below(len(targets))])
	}
	format := d.pick("%d", "%v", "%5d", "%x", "%s", "%q") + d.pick(" ", ",", "\n", "") + d.pick("%v", "%d", "%g", "%t", "%c", "%2s") + d.pick("", " %s", "\n%v")
	var n int
	var err error
	switch d.below(3) {
	case 0:
		n, err = fmt.Sscanf(in, format, into...)
	case 1:
		n, err = fmt.Sscan(in, into...)
	default:
		n, err = fmt.Sscanln(in, into...)
	}
	return fmt.Sprintf("%q %q: %d %v; %v %v %v %q %v %q %q", in, format, n, err, i, u, f, s, b, r, bs)
}
