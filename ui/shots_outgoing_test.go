package ui

import "claimgrade/ui/report"

func init() { shots = append(shots, outgoingShots...) }

// reports opens the window for reports of a claim, at a kind and a format.
func (u *user) reports(claim string, k report.Kind, f report.Format) {
	u.Helper()
	u.openClaim(claim)
	s := u.app.desk.session
	s.SetSetting("report.kind", string(k))
	s.SetSetting("report.format", string(f))
	u.choose("Report…")
	u.resize(u.win.Canvas().Size().Width, u.win.Canvas().Size().Height)
}

var outgoingShots = []shot{
	{"report-cat", func(u *user) { u.reports("Robust", report.CAT, report.PDF) }},
	{"report-evidence", func(u *user) {
		u.reports("Robust", report.Evidence, report.DOCX)
		u.tap("Fit the width")
		u.key("Tab", "End")
	}},
	{"report-letter", func(u *user) { u.reports("Robust", report.Letter, report.Markdown) }},
	{"report-slides", func(u *user) { u.reports("Robust", report.Slides, report.HTML) }},
	{"export-data", func(u *user) {
		u.openClaim("Robust")
		u.choose("Export data…")
		u.resize(u.win.Canvas().Size().Width, u.win.Canvas().Size().Height)
	}},
	{"report-claims", func(u *user) {
		u.reports("Robust", report.CAT, report.PDF)
		u.tap("Choose claims…")
		u.write("placebo")
	}},
	{"report-figure", func(u *user) {
		u.reports("Robust", report.CAT, report.PDF)
		u.tap("Save a figure…")
	}},
	{"report-saved", func(u *user) {
		u.reports("Robust", report.CAT, report.PDF)
		u.key("Ctrl+Return", "Return")
	}},
}
