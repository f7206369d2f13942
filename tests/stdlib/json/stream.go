// encoding/json: decoders and encoders of streams, tokens, offsets, readers that give little.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing/iotest"
)

type T struct{ A int }

func offset(err error) {
	var se *json.SyntaxError
	var ue *json.UnmarshalTypeError
	if errors.As(err, &se) {
		fmt.Println("  syntax", se.Offset)
	}
	if errors.As(err, &ue) {
		fmt.Println("  type", ue.Offset)
	}
}

func main() {
	big := `[` + strings.Repeat(`{"key":"some \"text\" \\"},`, 500) + `1]`
	for _, s := range []string{`1 2 3`, `{"a":1}{"b":2} x`, `{"a":1`, `[1,2`, `truefalse`, `"a""b"`, `12a`, ``, ` `, `  [1] ]`, `nul`, `-`, "1\n2\n", `"\`, `[tru`, big + `"x"` + big} {
		for k, wrap := range []func(io.Reader) io.Reader{func(r io.Reader) io.Reader { return r }, iotest.OneByteReader, iotest.HalfReader, iotest.DataErrReader} {
			d := json.NewDecoder(wrap(strings.NewReader(s)))
			for range 6 {
				var v any
				err := d.Decode(&v)
				text := fmt.Sprint(v)
				if len(text) > 50 {
					text = text[:50]
				}
				fmt.Println(k, text, err, d.InputOffset())
				offset(err)
				if err != nil {
					fmt.Println(d.Decode(&v) == err)
					break
				}
			}
		}
	}
	for _, s := range []string{`[1,"a",true,null,{"x":[2.5,{}],"y":"z"}] 3`, `[1 2]`, `{1:2}`, `{"a" 1}`, `{"a":1 "b"}`, `[,`, `]`, `{]`, `[}`, `{"a",`, `{"a":}`, `[1,]`, `{"a":1,}`, `:`, `,`, `tru`, `"abc`, `[1`, `nulx`, `{"a":[`, `}`, `[[],[[]]]`, `{"a":{"b":{}},"c":[]}`, `[nulx`, `[x`, `{"a\u0041":"\n"}`, `1 "x" []`} {
		d := json.NewDecoder(strings.NewReader(s))
		for range 25 {
			more := d.More()
			t, err := d.Token()
			fmt.Printf("%s: %v %T %v %v at %d\n", s, more, t, t, err, d.InputOffset())
			offset(err)
			if err != nil {
				break
			}
		}
	}
	d := json.NewDecoder(strings.NewReader(`[{"A":1},{"A":"x"},{"A":3} 4]`))
	d.Token()
	for d.More() {
		var t T
		err := d.Decode(&t)
		fmt.Println(t.A, err, d.InputOffset())
		offset(err)
		if errors.As(err, new(*json.SyntaxError)) {
			break
		}
	}
	d = json.NewDecoder(strings.NewReader(`{"k" : {"A":7}, "l" : 5} rest`))
	var t T
	fmt.Println(d.Decode(3))
	d = json.NewDecoder(strings.NewReader(`{"k" : {"A":7}, "l"  5} rest`))
	d.Token()
	fmt.Println(d.Decode(&t))
	d.Token()
	fmt.Println(d.Decode(&t), t, d.InputOffset())
	rest, _ := io.ReadAll(d.Buffered())
	fmt.Printf("%q\n", rest)
	fmt.Println(d.Token())
	fmt.Println(d.Decode(&t))
	d = json.NewDecoder(io.MultiReader(strings.NewReader(`{"A":1} {"A":`), iotest.ErrReader(errors.New("broken"))))
	fmt.Println(d.Decode(&t), d.Decode(&t), d.Decode(&t))
	d = json.NewDecoder(strings.NewReader(`[1.5, 2]`))
	d.UseNumber()
	for range 3 {
		tok, err := d.Token()
		fmt.Printf("%T %v %v\n", tok, tok, err)
	}
	fmt.Println(json.Delim('{'), json.Delim(']').String())
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	fmt.Println(enc.Encode("<a&b>"), enc.Encode(map[string]int{"z": 1, "a<": 2}))
	enc.SetEscapeHTML(false)
	fmt.Println(enc.Encode("<a&b>\u2028"), enc.Encode(map[string]int{"z": 1, "a<": 2}), enc.Encode(make(chan int)))
	enc.SetIndent(">", "--")
	fmt.Println(enc.Encode([]any{1, []int{}, map[string]any{}, []int{1, 2}, map[string]any{"x": []any{nil}}}))
	enc.SetIndent("", "")
	fmt.Println(enc.Encode(struct{}{}), enc.Encode(json.RawMessage(" [1 , \"<\"] ")))
	fmt.Print(out.String())
	enc = json.NewEncoder(failing{})
	fmt.Println(enc.Encode(1), enc.Encode(2))
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("full") }
