package crash

import (
	"os"
	"runtime"
	"testing"
	"time"
)

func TestBefore(t *testing.T) {}

func TestCrash(t *testing.T) {
	t.Run("below", func(t *testing.T) {
		t.Log("about to")
		t.Cleanup(func() { t.Log("cleanup ran") })
		panic("boom")
	})
}

func TestNil(t *testing.T) {
	var m map[string]int
	m["x"] = 1
}

func TestVanish(t *testing.T) { runtime.Goexit() }

func TestExit0(t *testing.T) { os.Exit(0) }

func TestExit7(t *testing.T) { os.Exit(7) }

func TestSlow(t *testing.T) { time.Sleep(time.Hour) }

func TestParent(t *testing.T) {
	t.Run("sub", func(*testing.T) { t.FailNow() })
	t.Log("not reached")
}
