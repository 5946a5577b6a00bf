package rules
import ("testing";"math/rand/v2";"claimgrade/appraisal";"fmt";"encoding/json")
func TestExplore(t *testing.T) {
	s := plainSource{rand.New(rand.NewPCG(1,2))}
	viol := map[string]int{}; first := map[string]string{}
	worse := func(r appraisal.Rating) appraisal.Rating { switch r { case appraisal.Low: return appraisal.SomeConcerns; case appraisal.SomeConcerns: return appraisal.High}; return "" }
	for i:=0;i<200000;i++ {
		c := randomCase(s)
		if c.Claim.Kind=="not-shown" {continue}
		a, err := Judge(c); if err!=nil {t.Fatal(err)}
		if a.Certainty==nil {continue}
		for j := range c.Trials { for d:=0;d<4;d++ {
			k := c; k.Trials = append([]JudgeTrial{}, c.Trials...)
			x := &k.Trials[j]
			p := map[int]*appraisal.Rating{0:&x.Blinding,1:&x.Attrition,2:&x.FollowUp,3:&x.SampleSize}[d]
			w := worse(*p); if w=="" {continue}; *p = w
			b, _ := Judge(k)
			if levelOf(*b.Certainty) > levelOf(*a.Certainty) {
				key := fmt.Sprintf("%d %s->%s", d, *a.Rules.RiskOfBias, *b.Rules.RiskOfBias)
				viol[key]++
				if first[key]=="" || len(c.Trials)<3 { j1,_:=json.Marshal(c.Trials); first[key]=fmt.Sprint(c.Claim.Kind, *c.Claim.MID," trial ",j," ", string(j1), *a.Class,*b.Class, a.Trace, "\n   ", b.Trace) }
			}
		}}
	}
	for k,v := range viol { fmt.Println(k,v); fmt.Println(first[k]) }
}
func TestRelief(t *testing.T) {
	s := plainSource{rand.New(rand.NewPCG(3,2))}
	rank := map[appraisal.Verdict]int{"contradicted":0,"not-supported":1,"cannot-be-judged":1,"overstated":2,"partly-supported":3,"supported":4}
	n:=map[string]int{}; ex:=map[string]string{}
	for i:=0;i<400000;i++ {
		c := randomCase(s)
		if c.Claim.Kind=="not-shown" {continue}
		// direction that favours the claim as worded
		fav := appraisal.TowardsExperimental
		switch c.Claim.Kind { case "harm","no-better": fav = appraisal.TowardsControl; case "no-difference": continue }
		for j := range c.Trials { c.Trials[j].BiasDirection = fav }
		c.Options.DirectionOfBias = ptr(true)
		on,_ := Judge(c)
		c.Options.DirectionOfBias = ptr(false)
		off,_ := Judge(c)
		if rank[on.Verdict] > rank[off.Verdict] {
			key := fmt.Sprint(c.Claim.Kind," ",off.Rule,"->",on.Rule, " ", *off.Rules.RiskOfBias, "->", *on.Rules.RiskOfBias)
			n[key]++
			j1,_:=json.Marshal(c.Trials); if ex[key]=="" || len(j1)<len(ex[key]) {ex[key]=string(j1)}
		}
	}
	for k,v := range n { fmt.Println(k,v,ex[k]) }
}
func TestNoInfo(t *testing.T) {
	s := plainSource{rand.New(rand.NewPCG(4,2))}
	rank := map[appraisal.Verdict]int{"contradicted":0,"not-supported":1,"cannot-be-judged":1,"overstated":2,"partly-supported":3,"supported":4}
	n:=map[string]int{}; ex:=map[string]string{}
	for i:=0;i<400000;i++ {
		c := randomCase(s)
		if c.Claim.Kind=="not-shown" {continue}
		a,_ := Judge(c)
		k := c; k.Trials = append([]JudgeTrial{}, c.Trials...)
		for j := range k.Trials { x:=&k.Trials[j]; x.Blinding,x.Attrition,x.FollowUp,x.SampleSize = "","","","" }
		b,_ := Judge(k)
		if rank[b.Verdict] > rank[a.Verdict] || b.Certainty!=nil && levelOf(*b.Certainty)>levelOf(*a.Certainty) {
			key := fmt.Sprint(c.Claim.Kind," ",a.Rule,"->",b.Rule, " ", *a.Rules.RiskOfBias, "->", *b.Rules.RiskOfBias, *a.Certainty, *b.Certainty)
			n[key]++
			j1,_:=json.Marshal(c.Trials); if ex[key]=="" || len(j1)<len(ex[key]) {ex[key]=string(j1)}
		}
	}
	for k,v := range n { fmt.Println(k,v) ; _=ex}
}
