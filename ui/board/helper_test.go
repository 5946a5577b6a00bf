package board_test

import (
	"testing"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/ui/board"
	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/internal/uitest/desk"
)

func TestMain(m *testing.M) { desk.Main(m) }

// reading is somebody at the board, with what it asked of other screens.
type reading struct {
	*desk.Desk
	board *board.Board
	asked []string
}

func open(t testing.TB, l desk.Look) *reading {
	t.Helper()
	r := &reading{Desk: desk.Open(t, l)}
	ask := func(what string) func(string) { return func(uid string) { r.asked = append(r.asked, what+" "+uid) } }
	r.board = board.New(r.Session, board.Actions{
		LinkTrial: ask("link"), EditLink: ask("edit link"), Unlink: ask("unlink"), EditClaim: ask("edit"),
		EditCitation: ask("citation"), OpenTrial: ask("trial"), OpenArticle: ask("article"), ShowRule: ask("rule"),
	})
	r.Show(r.board.Object())
	return r
}

// at is somebody at the board of a claim.
func at(t testing.TB, label string) *reading {
	t.Helper()
	r := open(t, desk.Look{})
	r.GoToClaim(label)
	return r
}

// judgeAll gives every judgement that counts, as suggested.
func (r *reading) judgeAll() {
	r.Helper()
	view := r.View()
	r.Session.Edit("Judge all", func(b *db.Batch) error {
		for _, row := range view.Assessment.Rows {
			for _, dom := range appraisal.Domains {
				if s := row.Domains[dom].Suggestion; row.InPool {
					b.PutAppraisal(appraisal.Appraisal{LinkUID: row.Linked.Link.UID, Domain: dom, Reviewer: r.Session.Reviewer().UID,
						Judgement: s.Rating, Suggestion: s.Rating, Rule: string(s.Rule)})
				}
			}
		}
		return nil
	}, nil)
	uitest.Settle(r.Canvas)
}
