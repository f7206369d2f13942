// This file has ServeMux, which chooses a handler by patterns.
//
// A pattern is [METHOD ][HOST]/[PATH]. A part {name} of the path matches one element, {name...} at the end all that
// follow, {$} at the end just the slash before it; a path that ends in a slash, all below it. Of the patterns that match
// the most specific one counts, and patterns of which neither is more specific are refused.

package http

import (
	"fmt"
	"maps"
	"net"
	"net/url"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"unicode"
)

// ServeMux is a handler that has others by patterns.
type ServeMux struct {
	mu      sync.RWMutex
	all     []*pattern
	byFirst map[string][]*pattern // those whose path begins with an element that is no wildcard
	rest    []*pattern            // the others
}

// NewServeMux makes a ServeMux without patterns.
func NewServeMux() *ServeMux { return new(ServeMux) }

var defaultServeMux ServeMux

// DefaultServeMux is what servers use that have no handler.
var DefaultServeMux = &defaultServeMux

// pattern is a pattern, taken apart.
type pattern struct {
	text, method, host string
	elements           []element
	handler            Handler
	where              string // it was registered
}

// element is a part of a pattern's path.
type element struct {
	text       string // or the name of the wildcard
	wild, rest bool   // one element, or all that follow
}

func (p *pattern) path() string { return p.text[strings.IndexByte(p.text, '/'):] }

// parsePattern takes a pattern apart.
func parsePattern(s string) (*pattern, error) {
	fail := func(at int, format string, args ...any) (*pattern, error) {
		return nil, fmt.Errorf("parsing %q: at offset %d: %s", s, at, fmt.Sprintf(format, args...))
	}
	p := &pattern{text: s}
	at := 0
	if i := strings.IndexAny(s, " \t"); i >= 0 {
		if p.method = s[:i]; !isToken(p.method) {
			return fail(0, "invalid method %q", p.method)
		}
		at = len(s) - len(strings.TrimLeft(s[i:], " \t"))
	}
	slash := strings.IndexByte(s[at:], '/')
	if slash < 0 {
		return fail(at, "host/path missing /")
	}
	p.host = s[at : at+slash]
	if strings.IndexByte(p.host, '{') >= 0 {
		return fail(at+strings.IndexByte(p.host, '{'), "host contains '{' (missing initial '/'?)")
	}
	at += slash + 1
	seen := map[string]bool{}
	for last := false; !last; {
		part, _, more := strings.Cut(s[at:], "/")
		last = !more
		begin := at
		at += len(part) + 1
		i := strings.IndexByte(part, '{')
		switch {
		case part == "" && last:
			p.elements = append(p.elements, element{rest: true})
			continue
		case i < 0:
			text, err := url.PathUnescape(part)
			if err != nil {
				text = part
			}
			p.elements = append(p.elements, element{text: text})
			continue
		case i > 0:
			return fail(begin, "bad wildcard segment (must start with '{')")
		case part[len(part)-1] != '}':
			return fail(begin, "bad wildcard segment (must end with '}')")
		}
		name := part[1 : len(part)-1]
		if name == "$" {
			if !last {
				return fail(begin, "{$} not at end")
			}
			p.elements = append(p.elements, element{})
			continue
		}
		name, rest := strings.CutSuffix(name, "...")
		switch {
		case rest && !last:
			return fail(begin, "{...} wildcard not at end")
		case name == "":
			return fail(begin, "empty wildcard")
		case !isName(name):
			return fail(begin, "bad wildcard name %q", name)
		case seen[name]:
			return fail(begin, "duplicate wildcard name %q", name)
		}
		seen[name] = true
		p.elements = append(p.elements, element{text: name, wild: true, rest: rest})
	}
	return p, nil
}

func isName(s string) bool {
	for i, c := range s {
		if c != '_' && !unicode.IsLetter(c) && (i == 0 || !unicode.IsDigit(c)) {
			return false
		}
	}
	return true
}

// wider tells which of two sets holds more: each of the results says that one has what the other does not.
// apart means that they have nothing in common.
func (p *pattern) wider(q *pattern) (here, there, apart bool) {
	for i := 0; ; i++ {
		if i == len(p.elements) || i == len(q.elements) {
			return here, there, len(p.elements) != len(q.elements)
		}
		a, b := p.elements[i], q.elements[i]
		switch {
		case a.rest && b.rest:
			return here, there, false
		case a.rest:
			return true, there, false
		case b.rest:
			return here, true, false
		case a.wild && b.wild:
		case a.wild:
			here = true
			apart = b.text == ""
		case b.wild:
			there = true
			apart = a.text == ""
		default:
			apart = a.text != b.text
		}
		if apart {
			return
		}
	}
}

// widerMethod is wider of the methods.
func (p *pattern) widerMethod(q *pattern) (here, there, apart bool) {
	switch {
	case p.method == q.method:
		return
	case p.method == "", p.method == MethodGet && q.method == MethodHead:
		return true, false, false
	case q.method == "", q.method == MethodGet && p.method == MethodHead:
		return false, true, false
	}
	return false, false, true
}

// conflict tells why two patterns cannot be together, or "".
func (p *pattern) conflict(q *pattern) string {
	if p.host != q.host {
		return ""
	}
	pm, qm, apart := p.widerMethod(q)
	pp, qp, apart2 := p.wider(q)
	a, b := p.text, q.text
	switch {
	case apart || apart2:
		return ""
	case pp && qp:
		return fmt.Sprintf("%s and %s both match some paths, like %q.\nBut neither is more specific than the other.\n%s matches %q, but %s doesn't.\n%s matches %q, but %s doesn't.",
			a, b, p.common(q), a, p.example(), b, b, q.example(), a)
	case pp && qm:
		return fmt.Sprintf("%s matches fewer methods than %s, but has a more general path pattern", a, b)
	case qp && pm:
		return fmt.Sprintf("%s matches more methods than %s, but has a more specific path pattern", a, b)
	case !pp && !qp && !pm && !qm:
		return fmt.Sprintf("%s matches the same requests as %s", a, b)
	}
	return ""
}

// example returns a path that p matches.
func (p *pattern) example() string {
	s := ""
	for _, e := range p.elements {
		s += "/" + e.text
	}
	return s
}

// common returns a path that both match.
func (p *pattern) common(q *pattern) string {
	s := ""
	for i := range max(len(p.elements), len(q.elements)) {
		e := element{rest: true}
		if i < len(p.elements) {
			e = p.elements[i]
		}
		if (e.wild || e.rest) && i < len(q.elements) {
			e = q.elements[i]
		}
		s += "/" + e.text
	}
	return s
}

// match matches the elements of a path, and returns what the wildcards stand for.
func (p *pattern) match(path []string) (values []string, ok bool) {
	for i, e := range p.elements {
		if e.rest {
			if e.wild {
				values = append(values, strings.Join(path[i:], "/"))
			}
			return values, i < len(path)
		}
		if i >= len(path) || e.wild && path[i] == "" || !e.wild && e.text != path[i] {
			return nil, false
		}
		if e.wild {
			values = append(values, path[i])
		}
	}
	return values, len(path) == len(p.elements)
}

func (p *pattern) takes(method string) bool {
	return p.method == "" || p.method == method || p.method == MethodGet && method == MethodHead
}

// over reports whether p is more specific than q, where both match.
func (p *pattern) over(q *pattern) bool {
	if q == nil || p.host != q.host {
		return q == nil || p.host != ""
	}
	here, there, _ := p.wider(q)
	if !here && !there {
		_, there, _ = p.widerMethod(q)
	}
	return there
}

// Handle gives a handler to the requests that match a pattern. It panics where the pattern is none, or conflicts.
func (mux *ServeMux) Handle(pattern string, handler Handler) { mux.register(pattern, handler) }

// HandleFunc is Handle of a function.
func (mux *ServeMux) HandleFunc(pattern string, handler func(ResponseWriter, *Request)) {
	if handler == nil {
		panic("http: nil handler")
	}
	mux.register(pattern, HandlerFunc(handler))
}

// Handle is Handle of DefaultServeMux.
func Handle(pattern string, handler Handler) { DefaultServeMux.register(pattern, handler) }

// HandleFunc is HandleFunc of DefaultServeMux.
func HandleFunc(pattern string, handler func(ResponseWriter, *Request)) {
	if handler == nil {
		panic("http: nil handler")
	}
	DefaultServeMux.register(pattern, HandlerFunc(handler))
}

func (mux *ServeMux) register(text string, handler Handler) {
	if f, ok := handler.(HandlerFunc); text != "" && (handler == nil || ok && f == nil) {
		panic("http: nil handler")
	}
	if text == "" {
		panic("http: invalid pattern")
	}
	p, err := parsePattern(text)
	if err != nil {
		panic(err)
	}
	p.handler = handler
	if _, file, line, ok := runtime.Caller(2); ok {
		p.where = fmt.Sprintf("%s:%d", file, line)
	} else {
		p.where = "unknown location"
	}
	mux.mu.Lock()
	defer mux.mu.Unlock()
	for _, q := range mux.all {
		if why := p.conflict(q); why != "" {
			panic(fmt.Sprintf("pattern %q (registered at %s) conflicts with pattern %q (registered at %s):\n%s", p.text, p.where, q.text, q.where, why))
		}
	}
	mux.all = append(mux.all, p)
	if e := p.elements[0]; e.wild || e.rest {
		mux.rest = append(mux.rest, p)
		return
	}
	if mux.byFirst == nil {
		mux.byFirst = map[string][]*pattern{}
	}
	mux.byFirst[p.elements[0].text] = append(mux.byFirst[p.elements[0].text], p)
}

// split cuts an escaped path into its elements.
func split(escaped string) []string {
	path := strings.Split(strings.TrimPrefix(escaped, "/"), "/")
	for i, e := range path {
		if s, err := url.PathUnescape(e); err == nil {
			path[i] = s
		}
	}
	return path
}

// find returns the most specific pattern that matches, and what its wildcards stand for.
func (mux *ServeMux) find(method, host string, path []string) (best *pattern, values []string) {
	for _, list := range [][]*pattern{mux.byFirst[path[0]], mux.rest} {
		for _, p := range list {
			if p.host != "" && p.host != host || !p.takes(method) || !p.over(best) {
				continue
			}
			if v, ok := p.match(path); ok {
				best, values = p, v
			}
		}
	}
	return best, values
}

// methods returns the methods by which a path could be asked for.
func (mux *ServeMux) methods(host string, path []string) []string {
	set := map[string]bool{}
	for _, p := range mux.all {
		if _, ok := p.match(path); ok && (p.host == "" || p.host == host) {
			set[p.method] = true
			if p.method == MethodGet {
				set[MethodHead] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(set))
}

// clean returns the shortest path that means the same.
func clean(p string) string {
	if p == "" || p[0] != '/' {
		p = "/" + p
	}
	c := path.Clean(p)
	if strings.HasSuffix(p, "/") && c != "/" {
		c += "/"
	}
	return c
}

// choose returns the handler for a request, the pattern it has, and what the wildcards stand for.
func (mux *ServeMux) choose(r *Request) (h Handler, p *pattern, values []string) {
	mux.mu.RLock()
	defer mux.mu.RUnlock()
	host, escaped := r.Host, r.URL.EscapedPath()
	if r.Method == MethodConnect {
		host = r.URL.Host
	} else {
		if name, _, err := net.SplitHostPort(host); err == nil {
			host = name
		}
		escaped = clean(escaped)
	}
	elements := split(escaped)
	p, values = mux.find(r.Method, host, elements)
	target := escaped
	if !strings.HasSuffix(escaped, "/") && (p == nil || p.elements[len(p.elements)-1].rest) {
		// Perhaps what is below the path is asked for.
		if q, _ := mux.find(r.Method, host, append(slices.Clone(elements), "")); q != nil && len(q.elements) == len(elements)+1 {
			if e := q.elements[len(elements)]; e.rest || e.text == "" && !e.wild {
				p, target = q, escaped+"/"
			}
		}
	}
	if target != r.URL.EscapedPath() && (target != escaped || r.Method != MethodConnect) {
		u := &url.URL{Path: target, RawQuery: r.URL.RawQuery}
		if plain, err := url.PathUnescape(target); err == nil {
			u.Path, u.RawPath = plain, target
		}
		return RedirectHandler(u.String(), StatusTemporaryRedirect), p, nil
	}
	if p != nil {
		return p.handler, p, values
	}
	allowed := mux.methods(host, elements)
	if len(allowed) == 0 {
		return NotFoundHandler(), nil, nil
	}
	return HandlerFunc(func(w ResponseWriter, r *Request) {
		w.Header().Set("Allow", strings.Join(allowed, ", "))
		Error(w, StatusText(StatusMethodNotAllowed), StatusMethodNotAllowed)
	}), nil, nil
}

// Handler returns the handler that a request would be given, and the pattern that it matches, or "".
func (mux *ServeMux) Handler(r *Request) (h Handler, pattern string) {
	h, p, _ := mux.choose(r)
	if p != nil {
		pattern = p.text
	}
	return h, pattern
}

// ServeHTTP gives a request to the handler of the most specific pattern that matches.
func (mux *ServeMux) ServeHTTP(w ResponseWriter, r *Request) {
	if r.RequestURI == "*" {
		h := w.Header()
		if r.ProtoAtLeast(1, 1) {
			h["Connection"] = []string{"close"}
		}
		w.WriteHeader(StatusBadRequest)
		return
	}
	h, p, values := mux.choose(r)
	if p != nil {
		r.Pattern = p.text
		for _, e := range p.elements {
			if e.wild && len(values) > 0 {
				r.SetPathValue(e.text, values[0])
				values = values[1:]
			}
		}
	}
	h.ServeHTTP(w, r)
}
