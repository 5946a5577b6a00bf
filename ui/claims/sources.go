package claims

import (
	"context"

	"claimgrade/appraisal"
	"claimgrade/appraisal/propose"
	"claimgrade/db"
	"claimgrade/ui/tr"
)

// sources is what the article's list of references leads to in the library.
type sources struct {
}

func readSources(context.Context, *db.Library, []appraisal.Document, string) (sources, error) {
	return sources{}, nil
}

// referenceTarget is the source that the article cites.
func (f *form) referenceTarget() target {
	t := textTarget(f.cited)
	name := func(p propose.Proposal) string {
		if p.Value[0] >= '0' && p.Value[0] <= '9' {
			return tr.T("ref %s", p.Value)
		}
		return p.Value
	}
	t.say = name
	t.of = func(p propose.Proposal) value { return value{text: name(p)} }
	return t
}
