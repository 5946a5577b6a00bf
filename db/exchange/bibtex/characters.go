package bibtex

import "strings"

// accents are the commands that put a sign on the letter that follows.
var accents = map[string]rune{
	"`": '\u0300', "'": '\u0301', "^": '\u0302', "~": '\u0303', "=": '\u0304', "u": '\u0306', ".": '\u0307', `"`: '\u0308',
	"r": '\u030A', "H": '\u030B', "v": '\u030C', "c": '\u0327', "k": '\u0328', "d": '\u0323', "b": '\u0331', "t": '\u0361',
	"G": '\u030F', "U": '\u030E', "hat": '\u0302', "bar": '\u0304', "overline": '\u0304', "tilde": '\u0303', "dot": '\u0307',
	"ddot": '\u0308', "acute": '\u0301', "grave": '\u0300', "check": '\u030C', "breve": '\u0306', "vec": '\u20D7',
}

// characters are the commands that stand for a text.
var characters = pairs(`
ss ß SS SS o ø O Ø aa å AA Å ae æ AE Æ oe œ OE Œ l ł L Ł i ı j ȷ dh ð DH Ð th þ TH Þ dj đ DJ Đ ng ŋ NG Ŋ ij ĳ IJ Ĳ imath ı jmath ȷ
textasciitilde ~ textasciicircum ^ textasciigrave `+"`"+` textbackslash \ textless < textgreater > textbar | textunderscore _
textendash – textemdash — textquotesingle ' textquoteleft ‘ textquoteright ’ textquotedblleft “ textquotedblright ” textquotedbl "
lq ‘ rq ’ glq ‚ grq ‘ glqq „ grqq “ flqq « frqq » guillemotleft « guillemotright » guilsinglleft ‹ guilsinglright › quotedblbase „ quotesinglbase ‚
textregistered ® texttrademark ™ textcopyright © copyright © textdegree ° degree ° textordmasculine º textordfeminine ª
textpm ± texttimes × textdiv ÷ textmu µ textmicro µ textonehalf ½ textonequarter ¼ textthreequarters ¾ textperthousand ‰
textonesuperior ¹ texttwosuperior ² textthreesuperior ³ textsection § S § textparagraph ¶ P ¶ dag † textdagger † ddag ‡ textdaggerdbl ‡
pounds £ textsterling £ euro € texteuro € EUR € textyen ¥ textcent ¢ textdollar $ textbraceleft { textbraceright } textperiodcentered ·
textbullet • textellipsis … dots … ldots … cdots ⋯ textasteriskcentered * textexclamdown ¡ textquestiondown ¿ textnumero №
TeX TeX LaTeX LaTeX BibTeX BibTeX slash /
alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ mu μ nu ν xi ξ
pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω
Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
le ≤ leq ≤ leqslant ≤ ge ≥ geq ≥ geqslant ≥ ne ≠ neq ≠ lt < gt > ll ≪ gg ≫ approx ≈ sim ∼ simeq ≃ cong ≅ equiv ≡ propto ∝
times × pm ± mp ∓ div ÷ cdot · ast * star ⋆ bullet • circ ° infty ∞ partial ∂ nabla ∇ sum ∑ prod ∏ int ∫ sqrt √ prime ′
to → rightarrow → leftarrow ← leftrightarrow ↔ uparrow ↑ downarrow ↓ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ longrightarrow ⟶ mapsto ↦
in ∈ notin ∉ subset ⊂ subseteq ⊆ cup ∪ cap ∩ emptyset ∅ forall ∀ exists ∃ neg ¬ land ∧ wedge ∧ lor ∨ vee ∨ oplus ⊕ otimes ⊗
ell ℓ hbar ℏ Re ℜ Im ℑ aleph ℵ langle ⟨ rangle ⟩ mid | vert | parallel ∥ perp ⊥ angle ∠ backslash \ lbrace { rbrace }
log log ln ln exp exp min min max max sin sin cos cos tan tan lim lim det det Pr Pr arg arg inf inf sup sup
textalpha α textbeta β textgamma γ textdelta δ textepsilon ε textzeta ζ texteta η texttheta θ textiota ι textkappa κ textlambda λ
textnu ν textxi ξ textpi π textrho ρ textsigma σ texttau τ textupsilon υ textphi φ textchi χ textpsi ψ textomega ω
textDelta Δ textGamma Γ textOmega Ω textSigma Σ upalpha α upbeta β upgamma γ updelta δ upmu μ
`, map[string]string{
	"space": " ", "quad": " ", "qquad": " ", "thinspace": " ", "enspace": " ", "newline": " ", "par": " ", "linebreak": " ",
	"textvisiblespace": " ", "nobreakspace": " ", "hfill": " ", "left": "", "right": "", "item": " ", "textgreek": "",
})

// looks are the commands that say how their argument, or what follows, looks: only the words of it stay.
var looks = words(`textit emph textbf textsc texttt textrm textsf textup textsl textmd textnormal textsubscript textsuperscript text
mbox hbox fbox makebox mathrm mathit mathbf mathsf mathtt mathcal mathbb mathfrak mathnormal boldsymbol bm operatorname ensuremath
underline uline MakeUppercase MakeLowercase uppercase lowercase url path nolinkurl protect relax it bf em rm sc sl tt sf itshape
bfseries scshape slshape upshape rmfamily sffamily ttfamily normalfont mdseries tiny scriptsize footnotesize small normalsize large
Large LARGE huge Huge mkbibemph mkbibitalic mkbibbold mkbibparens mkbibbrackets autocap ce chem acs bibinfo natexlab displaystyle
textstyle scriptstyle limits nolimits centering noindent selectlanguage foreignlanguage textlatin textcyrillic bibstring
overset underset stackrel sb sp textsuper textsub`)

// drops are the commands whose argument is not for a reader.
var drops = words(`noopsort label hspace vspace SortNoop sortnoop switchargs color textcolor cite citep citet ref footnotemark usepackage
begin end hyphenation phantom`)

func words(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

func pairs(s string, more map[string]string) map[string]string {
	w := strings.Fields(s)
	for i := 0; i+1 < len(w); i += 2 {
		more[w[i]] = w[i+1]
	}
	return more
}
