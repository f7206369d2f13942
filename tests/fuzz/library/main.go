// Program library makes random calls into the standard library and prints what came of them, a line a call. Real Go and
// gvm must print the same for the same seed; library.py compares them.
//
//	library TOPIC SEED COUNT
package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
)

// topics make one case each. What they panic with is part of the case.
var topics = map[string]func(*dice) string{
	"fmt":     fmtCase,
	"strconv": strconvCase,
	"json":    jsonCase,
	"time":    timeCase,
	"regexp":  regexpCase,
}

// dice is a random generator of this program's own: the library's could be at fault too.
type dice struct{ state uint64 }

func (d *dice) next() uint64 {
	d.state += 0x9e3779b97f4a7c15
	z := d.state
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

func (d *dice) below(n int) int { return int(d.next() % uint64(n)) }

// oneIn is true once in n times.
func (d *dice) oneIn(n int) bool { return d.below(n) == 0 }

func (d *dice) pick(words ...string) string { return words[d.below(len(words))] }

// bits is a number of any length in bits, so that small ones and those at the limits are as frequent as others.
func (d *dice) bits() uint64 {
	v := d.next() >> d.below(64)
	switch d.below(12) {
	case 0:
		return 1<<d.below(64) - 1
	case 1:
		return 1 << d.below(64)
	case 2:
		return ^v
	}
	return v
}

// text is a short string: plain, of many alphabets, or broken.
func (d *dice) text() string {
	var b strings.Builder
	for range d.below(7) {
		switch d.below(9) {
		case 0:
			b.WriteByte(byte(d.next()))
		case 1:
			b.WriteRune(rune(d.next() % 0x11ffff))
		case 2:
			b.WriteString(d.pick("é", "日本", "\u2028", "\u00ad", "😀", "\x00", "\x7f", "\\", "\"", "'", "`", "\n", "\t", "ſ", "K", "\ufffd", "<", "&", "%"))
		default:
			b.WriteByte(byte(' ' + d.below(95)))
		}
	}
	return b.String()
}

func run(topic func(*dice) string, d *dice) (out string) {
	defer func() {
		if r := recover(); r != nil {
			out = fmt.Sprint("panic: ", r)
		}
	}()
	return topic(d)
}

func main() {
	if len(os.Args) != 4 || topics[os.Args[1]] == nil {
		fmt.Fprintln(os.Stderr, "usage: library TOPIC SEED COUNT")
		os.Exit(2)
	}
	seed, _ := strconv.ParseUint(os.Args[2], 10, 64)
	count, _ := strconv.Atoi(os.Args[3])
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for i := range count {
		// Each case has dice of its own, so that it can be looked at alone.
		fmt.Fprintf(out, "%d %s\n", i, run(topics[os.Args[1]], &dice{seed<<32 + uint64(i)}))
	}
}
