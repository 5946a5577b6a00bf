package db

import (
	"database/sql"
	"errors"
	"sync"
)

// group remembers the last action of a group of writes, so that the next of the same group goes on with it: a text that
// is stored at every keystroke is still undone in one step. It is forgotten when the library is closed.
type group struct {
	mu     sync.Mutex
	name   string
	action int64
}

func (g *group) remember(name string, action int64) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.name, g.action = name, action
}

func (g *group) last(name string) int64 {
	g.mu.Lock()
	defer g.mu.Unlock()
	if name == "" || g.name != name {
		return 0
	}
	return g.action
}

// open begins the action, or goes on with the last one of its group if it was the same reviewer's and nothing was done
// since, not even an undo.
func (t *transaction) open(a Action) error {
	if last := t.l.typing.last(a.Group); last != 0 {
		err := t.tx.QueryRowContext(t.ctx, `
			SELECT (SELECT max(seq) FROM change WHERE action_id = a.id)
			FROM action a
			WHERE a.id = ? AND a.kind = ? AND a.reviewer = ? AND a.state = 'done' AND a.id = (SELECT max(id) FROM action)`,
			last, a.kind(), clean(a.Reviewer)).Scan(&t.before)
		if err == nil {
			t.action = last
			t.event = Event{Action: a.Name, Kind: a.kind(), Reviewer: a.Reviewer}
			return t.exec(`UPDATE current_action SET action_id = ?`, last)
		}
		if !errors.Is(err, sql.ErrNoRows) {
			return err
		}
	}
	return t.begin(a.kind(), a.Name, a.Reviewer, 0)
}

// merge makes one change of the last that was logged before this write and the only one of this write, if both are of
// the same row: a text typed in a hundred steps is logged once, from its first state to its last. What was typed and
// taken back is no change at all.
func (t *transaction) merge() error {
	if t.before == 0 {
		return nil
	}
	const same = `
		EXISTS (
			SELECT 1
			FROM change o, change n
			WHERE o.seq = ?1 AND n.action_id = ?2 AND n.seq > ?1
				AND n.entity = o.entity AND n.uid = o.uid AND n.op = 'update' AND o.op IN ('insert', 'update')
				AND (SELECT count(*) FROM change WHERE action_id = ?2 AND seq > ?1) = 1
		)`
	for _, query := range []string{
		`UPDATE change SET after = (SELECT n.after FROM change n WHERE n.action_id = ?2 AND n.seq > ?1) WHERE seq = ?1 AND ` + same,
		`DELETE FROM change WHERE action_id = ?2 AND seq > ?1 AND ` + same,
		`DELETE FROM change WHERE action_id = ?2 AND seq = ?1 AND before = after`,
	} {
		if err := t.exec(query, t.before, t.action); err != nil {
			return err
		}
	}
	return nil
}
