// encoding/json: encoding of embedded and conflicting fields, omitempty and omitzero, keys, methods, escapes and refusals.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
	"time"
)

type A struct{ X, Y int }
type B struct {
	X int
	Z int `json:"z"`
}
type both struct {
	A
	B
	Y string
}
type tagged struct {
	A `json:"a"`
	*B
	C   int `json:"Z"`
	Bad int `json:"bad name!"`
	OK  int `json:"ok-name_1.$%/"`
	Com int `json:",omitempty,string"`
	S   string `json:"s,string"`
	P   *bool `json:",string"`
}
type zero struct {
	T  time.Time `json:",omitzero"`
	E  time.Time `json:",omitempty"`
	I  int       `json:",omitzero"`
	S  struct{}  `json:",omitempty"`
	Z  isZ       `json:",omitzero"`
	L  []int     `json:",omitempty"`
	M  map[string]int `json:"m,omitempty"`
	N  map[string]int `json:"n,omitzero"`
	Ar [0]int    `json:",omitempty"`
	F  float64   `json:",omitempty"`
	An any       `json:",omitempty"`
}
type isZ struct{ v int }

func (z isZ) IsZero() bool { return z.v == 7 }

type text int

func (t text) MarshalText() ([]byte, error) {
	if t < 0 {
		return nil, errors.New("negative")
	}
	return []byte(strings.Repeat("<", int(t))), nil
}

type raw string

func (r raw) MarshalJSON() ([]byte, error) { return []byte(r), nil }

type ptrOnly struct{ v int }

func (p *ptrOnly) MarshalJSON() ([]byte, error) { return []byte(fmt.Sprintf(`{ "p" : %d }`, p.v)), nil }

type loop struct{ Next *loop }

func main() {
	show := func(v any) {
		b, err := json.Marshal(v)
		fmt.Printf("%s | %T %v\n", b, err, err)
	}
	yes := true
	show(both{A{1, 2}, B{3, 4}, "y"})
	show(tagged{A: A{1, 2}, B: &B{3, 4}, S: "q\"", P: &yes, Com: 5})
	show(tagged{})
	show(zero{})
	show(zero{Z: isZ{7}, N: map[string]int{}, M: map[string]int{}, L: []int{0}, An: 0})
	show([]text{0, 1, 2})
	show(text(-1))
	show(map[text]text{2: 1, 0: 0})
	show(map[int]string{10: "a", 9: "b", -1: "c"})
	show(map[bool]int{true: 1})
	show(map[[2]int]int{})
	show(map[string]any{"b": 1, "a": nil, "é": 2, "": 3, "<": 4})
	show([]raw{`1`, `{"a": [ 1, 2 ]}`, `"x"`})
	show(raw(`{bad`))
	show(raw(``))
	show(raw(`1 2`))
	show(ptrOnly{1})
	show(&ptrOnly{2})
	show([]ptrOnly{{3}})
	show(map[string]ptrOnly{"k": {4}})
	show(&struct{ P ptrOnly }{ptrOnly{5}})
	show((*ptrOnly)(nil))
	show(struct{ E error }{errors.New("x")})
	show([]any{math.Inf(1)})
	show(math.NaN())
	show(float32(0.1))
	show([]float64{0, -0.0, 1, 1e20, 1e21, 1e-6, 1e-7, 123456789.125, math.MaxFloat64, 5e-324, math.Copysign(0, -1)})
	show([]float32{1e20, 1e21, 1e-6, 1e-7, 3.4e38, 16777216})
	show([]any{int8(-1), uint64(math.MaxUint64), 'x', byte(1), uintptr(9)})
	show([]byte("bytes"))
	show([]byte(nil))
	show([3]byte{1, 2, 3})
	show([]string{"<script>&", "\u2028\u2029", "\x00\x1f\x7f", "\xff\xc0é", "\b\f\n\r\t\"\\/", "😀"})
	show(make(chan int))
	show(func() {})
	show(complex(1, 2))
	show(map[string]any{"f": func() {}})
	show(json.Number("12.50"))
	show(json.Number(""))
	show(json.Number("x"))
	show(json.RawMessage(nil))
	show(json.RawMessage(` { "a" : 1 } `))
	show(struct{ R json.RawMessage }{})
	show(time.Date(2024, 1, 2, 3, 4, 5, 600, time.UTC))
	show(time.Date(20240, 1, 2, 3, 4, 5, 600, time.UTC))
	show(time.Second)
	show(nil)
	show([]int(nil))
	show(map[string]int(nil))
	show(struct {
		a int
		B int `json:"-"`
		C int `json:"-,"`
	}{})
	l := &loop{}
	l.Next = l
	show(l)
	b, err := json.MarshalIndent(map[string]any{"a": []int{}, "b": map[string]int{}, "c": []any{1, map[string]any{"d": nil}}, "e": "<"}, ">", "\t")
	fmt.Println(string(b), err)
	var sb strings.Builder
	enc := json.NewEncoder(&sb)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	fmt.Println(enc.Encode(map[string]string{"k": "<&>"}), sb.String())
}
