// encoding/binary: values of all shapes in both orders, sizes, mistakes, somebody else's order.
package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
)

type inner struct {
	A uint8
	_ [3]byte
	B int16
}

type all struct {
	Bool  bool
	I8    int8
	I16   int16
	I32   int32
	I64   int64
	U8    uint8
	U16   uint16
	U32   uint32
	U64   uint64
	F32   float32
	F64   float64
	C64   complex64
	C128  complex128
	Array [3]uint16
	Bools [2]bool
	In    [2]inner
	_     uint32
}

type middle struct{}

func (middle) Uint16(b []byte) uint16       { return uint16(b[0])<<8 | uint16(b[1]) }
func (middle) PutUint16(b []byte, v uint16) { b[0], b[1] = byte(v>>8), byte(v) }
func (m middle) Uint32(b []byte) uint32     { return uint32(m.Uint16(b)) | uint32(m.Uint16(b[2:]))<<16 }
func (m middle) PutUint32(b []byte, v uint32) {
	m.PutUint16(b, uint16(v))
	m.PutUint16(b[2:], uint16(v>>16))
}
func (m middle) Uint64(b []byte) uint64 { return uint64(m.Uint32(b)) | uint64(m.Uint32(b[4:]))<<32 }
func (m middle) PutUint64(b []byte, v uint64) {
	m.PutUint32(b, uint32(v))
	m.PutUint32(b[4:], uint32(v>>32))
}
func (middle) String() string { return "middle" }

type odd struct {
	A int
	B uint16
}

func try(f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("panic:", r)
		}
	}()
	f()
}

func main() {
	v := all{Bool: true, I8: -1, I16: -2, I32: -3, I64: -4, U8: 200, U16: 60000, U32: 4000000000, U64: 1 << 63, F32: 1.5, F64: -2.25,
		C64: 1 + 2i, C128: 3 - 4i, Array: [3]uint16{1, 2, 3}, Bools: [2]bool{false, true}}
	v.In[0] = inner{A: 7, B: -9}
	v.In[1] = inner{A: 8, B: 300}
	for _, order := range []binary.ByteOrder{binary.LittleEndian, binary.BigEndian, binary.NativeEndian, middle{}} {
		var out bytes.Buffer
		fmt.Println(order, binary.Size(v), binary.Write(&out, order, v))
		fmt.Printf("%x\n", out.Bytes())
		app, err := binary.Append([]byte("z"), order, &v)
		fmt.Println(string(app) == "z"+out.String(), err)
		enc := make([]byte, 300)
		n, err := binary.Encode(enc, order, v)
		fmt.Println(n, err, string(enc[:n]) == out.String())
		var back all
		fmt.Println(binary.Read(&out, order, &back), back == v)
		back = all{}
		n, err = binary.Decode(enc, order, &back)
		fmt.Println(n, err, back == v)
		for _, x := range []any{true, int8(-5), uint8(5), int16(-5), uint16(5), int32(-5), uint32(5), int64(-5), uint64(5), float32(.5), 2.5,
			complex64(1i), 2i, []bool{true, false}, []int16{1, -1}, []uint32{7, 8}, []float64{1, 2}, []all{v}, [2]int64{1, 2}, []byte("abc"),
			[]inner{{A: 1}}, struct{}{}, []int64{}, [][2]uint8{{1, 2}, {3, 4}}} {
			b, err := binary.Append(nil, order, x)
			if len(b) > 40 {
				b = b[:40]
			}
			fmt.Printf("%T %d %x %v\n", x, binary.Size(x), b, err)
		}
	}
	flags := []bool{false, false}
	n, err := binary.Decode([]byte{0, 2}, binary.BigEndian, flags)
	fmt.Println(flags, n, err)
	for _, x := range []any{3, "x", new(int), odd{}, []odd{{}, {}}, []string{"a"}, map[int]int{}, []any{1}, struct{ S []byte }{}, struct{ P *int8 }{}, uint(3), uintptr(3), [2]int{}} {
		_, err := binary.Append(nil, binary.LittleEndian, x)
		fmt.Println(binary.Size(x), err)
		fmt.Println(binary.Write(io.Discard, binary.LittleEndian, x))
		_, err = binary.Encode(make([]byte, 99), binary.LittleEndian, x)
		fmt.Println(err)
		fmt.Println(binary.Read(bytes.NewReader(make([]byte, 99)), binary.LittleEndian, x))
		_, err = binary.Decode(make([]byte, 99), binary.LittleEndian, x)
		fmt.Println(err)
	}
	for _, x := range []any{new(uint16), uint16(1), &odd{}, inner{}, [2]uint8{}, []uint64{1}, new(all), []inner{}} {
		for size := range 3 {
			fmt.Print(binary.Read(bytes.NewReader(make([]byte, size)), binary.BigEndian, x), "; ")
			n, err := binary.Decode(make([]byte, size), binary.BigEndian, x)
			fmt.Print(n, err, "; ")
			n, err = binary.Encode(make([]byte, size), binary.BigEndian, x)
			fmt.Println(n, err)
		}
	}
	hidden := struct{ a, b uint16 }{1, 2}
	hiddenFloat := struct {
		X int8
		f [2]float32
	}{}
	b, err := binary.Append(nil, binary.BigEndian, hidden)
	fmt.Println(b, err)
	try(func() { fmt.Println(binary.Read(bytes.NewReader(b), binary.BigEndian, &hidden)) })
	try(func() { binary.Decode(make([]byte, 99), binary.BigEndian, &hiddenFloat) })
	try(func() { binary.BigEndian.Uint32(make([]byte, 3)) })
	try(func() { binary.LittleEndian.PutUint64(make([]byte, 7), 1) })
	fmt.Println(binary.BigEndian.AppendUint16(nil, 0x1234), binary.LittleEndian.AppendUint32(nil, 0x12345678), binary.NativeEndian.AppendUint64(nil, 1))
	fmt.Printf("%v %#v %s %T\n", binary.BigEndian, binary.LittleEndian, binary.NativeEndian, binary.NativeEndian)
}
