// This file names subtests, and decides by their names which tests run.

package testing

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"unicode"
)

// A choice is a pattern of names: alternatives, each a list of regular expressions, one
// for each part of a name between slashes.
type choice struct {
	ways  [][]string
	match func(pat, str string) (bool, error)
}

// newChoice takes a pattern apart at | and / that stand in no brackets.
func newChoice(match func(pat, str string) (bool, error), pattern, flagName string) choice {
	c := choice{match: match}
	if pattern == "" {
		return c
	}
	way, part := []string{}, []byte{}
	endPart := func() {
		way = append(way, nameOf(string(part)))
		part = part[:0]
	}
	square, round := 0, 0
	for i := 0; i < len(pattern); i++ {
		at := pattern[i]
		switch {
		case at == '\\' && i+1 < len(pattern):
			part = append(part, at)
			i++
			at = pattern[i]
		case at == '[':
			square++
		case at == ']' && square > 0:
			square--
		case at == '(' && square == 0:
			round++
		case at == ')' && square == 0:
			round--
		case at == '/' && square == 0 && round == 0:
			endPart()
			continue
		case at == '|' && square == 0 && round == 0:
			endPart()
			c.ways, way = append(c.ways, way), []string{}
			continue
		}
		part = append(part, at)
	}
	endPart()
	c.ways = append(c.ways, way)
	for w, way := range c.ways {
		for p, part := range way {
			if _, err := match(part, "anything"); err != nil {
				place := "element " + strconv.Itoa(p)
				if len(c.ways) > 1 {
					place = "alternation " + strconv.Itoa(w) + ", " + place
				}
				fmt.Fprintf(os.Stderr, "testing: invalid regexp for %s of %s (%q): %s\n", place, flagName, part, err)
				os.Exit(1)
			}
		}
	}
	return c
}

// admits tells whether some alternative matches the parts of a name as far as both go;
// whole is false if the pattern goes on, so that only what is below can match it.
func (c choice) admits(parts []string) (ok, whole bool) {
	if c.ways == nil {
		return true, true
	}
	for _, way := range c.ways {
		n := min(len(way), len(parts))
		matches := true
		for i := 0; i < n && matches; i++ {
			matches, _ = c.match(way[i], parts[i])
		}
		if matches {
			ok = true
			whole = whole || len(way) <= len(parts)
		}
	}
	return
}

// A nameSet gives names to tests and knows which are wanted.
type nameSet struct {
	run, skip choice
	mu        sync.Mutex
}

// below names a node under up. It is false where the choice is against it.
func (s *nameSet) below(up *node, name string) (string, bool) {
	full := nameOf(name)
	if up.level > 0 {
		s.mu.Lock()
		full = up.name + "/" + up.freeLabel(full)
		s.mu.Unlock()
	}
	parts := strings.Split(full, "/")
	wanted, _ := s.run.admits(parts)
	if wanted && s.skip.ways != nil {
		skipped, whole := s.skip.admits(parts)
		wanted = !(skipped && whole)
	}
	return full, wanted
}

// freeLabel returns the name, or the name with # and a number where it is taken below n.
func (n *node) freeLabel(name string) string {
	if n.labels == nil {
		n.labels = map[string]int{}
	}
	for {
		taken := n.labels[name]
		n.labels[name]++
		if taken == 0 && name != "" {
			return name
		}
		if taken == 0 {
			taken, n.labels[name] = 0, 1
		}
		numbered := fmt.Sprintf("%s#%02d", name, taken)
		if n.labels[numbered] == 0 {
			n.labels[numbered] = 1
			return numbered
		}
	}
}

// nameOf makes a text a name: spaces become underscores, what is not printable is quoted.
func nameOf(text string) string {
	plain := true
	for _, r := range text {
		plain = plain && !isSpace(r) && strconv.IsPrint(r)
	}
	if plain {
		return text
	}
	out := make([]byte, 0, len(text)+8)
	for _, r := range text {
		switch {
		case isSpace(r):
			out = append(out, '_')
		case strconv.IsPrint(r):
			out = append(out, string(r)...)
		default:
			quoted := strconv.QuoteRune(r)
			out = append(out, quoted[1:len(quoted)-1]...)
		}
	}
	return string(out)
}

func isSpace(r rune) bool { return unicode.IsSpace(r) || unicode.In(r, unicode.Z) }
