// Hashes: sums, sums after sums, and states saved and restored.
package main

import (
	"encoding"
	"fmt"
	"hash"
	"hash/adler32"
	"hash/crc32"
	"hash/crc64"
	"hash/fnv"
)

func main() {
	makers := []struct {
		name string
		make func() hash.Hash
	}{
		{"ieee", func() hash.Hash { return crc32.NewIEEE() }},
		{"castagnoli", func() hash.Hash { return crc32.New(crc32.MakeTable(crc32.Castagnoli)) }},
		{"koopman", func() hash.Hash { return crc32.New(crc32.MakeTable(crc32.Koopman)) }},
		{"iso", func() hash.Hash { return crc64.New(crc64.MakeTable(crc64.ISO)) }},
		{"ecma", func() hash.Hash { return crc64.New(crc64.MakeTable(crc64.ECMA)) }},
		{"odd64", func() hash.Hash { return crc64.New(crc64.MakeTable(0x123456789)) }},
		{"adler", func() hash.Hash { return adler32.New() }},
		{"fnv32", func() hash.Hash { return fnv.New32() }},
		{"fnv32a", func() hash.Hash { return fnv.New32a() }},
		{"fnv64", func() hash.Hash { return fnv.New64() }},
		{"fnv64a", func() hash.Hash { return fnv.New64a() }},
		{"fnv128", func() hash.Hash { return fnv.New128() }},
		{"fnv128a", func() hash.Hash { return fnv.New128a() }},
	}
	text := make([]byte, 5000)
	for i := range text {
		text[i] = byte(i * i >> 3)
	}
	for _, m := range makers {
		h := m.make()
		fmt.Printf("%s %d %d %x", m.name, h.Size(), h.BlockSize(), h.Sum(nil))
		h.Write([]byte("hello, "))
		fmt.Printf(" %x", h.Sum([]byte{1, 2}))
		h.Write(nil)
		h.Write([]byte("world"))
		fmt.Printf(" %x\n", h.Sum(nil))
		for n := 0; n < len(text); n = n*3 + 1 {
			h.Write(text[n : n+n/2+7])
		}
		state, err := h.(encoding.BinaryMarshaler).MarshalBinary()
		fmt.Printf("  %x %v\n", state, err)
		appended, _ := h.(encoding.BinaryAppender).AppendBinary([]byte("x"))
		fmt.Println(string(appended) == "x"+string(state))
		other := m.make()
		u := other.(encoding.BinaryUnmarshaler)
		fmt.Println(u.UnmarshalBinary(state), u.UnmarshalBinary(nil), u.UnmarshalBinary(state[:len(state)-1]), u.UnmarshalBinary(append(state, 1)))
		clone, err := h.(hash.Cloner).Clone()
		h.Write(text)
		fmt.Printf("  %x %x %x %v\n", other.Sum(nil), clone.Sum(nil), h.Sum(nil), err)
		other.Write(text)
		fmt.Println(string(other.Sum(nil)) == string(h.Sum(nil)))
		state[4] ^= 1
		fmt.Println(u.UnmarshalBinary(state))
		h.Reset()
		fmt.Printf("  %x\n", h.Sum(nil))
	}
	fmt.Println(crc32.ChecksumIEEE(text), crc32.Checksum(text, crc32.MakeTable(crc32.Castagnoli)), crc32.Update(7, crc32.IEEETable, text))
	fmt.Println(crc64.Checksum(text, crc64.MakeTable(crc64.ISO)), adler32.Checksum(text), adler32.Checksum(nil))
	var table crc32.Table = *crc32.MakeTable(crc32.Castagnoli)
	fmt.Println(table[1], table[255], crc32.Checksum([]byte("abc"), &table), crc32.MakeTable(crc32.IEEE) == crc32.IEEETable)
}
