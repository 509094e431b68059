package org

import (
	"errors"
	"reflect"
	"testing"
)

// A replication below 0 is refused by name, and the one that is under way goes on as if nobody had asked.
func TestStartRefusesNegative(t *testing.T) {
	o := desk(0.8, 1)
	run := func(asked bool) Outcome {
		s, err := o.NewSimulator(Options{Seed: 1, Horizon: 100, Replications: 2})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Start(1); err != nil {
			t.Fatal(err)
		}
		s.Step(20)
		if asked {
			var fe *FieldError
			if err := s.Start(-1); !errors.As(err, &fe) || fe.Field != "Replication" || fe.Value != -1 {
				t.Errorf("replication -1: %v", err)
			}
		}
		for !s.Step(100) {
		}
		return s.Outcome()
	}
	if a, b := run(false), run(true); !reflect.DeepEqual(a, b) || a.Replication != 1 {
		t.Errorf("%+v\nis not %+v", b, a)
	}
}
