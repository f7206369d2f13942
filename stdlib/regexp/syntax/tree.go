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
	OpNoMatch        Op = 1 + iota // matches nothing
	OpEmptyMatch                   // matches the empty text
	OpLiteral                      // the characters of Rune
	OpCharClass                    // one character of the set in Rune
	OpAnyCharNotNL                 // any character but newline
	OpAnyChar                      // any character
	OpBeginLine                    // the empty text at the beginning of a line
	OpEndLine                      // the empty text at the end of a line
	OpBeginText                    // the empty text at the beginning
	OpEndText                      // the empty text at the end
	OpWordBoundary                 // the empty text between a word character and another
	OpNoWordBoundary               // the empty text elsewhere
	OpCapture                      // Sub[0], remembered under Cap and Name
	OpStar                         // Sub[0] any number of times
	OpPlus                         // Sub[0] at least once
	OpQuest                        // Sub[0] or nothing
	OpRepeat                       // Sub[0] from Min to Max times
	OpConcat                       // all of Sub, one after the other
	OpAlternate                    // one of Sub
)

var opNames = [...]string{"NoMatch", "EmptyMatch", "Literal", "CharClass", "AnyCharNotNL", "AnyChar",
	"BeginLine", "EndLine", "BeginText", "EndText", "WordBoundary", "NoWordBoundary", "Capture", "Star",
	"Plus", "Quest", "Repeat", "Concat", "Alternate"}

// String returns the name of the kind.
func (i Op) String() string { return nameFrom("Op", int(i)-1, int(i), opNames[:]) }

// Flags say how to parse, and what was true where a node was parsed.
type Flags uint16

const (
	FoldCase      Flags = 1 << iota // letters match in either case
	Literal                         // the text is no expression but stands for itself
	ClassNL                         // negated classes match newline
	DotNL                           // . matches newline
	OneLine                         // ^ and $ match at the ends of the text alone
	NonGreedy                       // repetitions prefer fewer
	PerlX                           // Perl's extensions
	UnicodeGroups                   // \p{Name}
	WasDollar                       // this OpEndText was a $
	Simple                          // there is no counted repetition

	MatchNL = ClassNL | DotNL

	Perl        = ClassNL | OneLine | PerlX | UnicodeGroups
	POSIX Flags = 0
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
