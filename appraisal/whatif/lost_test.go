package whatif_test

import (
	"math"
	"strconv"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/appraisal/whatif"

	"pgregory.net/rapid"
)

// lostRow is a row whose arms lost people, with these facts of its result.
func lostRow(treated, control rules.ArmFlow, facts map[appraisal.FieldKey]string) rules.Row {
	row := rules.Row{Domains: map[appraisal.Domain]rules.DomainView{}, Design: rules.DesignView{Effect: 1}}
	row.Domains[appraisal.Attrition] = rules.DomainView{Inputs: rules.DomainInputs{Attrition: rules.AttritionFacts{Experimental: &treated, Control: &control}}}
	row.Result.Facts = appraisal.Facts{}
	for k, v := range facts {
		row.Result.Facts[k] = appraisal.Fact{Field: k, Value: v, Status: appraisal.Reported}
	}
	return row
}

func flow(randomised, observed int) rules.ArmFlow {
	return rules.ArmFlow{Randomised: &randomised, Observed: &observed}
}

func meanRow(estimate, se float64, treated, control rules.ArmFlow) rules.Row {
	row := lostRow(treated, control, map[appraisal.FieldKey]string{appraisal.FieldMeasure: string(appraisal.MeanDifference)})
	row.Estimate, row.SE = &estimate, &se
	return row
}

func eventRow(events [2]int, better string, treated, control rules.ArmFlow) rules.Row {
	return lostRow(treated, control, map[appraisal.FieldKey]string{appraisal.FieldMeasure: string(appraisal.RiskRatio), appraisal.FieldBetter: better,
		appraisal.FieldEventsExp: strconv.Itoa(events[0]), appraisal.FieldEventsCtl: strconv.Itoa(events[1])})
}

func TestTheTippingPointOfADifferenceIsThatOfTheMethod(t *testing.T) {
	l, hindered := whatif.LostOf(meanRow(3, 1, flow(100, 90), flow(100, 88))) // method A.3: 10.40 / 4.73
	tip, ok := l.Tip()
	both, okBoth := l.TipOfBoth()
	if hindered != whatif.NotHindered || !ok || !okBoth || math.Abs(tip-10.40) > 0.005 || math.Abs(both-4.73) > 0.005 {
		t.Fatalf("tipping points %v and %v, hindered %v", tip, both, hindered)
	}
	if l.People != 10 || l.Start != 0 || l.Amount(l.Steps) < tip {
		t.Errorf("%d lost, from %d on, to %v", l.People, l.Start, l.Amount(l.Steps))
	}
	for i := 0; i <= l.Steps; i++ {
		e, _ := l.Effect(i)
		if holds := whatif.Concluded(e) == 0; holds != (l.Amount(i) >= tip) {
			t.Errorf("at %v the interval holds no difference: %v", l.Amount(i), holds)
		}
	}
}

func TestADifferenceThatHoldsNoDifferenceHasNoTippingPoint(t *testing.T) {
	l, _ := whatif.LostOf(meanRow(1, 1, flow(100, 90), flow(100, 88)))
	if tip, ok := l.Tip(); ok {
		t.Errorf("tipping point %v", tip)
	}
	if l.Steps < 2 {
		t.Errorf("there is nothing to assume: %d positions", l.Steps)
	}
}

func TestWhereOnlyControlsWereLostTheAssumptionIsAboutThem(t *testing.T) {
	l, _ := whatif.LostOf(meanRow(3, 1, flow(100, 100), flow(100, 90)))
	if tip, ok := l.Tip(); !l.OfOther || l.People != 10 || !ok || math.Abs(tip-10.40) > 0.005 {
		t.Errorf("about the comparator: %v, %d lost, tipping point %v", l.OfOther, l.People, tip)
	}
}

// The worked example of method A.3: treated 18/90 of 100, controls 35/88 of 100.
func TestCountsAreThoseOfTheMethod(t *testing.T) {
	l, hindered := whatif.LostOf(eventRow([2]int{18, 35}, "lower", flow(100, 90), flow(100, 88)))
	if hindered != whatif.NotHindered || !l.Counts || l.Steps != 10 || l.Start != 2 || l.Others != 5 {
		t.Fatalf("%+v, hindered %v", l, hindered)
	}
	if e, ok := l.Reported(); !ok || math.Abs(math.Exp(e.Value)-0.5029) > 0.00005 {
		t.Errorf("those followed: %v", math.Exp(e.Value))
	}
	if most, fewest := l.TipsOfCounts(); most != -1 || fewest != 9 {
		t.Errorf("tipping points %d and %d", most, fewest)
	}
}

// A good outcome is counted by those who did not have it, and a claim the other way round turns the arms.
func TestGoodOutcomesAndReversedLinksAreTurned(t *testing.T) {
	bad, _ := whatif.LostOf(eventRow([2]int{18, 35}, "lower", flow(100, 90), flow(100, 88)))
	good, _ := whatif.LostOf(eventRow([2]int{90 - 18, 88 - 35}, "higher", flow(100, 90), flow(100, 88)))
	turned := eventRow([2]int{35, 18}, "lower", flow(100, 88), flow(100, 90))
	turned.Linked.Link.Reversed = true
	reversed, _ := whatif.LostOf(turned)
	for name, l := range map[string]whatif.Lost{"good": good, "reversed": reversed} {
		for i := 0; i <= bad.Steps; i++ {
			want, _ := bad.Effect(i)
			if got, ok := l.Effect(i); !ok || math.Abs(got.Value-want.Value) > 1e-12 || l.Start != bad.Start {
				t.Errorf("%s at %d: %v, want %v", name, i, got, want)
			}
		}
	}
	if !good.Good || bad.Good {
		t.Error("which outcome is good is mistaken")
	}
}

func TestWhatHindersIsSaid(t *testing.T) {
	lost, none := flow(100, 90), flow(100, 100)
	crossed := meanRow(3, 1, lost, lost)
	crossed.Linked.Trial.Facts = appraisal.Facts{appraisal.FieldDesign: {Field: appraisal.FieldDesign, Value: "crossover", Status: appraisal.Reported}}
	clustered := meanRow(3, 1, lost, lost)
	clustered.Design.Effect = 2
	noSE := meanRow(3, 1, lost, lost)
	noSE.SE = nil
	for want, row := range map[whatif.Hindrance]rules.Row{
		whatif.LossUnknown:      lostRow(rules.ArmFlow{}, lost, nil),
		whatif.NobodyLost:       meanRow(3, 1, none, none),
		whatif.SamePeople:       crossed,
		whatif.Clustered:        clustered,
		whatif.NoNumbers:        noSE,
		whatif.EventSideUnknown: eventRow([2]int{1, 2}, "", lost, lost),
		whatif.CountsDisagree:   eventRow([2]int{91, 2}, "lower", lost, lost),
	} {
		if _, got := whatif.LostOf(row); got != want {
			t.Errorf("hindered by %d, want %d", got, want)
		}
	}
}

// Every position has a place on the slider, and those beyond a tipping point conclude otherwise.
func TestPositionsBeyondATippingPointChangeTheConclusion(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		arm := func(name string) (rules.ArmFlow, int) {
			observed := rapid.IntRange(1, 80).Draw(rt, name+" observed")
			return flow(observed+rapid.IntRange(0, 20).Draw(rt, name+" lost"), observed), rapid.IntRange(0, observed).Draw(rt, name+" events")
		}
		treated, e := arm("treated")
		control, c := arm("control")
		l, hindered := whatif.LostOf(eventRow([2]int{e, c}, rapid.SampledFrom([]string{"lower", "higher"}).Draw(rt, "better"), treated, control))
		if hindered != whatif.NotHindered {
			return
		}
		seen, _ := l.Reported()
		most, fewest := l.TipsOfCounts()
		if l.Start < 0 || l.Start > l.Steps {
			rt.Fatalf("starts at %d of %d", l.Start, l.Steps)
		}
		for i := max(most+1, 0); most != fewest && i < fewest; i++ {
			if got, ok := l.Effect(i); ok && whatif.Concluded(got) != whatif.Concluded(seen) {
				rt.Fatalf("between the tipping points %d and %d, %d changes the conclusion", most, fewest, i)
			}
		}
		for _, tip := range []int{most, fewest} {
			if got, ok := l.Effect(tip); tip >= 0 && ok && whatif.Concluded(got) == whatif.Concluded(seen) {
				rt.Fatalf("at the tipping point %d the conclusion stays", tip)
			}
		}
	})
}
