// Package deep records the order of initialisation.
package deep

var Log []string

func Trace(s string) int {
	Log = append(Log, s)
	return len(Log)
}

func init() { Trace("deep init") }
