// crypto/*: sums over all lengths, pieces, states saved and restored, HMAC, SHAKE, names.
package main

import (
	"crypto"
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	"crypto/subtle"
	"encoding"
	"errors"
	"fmt"
	"hash"
)

func caught(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

type noClone struct{ hash.Hash }

func shake(s *sha3.SHAKE, data []byte) {
	for i := 0; i < len(data); i += 77 {
		s.Write(data[i:min(len(data), i+77)])
	}
	state, err := s.MarshalBinary()
	fmt.Println(len(state), s.BlockSize(), err)
	out := make([]byte, 40)
	for range 9 {
		s.Read(out)
		fmt.Printf("%x ", out)
	}
	fmt.Println()
	caught(func() { s.Write(nil) })
	fmt.Println(s.UnmarshalBinary(state), s.UnmarshalBinary(state[:9]))
	s.Read(out)
	fmt.Printf("%x\n", out)
	s.Reset()
	s.Read(out)
	fmt.Printf("%x\n", out)
}

func main() {
	data := make([]byte, 1000)
	for i := range data {
		data[i] = byte(i*i>>2 + i)
	}
	for h := crypto.Hash(0); h < 22; h++ {
		fmt.Println(h, h.Available())
		if !h.Available() {
			caught(func() { fmt.Println(h.Size()) })
			caught(func() { h.New() })
			continue
		}
		all := h.New()
		fmt.Println(h.Size(), all.Size(), all.BlockSize(), h.HashFunc() == h)
		for n := 0; n < 300; n++ {
			d := h.New()
			d.Write(data[:n/3])
			d.Write(data[n/3 : n])
			all.Write(d.Sum(nil))
			if n%50 == 0 {
				fmt.Printf("%d %x\n", n, d.Sum([]byte{1}))
			}
			state, err := d.(encoding.BinaryMarshaler).MarshalBinary()
			other := h.New()
			if err != nil || other.(encoding.BinaryUnmarshaler).UnmarshalBinary(state) != nil {
				fmt.Println("state", n)
			}
			c, _ := d.(hash.Cloner).Clone()
			for _, x := range []hash.Hash{d, other, c} {
				x.Write(data[:n])
			}
			if string(other.Sum(nil)) != string(d.Sum(nil)) || string(c.Sum(nil)) != string(d.Sum(nil)) {
				fmt.Println("differs", n)
			}
			all.Write(state)
		}
		fmt.Printf("%x\n", all.Sum(nil))
		u := all.(encoding.BinaryUnmarshaler)
		state, _ := all.(encoding.BinaryMarshaler).MarshalBinary()
		fmt.Println(u.UnmarshalBinary(nil), u.UnmarshalBinary(state[:len(state)-1]), u.UnmarshalBinary(append(state, 0)))
		state[0] ^= 1
		fmt.Println(u.UnmarshalBinary(state))
		all.Reset()
		fmt.Printf("%x\n", all.Sum(nil))
		for _, size := range []int{0, 1, 63, 64, 65, 128, 129, 200} {
			m := hmac.New(h.New, data[:size])
			m.Write(data[:100])
			first := m.Sum(nil)
			if h == crypto.SHA256 {
				c, err := m.(hash.Cloner).Clone()
				fmt.Println(hmac.Equal(first, c.Sum(nil)), err)
			}
			m.Reset()
			m.Write(data[:100])
			fmt.Printf("%x %v\n", first, hmac.Equal(first, m.Sum(nil)))
		}
	}
	fmt.Printf("%x %x\n", md5.Sum(data), sha1.Sum(data))
	fmt.Printf("%x %x\n", sha256.Sum256(data), sha256.Sum224(data))
	fmt.Printf("%x %x %x %x\n", sha512.Sum512(data), sha512.Sum384(data), sha512.Sum512_224(data), sha512.Sum512_256(data))
	fmt.Printf("%x %x %x %x\n", sha3.Sum224(data), sha3.Sum256(data), sha3.Sum384(data), sha3.Sum512(data))
	fmt.Printf("%x %x\n", sha3.SumSHAKE128(data, 50), sha3.SumSHAKE256(data, 300))
	for _, make := range []func() *sha3.SHAKE{sha3.NewSHAKE128, sha3.NewSHAKE256,
		func() *sha3.SHAKE { return sha3.NewCSHAKE128(nil, nil) },
		func() *sha3.SHAKE { return sha3.NewCSHAKE128([]byte("name"), []byte("custom")) },
		func() *sha3.SHAKE { return sha3.NewCSHAKE256(nil, data[:300]) },
		func() *sha3.SHAKE { return new(sha3.SHAKE) },
	} {
		shake(make(), data)
	}
	a, _ := sha3.New256().MarshalBinary()
	fmt.Println(sha3.New512().UnmarshalBinary(a), sha3.NewSHAKE256().UnmarshalBinary(a))
	fmt.Printf("%x\n", new(sha3.SHA3).Sum(nil))
	one := sha256.New()
	caught(func() { hmac.New(func() hash.Hash { return one }, nil) })
	c, err := hmac.New(func() hash.Hash { return noClone{sha256.New()} }, nil).(hash.Cloner).Clone()
	fmt.Println(c, err, errors.Is(err, errors.ErrUnsupported))
	fmt.Println(subtle.ConstantTimeByteEq(3, 3), subtle.ConstantTimeByteEq(0, 255), subtle.ConstantTimeEq(-1, -1), subtle.ConstantTimeEq(-1, 1))
	fmt.Println(subtle.ConstantTimeCompare(data, data[1:]), subtle.ConstantTimeCompare([]byte("ab"), []byte("ab")), subtle.ConstantTimeCompare([]byte("ab"), []byte("aa")), subtle.ConstantTimeCompare(nil, nil))
	fmt.Println(subtle.ConstantTimeSelect(1, 5, 6), subtle.ConstantTimeSelect(0, 5, -6), subtle.ConstantTimeLessOrEq(3, 3), subtle.ConstantTimeLessOrEq(4, 3), subtle.ConstantTimeLessOrEq(0, 1<<31-1))
	x, y := []byte("abc"), []byte("xyz")
	subtle.ConstantTimeCopy(0, x, y)
	fmt.Print(string(x))
	subtle.ConstantTimeCopy(1, x, y)
	fmt.Println(string(x))
	fmt.Println(subtle.XORBytes(x, []byte("0123"), []byte("ab")), x)
	caught(func() { subtle.ConstantTimeCopy(1, x, nil) })
	caught(func() { subtle.XORBytes(x[:1], x, y) })
	caught(func() { subtle.XORBytes(data[1:], data, data[500:]) })
	fmt.Println(subtle.XORBytes(x, x, y), x)
	subtle.WithDataIndependentTiming(func() { fmt.Println("ran") })
}
