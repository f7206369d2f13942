// This file writes counted repetitions out.

package syntax

// Simplify returns an expression that matches the same and has no counted repetition.
// Parts that need no change are shared.
func (re *Regexp) Simplify() *Regexp {
	if re == nil || len(re.Sub) == 0 {
		return re
	}
	subs, changed := make([]*Regexp, len(re.Sub)), false
	for i, sub := range re.Sub {
		subs[i] = sub.Simplify()
		changed = changed || subs[i] != sub
	}
	switch re.Op {
	case OpRepeat:
		return writeOut(subs[0], re.Min, re.Max, re.Flags)
	case OpStar, OpPlus, OpQuest:
		if subs[0].Op == OpEmptyMatch {
			return subs[0]
		}
		if inner := subs[0].Op; changed || inner == OpStar || inner == OpPlus || inner == OpQuest {
			op := map[Op]byte{OpStar: '*', OpPlus: '+', OpQuest: '?'}[re.Op]
			return repeat(subs[0], op, re.Flags)
		}
	}
	if !changed {
		return re
	}
	out := *re
	out.Sub = subs
	return &out
}

// writeOut is x from min to max times: x x x x* without a bound, else x x (x (x)?)?.
func writeOut(x *Regexp, min, max int, flags Flags) *Regexp {
	if x.Op == OpEmptyMatch {
		return x
	}
	if max < 0 {
		switch min {
		case 0:
			return repeat(x, '*', flags)
		case 1:
			return repeat(x, '+', flags)
		}
	}
	var list []*Regexp
	for range min {
		list = append(list, x)
	}
	if max < 0 {
		list[min-1] = repeat(x, '+', flags)
	} else if max > min {
		tail := repeat(x, '?', flags)
		for range max - min - 1 {
			tail = &Regexp{Op: OpQuest, Flags: flags, Sub: []*Regexp{{Op: OpConcat, Flags: flags, Sub: []*Regexp{x, tail}}}}
		}
		list = append(list, tail)
	}
	switch len(list) {
	case 0:
		return &Regexp{Op: OpEmptyMatch, Flags: flags}
	case 1:
		return list[0]
	}
	return &Regexp{Op: OpConcat, Flags: flags, Sub: list}
}

// repeat makes the node of *, + or ?. Repeating a repetition of the same kind changes nothing, and neither does mixing the
// three but for *.
func repeat(x *Regexp, op byte, flags Flags) *Regexp {
	re := operated(x, op, 0, 0, flags)
	if x.Flags&NonGreedy == flags&NonGreedy {
		switch x.Op {
		case re.Op:
			return x
		case OpStar, OpPlus, OpQuest:
			return &Regexp{Op: OpStar, Flags: flags, Sub: x.Sub}
		}
	}
	return re
}
