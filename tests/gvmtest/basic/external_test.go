package basic_test

import (
	"flag"
	"testing"

	"example.com/basic"
)

var word = flag.String("word", "none", "a flag of the test program")

func TestExternal(t *testing.T) {
	var s basic.Stack
	s.Push(1)
	if v, err := s.Pop(); v != 1 || err != nil {
		t.Error(v, err)
	}
	t.Log("word", *word, flag.Args())
}

func BenchmarkPush(b *testing.B) {
	var s basic.Stack
	for i := 0; i < b.N; i++ {
		s.Push(i)
	}
}

func BenchmarkGroup(b *testing.B) {
	b.Run("loop", func(b *testing.B) {
		n := 0
		for b.Loop() {
			n++
		}
		if n != b.N {
			b.Error(n, b.N)
		}
	})
	b.Run("a longer name", func(b *testing.B) {
		b.SetBytes(10)
		b.ReportMetric(2, "things/op")
		for range b.N {
		}
	})
	b.Run("parallel", func(b *testing.B) {
		b.RunParallel(func(pb *testing.PB) {
			for pb.Next() {
			}
		})
	})
	b.Run("fails", func(b *testing.B) { b.Fatal("at once") })
}
