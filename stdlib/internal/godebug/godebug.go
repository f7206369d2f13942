// Package godebug reads the settings of the environment variable GODEBUG, which is
// a list of key=value separated by commas; of equal keys the last counts.
package godebug

import "syscall"

// Setting is one setting.
type Setting struct{ name string }

// New returns the setting of the given name; a # before it says that it is not in
// the documents.
func New(name string) *Setting { return &Setting{name} }

// Undocumented reports whether the setting is not in the documents.
func (s *Setting) Undocumented() bool { return s.name != "" && s.name[0] == '#' }

// Name returns the setting's name.
func (s *Setting) Name() string {
	if s.Undocumented() {
		return s.name[1:]
	}
	return s.name
}

// String returns name=value.
func (s *Setting) String() string { return s.Name() + "=" + s.Value() }

// IncNonDefault notes that a value other than the default made a difference; gvm
// keeps no such counts.
func (s *Setting) IncNonDefault() {}

// Value returns the setting's value, "" where there is none.
func (s *Setting) Value() string {
	all, _ := syscall.Getenv("GODEBUG")
	name := s.Name()
	value := ""
	for all != "" {
		end := 0
		for end < len(all) && all[end] != ',' {
			end++
		}
		entry := all[:end]
		if n := len(name); len(entry) > n && entry[:n] == name && entry[n] == '=' {
			value = entry[n+1:]
		}
		all = all[min(end+1, len(all)):]
	}
	return value
}
