package broken

import "testing"

func TestBroken(t *testing.T) {
	unused := 1
	undefined()
}
