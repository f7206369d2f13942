package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"log"
	"math"
	"math/bits"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
	"unicode/utf8"
)

func main() {
	for _, s := range []string{"12", "-5", "0x1f", "abc", "99999999999999999999", "", "1_000", "+7", "1e5", "inf", "-0", "0x1p-2", ".5", "nan", "1e999"} {
		a, e1 := strconv.Atoi(s)
		b, e2 := strconv.ParseInt(s, 0, 32)
		c, e3 := strconv.ParseFloat(s, 64)
		d, e4 := strconv.ParseUint(s, 16, 8)
		fmt.Println(s, a, e1, b, e2, c, e3, d, e4)
	}
	fmt.Println(strconv.Itoa(-12345), strconv.FormatInt(-255, 16), strconv.FormatFloat(1.0/3, 'f', 5, 64), strconv.Quote("a\n\x00é世\u200b\xff"), strconv.QuoteToASCII("é世😀"), strconv.FormatFloat(1e21, 'g', -1, 32), strconv.QuoteRune('☺'))
	u, err := strconv.Unquote(`"a\tb\u00e9\x41\101"`)
	fmt.Printf("%q %v\n", u, err)
	fmt.Println(math.Sin(1), math.Cos(2), math.Tan(3), math.Exp(1), math.Log(10), math.Pow(2, 0.5), math.Gamma(5.5), math.Inf(1), math.NaN(), math.MaxInt64, math.Floor(-1.5), math.Round(2.5), math.RoundToEven(2.5), math.Trunc(-2.7), math.Mod(7, 3), math.Hypot(3, 4), math.Cbrt(27), math.Erf(0.5), math.J0(1.5), math.Atan2(1, -1))
	fr, ex := math.Frexp(8.5)
	fmt.Println(fr, ex, math.Ldexp(0.5, 4), math.Sqrt(2), math.Float64bits(1.5), math.Copysign(3, -1), math.IsNaN(math.NaN()), math.MaxUint32, math.Signbit(-0.0))
	fmt.Println(bits.Len(255), bits.OnesCount(255), bits.LeadingZeros32(1), bits.TrailingZeros(8), bits.Reverse8(1), bits.RotateLeft8(1, 3))
	hi, lo := bits.Mul64(1<<63, 6)
	q, r := bits.Div64(1, 5, 7)
	fmt.Println(hi, lo, q, r)
	fmt.Println(utf8.RuneCountInString("héllo世"), utf8.ValidString("a\xff"), utf16.Encode([]rune("a😀")))
	rr := rand.New(rand.NewPCG(1, 2))
	fmt.Println(rr.IntN(100), rr.Float64(), rr.Perm(5), rr.Uint64())
	var seed [32]byte
	ch := rand.New(rand.NewChaCha8(seed))
	fmt.Println(ch.Uint64(), ch.Uint64())
	sc := bufio.NewScanner(strings.NewReader("one two\nthree  four\n"))
	sc.Split(bufio.ScanWords)
	for sc.Scan() {
		fmt.Print(sc.Text(), ";")
	}
	br := bufio.NewReader(strings.NewReader("line a\nline b"))
	for {
		l, err := br.ReadString('\n')
		fmt.Printf("%q %v ", l, err)
		if err == io.EOF {
			break
		}
	}
	w := bufio.NewWriter(os.Stdout)
	fmt.Fprintf(w, "buffered %d\n", 5)
	w.Flush()
	next, stop := iter.Pull(func(yield func(int) bool) {
		for i := 0; i < 3; i++ {
			if !yield(i * i) {
				return
			}
		}
	})
	for {
		v, ok := next()
		if !ok {
			break
		}
		fmt.Print(v, " ")
	}
	stop()
	fmt.Println()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Millisecond)
	defer cancel()
	<-ctx.Done()
	fmt.Println(ctx.Err(), errors.Is(ctx.Err(), context.DeadlineExceeded))
	c2, cn := context.WithCancel(context.WithValue(context.Background(), "k", "v"))
	cn()
	fmt.Println(c2.Err(), c2.Value("k"), c2)
	pr, pw := io.Pipe()
	go func() { fmt.Fprint(pw, "through pipe"); pw.Close() }()
	all, err := io.ReadAll(pr)
	fmt.Println(string(all), err)
	log.SetFlags(log.Lshortfile)
	log.SetOutput(os.Stdout)
	log.Println("logged")
	fmt.Println(strings.Repeat("=", 20))
	io.Copy(os.Stdout, io.LimitReader(strings.NewReader("abcdefghijk"), 5))
	fmt.Println()
	defer func() { fmt.Println(recover()) }()
	bits.Div64(1, 1, 0)
}
