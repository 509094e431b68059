package link

import (
	"slices"
	"strings"

	"kingman/core/argument"
	"kingman/core/smallfmt"
)

// Options are what the query alone may say: how the page looks, not what it
// shows. They are no part of the link.
type Options struct {
	// Embed hides everything around the model; Present is for a stage. The page's
	// script sees to both, and to the theme, before the program is there.
	Embed, Present bool
	// Show lists the ids of the sliders to show; nil shows all. "show=none"
	// gives a list that is empty and not nil.
	Show []string
	// Guess asks the reader first where what-if will land; Unasked keeps the story from
	// asking, too.
	Guess, Unasked bool
	// Move says that the reader comes from the argument that the link names: the
	// page shows its own, with what they have moved. See [Link.To].
	Move bool
	// Chaos names a fault to provoke, for the tests of the page.
	Chaos string
}

const (
	optionEmbed   = "embed"
	optionPresent = "present"
	optionShow    = "show"
	optionTheme   = "theme"
	optionGuess   = "guess"
	optionMove    = "move"
	optionChaos   = "chaos"
	optionPlay    = "play" // a speaker's own story and the place in it: see web/play.js
	optionAt      = "at"

	maxShow  = 64
	maxChaos = 32 // bytes
)

func isOption(key string) bool {
	return slices.Contains([]string{optionEmbed, optionPresent, optionShow, optionGuess, optionTheme, optionMove, optionChaos, optionPlay, optionAt}, key)
}

// isTracker says whether a lower-case key of a query is one that mailing
// programs and social networks add.
func isTracker(key string) bool {
	for _, prefix := range []string{"utm_", "mc_", "pk_", "mtm_", "hsa_", "_hs", "vero_"} {
		if strings.HasPrefix(key, prefix) {
			return true
		}
	}
	return strings.HasSuffix(key, "clid") || slices.Contains([]string{"ref", "ref_src", "igsh", "igshid", "si", "source", "_ga", "_gl"}, key)
}

// DecodeOptions reads the options in the part of an address after "?". What it
// does not know is left to [Decode] and to others.
func DecodeOptions(query string) (Options, []Note) {
	var o Options
	es, _ := entries(query) // Decode notes what is too long
	var notes []Note
	for _, e := range es {
		switch key := strings.ToLower(e.key); key {
		case optionEmbed:
			o.Embed, notes = flag(e, notes)
		case optionPresent:
			o.Present, notes = flag(e, notes)
		case optionGuess:
			o.Guess, notes = flag(e, notes)
			o.Unasked = !o.Guess
		case optionMove:
			o.Move, notes = flag(e, notes)
		case optionShow:
			o.Show, notes = list(e, notes)
		case optionTheme:
			notes = themes(e, notes)
		case optionChaos:
			o.Chaos = ""
			if legalText(e.value) && len(e.value) <= maxChaos {
				o.Chaos = strings.ToLower(e.value)
			}
		}
	}
	return o, bounded(notes)
}

// flag reads yes or no; a bare key is yes.
func flag(e entry, notes []Note) (bool, []Note) {
	switch strings.ToLower(e.value) {
	case "", "1", "true", "yes", "on":
		return true, notes
	case "0", "false", "no", "off":
		return false, notes
	}
	return true, append(notes, Note{Key: strings.ToLower(e.key), Text: smallfmt.Sprintf("%s: the address says %s. It can be 0 or 1 and was taken for 1.", quote(e.key), quote(e.value))})
}

// themes notes what is no theme. The themes themselves are the page's script's: see
// web/looks.js.
func themes(e entry, notes []Note) []Note {
	for theme := range strings.FieldsFuncSeq(strings.ToLower(e.value), isComma) {
		if !slices.Contains([]string{"light", "dark", "transparent"}, theme) {
			return append(notes, Note{Key: optionTheme, Text: smallfmt.Sprintf("“theme” says %s. It can be light, dark or transparent; dark,transparent stands on a dark ground.", quote(e.value))})
		}
	}
	return notes
}

func isComma(r rune) bool { return r == ',' || r == ' ' || r == '+' }

// list reads ids between commas.
func list(e entry, notes []Note) ([]string, []Note) {
	ids := []string{}
	if strings.EqualFold(e.value, "none") {
		return ids, notes
	}
	for id := range strings.FieldsFuncSeq(strings.ToLower(e.value), isComma) {
		if legalText(id) && len(id) <= maxUnknownText && len(ids) < maxShow && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return nil, append(notes, Note{Key: optionShow, Text: "“show” names no slider: all are shown. Write “show=none” to show none."})
	}
	return ids, notes
}

// Sliders returns which parameters of a to show, as indexes in the order of the
// page, and a note if o names any that a lacks. All are shown if o names none
// that a has.
func (o Options) Sliders(a *argument.Entry) (indexes []int, notes []Note) {
	for _, id := range o.Show {
		if _, ok := a.Index(id); !ok {
			notes = append(notes, Note{Key: optionShow, Text: smallfmt.Sprintf("“show” names the slider %s, which this argument does not have.", quote(id))})
		}
	}
	indexes = []int{}
	for i := range a.Params {
		if o.Show == nil || len(o.Show) > 0 && len(notes) == len(o.Show) || slices.Contains(o.Show, a.Params[i].ID) {
			indexes = append(indexes, i)
		}
	}
	return indexes, bounded(notes)
}

// Rest returns the query, without "?", less every pair that belongs to a link
// and less move, which is done with: what stays in the address once the link has
// moved behind the "#".
func (c *Codec) Rest(query string) string {
	var kept []string
	for part := range strings.SplitSeq(strings.TrimPrefix(query, "?"), "&") {
		es, _ := entries(part)
		if len(es) == 0 || !slices.ContainsFunc(es, func(e entry) bool { return c.knows(strings.ToLower(e.key)) }) {
			if part != "" {
				kept = append(kept, part)
			}
		}
	}
	return strings.Join(kept, "&")
}

// Looking returns a query, without "?", that opens the page on the stage or not and, if
// unasked, with nobody asked for a guess; it is else the same.
func Looking(query string, onStage, unasked bool) string {
	var kept []string
	for part := range strings.SplitSeq(query, "&") {
		key, _, _ := strings.Cut(part, "=")
		if part != "" && !strings.EqualFold(key, optionPresent) && !(unasked && strings.EqualFold(key, optionGuess)) {
			kept = append(kept, part)
		}
	}
	if onStage {
		kept = append(kept, optionPresent+"=1")
	}
	if unasked {
		kept = append(kept, optionGuess+"=0")
	}
	return strings.Join(kept, "&")
}

// Rest is [Codec.Rest] with the [Standard] codec.
func Rest(query string) string { return Standard().Rest(query) }

// knows says whether a key belongs to a link to any of the arguments, or to the
// way from one to another.
func (c *Codec) knows(key string) bool {
	return key == optionMove || slices.ContainsFunc(c.Arguments, func(a *argument.Entry) bool { return slices.Contains(keys(a), key) })
}
