package report

import (
	"bytes"
	"context"
	"strings"
	"testing"
)

func TestAFigureOfAClaimIsTheSameFileEveryTime(t *testing.T) {
	ctx, lib := context.Background(), library(t)
	r := Request{Claims: []string{uidOf(t, lib, "a004-04", 0)}}
	offers, err := Figures(ctx, lib, r)
	if err != nil {
		t.Fatal(err)
	}
	starts := map[string]string{"svg": "<svg", "png": "\x89PNG", "pdf": "%PDF"}
	has := map[FigureKind]bool{}
	for i, o := range offers {
		has[o.Kind] = true
		for _, f := range FigureFormats {
			if i > 0 && f != "svg" {
				continue // one of each format is enough
			}
			out, err := Figure(ctx, lib, r, o.Kind, f)
			if err != nil {
				t.Fatalf("%s as %s: %v", o.Kind, f, err)
			}
			again, _ := Figure(ctx, lib, r, o.Kind, f)
			if named := bytes.Contains(out.Data, []byte(">"+o.Name+"<")); f == "svg" && strings.Contains(string(o.Kind), "/") && len(o.Name) < 45 && !named {
				t.Errorf("%s does not say in the picture what it is of: %s", o.Kind, o.Name)
			}
			if !bytes.Contains(out.Data[:min(len(out.Data), 200)], []byte(starts[f])) || !bytes.Equal(out.Data, again.Data) || !strings.HasSuffix(out.Name, "."+f) {
				t.Errorf("%s as %s: %q, %d bytes", o.Kind, f, out.Name, len(out.Data))
			}
		}
	}
	for _, k := range []FigureKind{ForestPlot, TrafficLight, Summary, EffectDirection, HarvestPlot} {
		if !has[k] {
			t.Errorf("%s is not offered", k)
		}
	}
	trials := 0
	for k := range has {
		if strings.Contains(string(k), "/") {
			trials++
		}
	}
	if trials < 6 {
		t.Errorf("%d figures of single trials are offered", trials)
	}
}

func TestAForestShowsEveryTrialWithItsNumbers(t *testing.T) {
	ctx, lib := context.Background(), library(t)
	out, err := Figure(ctx, lib, Request{Claims: []string{uidOf(t, lib, "a004-04", 0)}}, ForestPlot, "svg")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Popova 2019 (TRANSFORM-2)", "4.00 (0.64 to 7.31)", "Pool of 3 trials", "3.63 (1.58 to 5.67)", "95 % prediction interval", "for the claim"} {
		if !bytes.Contains(out.Data, []byte(want)) {
			t.Errorf("the forest lacks %q", want)
		}
	}
}

func TestWhatFigureThereIsNotIsSaid(t *testing.T) {
	ctx, lib := context.Background(), library(t)
	effect, none := Request{Claims: []string{uidOf(t, lib, "a004-04", 0)}}, Request{Claims: []string{uidOf(t, lib, "a000-11", 0)}}
	for _, c := range []struct {
		r      Request
		kind   FigureKind
		format string
		want   string
	}{
		{effect, "pie", "svg", "no figure “pie”. It has: forest,"},
		{effect, ForestPlot, "bmp", "Figures are not written as “bmp”"},
		{none, ForestPlot, "svg", "It has: none"},
	} {
		if _, err := Figure(ctx, lib, c.r, c.kind, c.format); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s as %s: %v", c.kind, c.format, err)
		}
	}
}
