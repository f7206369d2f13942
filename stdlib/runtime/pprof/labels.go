package pprof

import (
	"context"
	"maps"
	"slices"
)

// A LabelSet is a set of labels.
type LabelSet struct{ list []label }

type label struct{ key, value string }

type labelsKey struct{}

// labelsOf gives a context's labels by key.
func labelsOf(ctx context.Context) map[string]string {
	m, _ := ctx.Value(labelsKey{}).(map[string]string)
	return m
}

// Labels makes a set of keys and values, in turn.
func Labels(args ...string) LabelSet {
	if len(args)%2 != 0 {
		panic("uneven number of arguments to pprof.Labels")
	}
	var s LabelSet
	for i := 0; i < len(args); i += 2 {
		s.list = append(s.list, label{args[i], args[i+1]})
	}
	return s
}

// WithLabels gives a context with these labels added.
func WithLabels(ctx context.Context, labels LabelSet) context.Context {
	m := maps.Clone(labelsOf(ctx))
	if m == nil {
		m = map[string]string{}
	}
	for _, l := range labels.list {
		m[l.key] = l.value
	}
	return context.WithValue(ctx, labelsKey{}, m)
}

// Label gives a context's label of a key.
func Label(ctx context.Context, key string) (string, bool) {
	v, ok := labelsOf(ctx)[key]
	return v, ok
}

// ForLabels calls f for a context's labels, by key, until it returns false.
func ForLabels(ctx context.Context, f func(key, value string) bool) {
	m := labelsOf(ctx)
	for _, k := range slices.Sorted(maps.Keys(m)) {
		if !f(k, m[k]) {
			return
		}
	}
}

// setLabels gives the goroutine its labels; goroutines that it starts inherit them.
func setLabels(labels map[string]string)

// SetGoroutineLabels gives the current goroutine a context's labels.
func SetGoroutineLabels(ctx context.Context) { setLabels(labelsOf(ctx)) }

// Do calls f with labels added to ctx, and to the goroutine meanwhile.
func Do(ctx context.Context, labels LabelSet, f func(context.Context)) {
	defer SetGoroutineLabels(ctx)
	ctx = WithLabels(ctx, labels)
	SetGoroutineLabels(ctx)
	f(ctx)
}
