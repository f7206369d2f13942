// This file holds what a program knows of how it was built.

package debug

import (
	"runtime"
	"strconv"
	"strings"
)

// BuildInfo tells how a program was built.
type BuildInfo struct {
	GoVersion string // of the toolchain
	Path      string // of the main package
	Main      Module // the module that contains it
	Deps      []*Module
	Settings  []BuildSetting
}

// A Module is one of the modules in a program.
type Module struct {
	Path    string
	Version string
	Sum     string
	Replace *Module // what it was replaced by
}

// A BuildSetting is a key and its value.
type BuildSetting struct {
	Key, Value string
}

// ReadBuildInfo returns what the running program knows of how it was built.
func ReadBuildInfo() (info *BuildInfo, ok bool) {
	return &BuildInfo{
		GoVersion: runtime.Version(),
		Path:      "command-line-arguments",
		Settings: []BuildSetting{
			{"-compiler", runtime.Compiler},
			{"GOARCH", runtime.GOARCH},
			{"GOOS", runtime.GOOS},
		},
	}, true
}

// String shows info as a text that ParseBuildInfo reads.
func (bi *BuildInfo) String() string {
	var b strings.Builder
	line := func(words ...string) {
		b.WriteString(strings.Join(words, "\t"))
		b.WriteByte('\n')
	}
	if bi.GoVersion != "" {
		line("go", bi.GoVersion)
	}
	if bi.Path != "" {
		line("path", bi.Path)
	}
	module := func(word string, m *Module) {
		if m.Replace == nil {
			line(word, m.Path, m.Version, m.Sum)
			return
		}
		line(word, m.Path, m.Version)
		line("=>", m.Replace.Path, m.Replace.Version, m.Replace.Sum)
	}
	if bi.Main != (Module{}) {
		module("mod", &bi.Main)
	}
	for _, m := range bi.Deps {
		module("dep", m)
	}
	for _, s := range bi.Settings {
		key, value := s.Key, s.Value
		if key == "" || strings.ContainsAny(key, "= \t\r\n\"`") {
			key = strconv.Quote(key)
		}
		if strings.ContainsAny(value, " \t\r\n\"`") {
			value = strconv.Quote(value)
		}
		line("build", key+"="+value)
	}
	return b.String()
}

// An infoError is what is wrong with a line.
type infoError struct {
	line int
	text string
}

func (e *infoError) Error() string {
	return "could not parse Go build info: line " + strconv.Itoa(e.line) + ": " + e.text
}

// ParseBuildInfo reads what BuildInfo's String shows.
func ParseBuildInfo(data string) (bi *BuildInfo, err error) {
	bi = new(BuildInfo)
	var last *Module
	for n, text := range strings.Split(data, "\n") {
		word, rest, _ := strings.Cut(text, "\t")
		fail := func(what string) (*BuildInfo, error) { return nil, &infoError{n + 1, what} }
		fields := strings.Split(rest, "\t")
		switch word {
		case "go":
			bi.GoVersion = rest
		case "path":
			bi.Path = rest
		case "mod", "dep":
			if len(fields) != 2 && len(fields) != 3 {
				return fail("expected 2 or 3 columns; got " + strconv.Itoa(len(fields)))
			}
			m := Module{Path: fields[0], Version: fields[1]}
			if len(fields) == 3 {
				m.Sum = fields[2]
			}
			if word == "mod" {
				bi.Main = m
				last = &bi.Main
			} else {
				last = &m
				bi.Deps = append(bi.Deps, last)
			}
		case "=>":
			if len(fields) != 3 {
				return fail("expected 3 columns for replacement; got " + strconv.Itoa(len(fields)))
			}
			if last == nil {
				return fail("replacement with no module on previous line")
			}
			last.Replace = &Module{Path: fields[0], Version: fields[1], Sum: fields[2]}
			last = nil
		case "build":
			key, value, ok := cutSetting(rest)
			if !ok {
				return fail("build line with missing or malformed key or value")
			}
			bi.Settings = append(bi.Settings, BuildSetting{key, value})
		}
	}
	return bi, nil
}

// cutSetting reads key=value, either of which may be quoted.
func cutSetting(s string) (key, value string, ok bool) {
	if s == "" || s[0] == '=' {
		return
	}
	if s[0] == '"' || s[0] == '`' {
		quoted, err := strconv.QuotedPrefix(s)
		if err != nil {
			return
		}
		key, _ = strconv.Unquote(quoted)
		s = s[len(quoted):]
		if s == "" || s[0] != '=' {
			return
		}
		value = s[1:]
	} else if key, value, ok = strings.Cut(s, "="); !ok {
		return
	}
	if value != "" && (value[0] == '"' || value[0] == '`') {
		text, err := strconv.Unquote(value)
		if err != nil {
			return key, value, false
		}
		value = text
	}
	return key, value, true
}
