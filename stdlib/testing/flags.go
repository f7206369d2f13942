// This file has the flags of test programs.

package testing

import (
	"errors"
	"flag"
	"fmt"
	"math"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// settings are the values of the flags.
var settings struct {
	defined bool

	short, failFast, fullPath, artifacts bool
	noExit0, memories                    bool
	verbose                              verbosity
	run, skip, bench, list, cpus         string
	shuffle, fuzz, outputDir, testLog    string
	count                                uint
	parallel                             int
	timeout                              time.Duration
	benchTime, fuzzTime, minimize        amount
	coverProfile, coverDir, fuzzCache    string
	cpuProfile, memProfile, trace        string
	blockProfile, mutexProfile           string
	blockRate, memRate, mutexFraction    int
	fuzzWorker                           bool
}

func needFlags(who string) {
	if !settings.defined {
		panic("testing: " + who + " called before Init")
	}
	if !flag.Parsed() {
		panic("testing: " + who + " called before Parse")
	}
}

// Init defines the flags. Programs of gvm test call it themselves; a program that uses
// Benchmark without them calls it before flag.Parse.
func Init() {
	if settings.defined {
		return
	}
	settings.defined = true
	s := &settings
	s.benchTime.time = time.Second
	s.minimize.time = time.Minute
	flag.BoolVar(&s.short, "test.short", false, "tell tests to do less")
	flag.BoolVar(&s.failFast, "test.failfast", false, "start no test after one has failed")
	flag.BoolVar(&s.fullPath, "test.fullpath", false, "log whole paths of files")
	flag.BoolVar(&s.artifacts, "test.artifacts", false, "keep the files of ArtifactDir")
	flag.BoolVar(&s.noExit0, "test.paniconexit0", false, "take os.Exit(0) in a test for a failure")
	flag.BoolVar(&s.memories, "test.benchmem", false, "report allocations of all benchmarks")
	flag.BoolVar(&s.fuzzWorker, "test.fuzzworker", false, "not used")
	flag.Var(&s.verbose, "test.v", "print each test as it runs")
	flag.Var(&s.benchTime, "test.benchtime", "measure for `d`, a time or a number of rounds such as 100x")
	flag.Var(&s.fuzzTime, "test.fuzztime", "not used")
	flag.Var(&s.minimize, "test.fuzzminimizetime", "not used")
	flag.UintVar(&s.count, "test.count", 1, "run everything `n` times")
	flag.IntVar(&s.parallel, "test.parallel", runtime.GOMAXPROCS(0), "let at most `n` parallel tests run at once")
	flag.DurationVar(&s.timeout, "test.timeout", 0, "end the program with a dump of its goroutines after `d`; 0 is never")
	flag.IntVar(&s.blockRate, "test.blockprofilerate", 1, "`rate` for runtime.SetBlockProfileRate")
	flag.IntVar(&s.memRate, "test.memprofilerate", 0, "`rate` for runtime.MemProfileRate")
	flag.IntVar(&s.mutexFraction, "test.mutexprofilefraction", 1, "`rate` for runtime.SetMutexProfileFraction")
	for _, one := range []struct {
		at                   *string
		name, initial, usage string
	}{
		{&s.run, "run", "", "run the tests and examples that match `regexp`"},
		{&s.skip, "skip", "", "leave out what matches `regexp`"},
		{&s.bench, "bench", "", "run the benchmarks that match `regexp`"},
		{&s.fuzz, "fuzz", "", "not used"},
		{&s.list, "list", "", "name what matches `regexp`, and run nothing"},
		{&s.cpus, "cpu", "", "`list` of values of GOMAXPROCS to run everything with"},
		{&s.shuffle, "shuffle", "off", "put tests and benchmarks into a random order: off, on, or a seed"},
		{&s.outputDir, "outputdir", "", "folder for files that the run writes"},
		{&s.testLog, "testlogfile", "", "not used"},
		{&s.coverProfile, "coverprofile", "", "write coverage by block to `file`"},
		{&s.coverDir, "gocoverdir", "", "not used"},
		{&s.fuzzCache, "fuzzcachedir", "", "not used"},
		{&s.cpuProfile, "cpuprofile", "", "write a profile of processor time to `file`"},
		{&s.memProfile, "memprofile", "", "write a profile of allocations to `file`"},
		{&s.blockProfile, "blockprofile", "", "write a profile of blocking to `file`"},
		{&s.mutexProfile, "mutexprofile", "", "write a profile of mutex contention to `file`"},
		{&s.trace, "trace", "", "write an execution trace to `file`"},
	} {
		flag.StringVar(one.at, "test."+one.name, one.initial, one.usage)
	}
}

// verbosity is off, on, or in the form for programs that read it.
type verbosity struct{ on, json bool }

func (v *verbosity) IsBoolFlag() bool { return true }
func (v *verbosity) Get() any         { return v.String() }

func (v *verbosity) String() string {
	if v.json {
		return "test2json"
	}
	return strconv.FormatBool(v.on)
}

func (v *verbosity) Set(s string) error {
	if s == "test2json" {
		*v = verbosity{true, true}
		return nil
	}
	on, err := strconv.ParseBool(s)
	if err != nil {
		return fmt.Errorf("invalid flag -test.v=%s", s)
	}
	*v = verbosity{on: on}
	return nil
}

// An amount is a time or, written as in 100x, a number of rounds.
type amount struct {
	time   time.Duration
	rounds int
}

func (a *amount) String() string {
	if a.rounds > 0 {
		return strconv.Itoa(a.rounds) + "x"
	}
	return a.time.String()
}

func (a *amount) Set(s string) error {
	if digits, ok := strings.CutSuffix(s, "x"); ok {
		n, err := strconv.ParseInt(digits, 10, 0)
		if err != nil || n < 0 || n == 0 && a != &settings.benchTime {
			return errors.New("invalid count")
		}
		*a = amount{rounds: int(n)}
		return nil
	}
	d, err := time.ParseDuration(s)
	if err != nil || d <= 0 {
		return errors.New("invalid duration")
	}
	*a = amount{time: d}
	return nil
}

// processorCounts parses -test.cpu.
func processorCounts() []int {
	if settings.cpus == "" {
		return []int{runtime.GOMAXPROCS(0)}
	}
	var list []int
	for _, word := range strings.Split(settings.cpus, ",") {
		if word = strings.TrimSpace(word); word == "" {
			continue
		}
		n, err := strconv.Atoi(word)
		if err != nil || n <= 0 || n > math.MaxInt32 {
			fmt.Fprintf(os.Stderr, "testing: invalid value %q for -test.cpu\n", word)
			os.Exit(1)
		}
		list = append(list, n)
	}
	return list
}
