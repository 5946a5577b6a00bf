package table

import (
	"encoding/csv"
	"io"

	"claimgrade/db/exchange"
)

// Write writes a table with commas between its cells and LF at the ends of its lines. No cell is one that a spreadsheet
// would run; Rows reads each as it was.
func Write(w io.Writer, head []string, rows [][]string) error {
	c := csv.NewWriter(w)
	cells := make([]string, len(head))
	for i := -1; i < len(rows); i++ {
		row := head
		if i >= 0 {
			row = rows[i]
		}
		cells = cells[:0]
		for _, s := range row {
			cells = append(cells, exchange.GuardCell(s))
		}
		if err := c.Write(cells); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}
