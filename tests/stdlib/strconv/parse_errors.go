// strconv: what each parser refuses, its error text and the value that it returns beside it.
package main

import (
	"errors"
	"fmt"
	"strconv"
)

func main() {
	ints := []string{"", "0", "-0", "+0", "+5", "-5", "--5", "5-", "1_000", "0x_1f", "0x1f", "0X1F", "0b12", "0b11", "0o17", "017", "08", "_1", "1__0", "1_", "9223372036854775807",
		"9223372036854775808", "-9223372036854775808", "-9223372036854775809", "18446744073709551615", "18446744073709551616", "99999999999999999999999999", "1e3", " 1", "1 ", "١", "\x00", "z", "Z", "0z", "0x", "-0x1", "+-1"}
	for _, s := range ints {
		for _, base := range []int{0, 10, 16, 2, 36, 1, 37} {
			i, err := strconv.ParseInt(s, base, 64)
			u, uerr := strconv.ParseUint(s, base, 64)
			fmt.Printf("%q/%d: %d %v | %d %v\n", s, base, i, err, u, uerr)
		}
		n, err := strconv.Atoi(s)
		fmt.Println(n, err)
	}
	for _, bits := range []int{8, 16, 32, 64, 0, 1, 65, -1} {
		for _, s := range []string{"127", "128", "-128", "-129", "255", "256", "65536", "4294967296", "1", "0"} {
			i, err := strconv.ParseInt(s, 10, bits)
			u, uerr := strconv.ParseUint(s, 10, bits)
			fmt.Println(bits, s, i, err, u, uerr)
		}
	}
	for _, s := range []string{"1", "t", "T", "TRUE", "true", "True", "tRUE", "0", "f", "F", "FALSE", "false", "False", "yes", "", " true"} {
		b, err := strconv.ParseBool(s)
		fmt.Println(b, err)
	}
	_, err := strconv.Atoi("x\xffé\n")
	var ne *strconv.NumError
	fmt.Println(errors.As(err, &ne), ne.Func, strconv.Quote(ne.Num), ne.Err, errors.Is(err, strconv.ErrSyntax), errors.Is(err, strconv.ErrRange), err)
	for _, s := range []string{"1+2i", "(1+2i)", "1", "i", "2i", "-i", "1e3-2.5i", "1+2", "1++2i", "(1+2i", "inf+nani", "Infi", "1e400+1i", "0x1p3+0x1p-1i", "", "()", "1 + 2i", "3i+1"} {
		for _, bits := range []int{64, 128} {
			c, err := strconv.ParseComplex(s, bits)
			fmt.Println(s, bits, c, err)
		}
	}
}
