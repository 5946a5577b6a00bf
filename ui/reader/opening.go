package reader

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode"

	"claimgrade/appraisal"
	"claimgrade/appraisal/quote"
	"claimgrade/db"
	"claimgrade/db/document"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/session"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
	"golang.org/x/text/unicode/norm"
)

// source is what an article is made from: a file, or text that was pasted.
type source struct {
	path string
	text string
	name string // what it is called in messages and, for pasted text, the title
	into string // uid of the document that gets it; empty for a new one
}

// prepared is an article that was read from its source and is ready to be stored.
type prepared struct {
	document appraisal.Document
	there    bool                 // the file is in the library already, as this document's
	alike    []appraisal.Document // of the library, without a file, that this seems to be the file of
	file     db.File
	claims   []appraisal.Claim // of the document, whose words were found in the text
	told     int               // claims of the document that have words
	warnings []string
}

const readKey = "open article"

// OpenFiles stores articles from files and goes to the last of them. A file that the library has is gone to. One that is
// refused does not keep the rest from being opened.
func (r *Reader) OpenFiles(paths []string) {
	if len(paths) == 0 {
		return
	}
	r.take(source{path: paths[0], name: filepath.Base(paths[0])}, func() { r.OpenFiles(paths[1:]) })
}

// AttachFile gives a document of the library its file.
func (r *Reader) AttachFile(documentUID, path string) {
	r.take(source{path: path, name: filepath.Base(path), into: documentUID}, nil)
}

// take reads a source beside the window, with progress and a way to stop it, stores it and goes there.
func (r *Reader) take(src source, next func()) {
	if r.s.Lib.ReadOnly() {
		r.actions.Say(tr.T(readOnly))
		return
	}
	wait := newWaiting(r, src.name)
	lib := r.s.Lib
	work.Start(readKey, work.Job[prepared]{
		Run: func(ctx context.Context, report func(work.Progress)) (prepared, error) {
			return prepare(ctx, lib, src, report)
		},
		OnProgress: wait.set,
		Done: func(p prepared, err error) {
			wait.end()
			switch {
			case err != nil:
				d := dialogs.ErrorTitled(r.canvas(), tr.T("“%s” was not opened", src.name), err)
				d.Then(next)
			case p.there:
				r.goTo(p.document.UID)
				r.actions.Say(tr.T("This file is in the library already. It was opened where it is."))
				if next != nil {
					next()
				}
			case len(p.alike) > 0:
				r.askAlike(src, p, next)
			default:
				r.store(src, p, next)
			}
		},
	})
}

// askAlike asks whether a file is that of an article which the library knows without its text.
func (r *Reader) askAlike(src source, p prepared, next func()) {
	var choices []dialogs.Choice
	for _, d := range p.alike {
		choices = append(choices, dialogs.Choice{ID: d.UID, Title: tr.T("Attach it to “%s”", title(d)), Sub: tr.T("The library knows this article without its text.")})
	}
	choices = append(choices, dialogs.Choice{Title: tr.T("Add it as a new article"), Sub: p.document.Title})
	dialogs.Choose(r.canvas(), dialogs.ChooseSpec{
		Title: tr.T("Is this an article of the library?"), Placeholder: tr.T("A word of its title"), Confirm: tr.T("Read it"), Choices: choices,
		OnChosen: func(c dialogs.Choice) {
			if c.ID == "" {
				r.store(src, p, next)
				return
			}
			src.into = c.ID
			r.take(src, next)
		},
		OnCancel: func() {
			r.actions.Say(tr.T("Nothing was opened."))
			if next != nil {
				next()
			}
		},
	})
}

func (r *Reader) goTo(uid string) {
	r.s.Go(session.Place{Kind: session.ReaderPlace, UID: uid, Tab: "articles"})
	r.Focus()
}

func (r *Reader) store(src source, p prepared, next func()) {
	name := tr.T("Article %s", session.ShortName(p.document))
	if src.into != "" {
		name = tr.T("File of %s", session.ShortName(p.document))
	}
	uid := p.document.UID
	r.s.Edit(name, func(b *db.Batch) error {
		b.PutFile(p.file)
		uid = b.PutDocument(p.document)
		for _, c := range p.claims {
			b.PutClaim(c)
		}
		return nil
	}, func(err error) {
		if err != nil {
			r.s.Fail(err)
			return
		}
		r.told[p.file.SHA256] = p.warnings
		r.goTo(uid)
		r.actions.Say(found(p))
		if next != nil {
			next()
		}
	})
}

// found says how many claims of an article were found in its text.
func found(p prepared) string {
	switch n := len(p.claims); {
	case p.told == 0:
		return ""
	case n == p.told:
		return tr.N(n, "Its claim was found in the text and is marked.", "All %d claims were found in the text and are marked.")
	case n == 0:
		return tr.T("None of its %d claims stands in the text word for word: they are paraphrased, or from another version. They stay as they are.", p.told)
	}
	return tr.T("%d of its %d claims were found in the text and are marked. The others are paraphrased there, or from another version.", len(p.claims), p.told)
}

// prepare reads a source. It is work for beside the window.
func prepare(ctx context.Context, lib *db.Library, src source, report func(work.Progress)) (prepared, error) {
	data, content, err := read(ctx, src, report)
	if err != nil {
		return prepared{}, err
	}
	p := prepared{file: db.File{SHA256: db.HashOf(data), Data: data}, warnings: content.Warnings}
	all, err := lib.Documents(ctx)
	if err != nil {
		return p, err
	}
	p.document = appraisal.Document{Kind: "article", Title: content.Title}
	for _, d := range all {
		switch {
		case d.UID == src.into && src.into != "":
			p.document = d
		case d.File == "" && src.into == "" && alike(d, content):
			p.alike = append(p.alike, d)
		case d.File != p.file.SHA256:
		case src.into == "":
			return prepared{document: d, there: true}, nil
		default:
			return p, appraisal.Invalid("file", tr.T("This file is that of another article of the library already: “%s”.", title(d)))
		}
	}
	if p.document.Title == "" {
		p.document.Title = strings.TrimSuffix(src.name, filepath.Ext(src.name))
	}
	p.document.File, p.document.FileName = p.file.SHA256, filepath.Base(src.path)
	if src.path == "" {
		p.document.FileName = ""
	}
	for i, page := range content.Pages {
		p.file.Pages = append(p.file.Pages, db.PageText{Number: i + 1, Text: page.Text, Layout: page.Layout()})
	}
	if src.into != "" {
		err = p.findClaims(ctx, lib)
	}
	return p, err
}

// alike reports whether a text seems to be that of an article: its DOI or its title stands at the beginning.
func alike(d appraisal.Document, c document.Content) bool {
	const looked, shortest = 3000, 20
	head := c.Title + "\n"
	if len(c.Pages) > 0 {
		head += string([]rune(c.Pages[0].Text)[:min(looked, len([]rune(c.Pages[0].Text)))])
	}
	head = letters(head)
	doi, name := letters(d.DOI), letters(d.Title)
	return doi != "" && strings.Contains(head, doi) || len(name) >= shortest && strings.Contains(head, name)
}

// letters are the letters and digits of a text, for comparing what was printed differently.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKC.String(s))
}

// read reads the bytes of a source and what they say.
func read(ctx context.Context, src source, report func(work.Progress)) ([]byte, document.Content, error) {
	if src.path == "" {
		content, err := document.FromText(src.text)
		if err == nil && content.Title == "" {
			content.Title = src.name
		}
		return []byte(src.text), content, err
	}
	data, err := readFile(src.path)
	if err != nil {
		return nil, document.Content{}, err
	}
	if _, err := document.Recognise(src.name, data); err != nil {
		return nil, document.Content{}, err
	}
	content, err := document.Extract(ctx, data, func(done, total int) { report(work.Progress{Done: done, Total: total}) })
	return data, content, err
}

// readFile reads no more than is allowed: Recognise refuses what is longer.
func readFile(path string) ([]byte, error) {
	refuse := func(err error) ([]byte, error) {
		return nil, &appraisal.Error{Code: appraisal.CodeInvalid, Field: "file", Err: err,
			Text: tr.T("The file could not be read: it is gone, is a folder, or belongs to somebody else.")}
	}
	f, err := os.Open(path)
	if err != nil {
		return refuse(err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, document.MaxFile+1))
	if err != nil {
		return refuse(err)
	}
	return data, nil
}

// findClaims looks for the words of the document's claims, so that they keep their place from now on.
func (p *prepared) findClaims(ctx context.Context, lib *db.Library) error {
	all, err := lib.Places(ctx, p.document.UID)
	if err != nil {
		return err
	}
	pages := make([]string, len(p.file.Pages))
	for i, page := range p.file.Pages {
		pages[i] = page.Text
	}
	text := quote.NewPages(pages)
	for _, c := range all.Claims {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if strings.TrimSpace(c.Wording) == "" {
			continue
		}
		p.told++
		if m, ok := text.Find(c.Wording, c.Anchor); ok {
			_, c.Anchor = quote.Make(pages[m.Page-1], m.Start, m.End)
			c.Anchor.Page = m.Page
			p.claims = append(p.claims, c)
		}
	}
	return nil
}

// waiting is the panel that shows how far an article is read. It comes only if that takes a while.
type waiting struct {
	name string
	line *widgets.ProgressLine
	d    *dialogs.Dialog
}

const waitKey = "open article wait"

func newWaiting(r *Reader, name string) *waiting {
	w := &waiting{name: name}
	w.line = widgets.NewProgressLine(tr.T("Reading “%s”…", name), func() { w.cancel(r) })
	work.Later(waitKey, 300*time.Millisecond, func() {
		w.d = dialogs.Panel(r.canvas(), dialogs.PanelSpec{Content: widgets.PadAll(6, w.line), Width: dialogs.Medium,
			OnConfirm: func() {}, OnCancel: func() { w.cancel(r) }})
		w.line.Start()
	})
	return w
}

func (w *waiting) set(p work.Progress) {
	text := tr.T("Reading “%s”…", w.name)
	if p.Total > 1 {
		text = tr.T("Reading “%s”, page %d of %d…", w.name, p.Done, p.Total)
	}
	w.line.Set(p.Done, p.Total, text)
}

func (w *waiting) cancel(r *Reader) {
	work.Cancel(readKey)
	w.end()
	r.actions.Say(tr.T("Nothing was opened."))
}

func (w *waiting) end() {
	work.Drop(waitKey)
	w.line.Stop()
	if w.d != nil {
		w.d.Close()
		w.d = nil
	}
}

// Paste asks for the text of an article: a new one, or one that the library knows.
func (r *Reader) Paste(documentUID string) {
	name := widgets.NewEntry(tr.T("As printed"))
	text := widgets.NewTextArea(tr.T("Paste the article here: Ctrl+V"), 14)
	fields := []fyne.CanvasObject{}
	if documentUID == "" {
		fields = append(fields, widgets.NewFormField(tr.T("Title"), name))
	}
	fields = append(fields, widgets.NewFormField(tr.T("Text"), text).SetHelp(tr.T("Paragraphs are parted by an empty line.")))
	spec := dialogs.FormSpec{
		Title: tr.T("Paste an article"), Intro: tr.T("The text is kept in the library. Its sentences can then become claims and quotes."),
		Confirm: tr.T("Read it"), Width: dialogs.Wide, First: name, Content: widgets.VStack(12, fields...),
		Fields: map[string]fyne.CanvasObject{"title": name, "text": text},
		Validate: func() error {
			switch {
			case documentUID == "" && strings.TrimSpace(name.Text) == "":
				return appraisal.Invalid("title", tr.T("The article has no title. Enter it as printed, or a few words that name it."))
			case strings.TrimSpace(text.Text) == "":
				return appraisal.Invalid("text", tr.T("There is no text yet. Copy it where you read it, and paste it here."))
			}
			return nil
		},
		OnConfirm: func() {
			r.take(source{text: text.Text, name: strings.Join(strings.Fields(name.Text), " "), into: documentUID}, nil)
		},
	}
	if documentUID != "" {
		spec.Title, spec.First = tr.T("Paste the text of the article"), text
	}
	dialogs.Form(r.canvas(), spec)
}
