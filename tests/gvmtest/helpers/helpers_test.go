// Tests whose own functions are helpers, and cleanups that make folders or give up.
package helpers

import (
	"os"
	"testing"
)

func complain(t *testing.T) {
	t.Helper()
	t.Error("said where the test was begun")
}

func TestBegun(t *testing.T) {
	t.Run("below", complain)
	t.Run("deeper", func(t *testing.T) {
		t.Helper()
		t.Run("below", complain)
	})
}

func TestOwn(t *testing.T) {
	t.Helper()
	t.Error("said in the test")
}

func TestFolderInCleanup(t *testing.T) {
	var dir string
	t.Run("make", func(t *testing.T) {
		t.Cleanup(func() { dir = t.TempDir() })
		t.TempDir()
	})
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Error("the folder of a cleanup is still there:", err)
	}
}

func TestGivesUpInCleanup(t *testing.T) {
	t.Run("sub", func(t *testing.T) {
		t.Cleanup(func() { t.Log("runs all the same") })
		t.Cleanup(func() { t.Fatal("gives up") })
	})
	t.Log("goes on")
}
