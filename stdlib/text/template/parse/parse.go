// Package parse makes trees of templates. It serves package text/template; programs use that one.
//
// A text is cut into tokens (scan.go), and a parser with one method for each construct makes nodes of them (node.go).
// The definitions inside a text share its tokens and become trees of their own. A mistake ends the parsing by a panic
// with a value of type mistake, which does not leave the package.
package parse

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
)

// Tree is a template.
type Tree struct {
	Name      string    // of this template
	ParseName string    // of the template whose text this one is in; messages say it
	Root      *ListNode // what the template consists of
	Mode      Mode      // how it is parsed
	text      string
}

// Mode is a set of settings.
type Mode uint

const (
	ParseComments Mode = 1 << iota // comments become nodes
	SkipFuncCheck                  // functions need not exist
)

// New makes a tree with nothing in it.
func New(name string, funcs ...map[string]any) *Tree { return &Tree{Name: name} }

// Parse parses a text and returns the trees in it by their names; name is that of the text itself. Where a delimiter is
// empty, {{ or }} takes its place. Functions are known by being in one of funcs.
func Parse(name, text, leftDelim, rightDelim string, funcs ...map[string]any) (map[string]*Tree, error) {
	set := map[string]*Tree{}
	_, err := New(name).Parse(text, leftDelim, rightDelim, set, funcs...)
	return set, err
}

// Parse parses a text, which becomes that of the tree, and adds to treeSet this tree and those of definitions inside.
func (t *Tree) Parse(text, leftDelim, rightDelim string, treeSet map[string]*Tree, funcs ...map[string]any) (tree *Tree, err error) {
	t.ParseName = t.Name
	t.text = text
	p := parser{set: treeSet, funcs: funcs, name: t.ParseName}
	defer func() {
		if r := recover(); r != nil {
			m, ok := r.(mistake)
			if !ok {
				panic(r)
			}
			tree, err = nil, m
		}
	}()
	// break and continue came late: where they are names of functions they still are.
	plain := func(word string) bool { return (word == "break" || word == "continue") && p.known(word) }
	p.tokens = scan(text, leftDelim, rightDelim, t.Mode&ParseComments != 0, plain)
	p.enter(t)
	p.whole()
	p.add(t)
	return t, nil
}

// Copy makes a copy of a tree; of nil it is nil.
func (t *Tree) Copy() *Tree {
	if t == nil {
		return nil
	}
	c := &Tree{Name: t.Name, ParseName: t.ParseName, text: t.text}
	c.Root = t.Root.CopyList()
	return c
}

// ErrorContext says where a node is, as name:line:column, and what it is. The tree it is called on is asked for the text
// only where the node does not know its own.
func (t *Tree) ErrorContext(n Node) (location, context string) {
	if own := n.owner(); own != nil {
		t = own
	}
	before := t.text[:n.Position()]
	column := len(before) - (strings.LastIndexByte(before, '\n') + 1)
	return fmt.Sprintf("%s:%d:%d", t.ParseName, 1+strings.Count(before, "\n"), column), n.String()
}

// IsEmptyTree reports whether there is nothing but white space and comments in a node.
func IsEmptyTree(n Node) bool {
	switch n := n.(type) {
	case nil, *CommentNode:
		return true
	case *TextNode:
		return len(bytes.TrimSpace(n.Text)) == 0
	case *ListNode:
		for _, part := range n.Nodes {
			if !IsEmptyTree(part) {
				return false
			}
		}
		return true
	case *ActionNode, *IfNode, *RangeNode, *WithNode, *TemplateNode:
		return false
	}
	panic("unknown node: " + n.String())
}

type mistake struct{ error }

func (m mistake) Unwrap() error { return m.error }

// parser is the state of parsing one text.
type parser struct {
	tokens []token
	at     int // the token to read next
	seen   int // the last token that was looked at: its line is that of mistakes
	action int // the line where the current action begins, 0 outside
	name   string
	set    map[string]*Tree
	funcs  []map[string]any
	within // the template that is being parsed
}

// within is what belongs to one template of the text.
type within struct {
	tree  *Tree
	names []string // of the variables that can be seen
	loops int      // how many ranges we are in
}

func (p *parser) enter(t *Tree) (outer within) {
	outer = p.within
	p.within = within{tree: t, names: []string{"$"}}
	return outer
}

func (p *parser) fail(format string, args ...any) {
	p.tree.Root = nil
	panic(mistake{fmt.Errorf("template: %s:%d: %s", p.name, p.tokens[p.seen].line, fmt.Sprintf(format, args...))})
}

// unexpected fails because of a token in some construct.
func (p *parser) unexpected(t token, where string) {
	if t.kind != kindError {
		p.fail("unexpected %s in %s", t, where)
	}
	if p.action == 0 || p.action == t.line {
		p.fail("%s", t)
	}
	link := " in action started at"
	if strings.HasSuffix(t.text, " action") {
		link = " started at"
	}
	p.fail("%s%s %s:%d", t, link, p.name, p.action)
}

// next reads a token. The last one is read again and again.
func (p *parser) next() token {
	t := p.peek()
	if p.at < len(p.tokens)-1 {
		p.at++
	} else if t.kind == kindError { // after a mistake there is nothing
		p.tokens = append(p.tokens, token{kind: kindEOF, pos: t.pos, line: t.line})
		p.at++
	}
	return t
}

func (p *parser) peek() token {
	p.seen = max(p.seen, p.at)
	return p.tokens[p.at]
}

// peekWord looks at the next token that is not white space, which is passed over.
func (p *parser) peekWord() token {
	t := p.peek()
	for t.kind == kindSpace {
		p.at++
		t = p.peek()
	}
	return t
}

func (p *parser) nextWord() token {
	p.peekWord()
	return p.next()
}

func (p *parser) expectRight(where string) {
	if t := p.nextWord(); t.kind != kindRight {
		p.unexpected(t, where)
	}
}

func (p *parser) known(function string) bool {
	for _, m := range p.funcs {
		if m != nil && m[function] != nil {
			return true
		}
	}
	return false
}

// at makes the part of a node that says which tree it is for.
func (p *parser) home() home { return home{p.tree} }

// add puts a tree into the set. An empty one does not replace another.
func (p *parser) add(t *Tree) {
	old := p.set[t.Name]
	switch {
	case old == nil || IsEmptyTree(old.Root):
		p.set[t.Name] = t
	case !IsEmptyTree(t.Root):
		p.fail("template: multiple definition of template %q", t.Name)
	}
}

// whole parses the text outside of definitions.
func (p *parser) whole() {
	root := &ListNode{NodeType: NodeList, Pos: p.peek().pos, home: p.home()}
	p.tree.Root = root
	for p.peek().kind != kindEOF {
		if p.peek().kind == kindLeft {
			begin := p.at
			p.next()
			if t := p.nextWord(); t.kind == kindDefine {
				p.definition(t)
				continue
			}
			p.at = begin
		}
		n := p.textOrAction()
		if n.Type() == nodeElse || n.Type() == nodeEnd {
			p.fail("unexpected %s", n)
		}
		root.Nodes = append(root.Nodes, n)
	}
}

// definition parses the rest of a definition.
func (p *parser) definition(define token) {
	const where = "define clause"
	name := p.templateName(p.nextWord(), where)
	p.expectRight(where)
	p.named(name, where)
}

// named parses the body of a template that has a name, up to its end, and puts it into the set.
func (p *parser) named(name, where string) {
	t := &Tree{Name: name, text: p.tree.text, Mode: p.tree.Mode, ParseName: p.tree.ParseName}
	outer := p.enter(t)
	list, end := p.list()
	if end.Type() != nodeEnd {
		p.fail("unexpected %s in %s", end, where)
	}
	t.Root = list
	p.add(t)
	p.within = outer
}

func (p *parser) templateName(t token, where string) string {
	if t.kind != kindString {
		p.unexpected(t, where)
	}
	return p.unquote(t)
}

func (p *parser) unquote(t token) string {
	s, err := strconv.Unquote(t.text)
	if err != nil {
		p.fail("%s", err)
	}
	return s
}

// list parses nodes up to an else or end, which it returns too.
func (p *parser) list() (*ListNode, Node) {
	l := &ListNode{NodeType: NodeList, Pos: p.peekWord().pos, home: p.home()}
	for p.peekWord().kind != kindEOF {
		n := p.textOrAction()
		if t := n.Type(); t == nodeElse || t == nodeEnd {
			return l, n
		}
		l.Nodes = append(l.Nodes, n)
	}
	p.fail("unexpected EOF")
	return nil, nil
}

func (p *parser) textOrAction() Node {
	switch t := p.nextWord(); t.kind {
	case kindText:
		return &TextNode{NodeText, t.pos, p.home(), []byte(t.text)}
	case kindComment:
		return &CommentNode{NodeComment, t.pos, p.home(), t.text}
	case kindLeft:
		p.action = t.line
		n := p.inAction()
		p.action = 0
		return n
	default:
		p.unexpected(t, "input")
		return nil
	}
}

// inAction parses what is behind the beginning of an action; of branches, up to their end.
func (p *parser) inAction() Node {
	first := p.peekWord()
	if first.kind >= kindBlock {
		p.next()
	}
	switch first.kind {
	case kindBlock:
		return p.block()
	case kindBreak:
		p.jump("{{break}}")
		return &BreakNode{p.home(), NodeBreak, first.pos, first.line}
	case kindContinue:
		p.jump("{{continue}}")
		return &ContinueNode{p.home(), NodeContinue, first.pos, first.line}
	case kindElse:
		// In front of an if or with, the rest of the action is for the branch to read.
		t := p.peekWord()
		if t.kind != kindIf && t.kind != kindWith {
			t = p.nextWord()
			if t.kind != kindRight {
				p.unexpected(t, "else")
			}
		}
		return &mark{nodeElse, t.pos, p.home()}
	case kindEnd:
		p.expectRight("end")
		return &mark{nodeEnd, first.pos, p.home()}
	case kindIf, kindRange, kindWith:
		return p.branch(first.kind)
	case kindTemplate:
		return p.call()
	case kindDefine:
		p.at-- // it stands only outside of everything
	}
	n := &ActionNode{NodeType: NodeAction, Pos: first.pos, home: p.home(), Line: first.line}
	n.Pipe = p.pipeline("command", kindRight)
	return n
}

// jump parses the rest of a break or continue.
func (p *parser) jump(what string) {
	if t := p.nextWord(); t.kind != kindRight {
		p.unexpected(t, what)
	}
	if p.loops == 0 {
		p.fail("%s outside {{range}}", what)
	}
}

// branch parses the rest of an if, range or with.
func (p *parser) branch(k kind) Node {
	var b BranchNode
	seen := len(p.names)
	word := "if"
	switch k {
	case kindRange:
		word, b.NodeType = "range", NodeRange
	case kindWith:
		word, b.NodeType = "with", NodeWith
	default:
		b.NodeType = NodeIf
	}
	b.home = p.home()
	b.Pipe = p.pipeline(word, kindRight)
	b.Pos, b.Line = b.Pipe.Pos, b.Pipe.Line
	if k == kindRange {
		p.loops++
	}
	var end Node
	b.List, end = p.list()
	if k == kindRange {
		p.loops--
	}
	if end.Type() == nodeElse {
		b.ElseList = p.otherwise(k, end)
	}
	p.names = p.names[:seen]
	switch k {
	case kindRange:
		return &RangeNode{b}
	case kindWith:
		return &WithNode{b}
	}
	return &IfNode{b}
}

// otherwise parses what is behind the else of a branch.
func (p *parser) otherwise(k kind, at Node) *ListNode {
	if k != kindRange && p.peek().kind == k { // else if, else with: the inner one's end is ours too
		p.next()
		l := &ListNode{NodeType: NodeList, Pos: at.Position(), home: p.home()}
		l.Nodes = []Node{p.branch(k)}
		return l
	}
	l, end := p.list()
	if end.Type() != nodeEnd {
		p.fail("expected end; found %s", end)
	}
	return l
}

// block parses the rest of a block, which is a definition and a call.
func (p *parser) block() Node {
	const where = "block clause"
	name := p.nextWord()
	call := &TemplateNode{NodeType: NodeTemplate, Pos: name.pos, home: p.home(), Line: name.line}
	call.Name = p.templateName(name, where)
	call.Pipe = p.pipeline(where, kindRight)
	p.named(call.Name, where)
	return call
}

// call parses the rest of a template action.
func (p *parser) call() Node {
	const where = "template clause"
	name := p.nextWord()
	n := &TemplateNode{NodeType: NodeTemplate, Pos: name.pos, home: p.home(), Line: name.line}
	n.Name = p.templateName(name, where)
	if p.peekWord().kind == kindRight {
		p.next()
	} else {
		n.Pipe = p.pipeline(where, kindRight) // its variables stay, as everywhere outside of branches
	}
	return n
}
