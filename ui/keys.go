package ui

import (
	"strings"

	"claimgrade/ui/tr"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Modifiers of shortcuts. Control is the platform's own: Cmd on a Mac.
const (
	control = fyne.KeyModifierShortcutDefault
	shift   = fyne.KeyModifierShift
	alt     = fyne.KeyModifierAlt
)

func keys(key fyne.KeyName, modifier fyne.KeyModifier) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: modifier}
}

// Shortcuts that are named outside the menu, too.
var (
	paletteShortcut = keys(fyne.KeyK, control)
	findShortcut    = keys(fyne.KeyF, control)
	backShortcut    = keys(fyne.KeyLeft, alt)
	forwardShortcut = keys(fyne.KeyRight, alt)
)

// keyNames are the keys that are not called by the name that the toolkit has for them.
var keyNames = map[fyne.KeyName]string{
	fyne.KeyReturn: tr.Key("Enter"), fyne.KeyUp: tr.Key("Up"), fyne.KeyDown: tr.Key("Down"), fyne.KeyLeft: tr.Key("Left"), fyne.KeyRight: tr.Key("Right"),
}

// shortcutText is how a shortcut is written: "Ctrl+Shift+N".
func shortcutText(s fyne.Shortcut) string {
	k, ok := s.(fyne.KeyboardShortcut)
	if !ok {
		return ""
	}
	var parts []string
	for _, m := range []struct {
		bit  fyne.KeyModifier
		name string
	}{{fyne.KeyModifierControl, "Ctrl"}, {fyne.KeyModifierSuper, "Cmd"}, {fyne.KeyModifierAlt, "Alt"}, {fyne.KeyModifierShift, "Shift"}} {
		if k.Mod()&m.bit != 0 {
			parts = append(parts, m.name)
		}
	}
	name, ok := keyNames[k.Key()]
	if !ok {
		name = string(k.Key())
	}
	return strings.Join(append(parts, tr.T(name)), "+")
}
