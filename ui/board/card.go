package board

import (
	"strconv"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/ui/session"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"

	"fyne.io/fyne/v2"
)

// claimCard says what is claimed, by whom and how it is coded.
func (b *Board) claimCard() fyne.CanvasObject {
	c := b.view.Dossier.Claim
	title := widgets.NewText(c.Text, widgets.TextStyle{Size: theme.SizeTitle, Bold: true})
	objects := []fyne.CanvasObject{widgets.Caption(c.Label), title}

	article := b.view.Dossier.Document
	if article.UID != "" {
		name := session.ShortName(article)
		if c.Place != "" {
			name += " · " + c.Place
		}
		row := []fyne.CanvasObject{widgets.Fill(widgets.NewText(name, widgets.TextStyle{Size: theme.SizeSmall, Color: theme.ColorMuted}))}
		if article.File != "" {
			read := widgets.NewSmallLink(tr.T("Read in the article"), func() { b.actions.Read(article.UID, c.UID) })
			read.SetTip(tr.T("Opens the article where these words stand"))
			row = append(row, read)
		}
		objects = append(objects, widgets.HStackTop(10, append(row,
			widgets.NewSmallLink(tr.T("Open article"), func() { b.actions.OpenArticle(article.UID) }))...))
	}
	if c.Wording != "" {
		says := tr.T("The article says:")
		if c.Key != "" { // the starter library copies no sentence of an article
			says = tr.T("The article says, paraphrased:")
		}
		objects = append(objects, widgets.NewRich(widgets.TextStyle{Size: theme.SizeSmall, Color: theme.ColorMuted},
			widgets.Run{Text: says + " "}, widgets.Run{Text: tr.T("“%s”", c.Wording), Italic: true}))
		if b.view.Lost[c.UID] {
			objects = append(objects, widgets.NewText(tr.T("These words are not in the text of the article as it is now. Read it and compare."),
				widgets.TextStyle{Size: theme.SizeSmall, Color: theme.Amber.Ink()}))
		}
	}
	chips := widgets.Flow(6)
	for _, x := range chipsOf(c) {
		chips.Add(widgets.NewChip(x.text).SetTip(x.tip))
	}
	objects = append(objects, chips)
	if len(b.view.Dossier.Parts) > 1 {
		objects = append(objects, b.parts())
	}
	objects = append(objects, b.citationLine())
	return widgets.NewCard(widgets.VStack(8, objects...))
}

// parts lists the claims into which the sentence was taken apart.
func (b *Board) parts() fyne.CanvasObject {
	row := widgets.Flow(6)
	for _, p := range b.view.Dossier.Parts {
		part := widgets.NewChipButton(strconv.Itoa(p.Part+1)+". "+p.Label, func() { b.s.Go(session.Place{Kind: session.ClaimPlace, UID: p.UID}) })
		part.SetChosen(p.UID == b.view.Dossier.Claim.UID)
		part.SetTip(p.Text)
		row.Add(part)
	}
	return widgets.VStack(4, widgets.Caption(tr.T("Parts of the sentence")), row)
}

// citationLine says whether the source says it; it never changes the verdict on an effect.
func (b *Board) citationLine() fyne.CanvasObject {
	c := b.view.Dossier.Claim
	runs := []widgets.Run{{Text: tr.T("Citation:") + " "}, {Text: words.CitationFinding(c.Citation.Finding), Bold: true}}
	if c.Citation.Cited != "" {
		runs = append(runs, widgets.Run{Text: " · " + tr.T("cited: %s", c.Citation.Cited)})
	}
	if c.Citation.Note != "" && c.Kind != appraisal.KindReport {
		runs = append(runs, widgets.Run{Text: " · " + c.Citation.Note, Color: theme.ColorMuted})
	}
	return widgets.HStackTop(14,
		widgets.Fill(widgets.NewRich(widgets.TextStyle{Size: theme.SizeSmall}, runs...)),
		widgets.NewSmallLink(tr.T("Check the citation…"), func() { b.actions.EditCitation(c.UID) }),
		widgets.NewSmallLink(tr.T("History…"), func() { b.actions.History(c.UID) }),
		widgets.NewSmallLink(tr.T("Edit claim…"), func() { b.actions.EditClaim(c.UID) }))
}

type chip struct{ text, tip string }

// chipsOf are the parts of a claim in short.
func chipsOf(c appraisal.Claim) []chip {
	var out []chip
	add := func(text, tip string) {
		if strings.TrimSpace(text) != "" {
			out = append(out, chip{text, tip})
		}
	}
	add(words.Kind(c.Kind), tr.T("Kind of claim"))
	if c.Kind == appraisal.KindEffect || c.Kind == appraisal.KindNotShown {
		what := words.EffectKind(c.Effect.Kind)
		if c.Kind == appraisal.KindNotShown {
			what = tr.T("that of: %s", strings.ToLower(what))
		}
		add(what, tr.T("What it says about the treatment"))
	}
	add(c.Population, tr.T("Population"))
	add(versus(c), tr.T("Intervention and comparator"))
	outcome := c.Outcome
	if c.Effect.Instrument != "" && !strings.Contains(outcome, c.Effect.Instrument) {
		outcome += " · " + c.Effect.Instrument
	}
	add(outcome, tr.T("Outcome"))
	if c.Kind != appraisal.KindEffect && c.Kind != appraisal.KindNotShown {
		return out
	}
	add(words.Horizon(c.Effect), tr.T("Time for which it is said to hold"))
	add(tr.T("Worded: %s", strings.ToLower(words.Assertiveness(c.Effect.Assertiveness))), tr.T("Strength of wording"))
	if c.Effect.Magnitude != "" && c.Effect.Magnitude != appraisal.AnySize {
		add(words.Magnitude(c.Effect.Magnitude), tr.T("Size asserted"))
	}
	if c.Effect.MID != nil {
		tip := tr.T("Smallest difference that matters")
		if c.Effect.MIDLow != nil && c.Effect.MIDHigh != nil {
			tip = tr.T("Smallest difference that matters, plausible %s to %s", tr.Number(*c.Effect.MIDLow, 2), tr.Number(*c.Effect.MIDHigh, 2))
		}
		if c.Effect.MIDSource != "" {
			tip += ". " + c.Effect.MIDSource
		}
		add(tr.T("MID %s", tr.Number(*c.Effect.MID, 2)), tip)
	}
	return out
}

func versus(c appraisal.Claim) string {
	if c.Comparator == "" || c.Intervention == "" {
		return c.Intervention + c.Comparator
	}
	return tr.T("%s vs %s", c.Intervention, c.Comparator)
}
