package db

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"
)

// dumped lists what a dump holds, in its order.
var dumped = []table{
	documentTable, reviewerTable, trialTable, armTable, resultTable, factTable,
	claimTable, linkTable, appraisalTable, answerTable, quoteTable, appraisalQuoteTable,
	overruleTable, briefTable, reportTable, thresholdTable, thresholdUseTable, strengthTable,
}

// Dump writes the content of the library as lines of JSON, entity by entity and sorted by uid, so that two libraries
// with equal content write equal bytes. Row numbers, history and settings are left out, and so are the times at which
// judgements were stored; the times at which facts were checked belong to the facts. Arms and results carry their
// place within their trial.
func (l *Library) Dump(ctx context.Context, w io.Writer) error {
	out := bufio.NewWriter(w)
	var failed error
	err := l.read(ctx, func(q querier) error {
		for _, t := range dumped {
			var line string
			err := q.each(dumpQuery(t), nil, []any{&line}, func() {
				if _, err := out.WriteString(line + "\n"); err != nil && failed == nil {
					failed = err
				}
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		err = failed
	}
	if err == nil {
		err = out.Flush()
	}
	if err != nil {
		return fail("The library could not be dumped", err)
	}
	return nil
}

func dumpQuery(t table) string {
	parts := []string{"'entity', '" + string(t.entity) + "'"}
	for _, c := range t.columns {
		if c.name != "judged_at" && c.name != "decided_at" {
			parts = append(parts, fmt.Sprintf("'%s', %s", c.name, c.name))
		}
	}
	if t.entity == EntityArm || t.entity == EntityResult {
		parts = append(parts, "'position', row_number() OVER (PARTITION BY trial_uid ORDER BY position, uid)")
	}
	return fmt.Sprintf("SELECT json_object(%s) FROM %s ORDER BY uid", strings.Join(parts, ", "), t.entity)
}
