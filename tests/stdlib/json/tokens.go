// encoding/json: Decoder by tokens and by values, Buffered, UseNumber, DisallowUnknownFields, Compact, Indent, HTMLEscape, Valid.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

func main() {
	for _, s := range []string{`{"a":[1,2.5,"x",null,true],"b":{}} [] 7 "end"`, `[1,]`, `{"a" 1}`, `{1:2}`, `[1 2]`, `{"a":1,}`, `]`, `[}`, `{"a":`, `tru`, `"unterminated`, ``, ` `, `{"a":1}{"b":2}`, `[[[[]]]]`, "\"a\x01b\"", `01`, `1.`, `-`, `+1`, `.5`, `1e`, `NaN`, `'x'`, "\ufeff1", `{"a":1}x`} {
		d := json.NewDecoder(strings.NewReader(s))
		fmt.Printf("%s: ", s)
		for i := 0; i < 20; i++ {
			t, err := d.Token()
			if err != nil {
				fmt.Printf("%T %v", err, err)
				break
			}
			fmt.Printf("%T=%v@%d,%v ", t, t, d.InputOffset(), d.More())
		}
		fmt.Println("| valid", json.Valid([]byte(s)))
		var c, in, h bytes.Buffer
		err := json.Compact(&c, []byte(s))
		fmt.Printf("  compact %q %v\n", c.String(), err)
		err = json.Indent(&in, []byte(s), "-", "  ")
		fmt.Printf("  indent %q %v\n", in.String(), err)
		json.HTMLEscape(&h, []byte(s))
		fmt.Printf("  html %q\n", h.String())
	}
	d := json.NewDecoder(strings.NewReader(`{"x":1,"y":2} {"x":"bad"} {"x":3} trailing`))
	d.DisallowUnknownFields()
	for {
		var v struct{ X int }
		err := d.Decode(&v)
		rest, _ := io.ReadAll(d.Buffered())
		fmt.Printf("%v %v %d %q\n", v, err, d.InputOffset(), rest)
		if err != nil && (err == io.EOF || strings.Contains(err.Error(), "invalid")) {
			break
		}
	}
	d = json.NewDecoder(strings.NewReader(`[{"n":1},{"n":2}] tail`))
	d.UseNumber()
	t, err := d.Token()
	fmt.Println(t, err)
	for d.More() {
		var v any
		fmt.Println(d.Decode(&v), v, d.InputOffset())
	}
	t, err = d.Token()
	fmt.Println(t, err)
	var v any
	fmt.Println(d.Decode(&v))
	fmt.Println(d.Decode(&v))
	deep := strings.Repeat("[", 10001) + strings.Repeat("]", 10001)
	fmt.Println(json.Unmarshal([]byte(deep), &v), json.Valid([]byte(deep)))
	deep = strings.Repeat("[", 10000) + strings.Repeat("]", 10000)
	fmt.Println(json.Unmarshal([]byte(deep), &v) == nil)
	var js bytes.Buffer
	json.HTMLEscape(&js, []byte("{\"a\":\"<b>&\u2028\"}"))
	fmt.Println(js.String())
	r := io.MultiReader(strings.NewReader(`{"a":`), strings.NewReader(`"split é`), strings.NewReader(`"}`), errReader{})
	d = json.NewDecoder(r)
	fmt.Println(d.Decode(&v), v)
	fmt.Println(d.Decode(&v))
}

type errReader struct{}

func (errReader) Read([]byte) (int, error) { return 0, fmt.Errorf("broken pipe") }
