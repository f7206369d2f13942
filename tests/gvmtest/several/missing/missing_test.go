package missing

import (
	"example.com/several/nowhere"
	"testing"
)

func TestMissing(t *testing.T) { nowhere.F() }
