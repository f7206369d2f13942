// A testing.T that no run has made takes failures and logs, and says nothing.
package helpers

import "testing"

func TestZero(t *testing.T) {
	fake := new(testing.T)
	fake.Errorf("nobody reads %s", "this")
	if !fake.Failed() {
		t.Error("not failed")
	}
	fake.Log("nor this")
}
