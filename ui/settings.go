package ui

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"claimgrade/ui/session"
	"claimgrade/ui/theme"
)

// Settings are what the program remembers outside any library: which one was open, and how the window looks.
type Settings struct {
	Library  string   `json:"library"`            // path of the library that was open last
	Recent   []string `json:"recent,omitempty"`   // paths of those before, the newest first, the last one among them
	Theme    string   `json:"theme,omitempty"`    // light, dark; empty follows the system
	Contrast bool     `json:"contrast,omitempty"` // the palettes of high contrast
	Symbols  string   `json:"symbols,omitempty"`  // colour-blind-safe, cochrane; empty is the program's own
	Language string   `json:"language,omitempty"` // en, nb; empty follows the system
	Size     float32  `json:"size,omitempty"`     // of the interface; 1 is normal
	Left     float32  `json:"left,omitempty"`     // widths of the panes at normal size
	Right    float32  `json:"right,omitempty"`
	// HintRead is set once the reader has put the hint of the first start away.
	HintRead bool `json:"hint_read,omitempty"`
	// Backups are the last copies made of libraries, by the libraries' paths.
	Backups map[string]Backup `json:"backups,omitempty"`
	// Shared are the paths of libraries in folders of the network whose reader knows what that means.
	Shared []string `json:"shared,omitempty"`
	// Lost are the changes that libraries do not have, by the libraries' paths: they could not be stored when the program
	// was ended by a signal, without anybody to be asked.
	Lost map[string]Lost `json:"lost,omitempty"`
	// Places are where the reader was in each library, by its path, the newest first.
	Places map[string][]session.Place `json:"places,omitempty"`
}

const recentLibraries = 8

// LoadSettings reads the file of the settings. One that is missing or cannot be read means that nothing is remembered.
func LoadSettings(path string) Settings {
	var s Settings
	if text, err := os.ReadFile(path); err != nil || json.Unmarshal(text, &s) != nil {
		return Settings{}
	}
	return s
}

// Save writes the file of the settings: a crash leaves the old or the new ones, never half of them.
func (s Settings) Save(path string) error {
	text, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return fmt.Errorf("the settings could not be written: %w", err)
	}
	if err := replaceFile(path, append(text, '\n')); err != nil {
		return fmt.Errorf("the settings could not be written to %s: %w", path, err)
	}
	return nil
}

// replaceFile puts a file with the text in the place of another in one step.
func replaceFile(path string, text []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".settings-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // it is gone already when all went well
	_, err = f.Write(text)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// opened notes that a library was opened.
func (s *Settings) opened(path string) {
	s.Library = path
	recent := []string{path}
	for _, r := range s.Recent {
		if r != path && len(recent) < recentLibraries {
			recent = append(recent, r)
		}
	}
	s.Recent = recent
}

// visited notes the places of a library; those of libraries that are not remembered any more are forgotten.
func (s *Settings) visited(path string, places []session.Place) {
	kept := map[string][]session.Place{path: places}
	for _, known := range s.Recent {
		if known != path && s.Places[known] != nil {
			kept[known] = s.Places[known]
		}
	}
	s.Places = kept
}

func (s *Settings) mode() theme.Mode {
	switch s.Theme {
	case "light":
		return theme.Light
	case "dark":
		return theme.Dark
	}
	return theme.FollowSystem
}

func (s *Settings) symbols() theme.Symbols {
	for _, n := range symbolNames {
		if n.stored == s.Symbols {
			return n.symbols
		}
	}
	return theme.OwnSymbols
}

func (s *Settings) size() float32 {
	if s.Size == 0 {
		return 1
	}
	return min(max(s.Size, smallest), largest)
}
