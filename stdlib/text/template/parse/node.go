// This file has the nodes of the trees: what they are and how they are copied. Each prints itself as the template text
// that would make it.

package parse

// Node is an element of the tree of a template.
type Node interface {
	Type() NodeType
	String() string
	// Copy makes a copy of the node and of all it consists of.
	Copy() Node
	// Position tells at which byte of the text the node begins.
	Position() Pos

	owner() *Tree
	// print appends the node as text.
	print(b []byte) []byte
}

// NodeType tells the types of nodes apart.
type NodeType int

// Pos counts bytes from the beginning of a text.
type Pos int

// Position returns p, for the nodes that embed it.
func (p Pos) Position() Pos { return p }

// Type returns t, for the nodes that embed it.
func (t NodeType) Type() NodeType { return t }

// The types of nodes.
const (
	NodeText       NodeType = 0  // text
	NodeAction     NodeType = 1  // an action that is a pipeline
	NodeBool       NodeType = 2  // true or false
	NodeChain      NodeType = 3  // fields of a term
	NodeCommand    NodeType = 4  // a part of a pipeline
	NodeDot        NodeType = 5  // the period
	nodeElse       NodeType = 6  // what ends the first list of a branch; not in trees
	nodeEnd        NodeType = 7  // what ends a list; not in trees
	NodeField      NodeType = 8  // fields of dot
	NodeIdentifier NodeType = 9  // a function's name
	NodeIf         NodeType = 10 // if
	NodeList       NodeType = 11 // nodes one after the other
	NodeNil        NodeType = 12 // nil
	NodeNumber     NodeType = 13 // a number
	NodePipe       NodeType = 14 // a pipeline
	NodeRange      NodeType = 15 // range
	NodeString     NodeType = 16 // a string
	NodeTemplate   NodeType = 17 // template
	NodeVariable   NodeType = 18 // a variable, perhaps with fields
	NodeWith       NodeType = 19 // with
	NodeComment    NodeType = 20 // a comment
	NodeBreak      NodeType = 21 // break
	NodeContinue   NodeType = 22 // continue
)

// home is the part of a node that says which tree it was made for.
type home struct{ tree *Tree }

func (h home) owner() *Tree { return h.tree }

// ListNode is a sequence of nodes.
type ListNode struct {
	NodeType
	Pos
	home
	Nodes []Node
}

// CopyList makes a copy as Copy does; of nil it is nil.
func (l *ListNode) CopyList() *ListNode {
	if l == nil {
		return nil
	}
	c := *l
	c.Nodes = nil
	for _, n := range l.Nodes {
		c.Nodes = append(c.Nodes, n.Copy())
	}
	return &c
}

func (l *ListNode) Copy() Node { return l.CopyList() }

// TextNode is text that is printed as it is.
type TextNode struct {
	NodeType
	Pos
	home
	Text []byte
}

func (t *TextNode) Copy() Node {
	c := *t
	c.Text = append([]byte{}, t.Text...)
	return &c
}

// CommentNode is a comment.
type CommentNode struct {
	NodeType
	Pos
	home
	Text string // with its marks
}

func (c *CommentNode) Copy() Node { return clone(c) }

// PipeNode is a pipeline, and the variables that its value goes to.
type PipeNode struct {
	NodeType
	Pos
	home
	Line     int             // Deprecated: where it begins.
	IsAssign bool            // the variables exist and get a new value
	Decl     []*VariableNode // the variables
	Cmds     []*CommandNode  // the commands, whose results flow from one to the next
}

// CopyPipe makes a copy as Copy does; of nil it is nil.
func (p *PipeNode) CopyPipe() *PipeNode {
	if p == nil {
		return nil
	}
	c := *p
	c.Decl, c.Cmds = nil, nil
	for _, v := range p.Decl {
		c.Decl = append(c.Decl, v.Copy().(*VariableNode))
	}
	for _, cmd := range p.Cmds {
		c.Cmds = append(c.Cmds, cmd.Copy().(*CommandNode))
	}
	return &c
}

func (p *PipeNode) Copy() Node { return p.CopyPipe() }

// ActionNode is an action that prints a value or sets variables.
type ActionNode struct {
	NodeType
	Pos
	home
	Line int // Deprecated: where it begins.
	Pipe *PipeNode
}

func (a *ActionNode) Copy() Node {
	c := *a
	c.Pipe = a.Pipe.CopyPipe()
	return &c
}

// CommandNode is a command: a value, or a function or method with arguments.
type CommandNode struct {
	NodeType
	Pos
	home
	Args []Node
}

func (c *CommandNode) Copy() Node {
	d := *c
	d.Args = nil
	for _, a := range c.Args {
		d.Args = append(d.Args, a.Copy())
	}
	return &d
}

// IdentifierNode is the name of a function.
type IdentifierNode struct {
	NodeType
	Pos
	home
	Ident string
}

// NewIdentifier makes a node that has neither position nor tree.
func NewIdentifier(ident string) *IdentifierNode {
	n := new(IdentifierNode)
	n.NodeType, n.Ident = NodeIdentifier, ident
	return n
}

// SetPos sets the position, and returns the node.
func (i *IdentifierNode) SetPos(pos Pos) *IdentifierNode {
	i.Pos = pos
	return i
}

// SetTree sets the tree that the node is said to be of, and returns the node.
func (i *IdentifierNode) SetTree(t *Tree) *IdentifierNode {
	i.home.tree = t
	return i
}

func (i *IdentifierNode) Copy() Node { return clone(i) }

// VariableNode is a variable and fields of it.
type VariableNode struct {
	NodeType
	Pos
	home
	Ident []string // the name, with its dollar sign, and the fields
}

func (v *VariableNode) Copy() Node {
	c := *v
	c.Ident = append([]string{}, v.Ident...)
	return &c
}

// DotNode is the period.
type DotNode struct {
	NodeType
	Pos
	home
}

// Type returns NodeDot.
func (d *DotNode) Type() NodeType { return NodeDot }
func (d *DotNode) Copy() Node     { return clone(d) }

// NilNode is the word nil.
type NilNode struct {
	NodeType
	Pos
	home
}

// Type returns NodeNil.
func (n *NilNode) Type() NodeType { return NodeNil }
func (n *NilNode) Copy() Node     { return clone(n) }

// FieldNode is a field of dot, and fields of that.
type FieldNode struct {
	NodeType
	Pos
	home
	Ident []string // without periods
}

func (f *FieldNode) Copy() Node {
	c := *f
	c.Ident = append([]string{}, f.Ident...)
	return &c
}

// ChainNode is a term and fields of it.
type ChainNode struct {
	NodeType
	Pos
	home
	Node  Node
	Field []string // without periods
}

// Add adds a field, whose name begins with its period.
func (c *ChainNode) Add(field string) {
	switch {
	case field == "" || field[0] != '.':
		panic("no dot in field")
	case field == ".":
		panic("empty field")
	}
	c.Field = append(c.Field, field[1:])
}

func (c *ChainNode) Copy() Node {
	d := *c
	d.Node = c.Node.Copy()
	d.Field = append([]string{}, c.Field...)
	return &d
}

// BoolNode is true or false.
type BoolNode struct {
	NodeType
	Pos
	home
	True bool
}

func (b *BoolNode) Copy() Node { return clone(b) }

// NumberNode is a number, as a value of each type that can hold it.
type NumberNode struct {
	NodeType
	Pos
	home

	// Which of the values below are the number.
	IsInt, IsUint, IsFloat, IsComplex bool

	Int64      int64
	Uint64     uint64
	Float64    float64
	Complex128 complex128
	Text       string // as it is written
}

func (n *NumberNode) Copy() Node { return clone(n) }

// StringNode is a string.
type StringNode struct {
	NodeType
	Pos
	home
	Quoted string // as it is written
	Text   string // what it means
}

func (s *StringNode) Copy() Node { return clone(s) }

// BranchNode is what if, range and with have in common.
type BranchNode struct {
	NodeType
	Pos
	home
	Line int       // Deprecated: where it begins.
	Pipe *PipeNode // what decides

	// What is done where that is not empty, and where it is; this one may be nil.
	List, ElseList *ListNode
}

func (b *BranchNode) Copy() Node {
	c := b.copied()
	switch b.NodeType {
	case NodeIf:
		return &IfNode{c}
	case NodeRange:
		return &RangeNode{c}
	case NodeWith:
		return &WithNode{c}
	}
	panic("unknown branch type")
}

func (b *BranchNode) copied() BranchNode {
	c := *b
	c.Pipe, c.List, c.ElseList = b.Pipe.CopyPipe(), b.List.CopyList(), b.ElseList.CopyList()
	return c
}

// IfNode is an if action.
type IfNode struct{ BranchNode }

// RangeNode is a range action.
type RangeNode struct{ BranchNode }

// WithNode is a with action.
type WithNode struct{ BranchNode }

func (i *IfNode) Copy() Node    { return &IfNode{i.copied()} }
func (r *RangeNode) Copy() Node { return &RangeNode{r.copied()} }
func (w *WithNode) Copy() Node  { return &WithNode{w.copied()} }

// BreakNode is a break action.
type BreakNode struct {
	home
	NodeType
	Pos
	Line int
}

func (b *BreakNode) Copy() Node { return clone(b) }

// ContinueNode is a continue action.
type ContinueNode struct {
	home
	NodeType
	Pos
	Line int
}

func (c *ContinueNode) Copy() Node { return clone(c) }

// TemplateNode is a template action.
type TemplateNode struct {
	NodeType
	Pos
	home
	Line int // Deprecated: where it begins.
	Name string
	Pipe *PipeNode // what dot will be there, or nil
}

func (t *TemplateNode) Copy() Node {
	c := *t
	c.Pipe = t.Pipe.CopyPipe()
	return &c
}

// mark is an else or end action, which only the parser sees.
type mark struct {
	NodeType
	Pos
	home
}

func (m *mark) Copy() Node { return clone(m) }

// clone copies a node that has no parts.
func clone[T any](n *T) *T {
	c := *n
	return &c
}
