// encoding/json: Compact, Indent, HTMLEscape and Valid on text of all kinds.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
)

func main() {
	for _, s := range []string{`1`, ` 1 `, `[]`, `{}`, `[ ]`, "{ \n }", `[1,2,[3,[]],{"a":{}}]`, "\n\t{\"a\" : [ 1 , \"x y\" ] ,\"b\":\"\\\"<>&\u2028\\u2028\"}\n \n", `"a\\"`, `[1,`, `x`, `{"a":1}}`, "\"\xff\"", `{"a":tru}`, `[[[[]]]]`, `[{"a":[{"b":[]}]}]`, ``, `nul`} {
		var b bytes.Buffer
		b.WriteString("before ")
		err := json.Compact(&b, []byte(s))
		fmt.Printf("%q %v\n", b.String(), err)
		b.Reset()
		b.WriteString("before ")
		err = json.Indent(&b, []byte(s), ">", "  ")
		fmt.Printf("%q %v\n", b.String(), err)
		b.Reset()
		err = json.Indent(&b, []byte(s), "", "")
		fmt.Printf("%q %v\n", b.String(), err)
		b.Reset()
		json.HTMLEscape(&b, []byte(s))
		fmt.Printf("%q %v\n", b.String(), json.Valid([]byte(s)))
		if se, ok := err.(*json.SyntaxError); ok {
			fmt.Println(se.Offset)
		}
	}
}
