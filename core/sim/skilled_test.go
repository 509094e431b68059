package sim

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"
)

// maySkill is what skilled says, person by person: whether p has the skill for a station at some time.
func (m *Model) maySkill(p, station int) bool {
	for _, s := range m.People[p].Skills {
		if s.Station == station {
			return true
		}
	}
	for _, c := range m.Changes {
		if c.Kind == SetSpeed && c.Index == p && c.Station == station && c.To > 0 {
			return true
		}
	}
	return false
}

func TestSkilled(t *testing.T) {
	dice := rand.New(rand.NewPCG(1, 1))
	for range 200 {
		m := shopOf(1+dice.IntN(6), dice.IntN(8), dice.IntN(20), dice)
		by := m.skilled()
		for k := range m.Stations {
			var want []int32
			for p := range m.People {
				if m.maySkill(p, k) {
					want = append(want, int32(p))
				}
			}
			if !slices.Equal(by[k], want) {
				t.Errorf("station %d is served by %v, want %v", k, by[k], want)
			}
		}
	}
	// Whom a change names and there is not is left to those who refuse changes.
	m := shopOf(2, 1, 0, dice)
	m.Changes = []Change{{Kind: SetSpeed, Index: 1, Station: 0, To: 1}, {Kind: SetSpeed, Index: -1, Station: 0, To: 1}, {Kind: SetSpeed, Index: 0, Station: 1, To: 0}}
	for k, people := range m.skilled() {
		for _, p := range people {
			if p != 0 || !m.maySkill(0, k) {
				t.Errorf("station %d is served by %v", k, people)
			}
		}
	}
}

// shopOf makes a model of so many stations, people with a skill each, and changes of skills.
func shopOf(stations, people, changes int, dice *rand.Rand) Model {
	m := Model{Classes: []Class{{Name: "item", Steps: []Step{{Service: law(1, 1)}}}}}
	for k := range stations {
		m.Stations = append(m.Stations, Station{Name: strconv.Itoa(k)})
	}
	for range people {
		m.People = append(m.People, Person{Skills: []Skill{{Station: dice.IntN(stations), Speed: 1}}})
	}
	for k := range changes {
		if people > 0 {
			m.Changes = append(m.Changes, Change{At: float64(k), Kind: SetSpeed, Index: dice.IntN(people), Station: dice.IntN(stations), To: float64(dice.IntN(2))})
		}
	}
	return m
}

// BenchmarkNewPeople makes an engine of people whose skills change: its time grows with both, not with their product.
func BenchmarkNewPeople(b *testing.B) {
	for _, n := range []int{1000, 4000} {
		m := shopOf(10, n, n, rand.New(rand.NewPCG(1, 1)))
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			for b.Loop() {
				if _, err := New(m, Options{Horizon: 1}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
