//go:build e2e

package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/appraisal/whatif"
	"claimgrade/db"
	"claimgrade/db/crowd"
	"claimgrade/db/document"
	"claimgrade/db/exchange"
	"claimgrade/db/exchange/read"
	"claimgrade/db/intake"
	"claimgrade/ui/session"
	"claimgrade/ui/work"

	"codeberg.org/go-pdf/fpdf"
)

// benchVariable names the folder in which the crowds of the benchmark are kept; without it there is no benchmark.
const benchVariable = "CLAIMGRADE_BENCH"

// releasedTags builds a program as it is released, but for the probe.
const releasedTags = "e2e,migrated_fynedo"

// sizes are how many trials the libraries hold that are measured.
var sizes = []int{1_000, 10_000, 100_000}

// cost is what something took: on the clock, and of the processor, which a busy machine lengthens less.
type cost struct{ wall, cpu time.Duration }

func (c cost) String() string { return inMS(c.wall) + " (" + inMS(c.cpu) + ")" }

func inMS(d time.Duration) string {
	switch ms := float64(d.Microseconds()) / 1000; {
	case ms < 10:
		return fmt.Sprintf("%.2f ms", ms)
	case ms < 10_000:
		return fmt.Sprintf("%.0f ms", ms)
	default:
		return fmt.Sprintf("%.1f s", ms/1000)
	}
}

// median runs something several times and takes the middle of each number.
func median(times int, run func() cost) cost {
	walls, cpus := []time.Duration{}, []time.Duration{}
	for range times {
		c := run()
		walls, cpus = append(walls, c.wall), append(cpus, c.cpu)
	}
	slices.Sort(walls)
	slices.Sort(cpus)
	return cost{walls[times/2], cpus[times/2]}
}

// here measures something within this process.
func here(times int, run func()) cost {
	used := func() time.Duration {
		var u syscall.Rusage
		_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
		return time.Duration(u.Utime.Nano() + u.Stime.Nano())
	}
	runtime.GC()
	return median(times, func() cost {
		cpu, wall := used(), time.Now()
		run()
		return cost{time.Since(wall), used() - cpu}
	})
}

// budgets gathers the rows of the table.
type budgets struct {
	testing.TB
	text *bytes.Buffer
}

func (b *budgets) row(what, budget, measured, beside, ratio string) {
	fmt.Fprintf(b.text, "| %s | %s | %s | %s | %s |\n", what, budget, measured, beside, ratio)
	b.Logf("%s: %s beside %s: %s", what, measured, beside, ratio)
}

func times(a, b time.Duration) string { return fmt.Sprintf("%.2f ×", float64(a)/float64(max(b, 1))) }

func (b *budgets) must(err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

// TestBudgets measures every budget of the project in one run and writes the table into the folder of benchVariable.
func TestBudgets(t *testing.T) {
	folder := os.Getenv(benchVariable)
	if folder == "" {
		t.Skip(benchVariable + " names no folder")
	}
	text := bytes.NewBufferString("| what | budget | measured | beside | ratio |\n| --- | --- | --- | --- | --- |\n")
	paths := map[int]string{}
	for _, n := range sizes {
		paths[n] = keptCrowd(t, folder, n)
	}
	part := func(name string, measure func(b *budgets)) {
		t.Run(name, func(t *testing.T) { measure(&budgets{TB: t, text: text}) })
	}
	part("start", func(b *budgets) { b.starts(paths) })
	part("library", func(b *budgets) {
		for _, p := range b.inLibraries(paths) {
			b.row(p.what, p.budget, p.at[100_000].String(), "with 10,000: "+p.at[10_000].String()+", with 1,000: "+p.at[1_000].String(), times(p.at[100_000].cpu, p.at[10_000].cpu))
		}
	})
	part("answers", func(b *budgets) { b.answers(paths[100_000]) })
	part("search", func(b *budgets) { b.searches(paths[100_000]) })
	part("import", (*budgets).imports)
	part("pdf", (*budgets).pdfs)
	if err := os.WriteFile(filepath.Join(folder, "budgets.md"), text.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

// keptCrowd is a crowd that is made once: the largest takes minutes.
func keptCrowd(t testing.TB, folder string, trials int) string {
	t.Helper()
	path := filepath.Join(folder, fmt.Sprintf("crowd-%d.sqlite", trials))
	if _, err := os.Stat(path); err == nil {
		return path
	}
	part := path + ".part"
	for _, f := range []string{part, part + "-wal", part + "-shm"} {
		_ = os.Remove(f)
	}
	if err := crowd.Make(context.Background(), part, trials); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(part, path); err != nil {
		t.Fatal(err)
	}
	return path
}

// measured is one thing in libraries of several sizes.
type measured struct {
	what, budget string
	at           map[int]cost
}

// inLibraries measures what a person does in libraries of each size.
func (b *budgets) inLibraries(paths map[int]string) []measured {
	all := []measured{
		{what: "Open a claim with 50 linked trials: read, rules, what-if", budget: "≤ 16 ms; growth ≤ 2 ×"},
		{what: "The verdict of a claim with 5 links after an edit", budget: "≤ 1 ms"},
		{what: "The verdict of a claim with 50 links after an edit", budget: "≤ 1 ms"},
		{what: "An edit: stored, lists up to date", budget: "growth ≤ 2 ×"},
		{what: "A claim about how trials were done, of 1 in 8 trials", budget: ""},
		{what: "Search as one types, “author12 20”", budget: "≤ 16 ms; growth ≤ 2 ×"},
	}
	ctx := context.Background()
	defer work.Inline()()
	for _, n := range sizes {
		path := filepath.Join(b.TempDir(), "crowd.sqlite")
		copyFile(b, paths[n], path)
		lib, err := db.Open(ctx, path, db.Options{})
		b.must(err)
		reviewers, err := lib.Reviewers(ctx)
		b.must(err)
		put := func(i int, c cost) {
			if all[i].at == nil {
				all[i].at = map[int]cost{}
			}
			all[i].at[n] = c
		}
		put(0, here(25, func() {
			wide, err := lib.ToJudge(ctx, crowd.Wide, crowd.Reviewer)
			b.must(err)
			a := rules.Assess(wide)
			whatif.CompleteClaim(wide, &a, reviewers)
			whatif.Ledger(wide, a)
			whatif.Ladder(wide, a)
		}))
		put(1, b.rejudged(lib, "crowd-claim-000001"))
		put(2, b.rejudged(lib, crowd.Wide))

		s := session.New(lib)
		read := func() {
			s.LoadOverview(func(_ session.Overview, err error) { b.must(err) })
		}
		read()
		times := 0
		put(3, here(9, func() {
			times++
			s.Edit("Judgement", func(batch *db.Batch) error {
				batch.PutAppraisal(appraisal.Appraisal{LinkUID: crowd.Wide + "-link-01", Reviewer: crowd.Reviewer, Domain: appraisal.Blinding,
					Judgement: appraisal.High, Suggestion: appraisal.High, Reason: fmt.Sprint(times)})
				return nil
			}, b.must)
			read()
		}))
		counting := ""
		claims, err := lib.Claims(ctx)
		b.must(err)
		for _, c := range claims {
			if c.Evidence.Form == appraisal.FormAbsence && len(c.Evidence.Frame) == 1 {
				counting = c.UID
			}
		}
		put(4, here(3, func() {
			d, err := lib.ToJudge(ctx, counting, crowd.Reviewer)
			b.must(err)
			rules.Assess(d)
		}))
		put(5, here(15, func() {
			_, err := lib.Search(ctx, "author12 20", 50)
			b.must(err)
		}))
		b.must(lib.Close())
		b.must(os.Remove(path))
	}
	return all
}

// answers measures for how long the window answers nothing while a person does one thing after the other.
func (b *budgets) answers(path string) {
	d := newDesk(b, "")
	d.patience = 10 * patience
	own := filepath.Join(d.home, "crowd.sqlite")
	copyFile(b, path, own)
	longest, when := &block{}, ""
	d.useCrowded(own, 100_000, func(what string, one *block) {
		if one.Worked > longest.Worked {
			longest, when = one, what
		}
	})
	d.kill()
	b.must(os.Remove(own))
	b.row("Longest time that the window answers nothing, 100,000 trials", fmt.Sprintf("≤ %d ms", longestBlock),
		fmt.Sprintf("%.0f ms on the clock (%.0f ms)", longest.Waited, longest.Worked), "at: "+when, "")
}

// rejudged measures the verdict that the window works out after a judgement on one of a claim's results.
func (b *budgets) rejudged(lib *db.Library, uid string) cost {
	const edits = 25
	var read [edits + 1]appraisal.Dossier // one each, as the window reads the claim anew after each edit
	for i := range read {
		d, err := lib.ToJudge(context.Background(), uid, crowd.Reviewer)
		b.must(err)
		d.Linked[0].Appraisals = []appraisal.Appraisal{{LinkUID: d.Linked[0].Link.UID, Reviewer: crowd.Reviewer, Domain: appraisal.Blinding, Judgement: appraisal.High, Reason: fmt.Sprint(i)}}
		read[i] = d
	}
	var memory rules.Memory
	memory.Assess(read[edits])
	next := 0
	return here(edits, func() {
		memory.Assess(read[next])
		next++
	})
}

// searches measures the search beside the sqlite3 shell, which does the one query that finds and ranks.
func (b *budgets) searches(path string) {
	lib, err := db.Open(context.Background(), path, db.Options{ReadOnly: true})
	b.must(err)
	defer lib.Close()
	for _, text := range []string{"a", "ket", "ketamine anx", "author12 20", "nct90012"} {
		ours := here(15, func() {
			_, err := lib.Search(context.Background(), text, 50)
			b.must(err)
		})
		shell, err := shellSearch(path, text)
		if err != nil {
			b.row("Search “"+text+"”, 100,000 trials", "≤ 16 ms, ≤ 3 × sqlite3", ours.String(), "no sqlite3 that can: "+err.Error(), "")
			continue
		}
		b.row("Search “"+text+"”, 100,000 trials", "≤ 16 ms, ≤ 3 × sqlite3", ours.String(), "sqlite3: "+inMS(shell), times(ours.wall, shell))
	}
}

// shellSearch has the sqlite3 shell run the search several times in one process and takes the middle of its own times.
func shellSearch(path, text string) (time.Duration, error) {
	words := strings.Fields(text)
	match := `"` + strings.Join(words, `" "`) + `"*`
	query := `SELECT count(*) FROM (SELECT rowid FROM search WHERE search MATCH '` + match + `' ORDER BY rank LIMIT 50);` + "\n"
	shell := exec.Command("sqlite3", "-readonly", path)
	shell.Stdin = strings.NewReader(".timer on\n" + strings.Repeat(query, 15))
	out, err := shell.CombinedOutput()
	if err != nil {
		said, _, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
		return 0, fmt.Errorf("%w: %s", err, said) // shells before 3.44 do not know the library's schema
	}
	var all []time.Duration
	for _, line := range strings.Split(string(out), "\n") {
		if _, rest, ok := strings.Cut(line, "real "); ok {
			seconds, err := strconv.ParseFloat(strings.Fields(rest)[0], 64)
			if err != nil {
				return 0, err
			}
			all = append(all, time.Duration(seconds*float64(time.Second)))
		}
	}
	if len(all) == 0 {
		return 0, fmt.Errorf("it says %s", out)
	}
	slices.Sort(all)
	return all[len(all)/2], nil
}

// imports measures the import of 1,000 MEDLINE records, from the file's bytes to the library on disk.
func (b *budgets) imports() {
	var text strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&text, "PMID- %d\nDP  - 2012 May\nTI  - A report of some length, numbered %d, about a drug.\nAB  - %sRegistered as NCT%08d.\nFAU - Hansen, Anna B\nAU  - Hansen AB\n"+
			"LA  - eng\nPT  - Journal Article\nJT  - Journal of Tests\nLID - 10.1000/x.%d [doi]\n\n", 1_000_000+i, i, strings.Repeat("Some words of an abstract. ", 60), i, i)
	}
	took := here(3, func() {
		ctx := context.Background()
		file, err := read.File(ctx, "thousand.nbib", []byte(text.String()), nil)
		b.must(err)
		lib, err := db.Create(ctx, filepath.Join(b.TempDir(), "import.sqlite"), db.Options{})
		b.must(err)
		plan, err := intake.Propose(ctx, lib, []exchange.File{file})
		b.must(err)
		_, err = plan.Store(ctx, lib, intake.Storing{Action: "Import", Reviewer: appraisal.Reviewer{UID: "r", Name: "R"}})
		b.must(err)
		b.must(lib.Close())
		if plan.Wanted() != 1000 {
			b.Fatalf("%d of 1000 records were imported", plan.Wanted())
		}
	})
	b.row("Import 1,000 MEDLINE records", "≤ 1 s", took.String(), "", "")
}

// pdfs measures the text of a PDF of 50 pages, once the engine runs, beside pdftotext.
func (b *budgets) pdfs() {
	const pages = 50
	doc := fpdf.New("P", "mm", "A4", "")
	doc.SetFont("Helvetica", "", 10)
	for i := range pages {
		doc.AddPage()
		doc.MultiCell(0, 5, fmt.Sprintf("Page %d. ", i)+strings.Repeat("Some plain words of an article that goes on and on. ", 60), "", "L", false)
	}
	path := filepath.Join(b.TempDir(), "pages.pdf")
	b.must(doc.OutputFileAndClose(path))
	data, err := os.ReadFile(path)
	b.must(err)
	extract := func() {
		c, err := document.Extract(context.Background(), data, nil)
		b.must(err)
		if len(c.Pages) != pages {
			b.Fatalf("%d pages", len(c.Pages))
		}
	}
	extract() // starts the engine
	ours := here(5, extract)
	if _, err := exec.LookPath("pdftotext"); err != nil {
		b.row("Text of a PDF, a page", "≤ 3 × pdftotext", inMS(ours.wall/pages), "pdftotext is not installed", "")
		return
	}
	theirs := median(5, func() cost {
		cmd := exec.Command("pdftotext", path, filepath.Join(b.TempDir(), "out.txt"))
		begun := time.Now()
		b.must(cmd.Run())
		return cost{time.Since(begun), cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()}
	})
	each := func(c cost) string { return cost{c.wall / pages, c.cpu / pages}.String() }
	b.row("Text of a PDF, a page", "≤ 3 × pdftotext", each(ours), "pdftotext: "+each(theirs), times(ours.cpu, theirs.cpu))
}
