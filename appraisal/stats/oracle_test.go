//go:build oracle

package stats

import (
	"encoding/csv"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// These tests hold our numbers against those of R, which computes them by other code: run them with
// go test -tags oracle -run Oracle -v, where R with metafor and pwr is installed.

const (
	oracleSets      = 500
	oracleSeed      = 20190822
	oracleTolerance = 1e-6
)

// asR runs a script of testdata on the rows given and returns what it wrote, one map per row. It skips the test where R
// or one of the packages is missing.
func asR(t *testing.T, script string, packages []string, rows [][]string) []map[string]float64 {
	t.Helper()
	rscript, err := exec.LookPath("Rscript")
	if err != nil {
		t.Skip("R is not installed here, so nothing can be compared with it. Install R with the packages metafor and pwr.")
	}
	for _, p := range packages {
		if exec.Command(rscript, "-e", fmt.Sprintf("quit(status = !requireNamespace(%q, quietly = TRUE))", p)).Run() != nil {
			t.Skipf("The R package %s is not installed here, so nothing can be compared with it.", p)
		}
	}
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.csv"), filepath.Join(dir, "out.csv")
	lines := make([]string, len(rows))
	for i, row := range rows {
		lines[i] = strings.Join(row, ",")
	}
	if err := os.WriteFile(in, []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	said, err := exec.Command(rscript, filepath.Join("testdata", script), in, out).CombinedOutput()
	if err != nil {
		t.Fatalf("R stopped: %v\n%s", err, said)
	}
	if len(said) > 0 {
		t.Logf("R says:\n%s", said)
	}
	file, err := os.Open(out)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	table, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	results := make([]map[string]float64, len(table)-1)
	for i, row := range table[1:] {
		results[i] = map[string]float64{}
		for j, cell := range row {
			if cell != "NA" && cell != "NaN" {
				if results[i][table[0][j]], err = strconv.ParseFloat(cell, 64); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	return results
}

// comparison keeps the largest difference of each figure: relative where R's is above 1, else absolute.
type comparison struct {
	largest map[string]float64
	count   map[string]int
}

func (c *comparison) see(t *testing.T, where, figure string, ours, theirs float64) {
	t.Helper()
	d := math.Abs(ours-theirs) / math.Max(1, math.Abs(theirs))
	c.count[figure]++
	c.largest[figure] = math.Max(c.largest[figure], d)
	if !(d <= oracleTolerance) {
		t.Errorf("%s, %s: ours %.12g, R's %.12g", where, figure, ours, theirs)
	}
}

func (c *comparison) report(t *testing.T) {
	for _, figure := range slices.Sorted(maps.Keys(c.largest)) {
		t.Logf("%-18s %4d compared, largest difference %.2g", figure, c.count[figure], c.largest[figure])
	}
}

func full(x float64) string { return strconv.FormatFloat(x, 'g', 17, 64) }

// randomEffects draws trials as reviews have them: 2 to 25, of sizes that differ up to fortyfold, with no, some or much
// variance between them.
func randomEffects(r *rand.Rand) []Effect {
	tau := []float64{0, 0.1, 0.3, 1}[r.IntN(4)]
	effects := make([]Effect, 2+r.IntN(24))
	for i := range effects {
		se := 0.05 * math.Pow(40, r.Float64())
		effects[i] = Effect{0.5 + tau*r.NormFloat64() + se*r.NormFloat64(), se}
	}
	return effects
}

func TestOraclePoolsAgreeWithMetafor(t *testing.T) {
	random := rand.New(rand.NewPCG(oracleSeed, 1))
	sets := make([][]Effect, oracleSets)
	rows := [][]string{{"set", "value", "se"}}
	for i := range sets {
		sets[i] = randomEffects(random)
		for _, e := range sets[i] {
			rows = append(rows, []string{strconv.Itoa(i + 1), full(e.Value), full(e.SE)})
		}
	}
	theirs := asR(t, "pool.R", []string{"metafor"}, rows)
	if len(theirs) != oracleSets {
		t.Fatalf("R returned %d sets of %d", len(theirs), oracleSets)
	}
	c := comparison{map[string]float64{}, map[string]int{}}
	for i, set := range sets {
		ours := poolFigures(t, set)
		for figure, x := range theirs[i] {
			y, ok := ours[figure]
			if !ok {
				t.Errorf("set %d: R has a %s, we have none", i+1, figure)
				continue
			}
			c.see(t, fmt.Sprintf("set %d of %d trials", i+1, len(set)), figure, y, x)
		}
		for figure := range ours {
			if _, ok := theirs[i][figure]; !ok {
				t.Errorf("set %d: we have a %s, R has none", i+1, figure)
			}
		}
	}
	c.report(t)
}

func poolFigures(t *testing.T, set []Effect) map[string]float64 {
	f := map[string]float64{}
	for name, method := range map[string]Tau2Method{"CE": CommonEffect, "DL": DerSimonianLaird, "REML": REML, "ML": MaximumLikelihood, "PM": PauleMandel} {
		p := RandomEffects(set, method)
		f[name+".estimate"], f[name+".SE"], f[name+".tau2"], f[name+".I2"] = p.Estimate, p.SE, p.Tau2, p.I2
		if method == CommonEffect {
			ci := p.Wald()
			f["Q"], f["QP"], f["CE.low"], f["CE.high"] = p.Q, p.QP(), ci.Low, ci.High
		}
	}
	p := RandomEffects(set, REML)
	hk := p.HartungKnapp()
	f["HK.SE"], f["HK.low"], f["HK.high"] = hk.SE, hk.Low, hk.High
	names := map[string]string{PredictionZWald: "z", PredictionTHK: "hk", PredictionRileyWald: "riley", PredictionRileyHK: "rileyhk"}
	for _, pi := range p.Predictions() {
		f["PI."+names[pi.Name]+".low"], f["PI."+names[pi.Name]+".high"] = pi.Low, pi.High
	}
	h, ok := QProfile(set, 0.95)
	if !ok {
		t.Errorf("no interval of tau² for %v", set)
	}
	f["QP.tau2.low"], f["QP.tau2.high"], f["QP.I2.low"], f["QP.I2.high"] = h.Tau2[0], h.Tau2[1], h.I2[0], h.I2[1]
	return f
}

func TestOraclePowerAgreesWithR(t *testing.T) {
	random := rand.New(rand.NewPCG(oracleSeed, 2))
	type plan struct{ effect, n1, n2, p1, p2, alpha, power float64 }
	plans := make([]plan, oracleSets)
	rows := [][]string{{"effect", "n1", "n2", "p1", "p2", "alpha", "power"}}
	for i := range plans {
		p := plan{
			effect: 0.1 + 1.4*random.Float64(), n1: float64(5 + random.IntN(200)), n2: float64(5 + random.IntN(200)),
			p1: 0.05 + 0.9*random.Float64(), alpha: []float64{0.01, 0.05, 0.1}[random.IntN(3)], power: 0.5 + 0.45*random.Float64(),
		}
		p.p2 = p.p1 * (0.4 + 0.5*random.Float64())
		plans[i] = p
		row := []string{}
		for _, x := range []float64{p.effect, p.n1, p.n2, p.p1, p.p2, p.alpha, p.power} {
			row = append(row, full(x))
		}
		rows = append(rows, row)
	}
	theirs := asR(t, "power.R", []string{"pwr"}, rows)
	if len(theirs) != oracleSets {
		t.Fatalf("R returned %d plans of %d", len(theirs), oracleSets)
	}
	c := comparison{map[string]float64{}, map[string]int{}}
	for i, p := range plans {
		d := Design{Alpha: p.alpha, Power: p.power}
		ours := map[string]float64{
			"t.power":    MeansPower(p.effect, p.n1, p.n1, p.alpha),
			"t.strict":   MeansPowerStrict(p.effect, p.n1, p.n1, p.alpha),
			"t.n":        d.MeansPerArm(p.effect),
			"t.delta":    d.Detectable(p.n1, p.n1),
			"t.arms":     MeansPowerStrict(p.effect, p.n1, p.n2, p.alpha),
			"prop.power": RisksPower(p.p1, p.p2, p.n1, p.alpha),
			"prop.arms":  RisksPowerArms(p.p1, p.p2, p.n1, p.n2, p.alpha),
			"prop.n":     d.RisksPerArm(p.p1, p.p2),
			"arcsine":    RisksPowerArcsine(p.p1, p.p2, p.n1, p.n2, p.alpha),
		}
		for figure, x := range ours {
			y, ok := theirs[i][figure]
			if !ok {
				t.Errorf("plan %d: R has no %s", i+1, figure)
				continue
			}
			c.see(t, fmt.Sprintf("plan %d, %+v", i+1, p), figure, x, y)
		}
	}
	c.report(t)
}

func TestOracleContrastsAgreeWithR(t *testing.T) {
	random := rand.New(rand.NewPCG(oracleSeed, 3))
	type pair struct {
		treated, control Arm
		a, b             Group
	}
	pairs := make([]pair, oracleSets)
	rows := [][]string{{"e1", "n1", "e2", "n2", "m1", "s1", "m2", "s2"}}
	for i := range pairs {
		arm := func() Arm {
			n := 2 + random.IntN(300)
			risk := math.Pow(random.Float64(), 3) // rare events, so that cells are empty now and then
			return Arm{math.Floor(risk * float64(n)), float64(n)}
		}
		p := pair{treated: arm(), control: arm()}
		if p.treated.Events+p.control.Events == 0 {
			p.control.Events = 1 // where nobody had the event there is nothing to compare
		}
		p.a = Group{20 * random.NormFloat64(), 1 + 10*random.Float64(), p.treated.N}
		p.b = Group{20 * random.NormFloat64(), 1 + 10*random.Float64(), p.control.N}
		pairs[i] = p
		row := []string{}
		for _, x := range []float64{p.treated.Events, p.treated.N, p.control.Events, p.control.N, p.a.Mean, p.a.SD, p.b.Mean, p.b.SD} {
			row = append(row, full(x))
		}
		rows = append(rows, row)
	}
	theirs := asR(t, "contrast.R", []string{"metafor"}, rows)
	c := comparison{map[string]float64{}, map[string]int{}}
	for i, p := range pairs {
		ours := map[string]float64{"fisher": FisherExact(p.treated, p.control)}
		for name, of := range map[string]func(Arm, Arm) (Effect, bool){"RR": LogRiskRatio, "OR": LogOddsRatio, "RD": RiskDifference} {
			if e, ok := of(p.treated, p.control); ok {
				ours[name+".value"], ours[name+".SE"] = e.Value, e.SE
			}
		}
		md, smd := MeanDifference(p.a, p.b), Hedges(p.a, p.b)
		ours["MD.value"], ours["MD.SE"], ours["SMD.value"], ours["SMD.SE"] = md.Value, md.SE, smd.Value, smd.SE
		for figure, x := range ours {
			y, ok := theirs[i][figure]
			if !ok {
				t.Errorf("pair %d: R has no %s", i+1, figure)
				continue
			}
			c.see(t, fmt.Sprintf("pair %d, %+v", i+1, p), figure, x, y)
		}
	}
	c.report(t)
}
