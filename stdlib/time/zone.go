// This file holds locations: the zones of a place through time.

package time

import (
	"errors"
	"sync"
)

// A Location maps instants to the zone in use at a place.
type Location struct {
	name  string
	zones []zone
	trans []transition // by time
	// rule says what is in use after the last transition, as in the TZ environment
	// variable; see rule.go.
	rule string
}

// A zone is an offset with its name, such as CEST.
type zone struct {
	name   string
	offset int // seconds east of UTC
	dst    bool
}

// A transition begins the use of a zone.
type transition struct {
	when  int64 // seconds since 1970
	index uint8 // into zones
}

const (
	beginningOfTime = -1 << 63
	endOfTime       = 1<<63 - 1
)

var utcLoc = Location{name: "UTC"}

// UTC is Universal Coordinated Time.
var UTC *Location = &utcLoc

var (
	localLoc  Location
	localOnce sync.Once
)

// Local is the system's time zone: that of the environment variable TZ, else of
// /etc/localtime.
var Local *Location = &localLoc

// ready returns the location to look things up in; nil stands for UTC.
func (l *Location) ready() *Location {
	switch l {
	case nil:
		l = &utcLoc
	case &localLoc:
		localOnce.Do(initLocal)
	}
	return l
}

// String returns the name that the Location was made with.
func (l *Location) String() string { return l.ready().name }

// FixedZone returns a Location with one zone, offset seconds east of UTC.
func FixedZone(name string, offset int) *Location {
	return &Location{name: name, zones: []zone{{name, offset, false}}}
}

// lookup returns the zone in use at sec, and from when to when it is.
func (l *Location) lookup(sec int64) (name string, offset int, start, end int64, dst bool) {
	l = l.ready()
	start, end = beginningOfTime, endOfTime
	if len(l.zones) == 0 {
		return "UTC", 0, start, end, false
	}
	// The first transition after sec.
	lo, hi := 0, len(l.trans)
	for lo < hi {
		if mid := (lo + hi) / 2; l.trans[mid].when <= sec {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(l.trans) {
		end = l.trans[lo].when
	}
	if lo == 0 {
		z := l.firstZone()
		return z.name, z.offset, start, end, z.dst
	}
	start = l.trans[lo-1].when
	z := &l.zones[l.trans[lo-1].index]
	if lo == len(l.trans) && l.rule != "" {
		if name, offset, from, to, dst, ok := applyRule(l.rule, start, sec); ok {
			return name, offset, from, to, dst
		}
	}
	return z.name, z.offset, start, end, z.dst
}

func (l *Location) offsetAt(sec int64) int {
	_, offset, _, _, _ := l.lookup(sec)
	return offset
}

// firstZone returns the zone in use before the first transition: the first one that
// no transition leads to, else the first without daylight saving time.
func (l *Location) firstZone() *zone {
	used := false
	for _, t := range l.trans {
		used = used || t.index == 0
	}
	if !used {
		return &l.zones[0]
	}
	if len(l.trans) > 0 && l.zones[l.trans[0].index].dst {
		for i := int(l.trans[0].index) - 1; i >= 0; i-- {
			if !l.zones[i].dst {
				return &l.zones[i]
			}
		}
	}
	for i := range l.zones {
		if !l.zones[i].dst {
			return &l.zones[i]
		}
	}
	return &l.zones[0]
}

// lookupName finds the offset of the zone with that abbreviation, one in use at unix
// (a local time taken as UTC) if there is such a one.
func (l *Location) lookupName(name string, unix int64) (offset int, ok bool) {
	l = l.ready()
	for i := range l.zones {
		z := &l.zones[i]
		if z.name != name {
			continue
		}
		if inUse, offset, _, _, _ := l.lookup(unix - int64(z.offset)); inUse == name {
			return offset, true
		}
	}
	for i := range l.zones {
		if l.zones[i].name == name {
			return l.zones[i].offset, true
		}
	}
	return 0, false
}

// getenv returns an environment variable and whether it is set.
func getenv(name string) (value string, ok bool)

// readFile returns the contents of a file of at most 10 MB; ok is false if there is
// none.
func readFile(name string) (data []byte, ok bool)

// Where systems keep the time zone database.
var databases = [...]string{"/usr/share/zoneinfo/", "/usr/share/lib/zoneinfo/", "/usr/lib/locale/TZ/", "/etc/zoneinfo/"}

// LoadLocation returns the location of that name in the time zone database, as in
// "Europe/Berlin". "" and "UTC" are UTC, "Local" is Local. The directory or zip file
// that the environment variable ZONEINFO names is looked into first.
func LoadLocation(name string) (*Location, error) {
	switch name {
	case "", "UTC":
		return UTC, nil
	case "Local":
		return Local, nil
	}
	if insecure(name) {
		return nil, errors.New("time: invalid location name")
	}
	if dir, _ := getenv("ZONEINFO"); dir != "" {
		if l := loadFrom(dir+"/", name); l != nil {
			return l, nil
		}
	}
	for _, dir := range databases {
		if l := loadFrom(dir, name); l != nil {
			return l, nil
		}
	}
	return nil, errors.New("unknown time zone " + name)
}

func loadFrom(dir, name string) *Location {
	data, ok := readFile(dir + name)
	if !ok {
		return nil
	}
	l, err := LoadLocationFromTZData(name, data)
	if err != nil {
		return nil
	}
	return l
}

// insecure tells whether a name leads out of the database.
func insecure(name string) bool {
	if name[0] == '/' || name[0] == '\\' {
		return true
	}
	for i := 0; i+1 < len(name); i++ {
		if name[i] == '.' && name[i+1] == '.' {
			return true
		}
	}
	return false
}

// initLocal finds out what Local is.
func initLocal() {
	tz, set := getenv("TZ")
	var l *Location
	switch {
	case !set:
		if l = loadFrom("/etc/", "localtime"); l != nil {
			l.name = "Local"
		}
	case tz == "" || tz == ":":
		l = &Location{name: "UTC"}
	default:
		if tz[0] == ':' {
			tz = tz[1:]
		}
		if tz[0] == '/' {
			if l = loadFrom("", tz); l != nil {
				l.name = tz
				if tz == "/etc/localtime" {
					l.name = "Local"
				}
			}
			break
		}
		for _, dir := range databases {
			if tz == "UTC" || insecure(tz) || l != nil {
				break
			}
			l = loadFrom(dir, tz)
		}
	}
	if l == nil {
		l = &Location{name: "UTC"}
	}
	localLoc.name, localLoc.zones, localLoc.trans, localLoc.rule = l.name, l.zones, l.trans, l.rule
}
