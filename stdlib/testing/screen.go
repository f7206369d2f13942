// This file is the screen: what the run prints, line by line, and the names that tell a
// reader of a verbose run which test is speaking.

package testing

import (
	"fmt"
	"io"
	"os"
	"sync"
)

// A screen prints to standard output. In verbose runs it names the test that speaks
// whenever that is another than before.
type screen struct {
	mu      sync.Mutex
	speaker string
	mark    string // before lines of the framework, in the form for programs
}

func (s *screen) out() io.Writer { return os.Stdout }

// print prints a text as it is.
func (s *screen) print(text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	fmt.Fprint(s.out(), s.marked(text))
}

// marked puts the mark before a text that begins with a line of the framework.
func (s *screen) marked(text string) string {
	if len(text) > 4 && (text[:4] == "--- " || text[:4] == "=== ") {
		return s.mark + text
	}
	return text
}

// note prints a line such as "=== RUN   TestX"; its name speaks from there on.
func (s *screen) note(what, name, rest string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if what != "PAUSE" || s.mark != "" {
		s.speaker = name
	}
	fmt.Fprintf(s.out(), "%s=== %s %s%s\n", s.mark, what, name, rest)
}

// speak prints lines of the named test.
func (s *screen) speak(name, lines string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.turnTo(name)
	fmt.Fprint(s.out(), lines)
}

// name says that what follows is of the named test.
func (s *screen) name(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.turnTo(name)
}

func (s *screen) turnTo(name string) {
	if s.speaker != name {
		s.speaker = name
		fmt.Fprintf(s.out(), "%s=== NAME  %s\n", s.mark, name)
	}
}

// result prints the report of a test below the named one, in the form for programs.
func (s *screen) result(head, body, up string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	fmt.Fprintf(s.out(), "%s%s%s", s.mark, head, body)
	s.turnTo(up)
}
