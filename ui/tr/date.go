package tr

import (
	"fmt"
	"time"
)

// The months of Norwegian, which begin with small letters.
var months = []string{"januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "desember"}

// Date is the day of a time as the language in use writes it: "3 March 2026", "3. mars 2026".
func Date(t time.Time) string {
	if Current() == Norwegian {
		return fmt.Sprintf("%d. %s %d", t.Day(), months[t.Month()-1], t.Year())
	}
	return t.Format("2 January 2006")
}
