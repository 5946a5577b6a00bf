package main

import (
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestThePackagersFilesAreThereAndAgreeWithEachOther(t *testing.T) {
	root := filepath.Join("..", "..")
	for _, name := range packageFiles {
		if _, err := os.Stat(filepath.Join(root, name)); err != nil {
			t.Error(err)
		}
	}
	app, err := os.ReadFile(filepath.Join(root, "FyneApp.toml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{`Icon = "assets/icon.png"`, `Name = "ClaimGrade"`, `Build = 1`} {
		if !strings.Contains(string(app), line) {
			t.Errorf("FyneApp.toml lacks the line %s", line)
		}
	}
	file, err := os.Open(filepath.Join(root, "assets", "icon.png"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	icon, err := png.DecodeConfig(file)
	if err != nil || icon.Width != 512 || icon.Height != 512 {
		t.Errorf("the icon is %dx%d (%v); desktops want 512x512", icon.Width, icon.Height, err)
	}
}
