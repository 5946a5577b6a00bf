package words

import (
	"fmt"

	"claimgrade/ui/tr"
)

// Bytes is the size of a file.
func Bytes(n int64) string {
	const kilo, mega = 1024, 1024 * 1024
	if n < mega {
		return fmt.Sprintf("%d kB", (n+kilo-1)/kilo)
	}
	return tr.Digits(fmt.Sprintf("%.1f MB", float64(n)/mega))
}
