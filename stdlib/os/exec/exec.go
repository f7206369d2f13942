// Package exec runs other programs. It does not go through a shell: arguments are
// passed as they are.
package exec

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// ErrWaitDelay is Wait's error where the program ended well, but its output was not
// closed before WaitDelay had passed.
var ErrWaitDelay = errors.New("exec: WaitDelay expired before I/O complete")

// Error is the error of a program that cannot be run, as LookPath finds.
type Error struct {
	Name string // the program
	Err  error  // why
}

func (e *Error) Unwrap() error { return e.Err }
func (e *Error) Error() string { return "exec: " + strconv.Quote(e.Name) + ": " + e.Err.Error() }

// ExitError is the error of a program that did not end well.
type ExitError struct {
	*os.ProcessState

	// Stderr is the beginning and the end of what the program wrote to standard
	// error, where Output ran it and it was not collected otherwise.
	Stderr []byte
}

func (e *ExitError) Error() string { return e.ProcessState.String() }

// Cmd is a program to run, or running. It can be used once.
type Cmd struct {
	Path         string               // of the program; relative to Dir
	Dir          string               // where to run it; "": here
	Args         []string             // with the program's name first; nil: Path alone
	Env          []string             // "K=V", of equal keys the last counts; nil: this program's
	Stdin        io.Reader            // nil: an empty file; an *os.File is passed on
	Stdout       io.Writer            // nil: thrown away; an *os.File is passed on
	Stderr       io.Writer            // as Stdout; the two may be the same
	SysProcAttr  *syscall.SysProcAttr // what only some systems have
	ExtraFiles   []*os.File           // file i is the program's descriptor 3+i
	Process      *os.Process          // once started
	ProcessState *os.ProcessState     // once waited for
	Err          error                // what went wrong in Command
	Cancel       func() error         // called when the context ends; it is to end the program
	WaitDelay    time.Duration        // how long to wait for that, and for open pipes; 0: for ever

	ctx     context.Context
	theirs  []io.Closer    // the program's ends of pipes, closed once it runs
	ours    []io.Closer    // our ends, closed by Wait
	copiers []func() error // goroutines between our ends and readers and writers
	copied  chan error     // what these end with
	watch   chan error     // what became of the context; nil: there is none
	ended   chan struct{}  // closed when the process has ended
}

// Command returns a Cmd for the named program. A name without slashes is looked up
// in PATH.
func Command(name string, arg ...string) *Cmd {
	c := &Cmd{Path: name, Args: append([]string{name}, arg...)}
	if filepath.Base(name) == name {
		found, err := LookPath(name)
		if found != "" {
			c.Path = found
		}
		c.Err = err
	}
	return c
}

// CommandContext is Command with a context: when that ends before the program does,
// Cancel is called, which kills the program unless set otherwise.
func CommandContext(ctx context.Context, name string, arg ...string) *Cmd {
	if ctx == nil {
		panic("nil Context")
	}
	c := Command(name, arg...)
	c.ctx = ctx
	c.Cancel = func() error { return c.Process.Kill() }
	return c
}

// String describes the command, for people.
func (c *Cmd) String() string {
	words := []string{c.Path}
	if c.Err != nil && len(c.Args) > 0 {
		words[0] = c.Args[0]
	}
	if len(c.Args) > 1 {
		words = append(words, c.Args[1:]...)
	}
	return strings.Join(words, " ")
}

// Environ returns the environment that the program would have.
func (c *Cmd) Environ() []string {
	env, _ := c.environment()
	return env
}

func (c *Cmd) environment() ([]string, error) {
	env := c.Env
	if env == nil {
		env = os.Environ()
		if c.Dir != "" {
			if dir, err := filepath.Abs(c.Dir); err == nil {
				env = append(env, "PWD="+dir)
			}
		}
	}
	var err error
	last := map[string]int{}
	for i, entry := range env {
		if strings.IndexByte(entry, 0) >= 0 {
			err = errors.New("exec: environment variable contains NUL")
			continue
		}
		key, _, _ := strings.Cut(entry, "=")
		last[key] = i
	}
	kept := make([]string, 0, len(env))
	for i, entry := range env {
		key, _, found := strings.Cut(entry, "=")
		if strings.IndexByte(entry, 0) < 0 && (last[key] == i || !found) {
			kept = append(kept, entry)
		}
	}
	return kept, err
}

// pipe makes a pipe, one end of which is the program's.
func (c *Cmd) pipe(theirsReads bool) (theirs, ours *os.File, err error) {
	r, w, err := os.Pipe()
	if err != nil {
		return nil, nil, err
	}
	theirs, ours = w, r
	if theirsReads {
		theirs, ours = r, w
	}
	c.theirs = append(c.theirs, theirs)
	c.ours = append(c.ours, ours)
	return theirs, ours, nil
}

func (c *Cmd) nothing(flag int) (*os.File, error) {
	f, err := os.OpenFile(os.DevNull, flag, 0)
	if err == nil {
		c.theirs = append(c.theirs, f)
	}
	return f, err
}

func (c *Cmd) input() (*os.File, error) {
	if c.Stdin == nil {
		return c.nothing(os.O_RDONLY)
	}
	if f, ok := c.Stdin.(*os.File); ok {
		return f, nil
	}
	theirs, ours, err := c.pipe(true)
	if err != nil {
		return nil, err
	}
	c.copiers = append(c.copiers, func() error {
		_, err := io.Copy(ours, c.Stdin)
		if errors.Is(err, syscall.EPIPE) {
			err = nil // the program did not want all of it
		}
		if closing := ours.Close(); err == nil {
			err = closing
		}
		return err
	})
	return theirs, nil
}

func (c *Cmd) output(w io.Writer) (*os.File, error) {
	if w == nil {
		return c.nothing(os.O_WRONLY)
	}
	if f, ok := w.(*os.File); ok {
		return f, nil
	}
	theirs, ours, err := c.pipe(false)
	if err != nil {
		return nil, err
	}
	c.copiers = append(c.copiers, func() error {
		_, err := io.Copy(w, ours)
		ours.Close()
		return err
	})
	return theirs, nil
}

// same reports whether two writers are one; it does not panic for types without
// equality.
func same(a, b io.Writer) bool {
	defer func() { recover() }()
	return a == b
}

func closeAll(files []io.Closer) {
	for _, f := range files {
		f.Close()
	}
}

// Start starts the program and does not wait for it.
func (c *Cmd) Start() (err error) {
	if c.Process != nil {
		return errors.New("exec: already started")
	}
	defer func() {
		closeAll(c.theirs)
		c.theirs = nil
		if err != nil {
			closeAll(c.ours)
			c.ours = nil
		}
	}()
	switch {
	case c.Path == "" && c.Err == nil:
		c.Err = errors.New("exec: no command")
	case c.Cancel != nil && c.ctx == nil:
		return errors.New("exec: command with a non-nil Cancel was not created with CommandContext")
	}
	if c.Err != nil {
		return c.Err
	}
	if c.ctx != nil && c.ctx.Err() != nil {
		return c.ctx.Err()
	}
	files := make([]*os.File, 3, 3+len(c.ExtraFiles))
	if files[0], err = c.input(); err != nil {
		return err
	}
	if files[1], err = c.output(c.Stdout); err != nil {
		return err
	}
	if c.Stderr != nil && same(c.Stderr, c.Stdout) {
		files[2] = files[1]
	} else if files[2], err = c.output(c.Stderr); err != nil {
		return err
	}
	env, err := c.environment()
	if err != nil {
		return err
	}
	args := c.Args
	if len(args) == 0 {
		args = []string{c.Path}
	}
	c.Process, err = os.StartProcess(c.Path, args, &os.ProcAttr{
		Dir: c.Dir, Env: env, Files: append(files, c.ExtraFiles...), Sys: c.SysProcAttr,
	})
	if err != nil {
		return err
	}
	c.copied = make(chan error, len(c.copiers))
	for _, work := range c.copiers {
		go func() { c.copied <- work() }()
	}
	c.ended = make(chan struct{})
	if c.ctx != nil && c.ctx.Done() != nil {
		c.watch = make(chan error, 1)
		go c.watchContext()
	}
	return nil
}

// watchContext ends the program when the context ends.
func (c *Cmd) watchContext() {
	select {
	case <-c.ended:
		c.watch <- nil
		return
	case <-c.ctx.Done():
	}
	var err error
	if c.Cancel != nil {
		switch failed := c.Cancel(); {
		case failed == nil:
			err = c.ctx.Err()
		case !errors.Is(failed, os.ErrProcessDone):
			err = failed
		}
	}
	if c.WaitDelay > 0 {
		timer := time.NewTimer(c.WaitDelay)
		select {
		case <-c.ended:
			timer.Stop()
		case <-timer.C:
			c.Process.Kill()
			<-c.ended
		}
	}
	c.watch <- err
}

// Wait waits for the program to end, and for all of its input and output to be
// copied. Where the program does not end well, the error is an *ExitError.
func (c *Cmd) Wait() error {
	switch {
	case c.Process == nil:
		return errors.New("exec: not started")
	case c.ProcessState != nil:
		return errors.New("exec: Wait was already called")
	}
	state, err := c.Process.Wait()
	close(c.ended)
	if err == nil && !state.Success() {
		err = &ExitError{ProcessState: state}
	}
	c.ProcessState = state
	if c.watch != nil {
		if cut := <-c.watch; cut != nil && (err == nil || state == nil || !state.Exited()) {
			err = firstOf(err, cut)
		}
	}
	if failed := c.waitForCopies(); err == nil {
		err = failed
	}
	closeAll(c.ours)
	c.ours = nil
	return err
}

// firstOf prefers an exit that says something to the context's error.
func firstOf(exit, cut error) error {
	if _, ok := exit.(*ExitError); ok {
		return exit
	}
	return cut
}

func (c *Cmd) waitForCopies() (failed error) {
	var late <-chan time.Time
	if c.WaitDelay > 0 {
		timer := time.NewTimer(c.WaitDelay)
		defer timer.Stop()
		late = timer.C
	}
	for range c.copiers {
		select {
		case err := <-c.copied:
			if failed == nil {
				failed = err
			}
		case <-late:
			closeAll(c.ours)
			if failed == nil {
				failed = ErrWaitDelay
			}
			return failed
		}
	}
	return failed
}

// Run starts the program and waits for it.
func (c *Cmd) Run() error {
	err := c.Start()
	if err == nil {
		err = c.Wait()
	}
	return err
}

// alreadySet is the error for a field that must be nil, and is not.
func alreadySet(field string, value any) error {
	if value == nil {
		return nil
	}
	return errors.New("exec: " + field + " already set")
}

// Output runs the program and returns its standard output. The error, where it is an
// *ExitError, has standard error, if that is not collected elsewhere.
func (c *Cmd) Output() ([]byte, error) {
	if err := alreadySet("Stdout", c.Stdout); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	c.Stdout = &out
	var kept *ends
	if c.Stderr == nil {
		kept = new(ends)
		c.Stderr = kept
	}
	err := c.Run()
	if e, ok := err.(*ExitError); ok && kept != nil {
		e.Stderr = kept.bytes()
	}
	return out.Bytes(), err
}

// CombinedOutput runs the program and returns its standard output and error in one.
func (c *Cmd) CombinedOutput() ([]byte, error) {
	err := alreadySet("Stdout", c.Stdout)
	if err == nil {
		err = alreadySet("Stderr", c.Stderr)
	}
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	c.Stdout, c.Stderr = &out, &out
	err = c.Run()
	return out.Bytes(), err
}

const keptEnd = 32 << 10 // bytes kept at either end of standard error

// ends keeps the first and the last bytes written.
type ends struct {
	first, last []byte
	skipped     int64
}

func (e *ends) Write(p []byte) (n int, err error) {
	n = len(p)
	room := min(keptEnd-len(e.first), len(p))
	e.first = append(e.first, p[:room]...)
	e.last = append(e.last, p[room:]...)
	if over := len(e.last) - keptEnd; over > 0 {
		e.last = append(e.last[:0], e.last[over:]...)
		e.skipped += int64(over)
	}
	return n, nil
}

func (e *ends) bytes() []byte {
	all := e.first
	if e.skipped > 0 {
		all = append(all, "\n... omitting "+strconv.FormatInt(e.skipped, 10)+" bytes ...\n"...)
	}
	return append(all, e.last...)
}

// onceCloser closes a pipe once, however often it is asked to.
type onceCloser struct {
	*os.File
	once sync.Once
	err  error
}

func (o *onceCloser) Close() error {
	o.once.Do(func() { o.err = o.File.Close() })
	return o.err
}

// userPipe makes a pipe for a field that the caller has not set.
func (c *Cmd) userPipe(field string, value any, theirsReads bool) (theirs, ours *os.File, err error) {
	if err = alreadySet(field, value); err != nil {
		return nil, nil, err
	}
	if c.Process != nil {
		return nil, nil, errors.New("exec: " + field + "Pipe after process started")
	}
	return c.pipe(theirsReads)
}

// StdinPipe returns a pipe to the program's standard input. Close it, so that the
// program sees the end; Wait does so too.
func (c *Cmd) StdinPipe() (io.WriteCloser, error) {
	theirs, ours, err := c.userPipe("Stdin", c.Stdin, true)
	if err != nil {
		return nil, err
	}
	c.Stdin = theirs
	o := &onceCloser{File: ours}
	c.ours[len(c.ours)-1] = o
	return o, nil
}

// StderrPipe is StdoutPipe for standard error.
func (c *Cmd) StderrPipe() (io.ReadCloser, error) {
	theirs, ours, err := c.userPipe("Stderr", c.Stderr, false)
	if err == nil {
		c.Stderr = theirs
		return ours, nil
	}
	return nil, err
}

// StdoutPipe returns a pipe from the program's standard output. Wait closes it: read
// all before that.
func (c *Cmd) StdoutPipe() (io.ReadCloser, error) {
	theirs, ours, err := c.userPipe("Stdout", c.Stdout, false)
	if err == nil {
		c.Stdout = theirs
		return ours, nil
	}
	return nil, err
}
