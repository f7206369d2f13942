// Package slogtest tests handlers of package log/slog: a list of things is logged, and what a handler made of each is
// looked at as a map.
package slogtest

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"reflect"
	"runtime"
	"testing"
	"time"
)

// A trial logs something. What the handler makes of it must pass the checks.
type trial struct {
	name   string
	about  string // what a handler must do
	log    func(*slog.Logger)
	change func(*slog.Record) // of the record on its way, or nil
	checks []check
	line   string // where it stands
}

// A check tells what is wrong with a map, or "".
type check func(map[string]any) string

func has(key string) check {
	return func(m map[string]any) string {
		if _, ok := m[key]; !ok {
			return fmt.Sprintf("missing key %q", key)
		}
		return ""
	}
}

func lacks(key string) check {
	return func(m map[string]any) string {
		if _, ok := m[key]; ok {
			return fmt.Sprintf("unexpected key %q", key)
		}
		return ""
	}
}

func is(key string, want any) check {
	return func(m map[string]any) string {
		if problem := has(key)(m); problem != "" {
			return problem
		}
		if !reflect.DeepEqual(m[key], want) {
			return fmt.Sprintf("%q: got %#v, want %#v", key, m[key], want)
		}
		return ""
	}
}

// head checks what every record has.
func head(message string) check {
	return func(m map[string]any) string {
		for _, c := range []check{has(slog.TimeKey), has(slog.LevelKey), is(slog.MessageKey, message)} {
			if problem := c(m); problem != "" {
				return problem
			}
		}
		return ""
	}
}

func within(key string, c check) check {
	return func(m map[string]any) string {
		if problem := has(key)(m); problem != "" {
			return problem
		}
		inner, ok := m[key].(map[string]any)
		if !ok {
			return fmt.Sprintf("value for key %q is not map[string]any", key)
		}
		return c(inner)
	}
}

func at(where string, name, about string, log func(*slog.Logger), checks ...check) trial {
	return trial{name: name, about: about, log: log, checks: checks, line: where}
}

// here tells the file and line of its caller.
func here() string {
	_, file, line, _ := runtime.Caller(1)
	return fmt.Sprintf("%s:%d", file, line)
}

// late is a value that is known only when it is asked for.
type late struct{ value any }

func (l late) LogValue() slog.Value { return slog.AnyValue(l.value) }

func trials() []trial {
	const m = "message"
	group, late1 := slog.Group, late{"replaced"}
	all := []trial{
		at(here(), "built-ins", "a Handler should write the time, level and message of a record",
			func(l *slog.Logger) { l.Info(m) },
			head(m)),
		at(here(), "attrs", "a Handler should write the attributes of a record",
			func(l *slog.Logger) { l.Info(m, "k", "v") },
			is("k", "v")),
		at(here(), "empty-attr", "a Handler should ignore an Attr that is zero",
			func(l *slog.Logger) { l.Info(m, "a", "b", slog.Attr{}, "c", "d") },
			is("a", "b"), lacks(""), is("c", "d")),
		at(here(), "zero-time", "a Handler should ignore a Record.Time that is zero",
			func(l *slog.Logger) { l.Info(m, "k", "v") },
			lacks(slog.TimeKey), has(slog.LevelKey), is("k", "v")),
		at(here(), "WithAttrs", "a Handler should write the attributes of WithAttrs",
			func(l *slog.Logger) { l.With("a", "b").Info(m, "k", "v") },
			is(slog.MessageKey, m), is("a", "b"), is("k", "v")),
		at(here(), "groups", "a Handler should write the attributes in a group",
			func(l *slog.Logger) { l.Info(m, "a", "b", group("G", slog.String("c", "d")), "e", "f") },
			is("a", "b"), within("G", is("c", "d")), is("e", "f")),
		at(here(), "empty-group", "a Handler should ignore a group of nothing",
			func(l *slog.Logger) { l.Info(m, "a", "b", group("G"), "e", "f") },
			is("a", "b"), lacks("G"), is("e", "f")),
		at(here(), "inline-group", "a Handler should write the attributes of a group without a key outside of it",
			func(l *slog.Logger) { l.Info(m, "a", "b", group("", slog.String("c", "d")), "e", "f") },
			is("a", "b"), is("c", "d"), is("e", "f"), lacks("")),
		at(here(), "WithGroup", "a Handler should put attributes into the group of WithGroup",
			func(l *slog.Logger) { l.WithGroup("G").Info(m, "a", "b") },
			head(m), lacks("a"), within("G", is("a", "b"))),
		at(here(), "multi-With", "a Handler should take several WithGroup and WithAttrs",
			func(l *slog.Logger) {
				l.With("a", "b").WithGroup("G").With("c", "d").WithGroup("H").Info(m, "e", "f")
			},
			head(m), is("a", "b"), within("G", is("c", "d")), within("G", within("H", is("e", "f")))),
		at(here(), "empty-group-record", "a Handler should not write a group that nothing came into",
			func(l *slog.Logger) { l.With("a", "b").WithGroup("G").With("c", "d").WithGroup("H").Info(m) },
			head(m), is("a", "b"), within("G", is("c", "d")), within("G", lacks("H"))),
		at(here(), "nested-empty-group-record", "a Handler should not write groups that nothing came into",
			func(l *slog.Logger) { l.With("a", "b").WithGroup("G").WithGroup("H").WithGroup("I").Info(m) },
			head(m), is("a", "b"), lacks("G"), lacks("H")),
		at(here(), "resolve", "a Handler should resolve values",
			func(l *slog.Logger) { l.Info(m, "k", late1) }, is("k", "replaced")),
		at(here(), "resolve-groups", "a Handler should resolve values in groups",
			func(l *slog.Logger) { l.Info(m, group("G", "a", "v1", "b", late{"v2"})) },
			within("G", is("a", "v1")), within("G", is("b", "v2"))),
		at(here(), "resolve-WithAttrs", "a Handler should resolve the values of WithAttrs",
			func(l *slog.Logger) { l.With("k", late1).Info(m) }, is("k", "replaced")),
		at(here(), "resolve-WithAttrs-groups", "a Handler should resolve the values in groups of WithAttrs",
			func(l *slog.Logger) { l.With(group("G", "a", "v1", "b", late{"v2"})).Info(m) },
			within("G", is("a", "v1")), within("G", is("b", "v2"))),
		at(here(), "empty-PC", "a Handler should not write where a record is from that does not know",
			func(l *slog.Logger) { l.Info(m, "k", "v") }, lacks(slog.SourceKey), is("k", "v")),
	}
	for i := range all {
		switch all[i].name {
		case "zero-time":
			all[i].change = func(r *slog.Record) { r.Time = time.Time{} }
		case "empty-PC":
			all[i].change = func(r *slog.Record) { r.PC = 0 }
		}
	}
	return all
}

// problems tells what is wrong with what a handler made of a trial.
func (c trial) problems(m map[string]any) (list []string) {
	for _, check := range c.checks {
		if p := check(m); p != "" {
			list = append(list, p)
		}
	}
	return list
}

// logTo logs to a handler.
func (c trial) logTo(h slog.Handler) {
	if c.change != nil {
		h = &changing{h, c.change}
	}
	c.log(slog.New(h))
}

// changing changes records before a handler gets them.
type changing struct {
	slog.Handler
	change func(*slog.Record)
}

func (h *changing) Handle(ctx context.Context, r slog.Record) error {
	h.change(&r)
	return h.Handler.Handle(ctx, r)
}

// TestHandler logs to a handler, calls results, which returns a map for each thing that was logged, and joins what is
// wrong with them.
func TestHandler(h slog.Handler, results func() []map[string]any) error {
	all := trials()
	for _, c := range all {
		c.logTo(h)
	}
	got := results()
	if len(got) != len(all) {
		return fmt.Errorf("got %d results, want %d", len(got), len(all))
	}
	var failed []error
	for i, c := range all {
		for _, p := range c.problems(got[i]) {
			failed = append(failed, fmt.Errorf("%s (%s): %s", p, c.line, c.about))
		}
	}
	return errors.Join(failed...)
}

// Run does each thing in a subtest, with a handler and a map of its own.
func Run(t *testing.T, newHandler func(*testing.T) slog.Handler, result func(*testing.T) map[string]any) {
	for _, c := range trials() {
		t.Run(c.name, func(t *testing.T) {
			c.logTo(newHandler(t))
			for _, p := range c.problems(result(t)) {
				t.Errorf("%s (%s): %s", p, c.line, c.about)
			}
		})
	}
}
