// encoding/json: decoding into every kind of target, from numbers at the limits, surrogates, duplicate and folded keys.
package main

import (
	"encoding/json"
	"fmt"
	"math/big"
	"strings"
	"time"
)

type base struct {
	ID   int `json:"id"`
	Name string
}
type Shape interface{ Area() float64 }
type all struct {
	base
	*Ptr
	Int     int8
	Uint    uint8
	Float   float32
	Any     any
	Raw     json.RawMessage
	Bytes   []byte
	Arr     [2]int
	Slice   []string
	Map     map[string]*int
	Skip    string `json:"-"`
	Dash    string `json:"-,"`
	Omit    *int   `json:",omitempty"`
	Quoted  int    `json:"quoted,string"`
	Shape   Shape
	When    time.Time
	Big     *big.Int
	private int
	F       func()
	Ünicode int
	Keys    map[int8]bool
	Iface   any
}
type Ptr struct{ Deep string }
type up string

func (u *up) UnmarshalText(b []byte) error { *u = up(strings.ToUpper(string(b))); return nil }

type odd struct{ seen []string }

func (o *odd) UnmarshalJSON(b []byte) error {
	o.seen = append(o.seen, string(b))
	return nil
}

func main() {
	for _, s := range []string{
		`{"id":7,"name":"n","deep":"d","INT":127,"uint":255,"float":1e38,"any":[1,{"a":null}],"raw": {"x" : [1, 2] },"bytes":"aGk=","arr":[1,2,3],"slice":["a",null],"map":{"k":1,"n":null},"Skip":"s","-":"dash","omit":5,"quoted":"12","When":"2024-01-02T03:04:05Z","big":123456789012345678901234567890,"ünicode":3,"keys":{"-1":true,"7":false}}`,
		`{"int":128}`, `{"int":-129}`, `{"uint":-1}`, `{"uint":256}`, `{"uint":1.0}`, `{"int":1e2}`, `{"float":1e39}`, `{"float":-1e400}`, `{"arr":[9]}`, `{"arr":[]}`, `{"arr":null}`, `{"slice":[]}`, `{"slice":{}}`, `{"map":[]}`, `{"map":null}`,
		`{"bytes":"!!"}`, `{"bytes":[1,2]}`, `{"bytes":null}`, `{"bytes":"aGk"}`, `{"quoted":12}`, `{"quoted":"x"}`, `{"quoted":null}`, `{"quoted":""}`, `{"shape":1}`, `{"shape":null}`, `{"when":"yesterday"}`, `{"big":"1"}`, `{"big":1.5}`, `{"f":1}`, `{"f":null}`, `{"keys":{"200":true}}`, `{"keys":{"x":true}}`,
		`{"id":1,"ID":2,"Id":3}`, `{"any":1,"any":"two"}`, `{"map":{"a":1},"map":{"b":2}}`, `{"private":1}`, `{"unknown":{"deep":[1,2,{"x":"}"}]},"id":1}`, `{"\u0069d":9}`, `{"name":"\ud83d\ude00\ud83d\u0041\udc00"}`, "{\"name\":\"\xff\xc3\"}", `{"name":"\/\b\f\n\r\t\"\\"}`, `{"name":null,"int":null}`, `[]`, `1`, `null`, `"s"`, `true`,
		`{"any":12345678901234567890}`, `{"any":-0}`, `{"any":1e-400}`, `{"any":1E5}`, `{"raw":null}`, `{"iface":{"z":1,"a":[true,false]}}`,
	} {
		v := all{Slice: []string{"old"}, Arr: [2]int{8, 8}, Map: map[string]*int{"old": nil}, Any: 5, Name: "x"}
		v.Name = "before"
		err := json.Unmarshal([]byte(s), &v)
		out, oerr := json.Marshal(map[string]any{"id": v.ID, "name": v.Name, "int": v.Int, "uint": v.Uint, "float": v.Float, "any": v.Any, "raw": string(v.Raw), "bytes": v.Bytes, "arr": v.Arr, "slice": v.Slice, "map": v.Map, "dash": v.Dash, "omit": v.Omit, "q": v.Quoted, "keys": v.Keys, "ü": v.Ünicode, "iface": v.Iface, "big": v.Big})
		fmt.Printf("%.60s\n  %v\n  %s %v\n", s, err, out, oerr)
	}
	var u up
	var us []up
	var um map[up]up
	var o odd
	var os struct{ A, B odd }
	var pp **int
	var arr [3]any
	var n json.Number
	var e any = &struct{ X int }{1}
	var np *int
	for _, c := range []struct {
		s string
		v any
	}{{`"abc"`, &u}, {`5`, &u}, {`["a","b"]`, &us}, {`{"a":"b"}`, &um}, {` [1 , 2] `, &o}, {`null`, &o}, {`{"A":{"x":1},"B":null}`, &os}, {`3`, &pp}, {`null`, &pp}, {`[1,"x"]`, &arr}, {`1.50`, &n}, {`"2"`, &n}, {`"x"`, &n}, {`{"X":5}`, &e}, {`1`, np}, {`1`, nil}, {`1`, 3}, {`1`, map[string]int{}}} {
		err := json.Unmarshal([]byte(c.s), c.v)
		fmt.Printf("%s %T %v\n", c.s, c.v, err)
	}
	fmt.Println(u, us, um, o, os, pp == nil, arr, n, e)
	f, err := n.Float64()
	fmt.Println(f, err)
	_, err = json.Number("1.5").Int64()
	fmt.Println(err)
}
