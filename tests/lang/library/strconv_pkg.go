package main

import (
	"errors"
	"fmt"
	"math"
	"strconv"
)

func main() {
	for _, s := range []string{"42", "-7", "+3", "0x1f", "1_000", "", "abc", "99999999999999999999", "12a"} {
		n, err := strconv.Atoi(s)
		fmt.Println(n, err)
	}
	for _, c := range []struct {
		s    string
		base int
		bits int
	}{{"ff", 16, 64}, {"0xff", 0, 64}, {"0b101", 0, 8}, {"0o17", 0, 64}, {"128", 10, 8}, {"-129", 10, 8}, {"1_000", 0, 64}, {"z", 36, 64}, {"1", 1, 64}, {"1", 10, 65}} {
		n, err := strconv.ParseInt(c.s, c.base, c.bits)
		fmt.Println(n, err)
	}
	u, err := strconv.ParseUint("18446744073709551616", 10, 64)
	fmt.Println(u, err, errors.Is(err, strconv.ErrRange))
	for _, s := range []string{"1.5", "1e400", "-inf", "nan", "0x1p-2", "1e-400", ".5", "5.", "1_0.5", "1e", "3.4e39", "179769313486231570814527423731704356798070e267"} {
		f, err := strconv.ParseFloat(s, 64)
		f32, err32 := strconv.ParseFloat(s, 32)
		fmt.Println(f, err, f32, err32)
	}
	for _, f := range []float64{0, 1, -1.5, 1e21, 1e-7, math.Pi, math.MaxFloat64, math.SmallestNonzeroFloat64, math.Inf(1), math.NaN(), 123456789, 0.1 + 0.2} {
		fmt.Println(strconv.FormatFloat(f, 'g', -1, 64), strconv.FormatFloat(f, 'e', 3, 64), strconv.FormatFloat(f, 'f', 2, 64), strconv.FormatFloat(f, 'G', 5, 32), strconv.FormatFloat(f, 'x', -1, 64), strconv.FormatFloat(f, 'b', -1, 64))
	}
	fmt.Println(strconv.FormatInt(-255, 2), strconv.FormatInt(255, 36), strconv.FormatUint(math.MaxUint64, 16), strconv.Itoa(math.MinInt64))
	fmt.Println(strconv.Quote("a\tb\"\x00\u00e9\u200b\U0010ffff\xff"), strconv.QuoteToASCII("é世"), strconv.QuoteRune('☺'), strconv.QuoteRuneToASCII('☺'))
	for _, s := range []string{`"a\n"`, "`raw`", `'x'`, `"bad`, `"\u00e9\x41\101"`, `'xy'`} {
		fmt.Println(strconv.Unquote(s))
	}
	fmt.Println(strconv.ParseBool("true"))
	fmt.Println(strconv.ParseBool("T"))
	fmt.Println(strconv.ParseBool("yes"))
	fmt.Println(string(strconv.AppendInt([]byte("n="), 5, 10)), string(strconv.AppendQuote(nil, "q")), strconv.FormatBool(true))
	fmt.Println(strconv.ParseComplex("1+2i", 128))
	fmt.Println(strconv.CanBackquote("a`b"), strconv.IsPrint('\u00ad'))
	var ne *strconv.NumError
	_, err = strconv.Atoi("x")
	fmt.Println(errors.As(err, &ne), ne.Func, ne.Num, ne.Err)
}
