// This file prints the nodes as template text.

package parse

import "strconv"

func text(n Node) string { return string(n.print(nil)) }

func (l *ListNode) String() string       { return text(l) }
func (t *TextNode) String() string       { return text(t) }
func (c *CommentNode) String() string    { return text(c) }
func (p *PipeNode) String() string       { return text(p) }
func (a *ActionNode) String() string     { return text(a) }
func (c *CommandNode) String() string    { return text(c) }
func (i *IdentifierNode) String() string { return i.Ident }
func (v *VariableNode) String() string   { return text(v) }
func (d *DotNode) String() string        { return "." }
func (n *NilNode) String() string        { return "nil" }
func (f *FieldNode) String() string      { return text(f) }
func (c *ChainNode) String() string      { return text(c) }
func (b *BoolNode) String() string       { return text(b) }
func (n *NumberNode) String() string     { return n.Text }
func (s *StringNode) String() string     { return s.Quoted }
func (b *BranchNode) String() string     { return text(b) }
func (b *BreakNode) String() string      { return text(b) }
func (c *ContinueNode) String() string   { return text(c) }
func (t *TemplateNode) String() string   { return text(t) }
func (m *mark) String() string           { return text(m) }

func (l *ListNode) print(b []byte) []byte {
	for _, n := range l.Nodes {
		b = n.print(b)
	}
	return b
}

func (t *TextNode) print(b []byte) []byte { return append(b, t.Text...) }

func (c *CommentNode) print(b []byte) []byte { return action(b, c.Text, nil) }

// action appends an action of a word and, where there is one, a pipeline.
func action(b []byte, word string, p *PipeNode) []byte {
	b = append(append(b, "{{"...), word...)
	if p != nil {
		if word != "" {
			b = append(b, ' ')
		}
		b = p.print(b)
	}
	return append(b, "}}"...)
}

func (p *PipeNode) print(b []byte) []byte {
	for i, v := range p.Decl {
		if i > 0 {
			b = append(b, ", "...)
		}
		b = v.print(b)
	}
	switch {
	case len(p.Decl) == 0:
	case p.IsAssign:
		b = append(b, " = "...)
	default:
		b = append(b, " := "...)
	}
	for i, c := range p.Cmds {
		if i > 0 {
			b = append(b, " | "...)
		}
		b = c.print(b)
	}
	return b
}

// operand appends a node, in parentheses if it is a pipeline.
func operand(b []byte, n Node) []byte {
	if p, ok := n.(*PipeNode); ok {
		return append(p.print(append(b, '(')), ')')
	}
	return n.print(b)
}

func (a *ActionNode) print(b []byte) []byte { return action(b, "", a.Pipe) }

func (c *CommandNode) print(b []byte) []byte {
	for i, a := range c.Args {
		if i > 0 {
			b = append(b, ' ')
		}
		b = operand(b, a)
	}
	return b
}

func (i *IdentifierNode) print(b []byte) []byte { return append(b, i.Ident...) }

func (v *VariableNode) print(b []byte) []byte {
	for i, name := range v.Ident {
		if i > 0 {
			b = append(b, '.')
		}
		b = append(b, name...)
	}
	return b
}

func (d *DotNode) print(b []byte) []byte { return append(b, '.') }

func (n *NilNode) print(b []byte) []byte { return append(b, "nil"...) }

func fields(b []byte, names []string) []byte {
	for _, name := range names {
		b = append(append(b, '.'), name...)
	}
	return b
}

func (f *FieldNode) print(b []byte) []byte { return fields(b, f.Ident) }

func (c *ChainNode) print(b []byte) []byte { return fields(operand(b, c.Node), c.Field) }

func (b *BoolNode) print(to []byte) []byte { return strconv.AppendBool(to, b.True) }

func (n *NumberNode) print(b []byte) []byte { return append(b, n.Text...) }

func (s *StringNode) print(b []byte) []byte { return append(b, s.Quoted...) }

func (b *BranchNode) print(to []byte) []byte {
	word := map[NodeType]string{NodeIf: "if", NodeRange: "range", NodeWith: "with"}[b.NodeType]
	if word == "" {
		panic("unknown branch type")
	}
	to = b.List.print(action(to, word, b.Pipe))
	if b.ElseList != nil {
		to = b.ElseList.print(action(to, "else", nil))
	}
	return action(to, "end", nil)
}

func (b *BreakNode) print(to []byte) []byte { return action(to, "break", nil) }

func (c *ContinueNode) print(b []byte) []byte { return action(b, "continue", nil) }

func (t *TemplateNode) print(b []byte) []byte {
	return action(b, "template "+strconv.Quote(t.Name), t.Pipe)
}

func (m *mark) print(b []byte) []byte {
	if m.NodeType == nodeElse {
		return action(b, "else", nil)
	}
	return action(b, "end", nil)
}
