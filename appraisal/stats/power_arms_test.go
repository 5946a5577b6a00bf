package stats

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestStrictPowerReproducesR(t *testing.T) {
	near(t, "20 and 20, effect 1 (R help of power.t.test)", MeansPowerStrict(1, 20, 20, 0.05), 0.8689530, 5e-8)
	near(t, "64 and 64, effect .5", MeansPowerStrict(0.5, 64, 64, 0.05), 0.8014596, 5e-8)
}

func TestInformationSizesByControlRisk(t *testing.T) {
	want := []float64{8404, 4010, 1812, 1080, 712, 494, 346} // method 5.2, relative reduction 25 %
	for i, row := range Usual.RisksTable(0.25, UsualControlRisks) {
		if row.Total != want[i] || row.ControlRisk != UsualControlRisks[i] {
			t.Errorf("%+v, want %g", row, want[i])
		}
	}
}

// Method 5.3: what an information fraction means for the power of an estimate.
func TestInformationFractionsMeanPower(t *testing.T) {
	for _, c := range []struct{ fraction, power, half, halfWidth float64 }{{1, 0.80, 5e-4, 0.70}, {0.5, 0.51, 0.01, 0.99}, {0.3, 0.34, 0.01, 1.28}} {
		se := 1 / (Usual.z() * math.Sqrt(c.fraction)) // for a target of 1
		near(t, "information", Usual.InformationFraction(1, se), c.fraction, 1e-12)
		near(t, "power", NormCDF(1/se-Z975), c.power, c.half)
		near(t, "half-width of the interval", Z975*se, c.halfWidth, 5e-3)
	}
}

func TestPowerOfRisksInUnequalArms(t *testing.T) {
	near(t, "equal arms (R help of power.prop.test)", RisksPowerArms(0.50, 0.75, 50, 50, 0.05), 0.7401659, 5e-8)
	// 2·40·200/240 = 66.67 per arm.
	near(t, "40 and 200", RisksPowerArms(0.50, 0.75, 40, 200, 0.05), RisksPower(0.50, 0.75, 200.0/3, 0.05), 1e-12)
	near(t, "an empty arm", RisksPowerArms(0.50, 0.75, 0, 50, 0.05), 0, 0)
	// By the formula of the normal distribution at h = 0.30, the example of R's help of pwr.2p2n.test.
	p1 := math.Pow(math.Sin(math.Asin(math.Sqrt(0.3))+0.15), 2)
	near(t, "arcsine", RisksPowerArcsine(p1, 0.3, 80, 245, 0.05), NormCDF(0.30*math.Sqrt(80*245/325.0)-Z975)+NormCDF(-0.30*math.Sqrt(80*245/325.0)-Z975), 1e-12)
}

func TestPowerOfRisksMirrorsAndGrows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p1, p2 := rapid.Float64Range(0.01, 0.99).Draw(t, "p1"), rapid.Float64Range(0.01, 0.99).Draw(t, "p2")
		n1, n2 := rapid.Float64Range(2, 500).Draw(t, "n1"), rapid.Float64Range(2, 500).Draw(t, "n2")
		for i, of := range []func(p1, p2, n1, n2, alpha float64) float64{RisksPowerArms, RisksPowerArcsine} {
			power := of(p1, p2, n1, n2, 0.05)
			if power < 0 || power > 1+1e-12 {
				t.Fatalf("power %g", power)
			}
			if mirrored := of(p2, p1, n2, n1, 0.05); math.Abs(mirrored-power) > 1e-12 {
				t.Fatalf("formula %d: power %g, mirrored %g", i, power, mirrored)
			}
			if other := of(1-p1, 1-p2, n1, n2, 0.05); math.Abs(other-power) > 1e-9 {
				t.Fatalf("formula %d: power %g, of the opposite event %g", i, power, other)
			}
			if more := of(p1, p2, n1*1.1, n2*1.1, 0.05); more < power-1e-12 {
				t.Fatalf("formula %d: more persons lower the power %g to %g", i, power, more)
			}
		}
		risk, ok := Usual.DetectableRisk(p1, n1, n2)
		if power := RisksPowerArms(p1, risk, n1, n2, 0.05); ok && math.Abs(power-0.80) > 1e-6 {
			t.Fatalf("power %g at the detectable risk %g", power, risk)
		}
	})
}

func TestTooFewPersonsDetectNoRisk(t *testing.T) {
	if risk, ok := Usual.DetectableRisk(0.05, 20, 20); ok {
		t.Errorf("20 and 20 persons detect %g against 0.05", risk)
	}
}
