package kinds

import (
	"testing"

	"kingman/core/argument/argumenttest"
)

func TestArgument(t *testing.T) {
	argumenttest.Check(t, first(), argumenttest.Case{Name: "as today", Pairs: "asked=8"}, argumenttest.Case{Name: "one more tester", Pairs: "more=3"})
}

func TestOtherArgument(t *testing.T) {
	t.Chdir("other")
	argumenttest.Check(t, second(), argumenttest.Case{Name: "as today", Pairs: "asked=8"})
}
