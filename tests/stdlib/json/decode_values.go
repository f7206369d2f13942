// encoding/json: what values become in Go: merging, case, embedded structs, pointers, methods, interfaces.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/big"
	"strings"
	"time"
)

type point struct{ X, Y int }

type upper string

func (u *upper) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		return fmt.Errorf("empty")
	}
	*u = upper(strings.ToUpper(string(b)))
	return nil
}

type spy struct{ seen []string }

func (s *spy) UnmarshalJSON(b []byte) error {
	s.seen = append(s.seen, string(b))
	if bytes.Contains(b, []byte("bad")) {
		return fmt.Errorf("spy: %s", b)
	}
	return nil
}

type base struct {
	ID   int
	Name string `json:"name"`
}

type mid struct {
	*base
	Name string `json:"name"`
	Tag  string
}

type top struct {
	mid
	point
	*Exported
	Other string `json:"-"`
	Dash  string `json:"-,"`
	Odd   string `json:"odd name!"`
	Bad   string `json:"b\"ad"`
	lower int
}

type Exported struct{ EX int }

type left struct{ V, L int }
type right struct{ V, R int }
type tagged struct {
	W int `json:"V"`
}
type both struct {
	left
	right
}
type three struct {
	left
	right
	tagged
}

func show(s string, v any) {
	err := json.Unmarshal([]byte(s), v)
	out, merr := json.Marshal(v)
	fmt.Printf("%s -> %s %v %v\n", s, out, err, merr)
}

func main() {
	show(`{"x":1,"Y":2}`, new(point))
	show(`{"X":1,"x":2}`, new(point))
	show(`{"X":1,"X":null}`, new(point))
	p := &point{5, 6}
	show(`{"y":7}`, p)
	show(`null`, p)
	pp := &p
	show(`null`, pp)
	fmt.Println(p == nil)
	show(`{"X":3}`, pp)
	show(`{"ID":1,"name":"n","Tag":"t","X":2,"EX":9,"Other":"o","-":"d","odd name!":"x","lower":3,"Bad":"q"}`, new(top))
	show(`{"Tag":"t"}`, new(top))
	show(`{"V":1,"L":2,"R":3}`, new(both))
	show(`{"V":1,"L":2,"R":3}`, new(three))
	ints := []int{1, 2, 3, 4}
	show(`[9,8]`, &ints)
	fmt.Println(ints[:4])
	show(`[]`, &ints)
	fmt.Println(ints == nil, len(ints))
	show(`null`, &ints)
	fmt.Println(ints == nil)
	points := []point{{1, 2}, {3, 4}}
	show(`[{"X":9},{"Y":8},{"X":7}]`, &points)
	arr := [3]point{{1, 1}, {2, 2}, {3, 3}}
	show(`[{"X":5}]`, &arr)
	show(`[{},{},{},{"X":1}]`, &arr)
	m := map[string]*point{"a": {1, 2}, "b": {3, 4}}
	show(`{"a":{"X":9},"c":null,"d":{}}`, &m)
	mi := map[int]string{1: "x"}
	show(`{"2":"y","-3":"z"}`, &mi)
	show(`{"ab":1,"c":2}`, &map[upper]int{})
	show(`{"":1}`, &map[upper]int{})
	show(`["ab","c"]`, &[]upper{})
	show(`["ab",3,null,true,{"a":1},[2]]`, &[]upper{})
	show(`{"k":["q"]}`, &map[string][]*upper{})
	var s struct {
		A, B  spy
		P     *spy
		L     []spy
		M     map[string]spy
		I     any
		Empty struct{}
	}
	err := json.Unmarshal([]byte(`{"A":{"q":[1, 2]},"B":null,"P":null,"L":[1,"x",null],"M":{"a":{}},"I":{},"Empty":{"zz":1}}`), &s)
	fmt.Println(s.A.seen, s.B.seen, s.P, s.L, s.M, s.I, err)
	err = json.Unmarshal([]byte(`{"P": "bad" ,"A":1}`), &s)
	fmt.Println(s.P, err)
	var i any = &point{1, 2}
	fmt.Println(json.Unmarshal([]byte(`{"X":5}`), &i), i.(*point))
	i = point{1, 2}
	fmt.Println(json.Unmarshal([]byte(`{"X":5}`), &i), i)
	var self any
	self = &self
	fmt.Println(json.Unmarshal([]byte(`3`), &self), self)
	var ptr **int
	fmt.Println(json.Unmarshal([]byte(`4`), &ptr), **ptr)
	var st fmt.Stringer = big.NewInt(1)
	fmt.Println(json.Unmarshal([]byte(`123456789012345678901234567890`), &st), st)
	var t time.Time
	fmt.Println(json.Unmarshal([]byte(`"2024-02-03T04:05:06Z"`), &t), t)
	fmt.Println(json.Unmarshal([]byte(`"x"`), &t))
	var raw struct {
		A json.RawMessage
		B *json.RawMessage
	}
	fmt.Println(json.Unmarshal([]byte(`{"A": [1 , 2], "B":{"x" : 1}}`), &raw), string(raw.A), string(*raw.B))
	var text struct {
		Text string `json:"t"`
		B    []byte
		R    []rune
	}
	show(`{"t":"\u0041\ud83d\ude00\ud800x\udc00\u00e9\"\\\/\b\f\n\r\t"}`, &text)
	show("{\"t\":\"a\xffb\xc3\xa9\xed\xa0\x80\"}", &text)
	show(`{"B":"aGk=","R":[65,66]}`, &text)
	show(`{"B":"aG\nk="}`, &text)
	var anyv any
	for _, v := range []string{`{"b":[1,2.5,-0,1e3],"a":{"x":null,"y":true,"z":"s"},"a":2}`, `[]`, `{}`, `"\u2028"`, `-0`, `123456789012345678`, ` [ 1 , [ ] , { } ] `} {
		anyv = nil
		fmt.Println(json.Unmarshal([]byte(v), &anyv), anyv)
		fmt.Printf("%#v\n", anyv)
	}
	var k struct {
		Straße, KELVIN, Σ int
		Σx                int `json:"ς"`
	}
	show("{\"STRASSE\":1,\"straße\":2,\"\u212aelvin\":3,\"σ\":4,\"ς\":5}", &k)
	var u struct{ A, B int }
	dec := json.NewDecoder(strings.NewReader(`{"A":1,"C":2,"D":3,"b":4}`))
	dec.DisallowUnknownFields()
	fmt.Println(dec.Decode(&u), u)
	dec = json.NewDecoder(strings.NewReader(`{"a":12345678901234567890,"b":[1.50]}`))
	dec.UseNumber()
	fmt.Println(dec.Decode(&anyv), anyv)
	n := anyv.(map[string]any)["a"].(json.Number)
	f, ferr := n.Float64()
	in, ierr := n.Int64()
	fmt.Println(n, f, ferr, in, ierr)
}
