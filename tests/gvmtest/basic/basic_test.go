package basic

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

func TestPush(t *testing.T) {
	var s Stack
	for i := range 3 {
		s.Push(i)
	}
	if s.depth() != 3 {
		t.Fatal("depth", s.depth())
	}
}

func TestPop(t *testing.T) {
	var s Stack
	if _, err := s.Pop(); err != ErrEmpty {
		t.Errorf("err %v", err)
	}
}

func TestFails(t *testing.T) {
	t.Log("a line\nand another\n")
	t.Run("first", func(t *testing.T) {
		t.Run("deep", func(t *testing.T) {
			t.Errorf("value %d\nis wrong", 7)
			fmt.Fprint(t.Output(), "plain\noutput")
		})
		t.Run("passes", func(t *testing.T) { t.Log("not shown unless verbose") })
	})
	t.Run("first", func(t *testing.T) {})
	t.Run("", func(t *testing.T) { t.Skip("no reason") })
	t.Run("with space\tand \x01", func(t *testing.T) { t.FailNow() })
}

func helper(t *testing.T, ok bool) {
	t.Helper()
	if !ok {
		t.Error("reported at the caller")
	}
}

func TestHelper(t *testing.T) { helper(t, false) }

func TestSkipped(t *testing.T) {
	t.Skipf("skipped for %s", "a reason")
}

func TestParallel(t *testing.T) {
	t.Run("group", func(t *testing.T) {
		for i := range 3 {
			t.Run(fmt.Sprint("p", i), func(t *testing.T) {
				t.Parallel()
				time.Sleep(time.Duration(i*60) * time.Millisecond)
				t.Log("done", i)
			})
		}
		t.Log("released")
	})
	t.Log("all done")
}

func TestOneParallel(t *testing.T) {
	t.Run("group", func(t *testing.T) {
		t.Run("only", func(t *testing.T) {
			t.Parallel()
			t.Log("runs after the others")
		})
		t.Run("other", func(t *testing.T) {})
		t.Log("released")
	})
}

func TestCleanup(t *testing.T) {
	t.Cleanup(func() { t.Log("first registered, last run", t.Context().Err()) })
	t.Cleanup(func() { t.Cleanup(func() { t.Log("added by a cleanup") }) })
	t.Log(t.Context().Err())
}

func TestPlace(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(dir+"/x", []byte("x"), 0o666); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	if _, err := os.Stat("x"); err != nil {
		t.Error(err)
	}
	t.Setenv("GVM_TEST_X", "set")
	t.Run("below", func(t *testing.T) {
		if os.Getenv("GVM_TEST_X") != "set" {
			t.Error("not set")
		}
		defer func() { t.Log(recover()) }()
		t.Parallel()
	})
	if !strings.Contains(dir, "TestPlace") {
		t.Error(dir)
	}
}

func TestAttr(t *testing.T) {
	t.Attr("key", "some value")
	t.Attr("bad key", "x")
}

func TestTestdata(t *testing.T) {
	text, err := os.ReadFile("testdata/hello.txt")
	if err != nil || string(text) != "hello\n" {
		t.Error(string(text), err)
	}
}

func TestDeadline(t *testing.T) {
	_, ok := t.Deadline()
	t.Log(ok, testing.Testing(), testing.Short())
}

func FuzzReverse(f *testing.F) {
	f.Add("abc", 1)
	f.Add("", 2)
	f.Fuzz(func(t *testing.T, s string, n int) {
		if s == "from file" || n == 2 {
			t.Error(s, n)
		}
	})
}

func ExampleStack() {
	var s Stack
	s.Push(5)
	fmt.Println(s.Pop())
	// Output: 5 <nil>
}

func ExampleStack_behindCode() {
	fmt.Println(1) // a comment of this line alone
	// Output: 1
}

func ExampleStack_wrong() {
	fmt.Println("a")
	fmt.Println("b")
	// Output:
	// a
	//
	// c
}

func ExampleStack_unordered() {
	fmt.Println("2\n1\n3")
	/* Unordered output:
	1
	2
	3 */
}

func ExampleStack_unorderedWrong() {
	fmt.Println("2\n1")
	// Unordered output:
	// 1
	// 3
}

func ExampleStack_notRun() { panic("must not run") }

func ExampleStack_Push() {
	fmt.Print("")
	// Output:
}
