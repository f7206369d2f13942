package syscall

import "sync"

// The environment is the VM's own copy, taken at start; changes stay inside the program and reach its children.
var environ struct {
	sync.RWMutex
	loaded bool
	list   []string       // "K=V", "" where a variable was removed
	index  map[string]int // name to place in list
}

func startEnviron() []string

// load is called with the lock held for writing.
func loadEnviron() {
	if environ.loaded {
		return
	}
	environ.loaded = true
	environ.list = startEnviron()
	environ.index = make(map[string]int, len(environ.list))
	for i, kv := range environ.list {
		name := envName(kv)
		if _, twice := environ.index[name]; twice || name == "" {
			environ.list[i] = "" // the first of a name counts
			continue
		}
		environ.index[name] = i
	}
}

// envName gives the part before '='; one at the very start belongs to the name.
func envName(kv string) string {
	for i := 1; i < len(kv); i++ {
		if kv[i] == '=' {
			return kv[:i]
		}
	}
	return ""
}

// Getenv gives a variable's value.
func Getenv(key string) (value string, found bool) {
	if key == "" {
		return "", false
	}
	environ.Lock()
	defer environ.Unlock()
	loadEnviron()
	i, ok := environ.index[key]
	if !ok {
		return "", false
	}
	return environ.list[i][len(key)+1:], true
}

// Setenv sets a variable.
func Setenv(key, value string) error {
	if key == "" {
		return EINVAL
	}
	for i := 0; i < len(key); i++ {
		if key[i] == '=' || key[i] == 0 {
			return EINVAL
		}
	}
	for i := 0; i < len(value); i++ {
		if value[i] == 0 {
			return EINVAL
		}
	}
	environ.Lock()
	defer environ.Unlock()
	loadEnviron()
	kv := key + "=" + value
	if i, ok := environ.index[key]; ok {
		environ.list[i] = kv
		return nil
	}
	environ.index[key] = len(environ.list)
	environ.list = append(environ.list, kv)
	return nil
}

// Unsetenv removes a variable.
func Unsetenv(key string) error {
	environ.Lock()
	defer environ.Unlock()
	loadEnviron()
	if i, ok := environ.index[key]; ok {
		environ.list[i] = ""
		delete(environ.index, key)
	}
	return nil
}

// Clearenv removes all variables.
func Clearenv() {
	environ.Lock()
	defer environ.Unlock()
	environ.loaded = true
	environ.list = nil
	environ.index = map[string]int{}
}

// Environ gives a copy of all variables as "K=V".
func Environ() []string {
	environ.Lock()
	defer environ.Unlock()
	loadEnviron()
	out := make([]string, 0, len(environ.list))
	for _, kv := range environ.list {
		if kv != "" {
			out = append(out, kv)
		}
	}
	return out
}

// Conn is a connection that lends its descriptor.
type Conn interface {
	SyscallConn() (RawConn, error)
}

// RawConn lends a descriptor for the time of a call of f. Read and Write call f again, once the descriptor is ready,
// until it returns true.
type RawConn interface {
	Control(f func(fd uintptr)) error
	Read(f func(fd uintptr) (done bool)) error
	Write(f func(fd uintptr) (done bool)) error
}
