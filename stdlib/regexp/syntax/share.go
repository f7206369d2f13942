// This file finds what alternatives begin with in common: ab|ac is a(?:b|c), which is quicker to match, and shows what all
// matches begin with.

package syntax

import "slices"

// A head is what an expression begins with, as far as it can be shared: a literal, of which a part may be, or a node.
type head struct {
	text []rune
	fold Flags // FoldCase or 0, of the text
	node *Regexp
}

// first returns the first node of a sequence; the node itself when it is none.
func (re *Regexp) first() *Regexp {
	if re.Op == OpConcat {
		return re.Sub[0]
	}
	return re
}

// leadingText finds literals.
func leadingText(re *Regexp) (h head, ok bool) {
	first := re.first()
	if first.Op != OpLiteral {
		return h, false
	}
	return head{text: first.Rune, fold: first.Flags & FoldCase}, true
}

// leadingPart finds nodes of a fixed width, for which no other way to match exists than the one.
func leadingPart(re *Regexp) (h head, ok bool) {
	first := re.first()
	switch {
	case single(first):
	case first.Op == OpRepeat && first.Min == first.Max && single(first.Sub[0]):
	default:
		return h, false
	}
	return head{node: first}, true
}

// single tells whether a node matches one character.
func single(re *Regexp) bool {
	return re.Op == OpLiteral && len(re.Rune) == 1 || re.Op == OpCharClass || re.Op == OpAnyChar || re.Op == OpAnyCharNotNL
}

// common returns what two heads share.
func (h head) common(other head) (head, bool) {
	if h.node != nil {
		return h, h.node.Equal(other.node)
	}
	n := 0
	for n < len(h.text) && n < len(other.text) && h.text[n] == other.text[n] {
		n++
	}
	return head{text: h.text[:n], fold: h.fold}, n > 0 && h.fold == other.fold
}

// share puts what neighbours begin with before the alternatives of the rest.
func share(list []*Regexp, flags Flags, leading func(*Regexp) (head, bool)) (out []*Regexp) {
	for len(list) > 0 {
		n := 1
		both, ok := leading(list[0])
		for ok && n < len(list) {
			next, has := leading(list[n])
			if !has {
				break
			}
			if next, has = both.common(next); !has {
				break
			}
			both = next
			n++
		}
		if n == 1 {
			out = append(out, list[0])
		} else {
			before := both.node
			if before == nil {
				before = &Regexp{Op: OpLiteral, Flags: flags&^FoldCase | both.fold, Rune: slices.Clone(both.text)}
			}
			rest := make([]*Regexp, n)
			for i := range rest {
				rest[i] = list[i].without(both)
			}
			out = append(out, &Regexp{Op: OpConcat, Flags: flags, Sub: []*Regexp{before, alternate(rest, flags)}})
		}
		list = list[n:]
	}
	return out
}

// without returns re less what it begins with.
func (re *Regexp) without(h head) *Regexp {
	first, rest := re.first(), []*Regexp(nil)
	if re.Op == OpConcat {
		rest = re.Sub[1:]
	}
	if left := len(first.Rune) - len(h.text); h.node == nil && left > 0 {
		rest = append([]*Regexp{{Op: OpLiteral, Flags: first.Flags, Rune: first.Rune[len(h.text):]}}, rest...)
	}
	switch len(rest) {
	case 0:
		return &Regexp{Op: OpEmptyMatch, Flags: re.Flags}
	case 1:
		return rest[0]
	}
	return &Regexp{Op: OpConcat, Flags: re.Flags, Sub: rest}
}
