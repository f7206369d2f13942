package main

import "fmt"

func main() {
	fmt.Println(42, 4_2, 0600, 0_600, 0o600, 0xBadFace, 0x_67_7a_2f, 0b1011, 0B_11)
	fmt.Println(0., 72.40, 072.40, 2.71828, 1.e+0, 6.67428e-11, 1e6, .25, .12345e+5, 1_5., 0.15e+02)
	fmt.Println(0x1p-2, 0x2.p10, 0x1.Fp+0, 0x.8p-0, 0x_1FFFp-16)
	fmt.Println(0i, 0123i, 0o123i, 0xabci, 0.i, 2.71828i, 1.e+0i, 1e6i, .25i, 0x1p-2i)
	fmt.Println('a', 'ä', '本', '\t', '\000', '\007', '\377', '\x07', '\xff', '\u12e4', '\U00101234', '\'', '\\')
	fmt.Printf("%q %q %q %q\n", "\a\b\f\n\r\t\v\\\"", `raw\n
"two" lines`, "日本語", "\u65e5本\U00008a9e")
	fmt.Println(len("日本語"), "\xe6\x97\xa5", "\346\227\245")
}
