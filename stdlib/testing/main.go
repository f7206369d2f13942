// This file is the run as a whole: what all tests share, and M.

package testing

import (
	"fmt"
	"internal/testhook"
	"math/rand"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// A session is one run over tests, fuzz targets or benchmarks.
type session struct {
	names      nameSet
	screen     *screen
	gate       gate
	verbose    bool
	json       bool
	deadline   time.Time
	importPath string
	ran        atomic.Int64
	failures   atomic.Int64
}

func newSession(match func(pat, str string) (bool, error), pattern, flagName string) *session {
	run := &session{screen: theScreen, verbose: settings.verbose.on, json: settings.verbose.json}
	run.names.run = newChoice(match, pattern, flagName)
	run.names.skip = newChoice(match, settings.skip, "-test.skip")
	run.gate.free = settings.parallel
	if run.json {
		theScreen.mark = "\x16"
	}
	return run
}

var theScreen = &screen{}

// stopping tells whether no more tests should start.
func (s *session) stopping() bool { return settings.failFast && s.failures.Load() > 0 }

// A gate admits a number of parallel tests at a time, in the order in which they come.
type gate struct {
	mu   sync.Mutex
	free int
	line []chan struct{}
}

func (g *gate) enter() {
	g.mu.Lock()
	if g.free > 0 {
		g.free--
		g.mu.Unlock()
		return
	}
	turn := make(chan struct{})
	g.line = append(g.line, turn)
	g.mu.Unlock()
	<-turn
}

func (g *gate) leave() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if len(g.line) > 0 {
		close(g.line[0])
		g.line = g.line[1:]
		return
	}
	g.free++
}

// running are the tests that run now, and do not wait for others.
var running nodeSet

type nodeSet struct {
	mu   sync.Mutex
	list []*node
}

func (s *nodeSet) add(n *node) {
	s.mu.Lock()
	s.list = append(s.list, n)
	s.mu.Unlock()
}

func (s *nodeSet) drop(n *node) {
	s.mu.Lock()
	if at := slices.Index(s.list, n); at >= 0 {
		s.list = slices.Delete(s.list, at, at+1)
	}
	s.mu.Unlock()
}

func (s *nodeSet) someAbreast() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.ContainsFunc(s.list, func(n *node) bool { return n.abreast })
}

// describe lists the running tests with their times; of a chain of tests, the last.
func (s *nodeSet) describe() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var lines []string
	for _, n := range s.list {
		below := func(m *node) bool { return strings.HasPrefix(m.name, n.name+"/") }
		if spent, on := n.clock.running(); on && !slices.ContainsFunc(s.list, below) {
			lines = append(lines, fmt.Sprintf("\n\t%s (%v)", n.name, spent.Round(time.Second)))
		}
	}
	if lines == nil {
		return ""
	}
	slices.Sort(lines)
	return "\nrunning tests:" + strings.Join(lines, "")
}

// testDeps is what a test program lends to this package, which could not import it.
type testDeps interface {
	ImportPath() string // of the package under test
	MatchString(pat, str string) (bool, error)
}

// M is the run of a test program. TestMain gets it.
type M struct {
	deps       testDeps
	tests      []InternalTest
	benchmarks []InternalBenchmark
	targets    []InternalFuzzTarget
	examples   []InternalExample
	status     int
}

// MainStart makes an M of what a test program lists. Only programs that gvm test writes
// call it.
func MainStart(deps testDeps, tests []InternalTest, benchmarks []InternalBenchmark, fuzzTargets []InternalFuzzTarget, examples []InternalExample) *M {
	Init()
	return &M{deps, tests, benchmarks, fuzzTargets, examples, 0}
}

type matcherOnly func(pat, str string) (bool, error)

func (f matcherOnly) ImportPath() string                        { return "" }
func (f matcherOnly) MatchString(pat, str string) (bool, error) { return f(pat, str) }

// Main is an older form of MainStart, which also ends the program.
func Main(matchString func(pat, str string) (bool, error), tests []InternalTest, benchmarks []InternalBenchmark, examples []InternalExample) {
	os.Exit(MainStart(matcherOnly(matchString), tests, benchmarks, nil, examples).Run())
}

// Run runs what the flags ask for and returns the status for os.Exit.
func (m *M) Run() (code int) {
	defer func() { m.status = code }()
	parseFlags()
	if settings.parallel < 1 {
		fmt.Fprintln(os.Stderr, "testing: -parallel can only be given a positive integer")
		return 2
	}
	if settings.list != "" {
		m.list()
		return 0
	}
	if !m.shuffle() {
		return 2
	}
	if settings.noExit0 {
		testhook.Exit = func(code int) {
			if code == 0 {
				panic("unexpected call to os.Exit(0) during test")
			}
		}
		defer func() { testhook.Exit = nil }()
	}
	profiles, ok := startProfiles()
	if !ok {
		return 2
	}
	deadline, disarm := armTimeout()
	ran, ok := m.runTests(deadline)
	disarm()
	if !ran && settings.bench == "" {
		fmt.Fprintln(os.Stderr, "testing: warning: no tests to run")
	}
	if ok && settings.bench != "" {
		ok = runBenchmarks(m.deps.ImportPath(), m.deps.MatchString, m.benchmarks)
	}
	if !ok {
		theScreen.mu.Lock()
		fmt.Fprintln(theScreen.out(), theScreen.mark+"FAIL")
		theScreen.mu.Unlock()
		profiles.stop()
		return 1
	}
	fmt.Fprintln(theScreen.out(), theScreen.mark+"PASS")
	reportCoverage()
	profiles.stop()
	return 0
}

// runTests runs tests and seeds of fuzz targets, as often and with as many processors as
// asked for; then examples, once.
func (m *M) runTests(deadline time.Time) (ran, ok bool) {
	ok = true
	stopped := false
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for round := range settings.count {
		for _, procs := range processorCounts() {
			if stopped {
				break
			}
			runtime.GOMAXPROCS(procs)
			run := newSession(m.deps.MatchString, settings.run, "-test.run")
			run.deadline, run.importPath = deadline, m.deps.ImportPath()
			run.runList(m.tests)
			if !run.stopping() {
				run.runTargets(m.targets, round)
			}
			ran = ran || run.ran.Load() > 0
			ok = ok && run.failures.Load() == 0
			stopped = run.stopping()
		}
	}
	run := newSession(m.deps.MatchString, settings.run, "-test.run")
	run.runExamples(m.examples)
	return ran || run.ran.Load() > 0, ok && run.failures.Load() == 0
}

// runList runs tests below a root of their own.
func (s *session) runList(tests []InternalTest) {
	root := new(T)
	root.init(s, nil, "")
	go root.live(func() {
		for _, one := range tests {
			root.Run(one.Name, one.F)
		}
	})
	<-root.signal
}

func parseFlags() {
	Init()
	if !flagParsed() {
		flagParse()
	}
}

func (m *M) list() {
	wanted := newChoice(m.deps.MatchString, settings.list, "-test.list")
	skip := newChoice(m.deps.MatchString, settings.skip, "-test.skip")
	show := func(name string) {
		ok, _ := wanted.admits([]string{name})
		if ok && skip.ways != nil {
			drop, _ := skip.admits([]string{name})
			ok = !drop
		}
		if ok {
			fmt.Println(name)
		}
	}
	for _, one := range m.tests {
		show(one.Name)
	}
	for _, one := range m.benchmarks {
		show(one.Name)
	}
	for _, one := range m.targets {
		show(one.Name)
	}
	for _, one := range m.examples {
		show(one.Name)
	}
}

// shuffle puts tests and benchmarks into a random order, where that is asked for.
func (m *M) shuffle() bool {
	if settings.shuffle == "off" {
		return true
	}
	seed := time.Now().UnixNano()
	if settings.shuffle != "on" {
		var err error
		if seed, err = strconv.ParseInt(settings.shuffle, 10, 64); err != nil {
			fmt.Fprintln(os.Stderr, `testing: -shuffle should be "off", "on", or a valid integer:`, err)
			return false
		}
	}
	fmt.Println("-test.shuffle", seed)
	r := rand.New(rand.NewSource(seed))
	r.Shuffle(len(m.tests), func(a, b int) { m.tests[a], m.tests[b] = m.tests[b], m.tests[a] })
	r.Shuffle(len(m.benchmarks), func(a, b int) {
		m.benchmarks[a], m.benchmarks[b] = m.benchmarks[b], m.benchmarks[a]
	})
	return true
}

// armTimeout has the program end with all goroutines shown when its time is up.
func armTimeout() (deadline time.Time, disarm func()) {
	if settings.timeout <= 0 {
		return time.Time{}, func() {}
	}
	alarm := time.AfterFunc(settings.timeout, func() {
		debug.SetTraceback("all")
		panic(fmt.Sprintf("test timed out after %v%s", settings.timeout, running.describe()))
	})
	return time.Now().Add(settings.timeout), func() { alarm.Stop() }
}

// RunTests runs the tests that match -test.run and tells whether all passed.
func RunTests(matchString func(pat, str string) (bool, error), tests []InternalTest) (ok bool) {
	parseFlags()
	m := &M{deps: matcherOnly(matchString), tests: tests}
	ran, ok := m.runTests(time.Time{})
	if !ran {
		fmt.Fprintln(os.Stderr, "testing: warning: no tests to run")
	}
	return ok
}
