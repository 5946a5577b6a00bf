package main

import "slices"

// machine answers whether things work here. Asking by trying, not by looking into a package list, is what lets a
// distribution this program has never heard of pass as long as the compiler finds the headers.
type machine interface {
	// runs reports whether the program starts and ends well.
	runs(program string, args ...string) bool
	// compiles reports whether a C program with these headers links against these libraries (without "-l").
	compiles(headers, libraries []string) bool
	// hasProgram reports whether a program of one of these names is on the path.
	hasProgram(names ...string) bool
	// hasFont reports whether a font file whose name starts with prefix is installed.
	hasFont(prefix string) bool
}

// A family of operating systems installs software with the same command and under the same package names.
type family string

const (
	debian  family = "debian"
	fedora  family = "fedora"
	arch    family = "arch"
	macOS   family = "darwin"
	windows family = "windows"
	unknown family = ""
)

// A need is something from outside Go that the work cannot be done without.
type need struct {
	name     string
	why      string
	present  func(machine) bool
	packages map[family][]string
}

// x11Headers and x11Libraries are what the window's toolkit compiles and links against on Linux.
var (
	x11Headers = []string{
		"X11/Xlib.h", "X11/XKBlib.h", "X11/Xcursor/Xcursor.h", "X11/extensions/Xrandr.h",
		"X11/extensions/Xinerama.h", "X11/extensions/XInput2.h", "X11/extensions/xf86vmode.h",
	}
	x11Libraries = []string{"X11", "Xrandr", "Xxf86vm", "Xi", "Xcursor", "Xinerama"}
)

var compiler = need{
	name:    "a C compiler",
	why:     "the window draws through OpenGL, which Go reaches through C",
	present: func(m machine) bool { return m.compiles([]string{"stdlib.h"}, nil) },
	packages: map[family][]string{
		// libc6-dev by name: without recommended packages gcc comes without the C library's headers.
		debian: {"gcc", "libc6-dev"}, fedora: {"gcc"}, arch: {"gcc"},
	},
}

// windowNeeds are what building the window takes on the operating system.
func windowNeeds(goos string) []need {
	if goos != "linux" {
		return []need{compiler} // the compilers of macOS and Windows bring the window system's headers along
	}
	return []need{
		compiler,
		{
			name:     "pkg-config",
			why:      "the build asks it where OpenGL is",
			present:  func(m machine) bool { return m.runs("pkg-config", "--version") },
			packages: map[family][]string{debian: {"pkg-config"}, fedora: {"pkgconf-pkg-config"}, arch: {"pkgconf"}},
		},
		{
			name: "the OpenGL headers and library",
			why:  "the window is drawn with OpenGL",
			present: func(m machine) bool {
				return m.runs("pkg-config", "--exists", "gl") && m.compiles([]string{"GL/gl.h"}, []string{"GL"})
			},
			packages: map[family][]string{debian: {"libgl1-mesa-dev"}, fedora: {"mesa-libGL-devel"}, arch: {"libglvnd", "mesa"}},
		},
		{
			name:    "the X11 headers and libraries",
			why:     "the window, its keyboard and its mouse come from X11 (Xwayland on Wayland)",
			present: func(m machine) bool { return m.compiles(x11Headers, x11Libraries) },
			packages: map[family][]string{
				debian: {"xorg-dev", "libxkbcommon-dev"},
				fedora: {"libX11-devel", "libXcursor-devel", "libXrandr-devel", "libXinerama-devel", "libXi-devel", "libXxf86vm-devel", "libxkbcommon-devel"},
				arch:   {"libx11", "libxcursor", "libxrandr", "libxinerama", "libxi", "libxxf86vm", "libxkbcommon"},
			},
		},
	}
}

// checkNeeds are what the checks take beyond building the window. Driving the real window needs X11's virtual screen, so
// elsewhere than on Linux that check is left out, and with it what it needs.
func checkNeeds(goos string) []need {
	needs := windowNeeds(goos)
	if goos != "linux" {
		return needs
	}
	return append(needs,
		need{
			name:    "Xvfb",
			why:     "the tests of the real window run on a screen of their own",
			present: func(m machine) bool { return m.hasProgram("Xvfb") },
			packages: map[family][]string{
				// The software OpenGL driver by name: it is only a recommendation of the virtual screen.
				debian: {"xvfb", "libgl1-mesa-dri"}, fedora: {"xorg-x11-server-Xvfb", "mesa-dri-drivers"}, arch: {"xorg-server-xvfb"},
			},
		},
		need{
			name:     "xdotool",
			why:      "the tests of the real window press its keys and its mouse buttons",
			present:  func(m machine) bool { return m.hasProgram("xdotool") },
			packages: map[family][]string{debian: {"xdotool"}, fedora: {"xdotool"}, arch: {"xdotool"}},
		},
		need{
			name:     "a program that takes pictures of the screen (import or xwd)",
			why:      "the tests of the real window leave pictures to look at",
			present:  func(m machine) bool { return m.hasProgram("import", "xwd") },
			packages: map[family][]string{debian: {"imagemagick"}, fedora: {"ImageMagick"}, arch: {"imagemagick"}},
		},
		need{
			name:     "pdftotext",
			why:      "the tests of reports read their PDF with another program's eyes",
			present:  func(m machine) bool { return m.hasProgram("pdftotext") },
			packages: map[family][]string{debian: {"poppler-utils"}, fedora: {"poppler-utils"}, arch: {"poppler"}},
		},
		need{
			name:     "the Noto fonts",
			why:      "article texts hold letters and signs that the toolkit's own font does not have",
			present:  func(m machine) bool { return m.hasFont("NotoSans") },
			packages: map[family][]string{debian: {"fonts-noto-core"}, fedora: {"google-noto-sans-fonts"}, arch: {"noto-fonts"}},
		},
	)
}

// missing is those of the needs that the machine does not meet.
func missing(m machine, needs []need) []need {
	var out []need
	for _, n := range needs {
		if !n.present(m) {
			out = append(out, n)
		}
	}
	return out
}

// packagesFor names the family's packages that bring the needs, each once and in order.
func packagesFor(f family, needs []need) []string {
	var out []string
	for _, n := range needs {
		for _, p := range n.packages[f] {
			if !slices.Contains(out, p) {
				out = append(out, p)
			}
		}
	}
	return out
}
