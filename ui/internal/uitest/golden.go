package uitest

import (
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

// Golden compares a picture with the one kept under testdata, and leaves the new one beside it when they differ.
// With UPDATE_GOLDEN=1 in the environment it keeps the new one instead. A few pixels may differ a little: processors
// round differently.
func Golden(t testing.TB, name string, got image.Image) {
	t.Helper()
	path := filepath.Join("testdata", name+".png")
	if os.Getenv("UPDATE_GOLDEN") != "" {
		Save(t, path, got)
		return
	}
	want, err := load(path)
	if err != nil {
		t.Fatalf("no picture to compare with: %v; run the test with UPDATE_GOLDEN=1 and look at what it keeps", err)
	}
	if diff := compare(want, got); diff != "" {
		failed := filepath.Join("testdata", "failed", name+".png")
		Save(t, failed, got)
		t.Errorf("%s looks different: %s; see %s", path, diff, failed)
	}
}

// Save writes a picture.
func Save(t testing.TB, path string, img image.Image) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(f, img); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

func load(path string) (image.Image, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return png.Decode(f)
}

func compare(want, got image.Image) string {
	if want.Bounds().Size() != got.Bounds().Size() {
		return fmt.Sprintf("size %v, want %v", got.Bounds().Size(), want.Bounds().Size())
	}
	const tolerated = 0x1800 // of 0xffff in any channel
	size := want.Bounds().Size()
	differ := 0
	for y := 0; y < size.Y; y++ {
		for x := 0; x < size.X; x++ {
			a := want.At(want.Bounds().Min.X+x, want.Bounds().Min.Y+y)
			b := got.At(got.Bounds().Min.X+x, got.Bounds().Min.Y+y)
			ar, ag, ab, _ := a.RGBA()
			br, bg, bb, _ := b.RGBA()
			if apart(ar, br) > tolerated || apart(ag, bg) > tolerated || apart(ab, bb) > tolerated {
				differ++
			}
		}
	}
	if limit := size.X * size.Y / 1000; differ > limit {
		return fmt.Sprintf("%d of %d pixels differ", differ, size.X*size.Y)
	}
	return ""
}

func apart(a, b uint32) uint32 {
	if a > b {
		return a - b
	}
	return b - a
}
