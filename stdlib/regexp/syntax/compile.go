// This file makes programs of trees.
//
// A piece of program is built from its end: code(re, next) returns where the instructions
// begin that match re and then go on at next. Loops are the only instructions that are
// filled in later.

package syntax

type builder struct{ p Prog }

// Compile makes a program of a simplified tree.
func Compile(re *Regexp) (*Prog, error) {
	b := &builder{}
	b.p.NumCap = 2
	b.add(Inst{Op: InstFail})
	match := b.add(Inst{Op: InstMatch})
	b.p.Start = int(b.code(re, match))
	return &b.p, nil
}

func (b *builder) add(i Inst) uint32 {
	b.p.Inst = append(b.p.Inst, i)
	return uint32(len(b.p.Inst) - 1)
}

func (b *builder) code(re *Regexp, next uint32) uint32 {
	switch re.Op {
	case OpNoMatch:
		return 0
	case OpEmptyMatch:
		return next
	case OpLiteral:
		for k := len(re.Rune) - 1; k >= 0; k-- {
			next = b.char(re.Rune[k:k+1], re.Flags, next)
		}
		return next
	case OpCharClass:
		return b.char(re.Rune, re.Flags, next)
	case OpAnyChar:
		return b.add(Inst{Op: InstRuneAny, Out: next})
	case OpAnyCharNotNL:
		return b.add(Inst{Op: InstRuneAnyNotNL, Out: next})
	case OpBeginLine:
		return b.empty(EmptyBeginLine, next)
	case OpEndLine:
		return b.empty(EmptyEndLine, next)
	case OpBeginText:
		return b.empty(EmptyBeginText, next)
	case OpEndText:
		return b.empty(EmptyEndText, next)
	case OpWordBoundary:
		return b.empty(EmptyWordBoundary, next)
	case OpNoWordBoundary:
		return b.empty(EmptyNoWordBoundary, next)
	case OpCapture:
		slot := uint32(2 * re.Cap)
		b.p.NumCap = max(b.p.NumCap, int(slot)+2)
		end := b.add(Inst{Op: InstCapture, Arg: slot + 1, Out: next})
		return b.add(Inst{Op: InstCapture, Arg: slot, Out: b.code(re.Sub[0], end)})
	case OpConcat:
		for k := len(re.Sub) - 1; k >= 0; k-- {
			next = b.code(re.Sub[k], next)
		}
		return next
	case OpAlternate:
		at := b.code(re.Sub[len(re.Sub)-1], next)
		for k := len(re.Sub) - 2; k >= 0; k-- {
			at = b.add(Inst{Op: InstAlt, Out: b.code(re.Sub[k], next), Arg: at})
		}
		return at
	case OpQuest:
		return b.fork(b.code(re.Sub[0], next), next, re.Flags)
	case OpPlus:
		return b.loop(re, next)
	case OpStar:
		// Where the body may match nothing, one round of it has to come before the
		// question whether to go on: captures of an empty round count.
		if mayBeEmpty(re.Sub[0]) {
			return b.fork(b.loop(re, next), next, re.Flags)
		}
		again := b.add(Inst{Op: InstAlt})
		b.setFork(again, b.code(re.Sub[0], again), next, re.Flags)
		return again
	}
	panic("regexp/syntax: Compile of " + re.Op.String() + ", which Simplify removes")
}

// loop is one round or more.
func (b *builder) loop(re *Regexp, next uint32) uint32 {
	again := b.add(Inst{Op: InstAlt})
	body := b.code(re.Sub[0], again)
	b.setFork(again, body, next, re.Flags)
	return body
}

func (b *builder) fork(body, next uint32, flags Flags) uint32 {
	at := b.add(Inst{Op: InstAlt})
	b.setFork(at, body, next, flags)
	return at
}

func (b *builder) setFork(at, body, next uint32, flags Flags) {
	i := &b.p.Inst[at]
	if i.Out, i.Arg = body, next; flags&NonGreedy != 0 {
		i.Out, i.Arg = next, body
	}
}

func (b *builder) empty(cond EmptyOp, next uint32) uint32 {
	return b.add(Inst{Op: InstEmptyWidth, Arg: uint32(cond), Out: next})
}

// char matches a character: one, if need be with what it folds with, or one of a set.
func (b *builder) char(runes []rune, flags Flags, next uint32) uint32 {
	if len(runes) == 0 {
		return 0
	}
	i := Inst{Op: InstRune, Out: next, Rune: runes}
	if len(runes) == 1 {
		if flags&FoldCase != 0 && len(orbit(runes[0])) > 1 {
			i.Arg = uint32(FoldCase)
		} else {
			i.Op = InstRune1
		}
	}
	return b.add(i)
}

// mayBeEmpty tells whether re may match the empty text.
func mayBeEmpty(re *Regexp) bool {
	switch re.Op {
	case OpLiteral, OpCharClass, OpAnyChar, OpAnyCharNotNL, OpNoMatch:
		return false
	case OpCapture, OpPlus:
		return mayBeEmpty(re.Sub[0])
	case OpConcat:
		for _, sub := range re.Sub {
			if !mayBeEmpty(sub) {
				return false
			}
		}
	case OpAlternate:
		for _, sub := range re.Sub {
			if mayBeEmpty(sub) {
				return true
			}
		}
		return false
	}
	return true
}
