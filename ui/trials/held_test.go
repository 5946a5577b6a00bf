package trials_test

import (
	"testing"

	"claimgrade/appraisal"
	"claimgrade/db"
)

func TestARegistryRecordIsShownAgainstWhatIsRecorded(t *testing.T) {
	d := at(t, murrough)
	d.MustNotSee("Papers and registry records")
	raw := []byte(`{"protocolSection": {"identificationModule": {"nctId": "NCT00000099", "briefTitle": "A trial as it was registered"},
		"designModule": {"studyType": "INTERVENTIONAL", "designInfo": {"allocation": "RANDOMIZED"}, "enrollmentInfo": {"count": 500, "type": "ESTIMATED"}}}}`)
	trial := d.trial(murrough)
	d.s.Edit("Import", func(b *db.Batch) error {
		b.PutFile(db.File{SHA256: db.HashOf(raw), Data: raw})
		uid := b.PutDocument(appraisal.Document{Kind: "registry", Title: "A trial as it was registered", File: db.HashOf(raw), FileName: "NCT00000099.json"})
		b.PutReport(appraisal.Report{DocumentUID: uid, TrialUID: trial.UID, Relation: "registry"})
		return nil
	}, nil)
	d.mustSee("Papers and registry records")
	d.mustSee("A trial as it was registered")
	d.mustSee("Registry against paper")
	d.mustSee("Fewer were randomised than planned")
	d.mustSee("500")
}
