package cover

import "testing"

func TestCover(t *testing.T) {
	Sign(0)
	Many(10)
	if table["a"]() != 1 {
		t.Error()
	}
}
