package trace

import (
	"errors"
	"io"
	"sync"
	"time"
)

// FlightRecorderConfig says how much a flight recorder keeps. Zero values mean the
// defaults: 10 seconds, 10 MB.
type FlightRecorderConfig struct {
	MinAge   time.Duration // keep at least this long, as far as MaxBytes allows
	MaxBytes uint64        // keep no more than about this much
}

const (
	defaultAge   = 10 * time.Second
	defaultBytes = 10 << 20
)

type recorded struct {
	bytes []byte
	ended time.Time
}

// A FlightRecorder keeps the last seconds of a trace in memory, to be written when
// something interesting has happened.
type FlightRecorder struct {
	minAge   time.Duration
	maxBytes uint64

	mu      sync.Mutex // guards what follows
	kept    []recorded
	size    uint64
	on      bool
	writing bool

	writes sync.WaitGroup // calls of WriteTo in progress
}

var active struct {
	mu       sync.Mutex
	recorder *FlightRecorder
}

// NewFlightRecorder makes a recorder, which does nothing until Start.
func NewFlightRecorder(cfg FlightRecorderConfig) *FlightRecorder {
	fr := &FlightRecorder{minAge: cfg.MinAge, maxBytes: cfg.MaxBytes}
	if fr.minAge == 0 {
		fr.minAge = defaultAge
	}
	if fr.maxBytes == 0 {
		fr.maxBytes = defaultBytes
	}
	return fr
}

// Enabled reports whether the recorder is between Start and Stop.
func (fr *FlightRecorder) Enabled() bool {
	fr.mu.Lock()
	defer fr.mu.Unlock()
	return fr.on
}

// Start begins recording. One recorder at a time may do so.
func (fr *FlightRecorder) Start() error {
	active.mu.Lock()
	defer active.mu.Unlock()
	if active.recorder == fr {
		return errors.New("cannot enable a enabled flight recorder")
	}
	if active.recorder != nil {
		return errors.New("flight recorder already enabled")
	}
	active.recorder = fr
	fr.mu.Lock()
	fr.kept, fr.size, fr.on = nil, 0, true
	fr.mu.Unlock()
	attach(fr)
	return nil
}

// Stop ends recording and forgets what was kept, once calls of WriteTo have returned.
func (fr *FlightRecorder) Stop() {
	active.mu.Lock()
	defer active.mu.Unlock()
	if active.recorder != fr {
		return
	}
	fr.mu.Lock()
	fr.on = false
	fr.mu.Unlock()
	fr.writes.Wait()
	detach(fr)
	active.recorder = nil
	fr.mu.Lock()
	fr.kept, fr.size = nil, 0
	fr.mu.Unlock()
}

func (fr *FlightRecorder) take(generation []byte) {
	fr.mu.Lock()
	defer fr.mu.Unlock()
	fr.kept = append(fr.kept, recorded{generation, time.Now()})
	fr.size += uint64(len(generation))
	// The oldest goes if the rest is enough, or if all is too much; the newest stays.
	for len(fr.kept) > 1 && (fr.size > fr.maxBytes || time.Since(fr.kept[0].ended) > fr.minAge) {
		fr.size -= uint64(len(fr.kept[0].bytes))
		fr.kept = fr.kept[1:]
	}
}

// WriteTo writes what is kept, up to this moment, as a trace.
func (fr *FlightRecorder) WriteTo(w io.Writer) (n int64, err error) {
	fr.mu.Lock()
	if !fr.on {
		fr.mu.Unlock()
		return 0, errors.New("cannot snapshot a disabled flight recorder")
	}
	if fr.writing {
		fr.mu.Unlock()
		return 0, errors.New("call to WriteTo for trace.FlightRecorder already in progress")
	}
	fr.writing = true
	fr.writes.Add(1)
	fr.mu.Unlock()
	defer func() {
		fr.mu.Lock()
		fr.writing = false
		fr.mu.Unlock()
		fr.writes.Done()
	}()

	recording.mu.Lock()
	turn(true)
	recording.mu.Unlock()

	fr.mu.Lock()
	parts := make([][]byte, 0, len(fr.kept)+1)
	parts = append(parts, header())
	for _, r := range fr.kept {
		parts = append(parts, r.bytes)
	}
	fr.mu.Unlock()
	for _, part := range parts {
		k, err := w.Write(part)
		n += int64(k)
		if err != nil {
			return n, err
		}
	}
	return n, nil
}
