// encoding/binary: varints of all lengths, cut, too long, overflowing.
package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
)

func main() {
	for shift := range 64 {
		for d := -1; d <= 1; d++ {
			u := uint64(1)<<shift + uint64(d)
			b := binary.AppendUvarint([]byte{9}, u)[1:]
			buf := make([]byte, binary.MaxVarintLen64)
			n := binary.PutUvarint(buf, u)
			back, m := binary.Uvarint(b)
			read, err := binary.ReadUvarint(bytes.NewReader(b))
			i := int64(u)
			if shift%2 == 1 {
				i = -i
			}
			sb := binary.AppendVarint(nil, i)
			sn := binary.PutVarint(buf, i)
			sback, sm := binary.Varint(sb)
			sread, serr := binary.ReadVarint(bytes.NewReader(sb))
			fmt.Printf("%x %v %x %v\n", b, n == m && back == u && read == u && err == nil, sb, sn == sm && sback == i && sread == i && serr == nil)
		}
	}
	ff := bytes.Repeat([]byte{0xff}, 12)
	for _, b := range [][]byte{{}, {0x80}, {0x80, 0x80}, {0x80, 0}, ff[:9], ff[:10], ff[:11], ff, append(ff[:9:9], 1), append(ff[:9:9], 2), append(ff[:9:9], 0x7f), append(ff[:10:10], 0), {1, 2}} {
		u, n := binary.Uvarint(b)
		i, m := binary.Varint(b)
		ru, err := binary.ReadUvarint(bytes.NewReader(b))
		ri, ierr := binary.ReadVarint(bytes.NewReader(b))
		fmt.Println(u, n, i, m, ru, err, ri, ierr)
	}
	func() {
		defer func() { fmt.Println(recover()) }()
		binary.PutUvarint(make([]byte, 1), 1000)
	}()
	fmt.Println(binary.MaxVarintLen16, binary.MaxVarintLen32, binary.MaxVarintLen64)
}
