package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"strconv"

	"claimgrade/appraisal"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// A library from a stranger may hold values of any size, and so may what is imported. What is larger than anything that a
// person or a document brings is neither read nor written: it would keep the program waiting, or end it for want of memory.
// They are variables for tests alone, which would else have to write hundreds of megabytes.
var (
	largestValue = 256 << 20 // bytes of any value: the file of a document may have most of them
	longestText  = 64 << 20  // bytes of a text that is read: the whole text of the largest document
	longestRow   = 8 << 20   // bytes of all texts of a row that is written: the log keeps them as JSON, at most six times as long
	mostParts    = 10_000    // arms, and results, of a trial
)

// limited makes connections that read and write no value beyond largestValue: SQLite refuses it before it takes memory.
type limited struct{ driver.Connector }

func (c limited) Connect(ctx context.Context) (driver.Conn, error) {
	made, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	// The driver sets limits through a pool only. So a pool is made of this one connection, and never given it back, since it would close it.
	pool := sql.OpenDB(given{made, c.Driver()})
	defer pool.Close()
	conn, err := pool.Conn(ctx)
	if err == nil {
		_, err = sqlite.Limit(conn, sqlite3.SQLITE_LIMIT_LENGTH, largestValue)
	}
	if err != nil {
		_ = made.Close()
		return nil, err
	}
	return made, nil
}

// given connects by what is connected already.
type given struct {
	conn driver.Conn
	of   driver.Driver
}

func (g given) Connect(context.Context) (driver.Conn, error) { return g.conn, nil }
func (g given) Driver() driver.Driver                        { return g.of }

// tooLong refuses a row that was read, if one of its texts is too long.
func tooLong(dest []any) error {
	for _, d := range dest {
		if s, ok := d.(*string); ok && len(*s) > longestText {
			return &appraisal.Error{Code: appraisal.CodeInvalid, Text: fmt.Sprintf(
				"The library holds a text of %d MB, which begins with “%s”. Texts of up to %d MB are read. Ask whoever gave you the library for one without it, or open a backup.",
				len(*s)>>20, shortened((*s)[:200]), longestText>>20)}
		}
	}
	return nil
}

// refuseRow refuses a row that is to be written, if its texts together are too long.
func refuseRow(of Entity, args []any) error {
	size := 0
	for _, a := range args {
		if s, ok := a.(string); ok {
			size += len(s)
		}
	}
	if size <= longestRow {
		return nil
	}
	return appraisal.Invalidf(string(of), "The texts have %d MB together; a library keeps up to %d MB in one place. Shorten them, or add the document as a file.", size>>20, longestRow>>20)
}

// fewParts refuses trials of which one has more arms or results than any trial.
func (r *trialReader) fewParts(q querier, in string, args []any) error {
	for part, text := range map[Entity]string{
		EntityArm:    "The trial “%s” has %d arms; up to %d are read. Ask whoever gave you the library for one without it, or open a backup.",
		EntityResult: "The trial “%s” has %d results; up to %d are read. Ask whoever gave you the library for one without it, or open a backup.",
	} {
		var uid string
		var n int
		err := q.each(`SELECT trial_uid, count(*) FROM `+string(part)+` WHERE trial_uid`+in+` GROUP BY trial_uid HAVING count(*) > `+strconv.Itoa(mostParts)+` LIMIT 1`,
			args, []any{&uid, &n}, func() {})
		if err != nil {
			return err
		}
		if n > 0 {
			return &appraisal.Error{Code: appraisal.CodeInvalid, Text: fmt.Sprintf(text, shortened(r.trials[r.index[uid]].Name), n, mostParts)}
		}
	}
	return nil
}
