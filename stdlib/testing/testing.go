// Package testing runs the tests, benchmarks, fuzz targets and examples of a package:
// functions named TestXxx, BenchmarkXxx, FuzzXxx and ExampleXxx in its _test.go files.
// gvm test writes a program that lists them, and calls MainStart.
//
// What is running forms a tree. Each T, B and F is a node of it; a session is one run
// over all tests, and holds what the nodes share: the filter of names, the screen that
// output goes to, and the gate that parallel tests pass through.
//
// A node's words go up the tree. Where the run is verbose, a log line goes to the screen
// at once; otherwise it is kept in the node and, should the node fail, handed to the node
// above under the line that reports the failure, one step further to the right. What
// reaches the root is printed. So a test's report is one piece, whatever ran beside it.
//
// A test runs on a goroutine of its own, because FailNow and SkipNow end the goroutine.
// The node that started it waits for one of two signals: that the test has ended, or that
// it has called Parallel. Tests of the second kind sleep until the function of the node
// above returns; then they run side by side, as many as the gate admits.
//
// Files: node.go has what T, B and F share; test.go T and its life; names.go the names of
// subtests and the choice of what runs; screen.go output; place.go environment, folders
// and contexts; bench.go, benchfit.go and result.go benchmarks; fuzz.go and corpus.go
// fuzz targets; example.go examples; flags.go flags; main.go the run as a whole; alloc.go
// counts allocations; cover.go reports coverage.
package testing

import (
	"context"
	"io"
	"os"
	"strings"
)

// TB is what T, B and F have in common.
type TB interface {
	Name() string
	Helper()
	Cleanup(func())
	Context() context.Context

	Log(args ...any)
	Logf(format string, args ...any)
	Output() io.Writer
	Attr(key, value string)

	Fail()
	Error(args ...any)
	Errorf(format string, args ...any)
	FailNow()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
	Failed() bool

	SkipNow()
	Skip(args ...any)
	Skipf(format string, args ...any)
	Skipped() bool

	Setenv(key, value string)
	Chdir(dir string)
	TempDir() string
	ArtifactDir() string

	// Implemented by this package alone, so that methods can be added to TB.
	sealed()
}

var (
	_ TB = (*T)(nil)
	_ TB = (*B)(nil)
	_ TB = (*F)(nil)
)

// Testing tells whether the program is one that gvm test made. Such programs are named
// after their package, with .test added.
func Testing() bool { return len(os.Args) > 0 && strings.HasSuffix(os.Args[0], ".test") }

// Short tells whether long tests should do less: the flag -test.short.
func Short() bool {
	needFlags("Short")
	return settings.short
}

// Verbose tells whether all tests are to be printed: the flag -test.v.
func Verbose() bool {
	needFlags("Verbose")
	return settings.verbose.on
}

// CoverMode returns what coverage counts: "set", "count" or "atomic"; empty where
// coverage is not asked for.
func CoverMode() string { return covered.Mode }
