// This file parses pipelines.

package parse

// pipeline parses declarations and commands up to a token of the kind end, which it takes.
func (p *parser) pipeline(where string, end kind) *PipeNode {
	first := p.peekWord()
	n := &PipeNode{NodeType: NodePipe, Pos: first.pos, home: p.home(), Line: first.line}
	p.variables(n, where)
	for {
		t := p.peekWord()
		switch t.kind {
		case end:
			p.next()
			p.check(n, where)
			return n
		case kindBool, kindNumber, kindComplex, kindCharacter, kindString, kindDot, kindNil, kindField, kindVariable, kindIdentifier, kindOpen:
			n.Cmds = append(n.Cmds, p.command())
		default:
			p.next()
			p.unexpected(t, where)
		}
	}
}

// variables parses what is in front of := or =, if there is one.
func (p *parser) variables(n *PipeNode, where string) {
	for p.peekWord().kind == kindVariable {
		begin := p.at
		v := p.next()
		then := p.peekWord()
		comma := then.kind == kindOther && then.text == ","
		if !comma && then.kind != kindAssign && then.kind != kindDeclare {
			p.at = begin // it is the beginning of a command
			return
		}
		p.next()
		n.IsAssign = then.kind == kindAssign
		n.Decl = append(n.Decl, &VariableNode{NodeVariable, v.pos, p.home(), []string{v.text}})
		p.names = append(p.names, v.text)
		if !comma {
			return
		}
		if where != "range" || len(n.Decl) > 1 {
			p.fail("too many declarations in %s", where)
		}
		if k := p.peekWord().kind; k != kindVariable && k != kindRight && k != kindClose {
			p.fail("range can only initialize variables")
		}
	}
}

// check looks at a pipeline that is complete.
func (p *parser) check(n *PipeNode, where string) {
	if len(n.Cmds) == 0 {
		p.fail("missing value for %s", where)
	}
	for i, c := range n.Cmds {
		if i == 0 {
			continue
		}
		switch c.Args[0].(type) {
		case *BoolNode, *DotNode, *NilNode, *NumberNode, *StringNode:
			p.fail("non executable command in pipeline stage %d", i+1)
		}
	}
}

// command parses operands with white space between them.
func (p *parser) command() *CommandNode {
	n := &CommandNode{NodeType: NodeCommand, Pos: p.peekWord().pos, home: p.home()}
	for more := true; more; {
		p.peekWord()
		if arg := p.operand(); arg != nil {
			n.Args = append(n.Args, arg)
		}
		t := p.next()
		switch t.kind {
		case kindSpace:
			continue
		case kindRight, kindClose:
			p.at--
		case kindBar:
		default:
			p.unexpected(t, "operand")
		}
		more = false
	}
	if len(n.Args) == 0 {
		p.fail("empty command")
	}
	return n
}

// operand parses a term with the fields behind it; nil where there is none.
func (p *parser) operand() Node {
	n := p.term()
	if n == nil || p.peek().kind != kindField {
		return n
	}
	chain := &ChainNode{NodeType: NodeChain, Pos: p.peek().pos, home: p.home(), Node: n}
	for p.peek().kind == kindField {
		chain.Add(p.next().text)
	}
	switch n := n.(type) {
	case *FieldNode:
		return &FieldNode{NodeField, chain.Pos, p.home(), append(n.Ident, chain.Field...)}
	case *VariableNode:
		return &VariableNode{NodeVariable, chain.Pos, p.home(), append(n.Ident, chain.Field...)}
	case *BoolNode, *StringNode, *NumberNode, *NilNode, *DotNode:
		p.fail("unexpected . after term %q", n.String())
	}
	return chain
}

// term parses a name, a constant, or a pipeline in parentheses; nil where there is none of them.
func (p *parser) term() Node {
	t := p.nextWord()
	switch t.kind {
	case kindIdentifier:
		if p.tree.Mode&SkipFuncCheck == 0 && !p.known(t.text) {
			p.fail("function %q not defined", t.text)
		}
		return NewIdentifier(t.text).SetTree(p.tree).SetPos(t.pos)
	case kindDot:
		return &DotNode{NodeDot, t.pos, p.home()}
	case kindNil:
		return &NilNode{NodeNil, t.pos, p.home()}
	case kindBool:
		return &BoolNode{NodeBool, t.pos, p.home(), t.text == "true"}
	case kindField:
		return &FieldNode{NodeField, t.pos, p.home(), []string{t.text[1:]}}
	case kindVariable:
		for _, name := range p.names {
			if name == t.text {
				return &VariableNode{NodeVariable, t.pos, p.home(), []string{t.text}}
			}
		}
		p.fail("undefined variable %q", t.text)
	case kindNumber, kindComplex, kindCharacter:
		n := &NumberNode{NodeType: NodeNumber, Pos: t.pos, home: p.home(), Text: t.text}
		if err := n.find(t.kind); err != nil {
			p.fail("%s", err)
		}
		return n
	case kindString:
		return &StringNode{NodeString, t.pos, p.home(), t.text, p.unquote(t)}
	case kindOpen:
		return p.pipeline("parenthesized pipeline", kindClose)
	}
	p.at--
	return nil
}
