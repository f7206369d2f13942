// This file has levels: how much a record matters.

package slog

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync/atomic"
)

// Level is how much a record matters; the higher, the more.
type Level int

// The levels that have names. Those between belong to the next lower name.
const (
	LevelDebug, LevelInfo Level = -4, 0
	LevelWarn, LevelError Level = 4, 8
)

// Leveler is what tells a level, which may change.
type Leveler interface{ Level() Level }

// Level returns l.
func (l Level) Level() Level { return l }

var levelNames = [...]string{"DEBUG", "INFO", "WARN", "ERROR"}

// String returns a name, and how far above it the level is: INFO, WARN+2.
func (l Level) String() string {
	i := min(max(int(l-LevelDebug)>>2, 0), len(levelNames)-1)
	if d := int(l) - 4*(i-1); d != 0 {
		return fmt.Sprintf("%s%+d", levelNames[i], d)
	}
	return levelNames[i]
}

// MarshalJSON returns the name as a string of JSON.
func (l Level) MarshalJSON() ([]byte, error) { return strconv.AppendQuote(nil, l.String()), nil }

// UnmarshalJSON reads what MarshalJSON returns, and UnmarshalText takes.
func (l *Level) UnmarshalJSON(data []byte) error {
	s, err := strconv.Unquote(string(data))
	if err != nil {
		return err
	}
	return l.UnmarshalText([]byte(s))
}

// AppendText appends the name.
func (l Level) AppendText(b []byte) ([]byte, error) { return append(b, l.String()...), nil }

// MarshalText returns the name.
func (l Level) MarshalText() ([]byte, error) { return l.AppendText(nil) }

// UnmarshalText reads a name in any case, with a number to add behind it.
func (l *Level) UnmarshalText(data []byte) (err error) {
	s := string(data)
	name, more := s, 0
	if i := strings.IndexAny(s, "+-"); i >= 0 {
		name = s[:i]
		if more, err = strconv.Atoi(s[i:]); err != nil {
			return fmt.Errorf("slog: level string %q: %w", s, err)
		}
	}
	for i, known := range levelNames {
		if strings.EqualFold(name, known) {
			*l = Level(4*(i-1) + more)
			return nil
		}
	}
	return fmt.Errorf("slog: level string %q: %w", s, errors.New("unknown name"))
}

// LevelVar is a level that changes, also while others read it. The zero value is LevelInfo.
type LevelVar struct{ now atomic.Int64 }

// Level returns the level.
func (v *LevelVar) Level() Level { return Level(v.now.Load()) }

// Set sets the level.
func (v *LevelVar) Set(l Level) { v.now.Store(int64(l)) }

func (v *LevelVar) String() string { return "LevelVar(" + v.Level().String() + ")" }

// AppendText appends the name of the level.
func (v *LevelVar) AppendText(b []byte) ([]byte, error) { return v.Level().AppendText(b) }

// MarshalText returns the name of the level.
func (v *LevelVar) MarshalText() ([]byte, error) { return v.Level().AppendText(nil) }

// UnmarshalText sets the level to what Level.UnmarshalText reads.
func (v *LevelVar) UnmarshalText(data []byte) error {
	var l Level
	err := l.UnmarshalText(data)
	if err == nil {
		v.Set(l)
	}
	return err
}
