package scenario

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// The sentence never claims a difference that the paired interval does not leave
// zero out of.
func TestTicketClaimsWhatItCanVouchFor(t *testing.T) {
	const refusal = "no difference that we can vouch for"
	claimed, refused := 0, 0
	r := rand.New(rand.NewPCG(1961, 35))
	for n := range 60 {
		s := TicketPingPong.Defaults()
		s.Seed = uint64(n)
		s.Set(s.Argument.index("demand"), float64(1+r.IntN(12)))
		s.Set(s.Argument.index("misunderstood"), 0.01*float64(r.IntN(30)))
		s.Set(s.Argument.index("minutes"), float64(5*r.IntN(20)))
		if n%3 == 0 { // today differs by nothing that matters
			for i := range s.Argument.Params {
				s.Unpin(i)
			}
			s.Pin(s.Argument.index("cost"), 4100)
		}
		v := s.Argument.View(s, filled(s, some(t, s, func(j Job) int {
			if j.ID == "today" || j.ID == "whatif" {
				return 8
			}
			return 0
		})))
		lead, text := v.Figures[0], v.Headline.String()
		compares := false
		for _, span := range v.Headline {
			compares = compares || span.Role == Today && span.Param == "" && span.HasValue
		}
		if lead.Vouched() {
			claimed++
		} else {
			refused++
		}
		if compares != lead.Vouched() || strings.Contains(text, refusal) == lead.Vouched() {
			t.Errorf("the lead time differs by %+v, the sentence says %q", *lead.Difference, text)
		}
		for _, aside := range v.Asides {
			for _, claim := range []string{"Tickets win", "Tickets would win", "Talking wins"} {
				if strings.Contains(aside.String(), claim) && !lead.Vouched() {
					t.Errorf("the lead time differs by %+v, the page says %q", *lead.Difference, aside)
				}
			}
		}
	}
	if claimed < 20 || refused < 20 {
		t.Errorf("%d claims and %d refusals: too few to tell", claimed, refused)
	}
}

// ticketStates are where the sentence changes its mind.
var ticketStates = []struct {
	name          string
	whatIf, today map[string]float64
}{
	{"default", nil, nil},
	{"as today", map[string]float64{"misunderstood": 0.2, "minutes": 0}, nil},
	{"just under the tipping point", map[string]float64{"misunderstood": 0.19, "minutes": 0}, nil},
	{"just over the tipping point", map[string]float64{"misunderstood": 0.21, "minutes": 0}, nil},
	{"far past it", map[string]float64{"misunderstood": 0.6}, nil},
	{"nothing comes back", map[string]float64{"misunderstood": 0}, nil},
	{"more than can be answered once", map[string]float64{"demand": 20}, nil},
	{"talk for nothing", map[string]float64{"misunderstood": 0.2, "minutes": 60}, nil},
	{"too long a talk", map[string]float64{"minutes": 240}, nil},
	{"no difference to vouch for", map[string]float64{"misunderstood": 0.2, "minutes": 0, "backlog": 0}, map[string]float64{"misunderstood": 0.2, "cost": 4100}},
	{"tickets win", map[string]float64{"misunderstood": 0.04, "minutes": 60}, map[string]float64{"misunderstood": 0.06}},
	{"one analyst more", map[string]float64{"misunderstood": 0.2, "minutes": 0, "analysts": 6}, map[string]float64{"analysts": 5}},
	{"talk and one analyst fewer", map[string]float64{"analysts": 4, "demand": 7}, map[string]float64{"analysts": 5}},
	{"from talk to tickets", map[string]float64{"misunderstood": 0.2, "minutes": 0}, map[string]float64{"misunderstood": 0.05, "minutes": 30}},
	{"a pile that shrinks", map[string]float64{"backlog": 60}, nil},
	{"next week", map[string]float64{"weeks": 1}, nil},
	{"the delay decides", map[string]float64{"demand": 4, "delay": 240, "minutes": 200}, nil},
}

// Every word that the page says for the named states and the story, by formula
// and simulated, is in testdata/ticket-ping-pong.txt.
func TestTicketWords(t *testing.T) {
	var b strings.Builder
	longest, which := 0, ""
	say := func(name string, s State) {
		results := []Results{{}}
		if !strings.HasPrefix(name, "step") {
			results = append(results, headlines(t, s))
		}
		for how, r := range results {
			v := s.Argument.View(s, r)
			wellFormed(t, name, v)
			fmt.Fprintf(&b, "%s, %s\n", name, [...]string{"by formula", "simulated"}[how])
			sayAll(&b, v)
			if text := v.Headline.String(); len([]rune(text)) > longest {
				longest, which = len([]rune(text)), text
			}
			for _, c := range v.Charts {
				if len([]rune(c.Subtitle)) > 60 {
					t.Errorf("%s: the subtitle %q is too long", name, c.Subtitle)
				}
			}
		}
	}
	for _, n := range ticketStates {
		say(n.name, ticketState(t, n.whatIf, n.today))
	}
	for n, step := range TicketPingPong.Story {
		say(fmt.Sprintf("step %d: %s", n+1, step.Says), TicketPingPong.AtStep(n+1))
	}
	if longest > 225 {
		t.Errorf("%d letters: %s", longest, which)
	}
	golden(t, "ticket-ping-pong.txt", b.String())
}

// Everything that is simulated for a link, and everything that the page then says,
// has the same bits natively and in wasm. They move only when a model, a random
// stream or a word does.
func TestTicketDigest(t *testing.T) {
	s := ticketState(t, map[string]float64{"weeks": 8, "variability": 1.5, "backlog": 12, "minutes": 45}, nil)
	_, results, view := digestsOf(t, s)
	if results != "3cf040fb98ecf200" || view != "ec946f426433bdf7" {
		t.Errorf("the results have %q, the view %q", results, view)
	}
}
