package ui

import (
	"strings"
	"unicode"

	"claimgrade/ui/dialogs"
	"claimgrade/ui/help"
	"claimgrade/ui/tr"

	"fyne.io/fyne/v2"
)

// command is one entry of the menu. All commands are data: the menu bar, the shortcuts and the help dialog are made
// from one table.
type command struct {
	menu     string // the menu it is in
	sub      string // the submenu in that; empty for none
	label    string
	name     func() string // a label that changes, instead
	shortcut fyne.Shortcut
	ruled    bool          // a line stands above it
	why      func() string // why it cannot be used now; empty or nil when it can
	checked  func() bool   // whether it is ticked; nil for what is never ticked
	run      func()
}

func (c command) text() string {
	if c.name != nil {
		return c.name()
	}
	return tr.T(c.label)
}

// where is the menu that holds it.
func (c command) where() string {
	if c.sub != "" {
		return tr.T(c.menu) + " · " + tr.T(c.sub)
	}
	return tr.T(c.menu)
}

func (c command) reason() string {
	if c.why == nil {
		return ""
	}
	return c.why()
}

// menu is the menu bar of the window.
type menu struct {
	window   fyne.Window
	takes    func(fyne.Shortcut) bool // whether a form in the window wants a shortcut for itself
	commands []command
	items    []*fyne.MenuItem // of the commands, in their order
	say      func(string)
}

func newMenu(window fyne.Window, commands []command, say func(string), takes func(fyne.Shortcut) bool) *menu {
	m := &menu{window: window, commands: commands, say: say, takes: takes}
	bar := fyne.NewMainMenu()
	menus := map[string]*fyne.Menu{}
	for _, c := range commands {
		of := menus[c.menu]
		if of == nil {
			of = fyne.NewMenu(tr.T(c.menu))
			menus[c.menu] = of
			bar.Items = append(bar.Items, of)
		}
		item := &fyne.MenuItem{Shortcut: c.shortcut, Action: func() { m.invoke(c) }, IsQuit: c.label == quitLabel}
		if c.sub != "" {
			of = submenu(of, tr.T(c.sub))
		}
		if c.ruled && len(of.Items) > 0 {
			of.Items = append(of.Items, fyne.NewMenuItemSeparator())
		}
		of.Items = append(of.Items, item)
		m.items = append(m.items, item)
	}
	m.update()
	window.SetMainMenu(bar)
	return m
}

// submenu is the menu behind the last entry of another, which is made if it is not there yet.
func submenu(of *fyne.Menu, title string) *fyne.Menu {
	if n := len(of.Items); n > 0 && of.Items[n-1].ChildMenu != nil {
		return of.Items[n-1].ChildMenu
	}
	entry := fyne.NewMenuItem(title, nil)
	entry.ChildMenu = fyne.NewMenu(title)
	of.Items = append(of.Items, entry)
	return entry.ChildMenu
}

// invoke does what an entry says. The driver calls it for shortcuts even when the entry is disabled, and even when a
// dialog lies over the window: then the dialog gets the shortcut, since the menu itself is out of reach.
func (m *menu) invoke(c command) {
	if dialogs.Blocked() || m.takes != nil && m.takes(c.shortcut) {
		m.passOn(c.shortcut)
		return
	}
	if why := c.reason(); why != "" {
		m.say(why)
		return
	}
	c.run()
}

func (m *menu) passOn(s fyne.Shortcut) {
	cv := m.window.Canvas()
	if f, ok := cv.Focused().(fyne.Shortcutable); ok {
		f.TypedShortcut(s)
	} else if f, ok := cv.(fyne.Shortcutable); ok {
		f.TypedShortcut(s)
	}
}

// refresh shows what the entries are called now and which can be used.
func (m *menu) refresh() {
	if m.update() {
		m.window.SetMainMenu(m.window.MainMenu())
	}
}

func (m *menu) update() (changed bool) {
	for i, c := range m.commands {
		it := m.items[i]
		label, disabled, checked := c.text(), c.reason() != "", c.checked != nil && c.checked()
		if it.Label != label || it.Disabled != disabled || it.Checked != checked {
			it.Label, it.Disabled, it.Checked = label, disabled, checked
			changed = true
		}
	}
	return changed
}

// listed are the commands with their shortcuts for the help dialog.
func (m *menu) listed() []help.Group {
	var groups []help.Group
	for _, c := range m.commands {
		if title := tr.T(c.menu); len(groups) == 0 || groups[len(groups)-1].Title != title {
			groups = append(groups, help.Group{Title: title})
		}
		label := tr.T(c.label)
		if label == "" {
			label = c.text()
		}
		if c.sub != "" {
			label = tr.T(c.sub) + ": " + label
		}
		g := &groups[len(groups)-1]
		g.Keys = append(g.Keys, help.Key{What: label, Keys: shortcutText(c.shortcut)})
	}
	return groups
}

// lowerFirst lets the name of an action follow a verb: "Judgement on …" becomes "judgement on …". Abbreviations stay.
func lowerFirst(s string) string {
	r := []rune(s)
	if len(r) > 1 && unicode.IsUpper(r[0]) && !unicode.IsUpper(r[1]) {
		r[0] = unicode.ToLower(r[0])
	}
	return string(r)
}

// cutLabel keeps an entry of the menu to a readable length.
func cutLabel(s string) string {
	const longest = 60
	if r := []rune(s); len(r) > longest {
		return strings.TrimSpace(string(r[:longest-1])) + "…"
	}
	return s
}
