// This file holds stacks: program counters, and what stands at them.

package runtime

// A program counter as Callers returns it is a return address, less the depth of
// the frame among those inlined at that call. All of that is the natives' business.

// Callers fills pc with the program counters of the calling goroutine's stack, and
// returns how many. skip 0 begins with Callers itself.
func Callers(skip int, pc []uintptr) int { return callers(skip, pc) }

func callers(skip int, pc []uintptr) int

// Caller tells where the skip-th caller of its caller is: 0 is the caller of Caller.
func Caller(skip int) (pc uintptr, file string, line int, ok bool) {
	var buf [1]uintptr
	if callers(skip+1, buf[:]) == 0 {
		return
	}
	f := frameAt(buf[0])
	return f.PC + 1, f.File, f.Line, true
}

// A Frame is one line of a traceback.
type Frame struct {
	PC   uintptr // within the call; 0 unknown
	Func *Func   // nil for functions inlined at the call

	Function, File string // name with package path; source file
	Line           int

	startLine int
	Entry     uintptr // where the function begins
}

// Frames goes through the frames of a slice of program counters.
type Frames struct {
	pcs []uintptr
}

// CallersFrames returns the frames of what Callers returned.
func CallersFrames(callers []uintptr) *Frames { return &Frames{callers} }

// Next returns the next frame, and whether there are more after it.
func (ci *Frames) Next() (frame Frame, more bool) {
	for len(ci.pcs) > 0 {
		pc := ci.pcs[0]
		ci.pcs = ci.pcs[1:]
		if frame = frameAt(pc); frame.Function != "" {
			break
		}
	}
	return frame, len(ci.pcs) > 0
}

func frameAt(pc uintptr) (f Frame) {
	var inlined bool
	f.Function, f.File, f.Line, f.startLine, f.Entry, inlined = describe(pc)
	if f.Function == "" {
		return
	}
	f.PC = pc - 1
	if !inlined {
		f.Func = &Func{f.Function, f.File, f.startLine, f.Entry}
	}
	return
}

// describe tells what is at a return address; the name is empty if it is no code.
func describe(pc uintptr) (name, file string, line, startLine int, entry uintptr, inlined bool)

// A Func is a function of the running program.
type Func struct {
	name  string
	file  string
	line  int
	entry uintptr
}

// FuncForPC returns the function that contains pc, or nil. pc may be what
// reflect.Value.Pointer returns for a function.
func FuncForPC(pc uintptr) *Func {
	name, file, start, entry := describeFunc(pc)
	if name == "" {
		return nil
	}
	return &Func{name, file, start, entry}
}

// describeFunc tells which function contains pc, or begins there.
func describeFunc(pc uintptr) (name, file string, startLine int, entry uintptr)

// Name returns the function's name with its package path; empty for nil.
func (f *Func) Name() string {
	if f == nil {
		return ""
	}
	return f.name
}

// Entry returns where the function begins.
func (f *Func) Entry() uintptr { return f.entry }

// FileLine returns the file and line of a program counter within f.
func (f *Func) FileLine(pc uintptr) (file string, line int) {
	if pc == f.entry {
		return f.file, f.line
	}
	_, file, line, _, _, _ = describe(pc + 1)
	return
}

// Stack writes the calling goroutine's traceback into buf, then those of all others
// if all is set, and returns the number of bytes written.
func Stack(buf []byte, all bool) int

// The machine's own frames have no code in Go; these functions stand for them in what Callers reports.

// gopanic is below a function that a panic made run.
//
//go:noinline
func gopanic(v any) { panic(v) }

// goexit is below the function that a goroutine began with.
//
//go:noinline
func goexit() {}
