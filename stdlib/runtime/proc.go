// This file holds goroutines, threads and processors, and runtime.main.

package runtime

// main is the first goroutine: it runs the initialisers of all packages, then
// main.main, and ends the program.
func main() {
	mainStart()
	for {
		init := nextInit()
		if init == nil {
			break
		}
		init()
	}
	mainInitDone()
	mainMain()()
	exit(0)
}

func mainStart()
func nextInit() func()
func mainInitDone()
func mainMain() func()
func exit(code int)

// runFinalizers is the goroutine that calls finalizers and cleanups.
func runFinalizers() {
	for {
		runFinalizer()
	}
}

// runFinalizer waits for a finalizer or cleanup that is due, and calls it.
func runFinalizer()

// Gosched lets other goroutines run; the current one goes on later.
func Gosched()

// Goexit ends the goroutine that calls it, after its deferred calls. When main's
// goroutine calls it, the program goes on without it.
func Goexit()

// LockOSThread ties the goroutine to its thread: no other will run there, until as
// many calls of UnlockOSThread. A goroutine that ends while tied ends the thread.
func LockOSThread()

// UnlockOSThread undoes one LockOSThread.
func UnlockOSThread()

// NumGoroutine returns the number of goroutines.
func NumGoroutine() int

// NumCPU returns the number of processors the process may use.
func NumCPU() int

// NumCgoCall returns the number of calls into host libraries.
func NumCgoCall() int64

// GOMAXPROCS sets how many threads may run Go code at once, for n > 0, and returns
// the previous setting.
func GOMAXPROCS(n int) int {
	if n < 0 {
		n = 0
	}
	return setGomaxprocs(n)
}

func setGomaxprocs(n int) int
func defaultGomaxprocs() int

// SetDefaultGOMAXPROCS sets GOMAXPROCS to what it is without the environment
// variable: the number of processors, or the limit of the process's container.
func SetDefaultGOMAXPROCS() { setGomaxprocs(defaultGomaxprocs()) }

// Breakpoint stops the program for a debugger.
func Breakpoint()

// KeepAlive keeps its argument from being collected before this call.
func KeepAlive(x any)

// Compiler, GOOS and GOARCH name the toolchain and the target.
const (
	Compiler        = "gc"
	GOOS     string = "linux"
	GOARCH   string = "amd64"
)

// Version returns the version of Go that the virtual machine implements.
func Version() string

// GOROOT returns the root of the Go tree, from the environment or empty.
func GOROOT() string

// OS returns GOOS. An addition of gvm.
func OS() string { return GOOS }

// Arch returns GOARCH. An addition of gvm.
func Arch() string { return GOARCH }

// SetGCPercent is debug.SetGCPercent. An addition of gvm.
func SetGCPercent(percent int) int
