// This file runs examples: functions whose standard output is compared with a comment.

package testing

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"
)

// InternalExample names an example and what it prints.
type InternalExample struct {
	Name      string
	F         func()
	Output    string
	Unordered bool // lines of Output may come in any order
}

// RunExamples runs the examples that match -test.run and tells whether all passed.
func RunExamples(matchString func(pat, str string) (bool, error), examples []InternalExample) (ok bool) {
	parseFlags()
	run := newSession(matchString, settings.run, "-test.run")
	run.runExamples(examples)
	return run.failures.Load() == 0
}

func (s *session) runExamples(examples []InternalExample) {
	for _, one := range examples {
		var top node
		top.run = s
		if _, wanted := s.names.below(&top, one.Name); !wanted {
			continue
		}
		s.ran.Add(1)
		if !s.example(one) {
			s.failures.Add(1)
		}
	}
}

// example runs one example with its output caught.
func (s *session) example(one InternalExample) (ok bool) {
	if s.verbose {
		s.screen.note("RUN  ", one.Name, "")
	}
	home := os.Stdout
	r, w, err := os.Pipe()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Stdout = w
	caught := make(chan string)
	go func() {
		var text strings.Builder
		_, err := io.Copy(&text, r)
		r.Close()
		if err != nil {
			fmt.Fprintf(os.Stderr, "testing: copying pipe: %v\n", err)
			os.Exit(1)
		}
		caught <- text.String()
	}()
	returned, began := false, time.Now()
	defer func() {
		spent := time.Since(began)
		w.Close()
		os.Stdout = home
		got := <-caught
		fault := recover()
		if fault == nil && !returned {
			fault = errVanished
		}
		complaint := ""
		if fault == nil {
			complaint = one.compare(got)
		}
		ok = fault == nil && complaint == ""
		if word := map[bool]string{true: "PASS", false: "FAIL"}[ok]; !ok || s.verbose {
			s.screen.print(fmt.Sprintf("--- %s: %s (%.2fs)\n%s", word, one.Name, spent.Seconds(), complaint))
			if s.json {
				s.screen.name("")
			}
		}
		if fault != nil {
			if got != "" {
				s.screen.print(got)
			}
			panic(fault)
		}
	}()
	one.F()
	returned = true
	return
}

// compare returns what is wrong with an example's output, or nothing.
func (e InternalExample) compare(got string) string {
	want := e.Output
	if e.Unordered {
		if sortedLines(got) != sortedLines(want) {
			return "got:\n" + got + "\nwant (unordered):\n" + want + "\n"
		}
		return ""
	}
	if got, want = strings.TrimSpace(got), strings.TrimSpace(want); got != want {
		return "got:\n" + got + "\nwant:\n" + want + "\n"
	}
	return ""
}

func sortedLines(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}
