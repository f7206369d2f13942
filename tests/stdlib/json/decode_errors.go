// encoding/json: mistakes in the text and in the types, with texts and offsets.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

type inner struct {
	X int
	Y []int
	M map[string]int
	P *inner `json:"p"`
}

type embedded struct{ E int }

type outer struct {
	A  int
	B  string
	In inner `json:"in"`
	I  fmt.Stringer
	Q  int    `json:",string"`
	S  string `json:",string"`
	F  bool   `json:"f,string"`
	N  json.Number
	NQ json.Number `json:",string"`
	TM map[int]string
	PQ *int `json:",string"`
	embedded
}

func try(s string, v any) {
	err := json.Unmarshal([]byte(s), v)
	fmt.Printf("%q: %T %v\n", s, err, err)
	var se *json.SyntaxError
	if errors.As(err, &se) {
		fmt.Println("  offset", se.Offset)
	}
	var ue *json.UnmarshalTypeError
	if errors.As(err, &ue) {
		fmt.Printf("  %+v\n", *ue)
	}
}

func main() {
	for _, s := range []string{"", "  ", "{", "[", "[1", "[1,", "[1,]", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{a", "{}x", "[]]", "nul", "nulx", "tr", "truE", "falsx", "-", "-x", "01", "1.", "1.x", "1e", "1e+", "1ex", "\"abc", "\"\\", "\"\\x", "\"\\u12", "\"\\u12x", "\"\x01", "'", "\xff", "[1 2]", "{\"a\" 1}", "{\"a\":1 2}", "1 2", "[,1]", "{,}", "[}", "{]", "\"\\u00", "\"\\ud800\\", "\t\n [\r\n]\t\v", "+1", ".5", "NaN", "[\"\t\"]", "\u00a01", "{\"a\":{\"b\":[1,{\"c\":tru}]}}"} {
		var v any
		try(s, &v)
		fmt.Println("  ", json.Valid([]byte(s)), v)
	}
	var deep any
	err := json.Unmarshal([]byte(strings.Repeat("[", 10001)), &deep)
	var se *json.SyntaxError
	fmt.Println(err, errors.As(err, &se), se.Offset)
	fmt.Println(json.Unmarshal([]byte(strings.Repeat("[", 10000)+strings.Repeat("]", 10000)), &deep))
	fmt.Println(json.Unmarshal([]byte(strings.Repeat(`{"a":`, 10000)+"1"+strings.Repeat("}", 10000)), &deep))
	fmt.Println(json.Valid([]byte(strings.Repeat(`{"a":`, 10001) + "1" + strings.Repeat("}", 10001))))
	for _, s := range []string{`{"A":"x"}`, `{"A":1.5}`, `{"A":[1,2]}`, `{"A":{"b":1}}`, `{"in":{"X":true}}`, `{"in":{"Y":["a",2]}}`, `{"in":{"M":{"a":"x"}}}`, `{"in":{"p":{"p":{"X":"a"}}}}`, `{"I":1}`, `{"I":{}}`, `{"I":[]}`, `{"I":null}`, `{"I":"x"}`, `{"I":true}`, `{"Q":1}`, `{"Q":"x"}`, `{"Q":""}`, `{"Q":"1x"}`, `{"Q":"true"}`, `{"Q":"\"1\""}`, `{"Q":null}`, `{"Q":"null"}`, `{"Q":"nulx"}`, `{"Q":[1]}`, `{"S":"a"}`, `{"S":"\"a\""}`, `{"S":"\"a"}`, `{"S":1}`, `{"S":"1"}`, `{"f":"true"}`, `{"f":"tru"}`, `{"f":"1"}`, `{"f":"\"x\""}`, `{"N":"x"}`, `{"N":"1"}`, `{"N":1e5}`, `{"N":true}`, `{"NQ":"1"}`, `{"NQ":"x"}`, `{"NQ":1}`, `{"NQ":"\"5\""}`, `{"PQ":"7"}`, `{"PQ":null}`, `{"PQ":"null"}`, `{"PQ":"x"}`, `{"TM":{"x":"y"}}`, `{"TM":{"1":2}}`, `{"E":"x"}`, `{"A":300000000000000000000}`, `{"B":1}`, `[1]`, `"x"`, `1`, `{"A":"x","B":2}`, `{"A":1,"a":"no"}`, `{"in":{"X":"1","Y":"2"},"A":5}`} {
		var o outer
		try(s, &o)
		fmt.Println("  ", o.A, o.B, o.In.X, o.In.Y, o.In.M, o.In.P != nil, o.I, o.Q, o.S, o.F, o.N, o.NQ, o.TM, o.E, o.PQ != nil && *o.PQ == 7)
	}
	var o outer
	try("{}", o)
	try("{}", nil)
	try("{}", (*outer)(nil))
	try("{", nil)
	var x struct {
		A  int8
		B  uint8
		F  float32
		C  chan int
		D  []byte
		E  [2]byte
		M  map[float64]int
		G  func()
		Z  complex64
		U  map[uint8]int
		An any
	}
	for _, s := range []string{`{"A":128}`, `{"A":-128}`, `{"A":-1.0}`, `{"B":-1}`, `{"B":256}`, `{"F":1e40}`, `{"F":1e-50}`, `{"C":1}`, `{"C":null}`, `{"C":{}}`, `{"D":"a"}`, `{"D":"YQ=="}`, `{"D":1}`, `{"D":[1,2,300]}`, `{"E":"YQ=="}`, `{"M":{"1":1}}`, `{"M":null}`, `{"G":1}`, `{"Z":1}`, `{"E":[1,2,3]}`, `{"E":[9]}`, `{"U":{"300":1,"3":2}}`, `{"U":{"-1":1}}`, `{"An":1e999}`, `{"An":[1,1e999,{"x":-1e999}]}`} {
		try(s, &x)
		fmt.Println(x.A, x.B, x.F, x.D, x.E, x.U, x.An)
	}
}
