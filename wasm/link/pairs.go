package link

import "strings"

// Bounds on what is read: a link of ours has a few hundred characters.
const (
	maxText  = 8192 // bytes
	maxPairs = 256
)

// An entry is a pair as it came, trimmed.
type entry struct {
	key, value string
	bare       bool // there was no "="
}

// entries cuts text, which is what stands after "#" or "?", into pairs, in
// linear time.
func entries(text string) (es []entry, notes []Note) {
	if len(text) > maxText {
		text = text[:maxText]
		notes = append(notes, Note{Text: "The link is far longer than any that this page writes; only its beginning was read."})
	}
	text = unescape(text)
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '&' || r == ';' || r == '#' || r == '?' }) {
		key, value, found := strings.Cut(part, "=")
		e := entry{key: trimKey(key), value: trimValue(value), bare: !found}
		if e.key == "" {
			continue
		}
		if len(es) == maxPairs {
			notes = append(notes, Note{Text: "The link has more entries than any that this page writes; only the first were read."})
			break
		}
		es = append(es, e)
	}
	return es, notes
}

// markup is what is left of "&" and its like by programs that escape text for
// HTML. The quotes and brackets become blanks: they are never part of a link.
var markup = strings.NewReplacer(
	"&amp;", "&", "&#38;", "&", "&#038;", "&", "&#x26;", "&", "&#X26;", "&", "&AMP;", "&",
	"&lt;", " ", "&gt;", " ", "&quot;", " ", "&#34;", " ", "&#39;", " ", "&nbsp;", " ",
)

// unescape undoes what happens to a link on its way: percent-encoding (even
// twice, even of the separators: no legal key or value holds a character that
// needs it), HTML escapes, "+" for a blank, and line breaks.
func unescape(text string) string {
	text = strings.Map(func(r rune) rune {
		switch r {
		case '+':
			return ' '
		case '\n', '\r', '\t', 0, '\u200b', '\u00ad', '\ufeff':
			return -1
		}
		return r
	}, text)
	for range 3 {
		next := markup.Replace(percent(text))
		if next == text {
			break
		}
		text = next
	}
	return text
}

// percent decodes %XX and leaves alone what is not well formed.
func percent(s string) string {
	if !strings.Contains(s, "%") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			if hi, lo := hex(s[i+1]), hex(s[i+2]); hi >= 0 && lo >= 0 {
				b.WriteByte(byte(hi<<4 | lo))
				i += 2
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func hex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// Punctuation that programs and people put around a link. A value may begin
// with a comma or a point (",5") and a key may hold a point, but neither ends in
// one.
const (
	around = " \u00a0\u202f\"'`*<>()[]{}“”‘’«»!:|\\/…"
	after  = around + ".,"
)

func trimKey(s string) string { return strings.Trim(s, after) }

func trimValue(s string) string {
	return strings.TrimRight(strings.TrimLeft(s, around), after)
}

// Split cuts an address, a hash or bare pairs, as somebody may paste them, into
// what stands after "#" and what stands between "?" and "#". Text with neither
// is taken for pairs unless it has a scheme or begins with "/".
func Split(address string) (hash, query string) {
	address = strings.Trim(strings.TrimSpace(address), "<>\"'")
	address = markup.Replace(address)
	if before, after, found := strings.Cut(address, "#"); found {
		hash, address = after, before
	} else if !strings.Contains(address, "?") {
		if strings.Contains(address, "://") || strings.HasPrefix(address, "/") {
			return "", ""
		}
		return address, ""
	}
	_, query, _ = strings.Cut(address, "?")
	return hash, query
}
