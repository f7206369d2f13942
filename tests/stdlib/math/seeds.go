// math/rand: seeded sources give the same numbers for ever, and Seed works where the setting randseednop says so.
package main

import (
	"fmt"
	"math/rand"
	randv2 "math/rand/v2"
	"os"
)

func main() {
	for _, seed := range []int64{0, 1, -1, 42, 1 << 40, 2147483647} {
		r := rand.New(rand.NewSource(seed))
		b := make([]byte, 7)
		r.Read(b)
		fmt.Println(seed, r.Int63(), r.Uint32(), r.Int31n(10), r.Intn(1000), r.Int63n(1<<40), r.Float64(), r.Float32(), r.NormFloat64(), r.ExpFloat64(), r.Perm(6), b, r.Uint64())
		z := rand.NewZipf(r, 1.5, 2, 1000)
		fmt.Println(z.Uint64(), z.Uint64(), z.Uint64())
		p := randv2.New(randv2.NewPCG(uint64(seed), 2))
		var key [32]byte
		key[0] = byte(seed)
		c := randv2.NewChaCha8(key)
		fmt.Println(p.Uint64(), p.IntN(100), p.Uint64N(1<<50), p.Float64(), p.NormFloat64(), p.Perm(5), c.Uint64(), randv2.N(1))
		s := []string{"a", "b", "c", "d", "e"}
		r.Shuffle(len(s), func(i, j int) { s[i], s[j] = s[j], s[i] })
		fmt.Println(s)
	}
	os.Setenv("GODEBUG", "randseednop=0")
	rand.Seed(7)
	a := []int{rand.Int(), rand.Intn(50), rand.Perm(3)[0]}
	rand.Seed(7)
	fmt.Println(a, rand.Int() == a[0], rand.Intn(50) == a[1])
	for _, f := range []func(){func() { rand.Intn(0) }, func() { rand.Int63n(-1) }, func() { rand.New(rand.NewSource(1)).Shuffle(-1, nil) }, func() { randv2.IntN(0) }, func() { randv2.N(-5) }} {
		func() {
			defer func() { fmt.Println(recover()) }()
			f()
		}()
	}
}
