// Structured logging: values, records, levels, both formats, groups, replacing, and the ties to package log.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"math"
	"os"
	"strings"
	"testing/slogtest"
	"time"
)

type valuer struct{ n int }

func (v valuer) LogValue() slog.Value {
	switch {
	case v.n == 0:
		return slog.AnyValue(v)
	case v.n > 10:
		return slog.AnyValue(valuer{v.n - 1})
	}
	return slog.IntValue(v.n)
}

type badText struct{}

func (badText) MarshalText() ([]byte, error) { return nil, errors.New("no text") }

type panics struct{}

func (*panics) MarshalText() ([]byte, error) { panic("boo") }

type name string

func (n name) MarshalText() ([]byte, error) { return []byte("name " + string(n)), nil }

type marshals struct{}

func (marshals) MarshalJSON() ([]byte, error) { return []byte(`{"<": 1}`), nil }
func (marshals) Error() string                { return "an error" }

type bytesType []byte

func try(f func() any) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("panic:", r)
		}
	}()
	fmt.Println(f())
}

func values() {
	day := time.Date(2020, 1, 2, 3, 4, 5, 6, time.FixedZone("Z", 3600))
	list := []slog.Value{{}, slog.StringValue(""), slog.StringValue("s"), slog.IntValue(-1), slog.Int64Value(1), slog.Uint64Value(1), slog.Float64Value(1.5),
		slog.Float64Value(math.NaN()), slog.BoolValue(true), slog.BoolValue(false), slog.DurationValue(time.Minute), slog.TimeValue(day), slog.TimeValue(time.Time{}),
		slog.TimeValue(time.Date(9000, 1, 1, 0, 0, 0, 0, time.UTC)), slog.GroupValue(), slog.GroupValue(slog.Int("a", 1), slog.Group("empty")),
		slog.AnyValue(nil), slog.AnyValue(int8(1)), slog.AnyValue(float32(0.5)), slog.AnyValue(uintptr(1)), slog.AnyValue(slog.IntValue(1)), slog.AnyValue([]slog.Attr{slog.Int("a", 1)}),
		slog.AnyValue(valuer{3}), slog.AnyValue(errors.New("x")), slog.AnyValue(day), slog.AnyValue(time.Second), slog.AnyValue(name("n"))}
	for i, v := range list {
		fmt.Printf("%v %v %T %v:", v.Kind(), v, v.Any(), v.Resolve())
		for j, w := range list {
			if v.Equal(w) {
				fmt.Print(" ", i-j)
			}
		}
		fmt.Println()
	}
	v := slog.StringValue("x")
	for _, f := range []func() any{func() any { return v.Int64() }, func() any { return v.Uint64() }, func() any { return v.Bool() }, func() any { return v.Float64() },
		func() any { return v.Duration() }, func() any { return v.Time() }, func() any { return v.Group() }, func() any { return slog.AnyValue([]int{}).Equal(slog.AnyValue([]int{})) }} {
		try(f)
	}
	fmt.Println(slog.AnyValue(valuer{0}).Resolve(), slog.AnyValue(valuer{13}).Resolve(), slog.AnyValue(valuer{500}).Resolve())
	fmt.Println(slog.Group("g", "a", 1, "b"), slog.GroupAttrs("g", slog.Bool("b", true)), slog.Int("a", 1).Equal(slog.Int("a", 1)), slog.Int("a", 1).Equal(slog.Int64("b", 1)))
	for k := range slog.Kind(12) {
		fmt.Print(k, " ")
	}
	fmt.Println(slog.Kind(-1))
}

func levels() {
	for l := slog.Level(-9); l < 12; l++ {
		text, _ := l.MarshalText()
		data, _ := json.Marshal(l)
		var back, back2 slog.Level
		fmt.Println(l, string(text), string(data), back.UnmarshalText(text), json.Unmarshal(data, &back2), back == l, back2 == l, l.Level() == l)
	}
	var l slog.Level
	for _, s := range []string{"info", "Warn-3", "x", "ERROR+", "debug-x", "", "+1", "INFO+1+1"} {
		fmt.Println(l.UnmarshalText([]byte(s)), l)
	}
	fmt.Println(l.UnmarshalJSON([]byte("3")), l)
	var v slog.LevelVar
	v.Set(slog.LevelWarn)
	text, err := v.MarshalText()
	fmt.Println(&v, v.Level(), string(text), err, v.UnmarshalText([]byte("error")), v.UnmarshalText([]byte("?")), v.Level())
}

func lines(h slog.Handler) {
	l := slog.New(h)
	day := time.Date(2020, 1, 2, 3, 4, 5, 6, time.UTC)
	l.Info("a message", "a b", 1, "", 2, "k=", nil, "e", errors.New("x y"), "t", badText{}, "n", (*panics)(nil), "p", &panics{}, "m", name("me"))
	l.Info("m", "bytes", []byte("hi"), "type", bytesType("x\n"), "nan", math.NaN(), "inf", math.Inf(-1), "d", time.Second, "day", day, "local", day.In(time.FixedZone("Z", -5400)))
	l.Info("m", "st", struct {
		A int
		b string
	}{1, "<&>"}, "s", "<\u2028\x00é\xff\t\n\\\">", "map", map[string]int{"b": 1, "a": 2}, "list", []string{"a b", "c"}, "f", 1e21, "g", 1e-7, "c", 1i, "marshals", marshals{})
	l.Info("m", "u8", uint8(3), "up", uintptr(4), "level", slog.LevelWarn, "nilerr", error(nil), "attr", slog.Attr{}, slog.Attr{}, slog.Attr{Key: "k"}, "kind", slog.KindInt64)
	l.Info("m", "src", &slog.Source{Function: "f", File: "a b", Line: 3}, "nosrc", &slog.Source{}, "nilsrc", (*slog.Source)(nil), "valsrc", slog.Source{File: "x"})
	l.Warn("c", 5, 7, slog.Int("z", 1), "end")
	l.Log(nil, 3, "nil context", "v", valuer{4}, "many", valuer{0})
	l.Debug("not shown")
	l.With("x", 1).WithGroup("g").With(slog.Group("e")).Error("m", slog.Group("h", slog.Int("i", 1), slog.Group("empty"), slog.Group("", slog.Int("in", 2))), "odd")
	l.WithGroup("g").WithGroup("h").Info("m")
	l.WithGroup("g").With("q", 1).WithGroup("h").Info("m", slog.Group("zz", slog.Group("yy")))
	l.WithGroup("g").With("q", 1).WithGroup("h h").With("r", 2, slog.Group("s", "t", 3)).Info("m", slog.Group("u", "v", 4))
	l.With().WithGroup("").Info("m", slog.Attr{Value: slog.GroupValue(slog.Int("inline", 1))})
	l.LogAttrs(context.Background(), slog.LevelInfo, "m", slog.Group("g", slog.Any("k", slog.GroupValue(slog.Any("deep", valuer{2})))))
}

func noTime(groups []string, a slog.Attr) slog.Attr {
	if len(groups) == 0 && a.Key == slog.TimeKey {
		return slog.Attr{}
	}
	return a
}

func replaced(groups []string, a slog.Attr) slog.Attr {
	switch {
	case a.Key == slog.TimeKey, a.Key == "q":
		return slog.Attr{}
	case a.Key == slog.LevelKey:
		return slog.Int("severity", int(a.Value.Any().(slog.Level)))
	case a.Key == slog.MessageKey:
		return slog.Any("MSG", valuer{7})
	case a.Key == "u8":
		return slog.Group("became", "group", 1)
	}
	a.Key += fmt.Sprint(groups)
	return a
}

type failing struct{ slog.Handler }

func (f failing) Handle(ctx context.Context, r slog.Record) error {
	f.Handler.Handle(ctx, r)
	return errors.New("failing")
}

func handlers() {
	for _, replace := range []func([]string, slog.Attr) slog.Attr{noTime, replaced} {
		opts := &slog.HandlerOptions{ReplaceAttr: replace}
		lines(slog.NewTextHandler(os.Stdout, opts))
		lines(slog.NewJSONHandler(os.Stdout, opts))
	}
	var b bytes.Buffer
	for _, h := range []slog.Handler{slog.NewTextHandler(&b, &slog.HandlerOptions{AddSource: true, Level: slog.LevelDebug}), slog.NewJSONHandler(&b, nil)} {
		r := slog.NewRecord(time.Date(2021, 5, 6, 7, 8, 9, 10, time.UTC), slog.LevelDebug, "m", 0)
		r.Add("a", 1, "b")
		fmt.Println(h.Enabled(nil, slog.LevelDebug), h.Handle(nil, r), b.String(), r.NumAttrs(), r.Source())
		b.Reset()
	}
	slog.New(slog.NewTextHandler(&b, &slog.HandlerOptions{AddSource: true, ReplaceAttr: noTime})).Info("where")
	i, j := strings.Index(b.String(), "source="), strings.LastIndexByte(b.String(), '/')
	fmt.Print(b.String()[:i], b.String()[j+1:])
	b.Reset()

	level := new(slog.LevelVar)
	one := slog.NewTextHandler(&b, &slog.HandlerOptions{Level: level, ReplaceAttr: noTime})
	two := slog.NewJSONHandler(&b, &slog.HandlerOptions{Level: slog.LevelWarn, ReplaceAttr: noTime})
	multi := slog.NewMultiHandler(one, failing{two})
	both := slog.New(multi).With("w", 1).WithGroup("g")
	both.Info("info", "a", 1)
	both.Warn("warn", "a", 1)
	level.Set(slog.LevelError)
	fmt.Println(both.Enabled(context.Background(), slog.LevelInfo), both.Enabled(context.Background(), slog.LevelWarn))
	r := slog.NewRecord(time.Time{}, slog.LevelError, "m", 0)
	fmt.Println(multi.Handle(context.Background(), r), slog.DiscardHandler.Enabled(nil, 100), slog.DiscardHandler.WithGroup("x") == slog.DiscardHandler)
	fmt.Print(b.String())

	// Copies of records.
	r.AddAttrs(slog.Int("1", 1), slog.Int("2", 2), slog.Group("none"))
	c, d := r, r.Clone()
	c.Add("3", 3)
	d.Add("4", 4)
	for _, r := range []slog.Record{r, c, d} {
		fmt.Print(r.NumAttrs())
		r.Attrs(func(a slog.Attr) bool { fmt.Print(" ", a); return a.Key != "3" })
		fmt.Println()
	}
	try(func() any { return slog.New(nil) })
}

func standard() {
	log.SetOutput(os.Stdout)
	log.SetFlags(0)
	slog.Info("by log", "a", 1, slog.Group("g", "b", "x y"))
	slog.With("w", 1).WithGroup("g").Warn("m", "k", "v")
	slog.Debug("not shown")
	fmt.Println(slog.SetLogLoggerLevel(slog.LevelDebug), slog.Default().Enabled(nil, slog.LevelDebug))
	slog.Debug("shown", "k", 1)
	log.SetFlags(log.Lshortfile)
	slog.Error("with its place")
	slog.Log(context.Background(), slog.LevelInfo, "and this")
	slog.Default().LogAttrs(nil, slog.LevelInfo, "and this too")

	slog.SetDefault(slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: noTime, Level: slog.LevelDebug})))
	log.Print("from log")
	log.Printf("%d\n\n", 3)
	slog.InfoContext(context.Background(), "from slog")
	l := slog.NewLogLogger(slog.NewJSONHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: noTime, AddSource: false}), slog.LevelWarn)
	l.Println("a line")
	l.SetPrefix("p: ")
	l.Print("another")
	slog.NewLogLogger(slog.NewTextHandler(os.Stdout, nil), slog.LevelDebug).Print("not shown")
}

func tested() {
	var b bytes.Buffer
	parse := func() (all []map[string]any) {
		d := json.NewDecoder(&b)
		for {
			var m map[string]any
			if d.Decode(&m) == io.EOF {
				return all
			}
			all = append(all, m)
		}
	}
	fmt.Println(slogtest.TestHandler(slog.NewJSONHandler(&b, nil), parse))
	b.Reset()
	err := slogtest.TestHandler(slog.NewJSONHandler(&b, &slog.HandlerOptions{ReplaceAttr: noTime}), parse)
	fmt.Println(strings.Count(err.Error(), `missing key "time"`))
	err = slogtest.TestHandler(slog.DiscardHandler, func() []map[string]any { return nil })
	fmt.Println(err)
}

func main() {
	values()
	levels()
	handlers()
	tested()
	standard()
}
