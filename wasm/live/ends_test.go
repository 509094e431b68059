package live

import (
	"strings"
	"testing"

	"kingman/core/argument"
	"kingman/core/org"
	"kingman/core/sim"
	"kingman/core/words"
)

// sorting is an organisation in which a request becomes, as it comes, one of two classes that
// go the same way with other luck, and where some are turned down on it.
func sorting() (org.Organisation, argument.Ends) {
	way := func(name string, passes float64) org.Class {
		return org.Class{Name: name, Steps: []org.Step{
			{Station: "agenda", Service: org.Time{Mean: 16}},
			{Station: "approval", Service: org.Time{Mean: 3, SCV: 1}, Next: []org.Branch{{To: org.Out, Probability: 1 - passes}}},
			{Station: "release", Service: org.Time{Mean: 2, SCV: 1}},
		}}
	}
	return org.Organisation{
		Stations: []sim.Station{{Name: "desk", Kind: sim.Delay}, {Name: "agenda", Kind: sim.Delay}, {Name: "approval", Servers: 1}, {Name: "release", Servers: 1}},
		Classes: []org.Class{way("small", 0.9), way("large", 0.3), {
			Name: "request", Arrivals: []org.Arrivals{{Rate: 0.25, SCV: 1}}, Steps: []org.Step{
				{Name: "sort", Station: "desk", Next: []org.Branch{{To: "is small", Probability: 0.6}, {To: "is large", Probability: 0.4}}},
				{Name: "is small", Station: "desk", Spawn: []org.Spawn{{Class: "small", Probability: 1}}, Next: []org.Branch{{To: org.Out, Probability: 1}}},
				{Name: "is large", Station: "desk", Spawn: []org.Spawn{{Class: "large", Probability: 1}}},
			},
		}},
	}, argument.Ends{Said: "released", Else: "turned down", Stations: []int{3}}
}

// Who only decides what it becomes is that, for the picture: one item, called as it came.
// Those who leave before the end of their way fall off it, and are not done.
func TestEnds(t *testing.T) {
	const horizon = 26 * words.Week
	o, ends := sorting()
	of, err := o.NewSimulator(org.Options{Seed: 5, Replications: 1, Horizon: horizon})
	if err == nil {
		err = of.Start(0)
	}
	if err != nil {
		t.Fatal(err)
	}
	for !of.Step(500) {
	}
	out := of.Outcome()
	r := record(t, o, 5, horizon)
	r.Ends = ends
	s := NewStage([]*Row{{Name: "what-if", Colour: "accent"}}, []*Run{r}, 900, 100, 1)
	s.Seek(horizon)
	p := s.Rows[0].Player
	released := int(out.Stations[3].Served)
	turnedDown := int(out.Classes[0].Delivered+out.Classes[1].Delivered) - released
	open := int(out.Classes[0].Open + out.Classes[1].Open)
	if asked := int(out.Classes[2].Arrived); asked < 200 || released+turnedDown+open != asked || turnedDown < asked/4 {
		t.Fatalf("of %d requests %d are released, %d turned down, %d open", asked, released, turnedDown, open)
	}
	if p.done != released || p.gone != turnedDown || p.present() != open {
		t.Errorf("the picture has %d released, %d turned down and %d on the way; there are %d, %d and %d", p.done, p.gone, p.present(), released, turnedDown, open)
	}
	if says := words.Short(float64(released)) + " released, " + words.Short(float64(turnedDown)) + " turned down."; !strings.HasSuffix(s.Alt(), says) {
		t.Errorf("it is said that %q, not that %q", s.Alt(), says)
	}
	if scene, title := string(s.Scene()), s.Title(); !strings.Contains(scene, `"requests"`) || !strings.Contains(scene, `"released"`) || !strings.Contains(title, " request") {
		t.Errorf("titled %q, written %s", title, scene)
	}
	// In, over the agenda; from approval to release; out.
	if want := []Link{{From: Source, To: 0, Delay: 1}, {From: 0, To: 1, Delay: none}, {From: 1, To: Sink, Delay: none}}; len(p.Layout.Links) != len(want) {
		t.Errorf("the ways are %+v", p.Layout.Links)
	} else {
		for i, k := range p.Layout.Links {
			if k.From != want[i].From || k.To != want[i].To || k.Delay != want[i].Delay {
				t.Errorf("way %d is %+v", i, k)
			}
		}
	}

	// Without them all who leave are done.
	r.Ends = argument.Ends{Said: "done"}
	all := NewPlayer(r, Lay(r, room(0, 900, 76)))
	all.Seek(horizon)
	if all.done != released+turnedDown || all.gone != 0 || len(all.Layout.Links) != 4 {
		t.Errorf("%d are done and %d not, over %d ways", all.done, all.gone, len(all.Layout.Links))
	}
}

// A class that takes time, or may leave without becoming anything, is one of its own.
func TestDecides(t *testing.T) {
	for name, change := range map[string]func(*org.Organisation){
		"takes time":       func(o *org.Organisation) { o.Classes[2].Steps[1].Service = org.Time{Mean: 1} },
		"waits in a line":  func(o *org.Organisation) { o.Classes[2].Steps[2].Station = "release" },
		"becomes by lot":   func(o *org.Organisation) { o.Classes[2].Steps[2].Spawn[0].Probability = 0.9 },
		"leaves undecided": func(o *org.Organisation) { o.Classes[2].Steps[0].Next[1].To = org.Out },
	} {
		o, _ := sorting()
		change(&o)
		r, err := NewRun(o, 1, 0, 100)
		if err != nil {
			t.Fatal(err)
		}
		if r.decides[2] {
			t.Errorf("%s: not seen", name)
		}
	}
	o, _ := sorting()
	r, err := NewRun(o, 1, 0, 100)
	if err != nil || r.decides[0] || r.decides[1] || !r.decides[2] {
		t.Errorf("who decides: %v, %v", r.decides, err)
	}
}
