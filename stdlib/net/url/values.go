// This file has queries as tables.

package url

import (
	"errors"
	"internal/godebug"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Values has lists of values by keys, as in a query or a form.
type Values map[string][]string

// Get returns the first value of a key, or "".
func (v Values) Get(key string) string {
	if list := v[key]; len(list) > 0 {
		return list[0]
	}
	return ""
}

// Set makes a value the only one of a key.
func (v Values) Set(key, value string) { v[key] = []string{value} }

// Add adds a value to those of a key.
func (v Values) Add(key, value string) { v[key] = append(v[key], value) }

// Del takes a key away.
func (v Values) Del(key string) { delete(v, key) }

// Has reports whether there is a key.
func (v Values) Has(key string) bool {
	_, ok := v[key]
	return ok
}

// Encode writes the values as a query, in the order of the keys.
func (v Values) Encode() string {
	var b strings.Builder
	for _, key := range slices.Sorted(maps.Keys(v)) {
		name := QueryEscape(key)
		for _, value := range v[key] {
			if b.Len() > 0 {
				b.WriteByte('&')
			}
			b.WriteString(name)
			b.WriteByte('=')
			b.WriteString(QueryEscape(value))
		}
	}
	return b.String()
}

// ParseQuery reads a query: settings with & between them. It returns all that are well formed, and a mistake, if there is one.
func ParseQuery(query string) (Values, error) {
	v := Values{}
	return v, v.read(query)
}

// maxSettings is a setting: how many settings a query may have.
var maxSettings = godebug.New("urlmaxqueryparams")

func (v Values) read(query string) (mistake error) {
	most, err := strconv.Atoi(maxSettings.Value())
	if err != nil {
		most = 10000
	}
	if most > 0 && strings.Count(query, "&") >= most {
		return errors.New("number of URL query parameters exceeded limit")
	}
	for setting := range strings.SplitSeq(query, "&") {
		if setting == "" {
			continue
		}
		if strings.Contains(setting, ";") {
			mistake = errors.New("invalid semicolon separator in query")
			continue
		}
		key, value, _ := strings.Cut(setting, "=")
		if key, err = QueryUnescape(key); err == nil {
			value, err = QueryUnescape(value)
		}
		if err == nil {
			v.Add(key, value)
		} else if mistake == nil {
			mistake = err
		}
	}
	return mistake
}

// Query reads RawQuery, and passes over what is not well formed.
func (u *URL) Query() Values {
	v, _ := ParseQuery(u.RawQuery)
	return v
}
