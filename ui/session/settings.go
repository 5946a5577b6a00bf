package session

import (
	"context"
	"maps"
	"slices"
)

// Settings say how the window was left. They are no user actions and cannot be undone. One that cannot be stored for a
// cause that passes waits as an edit does, but nobody is asked about it before the window closes.

// setting stores a detail of the window.
func (s *Session) setting(key, value string) {
	if s.Lib.ReadOnly() {
		return
	}
	s.backlog.keep(key, value)
	s.writes.Add("settings", s.storeSettings, func(err error) {
		if err != nil {
			s.fail(err)
		}
		s.tellOfSettings()
	})
}

// Setting and SetSetting keep details of screens, such as what is folded.
func (s *Session) Setting(key string) string {
	s.backlog.mu.Lock()
	v, waits := s.backlog.settings[key]
	s.backlog.mu.Unlock()
	if !waits {
		v, _ = s.Lib.Setting(context.Background(), key) // without it the screen is as at first
	}
	return v
}

// SetSetting stores a detail of a screen.
func (s *Session) SetSetting(key, value string) { s.setting(key, value) }

func (b *backlog) keep(key, value string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.settings == nil {
		b.settings = map[string]string{}
	}
	b.settings[key] = value
}

// storeSettings stores the settings that wait. Only an error that no other time would mend is returned; what it concerns
// does not wait any longer.
func (s *Session) storeSettings(ctx context.Context) error {
	b := &s.backlog
	b.mu.Lock()
	waiting := maps.Clone(b.settings)
	b.mu.Unlock()
	for _, key := range slices.Sorted(maps.Keys(waiting)) {
		err := s.Lib.SetSetting(ctx, key, waiting[key])
		b.mu.Lock()
		if s.passes(err) {
			b.settingsErr = err
			b.mu.Unlock()
			return nil
		}
		if b.settings[key] == waiting[key] { // else it was set anew meanwhile
			delete(b.settings, key)
		}
		b.mu.Unlock()
		if err != nil {
			return err
		}
	}
	b.mu.Lock()
	b.settingsErr = nil
	b.mu.Unlock()
	return nil
}

// tellOfSettings tells of settings that wait, or do not any more.
func (s *Session) tellOfSettings() {
	s.backlog.mu.Lock()
	wait := s.backlog.settingsErr != nil
	changed := wait != s.backlog.settingsTold
	s.backlog.settingsTold = wait
	s.backlog.mu.Unlock()
	if changed {
		for _, f := range s.onSaving {
			f(s.pending > 0)
		}
	}
}
