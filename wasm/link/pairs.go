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
	ours := false // a version or an argument was named: this is a link of ours
	for part := range strings.FieldsFuncSeq(unescape(text), func(r rune) bool { return r == '&' || r == ';' || r == '#' || r == '?' }) {
		key, value, found := strings.Cut(part, "=")
		e := entry{key: trimKey(key), value: trimValue(value), bare: !found}
		if e.key == "" {
			continue
		}
		if len(es) == maxPairs {
			notes = append(notes, Note{Text: "The link has more entries than any that this page writes; only the first were read."})
			break
		}
		ours = ours || strings.EqualFold(e.key, keyVersion) || strings.EqualFold(e.key, keyArgument)
		if end := ending(e.value); ours && end < len(e.value) {
			e.value = trimValue(e.value[:end])
			return append(es, e), notes
		}
		es = append(es, e)
	}
	return es, notes
}

// Split cuts an address, a hash or bare pairs, as a reader may paste them, into
// the part after "#" and the part between "?" and "#". Text with neither
// is taken for pairs unless it has a scheme or begins with "/". Of an address
// that a mail gateway has wrapped into one of its own, the inner one is read.
func Split(address string) (hash, query string) {
	address = entities(strings.Trim(strings.TrimSpace(address), "<>\"'"))
	if !strings.Contains(address, "#") {
		if _, inner, found := strings.Cut(strings.Replace(address, "%3a%2f%2f", "%3A%2F%2F", 1), "%3A%2F%2F"); found {
			inner, _, _ = strings.Cut(inner, "&")
			if inner = percent(inner); strings.ContainsAny(inner, "#?") {
				address = "//" + inner
			}
		}
	}
	if !strings.Contains(address, "#") {
		// A gateway has encoded the signs that divide an address.
		before, after, found := strings.Cut(strings.Replace(address, "%2523", "%23", 1), "%23")
		if found {
			address = before + "#" + after
		} else if !strings.Contains(address, "?") {
			address = strings.Replace(strings.Replace(address, "%3f", "?", 1), "%3F", "?", 1)
		}
	}
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
