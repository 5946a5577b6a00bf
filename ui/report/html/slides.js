(function () {
  "use strict";
  var root = document.documentElement;
  var slides = Array.prototype.slice.call(document.querySelectorAll(".slide"));
  var number = document.getElementById("number");
  var said = document.getElementById("said");
  var keys = document.getElementById("keys");
  var buttons = {};
  var now = 0;

  ["back", "on", "notes", "full", "help", "shut"].forEach(function (name) { buttons[name] = document.getElementById("do-" + name); });

  // fit sets what stands on a slide as large as there is room for on a screen of 16 to 9, which is what is printed, too; and
  // never smaller than can be read across a room.
  function fit(slide) {
    var inner = slide.querySelector(".inner");
    var room = Math.min(slide.clientHeight, 36 * parseFloat(getComputedStyle(root).fontSize)) - parseFloat(getComputedStyle(slide).paddingBottom);
    var frames = Array.prototype.slice.call(inner.querySelectorAll(".frame"));
    inner.style.fontSize = "";
    if (window.matchMedia("(max-width: 44rem)").matches) { return; }
    for (var size = 1.2; size > 0.55; size -= 0.04) {
      inner.style.fontSize = size.toFixed(2) + "em";
      if (slide.scrollHeight <= slide.clientHeight + 1 && inner.offsetTop + inner.offsetHeight <= room + 1 &&
        frames.every(function (f) { return f.scrollWidth <= f.clientWidth + 1; })) { return; }
    }
  }

  function show(n, quietly) {
    now = Math.max(0, Math.min(slides.length - 1, n));
    slides.forEach(function (slide, i) { slide.classList.toggle("now", i === now); });
    var words = number.dataset.words.replace("%d", now + 1).replace("%d", slides.length);
    number.textContent = (now + 1) + " / " + slides.length;
    buttons.back.disabled = now === 0;
    buttons.on.disabled = now === slides.length - 1;
    slides[now].scrollTop = 0;
    if (!quietly) {
      said.textContent = words + ": " + slides[now].querySelector("h2").textContent;
      history.replaceState(null, "", "#slide-" + (now + 1));
    }
  }

  function goTo(hash, quietly) {
    var there = hash.length > 1 ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;
    var slide = there && there.closest(".slide");
    show(slide ? slides.indexOf(slide) : now, quietly);
    if (slide && slide !== there) { there.scrollIntoView({ block: "nearest" }); }
  }

  function notes() {
    var shown = root.classList.toggle("noted");
    buttons.notes.setAttribute("aria-pressed", shown);
    slides.forEach(fit);
  }

  function full() {
    if (document.fullscreenElement) { document.exitFullscreen(); } else if (root.requestFullscreen) { root.requestFullscreen(); }
  }

  function help() { if (keys.open) { keys.close(); } else { keys.showModal(); } }

  var does = {
    ArrowRight: function () { show(now + 1); }, PageDown: function () { show(now + 1); }, " ": function () { show(now + 1); },
    ArrowLeft: function () { show(now - 1); }, PageUp: function () { show(now - 1); },
    Home: function () { show(0); }, End: function () { show(slides.length - 1); },
    n: notes, f: full, "?": help
  };

  document.addEventListener("keydown", function (e) {
    if (e.ctrlKey || e.altKey || e.metaKey || keys.open) { return; }
    if (e.key === " " && e.target.closest("button, a")) { return; }
    if (e.key.indexOf("Arrow") === 0 && e.target.closest(".frame")) { return; }
    var key = e.key === " " && e.shiftKey ? "PageUp" : e.key.length === 1 ? e.key.toLowerCase() : e.key;
    if (does[key]) { e.preventDefault(); does[key](); }
  });
  buttons.back.addEventListener("click", function () { show(now - 1); });
  buttons.on.addEventListener("click", function () { show(now + 1); });
  buttons.notes.addEventListener("click", notes);
  buttons.full.addEventListener("click", full);
  buttons.help.addEventListener("click", help);
  buttons.shut.addEventListener("click", help);

  var touched = null;
  document.addEventListener("touchstart", function (e) {
    touched = e.touches.length === 1 && !e.target.closest(".frame") ? e.touches[0] : null;
  }, { passive: true });
  document.addEventListener("touchend", function (e) {
    if (!touched) { return; }
    var x = e.changedTouches[0].clientX - touched.clientX, y = e.changedTouches[0].clientY - touched.clientY;
    if (Math.abs(x) > 60 && Math.abs(x) > 2 * Math.abs(y)) { show(now + (x < 0 ? 1 : -1)); }
  }, { passive: true });

  window.addEventListener("hashchange", function () { goTo(location.hash); });
  window.addEventListener("resize", function () { slides.forEach(fit); });
  root.classList.add("live");
  slides.forEach(fit);
  show(0, true);
  goTo(location.hash, true);
})();
