package ui

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"claimgrade/db"
	"claimgrade/db/document"
	"claimgrade/db/exchange/read"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/session"
	"claimgrade/ui/tr"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
)

// arrival is what a file that comes in is for.
type arrival int

const (
	anArticle arrival = iota
	someRecords
	aLibrary
	aLibraryAsJSON
)

// Ends of file names that speak for records even where the content is none that is known: then the import says why.
var recordEnds = []string{".ris", ".nbib", ".medline", ".bib", ".json", ".csv", ".tsv", ".zip", ".enw", ".ciw", ".xml", ".rm5"}

// arrivalOf tells what a file is for, by its content first.
func arrivalOf(path string) arrival {
	if isLibrary(path) {
		return aLibrary
	}
	if db.IsLibraryJSON(path) {
		return aLibraryAsJSON
	}
	f, err := os.Open(path)
	if err != nil {
		return anArticle // the reader says what is wrong with it
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, read.Largest+1))
	if err != nil {
		return anArticle
	}
	if read.Known(filepath.Base(path), data) {
		return someRecords
	}
	kind, err := document.Recognise(filepath.Base(path), data)
	if (err != nil || kind == document.KindText) && slices.Contains(recordEnds, strings.ToLower(filepath.Ext(path))) {
		return someRecords
	}
	return anArticle
}

// isLibrary reports whether a file is a library, or is called like one.
func isLibrary(path string) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case extension, ".sqlite3", ".db":
		return true
	}
	return db.IsDatabase(path)
}

// Sorted parts the files of a command line into the library to open, empty for that of last time, and the others.
func Sorted(paths []string) (library string, others []string) {
	for _, p := range paths {
		end := strings.ToLower(filepath.Ext(p))
		info, err := os.Stat(p)
		nothing := (err != nil || info.IsDir()) && !slices.Contains(articleEnds, end) && !slices.Contains(recordEnds, end)
		if library == "" && (nothing || isLibrary(p)) { // what is nothing is explained where libraries are
			library = p
			continue
		}
		others = append(others, p)
	}
	return library, others
}

// Receive takes in files that were named on the command line or dropped on the window: articles are opened, records
// are imported, a library is opened, one in JSON becomes a new one. While no library is open they wait.
func (a *App) Receive(paths []string) {
	if len(paths) == 0 {
		return
	}
	if a.desk == nil || a.opening {
		a.waiting = append(a.waiting, paths...)
		return
	}
	type sorted struct {
		libraries, json, articles, records []string
	}
	work.Latest("incoming", func(ctx context.Context) (sorted, error) {
		var s sorted
		for _, p := range paths {
			switch arrivalOf(p) {
			case aLibrary:
				s.libraries = append(s.libraries, p)
			case aLibraryAsJSON:
				s.json = append(s.json, p)
			case someRecords:
				s.records = append(s.records, p)
			default:
				s.articles = append(s.articles, p)
			}
		}
		return s, ctx.Err()
	}, func(s sorted, err error) {
		switch {
		case err != nil || a.desk == nil:
		case len(s.libraries) > 0:
			a.openPath(s.libraries[0])
			a.Receive(append(s.records, s.articles...)) // they wait until it is open
		case len(s.json) > 0:
			a.importLibrary(s.json[0])
			a.waiting = append(a.waiting, slices.Concat(s.json[1:], s.records, s.articles)...) // until it is open
		default:
			a.desk.screens.reader.OpenFiles(s.articles)
			if len(s.records) > 0 && a.desk.screens.incoming != nil {
				a.desk.screens.incoming(s.records)
			}
		}
	})
}

// dropped takes in what was dropped on the window.
func (a *App) dropped(_ fyne.Position, uris []fyne.URI) {
	var paths []string
	for _, u := range uris {
		if u.Scheme() == "file" {
			paths = append(paths, u.Path())
		}
	}
	switch {
	case dialogs.Blocked():
		a.say(tr.T("Close the dialog first, then drop the file again."))
	case a.desk == nil && !a.opening:
		if len(paths) > 0 && arrivalOf(paths[0]) == aLibrary {
			a.openPath(paths[0])
		}
	default:
		a.Receive(paths)
	}
}

// receiveWaiting takes in what came before the library was open.
func (a *App) receiveWaiting() {
	waiting := a.waiting
	a.waiting = nil
	a.Receive(waiting)
}

// articleEnds are the ends of names that the dialog shows.
var articleEnds = []string{".pdf", ".html", ".htm", ".xhtml", ".docx", ".txt", ".text", ".md"}

// askArticle lets the reader look for the file of an article.
func (a *App) askArticle(title string, done func(path string)) {
	d := dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
		switch {
		case err != nil:
			a.fail(err)
		case file != nil:
			path := file.URI().Path()
			_ = file.Close() // only its name was wanted
			done(path)
		}
	}, a.window)
	d.SetFilter(storage.NewExtensionFileFilter(articleEnds))
	d.SetTitleText(title)
	a.showChooser(d)
}

func (d *desk) openArticle() {
	d.app.askArticle(tr.T("Open an article"), func(path string) { d.app.Receive([]string{path}) })
}

func (d *desk) attachFile(documentUID string) {
	d.app.askArticle(tr.T("The file of the article"), func(path string) { d.screens.reader.AttachFile(documentUID, path) })
}

// read opens an article where a claim or quote stands in it; an empty uid opens it where it was left.
func (d *desk) read(documentUID, show string) {
	p := session.Place{Kind: session.ReaderPlace, UID: documentUID, Show: show}
	if show == "" {
		p.Scroll, p.Page = d.screens.reader.Left(documentUID)
	}
	d.session.Go(p)
	d.screens.reader.Focus()
}

// recentArticles lets the reader choose among the articles with a text, those read last first.
func (d *desk) recentArticles() {
	var choices []dialogs.Choice
	known := map[string]dialogs.Choice{}
	var order []string
	for _, x := range d.overview.Articles {
		if x.Document.File == "" {
			continue
		}
		c := dialogs.Choice{ID: x.Document.UID, Title: x.Document.Title, Sub: session.ShortName(x.Document)}
		if c.Title == "" {
			c.Title, c.Sub = c.Sub, x.Document.FileName
		}
		known[c.ID] = c
		order = append(order, c.ID)
	}
	for _, uid := range d.screens.reader.Recent() {
		if c, ok := known[uid]; ok {
			choices = append(choices, c)
			delete(known, uid)
		}
	}
	slices.Reverse(order) // those added last come next
	for _, uid := range order {
		if c, ok := known[uid]; ok {
			choices = append(choices, c)
		}
	}
	dialogs.Choose(d.app.window.Canvas(), dialogs.ChooseSpec{
		Title: tr.T("Recent articles"), Placeholder: tr.T("A word of its title"), Confirm: tr.T("Read"), Choices: choices,
		Empty:  tr.T("No article with a text is in the library yet, or none has these words. Open its file."),
		Create: tr.T("Open another file…"), OnCreate: func(string) { d.openArticle() },
		OnChosen: func(c dialogs.Choice) { d.read(c.ID, "") },
	})
}

// reads is why a command for the text of an article cannot be used.
func (a *App) reads() string {
	if a.desk == nil {
		return a.needsLibrary()
	}
	return unless(a.desk.screens.reader.Reading(), tr.T("Open an article to read first (Ctrl+B)."))
}

// onArticle is why the article on screen cannot be read.
func (a *App) onArticle() string {
	if a.desk == nil {
		return a.needsLibrary()
	}
	p := a.desk.session.Place()
	return unless(a.desk.articleHere() != "", map[bool]string{true: tr.T("The claim comes from no article."), false: tr.T("Choose an article or a claim first.")}[p.Kind == session.ClaimPlace && p.UID != ""])
}

// articleHere is the article on screen, or that of the claim on screen.
func (d *desk) articleHere() string {
	p := d.session.Place()
	switch p.Kind {
	case session.ArticlePlace, session.ReaderPlace:
		return p.UID
	case session.ClaimPlace:
		for _, c := range d.overview.Claims {
			if c.UID == p.UID {
				return c.DocumentUID
			}
		}
	}
	return ""
}

func (a *App) articleCommands() []command {
	writes := func() string {
		if a.desk != nil && a.desk.session.Lib.ReadOnly() {
			return tr.T("The library is open for reading only. Save a copy elsewhere and open that.")
		}
		return a.needsLibrary()
	}
	return []command{
		{menu: "File", label: tr.Key("Open article…"), shortcut: keys(fyne.KeyB, control), ruled: true, why: writes, run: func() { a.desk.openArticle() }},
		{menu: "File", label: tr.Key("Paste an article…"), shortcut: keys(fyne.KeyV, control|shift), why: writes, run: func() { a.desk.screens.reader.Paste("") }},
		{menu: "File", label: tr.Key("Recent articles…"), shortcut: keys(fyne.KeyH, control), why: a.needsLibrary, run: func() { a.desk.recentArticles() }},
	}
}

// readingCommands are those of the menu View for an article that is read.
func (a *App) readingCommands() []command {
	return []command{
		{menu: "View", label: tr.Key("Read this article"), shortcut: keys(fyne.KeyF2, 0), ruled: true, why: a.onArticle, run: a.readHere},
		{menu: "View", label: tr.Key("Find in article"), shortcut: keys(fyne.KeyF3, 0), why: a.reads, run: func() { a.desk.screens.reader.Find() }},
	}
}

// reading reports whether an article is being read: then sizes are those of its pages, and words are found in it.
func (a *App) reading() bool { return a.desk != nil && a.desk.screens.reader.Reading() }

// sizing is what an entry for a size is called: that of the interface, or that of the pages which are read.
func (a *App) sizing(normal, reading string) func() string {
	return func() string {
		if a.reading() {
			return tr.T(reading)
		}
		return tr.T(normal)
	}
}

// resize makes the pages that are read larger or smaller, or else the interface; 0 is the usual size.
func (a *App) resize(step int) {
	switch {
	case a.reading():
		a.desk.screens.reader.Zoom(step)
	case step == 0:
		a.setSize(1)
	default:
		a.stepSize(step)
	}
}

// find finds words in the article that is read, or else in the library.
func (a *App) find() {
	if a.reading() {
		a.desk.screens.reader.Find()
		return
	}
	a.desk.find()
}

// readHere opens the article on screen; from a claim, where it stands in it.
func (a *App) readHere() {
	if why := a.onArticle(); why != "" {
		a.say(why)
		return
	}
	show := ""
	if p := a.desk.session.Place(); p.Kind == session.ClaimPlace {
		show = p.UID
	}
	a.desk.read(a.desk.articleHere(), show)
}
