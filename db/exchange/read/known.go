package read

import (
	"claimgrade/db/exchange"
	"claimgrade/db/exchange/revman"
)

// Known reports whether data look like a format that is read here. It is for whoever has to choose between an import and
// an article: nothing is read yet.
func Known(name string, data []byte) bool {
	if len(data) > Largest {
		return false
	}
	if revman.LooksZip(data) {
		return office(data) == ""
	}
	if notText(data) != "" {
		return false
	}
	text, _, why := exchange.Decode(name, data)
	if why != "" || markup(text) != "" {
		return false
	}
	for _, format := range formats {
		if format.looks(text) {
			return true
		}
	}
	return false
}
