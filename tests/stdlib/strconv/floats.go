// strconv: floats to text in every format and precision, and back.
package main

import (
	"fmt"
	"math"
	"strconv"
)

func main() {
	values := []float64{0, math.Copysign(0, -1), 1, 0.1, 0.3, 123.456, 1e21, 1e20, 1e-6, 1e-7, 1e23, 8.41e21, 5e-324, 2.2250738585072011e-308, 2.2250738585072014e-308, math.MaxFloat64,
		math.Inf(1), math.Inf(-1), math.NaN(), 4503599627370497.5, 9007199254740993, 0.5, 1.5, 2.5, 0.000123, 99999.95, 1e15, 123456789012345678}
	for _, v := range values {
		for _, f := range []byte("eEfgGbxX") {
			for _, p := range []int{-1, 0, 1, 3, 17, 25} {
				fmt.Print(strconv.FormatFloat(v, f, p, 64), " ")
			}
			fmt.Print("| ", strconv.FormatFloat(v, f, -1, 32), "\n")
		}
	}
	texts := []string{"0", "-0", "+1.5", ".5", "5.", ".", "", "1e", "1e+", "1e5", "1E-5", "1e400", "-1e400", "1e-400", "inf", "Infinity", "-INF", "infinit", "nan", "NaN", "+nan", "0x1p-1074", "0x1p-1075", "0x1.8p1", "0x.8p1",
		"0x1", "0x1.fffffffffffff8p1023", "0x1.fffffffffffff7p1023", "1_000.5", "1__0", "0x_1p4", "1e1_0", "1.7976931348623157e308", "1.7976931348623159e308", "4.9e-324", "2.4703282292062327e-324", "2.4703282292062328e-324",
		"9007199254740993", "9007199254740992.9999999999999999999999999", "0.1000000000000000055511151231257827", "179769313486231580793728971405301e276", "1e23", "100000000000000016777215", "100000000000000016777216",
		"1.00000005960464477539062499999999999", "1.0000000596046447753906251", "16777217", "3.4028235e38", "3.4028236e38", "1.4e-45", "7e-46", "1e 5", "1,5", "٣", "1.5.2", "--1", "0b1", "1p5"}
	for _, s := range texts {
		for _, bits := range []int{64, 32} {
			f, err := strconv.ParseFloat(s, bits)
			fmt.Println(s, bits, f, strconv.FormatFloat(f, 'x', -1, 64), err)
		}
	}
	fmt.Println(string(strconv.AppendFloat([]byte("x"), 1.25, 'f', -1, 64)), strconv.FormatComplex(complex(1.5, math.NaN()), 'f', 2, 128), strconv.FormatComplex(-1i, 'g', -1, 64))
}
