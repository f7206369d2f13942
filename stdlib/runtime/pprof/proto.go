package pprof

import (
	"hash/crc32"
	"io"
	"math"
	"os"
	"time"
)

// scale turns counts of sampled objects into an estimate of all: an object of s bytes is
// sampled with probability 1-exp(-s/rate).
func scale(count, size, rate int64) (int64, int64) {
	if count == 0 || size == 0 {
		return 0, 0
	}
	if rate <= 1 {
		return count, size
	}
	f := 1 / (1 - math.Exp(-float64(size)/float64(count)/float64(rate)))
	return int64(float64(count) * f), int64(float64(size) * f)
}

// A message is a protocol buffer in the making.
type message []byte

func (m *message) varint(v uint64) {
	for v >= 0x80 {
		*m = append(*m, byte(v)|0x80)
		v >>= 7
	}
	*m = append(*m, byte(v))
}

// number adds a field with a number, left out if it is 0.
func (m *message) number(field int, v uint64) {
	if v != 0 {
		m.varint(uint64(field) << 3)
		m.varint(v)
	}
}

// bytes adds a field with bytes: a text, a message, or packed numbers.
func (m *message) bytes(field int, b []byte) {
	m.varint(uint64(field)<<3 | 2)
	m.varint(uint64(len(b)))
	*m = append(*m, b...)
}

func (m *message) packed(field int, list []uint64) {
	var b message
	for _, v := range list {
		b.varint(v)
	}
	m.bytes(field, b)
}

// Fields of the messages in profile.proto.
const (
	profileSampleType  = 1
	profileSample      = 2
	profileMapping     = 3
	profileLocation    = 4
	profileFunction    = 5
	profileStrings     = 6
	profileTime        = 9
	profileDuration    = 10
	profilePeriodType  = 11
	profilePeriod      = 12
	profileDefaultType = 14

	sampleLocations = 1
	sampleValues    = 2
	sampleLabel     = 3

	labelKey  = 1
	labelText = 2
	labelNum  = 3
	labelUnit = 4
)

// A builder makes a profile. Texts, functions and locations are numbered as they come.
type builder struct {
	out       message
	texts     map[string]uint64
	functions map[string]uint64
	locations map[uintptr]uint64
	tail      message // functions and locations
	list      []string
}

func newBuilder() *builder {
	b := &builder{texts: map[string]uint64{}, functions: map[string]uint64{}, locations: map[uintptr]uint64{}}
	b.text("")
	return b
}

func (b *builder) text(s string) uint64 {
	n, ok := b.texts[s]
	if !ok {
		n = uint64(len(b.list))
		b.texts[s] = n
		b.list = append(b.list, s)
	}
	return n
}

func (b *builder) valueType(field int, kind, unit string) {
	var m message
	m.number(1, b.text(kind))
	m.number(2, b.text(unit))
	b.out.bytes(field, m)
}

// types says what the values of samples are: kinds and units in turn.
func (b *builder) types(pairs ...string) {
	for i := 0; i < len(pairs); i += 2 {
		b.valueType(profileSampleType, pairs[i], pairs[i+1])
	}
}

func (b *builder) period(kind, unit string, n int64) {
	b.valueType(profilePeriodType, kind, unit)
	b.out.number(profilePeriod, uint64(n))
}

func (b *builder) defaultType(name string) {
	if name != "" {
		b.out.number(profileDefaultType, b.text(name))
	}
}

func (b *builder) time(began time.Time, took time.Duration) {
	b.out.number(profileTime, uint64(began.UnixNano()))
	b.out.number(profileDuration, uint64(took))
}

func (b *builder) function(name, file string, startLine int) uint64 {
	key := name + "\n" + file
	n, ok := b.functions[key]
	if !ok {
		n = uint64(len(b.functions) + 1)
		b.functions[key] = n
		var m message
		m.number(1, n)
		m.number(2, b.text(name))
		m.number(3, b.text(name))
		m.number(4, b.text(file))
		m.number(5, uint64(startLine))
		b.tail.bytes(profileFunction, m)
	}
	return n
}

// location gives the number of a call: a line for each function inlined there.
func (b *builder) location(pc uintptr) uint64 {
	n, ok := b.locations[pc]
	if ok {
		return n
	}
	n = uint64(len(b.locations) + 1)
	b.locations[pc] = n
	var m message
	m.number(1, n)
	m.number(2, 1)
	m.number(3, uint64(pc)-1)
	for depth := 0; ; depth++ {
		fn, file, line, startLine, _, inlined := frame(pc, depth)
		if fn != "" {
			var l message
			l.number(1, b.function(fn, file, startLine))
			l.number(2, uint64(line))
			m.bytes(4, l)
		}
		if !inlined {
			break
		}
	}
	b.tail.bytes(profileLocation, m)
	return n
}

// system gives a location for what was not in any function of the program: the
// collector, the scheduler, threads.
func (b *builder) system() uint64 {
	n, ok := b.locations[0]
	if !ok {
		n = uint64(len(b.locations) + 1)
		b.locations[0] = n
		var l, m message
		l.number(1, b.function("runtime._System", "", 0))
		m.number(1, n)
		m.number(2, 1)
		m.bytes(4, l)
		b.tail.bytes(profileLocation, m)
	}
	return n
}

func (b *builder) sample(s sample) {
	var m message
	var at, values []uint64
	for _, pc := range calls(s.stack) {
		at = append(at, b.location(pc))
	}
	if len(at) == 0 {
		at = append(at, b.system())
	}
	for _, v := range s.values {
		values = append(values, uint64(v))
	}
	m.packed(sampleLocations, at)
	m.packed(sampleValues, values)
	for k, v := range s.labels {
		var l message
		l.number(labelKey, b.text(k))
		l.number(labelText, b.text(v))
		m.bytes(sampleLabel, l)
	}
	if s.bytes != 0 {
		var l message
		l.number(labelKey, b.text("bytes"))
		l.number(labelNum, uint64(s.bytes))
		l.number(labelUnit, b.text("bytes"))
		m.bytes(sampleLabel, l)
	}
	b.out.bytes(profileSample, m)
}

// writeTo writes the whole, gzipped.
func (b *builder) writeTo(w io.Writer) error {
	var mapping message
	mapping.number(1, 1)
	mapping.number(2, 1)
	mapping.number(3, math.MaxInt64)
	exe, _ := os.Executable()
	mapping.number(5, b.text(exe))
	for _, known := range []int{7, 8, 9, 10} { // functions, files, lines, inlined calls
		mapping.number(known, 1)
	}
	b.out.bytes(profileMapping, mapping)
	b.out = append(b.out, b.tail...)
	for _, s := range b.list {
		b.out.bytes(profileStrings, []byte(s))
	}
	_, err := w.Write(gzipped(b.out))
	return err
}

// gzipped wraps data as gzip does, in blocks that are not compressed: profiles are small.
func gzipped(data []byte) []byte {
	out := []byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff}
	sum, size := crc32.ChecksumIEEE(data), len(data)
	for last := false; !last; {
		n := min(len(data), 0xffff)
		last = n == len(data)
		first := byte(0)
		if last {
			first = 1
		}
		out = append(out, first, byte(n), byte(n>>8), ^byte(n), ^byte(n>>8))
		out = append(out, data[:n]...)
		data = data[n:]
	}
	for _, v := range []uint32{sum, uint32(size)} {
		out = append(out, byte(v), byte(v>>8), byte(v>>16), byte(v>>24))
	}
	return out
}
