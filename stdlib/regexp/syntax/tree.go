// Package syntax parses regular expressions into trees, and compiles trees to programs.
//
// The syntax is RE2's. parse.go is a recursive descent over the text; class.go builds sets
// of characters; print.go turns trees back into text; simplify.go removes counted
// repetitions; compile.go makes programs and prog.go describes them.
package syntax

import "slices"

// Regexp is a node of a parsed expression.
type Regexp struct {
	Op    Op
	Flags Flags
	Sub   []*Regexp // operands
	Rune  []rune    // characters of OpLiteral; pairs of bounds of OpCharClass

	Min, Max int    // of OpRepeat; Max is -1 for no bound
	Cap      int    // index of OpCapture
	Name     string // of OpCapture

	// Room for one operand and two characters, for those who build nodes themselves.
	Sub0  [1]*Regexp
	Rune0 [2]rune
}

// Op is the kind of a node.
type Op uint8

const (
	// Nothing at all, and the empty text.
	OpNoMatch, OpEmptyMatch Op = 1, 2
	// The characters of Rune; one of the set in Rune; any but newline; any.
	OpLiteral, OpCharClass, OpAnyCharNotNL, OpAnyChar Op = 3, 4, 5, 6
	// The empty text in certain places.
	OpBeginLine, OpEndLine, OpBeginText, OpEndText Op = 7, 8, 9, 10
	OpWordBoundary, OpNoWordBoundary               Op = 11, 12
	// Sub[0], remembered under Cap and Name.
	OpCapture Op = 13
	// Sub[0] any number of times; at least once; at most once; from Min to Max times.
	OpStar, OpPlus, OpQuest, OpRepeat Op = 14, 15, 16, 17
	// All of Sub one after the other; one of them.
	OpConcat, OpAlternate Op = 18, 19
)

var opNames = [...]string{"NoMatch", "EmptyMatch", "Literal", "CharClass", "AnyCharNotNL", "AnyChar",
	"BeginLine", "EndLine", "BeginText", "EndText", "WordBoundary", "NoWordBoundary", "Capture", "Star",
	"Plus", "Quest", "Repeat", "Concat", "Alternate"}

// String returns the name of the kind.
func (i Op) String() string { return nameFrom("Op", int(i)-1, int(i), opNames[:]) }

// Flags say how to parse, and what was true where a node was parsed.
type Flags uint16

const (
	FoldCase      Flags = 1   // letters match in either case
	Literal       Flags = 2   // the text is no expression but stands for itself
	ClassNL       Flags = 4   // negated classes match newline
	DotNL         Flags = 8   // . matches newline
	OneLine       Flags = 16  // ^ and $ match at the ends of the text alone
	NonGreedy     Flags = 32  // repetitions prefer fewer
	PerlX         Flags = 64  // Perl's extensions
	UnicodeGroups Flags = 128 // \p{Name}

	WasDollar Flags = 256 // of a node: this OpEndText was a $
	Simple    Flags = 512 // of a node: there is no counted repetition

	POSIX   Flags = 0
	Perl          = PerlX | UnicodeGroups | OneLine | ClassNL
	MatchNL       = DotNL | ClassNL
)

// Equal tells whether two trees are the same.
func (x *Regexp) Equal(y *Regexp) bool {
	if x == nil || y == nil {
		return x == y
	}
	if x.Op != y.Op || len(x.Sub) != len(y.Sub) || !slices.Equal(x.Rune, y.Rune) {
		return false
	}
	differ := x.Flags ^ y.Flags
	switch x.Op {
	case OpEndText:
		if differ&WasDollar != 0 {
			return false
		}
	case OpLiteral, OpCharClass:
		if differ&FoldCase != 0 {
			return false
		}
	case OpStar, OpPlus, OpQuest, OpRepeat:
		if differ&NonGreedy != 0 || x.Min != y.Min || x.Max != y.Max {
			return false
		}
	case OpCapture:
		if x.Cap != y.Cap || x.Name != y.Name {
			return false
		}
	}
	return slices.EqualFunc(x.Sub, y.Sub, (*Regexp).Equal)
}

// MaxCap returns the highest index of a capture.
func (re *Regexp) MaxCap() int {
	most := 0
	re.walk(func(n *Regexp) {
		if n.Op == OpCapture {
			most = max(most, n.Cap)
		}
	})
	return most
}

// CapNames returns the names of the captures by index; 0 and those without are empty.
func (re *Regexp) CapNames() []string {
	names := make([]string, re.MaxCap()+1)
	re.walk(func(n *Regexp) {
		if n.Op == OpCapture {
			names[n.Cap] = n.Name
		}
	})
	return names
}

func (re *Regexp) walk(f func(*Regexp)) {
	f(re)
	for _, sub := range re.Sub {
		sub.walk(f)
	}
}

// ErrorCode says what is wrong with an expression.
type ErrorCode string

const (
	ErrInternalError         ErrorCode = "regexp/syntax: internal error"
	ErrInvalidUTF8           ErrorCode = "invalid UTF-8"
	ErrInvalidEscape         ErrorCode = "invalid escape sequence"
	ErrTrailingBackslash     ErrorCode = "trailing backslash at end of expression"
	ErrMissingBracket        ErrorCode = "missing closing ]"
	ErrInvalidCharClass      ErrorCode = "invalid character class"
	ErrInvalidCharRange      ErrorCode = "invalid character class range"
	ErrMissingParen          ErrorCode = "missing closing )"
	ErrUnexpectedParen       ErrorCode = "unexpected )"
	ErrInvalidNamedCapture   ErrorCode = "invalid named capture"
	ErrInvalidPerlOp         ErrorCode = "invalid or unsupported Perl syntax"
	ErrMissingRepeatArgument ErrorCode = "missing argument to repetition operator"
	ErrInvalidRepeatOp       ErrorCode = "invalid nested repetition operator"
	ErrInvalidRepeatSize     ErrorCode = "invalid repeat count"
	ErrNestingDepth          ErrorCode = "expression nests too deeply"
	ErrLarge                 ErrorCode = "expression too large"
)

func (e ErrorCode) String() string { return string(e) }

// Error is a fault in an expression, and the part of it that is at fault.
type Error struct {
	Code ErrorCode
	Expr string
}

func (e *Error) Error() string {
	return "error parsing regexp: " + string(e.Code) + ": `" + e.Expr + "`"
}
