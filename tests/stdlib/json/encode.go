// encoding/json: how values are written: numbers, strings, tags, embedding, methods, maps, circles, mistakes.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
	"time"
)

type valueM struct{ n int }

func (v valueM) MarshalJSON() ([]byte, error) {
	return fmt.Appendf(nil, ` { "v" : [ %d , "<" ] } `, v.n), nil
}

type pointerM struct{ n int }

func (p *pointerM) MarshalJSON() ([]byte, error) { return fmt.Appendf(nil, `"p%d"`, p.n), nil }

type valueT int

func (v valueT) MarshalText() ([]byte, error) {
	if v < 0 {
		return nil, errors.New("negative")
	}
	return fmt.Appendf(nil, "<t%d>", int(v)), nil
}

type pointerT int

func (v *pointerT) MarshalText() ([]byte, error) { return fmt.Appendf(nil, "q%d", int(*v)), nil }

type bad struct{ s string }

func (b bad) MarshalJSON() ([]byte, error) {
	if b.s == "" {
		return nil, errors.New("no text")
	}
	return []byte(b.s), nil
}

type z struct{ n int }

func (v z) IsZero() bool { return v.n == 5 }

type zp struct{ n int }

func (v *zp) IsZero() bool { return v.n == 6 }

type omits struct {
	B   bool            `json:"b,omitempty"`
	I   int             `json:"i,omitempty"`
	F   float64         `json:"f,omitempty"`
	S   string          `json:"s,omitempty"`
	P   *int            `json:"p,omitempty"`
	L   []int           `json:"l,omitempty"`
	M   map[string]int  `json:"m,omitempty"`
	A   [0]int          `json:"a,omitempty"`
	A1  [1]int          `json:"a1,omitempty"`
	St  struct{}        `json:"st,omitempty"`
	An  any             `json:"an,omitempty"`
	T   time.Time       `json:"t,omitempty"`
	TZ  time.Time       `json:"tz,omitzero"`
	Z   z               `json:"z,omitzero"`
	ZP  zp              `json:"zp,omitzero"`
	SZ  struct{ A int } `json:"sz,omitzero"`
	LZ  []int           `json:"lz,omitzero"`
	LEZ []int           `json:"lez,omitempty,omitzero"`
	PZ  *z              `json:"pz,omitzero"`
}

type quotedT struct {
	B  bool        `json:",string"`
	I  int8        `json:",string"`
	U  uint64      `json:",string"`
	F  float32     `json:",string"`
	S  string      `json:",string"`
	P  *int        `json:",string"`
	L  []int       `json:",string"`
	N  json.Number `json:",string"`
	An any         `json:",string"`
	V  valueT      `json:",string"`
}

type emb struct{ E1, Shared int }
type Emb2 struct {
	E2     int `json:"e2"`
	Shared int
}
type Named int
type holder struct {
	emb
	*Emb2
	Named
	valueM2 `json:"vm"`
	hidden  int
	Iface
}
type valueM2 struct{ A int }
type Iface interface{ X() }

type node struct {
	Name string
	Next *node `json:",omitempty"`
}

func show(v any) {
	b, err := json.Marshal(v)
	fmt.Printf("%s %T %v\n", b, err, err)
	for e := err; e != nil; e = errors.Unwrap(e) {
		if m, ok := e.(*json.MarshalerError); ok {
			fmt.Println("  ", m.Type, m.Err)
		}
	}
}

func main() {
	for _, f := range []float64{0, math.Copysign(0, -1), 1, -1.5, 1e20, 1e21, 1e22, 1e-6, 9.9e-7, 1e-7, 1.5e-9, 1e-10, 1e100, 1e-100, math.MaxFloat64, 5e-324, 0.1, 100, 123456789.125, 1 << 53} {
		show(f)
		show(float32(f))
	}
	show(math.NaN())
	show([]float32{float32(math.Inf(-1))})
	show(map[string]any{"x": math.Inf(1)})
	for _, s := range []string{"", "plain", "<a href='x'>&amp;</a>", "\"\\/\b\f\n\r\t\x00\x1f\x7f", "\u2028\u2029é世\U0001f600", "a\xffb\xc3", strings.Repeat("<", 300), "\ufffd"} {
		show(s)
	}
	show([]any{nil, true, int8(-1), uint8(2), int64(math.MinInt64), uint64(math.MaxUint64), uintptr(7), 'x', "s", []byte("bytes"), []byte{}, []byte(nil), [3]byte{1, 2, 3}, [0]int{}, []string(nil), struct{}{}, map[string]int(nil), map[string]int{}, (*int)(nil), new(int), json.Number("12.50"), json.Number("")})
	show(json.Number("1x"))
	show(valueM{1})
	show(&valueM{2})
	show((*valueM)(nil))
	show(pointerM{1})
	show(&pointerM{2})
	show([]pointerM{{3}})
	show([1]pointerM{{4}})
	show(&[1]pointerM{{5}})
	show(map[string]pointerM{"a": {6}})
	show(struct{ P pointerM }{pointerM{7}})
	show(&struct{ P pointerM }{pointerM{8}})
	show(valueT(1))
	show(valueT(-1))
	show(pointerT(1))
	show([]pointerT{2})
	show(map[valueT]int{2: 1, 1: 2})
	show(map[valueT]int{-2: 1})
	show(map[pointerT]int{2: 1})
	show(map[int8]string{-5: "a", 10: "b", 9: "c"})
	show(map[uint]bool{10: true, 9: false})
	show(map[float64]int{1: 1})
	show(map[bool]int{})
	show(map[string]any{"b": 1, "a": "x", "B": nil, "é": []int{1}, "a<": map[string]string{"z": "1", "y": "2"}})
	show(map[string]struct{ X, Y int }{"q": {1, 2}, "p": {3, 4}})
	show(bad{""})
	show(bad{"{"})
	show(bad{"1 2"})
	show([]any{bad{`{"a":"\u00e9<"}`}, bad{"  null "}})
	show(make(chan int))
	show(func() {})
	show(complex(1, 2))
	show(struct{ C chan int }{})
	show([]func(){})
	show(map[string]chan int{})
	show(omits{})
	one := 1
	show(omits{true, 1, math.Copysign(0, -1), "s", &one, []int{}, map[string]int{}, [0]int{}, [1]int{}, struct{}{}, 0, time.Unix(0, 0).UTC(), time.Unix(1, 0).UTC(), z{5}, zp{6}, struct{ A int }{1}, []int{}, []int{}, &z{5}})
	show(&omits{ZP: zp{6}, LZ: []int{1}})
	show(quotedT{true, -5, 1 << 63, 1.5, "a\"<b", &one, []int{1}, "7", "x", 3})
	show(quotedT{N: "x"})
	show(holder{emb{1, 2}, &Emb2{3, 4}, 5, valueM2{6}, 7, nil})
	show(holder{})
	show(struct {
		A int `json:"<x&>"`
		B int `json:"a,b"`
		C int `json:"世"`
		D int `json:"sp ace"`
		E int `json:"q'"`
		F int `json:"-"`
		G int `json:"-,"`
		H int `json:",omitempty"`
		I int `other:"x"`
	}{})
	show(&node{"a", &node{"b", nil}})
	n := &node{Name: "loop"}
	n.Next = n
	_, err := json.Marshal(n)
	fmt.Println(err)
	m := map[string]any{}
	m["m"] = m
	_, err = json.Marshal(m)
	fmt.Println(err)
	s := []any{nil}
	s[0] = s
	_, err = json.Marshal(s)
	fmt.Println(err)
	var deep any
	for range 3000 {
		deep = []any{deep}
	}
	b, err := json.Marshal(deep)
	fmt.Println(len(b), err)
	var ue *json.UnsupportedValueError
	_, err = json.Marshal(math.Inf(1))
	fmt.Println(errors.As(err, &ue), ue.Value, ue.Str)
	b, err = json.MarshalIndent(map[string]any{"a": []int{1, 2}, "b": map[string]int{}, "c": []int{}, "d": map[string]any{"x": "y: {[,"}}, "# ", "\t")
	fmt.Printf("%s %v\n", b, err)
	b, err = json.MarshalIndent(func() {}, "", " ")
	fmt.Println(b, err)
}
