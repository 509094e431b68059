package pingpong

import (
	"testing"

	"kingman/core/argument/argumenttest"
)

func TestArgument(t *testing.T) {
	argumenttest.Check(t, Model(), argumenttest.Case{Name: "as today", Pairs: "misunderstood=0.2 minutes=0"})
}
