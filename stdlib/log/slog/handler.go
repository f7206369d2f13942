// This file has the handlers that write lines, of text or of JSON.
//
// Both share a core: what they are set to, and the attributes and groups that With has given them. Attributes are
// formatted when they are given. A group is opened when the first attribute in it is written, so that one with nothing
// in it does not show. A writing is the formatting of one record, or of With's attributes.

package slog

import (
	"context"
	"errors"
	"io"
	"slices"
	"strconv"
	"sync"
	"time"
)

// The keys of what every record has.
const (
	TimeKey, LevelKey     = "time", "level" // a time.Time, and a Level
	MessageKey, SourceKey = "msg", "source" // a string, and a *Source
)

// HandlerOptions are settings of a handler. The zero value is the default.
type HandlerOptions struct {
	// AddSource adds where the record was logged.
	AddSource bool

	// Level is the lowest level that is wanted; nil stands for LevelInfo. It is asked for each record.
	Level Leveler

	// ReplaceAttr returns what is written in the place of an attribute that is no group; the zero Attr for nothing.
	// groups are those that it is in, and not to be kept. What every record has is given to it too.
	ReplaceAttr func(groups []string, a Attr) Attr
}

// core is what the handlers have in common. It does not change, but for what mu guards.
type core struct {
	json    bool
	options *HandlerOptions
	mu      *sync.Mutex // held for writing to out
	out     io.Writer
	done    []byte   // With's attributes
	groups  []string // WithGroup's names
	open    int      // how many of them are open behind done
}

func newCore(json bool, w io.Writer, opts *HandlerOptions) *core {
	if opts == nil {
		opts = &HandlerOptions{}
	}
	c := *opts
	return &core{json: json, options: &c, mu: new(sync.Mutex), out: w}
}

func (c *core) Enabled(_ context.Context, level Level) bool {
	lowest := LevelInfo
	if c.options.Level != nil {
		lowest = c.options.Level.Level()
	}
	return level >= lowest
}

// within returns a core with a group more.
func (c *core) within(name string) *core {
	if name == "" {
		return c
	}
	d := *c
	d.groups = append(slices.Clip(c.groups), name)
	return &d
}

// with returns a core with attributes more.
func (c *core) with(attrs []Attr) *core {
	w := newWriting(c)
	defer w.release()
	w.buf, w.more = append(w.buf, c.done...), len(c.done) > 0
	if !w.inGroups(func() bool { return w.attrs(attrs) }) {
		return c
	}
	d := *c
	d.done, d.open = slices.Clone(w.buf), len(c.groups)
	return &d
}

// handle writes a record as a line.
func (c *core) handle(r Record) error {
	w := newWriting(c)
	defer w.release()
	if c.json {
		w.buf = append(w.buf, '{')
	}
	w.head(r)
	w.rest(r)
	if c.json {
		w.buf = append(w.buf, '}')
	}
	w.buf = append(w.buf, '\n')
	c.mu.Lock()
	defer c.mu.Unlock()
	_, err := c.out.Write(w.buf)
	return err
}

// head writes what every record has.
func (w *writing) head(r Record) {
	replace := w.core.options.ReplaceAttr
	put := func(a Attr) {
		if replace != nil {
			a = replace(nil, a)
			a.Value = a.Value.Resolve()
		}
		w.attr(a, false)
	}
	if !r.Time.IsZero() {
		put(Attr{TimeKey, TimeValue(r.Time.Round(0))})
	}
	if replace == nil {
		w.attr(String(LevelKey, r.Level.String()), false)
	} else {
		put(Any(LevelKey, r.Level))
	}
	if w.core.options.AddSource {
		src := r.Source()
		if src == nil {
			src = &Source{}
		}
		put(Any(SourceKey, src))
	}
	put(String(MessageKey, r.Message))
}

// rest writes the attributes of With and of a record.
func (w *writing) rest(r Record) {
	c := w.core
	if len(c.done) > 0 {
		w.separate()
		w.buf = append(w.buf, c.done...)
		w.more = true
	}
	opened := c.open
	if len(r.list) > 0 && w.inGroups(func() bool { return w.attrs(r.list) }) {
		opened = len(c.groups)
	}
	if c.json {
		for range opened {
			w.buf = append(w.buf, '}')
		}
	}
}

// writing is something that is being formatted.
type writing struct {
	core   *core
	buf    []byte
	more   bool     // something stands before, from which the next is separated
	prefix []byte   // of keys of text
	groups []string // that are open, for ReplaceAttr
}

var writings = sync.Pool{New: func() any { return &writing{groups: make([]string, 0, 8)} }}

func newWriting(c *core) *writing {
	w := writings.Get().(*writing)
	w.core, w.more = c, false
	return w
}

func (w *writing) release() {
	if cap(w.buf) <= 16<<10 {
		w.core, w.buf, w.prefix, w.groups = nil, w.buf[:0], w.prefix[:0], w.groups[:0]
		writings.Put(w)
	}
}

// inGroups opens the groups of WithGroup and calls f. If that writes nothing, it takes back what it opened.
func (w *writing) inGroups(f func() bool) bool {
	c, before, more := w.core, len(w.buf), w.more
	for i, name := range c.groups {
		w.enter(name, i >= c.open)
	}
	wrote := f()
	if !wrote {
		w.buf, w.more = w.buf[:before], more
	}
	w.prefix, w.groups = w.prefix[:0], w.groups[:0]
	return wrote
}

// enter notes that a group is open, and opens it if it is to.
func (w *writing) enter(name string, open bool) {
	if w.core.json && open {
		w.key(name)
		w.buf = append(w.buf, '{')
		w.more = false
	}
	if !w.core.json {
		w.prefix = append(append(w.prefix, name...), '.')
	}
	if w.core.options.ReplaceAttr != nil {
		w.groups = append(w.groups, name)
	}
}

func (w *writing) attrs(list []Attr) (wrote bool) {
	for _, a := range list {
		if w.attr(a, true) {
			wrote = true
		}
	}
	return wrote
}

// attr writes an attribute, and reports whether there was anything to write. What ReplaceAttr has seen is not to be
// replaced again.
func (w *writing) attr(a Attr, replace bool) bool {
	a.Value = a.Value.Resolve()
	if f := w.core.options.ReplaceAttr; f != nil && replace && a.Value.Kind() != KindGroup {
		a = f(w.groups, a)
		a.Value = a.Value.Resolve()
	}
	if a.nothing() {
		return false
	}
	if src, ok := a.Value.what.(*Source); ok {
		if !src.known() {
			return false
		}
		if w.core.json {
			a.Value = src.group()
		} else {
			a.Value = StringValue(src.File + ":" + strconv.Itoa(src.Line))
		}
	}
	if a.Value.Kind() != KindGroup {
		w.key(a.Key)
		w.value(a.Value)
		return true
	}
	if a.Key == "" {
		return w.attrs(a.Value.Group())
	}
	before, more, prefix, groups := len(w.buf), w.more, len(w.prefix), len(w.groups)
	w.enter(a.Key, true)
	wrote := w.attrs(a.Value.Group())
	w.prefix, w.groups = w.prefix[:prefix], w.groups[:groups]
	if !wrote {
		w.buf, w.more = w.buf[:before], more
	} else if w.core.json {
		w.buf, w.more = append(w.buf, '}'), true
	}
	return wrote
}

// separate writes what stands between attributes.
func (w *writing) separate() {
	if !w.more {
		return
	}
	if w.core.json {
		w.buf = append(w.buf, ',')
	} else {
		w.buf = append(w.buf, ' ')
	}
}

func (w *writing) key(key string) {
	w.separate()
	w.more = true
	if w.core.json {
		w.buf = append(quoteJSON(w.buf, key), ':')
		return
	}
	if len(w.prefix) > 0 {
		key = string(w.prefix) + key
	}
	w.buf = append(quoteText(w.buf, key), '=')
}

func (w *writing) string(s string) {
	if w.core.json {
		w.buf = quoteJSON(w.buf, s)
	} else {
		w.buf = quoteText(w.buf, s)
	}
}

// value writes a value. A failure is written in its place.
func (w *writing) value(v Value) {
	before := len(w.buf)
	defer func() {
		if p := recover(); p != nil {
			w.buf = w.buf[:before]
			w.string(panicked(v, p))
		}
	}()
	err := error(nil)
	if w.core.json {
		err = w.jsonValue(v)
	} else {
		err = w.textValue(v)
	}
	if err != nil {
		w.string("!ERROR:" + err.Error())
	}
}

func (w *writing) time(t time.Time) {
	switch year := t.Year(); {
	case !w.core.json:
		w.buf = t.AppendFormat(w.buf, "2006-01-02T15:04:05.000Z07:00")
	case year < 0 || year > 9999:
		w.string("!ERROR:time.Time year outside of range [0,9999]")
		w.string(t.Format(time.RFC3339Nano))
	default:
		w.buf = append(w.buf, '"')
		w.buf = append(t.AppendFormat(w.buf, time.RFC3339Nano), '"')
	}
}

// TextHandler writes lines of key=value.
type TextHandler struct{ *core }

// NewTextHandler makes a TextHandler; opts may be nil.
func NewTextHandler(w io.Writer, opts *HandlerOptions) *TextHandler {
	return &TextHandler{newCore(false, w, opts)}
}

// Enabled reports whether records of a level are wanted.
func (h *TextHandler) Enabled(ctx context.Context, level Level) bool {
	return h.core.Enabled(ctx, level)
}

// Handle writes a line by one Write: time, level, source, msg, and the attributes. Keys and values are quoted where they
// must be; a key in groups has their names before it, with periods between.
func (h *TextHandler) Handle(_ context.Context, r Record) error { return h.handle(r) }

// WithAttrs returns a handler that has attributes more.
func (h *TextHandler) WithAttrs(attrs []Attr) Handler { return &TextHandler{h.with(attrs)} }

// WithGroup returns a handler for which attributes that are still to come are in a group.
func (h *TextHandler) WithGroup(name string) Handler { return &TextHandler{h.within(name)} }

// JSONHandler writes lines that are objects of JSON.
type JSONHandler struct{ *core }

// NewJSONHandler makes a JSONHandler; opts may be nil.
func NewJSONHandler(w io.Writer, opts *HandlerOptions) *JSONHandler {
	return &JSONHandler{newCore(true, w, opts)}
}

// Enabled reports whether records of a level are wanted.
func (h *JSONHandler) Enabled(ctx context.Context, level Level) bool {
	return h.core.Enabled(ctx, level)
}

// Handle writes a line by one Write: time, level, source, msg, and the attributes, where groups are objects. Values are
// as json.Encoder writes them without escaping HTML, but for errors, which are strings.
func (h *JSONHandler) Handle(_ context.Context, r Record) error { return h.handle(r) }

// WithAttrs returns a handler that has attributes more.
func (h *JSONHandler) WithAttrs(attrs []Attr) Handler { return &JSONHandler{h.with(attrs)} }

// WithGroup returns a handler for which attributes that are still to come are in a group.
func (h *JSONHandler) WithGroup(name string) Handler { return &JSONHandler{h.within(name)} }

// DiscardHandler takes no records.
var DiscardHandler Handler = discard{}

type discard struct{}

func (discard) Enabled(context.Context, Level) bool  { return false }
func (discard) Handle(context.Context, Record) error { return nil }
func (d discard) WithAttrs([]Attr) Handler           { return d }
func (d discard) WithGroup(string) Handler           { return d }

// MultiHandler gives records to several handlers.
type MultiHandler struct{ all []Handler }

// NewMultiHandler makes a handler that gives records to several.
func NewMultiHandler(handlers ...Handler) *MultiHandler {
	return &MultiHandler{slices.Clone(handlers)}
}

// Enabled reports whether one of the handlers wants records of a level.
func (h *MultiHandler) Enabled(ctx context.Context, l Level) bool {
	return slices.ContainsFunc(h.all, func(one Handler) bool { return one.Enabled(ctx, l) })
}

// Handle gives a record to all that want it, and joins their errors.
func (h *MultiHandler) Handle(ctx context.Context, r Record) error {
	var failed []error
	for _, one := range h.all {
		if one.Enabled(ctx, r.Level) {
			failed = append(failed, one.Handle(ctx, r.Clone()))
		}
	}
	return errors.Join(failed...)
}

// each makes a handler of what f makes of each.
func (h *MultiHandler) each(f func(Handler) Handler) Handler {
	m := &MultiHandler{make([]Handler, len(h.all))}
	for i, one := range h.all {
		m.all[i] = f(one)
	}
	return m
}

// WithAttrs calls WithAttrs of all.
func (h *MultiHandler) WithAttrs(attrs []Attr) Handler {
	return h.each(func(one Handler) Handler { return one.WithAttrs(slices.Clone(attrs)) })
}

// WithGroup calls WithGroup of all.
func (h *MultiHandler) WithGroup(name string) Handler {
	return h.each(func(one Handler) Handler { return one.WithGroup(name) })
}
